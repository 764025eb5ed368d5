"""What kind of thing a column holds, by its cells, and its cells as they are compared: figures, days, codes, places, texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import numpy as np
import pandas as pd

from core.matching.evidence import Floats
from core.matching.names import fold

Kind = Literal["text", "number", "day", "code", "place"]

_SAMPLE: Final = 2000  # filled cells that tell what a column is
_MOST: Final = 0.9  # share of the cells that have to be of a kind
_CODE_DIGITS: Final = 5  # digits from which a whole number may be a code
_HOUSE: Final = re.compile(r"^\d[\w-]*\.? +\S*[^\W\d]")
_MONEY_SIGNS: Final = re.compile(r"[\s,$£€']")
_BETWEEN: Final = re.compile(r"[\s()./+-]")
_YEAR_FIRST: Final = re.compile(r"^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$")
_YEAR_LAST: Final = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")


@dataclass(frozen=True)
class Column:
    """Two columns that mean the same, or one of a table that is compared with itself (right is left).

    left_number, right_number: figures, or days as numbers of days; NaN where there is none. running: the cells number the rows and say
    nothing by themselves.
    """

    name: str
    left: Sequence[str]
    right: Sequence[str]
    left_number: Floats | None = None
    right_number: Floats | None = None
    running: bool = False
    kind: Kind = "text"


def column(name: str, left: Sequence[str], right: Sequence[str]) -> Column:
    """A pair of columns with what they hold; both have to hold the same kind, else they are texts."""
    kind = kind_of(left)
    if left is not right and kind_of(right) != kind:
        kind = "text"
    numbers: tuple[Floats | None, Floats | None] = (None, None)
    if kind == "number":
        numbers = figures(left), figures(right)
    elif kind == "day":
        numbers = days(left), days(right)
    elif kind == "code":
        left, right = (_codes(left), _codes(right)) if left is not right else (left, left)
    running = is_running(figures(left), figures(right))
    return Column(name, left, right, *numbers, running=running, kind=kind)


def kind_of(cells: Sequence[str]) -> Kind:
    """What nine in ten of the filled cells are: a day, a code of digits, a figure, a street with its number, or a text."""
    filled = [cell for cell in cells if cell][:_SAMPLE]
    if not filled:
        return "text"

    def share(test: Callable[[str], object]) -> float:
        return sum(bool(test(cell)) for cell in filled) / len(filled)

    if share(lambda cell: _day(cell) is not None) >= _MOST:
        return "day"
    bare = [_BETWEEN.sub("", cell) for cell in filled]
    lengths = pd.Series([len(each) for each in bare if each.isdigit()])
    if len(lengths) >= _MOST * len(filled):
        usual = float(lengths.value_counts(normalize=True).iloc[0])
        zeros = sum(each.startswith("0") and len(each) > 1 for each in bare) / len(bare)
        printed = share(lambda cell: "." in cell and not _YEAR_LAST.match(cell))
        if printed < 0.5 and (zeros > 0.01 or (usual >= _MOST and int(lengths.median()) >= _CODE_DIGITS)):
            return "code"
    if figures(filled) is not None:
        return "number"
    return "place" if share(_HOUSE.match) >= 0.7 else "text"


def _codes(cells: Sequence[str]) -> list[str]:
    """Codes without what is printed between their digits."""
    return [_BETWEEN.sub("", cell) for cell in cells]


def figures(column: Sequence[str]) -> Floats | None:
    """The cells as numbers where nearly all that are filled are some; None else."""
    cells = pd.Series(list(column), dtype="object").str.replace(_MONEY_SIGNS, "", regex=True)
    filled = cells != ""
    numbers = pd.to_numeric(cells.where(filled), errors="coerce")
    if not filled.any() or float(numbers[filled].notna().mean()) < _MOST:
        return None
    return numbers.to_numpy(np.float64)


def is_running(*columns: Floats | None) -> bool:
    """Whether every column counts its rows: nearly each cell is one more than the one before."""
    return all(
        column is not None and len(column) > 20 and float((np.diff(column) == 1).mean()) > _MOST for column in columns
    )


def days(column: Sequence[str]) -> Floats:
    """The cells as days since 1970; NaN for what is none. Where day or month may come first, the column's own cells tell which."""
    parted = [_day(cell) for cell in column]
    month_first = any(p is not None and p[1] > 12 for p in parted) and not any(
        p is not None and p[2] > 12 and p[3] for p in parted
    )
    return np.array([_number(p, month_first=month_first) for p in parted], np.float64)


def _number(parts: tuple[int, int, int, bool] | None, *, month_first: bool) -> float:
    if parts is None:
        return np.nan
    year, month, day, turns = parts
    if turns and month_first:
        month, day = day, month
    try:
        return float((np.datetime64(f"{year:04d}-{month:02d}-{day:02d}") - np.datetime64("1970-01-01")).astype(int))
    except ValueError:
        return np.nan


@lru_cache(maxsize=100_000)
def _day(cell: str) -> tuple[int, int, int, bool] | None:
    """Year, month, day of a cell, and whether day and month may be the other way round (then the second of the two is given as month)."""
    found = _YEAR_FIRST.match(cell)
    if found:
        year, month, day = (int(part) for part in found.groups())
        return (year, month, day, False) if 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31 else None
    found = _YEAR_LAST.match(cell)
    if found:
        one, other, year = (int(part) for part in found.groups())
        return (year, other, one, True) if 1 <= one <= 31 and 1 <= other <= 31 else None
    return None


_TURNS: Final = frozenset(["n", "s", "e", "w", "ne", "nw", "se", "sw", "north", "south", "east", "west"])
_WAYS: Final = frozenset(
    [
        "st",
        "street",
        "str",
        "ave",
        "av",
        "avenue",
        "blvd",
        "blv",
        "boulevard",
        "rd",
        "road",
        "dr",
        "drive",
        "ln",
        "lane",
        "ct",
        "court",
        "pl",
        "place",
        "pkwy",
        "parkway",
        "hwy",
        "highway",
        "way",
        "ter",
        "terrace",
        "sq",
        "square",
        "cir",
        "circle",
        "suite",
        "ste",
        "floor",
        "fl",
        "rm",
        "room",
        "unit",
        "apt",
        "th",
        "nd",
    ]
)
_WORD: Final = re.compile(r"[0-9a-z]+")
_ORDINAL: Final = re.compile(r"^(\d+)(?:st|nd|rd|th)$")


@dataclass(frozen=True, slots=True)
class Place:
    """A street and the number of the house. number: first of the range, -1 unknown; last: last of it; street: telling words in order."""

    number: int
    last: int
    street: tuple[str, ...]


def place(cell: str) -> Place:
    """The house number and the telling words of a street, without directions and kinds of ways."""
    words = _WORD.findall(fold(cell).replace("'", ""))
    number = last = -1
    if words and words[0].isdigit() and len(words[0]) < 10:
        number = last = int(words.pop(0))
        if words and words[0].isdigit() and f"{number}-{words[0]}" in cell.replace(" ", ""):
            rest = words.pop(0)
            head = str(number)
            last = int(head[: -len(rest)] + rest) if len(rest) < len(head) else int(rest[:9])
    told = [_ORDINAL.sub(r"\1", word) for word in words]
    street = [word for word in told if word not in _TURNS and word not in _WAYS] or told
    return Place(number, max(number, last), tuple(street))
