"""Which kind of table it is, which column is which, and how sure."""

from __future__ import annotations

import pytest

from importers.anytable.entities import BY_NAME
from importers.anytable.proposal import KNOWN, LOADS, Proposal, missing_needs, propose


def proposed(*rows: list[object], named: bool = True, title: str = "", entity: str = "") -> Proposal:
    headings = [str(cell) for cell in rows[0]]
    return propose(
        headings, [list(column) for column in zip(*rows[1:], strict=True)], named=named, title=title, entity=entity
    )


def targets(proposal: Proposal) -> dict[str, str]:
    return {guess.heading: guess.target for guess in proposal.columns if guess.target}


def test_a_register_under_odd_headings() -> None:
    made = proposed(
        ["SOW #", "Client", "Scope", "Fee basis", "Fee total", "Ccy", "Commencement", "Until"],
        ["S-101", "Harlow Ltd", "Audit support", "T&M", "12,000.00", "GBP", "2026-01-05", "2026-06-30"],
        ["S-102", "Quill GmbH", "Migration", "Fixed fee", "8,500.00", "EUR", "2026-02-01", "2026-09-30"],
    )
    assert (made.entity, made.loads) == ("contract", True)
    assert targets(made) == {
        "SOW #": "ref",
        "Client": "customer_name",
        "Scope": "title",
        "Fee basis": "method_text",
        "Fee total": "value",
        "Ccy": "currency",
        "Commencement": "start",
        "Until": "end",
    }


@pytest.mark.parametrize(
    ("entity", "rows"),
    [
        (
            "invoice",
            [
                ["Rechnungs-Nr.", "Rechnungsdatum", "Fälligkeit", "Kunde", "Nettobetrag", "MwSt", "Gesamtbetrag"],
                ["R-1", "05.01.2026", "04.02.2026", "Harlow GmbH", "100,00", "19,00", "119,00"],
                ["R-2", "06.01.2026", "05.02.2026", "Quill AG", "200,00", "38,00", "238,00"],
            ],
        ),
        (
            "time",
            [
                ["Collaborateur", "Projet", "Date", "Heures", "Description"],
                ["Ann Carter", "Refonte", "2026-01-05", "7,5", "Atelier"],
                ["Bob Dale", "Refonte", "2026-01-06", "6,25", "Revue"],
            ],
        ),
        (
            "expense",
            [
                ["Employee", "Expense Date", "Expense Category", "Merchant", "Amount", "Currency"],
                ["Ann Carter", "2026-01-05", "Travel", "Rail Co", "42.10", "GBP"],
                ["Bob Dale", "2026-01-06", "Meals", "Cafe", "12.00", "GBP"],
            ],
        ),
    ],
)
def test_other_languages_and_other_entities(entity: str, rows: list[list[object]]) -> None:
    made = proposed(*rows)
    assert (made.entity, made.loads) == (entity, True), made


def test_what_no_book_holds_is_no_entity() -> None:
    made = proposed(["T", "Cp", "S"], ["5.00", "0.42", "0.09"], ["10.00", "2.96", "1.02"])
    assert made.entity == ""
    assert made.confidence < KNOWN
    assert not made.loads


def test_the_cells_settle_what_a_heading_leaves_open() -> None:
    made = proposed(
        ["Account", "Date", "Debit", "Credit", "Description"],
        ["4000 Sales", "2026-01-31", "", "100.00", "January"],
        ["1200 Debtors", "2026-01-31", "100.00", "", "January"],
    )
    assert targets(made)["Debit"] == "debit"
    assert made.entity == "journal"


def test_one_column_feeds_one_field() -> None:
    made = proposed(
        ["Date", "Date", "Project", "Hours", "Hours"],
        ["2026-01-05", "2026-01-06", "Alpha", "7.5", "1.0"],
        ["2026-01-06", "2026-01-07", "Alpha", "7.5", "2.0"],
        entity="time",
    )
    fed = [guess.target for guess in made.columns if guess.target]
    assert len(fed) == len(set(fed))


def test_without_headings_nothing_is_sure_enough_to_load() -> None:
    made = proposed(
        ["column 1", "column 2"], ["2026-01-05", "100.00"], ["2026-01-06", "90.00"], named=False, entity="payment"
    )
    assert made.confidence < LOADS
    assert {guess.target for guess in made.columns} >= {"day", "amount"}


def test_what_is_missing_is_named() -> None:
    gaps = missing_needs(BY_NAME["expense"], {"amount"}, ["Amount"])
    assert gaps == ["no column for day", "no column for category or merchant or person name or person or notes"]
