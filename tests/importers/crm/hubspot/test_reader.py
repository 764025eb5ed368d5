"""HubSpot's company and deal exports."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, problems, rows, text_file, totals

DEALS = (
    '"Record ID","Deal Name","Pipeline","Deal Stage","Amount","Currency","Close Date","Deal owner","Deal probability","Is Closed Won",'
    '"Is closed lost","Billing method","Payment terms","Project start","PO required","Associated Company","Associated Company IDs"'
)


def test_companies(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "anything.csv",
            '"Record ID","Company name","Company Domain Name","City","Company owner","Create Date","VAT Number","Payment terms"',
            '"501","Harrow Engineering","www.Harrow.example","Leeds","Ruth","2025-06-22 09:54","GB1","Net 60"',
            '"502","","none.example","","","","",""',
        )
    )
    assert (table.system, table.entity, table.layout) == ("hubspot", "customer", "hubspot.companies")
    assert rows(table, "customers", "external_id", "name", "domain", "terms_days", "created") == [
        ("501", "Harrow Engineering", "harrow.example", 60, "2025-06-22")
    ]
    assert problems(table) == [(2, "IMP-204")]


def test_deals(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "x.csv",
            DEALS,
            '"1","Review","Sales","Closed Won","137700","GBP","2025-09-04 13:24","Ruth","1","true","false","Time & materials","Net 60","2025-10-01","Yes","Harrow;Other","501;777"',
            '"2","Study","Sales","Proposal","","EUR","","Owen","0.6","false","false","","","","","Harrow","501"',
            '"3","Study","Sales","Proposal","to come","EUR","","Owen","0.6","false","false","","","","","Harrow","501"',
        )
    )
    frame = rows(
        table,
        "deals",
        "customer",
        "customer_name",
        "is_won",
        "is_closed",
        "probability",
        "amount",
        "method",
        "terms_days",
    )
    assert frame == [
        ("501", "Harrow", True, True, 10_000, 13_770_000, "time_and_materials", 60),
        ("501", "Harrow", False, False, 6_000, None, "", None),
    ]
    assert rows(table, "deals", "po_required", "start", "has_handoff") == [
        (True, "2025-10-01", True),
        (None, None, True),
    ]
    assert totals(table) == {("Amount", "EUR"): ("0.00", 1), ("Amount", "GBP"): ("137700.00", 1)}
    assert [(problem.row, problem.code, problem.value) for problem in table.problems] == [(3, "IMP-202", "to come")]


def test_without_flags_the_stage_tells(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "x.csv",
            "Record ID,Deal Name,Deal Stage,Amount,Close Date",
            "1,A,Closed Won,5,2026-01-05",
            "2,B,closedlost,5,2026-01-05",
            "3,C,Proposal,5,2026-01-05",
        )
    )
    assert rows(table, "deals", "is_won", "is_closed", "has_handoff") == [
        (True, True, None),
        (False, True, None),
        (False, False, None),
    ]
