"""Real tables of nobody's layout: taken for what they are, whole, or for nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from core.base.errors import TieoutError
from core.ports.importing import Answers, TableRead
from importers.registry import READERS, read, recognise, rows_as_printed
from importers.shared.intake import take_in
from importers.shared.sheets import sheets_of

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
SAMPLES = DATA.parent / "formats" / "samples"
BUSINESS = frozenset({"Customer.csv", "Employee.csv", "Invoice.csv"})  # of a shop's database, among tables of all kinds
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real test data does not lie beside this folder")


def only(path: Path, answers: Answers | None = None) -> TableRead:
    (table,) = read(path, answers).tables
    assert table.rows_read == table.rows_loaded + len(table.problems)
    return table


def test_hours_of_whole_tasks_are_not_added_up_per_person() -> None:
    table = only(DATA / "timesheet-sip" / "Sip-task-info.csv")
    assert (table.entity, table.rows_loaded) == ("time", 12_299)
    assert [(total.column, total.amount) for total in table.totals] == [("DeveloperHoursActual", Decimal("95001.98"))]
    assert any("HoursActual repeats" in note for note in table.notes)


def test_receivables_are_invoices() -> None:
    table = only(next((DATA / "ar-ibm").glob("*.csv")))
    assert (table.entity, table.rows_loaded) == ("invoice", 2_466)
    assert [total.amount for total in table.totals] == [Decimal("147703.18")]


def test_a_sales_archive_is_read_member_by_member() -> None:
    found = read(next((DATA / "crm-sales-opportunities").glob("*.zip")))
    rows = {(table.entity, table.rows_read, table.rows_loaded) for table in found.tables}
    assert rows == {("deal", 8800, 8800), ("customer", 85, 85), ("person", 35, 35), ("", 7, 0), ("", 21, 0)}
    deals = next(table for table in found.tables if table.entity == "deal")
    assert any(note.startswith("1,425 of 8,800 rows have nothing in account") for note in deals.notes)
    assert any("GTXPro (1,480 rows)" in note for note in deals.notes)


@pytest.mark.parametrize(
    ("name", "entity", "rows"),
    [("clients", "customer", 40), ("contracts", "contract", 106), ("invoices", "invoice", 783)],
)
def test_lists_of_a_billing_system(name: str, entity: str, rows: int) -> None:
    table = only(DATA / "o2c-clearwip" / f"{name}.csv")
    assert (table.entity, table.rows_loaded, table.proposed) == (entity, rows, True)


@pytest.mark.parametrize("name", ["audit_log", "revenue_wip", "transactions"])
def test_lists_that_no_book_holds_wait(name: str) -> None:
    table = only(DATA / "o2c-clearwip" / f"{name}.csv")
    assert (table.entity, table.rows_loaded) == ("", 0)
    assert {problem.code for problem in table.problems} == {"IMP-211"}


CONTRACTS = sorted((DATA / "contracts-kosovo").rglob("*.csv"))


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_contracts_without_headings_are_proposed_and_never_loaded_unasked(path: Path) -> None:
    table = only(path)
    with path.open(encoding="utf-8", newline="") as lines:
        filled = sum(1 for row in csv.reader(lines) if any(cell.strip() for cell in row))
    assert (table.header_row, table.entity, table.rows_loaded, table.rows_read) == (0, "contract", 0, filled)
    targets = {use.source: use.target for use in table.columns if use.target}
    assert {targets["column 7"], targets["column 8"], targets["column 12"]} == {"title", "signed", "customer_name"}


def test_dates_and_money_of_contracts_without_headings() -> None:
    said = Answers(
        entity="contract",
        columns={"column 7": "title", "column 8": "signed", "column 10": "value", "column 12": "customer_name"},
    )
    days = money = rows = unlisted = 0
    for path in CONTRACTS:
        table = only(path, said)
        rows += table.rows_read
        frame = table.frames["contracts"]
        raw = rows_as_printed(path)
        assert raw is not None
        absent = sum(1 for row in raw[1] if not row[7].strip())
        notes = [note for note in table.notes if "column 8 cannot be read" in note]
        listed = sum(int(note.split()[0]) for note in notes)
        days += int(frame["signed"].notna().sum()) + absent + len(table.problems)
        money += len(frame)
        unlisted += table.rows_loaded - int(frame["signed"].notna().sum()) - listed - absent
    assert days >= 0.97 * rows
    assert money >= 0.97 * rows
    assert unlisted <= 0


def strange() -> Iterator[Path]:
    for folder in ("tables-frictionless", "csv-w3c-csvw"):
        yield from sorted(each for each in (DATA / folder).rglob("*") if each.is_file()) if DATA.is_dir() else ()


def test_tables_of_other_worlds_are_no_entity() -> None:
    wrong = []
    for path in strange():
        try:
            tables = read(path).tables
        except TieoutError:
            continue
        wrong += [(path.name, table.entity) for table in tables if table.entity and path.name not in BUSINESS]
    assert wrong == []


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample exports do not lie beside this folder")
def test_a_file_that_a_known_layout_reads_is_never_read_by_a_guess() -> None:
    stolen = []
    for path in sorted(SAMPLES.rglob("*.csv")):
        try:
            known = [recognise(sheet) for sheet in sheets_of(take_in(path))]
            tables = read(path).tables
        except TieoutError:
            continue
        if any(known):
            stolen += [(path.name, table.layout) for table in tables if table.proposed]
    assert stolen == []
    assert len(READERS) > 20
