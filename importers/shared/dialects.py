"""How a text file writes its table: the mark between cells, the quoting mark, how a quote stands inside quotes; and its rows.

A dialect is chosen by what it makes of the first rows: how many share a width, and how many cells come out clean, as numbers, days
or words without another dialect's marks in them. Rows come from Python's own reader, so that quoted line breaks stay in their cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

USUAL: Final = (",", ";", "\t", "|")
RARE: Final = ("^", "~", "¦", "\x1f", ":", " ")  # taken only where no usual one makes a table
_HEAD: Final = 100_000  # characters looked at
_ROWS: Final = 400
_PIECE: Final = 500_000
_SEP: Final = re.compile(r'\A\ufeff?"?sep=(.)"?[ \t]*(?:\r\n|\r|\n)', re.IGNORECASE)
_NUMBER: Final = re.compile(r"[-+(]?\W{0,2}\d[\d.,'’\u00a0 ]*\W{0,2}")
_TIGHT: Final = re.compile(r"\S,\S")


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way to write a table.

    quote: '"', "'" or "" for none. escape: what stands before a quote inside quotes, "" where it is doubled. spaced: spaces behind the
    mark between cells do not count (and a run of spaces is one mark where cells are parted by spaces).
    """

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """The dialect of a text. start: where the table begins, behind a line `sep=;`. sure: 0..1, how well its first rows agree."""

    dialect: Dialect
    start: int
    sure: float


def told(text: str, delimiter: str | None = None, quote: str | None = None) -> Told:
    """The dialect of `text`; `delimiter` and `quote` as a person or the file says them."""
    said = _SEP.match(text[:20])
    start = said.end() if said else 0
    head = _head(text, start)
    if said and delimiter is None:
        delimiter = said[1]
    if delimiter is None:
        delimiter, sure = _delimiter(head, quote)
    else:
        sure = 1.0
    dialect = Dialect(delimiter, _quote(head, delimiter) if quote is None else quote)
    if dialect.quote:
        dialect = _spaced(head, _escaped(head, dialect))
    if dialect.delimiter == " ":
        dialect = replace(dialect, spaced=True)
    return Told(dialect, start, sure)


def _head(text: str, start: int) -> str:
    """The first whole lines."""
    if len(text) - start <= _HEAD:
        return text[start:]
    head = text[start : start + _HEAD]
    cut = max(head.rfind("\n"), head.rfind("\r"))
    return head[:cut] if cut > 0 else head


def lists(text: str, dialect: Dialect) -> Iterator[list[str]]:
    """The rows of `text`, [] for an empty line. Raises csv.Error only for what no dialect can part."""
    _allow(text)
    yield from _reader(_lines(text, 0), dialect)


def blocks(text: str, found: Told, size: int) -> Iterator[tuple[list[list[str]], list[list[str]] | None]]:
    """The rows of `text`, `size` at a time, and the printed lines of each row where one of them takes several lines."""
    _allow(text)
    held: list[str] = []
    reader = _reader(_lines(text, found.start, held), found.dialect)
    before = 0
    while block := list(islice(reader, size)):
        lines, before = reader.line_num - before, reader.line_num
        own = None if lines == len(block) else _grouped(held[:lines], found.dialect)
        yield block, own
        del held[:lines]


def _grouped(lines: Sequence[str], dialect: Dialect) -> list[list[str]]:
    """The lines of each row."""
    reader = _reader(lines, dialect)
    groups, start = [], 0
    for _ in reader:
        groups.append(list(lines[start : reader.line_num]))
        start = reader.line_num
    return groups


def _allow(text: str) -> None:
    """Lets a cell be as long as the text; the reader's own limit is there for programs that trust nobody."""
    if csv.field_size_limit() <= len(text):
        csv.field_size_limit(len(text) + 1)


def _reader(lines: Iterable[str], dialect: Dialect) -> Any:
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        escapechar=dialect.escape or None,
        skipinitialspace=dialect.spaced,
    )


def _lines(text: str, start: int, held: list[str] | None = None) -> Iterator[str]:
    """The lines of `text` with their ends, put into `held` too, piece by piece: a buffer of the whole takes four bytes a character."""
    mark = "\n" if "\n" in text else "\r"
    while start < len(text):
        end = text.find(mark, start + _PIECE) + 1 or len(text)
        lines = list(io.StringIO(text[start:end], newline=""))
        if held is not None:
            held += lines
        yield from lines
        start = end


# --- the mark between cells ------------------------------------------------------------------------------------------


def _delimiter(head: str, quote: str | None) -> tuple[str, float]:
    quotes = ['"', "'"] if quote is None else [quote]
    found: dict[str, float] = {}
    for mark in USUAL:
        if mark in head:
            tried = [Dialect(mark, each) for each in quotes if not each or each in head or each == '"']
            found[mark] = max(_worth(head, _spaced(head, each) if each.quote else each) for each in tried)
    best = max(found, key=found.__getitem__, default="")
    if best and found[best] >= 0.3:
        return best, found[best]
    for mark in RARE:
        if mark in head:
            worth = _worth(head, Dialect(mark, spaced=mark == " "), strict=True)
            if worth > max(found.values(), default=0.0):
                found[mark] = worth
                best = mark
    return (best, found[best]) if best and found[best] > 0 else (",", 0.0)


def _worth(head: str, dialect: Dialect, *, strict: bool = False) -> float:
    """0..1: how much like a table the first rows are. strict: all but a few rows must have one width, and there are three at least."""
    rows = [row for row in islice(lists(head, dialect), _ROWS) if any(cell.strip() for cell in row)]
    if dialect.delimiter == " ":
        rows = [[cell for cell in row if cell] for row in rows]
    if not rows:
        return 0.0
    widths = Counter(map(len, rows))
    width, often = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    if width < 2:
        return 0.0
    if strict and (often < 3 or often * 10 < (len(rows) - 2) * 9 or not _figures(rows, width)):
        return 0.0
    many = sum(count for each, count in widths.items() if each > 1) / len(rows)
    cells = [cell for row in rows for cell in row]
    clean = sum(1 for cell in cells if not _unclean(cell, dialect.delimiter)) / len(cells)
    return (0.7 * often / len(rows) + 0.3 * many) * clean**2 * (width - 1) / width


def _figures(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether one column at least holds figures throughout: words alone are parted by spaces and colons in any prose."""
    body = [row for row in rows if len(row) == width][1:]
    return any(all(_NUMBER.fullmatch(row[place].strip()) for row in body) for place in range(width))


def _unclean(cell: str, delimiter: str) -> bool:
    """Whether a cell holds what another dialect would part."""
    if delimiter != "\t" and "\t" in cell.strip():
        return True
    if (delimiter != ";" and ";" in cell) or (delimiter != "|" and "|" in cell):
        return True
    plain = cell.strip()
    if delimiter != "," and _TIGHT.search(plain) and not _NUMBER.fullmatch(plain):
        return True
    return plain.count('"') % 2 == 1


# --- quotes ----------------------------------------------------------------------------------------------------------


def _quote(head: str, delimiter: str) -> str:
    """The quoting mark: single quotes only where they stand around whole cells and double quotes do not."""
    single, double = (_around(head, delimiter, mark) for mark in ("'", '"'))
    return "'" if single >= 2 and single > 2 * double else '"'


def _around(head: str, delimiter: str, mark: str) -> int:
    """How many cells stand between two of `mark`."""
    edge = re.escape(delimiter)
    m = re.escape(mark)
    return len(
        re.findall(rf"(?:^|(?<={edge}))[ ]*{m}(?:[^{m}]|{m}{m})*{m}(?=[ ]*(?:{edge}|\r|\n|\Z))", head, re.MULTILINE)
    )


def _escaped(head: str, dialect: Dialect) -> Dialect:
    r"""With a backslash before quotes, where `\"` stands inside cells and reading it so makes the widths agree at least as well."""
    edge = re.escape(dialect.delimiter)
    inner = re.search(rf"\\{dialect.quote}(?!{edge}|{dialect.quote}|\r|\n|\Z)", head)
    if inner is None:
        return dialect
    escaped = replace(dialect, escape="\\")
    return escaped if _agreement(head, escaped) > _agreement(head, dialect) else dialect


def _spaced(head: str, dialect: Dialect) -> Dialect:
    """Without the spaces behind the mark between cells, where quotes stand behind them."""
    if not re.search(rf"{re.escape(dialect.delimiter)}[ ]+{dialect.quote}", head):
        return dialect
    spaced = replace(dialect, spaced=True)
    return spaced if _agreement(head, spaced) > _agreement(head, dialect) else dialect


def _agreement(head: str, dialect: Dialect) -> tuple[float, int]:
    """Share of rows of the most frequent width, and how few quotes and backslashes are left in the cells."""
    rows = [row for row in islice(lists(head, dialect), _ROWS) if row]
    if not rows:
        return 0.0, 0
    often = Counter(map(len, rows)).most_common(1)[0][1]
    left = sum(cell.count(dialect.quote) + cell.count("\\") for row in rows for cell in row)
    return often / len(rows), -left
