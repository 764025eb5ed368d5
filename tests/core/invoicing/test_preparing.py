"""From a finding to its documents: one case a control, on the invented firm; and every finding of the packs that has a remedy."""

from __future__ import annotations

from typing import Any

import pytest

from core.base.errors import TieoutError
from core.invoicing.preparing import prepare
from tests.core.invoicing.firm import FIXED, HOURLY, RETAINER, contract, drafter, finding, invoice, line

INV1, INV2 = "xero:invoice:INV-1", "xero:invoice:INV-2"
P1 = "harvest:project:P1"
DESIGN, BUILD = "register:milestone:K-2|Design", "register:milestone:K-2|Build"


def outcome(found: dict[str, Any], **changes: list[dict[str, Any]]) -> tuple[list[tuple[str, int | None]], int | None]:
    """(number, total) of each document, and the difference."""
    made = prepare(drafter(None, **changes), found)
    assert made.key == found["key"]
    assert all(document.correction == made.id for document in made.documents)
    return [(document.number, document.total) for document in made.documents], made.difference


def test_hours_billed_at_the_wrong_rate() -> None:
    """TE-01: 8 h at 90.00, card 100.00: 80.00 and its tax more."""
    documents, difference = outcome(finding("TE-01", P1, "80.00"))
    assert documents == [("INV-1-CR", -112_800), ("INV-1-R", 122_400)]
    assert difference == 9_600


def test_part_of_a_line_at_the_wrong_rate_is_taken_off_and_billed_beside_it() -> None:
    found = finding("TE-01", P1, "80.00", related="harvest:time:t.csv#1")
    lines = [line("INV-1", 1, "Alpha: Ada Finch, July 2026", "10", "90.00", "900.00", "180.00")]
    made = prepare(drafter(invoice_lines=lines, invoices=[invoice("INV-1", "2026-08-03", "1080.00", "180.00")]), found)
    assert [(each.quantity, each.unit_price, each.amount) for each in made.documents[1].lines] == [
        (20_000, 900_000, 18_000),
        (80_000, 1_000_000, 80_000),
    ]


def test_unapproved_hours_come_off_the_invoice() -> None:
    """TE-05: 2 h at 100.00."""
    documents, difference = outcome(finding("TE-05", INV1, "200.00"))
    assert documents == [("INV-1-CR", -112_800), ("INV-1-R", 88_800)]
    assert difference == -24_000


def test_approved_hours_on_no_invoice() -> None:
    assert outcome(finding("TE-03", P1, "800.00")) == ([("TO-" + _id("TE-03", P1), 96_000)], 96_000)
    one = finding("TE-03", P1, related="register:contract:K-1;harvest:time:t.csv#4")
    assert outcome(one)[1] == 6_000


def test_expenses_on_no_invoice() -> None:
    assert outcome(finding("EX-03", P1, "36.66"))[1] == 3_666 + 733
    assert outcome(finding("EX-03", P1, related="harvest:expense:e.csv#1"))[1] == 3_666 + 733


def test_an_expense_with_the_wrong_mark_up() -> None:
    """EX-04: 20.00 plus 10 % is 22.00."""
    documents, difference = outcome(finding("EX-04", INV1, "2.00"))
    assert documents == [("INV-1-CR", -112_800), ("INV-1-R", 113_040)]
    assert difference == 240


def test_an_expense_that_should_not_be_billed_and_a_line_without_support() -> None:
    assert outcome(finding("EX-02", INV1, "20.00")) == ([("INV-1-CR", -2_400)], -2_400)
    assert outcome(finding("BI-10", INV1, "200.00")) == ([("INV-1-CR", -24_000)], -24_000)


def test_several_lines_without_support_are_credited_together() -> None:
    assert outcome(finding("BI-10", INV1, "220.00")) == ([("INV-1-CR", -26_400)], -26_400)


def test_two_lines_of_one_amount_cannot_be_told_apart() -> None:
    twice = [line("INV-1", n, "Extra", "1", "20.00", "20.00", "4.00") for n in (1, 2)]
    with pytest.raises(TieoutError) as caught:
        prepare(drafter(None, invoice_lines=twice), finding("BI-10", INV1, "20.00"))
    assert caught.value.code == "INV-101"


def test_a_milestone_never_invoiced() -> None:
    assert outcome(finding("MS-01", BUILD, "2000.00"))[1] == 240_000


def test_a_milestone_at_the_wrong_amount_and_one_not_accepted() -> None:
    documents, difference = outcome(finding("MS-03", DESIGN, "50.00"))
    assert documents == [("INV-2-CR", -114_000), ("INV-2-R", 120_000)]
    assert difference == 6_000
    assert outcome(finding("MS-02", DESIGN, "1000.00")) == ([("INV-2-CR", -114_000)], -114_000)


def test_a_milestone_billed_twice() -> None:
    found = finding("MS-04", DESIGN, "500.00", related="xero:invoice:INV-2;xero:invoice:INV-3")
    documents, _ = outcome(found)
    assert documents == [("INV-3-CR", -60_000)]


def test_a_retainer_month_missing_and_one_billed_twice() -> None:
    assert outcome(finding("BI-04", RETAINER, "500.00", detail="2026-08"))[1] == 60_000
    assert outcome(finding("BI-04", RETAINER, "500.00", detail="2026-07")) == ([("INV-4-CR", -60_000)], -60_000)


def test_above_the_fixed_price() -> None:
    documents, difference = outcome(finding("BI-06", FIXED, "100.00"))
    assert documents == [("INV-2-CR", -12_000)]
    assert difference == -12_000


def test_lines_that_do_not_add_up() -> None:
    bent = [line("INV-1", 1, "Alpha: Ada Finch, July 2026", "8", "90.00", "650.00", "144.00")]
    heads = [invoice("INV-1", "2026-08-03", "864.00", "144.00")]
    documents, difference = outcome(finding("BI-07", INV1, "70.00"), invoice_lines=bent, invoices=heads)
    assert documents == [("INV-1-CR", -86_400), ("INV-1-R", 86_400)]
    assert difference == 0


def test_wrong_tax() -> None:
    reverse = [contract("K-1", "time_and_materials", tax_treatment="Reverse charge")]
    documents, difference = outcome(finding("BI-09", INV1, "188.00"), contracts=reverse)
    assert documents == [("INV-1-CR", -112_800), ("INV-1-R", 94_000)]
    assert difference == -18_800
    off = [invoice("INV-1", "2026-08-03", "1127.00", "187.00")]
    assert outcome(finding("BI-08", INV1, "1.00"), invoices=off)[1] == 100


def test_a_duplicate_is_credited_in_full() -> None:
    assert outcome(finding("BI-12", INV1, "1128.00")) == ([("INV-1-CR", -112_800)], -112_800)


def test_the_wrong_customer_and_the_wrong_currency() -> None:
    wrong = [
        invoice("INV-1", "2026-08-03", "1128.00", "188.00", customer="xero:customer:Bolt Ltd", customer_name="Bolt Ltd")
    ]
    made = prepare(drafter(invoices=wrong), finding("BI-20", INV1, "1128.00"))
    assert [document.customer_name for document in made.documents] == ["Bolt Ltd", "Acme Ltd"]
    euro = [contract("K-1", "time_and_materials", currency="EUR")]
    made = prepare(drafter(contracts=euro), finding("MD-09", INV1, "100.00"))
    assert [document.currency for document in made.documents] == ["GBP", "EUR"]


def test_what_was_credited_for_rebilling_and_never_billed() -> None:
    credited = {
        **invoice("CN-1", "2026-08-09", "-1128.00", "-188.00", reference="INV-1 - Billing error, to be rebilled"),
        "id": "xero:credit_note:CN-1",
        "kind": "credit_note",
    }
    heads = [invoice("INV-1", "2026-08-03", "1128.00", "188.00"), credited]
    documents, _ = outcome(finding("CA-10", "xero:credit_note:CN-1", "1128.00"), invoices=heads)
    assert documents == [("INV-1-R", 112_800)]


def test_a_contract_without_project_is_billed_by_its_schedule() -> None:
    assert outcome(finding("HO-02", FIXED, "2000.00"))[1] == 240_000
    assert outcome(finding("HO-02", RETAINER, "1500.00"))[1] == 180_000


@pytest.mark.parametrize(
    "found",
    [
        finding("GL-01", "xero:account:610"),
        finding("BI-10", INV1, "1.23"),
        finding("BI-12", P1),
        finding("BI-04", RETAINER),
        finding("BI-06", FIXED),
        finding("BI-06", FIXED, "9999.00"),
        finding("BI-20", INV1),
        finding("EX-04", INV1, "5.00"),
        finding("MS-04", DESIGN),
        finding("MS-02", BUILD),
        finding("TE-03", "harvest:project:P9"),
        finding("TE-01", "harvest:project:P9"),
        finding("TE-05", INV2),
        finding("CA-10", "xero:credit_note:CN-9"),
        finding("HO-02", HOURLY),
    ],
)
def test_what_cannot_be_drafted_says_why(found: dict[str, Any]) -> None:
    with pytest.raises(TieoutError) as caught:
        prepare(drafter(), found)
    assert caught.value.code == "INV-101"
    assert caught.value.sentence.endswith(".")


def test_a_retainer_billed_once_is_left_alone() -> None:
    heads = [invoice("INV-3", "2026-07-01", "600.00", "100.00")]
    with pytest.raises(TieoutError) as caught:
        prepare(drafter(invoices=heads), finding("BI-04", RETAINER, detail="2026-07"))
    assert "billed once" in caught.value.sentence


@pytest.mark.parametrize(
    "found",
    [
        finding("BI-09", "xero:invoice:none"),
        finding("MS-01", "register:milestone:none"),
        finding("HO-02", "register:contract:none"),
    ],
)
def test_a_finding_about_a_record_that_is_gone(found: dict[str, Any]) -> None:
    with pytest.raises(TieoutError) as caught:
        prepare(drafter(), found)
    assert caught.value.code == "INV-103"


def _id(control: str, subject: str) -> str:
    from core.invoicing.numbering import correction_id

    return correction_id(str(finding(control, subject)["key"])).removeprefix("TO-")
