"""What was last shown comes back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.services.snapshots import Snapshots
from core.services.views import CellKind, Figure, Grid, GridColumn, HomeView, Task
from core.store.book import Book, open_or_create

COLUMNS = (
    GridColumn("amount", "Amount", CellKind.MONEY, width=112),
    GridColumn("value", "Value", CellKind.TEXT, editable=True),
)
HOME = HomeView(
    "Firm",
    "2026-09",
    date(2026, 9, 30),
    "GBP",
    (Figure("ar_open", "Open receivables", minor=-5, currency="GBP"), Figure("dso", "Days", unknown="no invoice")),
    (Figure("LR", "Lost revenue", minor=1, currency="GBP", text="1 open", unit="1"),),
    (Task("Judge", "Likely", "matches", 3),),
    (("TE-01", "no time was read"),),
    "abc",
    gate_open=True,
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    made = open_or_create(tmp_path / "book.tieout")
    yield made
    made.close()


def test_a_new_book_has_shown_nothing(book: Book) -> None:
    assert Snapshots(book).home() is None
    assert Snapshots(book).grid("matches") is None


def test_home_comes_back(book: Book) -> None:
    Snapshots(book).keep_home(HOME)
    assert Snapshots(book).home() == HOME


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.none() | st.integers(-(2**62), 2**62), st.text())))
def test_a_grid_comes_back_with_unknown_amounts_unknown(book: Book, rows: list[tuple[int | None, str]]) -> None:
    keys = [f"k{n}" for n in range(len(rows))]
    values = ([amount for amount, _ in rows], [text for _, text in rows])
    Snapshots(book).keep_grid("exceptions", Grid(COLUMNS, keys, values))
    back = Snapshots(book).grid("exceptions")
    assert back == Grid(COLUMNS, keys, values)
