"""Declared columns: what a reader looks for in a heading row, by name and never by position."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import Final

_SUFFIX: Final = re.compile(r"\s*[(\[]\s*([A-Za-z]{3}|euro|[£€$])?\s*[)\]]\s*$", re.IGNORECASE)
_SPACE: Final = re.compile(r"[\s_\u00a0]+")
_CODE: Final = re.compile(r"[A-Z]{3}")


class Form(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    NUMBER = "number"
    HOURS = "hours"
    DAY = "day"
    FLAG = "flag"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Field:
    """One declared column.

    headings: accepted headings, best first; a trailing "*" stands for any ending. need: an empty cell puts the row into
    quarantine. strict: an unreadable cell does (otherwise it becomes unknown, with a note). total: a control total is kept.
    target: canonical field it feeds, for the report of what was understood; "" = the name under which it is declared.
    order: order of day and month where the layout is known for one. money: amounts, which have no three places.
    """

    headings: tuple[str, ...]
    form: Form
    need: bool = False
    strict: bool = False
    total: bool = False
    target: str = ""
    order: str = ""
    money: bool = False


def text(*headings: str, need: bool = False, target: str = "") -> Field:
    """A column of free text, kept as printed."""
    return Field(headings, Form.TEXT, need=need, strict=need, target=target)


def money(*headings: str, need: bool = False, strict: bool = False, total: bool = False, target: str = "") -> Field:
    """A column of amounts; a control total makes an unreadable cell a problem of its row."""
    return Field(
        headings, Form.NUMBER, need=need, strict=need or strict or total, total=total, target=target, money=True
    )


def number(*headings: str, need: bool = False, target: str = "") -> Field:
    """A column of quantities, rates, per cents, counts."""
    return Field(headings, Form.NUMBER, need=need, strict=need, target=target)


def hours(*headings: str, need: bool = False, total: bool = False, target: str = "") -> Field:
    """A column of durations: decimal hours or hours and minutes."""
    return Field(headings, Form.HOURS, need=need, strict=need or total, total=total, target=target)


def day(*headings: str, need: bool = False, order: str = "", target: str = "") -> Field:
    """A column of days; `order` is the layout's own where the cells do not tell."""
    return Field(headings, Form.DAY, need=need, strict=need, order=order, target=target)


def flag(*headings: str, target: str = "") -> Field:
    """A column of yes and no."""
    return Field(headings, Form.FLAG, target=target)


def clock(*headings: str, target: str = "") -> Field:
    """A column of times of day."""
    return Field(headings, Form.CLOCK, target=target)


@cache
def plain(heading: str) -> str:
    """A heading as it is compared: folded, without a leading or trailing star, a currency suffix, doubled spaces."""
    folded = heading.replace("\ufeff", "").strip().strip("*").strip()
    return _SPACE.sub(" ", _SUFFIX.sub("", folded)).strip().casefold()


@dataclass(frozen=True)
class Headings:
    """One heading row.

    printed: as they stand; folded: as they are compared; currencies: the ISO code in the suffix of each, "" for none.
    """

    printed: tuple[str, ...]
    folded: tuple[str, ...]
    currencies: tuple[str, ...]

    @classmethod
    def of(cls, row: Sequence[object]) -> Headings:
        """The heading row made of the cells of `row`; cells that are not text are no headings."""
        printed = tuple(cell.replace("\ufeff", "").strip() if isinstance(cell, str) else "" for cell in row)
        codes = []
        for heading in printed:
            found = _SUFFIX.search(heading)
            code = (found[1] or "").upper() if found else ""
            codes.append({"EURO": "EUR", "£": "GBP", "€": "EUR"}.get(code, code if _CODE.fullmatch(code) else ""))
        return cls(printed, tuple(plain(heading) for heading in printed), tuple(codes))

    @cached_property
    def _first(self) -> dict[str, int]:
        return {heading: index for index, heading in reversed(list(enumerate(self.folded))) if heading}

    def position(self, field: Field) -> int | None:
        """Where `field` stands: the first of its headings that is there."""
        for heading in field.headings:
            if heading.endswith("*"):
                stem = heading[:-1].casefold()
                for folded, index in self._first.items():
                    if folded.startswith(stem):
                        return index
            else:
                place = self._first.get(plain(heading))
                if place is not None:
                    return place
        return None

    def places(self, columns: Mapping[str, Field]) -> dict[str, int]:
        """Positions by declared name, of the columns that are there."""
        found = {name: self.position(field) for name, field in columns.items()}
        return {name: place for name, place in found.items() if place is not None}
