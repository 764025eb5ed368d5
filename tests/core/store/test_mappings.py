"""Saved mappings: one counts for its headings, older ones stay on record."""

from __future__ import annotations

import dataclasses

import pytest

from core.ports.importing import Answers, SavedMapping
from core.store.book import Book, open_book
from core.store.errors import NameMissing
from tests.core.store.reads import AT, LATER

ANSWERS = Answers(
    entity="time", columns={"Hrs": "seconds", "Who": "person_name", "Colour": ""}, choices={"When": "dmy"}
)
MAPPING = SavedMapping("f1", ("Hrs", "Who", "When", "Colour"), ANSWERS, "Ann Lee", AT)


def test_the_newest_mapping_of_headings_counts(book: Book) -> None:
    other = dataclasses.replace(MAPPING, fingerprint="f2")
    newer = dataclasses.replace(MAPPING, answers=Answers(entity="expense", header_row=0), at=LATER)
    for each in (MAPPING, other, newer):
        book.save_mapping(each)
    assert book.mappings() == (other, newer)
    with open_book(book.name) as again:
        assert again.mappings() == (other, newer)


def test_a_forgotten_mapping_is_offered_no_more(book: Book) -> None:
    book.save_mapping(MAPPING)
    book.forget_mapping("f1", LATER)
    assert book.mappings() == ()


def test_a_mapping_needs_who_made_it(book: Book) -> None:
    with pytest.raises(NameMissing):
        book.save_mapping(dataclasses.replace(MAPPING, by=""))
