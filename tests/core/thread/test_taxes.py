"""The rate behind a tax code, and the tax of a document."""

from __future__ import annotations

import pandas as pd
import pytest

from core.thread.taxes import stated_rate, taxed
from core.thread.thread import Thread
from tests.core.controls.asking import hourly_book, invoice, line


@pytest.mark.parametrize(
    ("wording", "rate"),
    [
        ("20% (VAT on Income)", 200_000),
        ("TX 8.25%", 82_500),
        ("QST 9,975 %", 99_750),
        ("Zero Rated EC Services", 0),
        ("Reverse charge (20%)", 0),
        ("Out of scope (export)", 0),
        ("Exempt", 0),
        ("Non-exempt 5%", 50_000),
        ("VAT 10%", 100_000),
        ("0%", 0),
        ("Standard", None),
        ("", None),
    ],
)
def test_what_a_wording_states(wording: str, rate: int | None) -> None:
    assert stated_rate(wording) == rate


def test_tax_of_a_line_is_rounded_half_up() -> None:
    nets, rates = pd.Series([2_506, -2_506, 2_500]), pd.Series([150_000, 150_000, 82_500])
    assert taxed(nets, rates).tolist() == [376, -376, 206]


def documents(*rows: tuple[str, list[str]], code: str) -> Thread:
    """(header tax, nets) of each document, no tax on the lines."""
    heads = [invoice(f"I{n}", tax=tax) for n, (tax, _) in enumerate(rows)]
    lines = [
        line(f"I{n}", f"L{k}", net, id=f"xero:invoice_line:{n}-{k}", tax_code=code)
        for n, (_, nets) in enumerate(rows)
        for k, net in enumerate(nets)
    ]
    return hourly_book(invoices=heads, invoice_lines=lines)


GOLDEN = ["25.06", "25.61", "25.63"]


@pytest.mark.parametrize(("tax", "per_line", "want"), [("11.44", True, 1_144), ("11.45", False, 1_145)])
def test_the_ledgers_rounding_is_read_from_its_documents(tax: str, per_line: bool, want: int) -> None:
    """Documents that tell the two methods apart vote; a wrong third is judged by their method."""
    out = documents((tax, GOLDEN), (tax, GOLDEN), ("99.00", GOLDEN), code="15%").document_tax
    assert out["per_line"].tolist() == [per_line] * 3
    assert out["want"].tolist() == [want] * 3


def test_a_learned_rate_needs_most_documents_to_agree() -> None:
    agreed = documents(("8.25", ["100.00"]), ("4.13", ["50.00"]), ("9.99", ["70.00"]), code="State").tax_rates
    assert agreed["rate"].tolist() == [82_500]
    apart = documents(("1.00", ["100.00"]), ("7.00", ["100.00"]), code="State").tax_rates
    assert apart["rate"].tolist() == [pd.NA]
    assert not agreed["stated"].any()


def test_documents_with_an_unknown_rate_are_not_computed() -> None:
    assert documents(("1.00", ["100.00"]), ("7.00", ["100.00"]), code="X").document_tax.empty
