"""A Grid made ready for the screen: sort ranks, filter texts and facet counts by column, and the row map they give. No Qt.

Built in the book's lane, so that the screen's thread only reads it. A row map is a list of row numbers into the Grid.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.base.money import exponent
from core.services.views import CellKind, Grid
from ui.grids.cells import NUMERIC, shown

_UNKNOWN_LAST = 1


@dataclass(frozen=True, slots=True)
class Order:
    """One sort key: the column's name and the direction. Unknown values stand last in both."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person asked to see. text: every word must occur in a row; facets: column -> accepted values; orders: first is strongest."""

    text: str = ""
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    orders: tuple[Order, ...] = ()


def _digits(value: object, places: int) -> str:
    """A number as a person would type it into the filter: 1250 with two places is 12.50."""
    if value is None:
        return ""
    text = str(value).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}" if places else text


def _one_line(texts: Iterable[str]) -> list[str]:
    made = list(texts)
    return [text.replace("\n", " ") for text in made] if any("\n" in text for text in made) else made


class Sheet:
    """One Grid with what sort, filter and facets need, each computed once when first asked for."""

    def __init__(self, grid: Grid, names: Mapping[str, Mapping[str, str]] | None = None) -> None:
        """names: column -> value -> what it is called on screen."""
        self.grid = grid
        self._names = {name: named for name, named in (names or {}).items() if named}
        self.columns = grid.columns
        self.values: tuple[list[object], ...] = tuple(list(each) for each in grid.values)
        self.keys: list[str] = list(grid.keys)
        self.at = {column.name: place for place, column in enumerate(grid.columns)}
        self.currency: list[object] | None = self.values[self.at["currency"]] if "currency" in self.at else None
        self._ranks: dict[str, list[int]] = {}
        self._facets: dict[str, list[str]] = {}
        self._said: tuple[str, list[int]] = ("", list(range(len(self.keys))))
        self._texts: list[dict[int, str]] = [{} for _ in grid.columns]

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Key -> row."""
        return {key: row for row, key in enumerate(self.keys)}

    def column(self, name: str) -> list[object]:
        """The values of one column; raises KeyError."""
        return self.values[self.at[name]]

    def text(self, row: int, place: int) -> str:
        """The shown text of one cell. place: index of the column."""
        made = self._texts[place].get(row)
        if made is None:
            made = self._texts[place][row] = self._made(row, place)
        return made

    def _made(self, row: int, place: int) -> str:
        column = self.columns[place]
        value = self.values[place][row]
        if column.name in self._names:
            said = self._names[column.name].get(str(value))
            if said is not None:
                return said
        currency = str(self.currency[row] or "") if self.currency is not None else ""
        return shown(value, column.kind, currency)

    @cached_property
    def _haystack(self) -> list[str]:
        """One lower-case text a row: everything a filter may find in it."""
        texts: list[Iterable[str]] = []
        for place, column in enumerate(self.columns):
            values = self.values[place]
            if column.kind is CellKind.MONEY and self.currency is not None:
                places = {currency: exponent(str(currency or "")) for currency in set(self.currency)}
                texts.append([_digits(v, places[c]) for v, c in zip(values, self.currency, strict=True)])
            elif column.kind in {CellKind.MONEY, CellKind.RATE}:
                texts.append([_digits(v, 2 if column.kind is CellKind.MONEY else 4) for v in values])
            elif column.kind not in NUMERIC:
                named = self._names.get(column.name, {})
                texts.append([named.get(v, v) if isinstance(v, str) else "" if v is None else str(v) for v in values])
        if not texts:
            return [""] * len(self)
        whole = "\n".join(map("\x1f".join, zip(*(_one_line(each) for each in texts), strict=True)))
        return whole.casefold().replace(",", "").split("\n")

    def ranks(self, name: str) -> list[int]:
        """The place of every row's value in the column's order; unknown after all others."""
        if name not in self._ranks:
            values = self._sortable(name)
            distinct = sorted({value for value in values if value is not None})  # type: ignore[type-var]  # one type a column
            place = {value: rank for rank, value in enumerate(distinct)}
            last = len(distinct)
            self._ranks[name] = [last if value is None else place[value] for value in values]
        return self._ranks[name]

    def _sortable(self, name: str) -> Sequence[object]:
        column = self.columns[self.at[name]]
        values = self.column(name)
        if column.kind is CellKind.MONEY and self.currency is not None:
            scale = {currency: 10 ** (4 - exponent(str(currency or ""))) for currency in set(self.currency)}
            pairs = zip(values, self.currency, strict=True)
            return [None if value is None else int(str(value)) * scale[currency] for value, currency in pairs]
        if column.kind in NUMERIC or column.kind is CellKind.FLAG:
            return values
        return [str(value).casefold() if value not in {None, ""} else None for value in values]

    def facet(self, name: str) -> list[str]:
        """The values of a column as facet values; "" for none."""
        if name not in self._facets:
            self._facets[name] = [value if isinstance(value, str) else str(value or "") for value in self.column(name)]
        return self._facets[name]

    def filtered(self, chosen: Chosen, without: str = "") -> list[int]:
        """Rows that pass the text and the facets. without: a facet left out, for counting its own values."""
        rows = list(self._saying(chosen.text))
        for name, accepted in chosen.facets.items():
            if accepted and name != without and name in self.at:
                values = self.facet(name)
                rows = [row for row in rows if values[row] in accepted]
        return rows

    def _saying(self, text: str) -> list[int]:
        """Rows that hold every word of `text`; the last answer is kept, since the facets ask for it as well."""
        if self._said[0] != text:
            rows = list(range(len(self)))
            for word in text.casefold().replace(",", "").split():
                hay = self._haystack
                rows = [row for row in rows if word in hay[row]]
            self._said = (text, rows)
        return self._said[1]

    def ordered(self, rows: list[int], orders: Sequence[Order]) -> list[int]:
        """`rows` sorted by `orders`, stable; the grid's own order where they do not decide."""
        made = list(rows)
        for order in reversed([each for each in orders if each.column in self.at]):
            ranks = self.ranks(order.column)
            if order.descending:
                unknown = max(ranks, default=0) if None in self._sortable(order.column) else -1
                keys = [_UNKNOWN_LAST if rank == unknown else -rank for rank in ranks]
                made.sort(key=keys.__getitem__)
            else:
                made.sort(key=ranks.__getitem__)
        return made

    def rows(self, chosen: Chosen) -> list[int]:
        """The row map: what passes, in order."""
        return self.ordered(self.filtered(chosen), chosen.orders)

    def counts(self, name: str, chosen: Chosen) -> dict[str, int]:
        """Value -> rows that would be seen with it, most first; values of the other facets and the text hold."""
        values = self.facet(name)
        rows = self.filtered(chosen, without=name)
        seen = Counter(values if len(rows) == len(values) else map(values.__getitem__, rows))
        found = dict.fromkeys(values, 0) | seen
        return dict(sorted(found.items(), key=lambda each: (-each[1], each[0].casefold())))

    def sums(self, rows: Iterable[int], name: str = "amount") -> dict[str, int]:
        """Currency -> sum of a money column over `rows`, unknown amounts left out; {} when there is no such column."""
        if name not in self.at or self.currency is None:
            return {}
        values = self.column(name)
        made: dict[str, int] = {}
        for row in rows:
            value = values[row]
            if value is not None:
                currency = str(self.currency[row] or "")
                made[currency] = made.get(currency, 0) + int(str(value))
        return dict(sorted(made.items()))

    def changed_from(self, older: Sheet) -> list[int]:
        """Rows whose key `older` also has and whose values differ from it, in order."""
        if self.keys == older.keys and len(self.values) == len(older.values):
            rows: set[int] = set()
            for new, old in zip(self.values, older.values, strict=True):
                if new != old:
                    rows.update(row for row, (a, b) in enumerate(zip(new, old, strict=True)) if a != b)
            return sorted(rows)
        was = older.row_of
        found = []
        for row, key in enumerate(self.keys):
            before = was.get(key)
            if before is not None and any(
                new[row] != old[before] for new, old in zip(self.values, older.values, strict=True)
            ):
                found.append(row)
        return found
