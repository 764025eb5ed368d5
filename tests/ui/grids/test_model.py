from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from core.services.views import Grid
from tests.ui.front_fake import FakeFront
from ui.grids.model import GridModel, runs
from ui.grids.sheet import Chosen, Order, Sheet

pytestmark = pytest.mark.usefixtures("app")


def loaded(front: FakeFront) -> GridModel:
    model = GridModel()
    model.load(Sheet(front.exceptions()))
    return model


def with_values(grid: Grid, column: int, values: dict[int, object]) -> Grid:
    new = list(grid.values[column])
    for row, value in values.items():
        new[row] = value
    return replace(grid, values=tuple(new if at == column else old for at, old in enumerate(grid.values)))


def test_qt_finds_nothing_wrong_with_the_model(app: QApplication) -> None:
    front = FakeFront(findings_count=40)
    model = GridModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.load(Sheet(front.exceptions()))
    model.choose(Chosen(text="rate"))
    model.choose(Chosen(orders=(Order("amount", descending=True),)))
    front.waive(list(front._findings)[:5], "agreed", "2026-12-31", "")
    model.load(Sheet(front.exceptions()))
    app.processEvents()
    assert tester.model() is model


def test_only_touched_rows_repaint() -> None:
    front = FakeFront()
    model = loaded(front)
    painted: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: painted.append((first.row(), last.row())))
    grid = front.exceptions()
    model.load(Sheet(with_values(grid, 12, {3: "99", 4: "98", 200: "97"})))
    assert painted == [(3, 4), (200, 200)]


def test_a_reload_keeps_the_order_and_drops_what_no_longer_passes() -> None:
    front = FakeFront()
    model = loaded(front)
    model.choose(Chosen(facets={"state": frozenset({"open"})}, orders=(Order("amount", descending=True),)))
    before = [model.key(at) for at in range(model.rowCount())]
    front.waive([before[5]], "agreed", "2026-12-31", "")
    front.edit_findings([before[2]], "value", "1", "")  # halves its amount: it would sort elsewhere
    model.load(Sheet(front.exceptions()))
    assert [model.key(at) for at in range(model.rowCount())] == [key for key in before if key != before[5]]


def test_selection_survives_sort_and_filter() -> None:
    model = loaded(FakeFront())
    held = model.index(7, 0)
    from PySide6.QtCore import QPersistentModelIndex

    kept = QPersistentModelIndex(held)
    key = model.key(7)
    model.sort(4)
    assert model.key(kept.row()) == key
    model.choose(Chosen(text="no row holds this"))
    assert not kept.isValid()


def test_a_cell_without_a_remedy_cannot_be_edited() -> None:
    model = loaded(FakeFront())
    field, value = model.sheet.column("field"), model.sheet.at["value"]
    for row in range(len(model.sheet)):
        assert model.can_edit(row, value) == bool(field[row])
        assert not model.can_edit(row, 0)


def test_no_rows_below_a_cell() -> None:
    model = loaded(FakeFront())
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


@given(st.sets(st.integers(0, 50)))
def test_runs_cover_exactly_the_places(places: set[int]) -> None:
    assert [at for first, last in runs(sorted(places)) for at in range(first, last + 1)] == sorted(places)


@given(
    st.lists(st.integers(0, 30), unique=True),
    st.lists(st.integers(0, 30), unique=True),
    st.sampled_from([None, "value", "amount"]),
)
def test_a_reload_shows_what_a_fresh_load_shows(
    app: QApplication, first: list[int], second: list[int], order: str | None
) -> None:
    grid = FakeFront(findings_count=31).exceptions()

    def part(rows: list[int]) -> Sheet:
        return Sheet(
            Grid(
                grid.columns,
                [grid.keys[row] for row in rows],
                tuple([each[row] for row in rows] for each in grid.values),
            )
        )

    chosen = Chosen(facets={"state": frozenset({"open"})}, orders=(Order(order),) if order else ())
    model, fresh = GridModel(), GridModel()
    for each in (model, fresh):
        each.choose(chosen)
    model.load(part(first))
    model.load(part(second))
    fresh.load(part(second))
    assert sorted(model.key(at) for at in range(model.rowCount())) == sorted(
        fresh.key(at) for at in range(fresh.rowCount())
    )
