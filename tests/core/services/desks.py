"""Desks on the sample firm, imported from its raw export files through the real readers."""

from __future__ import annotations

import shutil
from pathlib import Path

from core.base.clock import FixedClock
from core.base.periods import Period
from core.services.desk import Desk
from importers.files import Files
from importers.sample.files import write_sample
from importers.writers import Writers

PERIOD = Period(2026, 9)


def desk_on(book: Path, who: str = "Ann Preparer") -> Desk:
    """A desk on `book` that reads with the real readers and stands at the as-of date."""
    return Desk.open(book, PERIOD, FixedClock.on(PERIOD.last), Files(), Writers, who=who)


def closed_book(folder: Path) -> Path:
    """The sample firm's book, imported, matched and checked."""
    book = folder / "sample.tieout"
    desk = desk_on(book)
    desk.import_files([write_sample(folder / "exports", PERIOD)])
    desk.run()
    desk.close()
    return book


def copy_of(book: Path, folder: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copy(book, folder / "copy.tieout"))
