from __future__ import annotations

from decimal import Decimal

import pandas as pd

from core.base.periods import Period
from core.kpi.receivables import ar_open, countback, dso_countback, unapplied
from tests.core.kpi.books import thread


def invoice(
    number: str, day: str, total: int, open_: int, kind: str = "invoice", status: str = "open"
) -> dict[str, object]:
    return {
        "id": f"x:{kind}:{number}", "system": "x", "number": number, "kind": kind, "day": pd.Timestamp(day), "total": total, "tax": 0,
        "open": open_, "currency": "GBP", "status": status,
    }  # fmt: skip


def test_golden_count_back() -> None:
    """AR 300,000; Mar 120,000 (31), Feb 100,000 (28), Jan 140,000 (31): 31 + 28 + 80/140 x 31 = 76.71 (CONTROLS.md)."""
    sales = {"2026-03": Decimal(120_000), "2026-02": Decimal(100_000), "2026-01": Decimal(140_000)}
    assert countback(Decimal(300_000), sales, Period(2026, 3)).value == Decimal("76.71")


def test_count_back_past_all_sales_is_unknown_with_the_reason() -> None:
    found = countback(Decimal(500), {"2026-03": Decimal(100)}, Period(2026, 3))
    assert found.value is None
    assert "older months" in found.unknown


def test_open_receivables_less_credits_and_receipts_on_account() -> None:
    """
    Invoice    A  100.00 open, B 50.00 void
    credit     C  -20.00 open
    receipt    D   30.00, 10.00 of it allocated
    receipt    E   15.00, voided
    """
    book = thread(
        {
            "invoices": [
                invoice("A", "2026-09-01", 100_00, 100_00),
                invoice("B", "2026-09-01", 50_00, 50_00, status="void"),
                invoice("C", "2026-09-02", -20_00, -20_00, "credit_note"),
            ],
            "payments": [
                {
                    "id": "x:payment:D",
                    "kind": "payment",
                    "day": pd.Timestamp("2026-09-03"),
                    "amount": 30_00,
                    "currency": "GBP",
                },
                {
                    "id": "x:payment:E",
                    "kind": "payment",
                    "day": pd.Timestamp("2026-09-03"),
                    "amount": 15_00,
                    "currency": "GBP",
                    "status": "Voided",
                },
            ],
            "allocations": [{"source": "x:payment:D", "invoice": "x:invoice:A", "amount": 10_00, "currency": "GBP"}],
        }
    )
    assert unapplied(book)["rest"].tolist() == [20_00]
    assert ar_open(book).value == Decimal("60.00")
    assert dso_countback(book).value == Decimal("18.00")


def test_no_invoices_is_unknown_never_zero() -> None:
    found = ar_open(thread({}))
    assert (found.value, found.unknown) == (None, "no invoices were imported")


def test_an_invoice_without_exchange_rate_makes_the_figure_unknown() -> None:
    foreign = invoice("A", "2026-09-01", 100_00, 100_00) | {"currency": "EUR"}
    found = ar_open(thread({"invoices": [foreign]}))
    assert found.value is None
    assert "exchange rate" in found.unknown


def test_a_ledger_without_open_balances_has_what_is_not_settled_open() -> None:
    """
    Invoice A  100.00, 30.00 by receipt and 20.00 by credit note C
    credit  C  -25.00, 5.00 of it unused
    """
    silent = {"open": pd.NA}
    documents = [
        invoice("A", "2026-09-01", 100_00, 0) | silent,
        invoice("C", "2026-09-02", -25_00, 0, "credit_note") | silent,
    ]
    receipt = {"id": "x:payment:D", "kind": "payment", "day": pd.Timestamp("2026-09-03"), "amount": 30_00}
    given = {
        "invoices": documents,
        "payments": [receipt | {"currency": "GBP"}],
        "allocations": [
            {"source": "x:payment:D", "invoice": "x:invoice:A", "amount": 30_00, "currency": "GBP"},
            {"source": "x:credit_note:C", "invoice": "x:invoice:A", "amount": 20_00, "currency": "GBP"},
        ],
    }
    assert ar_open(thread(given)).value == Decimal("45.00")
    alone = ar_open(thread({"invoices": documents}))
    assert (alone.value, alone.unknown) == (None, "the invoices print no open balance, and no payments were imported")
