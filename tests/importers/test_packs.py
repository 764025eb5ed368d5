"""The month ends of two firms: every control total and every row in quarantine is the answer key's, and nothing takes long."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from core.normalise.assemble import assemble
from core.normalise.identity import identities
from core.ports.importing import FileRead
from core.records.schema import TABLES
from importers.registry import drafts_of, read_folder
from tests.importers.samples import PACKS

NAMES = sorted(path.name for path in PACKS.glob("*") if (path / "truth").is_dir()) if PACKS.is_dir() else []
pytestmark = pytest.mark.skipif(not NAMES, reason="the month-end packs do not lie beside this folder")


def key(pack: str, name: str) -> list[dict[str, str]]:
    with (PACKS / pack / "truth" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module", params=NAMES)
def pack(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def reads(pack: str) -> list[FileRead]:
    return read_folder(PACKS / pack / "exports")


def test_control_totals(pack: str, reads: list[FileRead]) -> None:
    got: dict[tuple[str, ...], tuple[str, str]] = {}
    for one in reads:
        for table in one.tables:
            got[table.system, table.entity, one.file, "", ""] = (str(table.rows_loaded), "")
            for total in table.totals:
                got[table.system, table.entity, one.file, total.column, total.currency] = (
                    str(total.rows),
                    str(total.amount),
                )
    wanted = {
        (row["system"], row["entity"], row["file"], row["amount_column"], row["currency"]): (
            row["rows"],
            row["amount_sum"],
        )
        for row in key(pack, "totals.csv")
    }
    assert {name: got.get(name) for name in wanted} == wanted


def test_quarantine(pack: str, reads: list[FileRead]) -> None:
    got = sorted((one.file, problem.row) for one in reads for table in one.tables for problem in table.problems)
    assert got == sorted((row["file"], int(row["row"])) for row in key(pack, "quarantine.csv"))


def test_every_file_is_known_and_every_row_accounted_for(pack: str, reads: list[FileRead]) -> None:
    assert {one.file for one in reads} == {path.name for path in (PACKS / pack / "exports").iterdir()}
    assert all(table.rows_read == table.rows_loaded + len(table.problems) for one in reads for table in one.tables)


def test_the_tables_hang_together(reads: list[FileRead]) -> None:
    drafts = drafts_of(reads)
    frames = assemble(drafts)
    for name, frame in frames.items():
        assert frame["id"].is_unique, name
        assert tuple(frame.columns) == TABLES[name].column_names
    for name, column, target in (
        ("deals", "customer", "customers"),
        ("contracts", "customer", "customers"),
        ("projects", "customer", "customers"),
        ("time", "project", "projects"),
        ("time", "person", "people"),
        ("expenses", "project", "projects"),
        ("invoice_lines", "invoice", "invoices"),
        ("allocations", "invoice", "invoices"),
        ("journal_lines", "account", "accounts"),
        ("milestones", "contract", "contracts"),
        ("rates", "contract", "contracts"),
        ("leave", "person", "people"),
    ):
        assert frames[name][column].isin(set(frames[target]["id"])).all(), (name, column)
    for name in ("time", "invoices", "invoice_lines", "payments", "bank_lines", "contracts", "journal_lines"):
        assert (frames[name]["currency"] != "").all(), name
    for name, draft in drafts.items():
        assert identities(name, draft[draft["facet"] == draft["facet"].iloc[0]]).is_unique, name


def test_it_is_quick(pack: str) -> None:
    folder: Path = PACKS / pack / "exports"
    begin = time.process_time()
    assemble(drafts_of(read_folder(folder)))
    assert time.process_time() - begin < 6.0  # the bar is 2.5 s; a loaded machine gets room
