"""Typed columns become the canonical tables of their entity."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from core.ports.importing import TableRead
from core.records.schema import TABLES
from importers.anytable import shapes
from importers.anytable.entities import BY_NAME, ENTITIES
from importers.anytable.reader import Grid, read_table
from importers.shared.cells import Cells, Source
from importers.shared.sheets import Sheet
from tests.importers.samples import rows


def read(*lines: Sequence[object]) -> TableRead:
    grid = Grid.of(Sheet("", [list(line) for line in lines], ragged=True, delimiter=","), 0)
    assert grid is not None
    table = read_table(grid, Source("a.csv", ""))
    assert table.rows_loaded, table.problems
    return table


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda one: one.name)
def test_every_frame_has_declared_columns_only(entity: object) -> None:
    named = next(one for one in ENTITIES if one is entity)
    cells = Cells(0, Source("a.csv", ""), {}, np.array([], dtype=object))
    for table, frame in shapes.frames_of(BY_NAME[named.name], cells, pd.Series([], dtype="object")).items():
        assert set(frame.columns) <= set(TABLES[table].column_names), (table, set(frame.columns))


def test_invoices_and_credit_notes_with_their_net_line() -> None:
    table = read(
        ["Invoice no", "Type", "Customer no", "Invoice date", "Net amount", "VAT", "Total", "Status", "Contract no"],
        ["I-1", "Invoice", "C7", "2026-01-13", "100.00", "20.00", "120.00", "Overdue", "S-1"],
        ["I-2", "Credit note", "C7", "2026-01-14", "10.00", "2.00", "12.00", "Void", ""],
    )
    assert rows(
        table, "invoices", "external_id", "kind", "customer", "customer_name", "total", "tax", "status", "reference"
    ) == [
        ("I-1", "invoice", "C7", "C7", 12_000, 2_000, "open", "S-1"),
        ("I-2", "credit_note", "C7", "C7", -1_200, -200, "void", ""),
    ]
    assert rows(table, "invoice_lines", "invoice", "amount") == [("invoice:I-1", 10_000), ("credit_note:I-2", -1_000)]


def test_debit_and_credit_of_a_bank_are_one_signed_amount() -> None:
    table = read(
        ["Booking date", "Description", "Withdrawal", "Deposit", "Balance"],
        ["2026-01-13", "Rent", "100.00", "", "900.00"],
        ["2026-01-14", "Harlow Ltd", "", "50.25", "950.25"],
    )
    assert rows(table, "bank_lines", "amount", "balance", "account") == [(-10_000, 90_000, "a"), (5_025, 95_025, "a")]
    assert {(total.column, str(total.amount)) for total in table.totals} >= {("Amount", "-49.75")}


def test_journal_lines_name_their_accounts() -> None:
    table = read(
        ["Journal no", "Date", "Account no", "Account name", "Debit", "Credit", "Description"],
        ["J1", "2026-01-31", "1200", "Debtors", "120.00", "", "Jan"],
        ["J1", "2026-01-31", "4000", "Sales", "", "120.00", "Jan"],
    )
    assert rows(table, "journal_lines", "journal", "account", "debit", "credit") == [
        ("J1", "1200", 12_000, 0),
        ("J1", "4000", 0, 12_000),
    ]
    assert rows(table, "accounts", "external_id", "name") == [("1200", "Debtors"), ("4000", "Sales")]


def test_deals_are_won_or_lost_by_their_stage() -> None:
    table = read(
        ["Opportunity ID", "Opportunity", "Account", "Stage", "Amount", "Close date", "Probability"],
        ["1", "Audit", "Harlow", "Closed Won", "10.00", "2026-01-13", "100"],
        ["2", "Move", "Quill", "Lost", "20.00", "2026-01-14", "0"],
        ["3", "Plan", "Quill", "Talks", "30.00", "2026-03-14", "25"],
    )
    assert rows(table, "deals", "external_id", "is_won", "is_closed", "probability") == [
        ("1", True, True, 10_000),
        ("2", False, True, 0),
        ("3", False, False, 2_500),
    ]


def test_payments_are_allocated_to_the_invoice_they_name() -> None:
    table = read(
        ["Payment ID", "Payment date", "Customer", "Amount", "Invoice no"],
        ["P1", "2026-01-13", "Harlow Ltd", "120.00", "I-1"],
        ["P2", "2026-01-14", "Quill Ltd", "5.00", ""],
    )
    assert rows(table, "allocations", "source", "invoice", "amount") == [("payment:P1", "invoice:I-1", 12_000)]


def test_people_from_two_columns_of_names_and_leave_by_working_day() -> None:
    people = read(
        ["First name", "Surname", "E-mail", "Job title", "Cost rate"],
        ["Ann", "Carter", "ann@firm.example", "Lead", "55.50"],
    )
    assert rows(people, "people", "external_id", "name", "cost_rate") == [("Ann Carter", "Ann Carter", 555_000)]
    leave = read(["Employee", "Absence type", "From", "To"], ["Ann Carter", "Holiday", "2026-01-16", "2026-01-19"])
    assert rows(leave, "leave", "day") == [("2026-01-16",), ("2026-01-19",)]


def test_times_of_day_stay_times() -> None:
    table = read(
        ["Project", "Task", "User", "Date", "Start time", "End time", "Duration (decimal)"],
        ["Audit", "Review", "Ann Day", "2026-01-13", "10:23:52 AM", "12:23:52 PM", "2.00"],
        ["Audit", "Review", "Ann Day", "2026-01-14", "9:00:00 AM", "10:30:00 AM", "1.50"],
    )
    assert rows(table, "time", "start_time", "end_time") == [("10:23:52", "12:23:52"), ("09:00:00", "10:30:00")]
