"""Printed totals held against the rows above them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from importers.shared.bodies import Body
from importers.shared.columns import Field, Form
from importers.shared.numbers import clock_seconds, hours_reader, number_reader
from importers.shared.parsing import MILLION, Objects, Parsed, is_blank, text_of


@dataclass(frozen=True, slots=True)
class Agreements:
    """notes: what is worth showing; untied: the sentences among them that block the batch."""

    notes: tuple[str, ...] = ()
    untied: tuple[str, ...] = ()


def exact(values: npt.NDArray[np.int64]) -> Decimal:
    """Exact sum of millionths in whole units, with two places at least."""
    total = Decimal(sum(values.tolist())) / MILLION
    cents = total.quantize(Decimal("0.01"))
    return cents if total == cents else total.normalize()


def agreements(
    body: Body,
    typed: Mapping[str, Parsed | Objects],
    places: Mapping[str, int],
    good: npt.NDArray[np.bool_],
    columns: Mapping[str, Field],
    marks: Mapping[str, str],
) -> Agreements:
    """What the printed totals say of the rows above them: one sentence for those that agree, one for each that does not.

    A total that does not agree though every row above it was read blocks the batch; where three totals or more are printed and none
    agrees, they count something else than rows, and it is only said.
    """
    if not body.checks:
        return Agreements()
    sums: dict[str, npt.NDArray[np.int64]] = {}
    for name in places:
        column = typed[name]
        if isinstance(column, Parsed) and columns[name].form in {Form.NUMBER, Form.HOURS}:
            values = np.where(column.known, column.units, 0)
            sums[name] = np.concatenate([np.zeros(1, np.int64), np.cumsum(values)])
    lost = np.concatenate([np.zeros(1, np.int64), np.cumsum(~good)])
    agreed = 0
    notes: list[str] = []
    untied: list[str] = []
    for check in body.checks:
        wrong = []
        compared = 0
        for name, running in sums.items():
            cell = check.cells[places[name]] if places[name] < len(check.cells) else ""
            if is_blank(cell):
                continue
            clocked = columns[name].form is Form.HOURS and not _is_number(cell)
            reader = hours_reader if clocked else number_reader
            try:
                printed = reader(marks.get(name) or ".")(cell)
            except ValueError:
                wrong.append(f"its figure {text_of(cell)!r} cannot be read")
                continue
            added = int(running[check.end] - running[check.start])
            if clocked and abs(printed - added) <= (check.end - check.start) // 2 + 1:
                printed = added  # a third of an hour has no end as a decimal: each row may be half a millionth off
            if not columns[name].total and printed != added and not columns[name].strict:
                continue  # a rate or balance column is not meant to add up
            compared += 1
            if printed != added:
                wrong.append(f"{_shown(printed)} is printed, the rows above add up to {_shown(added)}")
        if wrong:
            apart = int(lost[check.end] - lost[check.start])
            because = f" ({apart} unreadable rows are among them)" if apart else ""
            sentence = f"{check.label} in row {check.row} does not agree: {'; '.join(wrong)}{because}."
            notes.append(sentence)
            if not apart and compared:
                untied.append(sentence)
        elif compared:
            agreed += 1
    if agreed:
        notes.insert(0, f"{agreed} printed totals agree with the rows above them.")
    return Agreements(tuple(notes), tuple(untied) if agreed or len(body.checks) < 3 else ())


def _is_number(cell: object) -> bool:
    """Whether a total of hours is a figure, and not H:MM or a duration cell."""
    return isinstance(cell, (int, float)) or (isinstance(cell, str) and clock_seconds(cell) is None)


def _shown(millionths: int) -> str:
    return f"{exact(np.array([millionths], np.int64)):,}"
