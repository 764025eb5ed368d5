"""Kinds and numbers of documents."""

from __future__ import annotations

import pandas as pd

from importers.accounting.documents import apart, kind_of


def test_kinds() -> None:
    printed = pd.Series(["Sales invoice", "Sales credit note", "Credit Memo", "Invoice", ""])
    assert kind_of(printed).tolist() == ["invoice", "credit_note", "credit_note", "invoice", "invoice"]


def test_a_number_used_for_two_customers_is_two_documents() -> None:
    number = pd.Series(["1", "1", "1", "1", "2"])
    kind = pd.Series(["invoice", "invoice", "credit_note", "invoice", "invoice"])
    customer = pd.Series(["A", "B", "A", "A", "A"])
    assert apart(number, kind, customer).tolist() == ["1", "1 (2)", "1", "1", "2"]
    assert apart(pd.Series([], dtype=object), pd.Series([], dtype=object)).tolist() == []
