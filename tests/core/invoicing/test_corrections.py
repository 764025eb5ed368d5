"""Credit and re-bill: exact to the cent, refused where there is nothing to credit, never touching what is posted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.base.errors import TieoutError
from core.invoicing.corrections import BALANCING, Cause, Drafter, Drafting, LineEdit, edited, price_of
from core.invoicing.tax import TaxRounding
from core.records.documents import DocumentLine, line_amount
from tests.core.invoicing.firm import FIXED, HOURLY, contract, drafter, invoice, line

INV = "xero:invoice:INV-1"


def test_credit_in_full_and_bill_anew() -> None:
    """INV-1: 720.00 + 200.00 + 20.00 = 940.00, tax 188.00; its first line should have been 8 h at 100.00."""
    firm = drafter()
    lines = edited(firm.posted_lines(INV), {1: LineEdit(unit_price=1_000_000)}, "GBP")
    made = firm.credit_and_rebill(INV, lines, cause=Cause("TE-01|P1"))
    credit, rebill = made.documents
    assert (credit.kind, credit.number, credit.net, credit.tax, credit.total) == (
        "credit_note",
        "INV-1-CR",
        -94_000,
        -18_800,
        -112_800,
    )
    assert (rebill.kind, rebill.number, rebill.net, rebill.tax, rebill.total) == (
        "invoice",
        "INV-1-R",
        102_000,
        20_400,
        122_400,
    )
    assert made.difference == 9_600
    assert credit.original == rebill.original == INV
    assert credit.reference == f"INV-1 - Billing error, rebilled / {made.id}"
    assert rebill.reference == f"PO 7 / {made.id}"
    assert (rebill.day, rebill.due) == (date(2026, 9, 30), date(2026, 10, 30))
    assert made.problems == ()


def test_the_same_cause_gives_the_same_documents() -> None:
    assert drafter().credit_and_rebill(INV, cause=Cause("x")) == drafter().credit_and_rebill(INV, cause=Cause("x"))


def test_another_customer_and_currency() -> None:
    made = drafter().credit_and_rebill(INV, customer="xero:customer:Bolt Ltd", currency="EUR")
    credit, rebill = made.documents
    assert (credit.customer_name, credit.currency) == ("Acme Ltd", "GBP")
    assert (rebill.customer_name, rebill.currency) == ("Bolt Ltd", "EUR")
    assert made.difference is None


def test_one_line_alone_is_credited_with_its_tax() -> None:
    made = drafter().credit_only(INV, [3])
    (credit,) = made.documents
    assert (credit.net, credit.tax, credit.total, made.difference) == (-2_000, -400, -2_400, -2_400)
    assert [each.quantity for each in credit.lines] == [-10_000]


def test_lines_that_do_not_add_up_are_credited_to_the_headers_cent() -> None:
    bent = [line("INV-1", 1, "Alpha: Ada Finch, July 2026", "8", "90.00", "650.00", "144.00")]
    firm = drafter(invoices=[invoice("INV-1", "2026-08-03", "864.00", "144.00")], invoice_lines=bent)
    credit = firm.credit_only(INV).documents[0]
    assert credit.total == -86_400
    assert [(each.description, each.amount) for each in credit.lines][1] == (BALANCING, -7_000)


def test_tax_only_on_the_header_stays_there() -> None:
    bare = [{**line("INV-1", 1, "Alpha: Ada Finch, July 2026", "8", "90.00", "720.00", "0"), "tax": None}]
    firm = drafter(invoices=[invoice("INV-1", "2026-08-03", "864.00", "144.00")], invoice_lines=bare)
    credit = firm.credit_only(INV).documents[0]
    assert (credit.tax, credit.lines[0].tax) == (-14_400, None)


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"status": "void"}, "INV-102", "void"),
        ({"kind": "credit_note"}, "INV-103", "no invoice"),
    ],
)
def test_nothing_to_credit(change: dict[str, str], code: str, words: str) -> None:
    firm = drafter(invoices=[{**invoice("INV-1", "2026-08-03", "1128.00", "188.00"), **change}])
    with pytest.raises(TieoutError) as caught:
        firm.credit_and_rebill(INV)
    assert (caught.value.code, words in caught.value.sentence) == (code, True)


def note(amount: str) -> list[dict[str, object]]:
    heads = [invoice("INV-1", "2026-08-03", "1128.00", "188.00")]
    credited = invoice("CN-1", "2026-08-09", amount, "0.00", reference="INV-1 - Billing error")
    return [*heads, {**credited, "id": "xero:credit_note:CN-1", "kind": "credit_note"}]


def test_an_invoice_credited_in_full_is_not_credited_again() -> None:
    with pytest.raises(TieoutError) as caught:
        drafter(invoices=note("-1128.00")).credit_only(INV)
    assert caught.value.code == "INV-102"


@pytest.mark.parametrize(("credited", "lines"), [("-100.00", None), ("-1120.00", [1]), ("0.00", [9])])
def test_what_cannot_be_credited_is_left_to_a_person(credited: str, lines: list[int] | None) -> None:
    with pytest.raises(TieoutError) as caught:
        drafter(invoices=note(credited)).credit_only(INV, lines)
    assert caught.value.code == "INV-101"


def test_an_invoice_credited_in_part_is_not_billed_anew() -> None:
    with pytest.raises(TieoutError) as caught:
        drafter(invoices=note("-100.00")).credit_and_rebill(INV)
    assert caught.value.code == "INV-101"


def test_a_draft_names_what_it_lacks() -> None:
    loose = [
        contract(
            "K-1", "time_and_materials", tax_treatment="As agreed", terms_days=None, customer="register:customer:New"
        )
    ]
    made = drafter(contracts=loose, invoice_lines=[]).draft(
        HOURLY, [DocumentLine("Work", 10_000, 1_000_000, 10_000)], cause=Cause("x")
    )
    (document,) = made.documents
    assert (document.tax, document.total, document.due, made.difference) == (None, None, None, None)
    assert len(made.problems) == 3
    assert all(each.endswith(".") for each in made.problems)


def test_nothing_to_bill_and_unknown_contracts_say_so() -> None:
    with pytest.raises(TieoutError) as none:
        drafter().draft(FIXED, [], cause=Cause("x"))
    assert none.value.code == "INV-101"
    with pytest.raises(TieoutError) as unknown:
        drafter().draft("register:contract:K-9", [], cause=Cause("x"))
    assert unknown.value.code == "INV-103"


def test_an_edit_of_a_line_that_is_not_there_is_refused() -> None:
    with pytest.raises(TieoutError) as caught:
        edited(drafter().posted_lines(INV), {4: LineEdit(drop=True)}, "GBP")
    assert caught.value.code == "INV-101"


def test_a_price_of_one_piece_is_exact_in_every_currency() -> None:
    for currency in ("GBP", "JPY", "KWD"):
        assert line_amount(10_000, price_of(12_345, currency), currency) == 12_345


@settings(max_examples=30, deadline=None)
@given(
    edits=st.dictionaries(
        st.integers(1, 3),
        st.one_of(
            st.builds(LineEdit, quantity=st.integers(0, 10**6)),
            st.builds(LineEdit, unit_price=st.integers(0, 10**8)),
            st.builds(LineEdit, amount=st.integers(-(10**7), 10**7)),
            st.just(LineEdit(drop=True)),
        ),
    ),
    rounding=st.sampled_from(list(TaxRounding)),
    treatment=st.sampled_from(["Standard 20%", "TX sales tax 8.25%", "Reverse charge", "GST 5% + QST 9.975%"]),
)
def test_credit_and_rebill_net_to_the_intended_difference(
    edits: dict[int, LineEdit], rounding: TaxRounding, treatment: str
) -> None:
    firm = _firm(treatment)
    firm.settings = Drafting(tax_rounding=rounding)
    posted = firm.posted_lines(INV)
    lines = edited(posted, edits, "GBP")
    made = firm.credit_and_rebill(INV, lines)
    credit, rebill = made.documents
    assert credit.total is not None
    assert rebill.total is not None
    assert credit.total == -112_800
    assert credit.net == sum(each.amount for each in credit.lines)
    assert rebill.net == sum(each.amount for each in lines)
    assert rebill.tax == sum(each.tax or 0 for each in rebill.lines)
    assert made.difference == credit.total + rebill.total
    assert all(each.exact("GBP") for each in rebill.lines)
    assert firm.posted_lines(INV) == posted


_FIRMS = {
    treatment: drafter(contracts=[contract("K-1", "time_and_materials", tax_treatment=treatment)])
    for treatment in ("Standard 20%", "TX sales tax 8.25%", "Reverse charge", "GST 5% + QST 9.975%")
}


def _firm(treatment: str) -> Drafter:
    return _FIRMS[treatment]


def test_problems_are_said_once() -> None:
    made = drafter().credit_and_rebill(INV)
    twice = replace(made, documents=tuple(replace(each, problems=("No terms.",)) for each in made.documents))
    assert twice.problems == ("No terms.",)
