"""Milestones are tied to the lines that name them, also when they are billed twice."""

from __future__ import annotations

from tests.core.matching.firm import INVOICES, LINES, base_links, firm, ties, verdicts

KIND = "milestone-invoice"
AGAIN = {**INVOICES[0], "id": "xero:invoice:INV-3009", "number": "INV-3009", "day": "2026-02-20"}


def test_a_named_milestone() -> None:
    assert ties(firm(), KIND, status="confirmed") == {("HT-2026-001|Kick-off", "INV-3001")}
    links = base_links()
    assert links.loc[links["kind"] == KIND, "amount"].tolist() == [400_000]


def test_a_milestone_billed_twice_is_tied_twice() -> None:
    lines = [*LINES, {**LINES[0], "invoice": "xero:invoice:INV-3009"}]
    found = ties(firm(invoices=[*INVOICES, AGAIN], invoice_lines=lines), KIND, status="confirmed")
    assert found == {("HT-2026-001|Kick-off", "INV-3001"), ("HT-2026-001|Kick-off", "INV-3009")}


def test_another_amount_does_not_hide_the_name() -> None:
    lines = [{**LINES[0], "amount": "4300.00"}, *LINES[1:]]
    assert ("HT-2026-001|Kick-off", "INV-3001") in ties(firm(invoice_lines=lines), KIND, status="confirmed")


def test_the_amount_and_the_day_only_suggest() -> None:
    lines = [{**LINES[0], "description": "As agreed"}, *LINES[1:]]
    assert ties(firm(invoice_lines=lines), KIND, status="confirmed") == set()


def test_numbered_instalments_do_not_run_into_one_another() -> None:
    """`Instalment 1 of 12` is not `Instalment 11 of 12`."""
    names = [f"Instalment {n} of 12" for n in (1, 11)]
    milestones = [
        {
            "id": f"register:milestone:HT-2026-001|{name}",
            "contract": "register:contract:HT-2026-001",
            "name": name,
            "amount": "4000.00",
        }
        for name in names
    ]
    lines = [{**LINES[0], "description": "Instalment 11 of 12 - Cold Store Audit"}, *LINES[1:]]
    assert ties(firm(milestones=milestones, invoice_lines=lines), KIND) == {
        ("HT-2026-001|Instalment 11 of 12", "INV-3001")
    }


def test_a_rejected_milestone_never_comes_back() -> None:
    said = verdicts((KIND, "xero:invoice:INV-3001", "register:milestone:HT-2026-001|Kick-off", "rejected"))
    assert ties(firm(), KIND, verdicts=said) == set()
