"""Names, tax ids and their check digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.controls.parties import legal_form, same_tax_id, similarity, tax_check, tax_key, words


@pytest.mark.parametrize(
    ("left", "right", "least", "most"),
    [
        ("Oak & Elm Ltd", "OAK AND ELM LIMITED", 100, 100),
        ("Birch Partners L.L.P.", "Birch Ptnrs LLP", 98, 98),
        ("Oak Timber Inc.", "Timber Oak Inc", 100, 100),
        ("Oak Timber Ltd", "Oak Timber Trading Ltd", 0, 90),
        ("Oak Timber Ltd", "Ash Timber Ltd", 0, 91),
        ("Oak Timber Ltd", "Oka Timber Ltd", 80, 99),
    ],
)
def test_similarity(left: str, right: str, least: int, most: int) -> None:
    assert least <= similarity(left, right) <= most


@given(st.text(), st.text())
def test_similarity_is_the_same_both_ways(left: str, right: str) -> None:
    assert similarity(left, right) == similarity(right, left)
    assert similarity(left, left) == 100


def test_a_name_of_forms_only_keeps_its_words() -> None:
    assert words("The Company Ltd") == ("the", "company", "ltd")


@pytest.mark.parametrize(
    ("name", "form"),
    [("Oak Ltd.", "ltd"), ("Oak Limited", "ltd"), ("Oak Corporation", "corp"), ("Chêne Ltée", "ltd"), ("Oak", "")],
)
def test_legal_form(name: str, form: str) -> None:
    assert legal_form(name) == form


@pytest.mark.parametrize(
    ("tax_id", "country", "holds"),
    [
        ("GB 980 7806 84", "GB", True),
        ("GB 980 7806 85", "GB", False),
        ("NL004495445B01", "NL", True),
        ("NL004495455B01", "NL", False),
        ("DE136695976", "DE", True),
        ("DE136695978", "DE", False),
        ("IE6433435F", "IE", True),
        ("IE6433435E", "IE", False),
        ("BE0428759497", "BE", True),
        ("BE0431150351", "BE", False),
        ("FR40303265045", "FR", True),
        ("FR84323140391", "FR", False),
        ("IT00743110157", "IT", True),
        ("IT00743110158", "IT", False),
        ("ATU13585627", "AT", True),
        ("ATU13585626", "AT", False),
        ("DK13585628", "DK", True),
        ("DK13585627", "DK", False),
        ("12302 6635 RC0001", "CA", True),
        ("12302 6636 RC0001", "CA", False),
        ("81-3418326", "", None),
        ("", "", None),
    ],
)
def test_check_digits(tax_id: str, country: str, holds: bool | None) -> None:
    """The numbers are those that the countries and python-stdnum publish as examples."""
    assert tax_check(tax_key(tax_id)) == (country, holds)


def test_a_country_prefix_may_stand_on_one_side() -> None:
    assert same_tax_id("GB980780684", "980780684")
    assert not same_tax_id("GB980780684", "NL980780684")
    assert not same_tax_id("GB980780684", "980780685")
