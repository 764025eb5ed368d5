"""Stripe's exports: the balance, charges and payouts tell of the same lines by the same names."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, problems, rows, text_file, totals

ITEMIZED = (
    "automatic_payout_id,automatic_payout_effective_at,balance_transaction_id,created_utc,created,available_on_utc,available_on,"
    "currency,gross,fee,net,reporting_category,source_id,description,invoice_id,payment_metadata[order]"
)


def test_the_itemized_payout_reconciliation(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "payouts.csv",
            ITEMIZED,
            "po_1,2026-09-03,txn_1,2026-09-01 08:00:00,2026-09-01 10:00:00,2026-09-03,2026-09-03,eur,100.00,3.20,96.80,charge,ch_1,INV-7,in_7,A-1",
            "po_1,2026-09-03,txn_2,2026-09-02 08:00:00,2026-09-02 10:00:00,2026-09-03,2026-09-03,eur,-20.00,0.00,-20.00,refund,re_1,back,,",
            "po_1,2026-09-03,txn_3,2026-09-02 08:00:00,2026-09-02 10:00:00,2026-09-03,2026-09-03,eur,-20.00,1.00,-20.00,refund,re_2,back,,",
        )
    )
    assert (table.layout, table.system, table.entity) == ("bank.stripe_itemized", "bank", "bank_line")
    assert rows(
        table, "bank_lines", "external_id", "account", "day", "type", "description", "reference", "amount", "currency"
    ) == [
        ("ch_1", "Stripe", "2026-09-01", "charge", "INV-7 | A-1", "in_7 | po_1", 10_000, "EUR"),
        ("ch_1 fee", "Stripe", "2026-09-01", "fee", "Fee of ch_1", "in_7 | po_1", -320, "EUR"),
        ("re_1", "Stripe", "2026-09-02", "refund", "back", "po_1", -2_000, "EUR"),
    ]
    assert totals(table)["net", "EUR"] == ("76.80", 2)
    assert problems(table) == [(3, "IMP-222")]


def test_the_balance_history(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "balance_history.csv",
            "id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description,Transfer",
            "txn_1,charge,ch_1,100.00,3.20,96.80,eur,2026-09-01 08:00,2026-09-03 00:00,INV-7,po_1",
            "txn_4,payout,po_1,-76.80,0.00,-76.80,eur,2026-09-03 08:00,2026-09-03 00:00,STRIPE PAYOUT,",
        )
    )
    assert table.layout == "bank.stripe_balance"
    assert rows(table, "bank_lines", "external_id", "amount") == [
        ("ch_1", 10_000),
        ("ch_1 fee", -320),
        ("po_1", -7_680),
    ]


def test_charges(tmp_path: Path) -> None:
    head = (
        "id,Description,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,Converted Amount Refunded,Fee,"
        "Converted Currency,Status,Statement Descriptor,Customer Email,Invoice ID"
    )
    table = only(
        text_file(
            tmp_path / "unified_payments.csv",
            head,
            "ch_1,INV-7,2026-09-01 08:00,110.00,22.00,usd,100.00,20.00,3.20,eur,Refunded,FIRM,a@acme.example,in_7",
            "ch_2,INV-8,2026-09-01 08:00,110.00,0.00,usd,100.00,0.00,0.00,eur,Failed,FIRM,a@acme.example,in_8",
            "ch_3,INV-9,2026-09-01 08:00,110.00,0.00,usd,100.00,0.00,0.00,eur,Odd,FIRM,a@acme.example,in_9",
        )
    )
    assert rows(table, "bank_lines", "external_id", "type", "amount", "currency") == [
        ("ch_1", "charge", 10_000, "EUR"),
        ("ch_1 fee", "fee", -320, "EUR"),
        ("ch_1 refund", "refund", -2_000, "EUR"),
    ]
    assert [problem.code for problem in table.problems] == ["IMP-204"]


def test_payouts(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "payouts.csv",
            "id,Amount,Created (UTC),Currency,Arrival Date (UTC),Status,Type,Method,Description,Destination,Balance Transaction",
            "po_1,76.80,2026-09-03 08:00,eur,2026-09-05 00:00,paid,bank_account,standard,STRIPE PAYOUT,ba_1,txn_4",
            "po_2,5.00,2026-09-03 08:00,eur,2026-09-05 00:00,failed,bank_account,standard,STRIPE PAYOUT,ba_1,txn_5",
        )
    )
    assert rows(table, "bank_lines", "external_id", "day", "amount", "reference") == [
        ("po_1", "2026-09-03", -7_680, "txn_4")
    ]
    assert table.rows_read == 1
