"""What Tieout has to ask before it can read the rest of a table: one question a column, with what each answer would make of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from core.ports.importing import Question, TableRead
from importers.shared.days import day_reader
from importers.shared.numbers import number_reader
from importers.shared.parsing import MILLION, Unreadable

DAY: Final = "IMP-206"
NUMBER: Final = "IMP-207"


def questions_of(table: TableRead) -> tuple[Question, ...]:
    """The questions behind the rows of `table` that can be read in two ways, in order of their columns' first such row."""
    asked: dict[tuple[str, str], list[str]] = {}
    for problem in table.problems:
        if problem.code in {DAY, NUMBER}:
            asked.setdefault((problem.column, problem.code), []).append(problem.value)
    return tuple(_question(column, code, values) for (column, code), values in asked.items())


def _question(column: str, code: str, values: list[str]) -> Question:
    if code == DAY:
        text = (
            f"Does the day or the month come first in {column}? {len(values)} rows wait, the first reads {values[0]}."
        )
        ways = (("day first", "dmy"), ("month first", "mdy"))
        return Question(column, text, tuple(f"{name}: {_as_day(values[0], order)}" for name, order in ways))
    text = f"Which sign marks the decimals in {column}? {len(values)} rows wait, the first reads {values[0]}."
    ways = (("point", "."), ("comma", ","))
    return Question(column, text, tuple(f"{name}: {_as_number(values[0], mark)}" for name, mark in ways))


def _as_day(text: str, order: str) -> str:
    try:
        return (date(1970, 1, 1) + timedelta(days=day_reader(order)(text))).strftime("%d %B %Y")
    except Unreadable as cause:
        return f"{text} {cause}"


def _as_number(text: str, mark: str) -> str:
    try:
        value = number_reader(mark)(text)
    except Unreadable as cause:
        return f"{text} {cause}"
    whole, part = divmod(abs(value), MILLION)
    digits = f"{part:06d}".rstrip("0")
    return f"{'-' if value < 0 else ''}{whole:,}" + (f".{digits}" if digits else "")
