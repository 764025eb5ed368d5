"""Xero's reports of sums, as workbooks with titles above and per cents below."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, totals, workbook

TITLE: list[list[object]] = [
    ["Aged Receivables Summary"],
    ["A Firm Ltd"],
    ["As at 31 October 2026"],
    ["Ageing by due date"],
    [],
]
HEAD: list[object] = ["Contact", "Current", "< 1 Month", "1 Month", "2 Months", "3 Months", "Older", "Total"]


def aged(path: Path, last: list[object]) -> Path:
    return workbook(
        path,
        Report=[
            *TITLE,
            HEAD,
            ["Acme", 100.0, "", "", "", "", 20.5, 120.5],
            ["Beta", "", 7.0, "", "", "", "", 7.0],
            last,
            ["Percentage of total", 0.78, 0.05, 0.0, 0.0, 0.0, 0.17, 1.0],
        ],
    )


def test_aged_receivables(tmp_path: Path) -> None:
    table = only(aged(tmp_path / "a.xlsx", ["Total", 100.0, 7.0, 0.0, 0.0, 0.0, 20.5, 127.5]))
    assert (table.layout, table.header_row, table.rows_loaded, table.frames) == ("xero.aged_receivables", 6, 2, {})
    assert totals(table)["Total", ""] == ("127.50", 2)
    assert totals(table)["Older", ""] == ("20.50", 2)
    assert "1 printed totals agree with the rows above them." in table.notes


def test_a_total_that_was_never_worked_out_blocks_nothing_and_a_wrong_one_does(tmp_path: Path) -> None:
    stale = only(aged(tmp_path / "s.xlsx", ["Total", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]))
    assert (stale.untied, totals(stale)["Total", ""]) == ((), ("127.50", 2))
    wrong = only(aged(tmp_path / "w.xlsx", ["Total", 100.0, 7.0, 0.0, 0.0, 0.0, 20.5, 127.0]))
    assert len(wrong.untied) == 1
    assert "127.00 is printed, the rows above add up to 127.50" in wrong.untied[0]


def test_trial_balance(tmp_path: Path) -> None:
    table = only(
        workbook(
            tmp_path / "t.xlsx",
            Trial_Balance=[
                ["Trial Balance"],
                ["A Firm Ltd"],
                ["As at 31 October 2026"],
                [],
                ["Account", "Debit", "Credit", "YTD Debit", "YTD Credit"],
                ["Revenue"],
                ["Sales (200)", "", 10.0, "", 100.0],
                ["Total Revenue", "", 10.0, "", 100.0],
                ["Assets"],
                ["Bank (090)", 10.0, "", 100.0, ""],
                ["Total Assets", 10.0, "", 100.0, ""],
                ["Total", 10.0, 10.0, 100.0, 100.0],
            ],
        )
    )
    assert (table.layout, table.rows_loaded, table.frames) == ("xero.trial_balance", 2, {})
    assert totals(table)["YTD Debit", ""] == totals(table)["YTD Credit", ""] == ("100.00", 2)
    assert "3 printed totals agree with the rows above them." in table.notes
