"""Findings as pages: their state and order, the summary by impact class, and one table a class and severity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from core.records.schema import Kind
from core.records.tables import Tables
from core.reports.shapes import Gate, Heading, Section, Table, Tone, Total, Value, total
from core.reports.wording import CLASSES, SEVERITIES, amount_text, counted, record_text, records_text, split_id

OPEN, ABSORBED, WAIVED = "open", "absorbed", "waived"


def stated(findings: pd.DataFrame, waived: Mapping[str, str]) -> pd.DataFrame:
    """Findings with `state` (open, absorbed, waived), `note` on it, in report order: class, severity, base amount falling, control, subject.

    waived: key -> reason. An absorbed finding is counted in the one that absorbs it, a waived one was accepted; only open ones are net.
    """
    out = findings.copy()
    out["state"] = OPEN
    out.loc[out["absorbed_by"] != "", "state"] = ABSORBED
    out.loc[out["key"].isin(list(waived)), "state"] = WAIVED
    cause = out["absorbed_by"].map(_cause)
    out["note"] = ("Counted in " + cause).where(out["state"] == ABSORBED, "")
    reason = out["key"].map(dict(waived)).fillna("").astype("object")
    out["note"] = out["note"].where(out["state"] != WAIVED, "Waived: " + reason)
    order = {name: place for place, name in enumerate(CLASSES)}
    out["class_rank"] = out["impact_class"].map(order).fillna(len(order))
    out["size"] = -out["base_amount"].astype("Int64").fillna(-1)
    out = out.sort_values(["class_rank", "severity", "size", "control", "subject", "key"], kind="stable")
    return out.drop(columns=["class_rank", "size"]).reset_index(drop=True)


def _cause(key: str) -> str:
    control, _, rest = key.partition("|")
    subject = rest.split("|", 1)[0] if rest.count(":") >= 2 else rest
    return f"{control}, {record_text(subject)}" if subject else control


def gate_of(findings: pd.DataFrame) -> Gate:
    """The verdict on stated findings: met when no open finding has severity S1."""
    open_ = findings[findings["state"] == OPEN]
    blockers = tuple(sorted(open_.loc[open_["severity"] == "S1", "key"].tolist()))
    left = int((open_["severity"] == "S2").sum())
    rest = f"{counted(left, 'finding')} of severity S2 {'is' if left == 1 else 'are'} to be resolved or explained."
    if blockers:
        verb = "blocks" if len(blockers) == 1 else "block"
        return Gate(
            False, blockers, f"{counted(len(blockers), 'open finding')} of severity S1 {verb} the close; {rest}"
        )
    return Gate(True, (), f"No open finding of severity S1; {rest}")


_SUMMARY: Final = (
    Heading("impact", "Impact", width=146, strong=True),
    Heading("impact_class", "Class"),
    Heading("s1", "S1", Kind.COUNT, width=30, total=True, band="Findings"),
    Heading("s2", "S2", Kind.COUNT, width=30, total=True, band="Findings"),
    Heading("s3", "S3", Kind.COUNT, width=30, total=True, band="Findings"),
    Heading("count", "All", Kind.COUNT, width=34, total=True, band="Findings"),
    Heading("unpriced", "Not priced", Kind.COUNT, width=46, total=True, band="Findings"),
    Heading("gross", "Gross", Kind.MONEY, width=76, total=True, band="Impact"),
    Heading("absorbed", "Counted upstream", Kind.MONEY, width=76, total=True, band="Impact"),
    Heading("waived", "Waived", Kind.MONEY, width=64, total=True, band="Impact"),
    Heading("net", "Net", Kind.MONEY, width=76, total=True, band="Impact"),
)


def summary_table(findings: pd.DataFrame, base: str) -> Table:
    """Stated findings by impact class: counts by severity, and gross less absorbed less waived = net, in base currency."""
    rows: list[tuple[Value, ...]] = []
    records: list[tuple[str, ...]] = []
    for name, title in CLASSES.items():
        part = findings[findings["impact_class"] == name]
        by = part["severity"].value_counts()
        money = {
            state: int(part.loc[part["state"] == state, "base_amount"].sum()) for state in (OPEN, ABSORBED, WAIVED)
        }
        counts = [int(by.get(each, 0)) for each in ("S1", "S2", "S3")]
        unpriced = int(part["base_amount"].isna().sum())
        gross = sum(money.values())
        rows.append((title, name, *counts, len(part), unpriced, gross, money[ABSORBED], money[WAIVED], money[OPEN]))
        records.append(tuple(part["key"]))
    table = Table(
        "summary",
        "Findings by impact",
        _SUMMARY,
        tuple(rows),
        tuple(records),
        currency=base,
        caption=f"Impact in {base}, foreign documents at the rate of their month. Gross counts every finding; what a cause upstream "
        "already prices is counted there, and net counts each cause once.",
    )
    return _with_total(table, "All findings")


def _with_total(table: Table, label: str) -> Table:
    return replace(table, totals=(total(table, label),))


FINDING_HEADINGS: Final = (
    Heading("number", "No", Kind.COUNT, width=22),
    Heading("control", "Control", width=92, under=("control_title",), strong=True),
    Heading("control_title", "Control title"),
    Heading("severity", "Severity"),
    Heading("impact_class", "Class"),
    Heading("state", "State"),
    Heading("subject", "Subject", width=158, under=("label", "related"), lines=2),
    Heading("label", "What it is"),
    Heading("related", "Related", sheet=False),
    Heading("message", "What does not hold", width=218, lines=5, under=("note",)),
    Heading("note", "Note"),
    Heading("suggestion", "Suggested correction", width=156, lines=5),
    Heading("amount", "Amount", Kind.MONEY, width=62, currency="currency"),
    Heading("currency", "Currency", width=24, short=""),
    Heading("base", "In base", Kind.MONEY, width=62, total=True),
    Heading("subject_id", "Subject id"),
    Heading("related_ids", "Related ids"),
    Heading("key", "Key"),
)


def findings_section(findings: pd.DataFrame, titles: Mapping[str, str], tables: Tables) -> Section:
    """Every stated finding, one table a class and severity, sorted by amount; numbered through."""
    base = tables.base_currency
    labels = labels_of(tables, findings["subject"].tolist())
    number = 0
    parts: list[Table] = []
    headings = tuple(replace(each, title=f"In {base}") if each.name == "base" else each for each in FINDING_HEADINGS)
    for (name, severity), part in findings.groupby(["impact_class", "severity"], sort=False):
        rows, records, tones = _rows(part, titles, labels, number)
        number += len(rows)
        counts = part["state"].value_counts()
        gross = part["base_amount"].sum(min_count=1)
        counted_in = {state: part.loc[part["state"] == state, "base_amount"] for state in (OPEN, ABSORBED, WAIVED)}
        unpriced = int(part["base_amount"].isna().sum())
        less = [
            Total(label, {"base": -int(counted_in[state].sum())}, base)
            for state, label in ((ABSORBED, "Counted upstream"), (WAIVED, "Waived"))
            if int(counted_in[state].sum())
        ]
        totals = [Total("Gross" if less else "Total", {"base": _whole(gross)}, base, unpriced), *less]
        if less:
            totals.append(Total("Net", {"base": int(counted_in[OPEN].sum())}, base))
        said = [counted(len(part), "finding")]
        said += [
            f"{int(counts[state]):,} {word}"
            for state, word in ((ABSORBED, "counted upstream"), (WAIVED, "waived"))
            if counts.get(state, 0)
        ]
        if unpriced:
            said.append(f"{unpriced:,} not priced")
        if not pd.isna(gross) and int(counted_in[OPEN].sum()):
            said.append(f"net {amount_text(int(counted_in[OPEN].sum()), base)} {base}")
        parts.append(
            Table(
                f"findings-{name}-{severity}",
                f"{CLASSES.get(str(name), str(name))} \N{MIDDLE DOT} {severity}",
                headings,
                rows,
                records,
                tones,
                tuple(totals) if not pd.isna(gross) else (),
                base,
                f"{severity} {SEVERITIES.get(str(severity), '')}: {', '.join(said)}.",
            )
        )
    lead = (
        "By impact class and severity, largest first. A finding in grey is a symptom of a cause upstream, or waived, and is not part of net."
        if parts
        else "No control is broken."
    )
    return Section("findings", "Findings", lead, tables=tuple(parts), wide=True)


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _rows(
    part: pd.DataFrame, titles: Mapping[str, str], labels: Mapping[str, str], before: int
) -> tuple[tuple[tuple[Value, ...], ...], tuple[tuple[str, ...], ...], tuple[Tone, ...]]:
    rows: list[tuple[Value, ...]] = []
    records: list[tuple[str, ...]] = []
    columns = [part[name].tolist() for name in _READ]
    for place, row in enumerate(zip(*columns, strict=True), before + 1):
        key, control, severity, kind, state, subject, related, message, note, suggestion, amount, currency, base = row
        ids = [each for each in related.split(";") if each]
        rows.append(
            (
                place,
                control,
                titles.get(control, ""),
                severity,
                kind,
                state,
                record_text(subject),
                labels.get(subject, ""),
                f"with {others}" if (others := records_text([each for each in ids if each != subject])) else "",
                message,
                note,
                suggestion,
                _whole(amount),
                "" if pd.isna(amount) else currency,
                _whole(base),
                subject,
                related,
                key,
            )
        )
        records.append((subject, *ids))
    tones = tuple(Tone.PLAIN if state == OPEN else Tone.QUIET for state in part["state"])
    return tuple(rows), tuple(records), tones


_READ: Final = (
    "key",
    "control",
    "severity",
    "impact_class",
    "state",
    "subject",
    "related",
    "message",
    "note",
    "suggestion",
    "amount",
    "currency",
    "base_amount",
)

# What tells a reader which record an id means: columns joined by a comma, blanks left out.
_LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "customers": ("name",),
    "deals": ("name", "customer_name"),
    "contracts": ("customer_name", "title"),
    "milestones": ("planned",),
    "projects": ("name", "customer_name"),
    "people": ("name",),
    "time": ("person_name", "day", "project_name"),
    "expenses": ("person_name", "day", "category", "merchant"),
    "invoices": ("customer_name", "day"),
    "payments": ("customer_name", "day"),
    "bank_lines": ("day", "payee", "description"),
    "journal_lines": ("day", "description"),
    "accounts": ("name",),
}


def labels_of(tables: Tables, ids: Sequence[str]) -> dict[str, str]:
    """A few words on each record id that the tables know; a person and day is known by its own id."""
    wanted = set(ids)
    out: dict[str, str] = {}
    for name, columns in _LABELS.items():
        frame = tables[name]
        key = "journal" if name == "journal_lines" else "id"
        frame = frame[frame[key].isin(wanted)].drop_duplicates(key)
        if frame.empty:
            continue
        texts = [
            frame[column].dt.strftime("%Y-%m-%d").fillna("").tolist()
            if frame[column].dtype.kind == "M"
            else frame[column].tolist()
            for column in columns
        ]
        for id, *parts in zip(frame[key].tolist(), *texts, strict=True):
            own = split_id(id)[2]
            out[id] = ", ".join(dict.fromkeys(each for each in parts if each and each != own))
    return out


_CONTROLS: Final = (
    Heading("control", "Control", width=44, strong=True),
    Heading("title", "What must hold", width=210),
    Heading("count", "Findings", Kind.COUNT, width=50, total=True),
    Heading("open", "Open", Kind.COUNT, width=44, total=True),
    Heading("gross", "Gross", Kind.MONEY, width=80, total=True),
    Heading("net", "Net", Kind.MONEY, width=80, total=True),
)
_SKIPPED: Final = (
    Heading("control", "Control", width=44, strong=True),
    Heading("title", "What must hold", width=170, lines=2),
    Heading("reason", "Why it was not evaluated", width=294, lines=4),
)


def controls_section(
    findings: pd.DataFrame, titles: Mapping[str, str], not_evaluated: Sequence[tuple[str, str]], base: str
) -> Section:
    """Every control with what it found, and those that could not be evaluated with the reason."""
    skipped = dict(not_evaluated)
    names = sorted(set(titles) | set(findings["control"]) - set(skipped), key=_area)
    evaluated = [name for name in names if name not in skipped or (findings["control"] == name).any()]
    rows: list[tuple[Value, ...]] = []
    records: list[tuple[str, ...]] = []
    for name in evaluated:
        part = findings[findings["control"] == name]
        net = part[part["state"] == OPEN]
        rows.append(
            (
                name,
                titles.get(name, ""),
                len(part),
                len(net),
                int(part["base_amount"].sum()),
                int(net["base_amount"].sum()),
            )
        )
        records.append(tuple(part["key"]))
    held = sum(not row[2] for row in rows)
    table = Table("controls", "Controls evaluated", _CONTROLS, tuple(rows), tuple(records), currency=base)
    why = sorted(skipped.items(), key=lambda item: _area(item[0]))
    missing = Table(
        "not_evaluated",
        "Not evaluated",
        _SKIPPED,
        tuple((name, titles.get(name, ""), reason) for name, reason in why),
        caption="These controls say nothing about the month: neither that they hold nor that they do not."
        if why
        else "Every control was evaluated.",
    )
    lead = f"{counted(len(rows), 'control')} evaluated, {held:,} of them without a finding; {len(why):,} not evaluated."
    return Section("controls", "Controls", lead, tables=(_with_total(table, "All controls"), missing))


_AREAS: Final = ("MD", "HO", "TE", "EX", "MS", "BI", "CA", "GL", "FC")


def _area(control: str) -> tuple[int, str]:
    area = control.split("-", 1)[0]
    return (_AREAS.index(area) if area in _AREAS else len(_AREAS), control)
