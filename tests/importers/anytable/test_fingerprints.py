"""An earlier mapping fits wholly, with differences that are named, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime

from core.ports.importing import Answers, SavedMapping
from importers.anytable.fingerprints import fingerprint_of, recall

HEADINGS = ("Ref", "Who", "When", "How much", "Note")
ANSWERS = Answers(
    entity="expense",
    columns={"Who": "person_name", "When": "day", "How much": "amount", "Note": "category", "Ref": ""},
    choices={"When": "dmy"},
)


def saved(headings: tuple[str, ...] = HEADINGS, day: int = 1) -> SavedMapping:
    return SavedMapping(fingerprint_of(headings), headings, ANSWERS, "Ann", datetime(2026, 1, day, tzinfo=UTC))


def test_the_fingerprint_folds_headings_and_does_not_mind_their_order() -> None:
    assert fingerprint_of(HEADINGS) == fingerprint_of(["when ", "NOTE", "How  much", "Who", "Ref"])
    assert fingerprint_of(HEADINGS) != fingerprint_of(HEADINGS[1:])


def test_the_latest_mapping_of_the_same_headings_holds_wholly() -> None:
    found = recall(HEADINGS, [saved(day=2), saved(day=1)])
    assert found is not None
    assert (found.saved.at.day, found.answers, found.drifted) == (2, ANSWERS, False)


def test_a_drifted_heading_is_named_and_mapped_to_nothing() -> None:
    found = recall(("Ref", "Who", "When", "Total", "Note"), [saved()])
    assert found is not None
    assert found.drifted
    assert found.missing == {"How much": "amount"}
    assert found.new == ("Total",)
    assert found.answers.columns == {"Who": "person_name", "When": "day", "Note": "category", "Ref": "", "Total": ""}
    assert found.answers.choices == {"When": "dmy"}


def test_other_headings_are_another_table() -> None:
    assert recall(("Ref", "Colour", "Weight", "Length"), [saved()]) is None
    assert recall(HEADINGS, []) is None
