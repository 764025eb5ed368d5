"""The outbox: corrections and documents on their way to the outside systems, each through the same states.

prepared -> approved (by a second person) -> written (to a file) -> confirmed (a later import shows it);
blocked when the target moved meanwhile, withdrawn when the correction was undone or replaced. An entry's payload never changes.
The functions are pure: entries in, the new and changed entries out; the caller stores them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import pandas as pd

from core.access.rules import NameMissing, person_key, require_second_person
from core.base.errors import TieoutError
from core.changes.fields import EDITABLE
from core.changes.history import live
from core.changes.overlay import held
from core.invoicing.corrections import Correction
from core.invoicing.numbering import document_number
from core.ports.writing import FieldUpdate, Posting, RecordUpdate
from core.records.documents import Document
from core.records.outbox import OutboxEntry
from core.records.schema import KINDS, TABLES
from core.records.steps import Change, Step
from core.records.tables import Tables
from core.records.values import shown

PREPARED: Final = "prepared"
APPROVED: Final = "approved"
BLOCKED: Final = "blocked"
WRITTEN: Final = "written"
CONFIRMED: Final = "confirmed"
WITHDRAWN: Final = "withdrawn"
_WAITING: Final = frozenset({PREPARED, APPROVED, BLOCKED})
_SENT: Final = frozenset({WRITTEN, CONFIRMED})


class UnknownEntry(TieoutError):
    """No entry of that number is in the outbox."""

    code = "WRB-201"
    template = "There is no entry {number} in the outbox."


class NotPrepared(TieoutError):
    """Only a prepared entry can be approved."""

    code = "WRB-202"
    template = "Entry {number} is {status} and cannot be approved. Prepare it again if it is still wanted."


class TargetMoved(TieoutError):
    """The record is not what it was when the correction was made."""

    code = "WRB-203"
    template = "{target} changed in {system} after it was corrected here: {what}. {advice}"


class Incomplete(TieoutError):
    """A document lacks something that it cannot be sent without."""

    code = "WRB-204"
    template = "Entry {number} ({target}) cannot be approved yet. {problems}"


def payload(entry: OutboxEntry) -> dict[str, Any]:
    """The entry's payload as a dict."""
    made: dict[str, Any] = json.loads(entry.payload)
    return made


def document_of(entry: OutboxEntry) -> Document | None:
    """The document of an entry that makes one, else None."""
    made = payload(entry)
    return Document.from_json(made["document"]) if "document" in made else None


class AlreadyCorrected(TieoutError):
    """Another correction that is on its way concerns the same invoice, hours, expenses or milestones."""

    code = "WRB-208"
    template = "{what} is already put right by entry {number} ({target}). Withdraw that entry first if this one should replace it."


class AlreadyOut(TieoutError):
    """What was written to a file cannot be withdrawn."""

    code = "WRB-209"
    template = (
        "Entry {number} was written already and cannot be withdrawn. Undo it in {system}, or correct it by a new entry."
    )


class _Cells:
    """Cells of the imported tables by record; the places of a table's records are looked up once."""

    def __init__(self, imported: Tables) -> None:
        self.imported = imported
        self._places: dict[str, dict[str, int]] = {}

    def has(self, table: str, record: str) -> bool:
        """True when the import holds the record."""
        if table not in self._places:
            ids = self.imported[table]["id"].tolist()
            self._places[table] = dict(zip(ids, range(len(ids)), strict=True))
        return record in self._places[table]

    def get(self, table: str, record: str, field: str) -> object:
        """One value as a Change holds it, of a record that `has` found."""
        return held(self.imported[table][field].iloc[self._places[table][record]], KINDS[table, field])


# --- preparing -------------------------------------------------------------------------------------------------------


def changes_to_entries(
    steps: Sequence[Step], imported: Tables, entries: Sequence[OutboxEntry] = (), *, who: str, at: datetime
) -> tuple[OutboxEntry, ...]:
    """What the outbox must hold so that every system learns the live corrections: new entries, one a record, and withdrawn ones.

    imported: the tables as last imported, without corrections. entries: the outbox so far. An entry still waiting is withdrawn when its
    correction was undone or replaced; a correction that was sent and then undone is sent back; what is waiting or sent already stays.
    """
    wanted = _wanted(steps, imported, entries)
    out: list[OutboxEntry] = []
    settled: set[str] = set()
    for entry in entries:
        if entry.action != "update" or entry.status not in _WAITING:
            continue
        same = _signature(payload(entry)["fields"]) == _signature(wanted.get(entry.record, {}).get("fields", ()))
        if same and entry.record not in settled:
            settled.add(entry.record)
        else:
            out.append(replace(entry, status=WITHDRAWN))
    number = _last(entries)
    for record in sorted(wanted):
        if record in settled:
            continue
        number += 1
        system, entity = record.split(":", 2)[:2]
        out.append(OutboxEntry(number, system, entity, record, "update", _json(wanted[record]), PREPARED, who, "", at))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What the outbox sent for one field. first: the value before the first sending; last: the value sent last; seen: it arrived."""

    first: object
    last: object
    seen: bool


_Key = tuple[str, str, str]


def _wanted(steps: Sequence[Step], imported: Tables, entries: Sequence[OutboxEntry]) -> dict[str, dict[str, Any]]:
    """What each record's system still has to learn: record id -> payload."""
    chains: dict[_Key, list[tuple[Step, Change]]] = {}
    for step in live(steps):
        for change in step.changes:
            if (change.table, change.field) in EDITABLE:
                chains.setdefault((change.table, change.record, change.field), []).append((step, change))
    sent = _sent(entries)
    cells = _Cells(imported)
    wanted: dict[str, dict[str, Any]] = {}
    for key in sorted({*chains, *sent}):
        table, record, field = key
        if not cells.has(table, record):
            continue  # the import was withdrawn: there is nothing to correct
        row = _due(cells.get(table, record, field), chains.get(key, []), sent.get(key))
        if row is None:
            continue
        if field == "method":
            row["text"] = _wording(imported[table], str(row["after"]))
        if record not in wanted:
            wanted[record] = _blank(table, record, cells)
        made = wanted[record]
        made["fields"].append({"field": field, **row})
        made["steps"] += [step.number for step, _ in chains.get(key, [])]
        made["why"] += [step.why for step, _ in chains.get(key, []) if step.why]
    return {record: _finished(made) for record, made in wanted.items()}


def _due(now: object, chain: Sequence[tuple[Step, Change]], sent: _Sent | None) -> dict[str, Any] | None:
    """The change still to be sent for one field, None when the system knows or will know it.

    now: the imported value. A value sent but not yet seen counts as known, and the import may still show the older one (`was`).
    A sent correction that is no longer live is taken back, unless the system moved on by itself.
    """
    if chain:
        after = chain[-1][1].after
        if sent is not None and not sent.seen:
            return None if after == sent.last else {"before": sent.last, "after": after, "was": now}
        if after == now:
            return None
        before = sent.last if sent is not None and now == sent.last else chain[0][1].before
        return {"before": before, "after": after}
    if sent is None or sent.last == sent.first or (sent.seen and now != sent.last):
        return None
    return {"before": sent.last, "after": sent.first, **({} if sent.seen else {"was": now})}


def _sent(entries: Sequence[OutboxEntry]) -> dict[_Key, _Sent]:
    """What was sent for each field so far."""
    sent: dict[_Key, _Sent] = {}
    for entry in sorted(entries, key=lambda each: each.number):
        if entry.action == "update" and entry.status in _SENT:
            made = payload(entry)
            for row in made["fields"]:
                key = (made["table"], entry.record, row["field"])
                first = sent[key].first if key in sent else row["before"]
                sent[key] = _Sent(first, row["after"], entry.status == CONFIRMED)
    return sent


def _blank(table: str, record: str, cells: _Cells) -> dict[str, Any]:
    file, row = cells.get(table, record, "file"), cells.get(table, record, "row")
    return {
        "table": table,
        "record": record,
        "title": _title(table, record, cells),
        "place": f"{file}#{row}" if file and row is not None else "",
        "currency": cells.get(table, record, "currency") if (table, "currency") in KINDS else "",
        "fields": [],
        "steps": [],
        "why": [],
    }


# What a person calls a record of each table; ids are shown without system and entity.
_TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "time": ("person_name", "day", "project_name"),
    "expenses": ("person_name", "day", "category", "merchant"),
    "rates": ("contract", "role", "person", "valid_from"),
    "milestones": ("contract", "name"),
    "change_orders": ("contract", "ref"),
    "contracts": ("ref", "title"),
    "invoices": ("number", "customer_name"),
}


def _title(table: str, record: str, cells: _Cells) -> str:
    parts = []
    for name in _TITLES.get(table, ("name",)):
        text = str(cells.get(table, record, name) or "")
        parts.append(text.split(":", 2)[-1] if name == "contract" else text)
    return ", ".join(part for part in parts if part) or record.split(":", 2)[-1]


def _wording(frame: pd.DataFrame, method: str) -> str:
    """The system's own words for a billing method, as most of its records print it; "" when none does."""
    words = frame.loc[(frame["method"] == method) & (frame["method_text"] != ""), "method_text"].value_counts()
    return str(min(words[words == words.iloc[0]].index)) if len(words) else ""


def _finished(made: dict[str, Any]) -> dict[str, Any]:
    body = json.dumps([made["record"], made["fields"]], sort_keys=True, ensure_ascii=False)
    return {
        **made,
        "steps": sorted(set(made["steps"])),
        "why": "; ".join(dict.fromkeys(made["why"])),
        "key": "TO-" + hashlib.sha256(body.encode()).hexdigest()[:10].upper(),
    }


def _signature(fields: Iterable[Mapping[str, Any]]) -> frozenset[tuple[str, str, str]]:
    return frozenset((row["field"], repr(row["before"]), repr(row["after"])) for row in fields)


def documents_to_entries(
    corrections: Iterable[Correction],
    imported: Tables,
    entries: Sequence[OutboxEntry] = (),
    *,
    who: str,
    at: datetime,
    leave_out: bool = False,
) -> tuple[OutboxEntry, ...]:
    """One new entry a document, credit notes before what replaces them; a correction that is waiting or sent already is not queued again.

    Entries of the same correction that are blocked are withdrawn and replaced; so is a prepared one whose documents came out differently.
    Raises AlreadyCorrected when another correction on its way concerns the same thing; with `leave_out` that correction is left out instead.
    """
    out: list[OutboxEntry] = []
    number = _last(entries)
    current = list(entries)
    for correction in corrections:
        every = [(e, payload(e)) for e in current if e.action in {"create", "credit"} and e.status != WITHDRAWN]
        alive = [e for e, made in every if made["key"] == correction.id]
        others = [
            (e, Document.from_json(made["document"]))
            for e, made in every
            if made["key"] != correction.id and e.status != CONFIRMED
        ]
        documents = _numbered_apart(correction, others)
        bodies = [_json(_document_payload(document, correction, imported)) for document in documents]
        same = sorted(e.payload for e in alive) == sorted(bodies)
        stale = any(e.status == BLOCKED for e in alive) or (not same and all(e.status == PREPARED for e in alive))
        if alive and (not stale or any(e.status in _SENT for e in alive)):
            continue  # on its way; where half of it is out, a person settles the rest
        try:
            _refuse_overlap(documents, others, imported)
        except AlreadyCorrected:
            if not leave_out:
                raise
            continue
        gone = [replace(e, status=WITHDRAWN) for e in alive]
        fresh: list[OutboxEntry] = []
        for document, body in zip(documents, bodies, strict=True):
            number += 1
            action = "credit" if document.kind == "credit_note" else "create"
            fresh.append(
                OutboxEntry(number, document.system, document.kind, document.id, action, body, PREPARED, who, "", at)
            )
        out += [*gone, *fresh]
        replaced = {e.number for e in gone}
        current = [*(e for e in current if e.number not in replaced), *gone, *fresh]
    return tuple(out)


def _numbered_apart(correction: Correction, others: Sequence[tuple[OutboxEntry, Document]]) -> tuple[Document, ...]:
    """The correction's documents, renumbered where another one on its way has the number."""
    taken = {document.number for _, document in others}
    made: list[Document] = []
    for document in correction.documents:
        number = document.number
        if number in taken:
            number = document_number(document.correction, document.kind, document.original_number, taken)
        taken.add(number)
        made.append(replace(document, number=number))
    return tuple(made)


def _refuse_overlap(
    documents: Sequence[Document], others: Sequence[tuple[OutboxEntry, Document]], imported: Tables
) -> None:
    """Raises AlreadyCorrected when the documents credit or bill what another correction on its way credits or bills.

    Several credits of single lines of one invoice may stand side by side, up to its total.
    """
    billed = {source: (e, d) for e, d in others if d.kind == "invoice" for line in d.lines for source in line.sources}
    for document in documents:
        if document.kind == "invoice":
            for source in (each for line in document.lines for each in line.sources):
                if source in billed:
                    entry, other = billed[source]
                    raise AlreadyCorrected(what=source.split(":", 2)[-1], number=entry.number, target=other.number)
        if not document.original:
            continue
        rivals = [(e, d) for e, d in others if d.original == document.original]
        if not rivals:
            continue
        replaced = any(
            d.kind == "invoice" for d in [*documents, *(d for _, d in rivals)] if d.original == document.original
        )
        credited = -sum(d.total or 0 for d in [document, *(d for _, d in rivals)] if d.kind == "credit_note")
        whole = _seen(imported, document.original).get("total")
        if replaced or whole is None or credited > whole:
            entry, other = rivals[0]
            raise AlreadyCorrected(what=f"Invoice {document.original_number}", number=entry.number, target=other.number)


def withdraw(entries: Sequence[OutboxEntry], numbers: Sequence[int]) -> tuple[OutboxEntry, ...]:
    """The chosen waiting entries as withdrawn, with every other waiting document of the same corrections; raises UnknownEntry or AlreadyOut."""
    by_number = {entry.number: entry for entry in entries}
    keys: set[str] = set()
    for number in numbers:
        entry = by_number.get(number)
        if entry is None:
            raise UnknownEntry(number=number)
        if entry.status in _SENT:
            raise AlreadyOut(number=number, system=entry.system)
        keys.add(payload(entry)["key"])
    return tuple(replace(e, status=WITHDRAWN) for e in entries if e.status in _WAITING and payload(e)["key"] in keys)


def _document_payload(document: Document, correction: Correction, imported: Tables) -> dict[str, Any]:
    made: dict[str, Any] = {
        "key": correction.id,
        "finding": correction.key,
        "control": correction.control,
        "why": correction.what,
        "document": document.as_json(),
    }
    if document.original:
        made["seen"] = _seen(imported, document.original)
    return made


def _seen(imported: Tables, invoice: str) -> dict[str, Any]:
    """What the original and its credits looked like when the correction was drafted; {} when it is gone."""
    frame = imported["invoices"]
    rows = frame[frame["id"] == invoice]
    if rows.empty:
        return {}
    made = {
        name: held(rows[name].iloc[0], KINDS["invoices", name]) for name in ("customer", "currency", "total", "tax")
    }
    notes = frame[(frame["kind"] == "credit_note") & (frame["system"] == rows["system"].iloc[0])]
    allocations = imported["allocations"]
    used = allocations.loc[(allocations["invoice"] == invoice) & allocations["source"].isin(notes["id"]), "source"]
    named = notes.loc[_names(notes["reference"], str(rows["number"].iloc[0])), "id"]
    return {**made, "void": bool(rows["status"].iloc[0] == "void"), "credits": sorted({*used, *named})}


def _names(texts: pd.Series, number: str) -> pd.Series:
    """Which texts hold the number as a whole word."""
    return texts.str.contains(rf"(?<![\w-]){re.escape(number)}(?![\w-])", regex=True)


def _json(made: Mapping[str, Any]) -> str:
    return json.dumps(made, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _last(entries: Iterable[OutboxEntry]) -> int:
    return max((entry.number for entry in entries), default=0)


# --- approving -------------------------------------------------------------------------------------------------------


def approve(
    entries: Sequence[OutboxEntry], numbers: Sequence[int], by: str, imported: Tables
) -> tuple[OutboxEntry, ...]:
    """The chosen entries approved in the name of `by`; all or nothing, and a correction's documents only together.

    A credit without its re-bill, or the other way round, would bill the customer wrongly: the rest of a chosen correction is approved too.
    Raises UnknownEntry, NotPrepared, NameMissing, SamePerson, Incomplete or TargetMoved.
    """
    if not person_key(by):
        raise NameMissing(role="approver", does="approves")
    by_number = {entry.number: entry for entry in entries}
    cells = _Cells(imported)
    out: list[OutboxEntry] = []
    for number in _whole_corrections(entries, numbers):
        entry = by_number.get(number)
        if entry is None:
            raise UnknownEntry(number=number)
        if entry.status != PREPARED:
            raise NotPrepared(number=number, status=entry.status)
        require_second_person(entry.prepared_by, by)
        document = document_of(entry)
        if document is not None and document.problems:
            raise Incomplete(number=number, target=document.number, problems=" ".join(document.problems))
        moved = _moved(entry, cells)
        if moved is not None:
            raise moved
        out.append(replace(entry, status=APPROVED, approved_by=by.strip()))
    return tuple(out)


def _whole_corrections(entries: Sequence[OutboxEntry], numbers: Sequence[int]) -> tuple[int, ...]:
    """`numbers`, each once, and the other prepared documents of the corrections among them."""
    chosen = set(numbers)
    keys = {payload(e)["key"] for e in entries if e.number in chosen and e.action != "update"}
    rest = [e.number for e in entries if e.status == PREPARED and e.action != "update" and payload(e)["key"] in keys]
    return tuple(dict.fromkeys([*numbers, *rest]))


# --- the target ------------------------------------------------------------------------------------------------------


def target_moved(entry: OutboxEntry, imported: Tables) -> TargetMoved | None:
    """Why the entry must not be sent: its record is not what it was when it was corrected; None when it may be."""
    return _moved(entry, _Cells(imported))


def _moved(entry: OutboxEntry, cells: _Cells) -> TargetMoved | None:
    made = payload(entry)
    if "document" in made:
        return _original_moved(entry, made, cells.imported)
    table = made["table"]
    target = f"The {TABLES[table].entity.replace('_', ' ')} {made['title']}"
    if not cells.has(table, entry.record):
        gone = "it is no longer in the latest import"
        return TargetMoved(target=target, system=entry.system, what=gone, advice="Undo the correction.")
    for row in made["fields"]:
        field = EDITABLE[table, row["field"]]
        now = cells.get(table, entry.record, row["field"])
        if now not in {row["before"], row["after"], row.get("was", row["before"])}:
            was, is_ = (shown(value, field.kind, made["currency"]) or "empty" for value in (row["before"], now))
            return TargetMoved(
                target=target,
                system=entry.system,
                what=f"{field.label.lower()} was {was} and is {is_} in the latest import",
                advice="Undo the correction, and correct the new value if it is still wrong.",
            )
    return None


def _original_moved(entry: OutboxEntry, made: Mapping[str, Any], imported: Tables) -> TargetMoved | None:
    document = Document.from_json(made["document"])
    ids = imported["invoices"]
    target = f"Invoice {document.original_number}"
    if (ids["id"] == document.id).any() and not _carries(document, imported):
        return TargetMoved(
            target=f"The number {document.number}",
            system=entry.system,
            what="another document has taken it",
            advice="Prepare the correction again.",
        )
    if "seen" not in made or made["seen"] == _seen(imported, document.original):
        return None
    return TargetMoved(
        target=target,
        system=entry.system,
        what="its customer, total, tax or credits are not what they were",
        advice="Run the controls and prepare the correction again.",
    )


def recheck(
    entries: Sequence[OutboxEntry], imported: Tables
) -> tuple[tuple[OutboxEntry, ...], tuple[TargetMoved, ...]]:
    """After an import: the entries whose standing changed, and why those that are blocked are.

    A waiting entry whose target moved is blocked; a blocked one whose target moved back is prepared again, to be approved anew.
    """
    changed: list[OutboxEntry] = []
    reasons: list[TargetMoved] = []
    waiting = [entry for entry in entries if entry.status in _WAITING]
    cells = _Cells(imported)
    moved = {entry.number: reason for entry in waiting if (reason := _moved(entry, cells)) is not None}
    # The documents of one correction stand or fall together.
    held_back = {payload(entry)["key"] for entry in waiting if entry.number in moved}
    for entry in waiting:
        if entry.number in moved:
            reasons.append(moved[entry.number])
        if payload(entry)["key"] in held_back:
            if entry.status != BLOCKED:
                changed.append(replace(entry, status=BLOCKED))
        elif entry.status == BLOCKED:
            changed.append(replace(entry, status=PREPARED, approved_by=""))
    return tuple(changed), tuple(reasons)


# --- confirming ------------------------------------------------------------------------------------------------------


def confirm(entries: Sequence[OutboxEntry], imported: Tables) -> tuple[OutboxEntry, ...]:
    """Written entries that the latest import shows as done, as confirmed: every field at its new value, or the document there to the cent."""
    cells = _Cells(imported)
    return tuple(
        replace(entry, status=CONFIRMED) for entry in entries if entry.status == WRITTEN and _arrived(entry, cells)
    )


def _arrived(entry: OutboxEntry, cells: _Cells) -> bool:
    document = document_of(entry)
    if document is not None:
        return _carries(document, cells.imported)
    made = payload(entry)
    table = made["table"]
    return cells.has(table, entry.record) and all(
        cells.get(table, entry.record, row["field"]) == row["after"] for row in made["fields"]
    )


def _carries(document: Document, imported: Tables) -> bool:
    """True when the ledger holds the document: by its number or the correction's id in the reference, with its total and currency."""
    heads = imported["invoices"]
    heads = heads[(heads["system"] == document.system) & (heads["kind"] == document.kind) & (heads["status"] != "void")]
    known = (heads["number"] == document.number) | heads["reference"].str.contains(document.correction, regex=False)
    same = (heads["total"] == document.total) & (heads["currency"] == document.currency)
    return bool((known & same.fillna(False)).any())


# --- for the writers -------------------------------------------------------------------------------------------------


def as_update(entry: OutboxEntry) -> RecordUpdate:
    """An update entry as a writer takes it; raises KeyError for a document."""
    made = payload(entry)
    table = made["table"]
    fields = tuple(
        FieldUpdate(
            row["field"],
            EDITABLE[table, row["field"]].label,
            KINDS[table, row["field"]],
            row["before"],
            row["after"],
            row.get("text", ""),
        )
        for row in made["fields"]
    )
    return RecordUpdate(
        entry.number,
        entry.system,
        table,
        entry.record,
        entry.record.split(":", 2)[2],
        made["title"],
        made["place"],
        made["currency"],
        fields,
        entry.prepared_by,
        entry.approved_by,
        made["why"],
    )


def as_posting(entry: OutboxEntry) -> Posting:
    """A document entry as a writer takes it; raises KeyError for an update."""
    return Posting(entry.number, Document.from_json(payload(entry)["document"]), entry.prepared_by, entry.approved_by)
