"""A contract register under its own and under other headings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from importers.registry import read
from tests.importers.samples import only, problems, rows, tables, text_file, totals, workbook


def test_all_sheets_of_a_workbook(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "r.xlsx",
        Read_me=[["This is our register."]],
        Contracts=[
            ["A Firm: Contracts"],
            [],
            [
                "Contract ref",
                "Client",
                "Title",
                "Billing method",
                "Currency",
                "Contract value",
                "Cap",
                "Signed",
                "Start",
                "End",
                "Payment terms (days)",
                "PO required",
                "PO number",
                "Expense mark-up %",
                "Status",
            ],
            [
                "C-1",
                "Acme",
                "Review",
                "Time & materials, capped",
                "gbp",
                30000.0,
                30000.0,
                date(2025, 9, 5),
                date(2025, 10, 1),
                "",
                60.0,
                "Yes",
                45461539.0,
                5.0,
                "Active",
            ],
            [
                "C-2",
                "Acme",
                "Run",
                "Monthly retainer",
                "EUR",
                "",
                "",
                "",
                date(2025, 10, 1),
                "",
                "",
                "No",
                "",
                0.0,
                "Active",
            ],
            [
                "C-2",
                "Beta",
                "Run",
                "Monthly retainer",
                "EUR",
                "",
                "",
                "",
                date(2025, 10, 1),
                "",
                "",
                "No",
                "",
                "",
                "Active",
            ],
        ],
        Rate_card=[
            ["Contract ref", "Role", "Person", "Rate per hour", "Currency", "Valid from"],
            ["C-1", "Any", "", 155.5, "GBP", date(2025, 10, 1)],
        ],
        Schedule=[
            ["Contract ref", "Type", "Milestone", "Planned", "Accepted", "Amount", "Currency", "Status"],
            ["C-1", "Milestone", "Design", date(2025, 11, 1), "", 10.0, "GBP", "Planned"],
            ["C-1", "", "Instalment 1 of 3", date(2025, 11, 1), "", "tbd", "GBP", "Planned"],
            ["C-1", "", "Instalment 1 of 3", date(2025, 11, 1), "", 5.01, "GBP", "Planned"],
        ],
        Change_orders=[
            ["Contract ref", "Change order", "Signed", "Amount", "Currency", "Status"],
            ["C-1", "CO1", date(2026, 1, 5), 11700.0, "GBP", "Signed"],
            ["C-1", "CO2", "", 5.0, "GBP", "Draft"],
            ["C-1", "CO3", date(2026, 1, 5), 5.0, "GBP", ""],
        ],
        FX_rates=[["Month", "Currency", "Rate to GBP"], ["2025-10", "EUR", 0.8535]],
    )
    one = read(path)
    assert any("'Read me'" in note for note in one.notes)
    found = tables(one)
    assert rows(
        found["register.contracts"],
        "contracts",
        "external_id",
        "method",
        "currency",
        "value",
        "cap",
        "terms_days",
        "po_number",
        "markup",
    ) == [
        ("C-1", "capped", "GBP", 3_000_000, 3_000_000, 60, "45461539", 500),
        ("C-2", "retainer", "EUR", None, None, None, "", 0),
        ("C-2 (2)", "retainer", "EUR", None, None, None, "", None),
    ]
    assert totals(found["register.contracts"]) == {
        ("Contract value", "EUR"): ("0.00", 2),
        ("Contract value", "GBP"): ("30000.00", 1),
    }
    assert rows(found["register.rates"], "rates", "contract", "role", "rate", "valid_from") == [
        ("C-1", "Any", 1_555_000, "2025-10-01")
    ]
    assert rows(found["register.milestones"], "milestones", "external_id", "type", "amount") == [
        ("C-1|Design", "milestone", 1_000),
        ("C-1|Instalment 1 of 3", "instalment", 501),
    ]
    assert problems(found["register.milestones"]) == [(2, "IMP-202")]
    assert rows(found["register.change_orders"], "change_orders", "ref", "status") == [
        ("CO1", "signed"),
        ("CO2", "draft"),
        ("CO3", "signed"),
    ]
    assert rows(found["register.fx_rates"], "fx_rates", "month", "currency", "base", "rate") == [
        ("2025-10", "EUR", "GBP", 853_500)
    ]


def test_other_headings_and_a_csv(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "contracts.csv",
            "Contract No;Customer Name;Description;Fee basis;Ccy;Total value;NTE;Date signed;Start date;End date;Payment Terms;Deal ID",
            "C-1;Acme;Review;T&M not to exceed;GBP;£45.000,00;45.000,00;13/09/2025;01/10/2025;31/03/2026;Net 30;501",
        )
    )
    assert rows(
        table,
        "contracts",
        "external_id",
        "customer_name",
        "method",
        "value",
        "cap",
        "signed",
        "start",
        "terms_days",
        "deal_ref",
    ) == [("C-1", "Acme", "capped", 4_500_000, 4_500_000, "2025-09-13", "2025-10-01", 30, "501")]


def test_a_mark_up_formatted_as_per_cent(tmp_path: Path) -> None:
    head = ["Contract ref", "Client", "Billing method", "Start", "Expense mark-up %"]
    path = workbook(
        tmp_path / "r.xlsx",
        Contracts=[
            head,
            ["C-1", "Acme", "T&M", date(2025, 10, 1), 0.05],
            ["C-2", "Acme", "T&M", date(2025, 10, 1), 0.1],
        ],
    )
    assert rows(only(path), "contracts", "markup") == [(500,), (1_000,)]
