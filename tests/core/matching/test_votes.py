"""A contract's project, deal and invoices belong to its customer: each such thread is a vote."""

from __future__ import annotations

from core.matching.votes import coded_projects, customer_votes, deal_refs, project_codes, quoted_contracts, stray_votes
from tests.core.controls.books import book
from tests.core.matching.firm import firm


def test_a_noted_deal_id_in_its_short_form() -> None:
    tables = book(
        deals=[{"id": "salesforce:deal:0065g00000AbCdEFGH"}],
        contracts=[{"ref": "A-1", "deal_ref": "0065g00000AbCdE"}, {"ref": "A-2", "deal_ref": "none"}],
    )
    assert deal_refs(tables).to_numpy().tolist() == [["salesforce:deal:0065g00000AbCdEFGH", "register:contract:1"]]


def test_codes_from_the_column_the_name_and_the_register() -> None:
    tables = book(
        contracts=[
            {"id": "register:contract:A", "ref": "AB-2026-018"},
            {"id": "register:contract:B", "ref": "X", "project_code": "P-77"},
        ],
        projects=[
            {"id": "harvest:project:1", "name": "AB026018 Audit"},
            {"id": "harvest:project:2", "code": "P77", "name": "Other"},
        ],
    )
    assert project_codes(tables)["code"].tolist() == ["AB026018", "P77"]
    found = coded_projects(tables)[["contract", "project"]].to_numpy().tolist()
    assert found == [["register:contract:A", "harvest:project:1"], ["register:contract:B", "harvest:project:2"]]


def test_invoices_that_quote() -> None:
    found = quoted_contracts(firm())
    assert set(zip(found["invoice"], found["how"], strict=True)) >= {
        ("xero:invoice:INV-3001", "contract ref"),
        ("xero:invoice:INV-3004", "purchase order"),
    }


def test_votes_join_systems_only() -> None:
    votes = customer_votes(firm())
    assert votes["register:customer:Halyard Foods Ltd.", "xero:customer:Halyard Foods Ltd"] == 2
    assert all(one.split(":")[0] != other.split(":")[0] for one, other in votes)


def test_a_tie_across_customers_is_a_vote() -> None:
    tie = {"left": "register:contract:HT-2026-004", "right": "harvest:project:Lens plan", "confidence": 9_900}
    links: list[dict[str, object]] = [tie, {**tie, "confidence": 6_000}]
    apart = {"register:customer:Tern Optics GmbH": 1, "harvest:customer:Ternlight": 2}
    assert sum(stray_votes(firm(), links, apart, 3.0).values()) == 1
    assert not stray_votes(firm(), links, dict.fromkeys(apart, 1), 3.0)
