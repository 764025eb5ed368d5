"""Frames of the declared tables: exactly the declared columns, unknown stays unknown."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from core.base.periods import Period
from core.records.schema import FINDING_COLUMNS, LINK_COLUMNS, TABLES, Kind, Table
from core.records.tables import DTYPES, Tables, coerce, empty, findings_frame, links_frame


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_an_empty_frame_has_the_declared_columns_and_dtypes(table: Table) -> None:
    frame = empty(table)
    assert tuple(frame.columns) == table.column_names
    assert len(frame) == 0
    assert [str(each) for each in frame.dtypes] == [DTYPES[column.kind] for column in table.all_columns]


@pytest.mark.parametrize("kind", list(Kind))
def test_what_a_source_does_not_give_is_absent_and_never_zero(kind: Kind) -> None:
    table = next(t for t in TABLES.values() if any(c.kind is kind for c in t.columns))
    column = next(column for column in table.columns if column.kind is kind)
    for given in (pd.DataFrame({"id": ["a"]}), pd.DataFrame({"id": ["a"], column.name: [None]})):
        cell = coerce(given, table.all_columns)[column.name].iloc[0]
        assert cell == "" if kind is Kind.TEXT else pd.isna(cell)


def test_undeclared_columns_go_and_the_rows_are_numbered_anew() -> None:
    given = pd.DataFrame({"odd": [1, 2], "amount": [5, 7], "day": ["2026-09-01", None]}, index=[8, 3])
    frame = coerce(given, TABLES["payments"].all_columns)
    assert tuple(frame.columns) == TABLES["payments"].column_names
    assert frame["amount"].tolist() == [5, 7]
    assert frame.index.tolist() == [0, 1]
    assert frame["day"].iloc[0] == pd.Timestamp("2026-09-01")
    assert given.columns.tolist() == ["odd", "amount", "day"]


def test_an_amount_that_is_no_whole_number_of_minor_units_is_refused() -> None:
    with pytest.raises(TypeError):
        coerce(pd.DataFrame({"amount": [0.5]}), TABLES["payments"].all_columns)


def test_rows_become_links_and_findings() -> None:
    link = {"kind": "person", "left": "a:person:x", "right": "b:person:x", "confidence": 9000}
    made = links_frame([link])
    assert made.columns.tolist() == [column.name for column in LINK_COLUMNS]
    assert pd.isna(made["amount"].iloc[0])
    assert findings_frame().columns.tolist() == [column.name for column in FINDING_COLUMNS]


def test_replacing_a_frame_or_the_links_leaves_the_first_tables_alone() -> None:
    first = Tables({}, links_frame(), "GBP", Period(2026, 9), frozenset({"payments"}))
    assert first.as_of == date(2026, 9, 30)
    assert first["payments"].equals(empty(TABLES["payments"]))
    with pytest.raises(KeyError):
        first["nothing"]
    frame = coerce(pd.DataFrame({"amount": [5]}), TABLES["payments"].all_columns)
    second = first.with_frame("payments", frame).with_links(links_frame([{"kind": "person"}]))
    assert second["payments"] is frame
    assert (len(first.links), len(second.links), len(first["payments"])) == (0, 1, 0)
    assert second.loaded == first.loaded


def test_a_frame_that_is_only_looked_at_says_the_same() -> None:
    table = TABLES["time"]
    raw = pd.DataFrame({"external_id": ["a", None], "day": ["2026-04-01", None], "amount": [5, None]}, index=[4, 9])
    pd.testing.assert_frame_equal(coerce(raw, table.all_columns, copy=False), coerce(raw, table.all_columns))
