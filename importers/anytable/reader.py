"""Reads a table of any layout: by a proposal that is sure enough or by a person's answers, with the guarantees of every reader.

A table that is not understood surely enough is never loaded in part: all its rows wait in quarantine, with the columns in doubt.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, Final, cast

import pandas as pd

from core.ports.importing import Answers, ColumnUse, RowProblem, SavedMapping, TableRead
from importers.anytable import shapes
from importers.anytable.entities import BY_NAME, Entity, Look
from importers.anytable.fingerprints import Recalled, fingerprint_of, recall
from importers.anytable.profiles import SAMPLE, void
from importers.anytable.proposal import LOADS, PAIRS, SURE, missing_needs, propose
from importers.anytable.repeats import parts_of
from importers.anytable.vocabulary import concepts, currency_in, likeness
from importers.shared.bodies import Body, flat_body
from importers.shared.cells import Cells, Source
from importers.shared.columns import Field, Form, Headings
from importers.shared.intake import FileRefused
from importers.shared.numbers import decimal_mark, hours_reader
from importers.shared.parsing import Objects, Parsed, by_value, is_blank, parse, text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader
from importers.shared.texts import Region, region_of

GENERIC: Final = "generic"  # the system of a table of nobody's layout, unless a person says another
UNSURE: Final = "IMP-210"  # the proposal is not sure enough
UNKNOWN: Final = "IMP-211"  # none of the lists that a book holds
DRIFTED: Final = "IMP-212"  # a column that an earlier mapping used is gone
_LISTED: Final = 40  # rows named in a note on cells that cannot be read
_FORMS: Final = {
    Look.DAY: Form.DAY,
    Look.MONEY: Form.NUMBER,
    Look.RATE: Form.NUMBER,
    Look.PERCENT: Form.NUMBER,
    Look.HOURS: Form.HOURS,
    Look.FLAG: Form.FLAG,
    Look.CLOCK: Form.CLOCK,
}
_COUNTED: Final = frozenset({"quantity", "line"})  # counts that are numbers; terms are read from words
_KEYS: Final = ("customer_name", "customer", "project_name", "project", "person_name", "person", "contract", "day")
_ANCHORS: Final = ("day", "number", "invoice", "ref", "external_id", "code", "name", "person_name", "customer_name")
_APART: Final = frozenset(
    {"customers", "deals", "contracts", "change_orders", "rates", "milestones", "projects", "people"}
)
_SIGNS: Final = {"£": "GBP", "€": "EUR", "$": ""}


class BadAnswer(FileRefused):
    """An answer that does not fit the file."""

    code = "IMP-213"
    template = "{reason}"


@dataclass(frozen=True)
class Grid:
    """One table as it stands. title: sheet name and the texts above it."""

    sheet: Sheet
    region: Region
    title: str = ""

    @classmethod
    def of(cls, sheet: Sheet, header: int | None, *, headless: bool = False) -> Grid | None:
        """The table of a sheet; None where there is none. header: index of its heading where that is known."""
        region = region_of(sheet.rows, header, headless=headless)
        return cls(sheet, region, " ".join([sheet.name, *region.titles])) if region is not None else None

    @property
    def names(self) -> tuple[str, ...]:
        """One a column, unique; `column n` where the heading is blank or there is none."""
        return self.region.names

    @property
    def header_row(self) -> int:
        """1-based row of the heading in its sheet; 0 = the table has none."""
        return 0 if self.region.header is None else self.sheet.first_row + self.region.header + 1

    @cached_property
    def below(self) -> Sheet:
        """The table alone, its names as the first row."""
        rows: list[list[object]] = [list(self.names), *self.sheet.rows[self.region.start :]]
        return dataclasses.replace(self.sheet, rows=rows)


@dataclass
class _Plan:
    """Which column feeds which field, and how sure; what to say about it."""

    entity: str
    confidence: float
    targets: dict[int, str]
    sure: dict[int, float]
    doubts: tuple[str, ...]
    notes: list[str] = field(default_factory=list)
    code: str = UNSURE


def read_table(
    grid: Grid, source: Source, answers: Answers | None = None, saved: Sequence[SavedMapping] = (), *, system: str = ""
) -> TableRead:
    """Everything made of one table of unknown layout; raises BadAnswer where an answer does not fit it."""
    recalled = recall(grid.names, saved) if saved else None
    given = _joined(recalled, answers)
    _check(grid, given)
    body = flat_body(grid.below, 0, len(grid.names), 0)
    columns = [[row[place] for row in body.rows] for place in range(len(grid.names))]
    plan = _plan(grid, columns, given, recalled)
    system = given.system or system or GENERIC
    fingerprint = fingerprint_of(grid.names)
    if plan.entity and plan.confidence >= LOADS:
        table = _loaded(grid, source, plan, system, given, columns)
    else:
        table = _set_aside(grid, source, plan, system, body)
    return dataclasses.replace(
        table,
        header_row=grid.header_row,
        proposed=not (given.entity or given.columns),
        fingerprint=fingerprint,
        confidence=round(plan.confidence, 4),
        notes=(*plan.notes, *table.notes),
    )


def _joined(recalled: Recalled | None, answers: Answers | None) -> Answers:
    """What is said now, over what was said of an earlier table."""
    now = answers or Answers()
    if recalled is None:
        return now
    before = recalled.answers
    return dataclasses.replace(
        now,
        system=now.system or before.system,
        entity=now.entity or before.entity,
        columns={**before.columns, **now.columns},
        choices={**before.choices, **now.choices},
    )


def _check(grid: Grid, answers: Answers) -> None:
    """Raises BadAnswer for a column the table has not, an entity or a field that does not exist."""
    if answers.entity and answers.entity not in BY_NAME:
        raise BadAnswer(reason=f"There is no entity {answers.entity!r}. It is one of {', '.join(BY_NAME)}.")
    for heading in (*answers.columns, *answers.choices):
        if heading not in grid.names:
            raise BadAnswer(
                reason=f"The table has no column {heading!r}. Its columns are {', '.join(grid.names)[:400]}."
            )
    used: dict[str, str] = {}
    for heading, target in answers.columns.items():
        if target and target in used:
            raise BadAnswer(
                reason=f"{used[target]!r} and {heading!r} cannot both be {target}. Leave one of them empty."
            )
        used[target] = heading
    if answers.entity:
        _check_targets(BY_NAME[answers.entity], answers.columns)


def _check_targets(entity: Entity, columns: Mapping[str, str]) -> None:
    for heading, target in columns.items():
        if target and target not in entity.fields:
            raise BadAnswer(
                reason=f"{heading!r} cannot be {target!r}: the fields of {entity.name} are {', '.join(entity.names)}."
            )


def _plan(grid: Grid, columns: Sequence[Sequence[object]], given: Answers, recalled: Recalled | None) -> _Plan:
    made = propose(
        grid.names, columns, named=grid.region.header is not None, title=grid.title, entity=given.entity or ""
    )
    targets = {place: guess.target for place, guess in enumerate(made.columns) if guess.target}
    sure = {place: guess.confidence for place, guess in enumerate(made.columns) if guess.target}
    if given.columns and made.entity:
        _check_targets(BY_NAME[made.entity], given.columns)
    for heading, target in given.columns.items():
        place = grid.names.index(heading)
        targets = {at: name for at, name in targets.items() if at != place and name != target}
        if target:
            targets[place], sure[place] = target, 1.0
    plan = _Plan(made.entity, made.confidence, targets, sure, made.doubts)
    if made.entity and (given.entity or given.columns):
        plan.targets = {place: target for place, target in targets.items() if sure[place] >= PAIRS}
        gaps = missing_needs(BY_NAME[made.entity], set(plan.targets.values()), (*grid.names, grid.title))
        plan.confidence = min(made.confidence, LOADS - 0.01) if gaps else 1.0
        plan.doubts = tuple(gaps) or plan.doubts
        if gaps:
            plan.targets = targets
    if recalled is not None and recalled.drifted:
        _drift(plan, recalled)
    if plan.entity:
        _whole_and_parts(grid, columns, plan, given)
    return plan


def _drift(plan: _Plan, recalled: Recalled) -> None:
    by, day = recalled.saved.by, recalled.saved.at.date().isoformat()
    parts = []
    gone = [f"{heading} ({target})" if target else heading for heading, target in recalled.missing.items()]
    if gone:
        parts.append(f"gone: {', '.join(gone)}")
    if recalled.new:
        parts.append(f"new and left unread: {', '.join(recalled.new)}")
    plan.notes.append(f"The headings differ from those that {by} mapped on {day}; {'; '.join(parts)}.")
    if any(recalled.missing.values()):
        plan.confidence = min(plan.confidence, LOADS - 0.01)
        plan.doubts = (*(f"{heading} is gone" for heading, target in recalled.missing.items() if target), *recalled.new)
        plan.code = DRIFTED


def _whole_and_parts(grid: Grid, columns: Sequence[Sequence[object]], plan: _Plan, given: Answers) -> None:
    """Where the figures of a whole are repeated on the rows of its parts, the parts are taken, and it is said."""
    entity = BY_NAME[plan.entity]
    for place, target in list(plan.targets.items()):
        meaning = entity.fields[target]
        if not meaning.total or grid.names[place] in given.columns:
            continue
        for rival in range(len(columns)):
            if rival == place or likeness(concepts(grid.names[rival]), meaning.readings) < 0.4:
                continue
            groups = [column for at, column in enumerate(columns) if at not in {place, rival} and _repeats(column)]
            mine, other = _millionths(columns[place]), _millionths(columns[rival])
            if mine is None or other is None:
                continue
            if parts_of(mine, other, groups):
                plan.targets.pop(rival, None)
                del plan.targets[place]
                plan.targets[rival], plan.sure[rival] = target, plan.sure[place]
                whole, part = place, rival
            elif parts_of(other, mine, groups):
                plan.targets.pop(rival, None)
                whole, part = rival, place
            else:
                continue
            plan.notes.append(
                f"{grid.names[whole]} repeats the figure of the whole on each of its rows; {grid.names[part]} adds up to it "
                f"and is what is loaded."
            )
            break


def _repeats(column: Sequence[object]) -> bool:
    """Whether a column may name groups: it has far fewer values than rows, and more than a handful."""
    different = len(set(map(str, column)))
    return 3 <= different < len(column)


def _millionths(column: Sequence[object]) -> list[int] | None:
    mark = decimal_mark(by_value(column)[1]) or "."
    read = parse(column, hours_reader(mark), "")
    return [int(value) for value in read.units] if not read.bad.any() and read.known.any() else None


# --- loading ----------------------------------------------------------------------------------------------------------


class _AnyTable(TableReader):
    """A reader made on the spot: its columns stand where the plan says."""

    kind: ClassVar[Entity]
    stands: ClassVar[Mapping[str, int]]
    mark = ""

    def places(self, headings: Headings) -> dict[str, int]:
        """As planned."""
        del headings
        return dict(self.stands)

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The currency column, else the one of the headings or the signs."""
        return shapes.currencies(cells)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """The tables of the entity."""
        return shapes.frames_of(self.kind, cells, self.currency(cells))

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """The signed amount of bank lines that print two columns."""
        two = self.kind.name == "bank_line" and (cells.has("debit") or cells.has("creditside"))
        return {"signed": ("Amount", shapes.signed(cells))} if two else {}

    def _typed(
        self,
        columns: Mapping[str, Sequence[object]],
        body: Body,
        places: Mapping[str, int],
        headings: Headings,
        ways: Mapping[str, str],
    ) -> tuple[dict[str, Parsed | Objects], list[str]]:
        """As every reader, with "N/A" and dashes as blanks, and each cell listed that is left unknown."""
        cleared = {
            name: values if self.columns[name].form is Form.TEXT else _cleared(values)
            for name, values in columns.items()
        }
        typed, _ = super()._typed(cleared, body, places, headings, ways)
        notes = []
        for name, column in typed.items():
            if isinstance(column, Parsed) and column.bad.any() and not self.columns[name].strict:
                rows = [body.numbers[index] for index in column.bad.nonzero()[0].tolist()]
                shown = ", ".join(map(str, rows[:_LISTED])) + (" ..." if len(rows) > _LISTED else "")
                first = text_of(columns[name][int(column.bad.nonzero()[0][0])])
                notes.append(
                    f"{len(rows)} cells of {headings.printed[places[name]]} cannot be read and are left unknown: "
                    f"{'row' if len(rows) == 1 else 'rows'} {shown}, the first reads {first!r}."
                )
        return typed, notes


def _cleared(values: Sequence[object]) -> list[object]:
    return ["" if isinstance(value, str) and void(value) else value for value in values]


def _loaded(
    grid: Grid, source: Source, plan: _Plan, system: str, given: Answers, columns: Sequence[Sequence[object]]
) -> TableRead:
    entity = BY_NAME[plan.entity]
    fields = {target: _field(entity, target, grid.names[place]) for place, target in plan.targets.items()}
    stands = {target: place for place, target in plan.targets.items()}
    made = type(
        "AnyTable",
        (_AnyTable,),
        {
            "kind": entity,
            "stands": stands,
            "system": system,
            "layout": f"generic.{entity.name}",
            "entity": entity.name,
            "columns": fields,
            "must": (),
            "anchor": _anchor(entity, fields),
            "apart": (entity.table,) if entity.table in _APART else (),
            "one_of": tuple(name for name in ("amount", "debit", "creditside") if name in fields)
            if entity.name in {"bank_line", "journal"}
            else (),
        },
    )
    sheet = dataclasses.replace(grid.below, choices=given.choices)
    if not source.currency and "currency" not in fields:
        source = dataclasses.replace(source, currency=_currency(grid, plan, columns))
    table = cast("TableReader", made()).read(sheet, 0, source)
    uses = tuple(
        ColumnUse(name, plan.targets.get(place, ""), plan.sure.get(place, 0.0) if place in plan.targets else 0.0)
        for place, name in enumerate(grid.names)
    )
    said = (*_blanks(table, grid, plan, columns), *_unread(grid, plan, columns))
    return dataclasses.replace(table, columns=uses, notes=(*table.notes, *said))


def _anchor(entity: Entity, fields: Mapping[str, Field]) -> str:
    """The column that is filled in every data row and in no total: a day, a number or a name, never a figure."""
    figures = {Look.MONEY, Look.HOURS, Look.RATE, Look.COUNT, Look.PERCENT}
    words = [name for name in fields if entity.fields[name].look not in figures]
    return next((name for name in (*_ANCHORS, *words) if name in fields), next(iter(fields)))


def _field(entity: Entity, target: str, heading: str) -> Field:
    meaning = entity.fields[target]
    form = _FORMS.get(meaning.look, Form.NUMBER if target in _COUNTED else Form.TEXT)
    need = target in entity.strict
    return Field(
        (heading,),
        form,
        need=need,
        strict=need or meaning.total or target == "day",
        total=meaning.total and form in {Form.NUMBER, Form.HOURS},
        target=target,
        money=meaning.look is Look.MONEY,
    )


def _currency(grid: Grid, plan: _Plan, columns: Sequence[Sequence[object]]) -> str:
    """The one currency that the headings of the amounts name, or that most of their cells carry as a sign."""
    entity = BY_NAME[plan.entity]
    money = [place for place, target in plan.targets.items() if entity.fields[target].look is Look.MONEY]
    named = {code for place in money if (code := currency_in(grid.names[place]))}
    if named:
        return named.pop() if len(named) == 1 else ""
    signed: dict[str, int] = {}
    filled = 0
    for place in money:
        for cell in columns[place]:
            if isinstance(cell, str) and any(letter.isdigit() for letter in cell):
                filled += 1
                found = re.search(r"[£€]|\b(?:EUR|GBP|USD|CHF|CAD|AUD|SEK|NOK|DKK|PLN)\b", cell)
                if found:
                    code = _SIGNS.get(found[0], found[0])
                    signed[code] = signed.get(code, 0) + 1
    return next(iter(signed)) if len(signed) == 1 and sum(signed.values()) * 2 > filled else ""


def _blanks(table: TableRead, grid: Grid, plan: _Plan, columns: Sequence[Sequence[object]]) -> list[str]:
    """One sentence for each column that names other records and is blank on some rows."""
    notes = []
    for place, target in sorted(plan.targets.items()):
        if target in _KEYS:
            blank = sum(1 for cell in columns[place] if is_blank(cell) or (isinstance(cell, str) and void(cell)))
            if blank:
                notes.append(
                    f"{blank:,} of {table.rows_read:,} rows have nothing in {grid.names[place]} "
                    f"({target.replace('_', ' ')} of the {table.entity.replace('_', ' ')})."
                )
    return notes


def _unread(grid: Grid, plan: _Plan, columns: Sequence[Sequence[object]]) -> list[str]:
    """One sentence on the columns that hold something and feed nothing."""
    left = [
        name
        for place, name in enumerate(grid.names)
        if place not in plan.targets and any(not is_blank(cell) for cell in columns[place])
    ]
    if not left:
        return []
    return [f"{len(left)} {'column is' if len(left) == 1 else 'columns are'} left unread: {', '.join(left)}."]


# --- setting aside -----------------------------------------------------------------------------------------------------


def _set_aside(grid: Grid, source: Source, plan: _Plan, system: str, body: Body) -> TableRead:
    """All rows in quarantine, with the reason and the columns in doubt."""
    code, reason = _why(plan)
    doubtful = next((name for name in plan.doubts if name in grid.names), "")
    place = grid.names.index(doubtful) if doubtful else 0
    problems = tuple(
        RowProblem(
            source.file,
            source.sheet,
            number,
            doubtful,
            text_of(row[place]) if doubtful and place < len(row) else "",
            code,
            reason,
            tuple(zip(grid.names, (text_of(cell) for cell in row), strict=False)),
        )
        for number, row in zip(body.numbers, body.rows, strict=True)
    )
    return TableRead(
        system=system,
        entity=plan.entity,
        layout=f"generic.{plan.entity or 'unknown'}",
        sheet=source.sheet,
        header_row=grid.header_row,
        columns=tuple(
            ColumnUse(name, plan.targets.get(at, ""), plan.sure.get(at, 0.0) if at in plan.targets else 0.0)
            for at, name in enumerate(grid.names)
        ),
        frames={},
        rows_read=len(body.rows),
        rows_loaded=0,
        problems=problems,
        totals=(),
        notes=tuple(body.notes),
    )


def _why(plan: _Plan) -> tuple[str, str]:
    if not plan.entity:
        return UNKNOWN, (
            "The table is none of the lists that a book holds, by its headings and its cells. Say what it is and which "
            "column is which, or leave the file out."
        )
    what = plan.entity.replace("_", " ")
    doubts = "; ".join(plan.doubts[:12]) or "too few of its columns say what they are"
    if plan.code == DRIFTED:
        return DRIFTED, f"The table was mapped as {what} before and its headings have changed: {doubts}. Map it anew."
    return UNSURE, (
        f"The table looks like a list of {what} records, at {plan.confidence:.0%} sure, and {LOADS:.0%} are needed to load it "
        f"unasked. In doubt: {doubts}. Say which column is which."
    )


# --- hand-kept lists of a known kind ---------------------------------------------------------------------------------------


def helped(reader: TableReader, grid: Grid, header: int) -> tuple[TableReader, dict[str, str]]:
    """`reader` with columns that it does not know by name but that a proposal is sure of; and these, heading -> field.

    For lists that firms keep by hand under any heading; the columns that the reader knows itself stay as they are.
    """
    entity = BY_NAME.get(reader.entity)
    if entity is None:
        return reader, {}
    sheet = grid.sheet
    known = reader.places(Headings.of(sheet.rows[header]))
    rows = [row for row in sheet.rows[header + 1 : header + 1 + SAMPLE] if row]
    columns = [[row[place] if place < len(row) else "" for row in rows] for place in range(len(grid.names))]
    names = {reader.columns[name].target or name: name for name in reader.columns}
    extra: dict[str, int] = {}
    for place, guess in enumerate(propose(grid.names, columns, entity=entity.name).columns):
        name = names.get(guess.target)
        if name and name not in known and place not in known.values() and guess.confidence >= SURE:
            extra[name] = place
    if not extra:
        return reader, {}

    def places(self: TableReader, headings: Headings) -> dict[str, int]:
        del self, headings
        return {**known, **extra}

    made = type("Helped", (type(reader),), {"places": places})
    told = {grid.names[place]: reader.columns[name].target or name for name, place in extra.items()}
    return cast("TableReader", made()), told
