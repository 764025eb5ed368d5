"""Tax from wording, and where it is rounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.invoicing.tax import TaxRounding, TaxRule, tax_rule, with_tax
from core.records.documents import DocumentLine


@pytest.mark.parametrize(
    ("wording", "rate"),
    [
        ("Standard 20%", 200_000),
        ("TX sales tax 8.25%", 82_500),
        ("20% (VAT on Income)", 200_000),
        ("MwSt 19 %", 190_000),
        ("TVA 5,5 %", 55_000),
        ("GST 5% + QST 9.975%", 149_750),
        ("Reverse charge", 0),
        ("Reverse charge (20%)", 0),
        ("Exempt", 0),
        ("Zero-rated", 0),
        ("Zero Rated EC Services", 0),
        ("Out of scope (export)", 0),
        ("No VAT", 0),
    ],
)
def test_the_rate_that_a_wording_names(wording: str, rate: int) -> None:
    assert tax_rule(wording) == TaxRule(wording, rate)


@pytest.mark.parametrize("wording", ["", "Standard", "As agreed", "20% or 5%", "North"])
def test_an_unknown_wording_is_unknown_with_a_reason(wording: str) -> None:
    rule = tax_rule(wording)
    assert rule.rate is None
    assert rule.reason.endswith(".")


def lines(*amounts: int) -> list[DocumentLine]:
    return [DocumentLine("work", 10_000, amount * 100, amount) for amount in amounts]


def test_a_ledgers_own_example_per_line_and_per_document() -> None:
    """25.06 + 25.61 + 25.63 at 15 %: 3.76 + 3.84 + 3.84 = 11.44 a line, 11.445 -> 11.45 on the document."""
    each, tax = with_tax(lines(2506, 2561, 2563), tax_rule("15%"))
    assert ([line.tax for line in each], tax) == ([376, 384, 384], 1144)
    spread, whole = with_tax(lines(2506, 2561, 2563), tax_rule("15%"), where=TaxRounding.DOCUMENT)
    assert ([line.tax for line in spread], whole) == ([376, 384, 385], 1145)


def test_unknown_tax_is_not_zero() -> None:
    each, tax = with_tax(lines(2506), tax_rule("Standard"), tax_code="S")
    assert (each[0].tax, tax, each[0].tax_code) == (None, None, "S")


@given(
    st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=30),
    st.integers(0, 300_000),
    st.sampled_from(list(TaxRounding)),
)
def test_the_lines_tax_always_adds_up_to_the_documents(amounts: list[int], rate: int, where: TaxRounding) -> None:
    each, tax = with_tax(lines(*amounts), TaxRule("", rate), where=where)
    assert sum(line.tax or 0 for line in each) == tax
    exact = sum(amounts) * rate
    bound = 500_000 if where is TaxRounding.DOCUMENT else 500_000 * len(amounts)
    assert tax is not None
    assert abs(tax * 1_000_000 - exact) <= bound
