"""Tax by the code's rate and the code by the contract's treatment."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.thread.thread import Thread
from tests.core.controls.asking import C, found, hourly_book, invoice, line, said

VAT, ZERO = "20% (VAT on Income)", "Zero Rated EC Services"
Row = tuple[str, str, str | None, str]  # text, net, tax, code
Document = tuple[str, str, Sequence[Row]]


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def taxed(*documents: Document, treatment: str = "Standard 20%", **more: Any) -> Thread:
    """Documents of (number, header tax, lines); totals add up."""
    heads, lines = [], []
    for number, tax, rows in documents:
        total = sum((Decimal(net) for _, net, _, _ in rows), Decimal(tax))
        heads.append(invoice(number, total=str(total), tax=tax) | more)
        for n, (text, net, own, code) in enumerate(rows):
            made = line(number, text, net, id=f"xero:invoice_line:{number}-{n}", tax_code=code)
            lines.append(made | ({"tax": own} if own is not None else {}))
    return hourly_book(
        contracts=[{"id": C, "method": "time_and_materials", "currency": "GBP", "tax_treatment": treatment}],
        invoices=heads,
        invoice_lines=lines,
        more_links=[("contract-invoice", C, head["id"]) for head in heads],
    )


@pytest.mark.parametrize(("tax", "gap"), [("20.00", None), ("20.01", None), ("20.02", 2), ("25.75", 575)])
def test_one_line_at_its_rate(tax: str, gap: int | None) -> None:
    book = taxed(("I1", tax, [("Work", "100.00", tax, VAT)]))
    assert said("BI-08", book) == ({"xero:invoice:I1": gap} if gap else {})


def test_the_golden_example_of_two_roundings() -> None:
    """25.06 + 25.61 + 25.63 at 15 %: 11.44 a line, 11.45 a document; a ledger may do either."""
    rows: list[Row] = [("A", "25.06", None, "15%"), ("B", "25.61", None, "15%"), ("C", "25.63", None, "15%")]
    for tax in ("11.44", "11.45"):
        assert said("BI-08", taxed(("I1", tax, rows), treatment="15%")) == {}
    assert said("BI-08", taxed(("I1", "11.48", rows), treatment="15%")) == {"xero:invoice:I1": 3}


def test_a_header_that_is_not_the_sum_of_its_lines_tax() -> None:
    rows: list[Row] = [("A", "100.00", "20.00", VAT), ("B", "50.00", "5.00", VAT)]
    assert said("BI-08", taxed(("I1", "30.00", rows))) == {"xero:invoice:I1": 0}


def test_a_code_without_a_per_cent_is_learned_from_the_firm() -> None:
    documents: list[Document] = [
        (f"I{n}", str(cents(Decimal(net) * Decimal("0.0825"))), [("Work", net, None, "State")])
        for n, net in enumerate(("100.00", "200.00", "333.33", "50.50"))
    ]
    odd: Document = ("I9", "30.00", [("Work", "100.00", None, "State")])
    book = taxed(*documents, odd, treatment="")
    assert thread_rate(book, "State") == 82_500
    assert said("BI-08", book) == {"xero:invoice:I9": 2_175}


def thread_rate(book: Thread, code: str) -> int:
    rates = book.tax_rates
    return int(rates[rates["tax_code"] == code]["rate"].iloc[0])


def test_a_code_nobody_knows_the_rate_of_is_not_judged() -> None:
    book = taxed(
        ("I1", "7.00", [("A", "100.00", None, "X")]), ("I2", "1.00", [("A", "100.00", None, "X")]), treatment=""
    )
    assert said("BI-08", book) == {}


def test_a_wrong_line_under_a_right_header_is_not_a_wrong_tax() -> None:
    book = taxed(("I1", "20.00", [("Work", "100.00", None, VAT)]))
    heads = book.tables["invoices"].assign(total=12_000)
    lines = book.tables["invoice_lines"].assign(amount=9_000)
    bent = Thread(book.tables.with_frame("invoices", heads).with_frame("invoice_lines", lines))
    assert said("BI-07", bent) == {"xero:invoice:I1": 1_000}
    assert said("BI-08", bent) == {}


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.integers(1, 10_000_000), min_size=1, max_size=12),
    st.sampled_from(["20%", "8.25%", "7.7%", "19%"]),
    st.booleans(),
)
def test_right_tax_is_never_found_wrong(nets: list[int], code: str, by_line: bool) -> None:
    rate = Decimal(code.rstrip("%")) / 100
    amounts = [Decimal(net) / 100 for net in nets]
    tax = sum((cents(a * rate) for a in amounts), Decimal(0)) if by_line else cents(sum(amounts, Decimal(0)) * rate)
    book = taxed(("I1", str(tax), [(f"L{n}", str(a), None, code) for n, a in enumerate(amounts)]), treatment="")
    assert said("BI-08", book) == {}


# --- BI-09 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("treatment", "code", "tax", "gap"),
    [
        ("Standard 20%", VAT, "20.00", None),
        ("Standard 20%", ZERO, "0.00", 2_000),
        ("Reverse charge", ZERO, "0.00", None),
        ("Reverse charge", VAT, "20.00", 2_000),
        ("Exempt", "Exempt", "0.00", None),
        ("Exempt", "TX 8.25%", "8.25", 825),
        ("TX sales tax 8.25%", "TX 8.25%", "8.25", None),
        ("TX sales tax 8.25%", "Out of scope", "0.00", 825),
    ],
)
def test_the_code_follows_the_contract(treatment: str, code: str, tax: str, gap: int | None) -> None:
    book = taxed(("I1", tax, [("Work", "100.00", None, code)]), treatment=treatment)
    assert said("BI-09", book) == ({"xero:invoice:I1": gap} if gap else {})
    assert said("BI-08", book) == {}


def test_a_treatment_without_a_rate_is_read_from_the_firms_habit() -> None:
    usual: list[Document] = [(f"I{n}", "20.00", [("Work", "100.00", "20.00", VAT)]) for n in range(4)]
    odd: Document = ("I9", "0.00", [("Work", "100.00", "0.00", ZERO)])
    rows = found("BI-09", taxed(*usual, odd, treatment="Domestic"))
    assert rows["subject"].tolist() == ["xero:invoice:I9"]
    assert rows["amount"].tolist() == [2_000]
    assert rows["impact_class"].tolist() == ["MS"]


def test_an_unusual_code_of_the_right_rate_costs_nothing_but_is_told() -> None:
    usual: list[Document] = [(f"I{n}", "0.00", [("Work", "100.00", "0.00", ZERO)]) for n in range(9)]
    odd: Document = ("I9", "0.00", [("Work", "100.00", "0.00", "Exempt")])
    assert said("BI-09", taxed(*usual, odd, treatment="Reverse charge")) == {"xero:invoice:I9": 0}
    few = taxed(*usual[:3], odd, treatment="Reverse charge")
    assert said("BI-09", few) == {}


def test_expenses_may_be_taxed_in_their_own_way() -> None:
    untaxed = "Expenses: Taxi, Cab"
    documents: list[Document] = [
        (f"I{n}", "20.00", [("Work", "100.00", "20.00", VAT), (untaxed, "10.00", "0.00", ZERO)]) for n in range(4)
    ]
    assert said("BI-09", taxed(*documents)) == {}


def test_the_price_counts_only_what_is_coded_wrong() -> None:
    mixed: list[Row] = [("Work", "100.00", "20.00", VAT), ("More work", "50.00", "0.00", ZERO)]
    assert said("BI-09", taxed(("I1", "20.00", mixed))) == {"xero:invoice:I1": 1_000}


def test_a_contract_without_treatment_says_nothing() -> None:
    assert said("BI-09", taxed(("I1", "20.00", [("Work", "100.00", "20.00", VAT)]), treatment="")) == {}
