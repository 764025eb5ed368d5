"""The joined view: what an edit leaves standing, and what the join adds."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pandas.testing import assert_frame_equal

from core.records.tables import Tables
from core.thread.thread import Thread
from tests.core.controls.asking import ANN, C, P, hourly_book, hours, invoice, line


def base() -> Thread:
    return hourly_book(
        time=[hours("2026-07-02", "8", invoiced=True, role=""), hours("2026-09-02", "2")],
        expenses=[{"project": P, "amount": "10.00", "category": "Meals", "day": "2026-07-02"}],
        invoices=[invoice("I1", "2026-08-03", total="800.00")],
        invoice_lines=[line("I1", "Ann Lee - July 2026", "800.00")],
        more_links=[("contract-invoice", C, "xero:invoice:I1")],
    )


def test_time_is_placed_and_priced() -> None:
    first = base().time.iloc[0]
    assert (first["contract"], first["method"], first["month"]) == (C, "time_and_materials", "2026-07")
    assert (first["roster"], first["work_role"]) == ("roster:person:E1", "Analyst")
    assert (first["card_rate"], first["card_currency"], first["invoice"]) == (1_000_000, "GBP", "xero:invoice:I1")
    assert first["value_x"] == first["card_x"] == 8 * 3600 * 1_000_000


def test_a_contract_carries_its_signed_changes() -> None:
    contracts = [
        {"id": C, "value": "100.00", "cap": "80.00", "end": "2026-06-30", "status": "Active"},
        {"id": f"{C}x", "status": "Cancelled"},
    ]
    orders = [
        {"contract": C, "amount": "20.00", "status": "Signed", "signed": "2026-05-01", "new_end": "2026-12-31"},
        {"contract": C, "amount": "5.00", "cap_change": "0.00", "status": "signed", "signed": "2026-06-01"},
        {"contract": C, "amount": "9.00", "status": "draft"},
        {"contract": C, "amount": "7.00", "status": "signed", "signed": "2026-10-01"},  # after the as-of date
    ]
    out = hourly_book(contracts=contracts, change_orders=orders).contracts
    assert out["price"].tolist() == [12_500, pd.NA]
    assert out["full_cap"].tolist() == [10_000, pd.NA]
    assert out["last_day"].iloc[0] == pd.Timestamp(2026, 12, 31)
    assert out["active"].tolist() == [True, False]


def edited(tables: Tables, table: str, **columns: Any) -> Tables:
    return tables.with_frame(table, tables[table].assign(**columns))


def test_a_changed_rate_reprices_the_time_and_leaves_the_invoices() -> None:
    before = base()
    lines, names = before.lines, before.names
    assert before.time["card_rate"].tolist() == [1_000_000] * 2
    tables = edited(before.tables, "rates", rate=pd.array([1_100_000], dtype="Int64"))
    after = before.refreshed(tables, frozenset({"rates"}))
    assert after.lines is lines
    assert after.names == names
    assert after.time["card_rate"].tolist() == [1_100_000] * 2
    assert_frame_equal(after.time, Thread(tables).time)


def test_a_renamed_role_reads_the_invoices_anew() -> None:
    before = base()
    lines = before.lines
    tables = edited(before.tables, "rates", role="Consultant")
    after = before.refreshed(tables, frozenset({"rates"}))
    assert after.lines is not lines
    assert_frame_equal(after.time, Thread(tables).time)


def test_what_an_edit_leaves_standing_is_what_a_new_thread_would_say() -> None:
    before = base()
    properties = [name for name, value in vars(Thread).items() if hasattr(value, "func")]
    for name in properties:
        getattr(before, name)
    for table in before.tables.frames:
        tables = before.tables.with_frame(table, before.tables[table].iloc[:0])
        after, new = before.refreshed(tables, frozenset({table})), Thread(tables)
        for name in properties:
            if name not in after.__dict__:
                continue
            got, want = after.__dict__[name], getattr(new, name)
            if isinstance(want, pd.DataFrame):
                assert_frame_equal(got, want, obj=f"{name} after {table}")
            elif isinstance(want, pd.Series):
                assert got.equals(want), f"{name} after {table}"
    gone = before.tables.with_links(before.tables.links.iloc[:0])
    fresh = before.refreshed(gone, frozenset({"links"}))
    assert fresh.time["contract"].tolist() == ["", ""]
    assert fresh.time["person"].tolist() == [ANN, ANN]
