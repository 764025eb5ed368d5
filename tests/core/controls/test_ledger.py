"""Control accounts, postings, deferred revenue, cut-off and journals."""

from __future__ import annotations

from typing import Any

import pytest

from core.controls.registry import CONTROLS
from core.thread.thread import Thread
from tests.core.controls.asking import C, P, found, invoice, line, said
from tests.core.controls.books import thread

I1 = "xero:invoice:INV-1001"
AR, BANK, SALES, DEFERRED, WIP, TAX, RENT = (
    f"xero:account:{code}" for code in ("610", "090", "200", "850", "620", "820", "469")
)
ACCOUNTS = [
    {"id": id, "code": id[-3:], "name": role or "Rent", "role": role, "opening": 0}
    for id, role in (
        (AR, "receivable"), (BANK, "bank"), (SALES, "revenue"), (DEFERRED, "deferred"), (WIP, "unbilled"), (TAX, "tax"), (RENT, "other")
    )
]  # fmt: skip


def posted(
    document: str, day: str, *sides: tuple[str, str], source: str = "Receivable Invoice", **more: Any
) -> list[dict[str, Any]]:
    """Lines of one document: (account, amount), debit positive."""
    return [
        {
            "journal": f"xero:journal:{document}",
            "document": document,
            "day": day,
            "source": source,
            "account": account,
            "debit": amount if not amount.startswith("-") else "0.00",
            "credit": amount[1:] if amount.startswith("-") else "0.00",
        }
        | more
        for account, amount in sides
    ]


SALE = (AR, "1200.00"), (SALES, "-1000.00"), (TAX, "-200.00")


def by_hand(document: str, day: str, *sides: tuple[str, str], **more: Any) -> list[dict[str, Any]]:
    """A journal entered by hand."""
    return posted(document, day, *sides, source="Manual Journal", **more)


def books(*lines: list[dict[str, Any]], **given: Any) -> Thread:
    """An invoice of 1,200.00 (tax 200.00) of 3 August that is open, and the ledger's `lines`."""
    bill = invoice("INV-1001", "2026-08-03", total="1200.00", tax="200.00", open="1200.00")
    tables: dict[str, Any] = {
        "invoices": [bill],
        "invoice_lines": [line("INV-1001", "Review", "1000.00")],
        "payments": [],
        "allocations": [],
        "accounts": ACCOUNTS,
        "journal_lines": [row for document in lines for row in document]
        + posted("X1", "2026-01-01", (RENT, "1.00"), (RENT, "-1.00")),
        "contracts": [],
        "projects": [],
    }
    return thread(**(tables | given))


RIGHT = posted("INV-1001", "2026-08-03", *SALE)


@pytest.mark.parametrize("control", ["GL-01", "GL-02", "GL-06", "GL-10", "GL-11", "GL-20"])
def test_an_invoice_posted_as_it_is_is_clean(control: str) -> None:
    assert said(control, books(RIGHT)) == {}


def test_receivables_against_the_control_account() -> None:
    adjust = by_hand("MJ1", "2026-08-20", (AR, "10.00"), (RENT, "-10.00"))
    assert said("GL-01", books(RIGHT, adjust)) == {AR: 1_000}
    assert "xero:journal:MJ1" in found("GL-01", books(RIGHT, adjust))["related"].iloc[0]
    assert said("GL-01", books(RIGHT, by_hand("MJ1", "2026-10-01", (AR, "10.00"), (RENT, "-10.00")))) == {}
    paid = [
        {
            "id": "xero:payment:Y",
            "kind": "payment",
            "customer": "xero:customer:Oak",
            "day": "2026-09-01",
            "amount": "100.00",
        }
    ]
    bank = posted("Y", "2026-09-01", (BANK, "100.00"), (AR, "-100.00"), source="Receivable Payment")
    assert said("GL-01", books(RIGHT, bank, payments=paid)) == {}
    assert said("GL-01", books(RIGHT, payments=paid)) == {AR: 10_000}


def test_open_balances_are_worked_out_where_the_ledger_does_not_say() -> None:
    bill = invoice("INV-1001", "2026-08-03", total="1200.00", tax="200.00")
    note = invoice("CN-1", "2026-08-05", kind="credit_note", total="-300.00") | {"id": "xero:credit_note:CN-1"}
    used = [{"source": "xero:credit_note:CN-1", "invoice": I1, "amount": "100.00"}]
    back = posted("CN-1", "2026-08-05", (SALES, "300.00"), (AR, "-300.00"), source="Receivable Credit Note")
    assert said("GL-01", books(RIGHT, back, invoices=[bill, note], allocations=used)) == {}
    assert said("GL-01", books(RIGHT, invoices=[bill, note], allocations=used)) == {AR: 30_000}


def test_a_foreign_document_may_round_by_one() -> None:
    bill = invoice("INV-1001", "2026-08-03", total="1000.00", tax="0.00", open="1000.00", currency="EUR")
    rate = [{"month": "2026-08", "currency": "EUR", "base": "GBP", "rate": "0.85555"}]

    def off(amount: str) -> dict[str, int | None]:
        lines = posted("INV-1001", "2026-08-03", (AR, amount), (SALES, f"-{amount}"))
        return said("GL-01", books(lines, invoices=[bill], fx_rates=rate))

    assert [off(a) for a in ("855.55", "855.56", "855.57")] == [{}, {}, {AR: 2}]
    lines = posted("INV-1001", "2026-08-03", (AR, "855.55"), (SALES, "-855.55"))
    assert said("GL-01", books(lines, invoices=[bill])) == {}  # no rate: nothing can be said


@pytest.mark.parametrize(
    ("lines", "amount"),
    [
        (posted("INV-1000", "2026-08-03", *SALE), 120_000),
        (RIGHT + RIGHT, 120_000),
        (posted("INV-1001", "2026-08-03", (AR, "1200.01"), (SALES, "-1000.01"), (TAX, "-200.00")), None),
        (posted("INV-1001", "2026-08-03", (AR, "1230.00"), (SALES, "-1030.00"), (TAX, "-200.00")), 3_000),
        (posted("INV-1001", "2026-08-03", (AR, "1200.00"), (SALES, "-1050.00"), (TAX, "-150.00")), 5_000),
        (posted("inv 1001", "2026-08-03", *SALE), None),
    ],
)
def test_document_posting(lines: list[dict[str, Any]], amount: int | None) -> None:
    other = invoice("INV-1000", "2026-08-03", total="1200.00", tax="200.00")
    bill = invoice("INV-1001", "2026-08-03", total="1200.00", tax="200.00")
    more = [] if lines[0]["document"] == "INV-1000" else posted("INV-1000", "2026-08-03", *SALE)
    assert said("GL-02", books(lines, more, invoices=[other, bill])) == ({} if amount is None else {I1: amount})


def test_what_the_ledger_file_does_not_cover_is_not_judged() -> None:
    early = invoice("INV-0900", "2025-12-31", total="5.00", tax="0.00")
    void = invoice("INV-1002", "2026-08-03", total="5.00", tax="0.00", status="void")
    bill = invoice("INV-1001", "2026-08-03", total="1200.00", tax="200.00")
    assert said("GL-02", books(RIGHT, invoices=[early, void, bill])) == {}


def test_a_ledger_without_invoice_numbers_is_not_evaluated() -> None:
    unless = CONTROLS["GL-02"].unless
    assert unless
    assert "invoice numbers" in unless(books(posted("4711", "2026-08-03", *SALE)))


def test_receivables_without_a_balance_are_not_evaluated() -> None:
    unless = CONTROLS["GL-01"].unless
    assert unless
    unsaid = [{**each, "opening": None} for each in ACCOUNTS]
    late = posted("INV-1001", "2026-09-03", *SALE)
    assert unless(books(RIGHT, accounts=unsaid)) == ""
    assert unless(books(journal_lines=late)) == ""
    assert "begins on 2026-09-03" in unless(books(accounts=unsaid, journal_lines=late))
    nameless = [each for each in ACCOUNTS if each["role"] != "receivable"]
    assert "no receivables account" in unless(books(RIGHT, accounts=nameless))


TERMS = {"id": C, "ref": "C1", "method": "retainer", "status": "Active"}


def release(month: str, document: str = "", text: str = "Release C1 {}") -> list[dict[str, Any]]:
    """100.00 of deferred revenue recognised at the end of a month."""
    sides = (DEFERRED, "100.00"), (SALES, "-100.00")
    return by_hand(document or f"MJ-{month}", f"{month}-28", *sides, description=text.format(month))


def test_a_month_released_twice() -> None:
    months = [release(f"2026-0{n}") for n in (5, 6, 7)]
    assert said("GL-06", books(*months, contracts=[TERMS])) == {}
    twice = books(*months, release("2026-06", "MJ-X"), contracts=[TERMS])
    assert said("GL-06", twice) == {C: 10_000}
    assert {"xero:journal:MJ-X", "xero:journal:MJ-2026-06", DEFERRED} <= set(
        found("GL-06", twice)["related"].iloc[0].split(";")
    )
    # In two halves every month: a habit.
    assert said("GL-06", books(*months, *[release(f"2026-0{n}", f"B{n}") for n in (5, 6, 7)], contracts=[TERMS])) == {}


def test_the_project_on_the_line_names_the_contract() -> None:
    rows = [release("2026-05", text="Release {}"), release("2026-05", "MJ-X", text="Release {}")]
    for row in [each for document in rows for each in document]:
        row["project"] = "Review"
    ties = [("contract-project", C, P)]
    assert said("GL-06", books(*rows, contracts=[TERMS], projects=[{"id": P, "name": "Review"}], links=ties)) == {
        C: 10_000
    }
    assert said("GL-06", books(*rows)) == {"xero:journal:MJ-X": 10_000}


@pytest.mark.parametrize("billed", [True, False])
def test_a_month_billed_and_not_released(billed: bool) -> None:
    bills = [invoice(f"R{n}", f"2026-0{n}-01", total="100.00", tax="0.00") for n in (5, 6, 7)]
    texts = [line(f"R{n}", f"Retainer 2026-0{n}", "100.00") for n in ((5, 6, 7) if billed else (5, 7))]
    ties = [("contract-invoice", C, bill["id"]) for bill in bills]
    given = {"contracts": [TERMS], "invoices": bills, "invoice_lines": texts, "links": ties}
    assert said("GL-06", books(release("2026-05"), release("2026-07"), **given)) == ({C: 10_000} if billed else {})


@pytest.mark.parametrize(
    ("day", "wrong"), [("2026-08-31", False), ("2026-07-31", True), ("2026-09-01", True), ("2025-08-03", True)]
)
def test_posted_in_another_month(day: str, wrong: bool) -> None:
    assert said("GL-10", books(posted("INV-1001", day, *SALE))) == ({I1: 100_000} if wrong else {})


@pytest.mark.parametrize(
    ("day", "sides", "text", "listed"),
    [
        ("2026-08-31", ((WIP, "50.00"), (SALES, "-50.00")), "Unbilled work", False),
        ("2026-09-01", ((SALES, "50.00"), (WIP, "-50.00")), "Reversal", False),
        ("2026-08-31", ((DEFERRED, "50.00"), (SALES, "-50.00")), "Release", False),
        ("2026-08-15", ((DEFERRED, "50.00"), (SALES, "-50.00")), "Release", True),
        ("2026-08-31", ((RENT, "50.00"), (SALES, "-50.00")), "True-up", True),
        ("2026-08-15", ((AR, "50.00"), (RENT, "-50.00")), "Adjustment", True),
        ("2026-08-15", ((RENT, "50.00"), (BANK, "-50.00")), "Rent", False),
        ("2026-01-01", ((AR, "50.00"), (RENT, "-50.00")), "Opening balance", False),
    ],
)
def test_manual_journals(day: str, sides: tuple[tuple[str, str], ...], text: str, listed: bool) -> None:
    book = books(RIGHT, by_hand("MJ1", day, *sides, description=text))
    assert said("GL-11", book) == ({"xero:journal:MJ1": 5_000} if listed else {})
    assert said("GL-11", books(RIGHT, posted("S1", day, *sides, source="Sales Journal"))) == {}


def test_an_entry_out_of_balance() -> None:
    more = [posted(f"S{n}", "2026-08-05", (RENT, "5.00"), (BANK, "-5.00")) for n in range(5)]
    off = posted("S9", "2026-08-05", (RENT, "5.00"), (BANK, "-4.99"))
    assert said("GL-20", books(RIGHT, *more, off)) == {"xero:journal:S9": 1}
    unless = CONTROLS["GL-20"].unless
    assert unless
    assert "both sides" in unless(books(posted("S9", "2026-08-05", (RENT, "5.00"))))
