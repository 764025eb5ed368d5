"""Ids and numbers of corrections are derived, and never taken twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.invoicing.numbering import LONGEST, correction_id, document_number


def test_the_same_key_gives_the_same_id() -> None:
    assert correction_id("BI-09|xero:invoice:INV-1|") == correction_id("BI-09|xero:invoice:INV-1|")
    assert correction_id("BI-09|xero:invoice:INV-1|") != correction_id("BI-09|xero:invoice:INV-2|")
    assert correction_id("a").startswith("TO-")


def test_a_number_names_the_document_it_corrects() -> None:
    assert document_number("TO-1", "credit_note", "INV-104", ()) == "INV-104-CR"
    assert document_number("TO-1", "invoice", "INV-104", ()) == "INV-104-R"
    assert document_number("TO-1", "invoice", "INV-104", ("INV-104-R",)) == "INV-104-R2"
    assert document_number("TO-1", "invoice", "", ()) == "TO-1"
    assert document_number("TO-1", "invoice", "", ("TO-1",)) == "TO-1-2"
    assert document_number("TO-1", "invoice", "", (), turn=2) == "TO-1-2"


@given(
    st.text(st.characters(codec="ascii", categories=["L", "N"]), max_size=40),
    st.sampled_from(["invoice", "credit_note"]),
)
def test_every_ledger_accepts_the_length(original: str, kind: str) -> None:
    assert len(document_number(correction_id(original), kind, original, ())) <= LONGEST
