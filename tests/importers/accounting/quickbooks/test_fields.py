"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.accounting.quickbooks import fields
from tests.importers.declared import sound


@pytest.mark.parametrize(
    "name",
    [
        "CUSTOMERS",
        "INVOICES",
        "LINES",
        "PAYMENTS",
        "PAID",
        "JOURNAL",
        "OPEN",
        "TRANSACTIONS",
        "LEDGER",
        "AGED",
        "TRIAL_BALANCE",
        "ACCOUNTS",
        "PRODUCTS",
        "DEPOSITS",
    ],
)
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
