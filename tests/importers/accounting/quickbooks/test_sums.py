"""QuickBooks Online reports of sums are control figures and make no record."""

from __future__ import annotations

from pathlib import Path

from tests.importers.accounting.quickbooks.reports import report
from tests.importers.samples import only, totals


def test_ageing_summary(tmp_path: Path) -> None:
    table = only(
        report(
            tmp_path / "a.csv",
            "A/R Aging Summary",
            ",Current,1 - 30,31 - 60,61 - 90,91 and over,Total",
            "Acme,,,,,,",
            "   Site,100.00,,,,,100.00",
            "Total for Acme,$100.00,,,,,$100.00",
            "Beta,,20.00,,,,20.00",
            "TOTAL,$100.00,$20.00,,,,$120.00",
        )
    )
    assert (table.layout, table.rows_read, table.rows_loaded, table.frames) == ("quickbooks.aged_summary", 2, 2, {})
    assert totals(table)["Total", ""] == ("120.00", 2)
    assert totals(table)["1 - 30", ""] == ("20.00", 2)
    assert "2 printed totals agree with the rows above them." in table.notes
    assert any("sums alone" in note for note in table.notes)


def test_trial_balance(tmp_path: Path) -> None:
    lines = (",Debit,Credit", 'Checking,"1,000.00",', 'Sales,,"1,000.00"')
    table = only(report(tmp_path / "t.csv", "Trial Balance", *lines, 'TOTAL,"$1,000.00","$1,000.00"'))
    assert (table.layout, table.entity, table.frames) == ("quickbooks.trial_balance", "account", {})
    assert totals(table) == {("Debit", ""): ("1000.00", 2), ("Credit", ""): ("1000.00", 2)}
    wrong = only(report(tmp_path / "w.csv", "Trial Balance", *lines, 'TOTAL,"$1,000.00","$1,001.00"'))
    assert ["1,001.00 is printed" in sentence for sentence in wrong.untied] == [True]


def test_deposit_detail(tmp_path: Path) -> None:
    table = only(
        report(
            tmp_path / "d.csv",
            "Deposit Detail",
            ",Date,Transaction type,Num,Client,Vendor,Memo/Description,Clr,Amount",
            "Checking,,,,,,,,",
            ",01/25/2026,Deposit,,,,,R,500.00",
            "Total for Checking,,,,,,,,$500.00",
        )
    )
    assert (table.layout, table.frames, table.confidence) == ("quickbooks.deposits", {}, 0.8)
    assert totals(table) == {("Amount", ""): ("500.00", 1)}
