from __future__ import annotations

import sqlite3
from pathlib import Path

from core.store.book import Book, open_book
from tests.core.store.reads import AT, LATER


def test_a_setting_has_its_newest_value_and_the_trail_keeps_the_rest(path: Path) -> None:
    with open_book(path) as book:
        assert book.setting("firm") is None
        book.set_setting("firm", "Ash Partners", "Ann Lee", AT)
        book.set_setting("firm", "Ash Partners", "Ann Lee", LATER)
        book.set_setting("firm", "Ash & Oak", "Bo Orr", LATER)
        book.set_setting("base", "GBP", "Bo Orr", LATER)
        assert book.setting("firm") == "Ash & Oak"
        assert book.settings() == (("base", "GBP"), ("firm", "Ash & Oak"))
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT count(*) FROM settings WHERE name = 'firm'").fetchone() == (2,)
    raw.close()


def test_a_view_is_overwritten(book: Book) -> None:
    assert book.view("home") is None
    book.keep_view("home", "one")
    book.keep_view("home", "two")
    book.keep_view("grid", "three")
    assert (book.view("home"), book.view("grid")) == ("two", "three")
