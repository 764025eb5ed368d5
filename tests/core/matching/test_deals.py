"""Won deals become contracts, one to one."""

from __future__ import annotations

from typing import Any

from tests.core.controls.books import book
from tests.core.matching.firm import DEALS, base_links, firm, ties, verdicts

KIND = "deal-contract"


def _deals(**changed: Any) -> list[dict[str, Any]]:
    return [{"is_won": True, "close_date": "2026-01-02", "start": "2026-02-01", **row, **changed} for row in DEALS]


def test_a_whole_firm() -> None:
    assert ties(firm(), KIND, status="confirmed") == {(f"50{n}", f"HT-2026-00{n}") for n in (1, 2, 3, 4)}


def test_the_amount_of_the_tie_is_the_deals() -> None:
    links = base_links()
    assert links.loc[links["left"] == "hubspot:deal:502", "amount"].tolist() == [3_000_000]


def test_a_lost_deal_is_not_tied() -> None:
    deals = _deals(is_won=False, is_closed=True)
    assert ties(firm(deals=deals), KIND) == {("501", "HT-2026-001")}  # the contract notes its id


def test_the_amount_alone_ties_nothing() -> None:
    """
    Deal      Tern Optics    Payroll desk       12,000   won a year before
    contract  Tern Optics    Lens Planning ...  12,000
    """
    deals = _deals(name="Payroll desk", close_date="2025-01-02", start=None)
    assert ("504", "HT-2026-004") not in ties(firm(deals=deals), KIND)


def test_a_deal_goes_to_the_contract_that_notes_it() -> None:
    """The noted id wins over a better title."""
    tables = book(
        deals=[{"id": "hubspot:deal:7", "name": "Audit", "customer": "hubspot:customer:1", "customer_name": "Marlin", "is_won": True}],
        contracts=[
            {"id": "register:contract:A", "ref": "A-1", "title": "Audit", "customer": "register:customer:Marlin", "customer_name": "Marlin"},
            {"id": "register:contract:B", "ref": "B-1", "title": "Desk", "customer": "register:customer:Marlin", "customer_name": "Marlin",
             "deal_ref": "7"},
        ],
    )  # fmt: skip
    assert ties(tables, KIND) == {("7", "B")}


def test_a_rejected_deal_never_comes_back() -> None:
    said = verdicts((KIND, "register:contract:HT-2026-001", "hubspot:deal:501", "rejected"))
    assert ("501", "HT-2026-001") not in ties(firm(), KIND, verdicts=said)
