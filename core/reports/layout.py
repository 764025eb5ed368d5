"""Tables broken into pages: row heights, headings, sums carried forward; what goes where, before anything is drawn."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from core.records.schema import Kind
from core.reports.shapes import Table, Tone, Value
from core.reports.typeset import NARROW, NARROW_BOLD, Pen, face, plain
from core.reports.wording import amount_text, cell_text

INK: Final = "0.11 0.14 0.19"
GREY: Final = "0.42 0.46 0.52"
PALE: Final = "0.62 0.66 0.71"
RULE: Final = "0.87 0.89 0.91"
STRONG_RULE: Final = "0.55 0.60 0.66"
SHADE: Final = "0.955 0.963 0.972"
ACCENT: Final = "0.10 0.31 0.43"
ALERT: Final = "0.68 0.16 0.14"
GOOD: Final = "0.13 0.42 0.27"

SIZE: Final = 7.2
SMALL: Final = 6.3
LEADING: Final = 9.0
SMALL_LEADING: Final = 7.8
PAD: Final = 2.6
GAP: Final = 6.0
TITLE_SIZE: Final = 10.5
_NUMERIC: Final = frozenset({Kind.MONEY, Kind.COUNT, Kind.QUANTITY, Kind.RATE, Kind.BASIS})
_LINE: Final = LEADING + 2 * PAD
_CONTINUED: Final = 13.0


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows start..stop of one table on one page. top: points below the page's upper margin."""

    grid: Grid
    start: int
    stop: int
    top: float
    height: float

    @property
    def opens(self) -> bool:
        """Whether the table begins here."""
        return self.start == 0

    @property
    def closes(self) -> bool:
        """Whether the table ends here, so that its totals follow."""
        return self.stop == len(self.grid.table.rows)


class Grid:
    """One table laid out for a paper width: column edges, row heights, headings. Widths and heights are points."""

    def __init__(self, table: Table, width: float) -> None:
        self.table = table
        page = width
        self.columns = [(place, each) for place, each in enumerate(table.headings) if each.width > 0]
        shares = sum(each.width for _, each in self.columns)
        # A small table is not pulled apart to the whole width.
        small = shares < 0.75 * width
        scale = 1.0 if small else (width + GAP) / max(shares, 1.0)
        self.width = width = shares - GAP if small else width
        edges = [0.0, *accumulate(each.width * scale for _, each in self.columns)]
        # Each column keeps a gap on its right, the last one none.
        self.spans = [(left, right - GAP) for left, right in pairwise(edges)]
        self._regular, self._bold = face(NARROW), face(NARROW_BOLD)
        self._under = {
            place: tuple(table.index(name) for name in each.under) for place, each in self.columns if each.under
        }
        self._currency = {place: table.index(each.currency) for place, each in self.columns if each.currency}
        self._titles = [
            self._bold.wrap(each.title if each.short is None else each.short, SMALL, right - left, 2)
            for (_, each), (left, right) in zip(self.columns, self.spans, strict=True)
        ]
        self._banded = any(each.band for _, each in self.columns)
        tall = max((len(lines) for lines in self._titles), default=1)
        self.head_height = (11.0 if self._banded else 0.0) + tall * SMALL_LEADING + 6
        self.caption = self._regular.wrap(table.caption, SIZE, page, 3)
        self.title_height = 20.0 + len(self.caption) * LEADING
        plain_rows = not self._under and all(each.lines == 1 for _, each in self.columns)
        self.heights = (
            array("f", [_LINE] * len(table.rows)) if plain_rows else array("f", map(self._height, table.rows))
        )
        self.totals_height = len(table.totals) * _LINE + (2 if table.totals else 0)
        self._sums = self._running() if table.carried else {}

    def _height(self, row: tuple[Value, ...]) -> float:
        tallest = LEADING
        for (place, heading), (left, right) in zip(self.columns, self.spans, strict=True):
            height = LEADING
            if heading.lines > 1:
                height = LEADING * max(
                    1, len(self._regular.wrap(str(row[place] or ""), SIZE, right - left, heading.lines))
                )
            for under in self._under.get(place, ()):
                if row[under]:
                    height += SMALL_LEADING * len(
                        self._regular.wrap(str(row[under]), SMALL, right - left, heading.under_lines)
                    )
            tallest = max(tallest, height)
        return tallest + 2 * PAD

    def _running(self) -> dict[int, list[int]]:
        """Column position -> sums of its known values over the first n rows."""
        out = {}
        for place, heading in self.columns:
            if heading.total:
                values = (value if isinstance(value := row[place], int) else 0 for row in self.table.rows)
                out[place] = [0, *accumulate(values)]
        return out

    def pieces(self, top: float, room: float, page: float) -> Iterator[Piece]:
        """The table cut into pages. top: where it may start on the first page of height `room`; `page`: height of the following ones.

        A piece whose top is 0 stands on a fresh page. Two rows at least stand beneath a heading; totals never stand alone.
        """
        rows = len(self.table.rows)
        start = 0
        first = self.title_height + self.head_height + sum(self.heights[:2]) + (self.totals_height if rows <= 2 else 0)
        if top and top + first > room:
            top, room = 0.0, page
        while True:
            head = self.head_height if rows else 0.0
            used = (_CONTINUED if start else self.title_height) + head
            carried = _LINE if self._sums else 0.0
            used += carried if start else 0.0
            stop = start
            while stop < rows:
                last = stop == rows - 1
                behind = self.totals_height if last else carried
                if top + used + self.heights[stop] + behind > room and stop > start:
                    break
                used += self.heights[stop]
                stop += 1
            if stop == rows:
                yield Piece(self, start, stop, top, used + self.totals_height)
                return
            yield Piece(self, start, stop, top, used + carried)
            start, top, room = stop, 0.0, page

    # --- drawing -----------------------------------------------------------------------------------------------------

    def draw(self, pen: Pen, piece: Piece, x: float, y: float) -> None:
        """Draws `piece` with its upper edge at y."""
        if piece.opens:
            pen.text(NARROW_BOLD, TITLE_SIZE, x, y - 12, plain(self.table.title), INK)
            for number, line in enumerate(self.caption):
                pen.text(NARROW, SIZE, x, y - 24 - number * LEADING, line, GREY)
            y -= self.title_height
        else:
            pen.text(NARROW_BOLD, SIZE, x, y - 7, plain(f"{self.table.title}, continued"), GREY)
            y -= _CONTINUED
        if not self.table.rows and not self.table.totals:
            return
        if self.table.rows:
            y = self._head(pen, x, y)
        if not piece.opens and self._sums:
            y = self._sum_line(pen, x, y, "Brought forward", self._carried(piece.start), quiet=True)
        tones = self.table.tones
        for number in range(piece.start, piece.stop):
            tone = tones[number] if tones else Tone.PLAIN
            self._row(pen, x, y, self.table.rows[number], tone)
            y -= self.heights[number]
            pen.rule(x, y, x + self.width, RULE, 0.35)
        if not piece.closes:
            if self._sums:
                self._sum_line(pen, x, y, "Carried forward", self._carried(piece.stop), quiet=True)
            return
        if self.table.totals:
            pen.rule(x, y, x + self.width, STRONG_RULE, 0.7)
            y -= 2
        for total in self.table.totals:
            label = f"{total.label} ({total.unknown} not known)" if total.unknown else total.label
            y = self._sum_line(pen, x, y, label, total.sums, quiet=False)

    def _head(self, pen: Pen, x: float, y: float) -> float:
        bottom = y - self.head_height
        if self._banded:
            place = 0
            while place < len(self.columns):
                band = self.columns[place][1].band
                end = place
                while end + 1 < len(self.columns) and self.columns[end + 1][1].band == band:
                    end += 1
                if band:
                    left, right = self.spans[place][0], self.spans[end][1]
                    title = self._bold.wrap(band, SMALL, right - left, 1)
                    pen.text(NARROW_BOLD, SMALL, x + left, y - 8, title[0] if title else "", ACCENT)
                    pen.rule(x + left, y - 11, x + right, RULE, 0.6)
                place = end + 1
        for (_, heading), (left, right), lines in zip(self.columns, self.spans, self._titles, strict=True):
            at = bottom + 4 + (len(lines) - 1) * SMALL_LEADING
            for line in lines:
                if heading.kind in _NUMERIC:
                    pen.text(NARROW_BOLD, SMALL, x + right, at, line, GREY, right=True)
                else:
                    pen.text(NARROW_BOLD, SMALL, x + left, at, line, GREY)
                at -= SMALL_LEADING
        pen.rule(x, bottom, x + self.width, STRONG_RULE, 0.7)
        return bottom

    def _row(self, pen: Pen, x: float, y: float, row: tuple[Value, ...], tone: Tone) -> None:
        base = y - PAD - 6.6
        quiet = tone is Tone.QUIET
        ink, soft = (PALE, PALE) if quiet else (INK, GREY)
        if tone is Tone.ALERT:
            pen.box(x - 5, base - 1.6, 1.6, 9.2, ALERT)
        for (place, heading), (left, right) in zip(self.columns, self.spans, strict=True):
            value = row[place]
            if heading.kind in _NUMERIC:
                # A text where a number would stand says why there is none.
                currency = self._code(row, place)
                name, colour = NARROW, ink
                if heading.check:
                    off = value not in {0, None}
                    name, colour = (NARROW_BOLD, ALERT) if off else (NARROW, PALE)
                elif isinstance(value, str):
                    colour = soft
                pen.text(name, SIZE, x + right, base, cell_text(value, heading.kind, currency), colour, right=True)
                continue
            at = base
            text = cell_text(value, heading.kind)
            for line in self._regular.wrap(text, SIZE, right - left, heading.lines):
                pen.text(NARROW_BOLD if heading.strong and not quiet else NARROW, SIZE, x + left, at, line, ink)
                at -= LEADING
            at += LEADING - SMALL_LEADING if text else 0
            for under in self._under.get(place, ()):
                for line in self._regular.wrap(str(row[under] or ""), SMALL, right - left, heading.under_lines):
                    pen.text(NARROW, SMALL, x + left, at, line, soft)
                    at -= SMALL_LEADING

    def _code(self, row: tuple[Value, ...], place: int) -> str:
        at = self._currency.get(place)
        return self.table.currency if at is None else str(row[at])

    def _sum_line(
        self, pen: Pen, x: float, y: float, label: str, values: dict[str, int | None], *, quiet: bool
    ) -> float:
        base = y - PAD - 6.6
        name, ink = (NARROW, GREY) if quiet else (NARROW_BOLD, INK)
        if quiet:
            pen.box(x, y - _LINE, self.width, _LINE, SHADE)
        numbers = [left for (_, each), (left, _) in zip(self.columns, self.spans, strict=True) if each.name in values]
        room = (min(numbers) if numbers else self.width) - GAP
        for line in face(name).wrap(label, SIZE, max(room, 60), 1):
            pen.text(name, SIZE, x, base, line, ink)
        for (place, heading), (_, right) in zip(self.columns, self.spans, strict=True):
            if heading.name in values:
                value = values[heading.name]
                shown = (
                    amount_text(value, self._sum_currency(place))
                    if heading.kind is Kind.MONEY
                    else cell_text(value, heading.kind)
                )
                colour = ALERT if heading.check and value else ink
                pen.text(name, SIZE, x + right, base, shown, colour, right=True)
        return y - _LINE

    def _sum_currency(self, place: int) -> str:
        """The one currency of a summed column; sums are only ever taken over rows of one currency."""
        at = self._currency.get(place)
        return self.table.currency if at is None or not self.table.rows else str(self.table.rows[0][at])

    def _carried(self, upto: int) -> dict[str, int | None]:
        return {self.table.headings[place].name: sums[upto] for place, sums in self._sums.items()}
