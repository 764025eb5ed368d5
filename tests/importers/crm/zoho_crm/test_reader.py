"""Zoho CRM's deals and accounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.crm.zoho_crm.reader import bare_id
from tests.importers.samples import only, problems, rows, text_file, totals

DEALS = (
    "Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Account Name,Stage,Type,Probability (%),"
    "Lead Source,Created By.id,Created By,Modified By.id,Modified By,Created Time,Modified Time,Description,Contact Name.id,"
    "Contact Name,Expected Revenue,Last Activity Time"
)


@pytest.mark.parametrize(("text", "bare"), [("zcrm_4876876000000111", "4876876000000111"), (" 487 ", "487"), ("", "")])
def test_ids(text: str, bare: str) -> None:
    assert bare_id(text) == bare


def test_deals(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "Deals_2026_02_01.csv",
            DEALS,
            "zcrm_4876876000000111,zcrm_1,Ruth,1234.50,Review,2026-01-31,zcrm_4876876000000200,Acme,Closed Won,New Business,100,"
            ",,,,,2025-12-01 10:00:00,,,,,1234.50,",
            "4876876000000112,1,Ruth,,Study,2026-03-31,4876876000000200,Acme,Qualification,,20,,,,,,2025-12-02 10:00:00,,,,,,",
            "4876876000000113,1,Ruth,n/a,Study,2026-03-31,4876876000000200,Acme,Closed Lost,,0,,,,,,,,,,,,",
        )
    )
    assert (table.system, table.entity, table.layout) == ("zoho_crm", "deal", "zoho_crm.deals")
    assert rows(
        table, "deals", "external_id", "customer", "customer_name", "amount", "is_won", "probability", "created"
    ) == [
        ("4876876000000111", "4876876000000200", "Acme", 123_450, True, 10_000, "2025-12-01"),
        ("4876876000000112", "4876876000000200", "Acme", None, None, 2_000, "2025-12-02"),
    ]
    assert totals(table) == {("Amount", ""): ("1234.50", 2)}
    assert problems(table) == [(3, "IMP-202")]


def test_potentials_and_api_names(tmp_path: Path) -> None:
    old = only(
        text_file(
            tmp_path / "p.csv",
            "Record Id,Potential Owner,Amount,Potential Name,Closing Date,Account Name,Stage,Currency",
            "111,Ruth,5.00,Review,2026-01-31,Acme,Closed Lost,EUR",
        )
    )
    assert rows(old, "deals", "name", "owner", "is_won", "is_closed", "currency") == [
        ("Review", "Ruth", False, True, "EUR")
    ]
    names = only(
        text_file(
            tmp_path / "a.csv",
            "Record_Id,Deal_Name,Amount,Closing_Date,Account_Name.id,Stage",
            "111,Review,5.00,2026-01-31,200,Closed Won",
        )
    )
    assert rows(names, "deals", "external_id", "customer", "close_date") == [("111", "200", "2026-01-31")]


def test_accounts(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "Accounts.csv",
            "Record Id,Account Owner.id,Account Owner,Account Name,Phone,Website,Account Type,Billing Street,Billing City,Billing Code,"
            "Billing Country,Created Time",
            "zcrm_200,zcrm_1,Ruth,Acme,1,https://www.acme.example,Customer,1 High St,Leeds,LS1,UK,2025-12-01 10:00:00",
            "zcrm_201,zcrm_1,Ruth,,1,,,,,,,",
        )
    )
    assert (table.entity, table.layout) == ("customer", "zoho_crm.accounts")
    assert rows(table, "customers", "external_id", "name", "owner", "domain", "city", "postcode") == [
        ("200", "Acme", "Ruth", "acme.example", "Leeds", "LS1")
    ]
    assert problems(table) == [(2, "IMP-204")]
