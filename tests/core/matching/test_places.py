"""Countries under any usual name, addresses in any shape."""

from __future__ import annotations

import pytest

from core.matching.places import country_in, country_of, plain_address, plain_tax, street_key


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("United Kingdom", "gb"),
        ("UK", "gb"),
        ("Deutschland", "de"),
        ("U.S.A.", "us"),
        ("New Zealand", "nz"),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_a_country(text: str, code: str) -> None:
    assert country_of(text) == code


def test_the_country_at_the_end_of_an_address() -> None:
    assert country_in("11 Quay Street\nCork\nT12 W8KP\nIreland") == "ie"
    assert country_in("1 Oak Ave, Dallas, TX 75201 United States") == "us"
    assert country_in("1 Oak Ave, Wilmington, DE") == ""


def test_house_number_and_street() -> None:
    assert street_key(plain_address("Unit 3", "179 Bridge Street")) == street_key("179 bridge st") == "179 bridg"
    assert street_key("") == ""


def test_a_tax_id_without_its_country() -> None:
    assert plain_tax("GB 123 4567 89") == plain_tax("123456789")
    assert plain_tax("12-3456789") == "123456789"
