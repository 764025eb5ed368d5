from __future__ import annotations

from typing import Any

import pandas as pd

from core.records.tables import Tables
from core.reports.thread_tieout import TIEOUT_COLUMNS, tie_out
from tests.core.reports.books import K1, K2, tables


def row(ties: pd.DataFrame, contract: str) -> dict[str, Any]:
    found = ties[ties["contract"] == contract]
    assert len(found) == 1
    return dict(found.iloc[0])


def test_contract_to_ledger() -> None:
    """
    K-1  value 11,000  billed 1,500 net, 100 credited; 1,680 receivable = 1,080 collected + 600 open
    K-1  ledger        1,400 expected, 1,350 posted
    """
    ties = tie_out(tables())
    assert tuple(ties.columns) == tuple(each.name for each in TIEOUT_COLUMNS)
    first = row(ties, K1)
    assert (first["value"], first["billed"], first["credited"], first["net_billed"]) == (
        1_100_000,
        150_000,
        10_000,
        140_000,
    )
    assert (first["receivable"], first["collected"], first["banked"], first["open"]) == (
        168_000,
        108_000,
        108_000,
        60_000,
    )
    assert first["cash_difference"] == 0
    assert (first["expected"], first["posted"], first["ledger_difference"]) == (140_000, 135_000, 5_000)
    assert first["documents"] == 3
    assert first["records"].split(";") == [
        K1,
        "xero:invoice:INV-1",
        "xero:invoice:INV-2",
        "xero:credit_note:CN-1",
        "xero:payment:P-1",
        "bank:bank_line:b.csv#1",
    ]


def test_foreign_contract_stays_in_its_currency_up_to_the_bank() -> None:
    second = row(tie_out(tables()), K2)
    assert (second["currency"], second["billed"], second["collected"], second["banked"]) == ("EUR", 200_000, 200_000, 0)
    assert (second["expected"], second["posted"]) == (170_000, 170_000)


def test_documents_without_contract_stand_last_and_voids_count_nothing() -> None:
    ties = tie_out(tables())
    loose = ties.iloc[-1]
    assert (loose["contract"], loose["title"], loose["billed"], loose["posted"]) == (
        "",
        "Documents tied to no contract",
        10_000,
        10_000,
    )
    assert pd.isna(loose["value"])


def test_unknown_part_makes_an_unknown_sum() -> None:
    book = tables()
    rates = book["fx_rates"].iloc[:0]
    second = row(tie_out(book.with_frame("fx_rates", rates)), K2)
    assert pd.isna(second["expected"])
    assert pd.isna(second["ledger_difference"])
    assert second["billed"] == 200_000


def test_without_ledger_or_bank_nothing_is_said_of_them() -> None:
    book = tables()
    bare = Tables(book.frames, book.links, book.base_currency, book.period, frozenset({"contracts", "invoices"}))
    ties = tie_out(bare)
    assert ties[["posted", "ledger_difference", "collected", "cash_difference", "banked"]].isna().all().all()


def test_suggested_alternatives_are_not_added_up() -> None:
    """P-2 of 2,000 is confirmed on INV-3 and suggested on INV-4 for 120: the receipt is used up already."""
    book = tables()
    extra = {"kind": "payment-invoice", "left": "xero:payment:P-2", "right": "xero:invoice:INV-4", "amount": 12_000}
    more = pd.concat(
        [
            book.links,
            pd.DataFrame([extra | {"currency": "GBP", "status": "suggested", "confidence": 5_000, "reason": ""}]),
        ]
    )
    loose = tie_out(book.with_links(more.reset_index(drop=True))).iloc[-1]
    assert loose["collected"] == 0


def test_credit_note_on_two_invoices_is_split_without_losing_a_cent() -> None:
    book = tables()
    used = book["allocations"].copy()
    used.loc[used["source"] == "xero:credit_note:CN-1", "amount"] = 4_000
    second = used[used["source"] == "xero:credit_note:CN-1"].assign(
        id="xero:allocation:9", invoice="xero:invoice:INV-2", amount=8_000
    )
    ties = tie_out(book.with_frame("allocations", pd.concat([used, second], ignore_index=True)))
    first = row(ties, K1)
    assert (first["credited"], first["expected"], first["posted"]) == (10_000, 140_000, 135_000)


def test_contract_billed_in_another_currency_has_a_row_for_each() -> None:
    book = tables()
    links = book.links.copy()
    links.loc[links["right"] == "xero:invoice:INV-3", "left"] = K1
    ties = tie_out(book.with_links(links))
    assert ties.loc[ties["contract"] == K1, "currency"].tolist() == ["EUR", "GBP"]
    assert ties.loc[ties["contract"] == K1, "billed"].tolist() == [200_000, 150_000]
