"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.accounting.sage import fields
from tests.importers.declared import sound


@pytest.mark.parametrize(
    "name",
    [
        "AUDIT_TRAIL",
        "CUSTOMERS",
        "CONTACTS",
        "INVOICES",
        "ACTIVITY",
        "INTACCT_INVOICES",
        "INTACCT_JOURNALS",
        "INTACCT_CUSTOMERS",
        "INTACCT_RECEIPTS",
    ],
)
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
