"""The grids hold every link and finding, with what a person needs beside it."""

from __future__ import annotations

from core.services.desk import Desk
from core.services.grids import FINDING_GRID, MATCH_COLUMNS, finding_grid, link_key, match_grid, split_key
from core.services.views import Grid


def cells(grid: Grid, name: str) -> dict[str, object]:
    at = [column.name for column in grid.columns].index(name)
    return dict(zip(grid.keys, grid.values[at], strict=True))


def grid_of(desk: Desk, waived: dict[str, str]) -> Grid:
    return finding_grid(desk.session.thread, desk.session.result.findings, {"TE-01": "Rate off card"}, waived)


def test_a_link_key_splits_into_what_it_was_made_of() -> None:
    assert split_key(link_key("person", "a:person:x;y|z", "b:person:x")) == ("person", "a:person:x;y|z", "b:person:x")


def test_every_link_has_one_row_with_its_own_amount(shown: Desk) -> None:
    tables = shown.session.tables
    grid = match_grid(tables, tables.links)
    assert grid.columns == MATCH_COLUMNS
    assert len(set(grid.keys)) == len(grid) == len(tables.links)
    assert all(len(column) == len(grid) for column in grid.values)
    amounts = cells(grid, "amount").values()
    assert sum(each for each in amounts if isinstance(each, int)) == int(tables.links["amount"].dropna().sum())
    assert sum(each is None for each in amounts) == int(tables.links["amount"].isna().sum())


def test_every_finding_has_one_row_and_its_state(shown: Desk) -> None:
    found = shown.session.result.findings
    waived = found["key"].iloc[0]
    grid = grid_of(shown, {waived: "agreed"})
    assert grid.columns == FINDING_GRID
    assert grid.keys == found["key"].tolist()
    states = cells(grid, "state")
    assert states[waived] == "waived"
    absorbed = found.loc[found["absorbed_by"] != "", "key"]
    assert len(absorbed) > 0
    assert {states[key] for key in absorbed} == {"absorbed"}


def test_a_finding_stands_with_its_customer_contract_owner_and_the_field_to_correct(shown: Desk) -> None:
    grid = grid_of(shown, {})
    key = next(key for key in grid.keys if key.startswith("TE-01|"))
    assert cells(grid, "title")[key] == "Rate off card"
    assert cells(grid, "contract")[key] == "FL-2026-101"
    assert str(cells(grid, "customer")[key]).casefold().startswith("harrow engineering")
    assert (cells(grid, "field")[key], cells(grid, "value")[key]) == ("rate", "105.00")
    day = next(key for key in grid.keys if key.startswith("TE-08|"))
    assert cells(grid, "owner")[day]
    ledger = next(key for key in grid.keys if key.startswith("GL-01|"))
    assert (cells(grid, "field")[ledger], cells(grid, "value")[ledger]) == ("", "")


def test_a_customer_has_one_name_whatever_system_speaks(shown: Desk) -> None:
    grid = grid_of(shown, {})
    named = {str(each) for each in cells(grid, "customer").values() if "northgate" in str(each).casefold()}
    assert len(named) == 1
