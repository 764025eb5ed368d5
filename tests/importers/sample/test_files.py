"""The sample firm's export files are read whole, and the same month gives the same bytes."""

from __future__ import annotations

from pathlib import Path

from core.ports.importing import no_progress
from importers.registry import Refusal, files_of, read_files
from importers.sample.facts import invent
from importers.sample.files import write_sample
from tests.core.services.desks import PERIOD


def test_every_file_is_read_and_every_fact_arrives(sample_book: Path) -> None:
    facts = invent(PERIOD)
    refused: list[Refusal] = []
    reads = read_files(files_of(sample_book.parent / "exports"), no_progress, refused=refused)
    assert refused == []
    tables = [table for read in reads for table in read.tables]
    rows = {(table.system, table.entity): table.rows_loaded for table in tables}
    assert rows["xero", "invoice"] == sum(len(invoice.lines) for invoice in facts.invoices)
    assert rows["xero", "payment"] == sum(receipt.in_ledger for receipt in facts.receipts)
    assert rows["harvest", "expense"] == len(facts.expenses)
    assert rows["register", "contract"] == len(facts.contracts)
    assert rows["roster", "person"] == len(facts.people)
    # One row of time is mistyped; it is kept aside with its reason, every other one arrives.
    (time,) = (table for table in tables if (table.system, table.entity) == ("harvest", "time"))
    (problem,) = time.problems
    assert problem.reason
    assert time.rows_loaded + 1 == len(facts.time)
    assert sum(len(table.problems) for table in tables) == 1


def test_the_same_month_gives_the_same_csv_bytes(sample_book: Path, tmp_path: Path) -> None:
    again = write_sample(tmp_path / "again", PERIOD)
    first = sample_book.parent / "exports"
    assert sorted(path.name for path in again.iterdir()) == sorted(path.name for path in first.iterdir())
    for path in again.glob("*.csv"):
        assert path.read_bytes() == (first / path.name).read_bytes(), path.name
