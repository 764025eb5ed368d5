from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.records.schema import Kind
from core.reports.layout import Grid
from core.reports.shapes import Heading, Table, total

HEADINGS = (
    Heading("name", "Name", width=300, lines=3),
    Heading("amount", "Amount", Kind.MONEY, width=100, total=True),
    Heading("hidden", "Hidden"),
)


def grid(rows: int, *, carried: bool = True, words: int = 1) -> Grid:
    made = tuple((("word " * (1 + n * words % 90)).strip(), n, "x") for n in range(rows))
    table = Table("t", "T", HEADINGS, made, currency="GBP", carried=carried)
    sums = (total(table, "Total"),)
    return Grid(Table("t", "T", HEADINGS, made, totals=sums, currency="GBP", carried=carried), 400)


@settings(deadline=None)
@given(st.integers(0, 300), st.integers(0, 60), st.floats(0, 650), st.booleans())
def test_pieces_hold_every_row_once_and_fit_the_page(rows: int, words: int, top: float, carried: bool) -> None:
    made = grid(rows, carried=carried, words=words)
    pieces = list(made.pieces(top, 700, 700))
    assert [n for piece in pieces for n in range(piece.start, piece.stop)] == list(range(rows))
    assert all(piece.top + piece.height <= 700.01 for piece in pieces)
    assert all(piece.top == 0 for piece in pieces[1:])
    assert pieces[0].opens
    assert [piece.closes for piece in pieces] == [False] * (len(pieces) - 1) + [True]
    assert rows == 0 or all(piece.stop > piece.start for piece in pieces)


def test_heading_is_never_left_alone_at_the_foot() -> None:
    first = next(grid(50).pieces(690, 700, 700))
    assert first.top == 0


def test_sums_are_carried() -> None:
    made = grid(10)
    assert made._carried(4) == {"amount": 0 + 1 + 2 + 3}


def test_small_tables_are_not_pulled_apart() -> None:
    assert Grid(grid(1).table, 780).width < 420
    assert Grid(grid(1).table, 400).width == 400


def test_tall_rows_are_tall() -> None:
    heights = list(grid(80, words=1).heights)
    assert heights[79] > heights[0]
