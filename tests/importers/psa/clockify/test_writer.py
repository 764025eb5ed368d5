"""Clockify's change list against its golden copy: record, field, before, after, who, why."""

from __future__ import annotations

from importers.psa.clockify.writer import ClockifyWriter
from tests.importers.postings import documents, same_as_golden, time_updates


def test_golden_file() -> None:
    files = ClockifyWriter().files(time_updates("clockify"), ())
    assert [(file.name, file.entries, file.by_hand) for file in files] == [("clockify-changes.csv", (1, 2, 3), True)]
    assert same_as_golden(files)


def test_nothing_gives_no_file() -> None:
    assert ClockifyWriter().files((), documents("clockify")) == ()
