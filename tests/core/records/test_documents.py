"""Documents keep their figures through JSON, and know what a ledger computes."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.records.documents import Document, DocumentLine, line_amount

LINES = st.builds(
    DocumentLine,
    description=st.text(max_size=20),
    quantity=st.integers(-(10**9), 10**9),
    unit_price=st.integers(0, 10**9),
    amount=st.integers(-(10**12), 10**12),
    tax=st.none() | st.integers(-(10**9), 10**9),
    sources=st.lists(st.text(max_size=5), max_size=3).map(tuple),
)


@given(st.lists(LINES, max_size=4).map(tuple), st.none() | st.dates(), st.lists(st.text(), max_size=2).map(tuple))
def test_a_document_survives_json(lines: tuple[DocumentLine, ...], due: date | None, problems: tuple[str, ...]) -> None:
    document = Document(
        correction="TO-1",
        kind="invoice",
        system="xero",
        number="INV-1-R",
        customer="xero:customer:Acme",
        customer_name="Acme",
        contract="",
        day=date(2026, 9, 30),
        due=due,
        currency="GBP",
        lines=lines,
        net=0,
        tax=None,
        total=None,
        problems=problems,
    )
    assert Document.from_json(json.loads(json.dumps(document.as_json()))) == document
    assert document.id == "xero:invoice:INV-1-R"


def test_what_a_ledger_computes() -> None:
    assert line_amount(75_000, 1_000_000, "GBP") == 75_000
    assert line_amount(3_333, 1_000_000, "GBP") == 3_333
    assert line_amount(15_000, 10_000, "JPY") == 2
    assert DocumentLine("x", 10_000, 333_300, 3_333).exact("GBP")
    assert not DocumentLine("x", 3_300, 1_000_000, 3_333).exact("GBP")
