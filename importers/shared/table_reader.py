"""The base of every reader of a table: finds its columns, types them whole, sets unreadable rows apart, keeps control totals.

A reader declares `columns`, the names it cannot do without (`must`), and turns typed cells into draft frames.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar, Final, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.ports.importing import ColumnTotal, ColumnUse, RowProblem, TableRead
from importers.shared.bodies import Body, flat_body
from importers.shared.cells import Cells, Source
from importers.shared.checks import agreements, exact
from importers.shared.columns import Field, Form, Headings
from importers.shared.days import day_order, day_reader
from importers.shared.eaten import CUT, CUT_SENTENCE, is_cut, mended, names_an_id
from importers.shared.grids import Coded, coded_under, picked_under
from importers.shared.numbers import decimal_mark, hours_reader, number_reader
from importers.shared.parsing import (
    ERROR,
    ERROR_SENTENCE,
    Objects,
    Parsed,
    by_value,
    errors_in,
    parse,
    read_clock,
    read_flag,
    text_of,
)
from importers.shared.sheets import Row, Sheet

EXTRA: Final = (
    "\u2192"  # stands before the name of a column that the grouping of a report gives, among the cells of a problem
)
RECALLED: Final = 0.8  # a layout known from memory is never surer than this
_CODES: Final = {
    Form.NUMBER: "IMP-202",
    Form.HOURS: "IMP-202",
    Form.DAY: "IMP-203",
    Form.FLAG: "IMP-208",
    Form.CLOCK: "IMP-208",
}


class TableReader(ABC):
    """One layout of one system.

    layout: its name, and the facet under which its rows are kept. must: names of `columns` that have to be there; a tuple
    inside means any of them. least: share of the file's headings that must be known, for layouts with everyday headings.
    anchor: the column that is filled in every data row, so that a title, total or footer can be told from one.
    mark: the decimal mark where a file's numbers do not tell; "" where the system prints as its user likes. unwanted: a column,
    a pattern of its cells and what such rows are: they are no records of this kind, are left out and noted. apart: tables whose
    rows share an external id without being the same record; the later ones get " (2)" and a note. one_of: columns of numbers of
    which one at least must be filled in each row. recalled: the headings were never seen in a real file or document, so that
    the proposal is to be looked at by a person: `sure` stays at or under RECALLED.
    """

    layout: ClassVar[str]
    system: ClassVar[str]
    entity: ClassVar[str]
    columns: ClassVar[Mapping[str, Field]]
    must: ClassVar[tuple[str | tuple[str, ...], ...]]
    least: ClassVar[float] = 0.0
    anchor: ClassVar[str] = ""
    mark: ClassVar[str] = "."
    unwanted: ClassVar[tuple[str, re.Pattern[str], str] | None] = None
    apart: ClassVar[tuple[str, ...]] = ()
    one_of: ClassVar[tuple[str, ...]] = ()
    recalled: ClassVar[bool] = False

    def sure(self, headings: Headings) -> float:
        """How sure this reader is of a heading row: 0 = not mine, else up to 1 by the share of headings it knows."""
        places = self.places(headings)
        for need in self.must:
            names = (need,) if isinstance(need, str) else need
            if not any(name in places for name in names):
                return 0.0
        filled = sum(1 for heading in headings.printed if heading)
        share = len(set(places.values())) / max(filled, 1)
        if share < self.least:
            return 0.0
        sure = round(0.5 + 0.5 * min(share, 1.0), 4)
        return min(sure, RECALLED) if self.recalled else sure

    def places(self, headings: Headings) -> dict[str, int]:
        """Where each declared column stands, by name; the first of its headings that is there."""
        return headings.places(self.columns)

    @abstractmethod
    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Draft frames by canonical table, columns of core.records.schema; `external_id` and `row` filled."""

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The currency of each row for the control totals; the `currency` column unless a layout says it otherwise."""
        if cells.has("currency"):
            return cells.trimmed("currency").str.upper()
        return pd.Series(np.full(cells.size, cells.source.currency, dtype=object), dtype="object")

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows below the heading at index `header`, told apart; a flat table with totals and a footer at its end."""
        anchor = places.get(self.anchor, min(places.values(), default=0))
        return flat_body(sheet, header, width, anchor, by_column=True)

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """Control totals that no single column prints: name -> (heading, millionths)."""
        del cells
        return {}

    def refusals(self, body: Body, places: Mapping[str, int]) -> dict[int, tuple[str, str, str, str]]:
        """Rows that this layout cannot take though their cells can be read: position -> heading, value, code, sentence."""
        del body, places
        return {}

    def tables(self, sheet: Sheet, header: int, source: Source) -> list[TableRead]:
        """All tables that stand under one heading; one, unless a layout mixes two kinds of rows."""
        return [self.read(sheet, header, source)]

    def read(self, sheet: Sheet, header: int, source: Source) -> TableRead:
        """Everything made of the table whose heading stands at index `header` of `sheet`."""
        headings = Headings.of(sheet.rows[header])
        width = len(headings.printed)
        places = self.places(headings)
        told = _read_before(sheet, header) if sheet.again else self.body(sheet, header, width, places)
        body = self._wanted(told, places)
        body.refused.update(self.refusals(body, places))
        columns = self._columns(body, places)
        said = self._ids(columns, headings, places)
        marks, orders = self._ways(columns)
        settled = {name: sheet.choices.get(headings.printed[place], "") for name, place in places.items()}
        for ways in (marks, orders):
            answered = {settled[name] for name in ways if settled.get(name)}
            if len(answered) == 1:  # one answer speaks for the columns of its kind that prove nothing
                ways.update({name: next(iter(answered)) for name, way in ways.items() if not way})
            ways.update({name: settled[name] for name in ways if settled.get(name)})
        typed, notes = self._typed(columns, body, places, headings, {**marks, **orders})
        problems = self._problems(body, typed, places, headings, source)
        good = np.ones(len(body.rows), np.bool_)
        good[list(problems)] = False
        checks = agreements(body, typed, places, good, self.columns, marks)
        kept = {name: _take(column, good) for name, column in typed.items()}
        numbers = np.array(body.numbers, np.int64)[good]
        own = source.currency or next((code for code in headings.currencies if code), "")
        cells = Cells(int(good.sum()), Source(source.file, source.sheet, own), kept, numbers, body)
        frames = self.frames(cells)
        for name in self.apart:
            frames[name], twins = _kept_apart(frames[name])
            notes += twins
        return TableRead(
            system=self.system,
            entity=self.entity,
            layout=self.layout,
            sheet=source.sheet,
            header_row=header + 1,
            columns=self._uses(headings, places),
            frames=frames,
            rows_read=len(body.rows),
            rows_loaded=cells.size,
            problems=tuple(problems[index] for index in sorted(problems)),
            totals=self._totals(cells, kept, headings, places),
            notes=(*body.notes, *said, *notes, *checks.notes),
            confidence=self.sure(headings),
            choices={
                headings.printed[places[name]]: way
                for name, way in {**marks, **orders}.items()
                if way and name in places
            },
            untied=checks.untied,
        )

    def _wanted(self, body: Body, places: Mapping[str, int]) -> Body:
        """`body` without the rows that are no records of this kind."""
        if self.unwanted is None or self.unwanted[0] not in places:
            return body
        name, pattern, what = self.unwanted
        found = Coded(*by_value(_column(body, places[name]))).flags(
            lambda cell: pattern.search(text_of(cell).casefold())
        )
        out = set(np.flatnonzero(found).tolist())
        if not out:
            return body
        kept = [index for index in range(len(body.rows)) if index not in out]
        moved = {old: new for new, old in enumerate(kept)}
        body.notes.append(f"{len(out)} rows are {what} and are left out.")
        picked = picked_under(body.rows)
        body.rows = [body.rows[index] for index in kept] if picked is None else cast("list[Row]", picked.taken(kept))
        body.numbers = [body.numbers[index] for index in kept]
        body.short = {moved[index]: cells for index, cells in body.short.items() if index in moved}
        body.long = {moved[index]: cells for index, cells in body.long.items() if index in moved}
        body.refused = {moved[index]: why for index, why in body.refused.items() if index in moved}
        body.extra = {key: [values[index] for index in kept] for key, values in body.extra.items()}
        body.checks = []  # the printed totals count the rows left out
        return body

    @staticmethod
    def _columns(body: Body, places: Mapping[str, int]) -> dict[str, Sequence[object]]:
        columns: dict[str, Sequence[object]] = {name: _column(body, place) for name, place in places.items()}
        return {**columns, **body.extra}

    def _ids(self, columns: dict[str, Sequence[object]], headings: Headings, places: Mapping[str, int]) -> list[str]:
        """Mends the columns of ids that a spreadsheet has taken for numbers; sentences about them."""
        notes: list[str] = []
        for name, place in places.items():
            if self.columns[name].form is Form.TEXT and names_an_id(name):
                found = mended(headings.printed[place], columns[name])
                columns[name] = found.cells
                notes += found.notes
        return notes

    def _typed(
        self,
        columns: Mapping[str, Sequence[object]],
        body: Body,
        places: Mapping[str, int],
        headings: Headings,
        ways: Mapping[str, str],
    ) -> tuple[dict[str, Parsed | Objects], list[str]]:
        typed: dict[str, Parsed | Objects] = {}
        notes: list[str] = []
        makers = {Form.NUMBER: number_reader, Form.HOURS: hours_reader, Form.DAY: day_reader}
        readers = {Form.FLAG: read_flag, Form.CLOCK: read_clock}
        for name, values in columns.items():
            declared = self.columns.get(name)
            if declared is None or declared.form is Form.TEXT:
                typed[name] = _texts(values)
                continue
            read = readers.get(declared.form) or makers[declared.form](ways.get(name, ""))
            column = typed[name] = parse(values, read, _CODES[declared.form])
            if declared.form in {Form.NUMBER, Form.HOURS} and name in places:
                notes += _stored_as_text(headings.printed[places[name]], values, column)
            if column.bad.any() and not declared.strict:
                first = int(np.flatnonzero(column.bad)[0])
                heading = headings.printed[places[name]] if name in places else name
                notes.append(
                    f"{int(column.bad.sum())} cells of {heading} cannot be read and are left unknown, "
                    f"first in row {body.numbers[first]}: {text_of(values[first])!r}."
                )
        return typed, notes

    def _ways(self, columns: Mapping[str, Sequence[object]]) -> tuple[dict[str, str], dict[str, str]]:
        """Decimal mark and order of days by column: its own evidence, else the file's, else the layout's."""
        marks: dict[str, str] = {}
        orders: dict[str, str] = {}
        for name, values in columns.items():
            declared = self.columns.get(name)
            if declared is None or declared.form not in {Form.NUMBER, Form.HOURS, Form.DAY}:
                continue
            if declared.form is Form.DAY:
                orders[name] = day_order(values)
            else:
                marks[name] = decimal_mark(by_value(values)[1], money=declared.money)
        for found in (marks, orders):
            votes = {way for way in found.values() if way}
            common = votes.pop() if len(votes) == 1 else ""
            for name, way in found.items():
                found[name] = way or common or (self.mark if found is marks else self.columns[name].order)
        return marks, orders

    def _problems(
        self,
        body: Body,
        typed: Mapping[str, Parsed | Objects],
        places: Mapping[str, int],
        headings: Headings,
        source: Source,
    ) -> dict[int, RowProblem]:
        width = len(headings.printed)
        said: dict[int, list[tuple[str, str, str, str]]] = {}  # position -> (heading, value, code, sentence)
        usual = len(body.short) * 2 > len(body.rows)
        for index, cells in body.short.items():
            if usual and all(place < cells for name, place in places.items() if self.columns[name].need):
                continue
            last = headings.printed[cells - 1] if cells else ""
            sentence = f"The row is cut off after {last}: {width - cells} of {width} cells are missing"
            said[index] = [(headings.printed[min(cells, width - 1)], "", "IMP-201", sentence)]
        for index, cells in body.long.items():
            said.setdefault(index, []).append(
                (
                    "",
                    "",
                    "IMP-205",
                    f"The row has {cells} cells for {width} headings, so that it is not clear which belongs where",
                )
            )
        for index, why in body.refused.items():
            said.setdefault(index, []).append(why)
        for name, place in places.items():
            declared = self.columns[name]
            if not declared.strict:
                continue
            column = typed[name]
            heading = headings.printed[place]
            if isinstance(column, Parsed):
                empty = ~column.known & ~column.bad
                for index in np.flatnonzero(column.bad).tolist():
                    if index not in said or said[index][0][2] != "IMP-201":
                        value = text_of(body.rows[index][place])
                        code, sentence = column.reasons[value]
                        said.setdefault(index, []).append((heading, value, code, f"{value!r} in {heading} {sentence}"))
            else:
                empty = np.fromiter((not str(value).strip() for value in column), np.bool_, len(column))
                for index in errors_in(column):
                    value = str(column[index])
                    said.setdefault(index, []).append(
                        (heading, value, ERROR, f"{value!r} in {heading} {ERROR_SENTENCE}")
                    )
                if names_an_id(name):
                    for index in np.flatnonzero(np.fromiter(map(is_cut, column), np.bool_, len(column))).tolist():
                        value = str(column[index])
                        said.setdefault(index, []).append(
                            (heading, value, CUT, f"{value!r} in {heading} {CUT_SENTENCE}")
                        )
            if declared.need:
                for index in np.flatnonzero(empty).tolist():
                    if index not in said or said[index][0][2] != "IMP-201":
                        said.setdefault(index, []).append((heading, "", "IMP-204", f"{heading} is empty"))
        for index in np.flatnonzero(self._without_figure(typed, len(body.rows))).tolist():
            if index not in said:
                names = [headings.printed[places[name]] for name in self.one_of if name in places]
                said[index] = [
                    (names[0], "", "IMP-204", f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} empty")
                ]
        return {
            index: RowProblem(
                source.file,
                source.sheet,
                body.numbers[index],
                reasons[0][0],
                reasons[0][1],
                reasons[0][2],
                "; ".join(reason[3] for reason in reasons) + ".",
                (
                    *zip(headings.printed, (text_of(cell) for cell in body.rows[index]), strict=False),
                    *((EXTRA + name, text_of(values[index])) for name, values in body.extra.items()),
                ),
            )
            for index, reasons in said.items()
        }

    def _without_figure(self, typed: Mapping[str, Parsed | Objects], size: int) -> npt.NDArray[np.bool_]:
        """Rows in which none of the columns `one_of` holds a figure."""
        columns = [column for name in self.one_of if isinstance(column := typed.get(name), Parsed)]
        if not columns:
            return np.zeros(size, np.bool_)
        return ~np.logical_or.reduce([column.known for column in columns])

    def _totals(
        self, cells: Cells, kept: Mapping[str, Parsed | Objects], headings: Headings, places: Mapping[str, int]
    ) -> tuple[ColumnTotal, ...]:
        columns: dict[str, tuple[str, npt.NDArray[Any], bool]] = {}
        for name, place in places.items():
            column = kept[name]
            if self.columns[name].total and isinstance(column, Parsed):
                money = self.columns[name].form is Form.NUMBER
                columns[name] = (
                    headings.printed[place].strip("*"),
                    np.asarray(np.where(column.known, column.units, 0), np.int64),
                    money,
                )
        for name, (heading, series) in self.amounts(cells).items():
            columns[name] = (heading, series.fillna(0).to_numpy(np.int64), True)
        if not columns:
            return ()
        codes, currencies = by_value(list(self.currency(cells)))
        found = []
        for heading, values, money in columns.values():
            if not money:
                found.append(ColumnTotal(heading, "", exact(values), cells.size))
                continue
            for index in sorted(range(len(currencies)), key=lambda i: str(currencies[i])):
                mine = codes == index
                found.append(ColumnTotal(heading, str(currencies[index]), exact(values[mine]), int(mine.sum())))
            if not currencies:
                found.append(ColumnTotal(heading, "", Decimal("0.00"), 0))
        return tuple(found)

    def _uses(self, headings: Headings, places: Mapping[str, int]) -> tuple[ColumnUse, ...]:
        feeds: dict[int, str] = {}
        for name, place in places.items():
            feeds.setdefault(place, self.columns[name].target or name)
        return tuple(
            ColumnUse(heading, feeds.get(index, ""), 1.0 if index in feeds else 0.0)
            for index, heading in enumerate(headings.printed)
            if heading
        )


def _stored_as_text(heading: str, values: Sequence[object], column: Parsed) -> list[str]:
    """A sentence where some numbers of a workbook's column are texts, which its own sums leave out."""
    if not any(isinstance(value, float) for value in by_value(values)[1]):
        return []
    count = sum(known and isinstance(value, str) for value, known in zip(values, column.known.tolist(), strict=True))
    return [f"{count} cells of {heading} hold numbers stored as text; they are read as numbers."] if count else []


def _read_before(sheet: Sheet, header: int) -> Body:
    """The rows of an earlier reading, with the numbers and groups they had then."""
    assert sheet.again is not None
    extra = {name: list(values) for name, values in sheet.again.extra.items()}
    return Body(rows=list(sheet.rows[header + 1 :]), numbers=list(sheet.again.numbers), extra=extra)


def _column(body: Body, place: int) -> Sequence[object]:
    """The cells of one column."""
    picked = picked_under(body.rows)
    return [row[place] for row in body.rows] if picked is None else picked.column(place)


def _texts(values: Sequence[object]) -> Objects:
    if isinstance(values, Coded):
        return cast("Objects", values)  # told apart by `Cells`; as objects it would take eight bytes a row from here on
    out = np.empty(len(values), dtype=object)
    out[:] = values
    if set(map(type, values)) - {str}:
        codes, different = by_value(values)
        shown = np.empty(max(len(different), 1), dtype=object)
        shown[: len(different)] = [text_of(value) for value in different]
        out = shown[codes]
    return out


def _take(column: Parsed | Objects, good: npt.NDArray[np.bool_]) -> Parsed | Objects:
    if good.all():
        return column
    coded = coded_under(column)
    if coded is not None:
        return cast("Objects", coded.take(good))
    if isinstance(column, Parsed):
        return Parsed(column.units[good], column.known[good], column.bad[good], column.reasons)
    return column[good]


def _kept_apart(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Rows with one external id that say different things become different records; equal rows stay one."""
    external = frame["external_id"]
    if not external.duplicated().any():
        return frame, []
    frame = frame[~frame.drop(columns="row").astype(str).duplicated()].reset_index(drop=True)
    external = frame["external_id"]
    again = external.groupby(external).cumcount()
    names = sorted(set(external[again > 0]))
    if not names:
        return frame, ["Some rows stand in the file twice, word for word, and are one record."]
    apart = external.where(again == 0, external + " (" + (again + 1).astype(str) + ")")
    shown = ", ".join(names[:5])
    return frame.assign(external_id=apart), [
        f"{shown}: several rows share this name or number; the later ones are kept apart as (2), (3)."
    ]
