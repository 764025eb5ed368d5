"""ERPNext's opportunities by label and by field name."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, problems, rows, text_file, totals


def test_opportunities_and_their_items(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "Opportunity.csv",
            "ID,Title,Opportunity From,Party,Customer Name,Status,Sales Stage,Expected Closing Date,Probability (%),Opportunity Amount,Currency,ID (Items),Item Code (Items)",
            "CRM-OPP-2026-00001,Review,Customer,CUST-1,Acme,Converted,Negotiation,2026-01-31,100,1234.50,EUR,r1,Advice",
            ",,,,,,,,,,,r2,Travel",
            "CRM-OPP-2026-00002,,Lead,LEAD-9,Beta,Open,Prospecting,2026-03-31,20,50.00,EUR,,",
            "CRM-OPP-2026-00003,,Lead,LEAD-9,Beta,Closed,Prospecting,2026-03-31,20,x,EUR,,",
        )
    )
    assert (table.system, table.entity, table.layout) == ("erpnext", "deal", "erpnext.opportunities")
    assert table.confidence <= 0.8
    assert rows(
        table, "deals", "external_id", "name", "customer", "customer_name", "amount", "is_won", "is_closed"
    ) == [
        ("CRM-OPP-2026-00001", "Review", "CUST-1", "Acme", 123_450, True, True),
        ("CRM-OPP-2026-00002", "Beta", "", "Beta", 5_000, False, False),
    ]
    assert (table.rows_read, table.rows_loaded) == (4, 3)
    assert totals(table) == {("Opportunity Amount", "EUR"): ("1284.50", 3)}
    assert problems(table) == [(4, "IMP-202")]


def test_field_names(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "o.csv",
            "name,opportunity_from,party_name,customer_name,status,expected_closing,probability,opportunity_amount,currency,transaction_date",
            "CRM-OPP-1,Customer,Acme,Acme,Lost,2026-01-31,0,10,EUR,2026-01-02",
        )
    )
    assert rows(table, "deals", "external_id", "stage", "is_won", "is_closed", "created") == [
        ("CRM-OPP-1", "Lost", False, True, "2026-01-02")
    ]
