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


def test_internal_names_and_instants(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "x.csv",
            '"hs_object_id","dealname","dealstage","amount","deal_currency_code","closedate","hs_is_closed_won","hs_is_closed"',
            '"12345678901","A","closedwon","99999.9","EUR","1767225600000","true","true"',
            '"12345678902","B","contractsent","","EUR","","false","false"',
        )
    )
    assert (table.layout, table.problems) == ("hubspot.deals", ())
    assert rows(table, "deals", "external_id", "amount", "close_date", "is_won", "is_closed") == [
        ("12345678901", 9_999_990, "2026-01-01", True, True),
        ("12345678902", None, None, False, False),
    ]


def test_an_amount_in_the_companys_currency_is_not_the_deals(tmp_path: Path) -> None:
    both = only(
        text_file(
            tmp_path / "b.csv",
            "Record ID,Deal Name,Amount,Amount in company currency,Currency,Close Date",
            "1,A,100.00,85.00,EUR,2026-01-05",
        )
    )
    assert rows(both, "deals", "amount", "currency") == [(10_000, "EUR")]
    assert totals(both) == {("Amount", "EUR"): ("100.00", 1)}
    alone = only(
        text_file(
            tmp_path / "a.csv",
            "Record ID,Deal Name,Amount in company currency,Currency,Close Date",
            "1,A,85.00,EUR,2026-01-05",
            "2,B,?,EUR,2026-01-05",
        )
    )
    assert rows(alone, "deals", "amount", "currency") == [(8_500, "")]
    assert totals(alone) == {("Amount in company currency", ""): ("85.00", 1)}
    assert problems(alone) == [(2, "IMP-202")]


def test_names_with_their_id_and_firms_own_columns(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "x.csv",
            "Record ID,Deal Name,Deal Owner,Amount,Fee basis,Engagement start,Associated Company IDs (Primary),Associated Company (Primary),Region of ours",
            "1,A,Ruth,5,Monthly retainer,2026-02-01,501,Harrow (Leeds) (50100),North",
        )
    )
    assert rows(table, "deals", "customer", "customer_name", "method", "start", "owner") == [
        ("501", "Harrow (Leeds)", "retainer", "2026-02-01", "Ruth")
    ]


def test_another_language_is_recalled_and_says_so(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "x.csv",
            "Datensatz-ID,Deal-Name,Deal-Phase,Betrag,Währung,Abschlussdatum",
            '1,Prüfung,Gewonnen,"1.234,50",EUR,31.01.2026',
            '2,Studie,Verloren,"20,00",EUR,01.02.2026',
        )
    )
    assert table.layout == "hubspot.deals_translated"
    assert table.confidence <= 0.8
    assert rows(table, "deals", "amount", "close_date", "is_won", "is_closed") == [
        (123_450, "2026-01-31", True, True),
        (2_000, "2026-02-01", False, True),
    ]
    companies = only(
        text_file(tmp_path / "c.csv", "Datensatz-ID,Unternehmensname,Ort,Zuständiger Mitarbeiter", "7,Müller,Ulm,Ruth")
    )
    assert rows(companies, "customers", "external_id", "name", "city", "owner") == [("7", "Müller", "Ulm", "Ruth")]


def test_lists_without_a_table_are_counted(tmp_path: Path) -> None:
    lines = only(
        text_file(
            tmp_path / "l.csv",
            "Record ID,Name,Quantity,Unit price,Net price,Currency,Associated Deal IDs",
            "1,Advice,10,100.00,1000.00,EUR,5",
            "2,Travel,1,,free,EUR,5",
        )
    )
    assert (lines.entity, lines.frames, lines.rows_read, lines.rows_loaded) == ("deal_line", {}, 2, 1)
    assert totals(lines) == {("Net price", "EUR"): ("1000.00", 1)}
    assert any("none of Tieout's figures uses them" in note for note in lines.notes)
    assert {use.target for use in lines.columns} <= {"", "external_id"}
    contacts = only(
        text_file(
            tmp_path / "c.csv", "Record ID,First Name,Last Name,Email,Associated Company", "1,Ann,Lee,a@x.example,Acme"
        )
    )
    assert (contacts.layout, contacts.rows_loaded) == ("hubspot.contacts", 1)
    invoices = only(
        text_file(
            tmp_path / "i.csv",
            "Record ID,Invoice date,Invoice status,Amount billed,Balance due,Associated Company IDs",
            "1,2026-01-05,Open,10.00,4.00,501",
        )
    )
    assert (invoices.entity, invoices.frames) == ("invoice", {})
