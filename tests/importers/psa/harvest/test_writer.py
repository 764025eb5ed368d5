"""Harvest's change list against its golden copy: record, field, before, after, who, why."""

from __future__ import annotations

from importers.psa.harvest.writer import HarvestWriter
from tests.importers.postings import documents, same_as_golden, time_updates


def test_golden_file() -> None:
    files = HarvestWriter().files(time_updates("harvest"), ())
    assert [(file.name, file.entries, file.by_hand) for file in files] == [("harvest-changes.csv", (1, 2, 3), True)]
    assert same_as_golden(files)


def test_nothing_gives_no_file() -> None:
    assert HarvestWriter().files((), documents("harvest")) == ()
