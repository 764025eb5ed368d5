"""The declared columns are sound; German accounts are known by their names."""

from __future__ import annotations

import pytest

from importers.accounting.datev import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["POSTINGS", "ACCOUNTS", "PARTIES"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))


def test_a_pattern_of_roles_reads_folded_names() -> None:
    names = ("forderungen aus lieferungen und leistungen", "umsatzerlöse 19 % ust", "girokonto", "vorsteuer 7 %")
    for name in names:
        assert any(pattern.search(name) for _, pattern in fields.ROLES), name
    assert not any(pattern.search("erlösschmälerungen") for _, pattern in fields.ROLES)
