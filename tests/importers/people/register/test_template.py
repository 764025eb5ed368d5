"""The register's template: the same bytes each time, no rows of its own, and what is filled in comes back whole."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from core.base.errors import TieoutError
from importers.people.register.template import NOTE_SHEET, SHEETS, register_template, write_template
from importers.registry import read
from tests.importers.samples import rows, tables, totals

FILLED: dict[str, list[list[object]]] = {
    "Contracts": [
        [
            "C-1",
            "Acme",
            "Review",
            date(2025, 9, 5),
            date(2025, 10, 1),
            date(2026, 3, 31),
            "Time and materials (capped)",
            "GBP",
            30000.5,
            30000.5,
            60,
            "Standard",
            "Yes",
            "00123",
            "Monthly",
            "no alcohol",
            5,
            None,
            "501",
            "Active",
            "Advice",
        ],
        [
            "C-2",
            "Beta",
            "Run",
            None,
            date(2025, 10, 1),
            None,
            "Monthly retainer",
            "EUR",
            None,
            None,
            "Net 30",
            None,
            "No",
            None,
            "Monthly",
            None,
            None,
            1500,
            None,
            "Draft",
            None,
        ],
    ],
    "Rates": [["C-1", "Any", None, 155.25, "GBP", date(2025, 10, 1), None]],
    "Milestones": [
        ["C-1", "Design", 10.5, date(2025, 11, 1), date(2025, 11, 5), "Accepted"],
        ["C-1", "Instalment 1", 5, date(2025, 12, 1), None, "Planned"],
    ],
    "Change Orders": [
        ["C-1", "CO1", date(2026, 1, 5), 11700, 500, date(2026, 6, 30)],
        ["C-1", "CO2", None, 5, None, None],
    ],
    "Roster": [["Ann Lee", "ann@firm.example", "Principal", 88.5, 37.5, date(2024, 5, 24), None, "SQL"]],
    "Leave": [["Ann Lee", date(2026, 4, 10), date(2026, 4, 13), 7.5, "Annual"]],
}


def filled(path: Path) -> Path:
    """The template with rows."""
    book = openpyxl.load_workbook(io.BytesIO(register_template()))
    for name, lines in FILLED.items():
        for line in lines:
            book[name].append(line)
    book.save(path)
    return path


def test_the_same_bytes_and_no_rows(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    assert (tmp_path / "t.xlsx").read_bytes() == register_template()
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == [NOTE_SHEET, *SHEETS]
    for name, headings in SHEETS.items():
        assert [[cell.value for cell in row] for row in book[name].iter_rows()] == [[each.title for each in headings]]
    with pytest.raises(TieoutError):
        read(tmp_path / "t.xlsx")


def test_every_heading_is_known(tmp_path: Path) -> None:
    one = read(filled(tmp_path / "r.xlsx"))
    assert [table.sheet for table in one.tables] == list(SHEETS)
    for table in one.tables:
        assert [use.source for use in table.columns] == [heading.title for heading in SHEETS[table.sheet]]
        assert all(use.target for use in table.columns), table.layout
        assert (table.problems, table.rows_loaded, table.confidence) == ((), len(FILLED[table.sheet]), 1.0)


def test_what_is_filled_in_comes_back(tmp_path: Path) -> None:
    found = tables(read(filled(tmp_path / "r.xlsx")))
    contracts = found["register.contracts"]
    assert rows(
        contracts, "contracts", "ref", "customer_name", "method", "currency", "value", "cap", "terms_days", "po_number"
    ) == [
        ("C-1", "Acme", "capped", "GBP", 3_000_050, 3_000_050, 60, "00123"),
        ("C-2", "Beta", "retainer", "EUR", None, None, 30, ""),
    ]
    assert rows(
        contracts, "contracts", "signed", "start", "end", "po_required", "markup", "monthly_fee", "deal_ref", "status"
    ) == [
        ("2025-09-05", "2025-10-01", "2026-03-31", True, 500, None, "501", "Active"),
        (None, "2025-10-01", None, False, None, 150_000, "", "Draft"),
    ]
    assert totals(contracts) == {("Value", "EUR"): ("0.00", 1), ("Value", "GBP"): ("30000.50", 1)}
    assert rows(found["register.rates"], "rates", "contract", "role", "rate", "valid_from") == [
        ("C-1", "Any", 1_552_500, "2025-10-01")
    ]
    assert rows(found["register.milestones"], "milestones", "name", "type", "amount", "accepted") == [
        ("Design", "milestone", 1_050, "2025-11-05"),
        ("Instalment 1", "instalment", 500, None),
    ]
    assert rows(
        found["register.change_orders"], "change_orders", "ref", "status", "amount", "cap_change", "new_end"
    ) == [
        ("CO1", "signed", 1_170_000, 50_000, "2026-06-30"),
        ("CO2", "draft", 500, None, None),
    ]
    assert rows(found["roster.people"], "people", "name", "email", "cost_rate", "weekly_capacity", "skills") == [
        ("Ann Lee", "ann@firm.example", 885_000, 135_000, "SQL")
    ]
    assert rows(found["roster.leave"], "leave", "day", "seconds") == [("2026-04-10", 27_000), ("2026-04-13", 27_000)]


def test_the_words_offered_are_words_that_are_read() -> None:
    from importers.people.register.wording import method_in

    methods = next(heading.words for heading in SHEETS["Contracts"] if heading.title == "Billing Method")
    assert [method_in(word) for word in methods] == [
        "time_and_materials",
        "capped",
        "milestones",
        "instalments",
        "retainer",
        "prepaid",
    ]
