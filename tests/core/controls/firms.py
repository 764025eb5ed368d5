"""Whole firms for tests of the run: the invented sample firm, and the month-end packs where they lie beside this folder."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from core.base.periods import Period
from core.matching.engine import match
from core.normalise.assemble import assemble, base_currency
from core.records.tables import Tables, links_frame
from importers.registry import drafts_of, read_folder
from importers.sample.files import write_sample
from tests.importers.samples import PACKS

PERIOD = Period(2026, 9)
NAMES = sorted(path.name for path in PACKS.glob("*") if (path / "truth").is_dir()) if PACKS.is_dir() else []


def read(folder: Path) -> Tables:
    """The tables of a folder of exports, matched."""
    drafts = drafts_of(read_folder(folder))
    base = base_currency(drafts)
    tables = Tables(assemble(drafts), links_frame(), base, PERIOD, frozenset(drafts))
    return tables.with_links(match(tables))


@cache
def sample() -> Tables:
    """The invented firm's month end."""
    with tempfile.TemporaryDirectory() as folder:
        write_sample(Path(folder), PERIOD)
        return read(Path(folder))


@cache
def pack(name: str) -> Tables:
    """A pack's month end."""
    return read(PACKS / name / "exports")


def key(name: str, table: str) -> Iterator[tuple[str, set[str], dict[str, str]]]:
    """Control, the ids that a finding may name, and the row, of each row of a pack's answer key."""
    with (PACKS / name / "truth" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            subject = ":".join((row["subject_system"], row["subject_entity"], row["subject_id"]))
            yield row["control"], {subject, *filter(None, row["also"].split(";"))}, row
