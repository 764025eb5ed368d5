"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.accounting.xero import fields
from tests.importers.declared import sound


@pytest.mark.parametrize(
    "name",
    [
        "INVOICES",
        "CONTACTS",
        "PAYMENTS",
        "LEDGER",
        "TEMPLATE",
        "CREDIT_NOTES",
        "ACCOUNTS",
        "TRIAL_BALANCE",
        "AGED",
        "AGED_DETAIL",
        "INVOICE_DETAIL",
    ],
)
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
