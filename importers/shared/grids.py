"""Rows kept by column: each different text of a column once, and for each row its place among them.

A million rows as Python lists take a gigabyte; kept so they take a tenth, and a column is typed by its different texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, overload

import numpy as np
import numpy.typing as npt

Row = list[object]
Places = npt.NDArray[np.int64]
_BLOCK: Final = 512  # rows held as lists at once; few enough to stay in the processor's cache
_TRIED: Final = 20_000  # rows after which a column is known to repeat itself or not
_UNLIKE: Final = 0.5  # share of different texts above which a column is kept as it stands


class Coded(Sequence[object]):
    """One column. codes: place in `values` of each row; values: the texts, each once unless `plain`; some may be in no row."""

    __slots__ = ("codes", "plain", "values")

    def __init__(self, codes: npt.NDArray[Any], values: list[object], *, plain: bool = False) -> None:
        self.codes = codes
        self.values = values
        self.plain = plain

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, index: int) -> object: ...

    @overload
    def __getitem__(self, index: slice) -> Coded: ...

    def __getitem__(self, index: int | slice) -> object:
        if isinstance(index, slice):
            return Coded(self.codes[index], self.values, plain=self.plain)
        return self.values[self.codes[index]]

    def __iter__(self) -> Iterator[object]:
        return map(self.values.__getitem__, self.codes.tolist())

    def take(self, rows: npt.NDArray[Any]) -> Coded:
        """The rows at these places, or where a mask is true."""
        return Coded(self.codes[rows], self.values, plain=self.plain)

    def objects(self) -> npt.NDArray[np.object_]:
        """The texts of all rows as an array of objects, equal texts being one object."""
        return self.array()[self.codes] if self.values else np.empty(0, dtype=object)

    def array(self) -> npt.NDArray[np.object_]:
        """`values` as an array of objects."""
        made = np.empty(len(self.values), dtype=object)
        made[:] = self.values
        return made

    def flags(self, test: Callable[[object], object]) -> npt.NDArray[np.bool_]:
        """`test` of each row, worked out once for each different text."""
        if not self.values:
            return np.zeros(0, np.bool_)
        return np.fromiter(map(test, self.values), np.bool_, len(self.values))[self.codes]

    def made(self, change: Callable[[object], object]) -> Coded:
        """The column with each text changed."""
        return Coded(self.codes, list(map(change, self.values)), plain=True)

    def by_value(self) -> tuple[npt.NDArray[np.int64], list[object]]:
        """Codes into the list of different texts that stand in some row, and that list."""
        if self.plain:
            places = {value: index for index, value in enumerate(dict.fromkeys(self))}
            return np.fromiter(map(places.__getitem__, self), np.int64, len(self)), list(places)
        used = np.bincount(self.codes, minlength=len(self.values)) > 0
        moved = np.cumsum(used) - 1
        return moved[self.codes], [value for value, there in zip(self.values, used.tolist(), strict=True) if there]


class Grid(Sequence[Row]):
    """Rows of one width, by column; rows of another width stand in `odd` as they are, cut or filled up in the columns."""

    __slots__ = ("columns", "odd", "size", "width")

    def __init__(self, columns: Sequence[Coded], odd: dict[int, Row], size: int) -> None:
        self.columns = list(columns)
        self.odd = odd
        self.size = size
        self.width = len(self.columns)

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self.size)
            if step == 1:
                return list(self._between(start, stop))
            return [self[each] for each in range(start, stop, step)]
        place = index + self.size if index < 0 else index
        if not 0 <= place < self.size:
            raise IndexError(index)
        odd = self.odd.get(place)
        return [column[place] for column in self.columns] if odd is None else odd

    def __iter__(self) -> Iterator[Row]:
        return self._between(0, self.size)

    def unlike(self) -> list[Row]:
        """The first row and the rows of another width: all widths that occur."""
        return [self[0], *self.odd.values()] if self.size else []

    def _between(self, start: int, stop: int) -> Iterator[Row]:
        for begin in range(start, stop, _BLOCK):
            end = min(begin + _BLOCK, stop)
            blocks = [column[begin:end] for column in self.columns]
            for place, row in enumerate(zip(*blocks, strict=True), begin):
                odd = self.odd.get(place)
                yield list(row) if odd is None else odd


class Picked(Sequence[Row]):
    """Some rows of a grid, each as wide as the heading. A row that is set turns all of them into lists."""

    __slots__ = ("grid", "lists", "places")

    def __init__(self, grid: Grid, places: Places) -> None:
        self.grid = grid
        self.places = places
        self.lists: list[Row] | None = None

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if self.lists is not None:
            return self.lists[index]
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        place = int(self.places[index])
        return [column[place] for column in self.grid.columns]

    def __setitem__(self, index: int, row: Row) -> None:
        if self.lists is None:
            self.lists = list(self)
        self.lists[index] = row

    def __iter__(self) -> Iterator[Row]:
        if self.lists is not None:
            yield from self.lists
            return
        for start in range(0, len(self), _BLOCK):
            some = self.places[start : start + _BLOCK]
            yield from map(list, zip(*(column.take(some) for column in self.grid.columns), strict=True))

    def column(self, place: int) -> Coded | list[object]:
        """One column of these rows."""
        if self.lists is not None:
            return [row[place] for row in self.lists]
        first, last = (int(self.places[0]), int(self.places[-1])) if len(self.places) else (0, -1)
        if last - first + 1 == len(self.places):  # nothing left out between them: no copy is needed
            return self.grid.columns[place][first : last + 1]
        return self.grid.columns[place].take(self.places)

    def taken(self, kept: Sequence[int]) -> Picked | list[Row]:
        """The rows at these positions."""
        if self.lists is not None:
            return [self.lists[index] for index in kept]
        return Picked(self.grid, self.places[np.array(kept, np.int64)])


def coded_under(column: object) -> Coded | None:
    """The column where it is kept by its different texts, None where it is an array or a list."""
    return column if isinstance(column, Coded) else None


def picked_under(rows: object) -> Picked | None:
    """The picked rows where they are kept by column, None where they are lists."""
    return rows if isinstance(rows, Picked) else None


class _Codes(dict[str, int]):
    """Text -> place, given in order of first sight."""

    def __missing__(self, key: str) -> int:
        place = self[key] = len(self)
        return place


class _Growing:
    """A column as it comes in."""

    def __init__(self) -> None:
        self.codes = _Codes()
        self.parts: list[npt.NDArray[np.int32]] = []
        self.plain: list[object] | None = None
        self.size = 0

    def add(self, texts: Sequence[str]) -> None:
        if self.plain is not None:
            self.plain.extend(texts)
            return
        self.parts.append(np.fromiter(map(self.codes.__getitem__, texts), np.int32, len(texts)))
        self.size += len(texts)
        if self.size >= _TRIED and len(self.codes) > self.size * _UNLIKE:
            values: list[object] = list(self.codes)
            self.plain = [values[code] for part in self.parts for code in part.tolist()]
            self.parts, self.codes = [], _Codes()

    def coded(self) -> Coded:
        if self.plain is not None:
            return Coded(np.arange(len(self.plain), dtype=np.int32), self.plain, plain=True)
        codes = np.concatenate(self.parts) if self.parts else np.zeros(0, np.int32)
        return Coded(codes, list(self.codes))


def grid_of(rows: Iterable[list[str]], width: int) -> Grid:
    """The rows by column, `width` of them: the width of nearly all rows."""
    source = iter(rows)
    return grid_of_blocks(iter(lambda: list(islice(source, _BLOCK)), []), width)


def grid_of_blocks(blocks: Iterable[list[list[str]]], width: int) -> Grid:
    """The rows of all blocks by column; a block may be changed."""
    columns = [_Growing() for _ in range(width)]
    odd: dict[int, Row] = {}
    size = 0
    for block in blocks:
        if set(map(len, block)) != {width}:
            for place, row in enumerate(block):
                if len(row) != width:
                    odd[size + place] = list(row)
                    block[place] = [*row[:width], *[""] * (width - len(row))]
        for column, texts in zip(columns, zip(*block, strict=True), strict=True):
            column.add(texts)
        size += len(block)
    return Grid([column.coded() for column in columns], odd, size)


def grid_under(rows: object) -> Grid | None:
    """The grid where rows are kept by column, None where they are lists."""
    return rows if isinstance(rows, Grid) else None
