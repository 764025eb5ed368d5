"""Headings become concepts, whatever language, abbreviation or way of writing."""

from __future__ import annotations

import pytest

from importers.anytable.vocabulary import Reading, concepts, currency_in, folded, likeness, weight


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("DeveloperHoursActual", {"person", "hours", "actual"}),
        ("SOW #", {"contract", "number"}),
        ("Fee basis", {"fee", "method"}),
        ("Hrs", {"hours"}),
        ("Rechnungsnummer", {"invoice", "number"}),
        ("Rechnungs-Nr.", {"invoice", "number"}),
        ("Fälligkeitsdatum", {"due", "date"}),
        ("Date d'échéance", {"date", "due", "?d"}),
        ("Importe total", {"amount", "total"}),
        ("invoice_date", {"invoice", "date"}),
        ("Klant", {"customer"}),
        ("Payment Terms (days)", {"payment", "terms"}),
        ("Credit Note", {"creditnote"}),
        ("Stundensatz", {"rate"}),
        ("", set()),
    ],
)
def test_concepts_of_headings(heading: str, expected: set[str]) -> None:
    assert set(concepts(heading)) == expected


def test_an_unknown_word_stands_for_itself_and_weighs_less_than_a_known_one() -> None:
    assert concepts("Frobnication") == ("?frobnication",)
    assert weight("?frobnication") < weight("invoice")
    assert weight("date") < weight("invoice")


def test_a_currency_in_a_heading() -> None:
    assert currency_in("DonationEUR") == "EUR"
    assert currency_in("Amount USD") == "USD"
    assert currency_in("EUR or USD") == ""
    assert currency_in("Europe") == ""


def test_likeness_is_whole_for_the_same_concepts_and_falls_with_what_is_missing_or_too_much() -> None:
    due = (Reading(frozenset({"due", "date"})), Reading(frozenset({"due"}), 0.9))
    assert likeness({"due", "date"}, due) == 1
    assert likeness({"due"}, due) == pytest.approx(0.9)
    assert 0 < likeness({"date"}, due) < 0.6
    assert likeness({"customer"}, due) == 0


def test_accents_and_sharp_s_are_folded() -> None:
    assert folded("Straße Échéance") == "strasse echeance"
