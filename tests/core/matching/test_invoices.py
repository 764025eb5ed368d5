"""An invoice belongs to the contract whose work it bills, whoever it was sent to."""

from __future__ import annotations

import pytest

from core.matching.invoices import bills, line_pieces, service_month
from tests.core.matching.firm import CONTRACTS, INVOICES, LINES, base_links, firm, ties, verdicts

KIND = "contract-invoice"
ALL = {
    ("HT-2026-001", "INV-3001"),
    ("HT-2026-002", "INV-3002"),
    ("HT-2026-003", "INV-3003"),
    ("HT-2026-004", "INV-3004"),
}


def test_a_whole_firm() -> None:
    assert ties(firm(), KIND, status="confirmed") == ALL


def test_the_amount_is_net_of_tax() -> None:
    links = base_links()
    found = links[links["kind"] == KIND].set_index("right")["amount"]
    assert found["xero:invoice:INV-3001"] == 400_000
    assert found["xero:invoice:INV-3003"] == 80_000


def test_void_invoices_and_credit_notes_are_left_out() -> None:
    credit = {
        **INVOICES[0],
        "id": "xero:credit_note:CN-1",
        "number": "CN-1",
        "kind": "credit_note",
        "total": "-4800.00",
    }
    found = ties(firm(invoices=[*INVOICES, credit]), KIND)
    assert found == ALL
    assert len(bills(firm(invoices=[*INVOICES, credit]))) == 4


def test_without_lines_the_net_is_the_header_less_tax() -> None:
    assert bills(firm(invoice_lines=[]))["net"].tolist() == [400_000, 150_000, 80_000, 150_000]


def test_hours_tell_two_contracts_of_one_customer_apart() -> None:
    """INV-3002 quotes nothing; ten hours in February were worked on the recipe data base only."""
    assert ("HT-2026-002", "INV-3002") in ties(firm(), KIND, status="confirmed")
    assert ("HT-2026-002", "INV-3002") not in ties(firm(time=[]), KIND, status="confirmed")


def test_an_invoice_sent_to_the_wrong_customer_stays_with_its_contract() -> None:
    """The lens work, numbered as such, billed to Halyard Foods."""
    wrong = [
        {**row, "customer": "xero:customer:Halyard Foods Ltd"} if row["number"] == "INV-3004" else row
        for row in INVOICES
    ]
    assert ("HT-2026-004", "INV-3004") in ties(firm(invoices=wrong), KIND)


def test_time_entries_that_name_the_invoice() -> None:
    time = [
        {
            "project": "harvest:project:Cold Store Audit",
            "invoice_number": "INV-3002",
            "day": "2026-02-09",
            "seconds": "1",
        }
    ]
    assert ("HT-2026-003", "INV-3002") in ties(firm(time=time), KIND)


def test_of_two_terms_of_one_retainer_the_month_decides() -> None:
    """The same retainer, renewed in August: the line for September belongs to the second term."""
    renewed = {
        **CONTRACTS[2],
        "id": "register:contract:HT-2026-009",
        "ref": "HT-2026-009",
        "start": "2026-08-01",
        "end": "2027-07-31",
    }
    line = {**LINES[2], "description": "Retainer September 2026 - Cold Store Audit"}
    late = [{**row, "day": "2026-08-25"} if row["number"] == "INV-3003" else row for row in INVOICES]
    tables = firm(contracts=[*CONTRACTS, renewed], invoices=late, invoice_lines=[*LINES[:2], line, LINES[3]])
    assert ("HT-2026-009", "INV-3003") in ties(tables, KIND)


def test_nothing_is_confirmed_on_an_amount() -> None:
    """A line of the agreed fee, without a word or number of its own."""
    lines = [{**row, "description": "Services"} for row in LINES]
    bare = [{**row, "reference": ""} for row in INVOICES]
    found = ties(firm(invoices=bare, invoice_lines=lines, time=[]), KIND, status="confirmed")
    assert found == set()


def test_a_rejected_tie_leaves_the_next_best() -> None:
    said = verdicts((KIND, "xero:invoice:INV-3001", "register:contract:HT-2026-001", "rejected"))
    assert ("HT-2026-001", "INV-3001") not in ties(firm(), KIND, verdicts=said)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Ana Reyes - November 2025", "2025-11"),
        ("Retainer Sept. 2026", "2026-09"),
        ("Support 2026-03", "2026-03"),
        ("Support 03/2026", "2026-03"),
        ("Rail, 12/03", ""),
        ("Audit", ""),
    ],
)
def test_the_month_of_a_line(text: str, month: str) -> None:
    assert service_month(text) == month


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Cold Store: Analyst, May 2026", ("Cold Store",)),
        ("Milestone: Kick-off - Halyard - Cold Store", ("Milestone", "Halyard - Cold Store", "Cold Store")),
        ("Ana Reyes - May 2026", ()),
        ("Cold store audit", ("Cold store audit",)),
    ],
)
def test_what_may_be_a_title(text: str, pieces: tuple[str, ...]) -> None:
    assert line_pieces(text) == pieces
