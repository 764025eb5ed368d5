"""Payers as banks print them: without vowels, cut off, mixed with references."""

from __future__ import annotations

import pytest

from core.matching.names import aliases
from core.matching.payers import payer_likeness, payer_names


@pytest.mark.parametrize(
    ("payee", "description", "firm", "least"),
    [
        ("", "HLYRD FOODS LTD INV-3001 INV-3002", "Halyard Foods Limited", 0.9),
        ("HALYARD &amp; SONS LTD", "", "Halyard and Sons", 1.0),
        ("HALYARD FISHERIES ASSOCIATES INTERNAT", "", "Halyard Fisheries Associates International LLC", 0.9),
        ("HALYARD FOODS INTERNATIONAL L", "", "Halyard Foods International LLC", 0.9),
        ("NEXTWAVE63", "Invoice 20411", "Halyard Inc. dba Nextwave63", 1.0),
        ("", "BACS CREDIT HALYARD FOODS REF 993311", "Halyard Foods Ltd", 1.0),
    ],
)
def test_the_same_payer(payee: str, description: str, firm: str, least: float) -> None:
    assert payer_likeness(payer_names(payee, description), aliases(firm)) >= least


@pytest.mark.parametrize(
    ("description", "firm"),
    [
        ("HALYARD FOODS GROUP PLC", "Halyard Foods Ltd"),
        ("TERN OPTICS GMBH", "Halyard Foods Ltd"),
        ("RENT", "Halyard Foods"),
    ],
)
def test_another_payer(description: str, firm: str) -> None:
    assert payer_likeness(payer_names("", description), aliases(firm)) < 0.9


def test_a_line_without_a_name_says_nothing() -> None:
    assert payer_likeness(payer_names("", "1988123"), aliases("Halyard")) == -1.0
    assert payer_likeness(payer_names("Halyard", ""), ()) == -1.0
