"""A small reckoner of the workbook's formulas, so that a test can hold each against the value written beside it.

Knows what the workbook uses: + - & =, SUM SUMIFS COUNTIF COUNTIFS ROUND ROWS IF SUBTOTAL, cells and ranges with or without a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

_TOKEN = re.compile(
    r"""(?P<string>"[^"]*")|(?P<range>(?:'[^']+'!)?\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+)|(?P<cell>(?:'[^']+'!)?\$?[A-Z]+\$?\d+(?![\d(]))"""
    r"""|(?P<name>[A-Z]+)(?=\()|(?P<number>\d+(?:\.\d+)?)|(?P<sign>[-+&=(),])"""
)


class Reckoner:
    """Evaluates formulas over `cells`: (sheet, coordinate) -> value or formula text starting with "="."""

    def __init__(self, cells: Mapping[tuple[str, str], Any]) -> None:
        self.cells = cells
        self._known: dict[tuple[str, str], Any] = {}

    def value(self, sheet: str, at: str) -> Any:
        """What the cell shows."""
        key = (sheet, at.replace("$", ""))
        if key not in self._known:
            held = self.cells.get(key)
            formula = isinstance(held, str) and held.startswith("=")
            self._known[key] = self.formula(sheet, str(held)[1:]) if formula else held
        return self._known[key]

    def formula(self, sheet: str, text: str) -> Any:
        """The value of a formula standing on `sheet`."""
        tokens = [(str(found.lastgroup), found[0]) for found in _TOKEN.finditer(text)]
        assert "".join(token for _, token in tokens) == text, f"cannot read {text}"
        value, rest = self._compared(sheet, tokens)
        assert not rest, f"cannot read the end of {text}"
        return value

    def _compared(self, sheet: str, tokens: list[tuple[str, str]]) -> tuple[Any, list[tuple[str, str]]]:
        left, tokens = self._summed(sheet, tokens)
        if tokens and tokens[0][1] == "=":
            right, tokens = self._summed(sheet, tokens[1:])
            return left == right, tokens
        return left, tokens

    def _summed(self, sheet: str, tokens: list[tuple[str, str]]) -> tuple[Any, list[tuple[str, str]]]:
        left, tokens = self._atom(sheet, tokens)
        while tokens and tokens[0][1] in "+-&":
            sign = tokens[0][1]
            right, tokens = self._atom(sheet, tokens[1:])
            if sign == "&":
                left = f"{left}{right}"
            else:
                left = _number(left) + (_number(right) if sign == "+" else -_number(right))
        return left, tokens

    def _atom(self, sheet: str, tokens: list[tuple[str, str]]) -> tuple[Any, list[tuple[str, str]]]:
        kind, text = tokens[0]
        if kind == "string":
            return text[1:-1], tokens[1:]
        if kind == "number":
            return Decimal(text), tokens[1:]
        if kind in {"cell", "range"}:
            where, _, at = text.rpartition("!")
            name = where.strip("'") or sheet
            return (self._range(name, at) if kind == "range" else self.value(name, at)), tokens[1:]
        if text == "-":
            value, rest = self._atom(sheet, tokens[1:])
            return -_number(value), rest
        assert kind == "name", f"unexpected {text}"
        given, tokens = [], tokens[2:]
        while True:
            value, tokens = self._compared(sheet, tokens)
            given.append(value)
            end, tokens = tokens[0][1], tokens[1:]
            if end == ")":
                return _call(text, given), tokens

    def _range(self, sheet: str, text: str) -> list[Any]:
        first, last = (re.fullmatch(r"([A-Z]+)(\d+)", each.replace("$", "")) for each in text.split(":"))
        assert first
        assert last
        columns = [chr(code) for code in range(ord(first[1]), ord(last[1]) + 1)]
        rows = range(int(first[2]), int(last[2]) + 1)
        return [self.value(sheet, f"{column}{row}") for row in rows for column in columns]


def _number(value: Any) -> Decimal:
    return Decimal(str(value)) if isinstance(value, (int, float, Decimal)) else Decimal(0)


def _matching(pairs: list[Any]) -> list[bool]:
    """Rows on which every (range, criterion) pair holds; the criterion "" finds empty cells."""
    ranges, wanted = pairs[::2], pairs[1::2]
    return [
        all(("" if row is None else row) == want for row, want in zip(rows, wanted, strict=True))
        for rows in zip(*ranges, strict=True)
    ]


def _call(name: str, given: list[Any]) -> Any:
    if name == "SUM":
        flat = [each for one in given for each in (one if isinstance(one, list) else [one])]
        return sum(map(_number, flat), Decimal(0))
    if name == "SUBTOTAL":
        assert given[0] in {103, 109}
        full = [each for each in given[1] if each not in {None, ""}]
        return Decimal(len(full)) if given[0] == 103 else sum(map(_number, full), Decimal(0))
    if name in {"COUNTIF", "COUNTIFS"}:
        return Decimal(sum(_matching(given)))
    if name == "SUMIFS":
        return sum(
            (_number(value) for value, hit in zip(given[0], _matching(given[1:]), strict=True) if hit), Decimal(0)
        )
    if name == "ROUND":
        return _number(given[0]).quantize(Decimal(1).scaleb(-int(given[1])), ROUND_HALF_UP)
    if name == "ROWS":
        return Decimal(len(given[0]))
    assert name == "IF", f"unknown function {name}"
    return given[1] if given[0] else given[2]
