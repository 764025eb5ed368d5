"""The page of exports says what the readers are."""

from __future__ import annotations

from importers.registry import FILE_READERS, READERS
from tests.docs.exports import PAGE, page


def test_the_page_is_what_the_readers_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.docs.exports"


def test_every_layout_says_what_it_is() -> None:
    assert all(type(each).__doc__ for each in READERS)
    assert all(type(each).__doc__ for each in FILE_READERS)
