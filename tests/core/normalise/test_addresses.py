"""Hosts and addresses."""

from __future__ import annotations

import pytest

from core.normalise.addresses import Address, address_of, host_of


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://www.Acme.co.uk/about?x=1", "acme.co.uk"),
        ("acme.example", "acme.example"),
        ("jo@Acme.example", "acme.example"),
        ("jo@gmail.com", ""),
        ("n/a", ""),
        ("", ""),
    ],
)
def test_hosts(text: str, host: str) -> None:
    assert host_of(text) == host


def test_addresses() -> None:
    assert address_of("1 Road\nFlat 2\nLeeds\nLS1 4AP\nUnited Kingdom") == Address(
        "1 Road, Flat 2", "Leeds", "", "LS1 4AP", "United Kingdom"
    )
    assert address_of("1 Road\r\nRotterdam\r\n3011 BD\r\nNetherlands").postcode == "3011 BD"
    assert address_of("1 Main St, Montréal, QC H3B 1A7 Canada") == Address(
        "1 Main St", "Montréal", "QC", "H3B 1A7", "Canada"
    )
    assert address_of("somewhere") == Address("somewhere")
    assert address_of("") == Address()
