"""Invoices as documents: sums, doubles, numbers, due dates."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from core.thread.thread import Thread
from tests.core.controls.asking import C, found, hourly_book, invoice, line, said
from tests.core.controls.books import thread

I1, I2 = "xero:invoice:I1", "xero:invoice:I2"


def document(total: str, tax: str, *nets: str, **more: Any) -> Thread:
    lines = [line("I1", f"Work {n}", net, id=f"xero:invoice_line:{n}") for n, net in enumerate(nets)]
    return hourly_book(invoices=[invoice("I1", total=total, tax=tax) | more], invoice_lines=lines)


@pytest.mark.parametrize(
    ("total", "gap"), [("120.00", None), ("120.01", None), ("120.02", 2), ("119.98", 2), ("210.00", 9_000)]
)
def test_header_against_one_line(total: str, gap: int | None) -> None:
    assert said("BI-07", document(total, "20.00", "100.00")) == ({I1: gap} if gap else {})


def test_tolerance_grows_with_the_lines_and_voided_documents_are_left_alone() -> None:
    assert said("BI-07", document("120.02", "20.00", "25.00", "25.00", "50.00")) == {}
    assert said("BI-07", document("0.00", "20.00", "100.00", status="void")) == {}


def test_a_document_with_an_unknown_line_is_not_judged() -> None:
    lines = [line("I1", "Work", "100.00"), {"invoice": I1, "description": "?", "id": "xero:invoice_line:2"}]
    assert said("BI-07", hourly_book(invoices=[invoice("I1", total="150.00", tax="0.00")], invoice_lines=lines)) == {}


def test_lines_printed_with_tax_in_them_add_up_too() -> None:
    heads = [invoice(f"I{n}", total="120.00", tax="20.00") for n in (1, 2, 3)]
    lines = [line(f"I{n}", "Work", "120.00" if n < 3 else "110.00") for n in (1, 2, 3)]
    assert said("BI-07", hourly_book(invoices=heads, invoice_lines=lines)) == {"xero:invoice:I3": 1_000}


# --- BI-12 ---------------------------------------------------------------------------------------------------------------


def pair(
    second: dict[str, Any] | None = None,
    text: str = "Ann Lee - July 2026",
    text_2: str = "",
    net_2: str = "100.00",
    **given: Any,
) -> Thread:
    first = invoice("I1", "2026-08-03", total="120.00", tax="20.00")
    lines = [line("I1", text, "100.00"), line("I2", text_2 or text, net_2)]
    later = invoice("I2", "2026-08-17", total="120.00", tax="20.00") | (second or {})
    contract = given.pop("contracts", [{"id": C, "method": "time_and_materials", "currency": "GBP"}])
    return hourly_book(
        contracts=contract,
        invoices=[first, later, *given.pop("invoices", [])],
        invoice_lines=lines,
        more_links=[("contract-invoice", C, I1), ("contract-invoice", C, I2)],
        **given,
    )


def test_the_same_bill_again() -> None:
    rows = found("BI-12", pair())
    assert rows["subject"].tolist() == [I2]
    assert rows["amount"].tolist() == [12_000]
    assert I1 in rows["related"].iloc[0].split(";")


@pytest.mark.parametrize(
    ("second", "double"),
    [
        ({"total": "120.01"}, True),
        ({"total": "120.02"}, False),
        ({"day": "2026-09-07"}, True),
        ({"day": "2026-09-08"}, False),
        ({"customer": "xero:customer:Elm"}, False),
        ({"currency": "EUR"}, False),
        ({"status": "void"}, False),
    ],
    ids=str,
)
def test_just_inside_and_just_outside_a_double(second: dict[str, str], double: bool) -> None:
    assert bool(said("BI-12", pair(second))) is double


def test_another_month_is_another_bill() -> None:
    assert said("BI-12", pair(text_2="Ann Lee - August 2026")) == {}
    assert said("BI-12", pair(text="Retainer July 2026", text_2="Retainer August 2026")) == {}
    assert said("BI-12", pair(text="Instalment 1 of 3", text_2="Instalment 2 of 3")) == {}


def test_a_reissue_after_a_credit_or_void_is_no_double() -> None:
    note = invoice(
        "N1", "2026-08-10", kind="credit_note", id="xero:credit_note:N1", total="-120.00", reference="I1 billing error"
    )
    assert said("BI-12", pair(invoices=[note])) == {}
    heads = pair().tables["invoices"]
    voided = heads.assign(status=heads["status"].where(heads["number"] != "I1", "void"))
    assert said("BI-12", Thread(pair().tables.with_frame("invoices", voided))) == {}


def test_the_next_block_of_prepaid_hours_is_no_double() -> None:
    blocks = [{"id": C, "method": "prepaid", "currency": "GBP", "value": "200.00"}]
    assert said("BI-12", pair(text="Prepaid hours: 2 h", contracts=blocks)) == {}
    assert said("BI-12", pair(text="Prepaid hours: 2 h", contracts=[blocks[0] | {"value": "199.99"}])) == {I2: 12_000}


def test_a_plain_monthly_bill_repeats_without_being_a_double() -> None:
    days = ["2026-06-01", "2026-07-01", "2026-08-03"]
    heads = [invoice(f"I{n}", day, total="120.00", tax="20.00") for n, day in enumerate(days)]
    lines = [line(f"I{n}", "Hosting", "100.00") for n in range(3)]
    assert said("BI-12", hourly_book(invoices=heads, invoice_lines=lines)) == {}
    close = [*heads, invoice("I3", "2026-08-05", total="120.00", tax="20.00")]
    book = hourly_book(invoices=close, invoice_lines=[*lines, line("I3", "Hosting", "100.00")])
    assert said("BI-12", book) == {"xero:invoice:I3": 12_000}


# --- BI-13 ---------------------------------------------------------------------------------------------------------------


def numbered(*numbers: str, notes: tuple[str, ...] = (), void: tuple[str, ...] = ()) -> Thread:
    heads = [
        invoice(n, status="void" if n in void else "open", id=f"xero:invoice:{n}-{k}") for k, n in enumerate(numbers)
    ]
    heads += [invoice(n, kind="credit_note", id=f"xero:credit_note:{n}") for n in notes]
    return thread(invoices=heads)


RUN = tuple(f"INV-{n:04d}" for n in range(8, 30))


def test_a_run_without_gaps_is_clean_and_voided_numbers_count() -> None:
    assert said("BI-13", numbered(*RUN, void=("INV-0011",))) == {}


def test_a_gap_is_told_on_the_invoice_after_it() -> None:
    rows = found("BI-13", numbered(*[n for n in RUN if n not in {"INV-0011", "INV-0012"}]))
    assert rows["subject"].tolist() == ["xero:invoice:INV-0013-3"]
    assert rows["related"].tolist() == ["xero:invoice:INV-0010-2"]
    assert "2 numbers between INV-0010 and INV-0013 are on no document: INV-0011, INV-0012." in rows["message"].tolist()


def test_a_credit_note_of_the_same_series_holds_its_number() -> None:
    assert said("BI-13", numbered(*[n for n in RUN if n != "INV-0011"], notes=("INV-0011",))) == {}


def test_each_prefix_is_a_series_and_loose_numbers_are_none() -> None:
    assert said("BI-13", numbered("A-1", "A-2", "B-7", "B-8")) == {}
    assert said("BI-13", numbered("100", "250", "387", "912")) == {}
    assert said("BI-13", numbered("draft", "", "n/a")) == {}


def test_a_number_used_twice() -> None:
    rows = found("BI-13", numbered(*RUN, "INV-0009"))
    assert rows["subject"].tolist() == ["xero:invoice:INV-0009-22"]
    assert rows["related"].tolist() == ["xero:invoice:INV-0009-1;xero:customer:Oak"]


# --- BI-18 ---------------------------------------------------------------------------------------------------------------


def due(day: str, *, customer_terms: int | None = 30, others: int = 0, month_end: bool = False) -> Thread:
    """An invoice of 2 September due on `day` beside `others` that are right; the contract says 30 days."""

    def right(date: str) -> str:
        start = pd.Timestamp(date) + (pd.offsets.MonthEnd(0) if month_end else pd.Timedelta(0))
        return f"{start + pd.Timedelta(days=30):%Y-%m-%d}"

    good = [invoice(f"G{n}", f"2026-08-{n + 1:02d}", due=right(f"2026-08-{n + 1:02d}")) for n in range(others)]
    heads = [invoice("I1", "2026-09-02", due=day), *good]
    return hourly_book(
        invoices=heads,
        customers=[{"id": "xero:customer:Oak", "name": "Oak", "terms_days": customer_terms}],
        more_links=[("contract-invoice", C, head["id"]) for head in heads],
    )


@pytest.mark.parametrize(("day", "wrong"), [("2026-10-02", False), ("2026-10-03", True), ("2026-10-01", True)])
def test_due_is_the_date_plus_the_contracts_days(day: str, wrong: bool) -> None:
    assert said("BI-18", due(day)) == ({I1: None} if wrong else {})


def test_a_due_date_that_follows_the_ledgers_own_terms_is_the_customers_fault() -> None:
    assert said("BI-18", due("2026-09-16", customer_terms=14)) == {}
    assert said("BI-18", due("2026-09-16", customer_terms=30)) == {I1: None}


def test_a_firm_that_counts_from_the_month_end_is_read_so() -> None:
    assert said("BI-18", due("2026-10-30", others=5, month_end=True)) == {}
    assert said("BI-18", due("2026-10-02", others=5, month_end=True)) == {I1: None}
