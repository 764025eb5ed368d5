from __future__ import annotations

import pytest

from core.records.schema import Kind
from core.reports.shapes import Heading, Table, total
from tests.core.reports.books import pack

TABLE = Table(
    "t",
    "T",
    (Heading("name", "Name"), Heading("amount", "Amount", Kind.MONEY, total=True)),
    (("a", 100), ("b", None), ("c", -30)),
    currency="GBP",
)


def test_total_sums_what_is_known_and_counts_the_rest() -> None:
    sums = total(TABLE, "All")
    assert (sums.sums, sums.unknown, sums.currency) == ({"amount": 70}, 1, "GBP")


def test_total_of_unknowns_is_unknown() -> None:
    assert total(TABLE, "All", [("b", None)]).sums == {"amount": None}
    assert total(TABLE, "All", []).sums == {"amount": 0}


def test_columns_by_name() -> None:
    assert TABLE.column("name") == ["a", "b", "c"]
    with pytest.raises(KeyError):
        TABLE.index("nothing")


def test_sections_by_name() -> None:
    book = pack()
    assert book.section("kpis").title == "Measures"
    assert "quarantine" in {table.name for table in book.tables()}
    with pytest.raises(KeyError):
        book.section("nothing")
