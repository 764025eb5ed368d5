"""The book as it stood: nothing later in it, and what later events changed turned back."""

from __future__ import annotations

from typing import Any

import pandas as pd

from core.records.tables import Tables
from core.thread.standing import standing
from core.thread.thread import Thread
from tests.core.controls.asking import C, hourly_book, hours, invoice, line

I1, I2, CN = "xero:invoice:I1", "xero:invoice:I2", "xero:credit_note:CN1"


def book(**given: Any) -> Tables:
    """As of 31 August: hours of July on an invoice of 3 August, hours of August on one of 2 September; payments before and after."""
    facts = {
        "time": [hours("2026-07-15", "8", invoiced=True), hours("2026-08-14", "8", invoiced=True)],
        "invoices": [
            invoice("I1", "2026-08-03", total="960.00", open="0.00", paid="960.00", status="paid"),
            invoice("I2", "2026-09-02", total="960.00", open="960.00"),
            invoice("CN1", "2026-08-10", id=CN, kind="credit_note", total="-60.00", open="0.00", status="paid"),
        ],
        "invoice_lines": [
            line("I1", "Review: Ann Lee, July 2026", "800.00"),
            line("I2", "Review: Ann Lee, August 2026", "800.00"),
        ],
        "payments": [
            {"id": "xero:payment:1", "amount": "500.00", "day": "2026-08-20", "currency": "GBP"},
            {"id": "xero:payment:2", "amount": "400.00", "day": "2026-09-04", "currency": "GBP"},
        ],
        "allocations": [
            {"source": "xero:payment:1", "invoice": I1, "amount": "500.00", "day": "2026-08-20"},
            {"source": "xero:payment:2", "invoice": I1, "amount": "400.00", "day": "2026-09-04"},
            {"source": CN, "invoice": I1, "amount": "60.00", "day": "2026-09-05"},
        ],
        "more_links": [("contract-invoice", C, I1), ("contract-invoice", C, I2)],
        "period": "2026-08",
    }
    return hourly_book(**facts | given).tables


def test_later_records_are_put_aside() -> None:
    stood = standing(book())
    assert stood["invoices"]["id"].tolist() == [I1, CN]
    assert stood["invoice_lines"]["invoice"].tolist() == [I1]
    assert stood["payments"]["id"].tolist() == ["xero:payment:1"]
    assert stood["allocations"]["source"].tolist() == ["xero:payment:1"]


def test_documents_are_open_as_they_were() -> None:
    heads = standing(book())["invoices"].set_index("id")
    assert heads["open"].tolist() == [46_000, -6_000]
    assert heads["status"].tolist() == ["open", "open"]
    assert heads["paid"][I1] == 50_000


def test_without_settlements_what_was_paid_has_no_known_rest() -> None:
    heads = standing(book(payments=[], allocations=[]))["invoices"].set_index("id")
    assert heads["open"].isna().tolist() == [True, True]


def test_hours_that_only_a_later_invoice_bills_are_not_invoiced_yet() -> None:
    thread = Thread(standing(book()))
    assert thread.time["is_invoiced"].tolist() == [True, False]
    assert thread.time["invoice"].tolist() == [I1, ""]


def test_a_milestone_accepted_later_is_not_reached() -> None:
    stages = [
        {"id": "register:milestone:1", "contract": C, "accepted": "2026-08-30", "status": "Accepted", "amount": "1"},
        {"id": "register:milestone:2", "contract": C, "accepted": "2026-09-01", "status": "Accepted", "amount": "1"},
    ]
    stood = standing(book(milestones=stages))["milestones"]
    assert stood["accepted"].notna().tolist() == [True, False]
    assert stood["status"].tolist() == ["Accepted", ""]


def test_change_orders_signed_later_stand_apart() -> None:
    orders = [
        {"contract": C, "amount": "10.00", "signed": "2026-08-01", "status": "Signed"},
        {"contract": C, "amount": "7.00", "signed": "2026-09-01", "status": "Signed"},
    ]
    row = Thread(book(change_orders=orders)).contracts.iloc[0]
    assert (row["changes"], row["later"]) == (1_000, 700)


def test_a_book_without_later_records_is_the_same_object() -> None:
    tables = book(period="2026-09")
    assert standing(tables) is tables


def test_records_without_a_day_stay() -> None:
    undated = [hours("2026-09-14", "8"), hours("2026-07-15", "8") | {"day": None}]
    assert pd.isna(standing(book(time=undated))["time"]["day"]).tolist() == [True]
