"""One file's currencies complete another's, and the totals follow."""

from __future__ import annotations

from pathlib import Path

from importers.registry import read_files
from tests.importers.accounting.xero.test_ledger import report
from tests.importers.samples import text_file, totals, workbook


def test_a_ledger_is_in_the_firms_own_currency(tmp_path: Path) -> None:
    ledger = report(tmp_path / "l.xlsx")
    register = workbook(tmp_path / "r.xlsx", FX=[["Month", "Currency", "Rate to GBP"], ["2025-10", "EUR", 0.85]])
    alone, *_ = read_files([ledger])
    assert totals(alone.tables[0]) == {("Debit", ""): ("50.00", 2), ("Credit", ""): ("50.00", 2)}
    done, _ = read_files([ledger, register])
    assert totals(done.tables[0]) == {("Debit", "GBP"): ("50.00", 2), ("Credit", "GBP"): ("50.00", 2)}
    assert set(done.tables[0].frames["journal_lines"]["currency"]) == {"GBP"}


def test_lines_without_currency_are_split_by_what_they_belong_to(tmp_path: Path) -> None:
    contracts = text_file(
        tmp_path / "c.csv",
        "Contract ref,Client,Value,Start,Currency",
        "A,Acme,1,2026-01-15,GBP",
        "B,Acme,1,2026-01-15,EUR",
    )
    schedule = text_file(
        tmp_path / "m.csv",
        "Contract ref,Milestone,Amount,Planned",
        "A,Go,5.50,2026-01-15",
        "B,Go,1.25,2026-01-15",
        "B,Stop,1.00,2026-01-15",
    )
    _, done = read_files([contracts, schedule])
    assert totals(done.tables[0]) == {("Amount", "EUR"): ("2.25", 2), ("Amount", "GBP"): ("5.50", 1)}


def test_what_is_taken_as_given_stands_in_the_notes_of_its_file(tmp_path: Path) -> None:
    contracts = text_file(
        tmp_path / "c.csv",
        "Contract ref,Client,Value,Start",
        "A,Acme,1,2026-01-15",
        "B,Acme,1,2026-01-15",
    )
    register = workbook(tmp_path / "r.xlsx", FX=[["Month", "Currency", "Rate to GBP"], ["2025-10", "EUR", 0.85]])
    done, other = read_files([contracts, register])
    assert done.notes == ("2 rows print no currency and are taken as GBP.",)
    assert other.notes == ()
