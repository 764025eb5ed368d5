"""Every book ever released still opens, and says what it said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.records.schema import TABLES
from core.store.book import open_book
from core.store.migrations import HEAD, REVISIONS

BOOKS = Path(__file__).parent


@pytest.mark.parametrize("book", sorted(BOOKS.glob("*.tieout")), ids=lambda path: path.stem)
def test_released_book_opens(book: Path, tmp_path: Path) -> None:
    with open_book(shutil.copy(book, tmp_path)) as opened:
        assert opened.digest() == book.with_suffix(".digest").read_text(encoding="utf-8").strip()
        assert opened.summary().schema == HEAD
        assert opened.verify().endswith(opened.digest())


@pytest.mark.parametrize("book", sorted(BOOKS.glob("*.tieout")), ids=lambda path: path.stem)
def test_released_book_has_lost_nothing(book: Path, tmp_path: Path) -> None:
    with open_book(shutil.copy(book, tmp_path)) as opened:
        drafts = opened.drafts()
        assert all(len(drafts[name]) >= 2 for name in TABLES if name in dict(opened.summary().records))
        assert len(opened.batches()) == 4
        assert len(opened.mappings()) == 1
        assert len(opened.quarantine()) == len(TABLES) - 2  # one was set aside, one corrected
        assert [step.undoes for step in opened.steps()] == [None, 1, 2]
        assert opened.links()["status"].tolist() == ["confirmed", "rejected"]
        assert opened.findings()["key"].tolist() == ["TE-03|p"]
        assert [(waiver.key, waiver.ceiling_minor) for waiver in opened.waivers()] == [("TE-03|p", 500)]
        assert [(each.status, each.approved_by) for each in opened.outbox()] == [("approved", "Bo Orr")]
        assert [str(each.value) for each in opened.kpis()] == ["41.5"]
        assert (opened.setting("policy.tolerance"), opened.view("home")) == ("5", "{}")


def test_every_schema_has_its_book() -> None:
    assert [path.stem for path in sorted(BOOKS.glob("*.tieout"))] == [f"schema-{each}" for each in REVISIONS]
    assert [path.stem for path in sorted(BOOKS.glob("*.digest"))] == [f"schema-{each}" for each in REVISIONS]
