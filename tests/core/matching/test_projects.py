"""Projects find their contract by code, or by title, term and budget together; phases of one job go together."""

from __future__ import annotations

from typing import Any

from core.matching.customers import match_customers
from core.matching.joins import party_words
from core.matching.parties import parties
from core.matching.policy import MatchPolicy
from core.matching.projects import contract_terms, project_units
from core.matching.verdicts import Verdicts
from core.matching.votes import customer_votes
from core.records.tables import Tables
from tests.core.controls.books import book
from tests.core.matching.firm import firm, ties, verdicts

KIND = "contract-project"
CLIENT = "register:customer:Marlin"


def _contract(ref: str, title: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"register:contract:{ref}", "ref": ref, "title": title, "customer": CLIENT, "customer_name": "Marlin", "value": "9000.00",
        "signed": "2026-01-05", "start": "2026-02-01", "end": "2026-07-31", **more,
    }  # fmt: skip


def _project(name: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"harvest:project:{name}", "name": name, "customer": "harvest:customer:Marlin", "customer_name": "Marlin",
        "billable": True, "set_up": "2026-01-08", "start": "2026-02-01", "end": "2026-07-31", **more,
    }  # fmt: skip


def _book(contracts: list[dict[str, Any]], projects: list[dict[str, Any]], **more: Any) -> Tables:
    return book(contracts=contracts, projects=projects, **more)


def test_a_whole_firm() -> None:
    assert ties(firm(), KIND, status="confirmed") == {
        ("HT-2026-001", "HT026001"),
        ("HT-2026-002", "Recipe data base A"),
        ("HT-2026-003", "Cold Store Audit"),
        ("HT-2026-004", "Lens plan"),
    }


def test_two_phases_of_one_job_serve_one_contract() -> None:
    tables = _book(
        [
            _contract("A-1", "Cold Store Audit", value="9000.00"),
            _contract("A-2", "Lens Planning", value="500.00", end="2026-03-31"),
        ],
        [
            _project("Store audit Phase 1", end="2026-04-30", budget_amount="4500.00"),
            _project("Store audit Phase 2", start="2026-05-01", budget_amount="4500.00"),
        ],
    )
    assert ties(tables, KIND, status="confirmed") == {("A-1", "Store audit Phase 1"), ("A-1", "Store audit Phase 2")}


def test_a_second_phase_with_a_code_of_its_own() -> None:
    tables = _book(
        [_contract("SOW-20402", "Cold Store Audit")],
        [_project("SOW-20402/1 Audit", end="2026-04-30"), _project("SOW-20402/2 Audit", start="2026-05-01")],
    )
    assert {project for _, project in ties(tables, KIND, status="confirmed")} == {
        "SOW-20402/1 Audit",
        "SOW-20402/2 Audit",
    }


def test_work_without_contract_and_a_contract_without_project_are_not_forced_together() -> None:
    """The only contract and the only project of a client, of other titles, terms and worth."""
    tables = _book(
        [_contract("A-1", "Cold Store Audit", method="retainer")],
        [_project("Lens planning", start="2026-05-11", end=None, budget_amount="777.00", method="time_and_materials")],
    )
    assert ties(tables, KIND) == set()


def test_contradicting_marks_choose_the_other_contract() -> None:
    tables = _book(
        [_contract("A-1", "Network Refresh - Wave 1"), _contract("A-2", "Network Refresh - Wave 2")],
        [_project("Network refresh Wave 2"), _project("Network refresh Wave 1")],
    )
    assert ties(tables, KIND) == {("A-1", "Network refresh Wave 1"), ("A-2", "Network refresh Wave 2")}


def test_equal_contracts_without_a_word_to_tell_them_apart_are_not_confirmed() -> None:
    tables = _book([_contract("A-1", "Audit"), _contract("A-2", "Audit")], [_project("Audit")])
    assert ties(tables, KIND, status="confirmed") == set()
    assert len(ties(tables, KIND)) == 1


def test_internal_projects_are_left_out() -> None:
    tables = _book([_contract("A-1", "Training")], [_project("Training", billable=False)])
    assert ties(tables, KIND) == set()


def test_people_overrule() -> None:
    said = verdicts(
        (KIND, "register:contract:HT-2026-001", "harvest:project:HT026001", "rejected"),
        (KIND, "harvest:project:HT026001", "register:contract:HT-2026-003", "confirmed"),
    )
    found = ties(firm(), KIND, verdicts=said)
    assert ("HT-2026-001", "HT026001") not in found
    assert ("HT-2026-003", "HT026001") in ties(firm(), KIND, status="confirmed", verdicts=said)


def test_terms_and_units_hold_what_is_compared() -> None:
    tables = firm(change_orders=[{"contract": "register:contract:HT-2026-001", "amount": "500.00", "status": "signed"},
                                 {"contract": "register:contract:HT-2026-001", "amount": "900.00", "status": "draft"}])  # fmt: skip
    everyone = parties(tables)
    customers = match_customers(everyone, customer_votes(tables), MatchPolicy(), Verdicts())
    terms = contract_terms(tables, customers, party_words(everyone, customers))
    assert terms["worth"].tolist()[:2] == [1_250_000, 3_000_000]
    units = project_units(tables, customers, party_words(everyone, customers))
    assert units["parts"].tolist() == [1, 1, 1, 1]
