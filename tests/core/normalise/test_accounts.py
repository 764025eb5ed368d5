"""Accounts are known by name, then by use."""

from __future__ import annotations

import pandas as pd
import pytest

from core.normalise.accounts import roles


def posted(*lines: tuple[str, str, str, int, int]) -> pd.DataFrame:
    """(source, code, name, debit, credit)."""
    frame = pd.DataFrame(lines, columns=["source", "account_code", "account_name", "debit", "credit"])
    return frame.assign(system="xero")


LINES = posted(
    ("Receivable Invoice", "610", "Accounts Receivable", 120, 0),
    ("Receivable Invoice", "200", "Advice", 0, 100),
    ("Receivable Invoice", "820", "VAT", 0, 20),
    ("Receivable Credit Note", "200", "Advice", 10, 0),
    ("Receivable Payment", "610", "Accounts Receivable", 0, 120),
    ("Receivable Payment", "090", "Business Current Account", 120, 0),
    ("Spend Money", "404", "Bank Fees", 1, 0),
    ("Payable Invoice", "325", "Subcontractors", 50, 0),
)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Accounts Receivable (A/R) - CAD", "receivable"),
        ("Trade Debtors", "receivable"),
        ("Unbilled Receivables (WIP)", "unbilled"),
        ("Accrued Income (unbilled)", "unbilled"),
        ("Deferred Revenue", "deferred"),
        ("Income in Advance", "deferred"),
        ("Sales Tax Payable", "tax"),
        ("VAT", "tax"),
        ("HMRC VAT Settlements", "other"),
        ("Operating Checking", "bank"),
        ("EUR Current Account", "bank"),
        ("Bank Charges & Fees", "other"),
        ("Owner's Current Account", "other"),
        ("Rent", "other"),
    ],
)
def test_by_name(name: str, role: str) -> None:
    accounts = pd.DataFrame({"system": ["xero"], "external_id": ["x"], "name": [name]})
    assert roles(accounts, LINES)["role"].tolist() == [role]


def test_by_use() -> None:
    codes = ["200", "325", "404", "610", "090"]
    accounts = pd.DataFrame(
        {"system": "xero", "external_id": codes, "name": ["Advice", "Subcontractors", "Bank Fees", "Control", "Giro 1"]}
    )
    assert roles(accounts, LINES)["role"].tolist() == ["revenue", "other", "other", "receivable", "other"]
    assert roles(accounts, None)["role"].tolist() == ["", "", "", "", ""]


def test_what_suppliers_bill_makes_no_revenue() -> None:
    lines = posted(("Purchase Invoice", "500", "Pens", 50, 0), ("Purchase Invoice", "210", "Creditors", 0, 50))
    accounts = pd.DataFrame({"system": "xero", "external_id": ["500", "210"], "name": ["Pens", "Creditors"]})
    assert roles(accounts, lines)["role"].tolist() == ["other", "other"]
