from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from core.ports.importing import ColumnTotal, FileRead, RowProblem, TableRead
from core.reports.shapes import Tone
from core.reports.sources import FileTotal, file_totals, total_lines, totals_section
from tests.core.reports.books import quarantine, totals


def lines_of(file: str) -> list[tuple[int, int, int, str, Decimal | None, str]]:
    return [
        (each.rows_read, each.rows_loaded, each.rows_quarantined, each.column, each.sum, each.currency)
        for each in total_lines(totals())
        if each.source.file == file
    ]


def test_one_currency_carries_the_rows_of_the_table() -> None:
    assert lines_of("ledger.xlsx") == [(5, 5, 0, "Debit", Decimal("10.50"), "GBP")]


def test_currencies_add_up_to_the_rows_of_the_table() -> None:
    assert lines_of("expenses.csv") == [
        (3, 3, 0, "Cost", Decimal("3.10"), "EUR"),
        (6, 6, 0, "Cost", Decimal("7.00"), "GBP"),
        (1, 0, 1, "Cost", None, ""),
    ]


def test_without_amounts_one_line() -> None:
    assert lines_of("staff.csv") == [(2, 2, 0, "", None, "")]


def test_section_says_whether_every_row_is_accounted_for() -> None:
    section = totals_section(totals(), quarantine())
    assert section.lead == "17 rows read from 3 files: every row read was loaded or is in quarantine."
    lost = FileTotal("xero", "invoice", "lost.csv", "", 3, 1, 1)
    section = totals_section([*totals(), lost], quarantine())
    assert section.lead.endswith("1 table does not tie.")
    table = section.tables[0]
    assert Tone.ALERT in table.tones
    assert sum(int(str(each)) for each in table.column("unaccounted")) == 1


def test_no_quarantine_is_said() -> None:
    assert totals_section(totals(), ()).tables[1].caption == "No row is in quarantine."


def test_totals_of_fresh_reads() -> None:
    problem = RowProblem("a.csv", "", 2, "Cost", "x", "IMP-104", "not an amount")
    sums = (ColumnTotal("Cost", "GBP", Decimal(1), 1),)
    table = TableRead("harvest", "expense", "harvest.expenses", "", 1, (), {}, 2, 1, (problem,), sums)
    read = FileRead(Path("a.csv"), "a.csv", "00", "utf-8", ",", (table,))
    assert file_totals([read]) == (FileTotal("harvest", "expense", "a.csv", "", 2, 1, 1, sums),)
