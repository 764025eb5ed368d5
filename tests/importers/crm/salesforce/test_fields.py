"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.crm.salesforce import fields
from tests.importers.declared import sound


@pytest.mark.parametrize(
    "name",
    [
        "ACCOUNTS",
        "ACCOUNT_REPORT",
        "CONTRACTS",
        "HISTORY",
        "LINES",
        "OPPORTUNITIES",
        "ORDERS",
        "QUOTES",
        "REPORT",
        "REPORT_BY_NAME",
        "REPORT_TRANSLATED",
        "REPORT_TRANSLATED_BY_NAME",
    ],
)
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
