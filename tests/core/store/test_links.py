from __future__ import annotations

import pandas as pd
import pytest

from core.records.schema import LINK_COLUMNS
from core.records.tables import coerce, links_frame
from core.store.book import Book
from core.store.errors import NameMissing, UnknownVerdict
from tests.core.store.reads import AT, LATER


def proposals(*ties: tuple[str, str, str]) -> pd.DataFrame:
    """Payments tied to invoices: (payment, invoice, status)."""
    rows = [
        {
            "kind": "payment-invoice",
            "left": left,
            "right": right,
            "status": status,
            "amount": 100,
            "currency": "GBP",
            "confidence": 9000,
            "reason": "same reference",
        }
        for left, right, status in ties
    ]
    return links_frame(rows)


def shown(book: Book) -> list[tuple[object, ...]]:
    frame = book.links()
    return list(zip(frame["left"], frame["right"], frame["status"], frame["confidence"], frame["reason"], strict=True))


def test_what_the_engine_proposes_comes_back(book: Book) -> None:
    frame = proposals(("p2", "i1", "suggested"), ("p1", "i1", "confirmed"))
    assert book.record_links(frame, "one", AT) == (2, 0)
    expected = frame.sort_values("left", ignore_index=True)
    pd.testing.assert_frame_equal(book.links(), coerce(expected, LINK_COLUMNS))


def test_the_same_proposals_write_nothing(book: Book) -> None:
    frame = proposals(("p1", "i1", "confirmed"), ("p2", "i1", "suggested"))
    book.record_links(frame, "one", AT)
    assert book.record_links(frame[::-1], "two", LATER) == (0, 0)


def test_a_later_run_replaces_what_it_does_not_say_any_more(book: Book) -> None:
    book.record_links(proposals(("p1", "i1", "suggested"), ("p2", "i2", "confirmed")), "one", AT)
    assert book.record_links(proposals(("p1", "i1", "confirmed"), ("p2", "i2", "confirmed")), "two", LATER) == (1, 1)
    assert [row[:3] for row in shown(book)] == [("p1", "i1", "confirmed"), ("p2", "i2", "confirmed")]


def test_two_ties_of_one_pair_are_both_kept(book: Book) -> None:
    frame = pd.concat([proposals(("p1", "i1", "confirmed"))] * 2, ignore_index=True)
    book.record_links(frame, "one", AT)
    assert len(book.links()) == 2


def test_a_rejected_pair_stays_rejected_whatever_the_engine_says(book: Book) -> None:
    book.record_links(proposals(("p1", "i1", "suggested")), "one", AT)
    book.decide("payment-invoice", "p1", "i1", "rejected", "Ann Lee", "another customer", AT)
    expected = [("p1", "i1", "rejected", 0, "rejected by Ann Lee: another customer")]
    assert shown(book) == expected
    book.record_links(proposals(("p1", "i1", "confirmed")), "two", LATER)
    assert shown(book) == expected
    book.record_links(proposals(), "three", LATER)
    assert shown(book) == expected


def test_a_confirmed_pair_is_there_without_the_engine(book: Book) -> None:
    book.decide("payment-invoice", "p1", "i9", "confirmed", "Ann Lee", "", AT, 250, "GBP")
    assert shown(book) == [("p1", "i9", "confirmed", 10000, "confirmed by Ann Lee")]
    assert book.links()["amount"].tolist() == [250]


def test_a_verdict_keeps_what_the_engine_allocated(book: Book) -> None:
    book.record_links(proposals(("p1", "i1", "suggested")), "one", AT)
    book.decide("payment-invoice", "i1", "p1", "confirmed", "Ann Lee", "remittance", AT)
    row = book.links().iloc[0]
    assert (row["left"], row["amount"], row["status"], row["confidence"]) == ("p1", 100, "confirmed", 10000)


def test_the_newest_verdict_counts_and_can_be_taken_back(book: Book) -> None:
    book.record_links(proposals(("p1", "i1", "suggested")), "one", AT)
    book.decide("payment-invoice", "p1", "i1", "rejected", "Ann Lee", "", AT)
    book.decide("payment-invoice", "i1", "p1", "confirmed", "Bo Orr", "", LATER)
    verdicts = book.verdicts()
    assert verdicts[["verdict", "who", "at"]].to_numpy().tolist() == [
        ["confirmed", "Bo Orr", "2026-10-05T08:30:00.000000+00:00"]
    ]
    book.decide("payment-invoice", "p1", "i1", "undecided", "Bo Orr", "", LATER)
    assert not len(book.verdicts())
    assert shown(book)[0][2] == "suggested"


def test_a_verdict_needs_a_word_and_a_person(book: Book) -> None:
    with pytest.raises(UnknownVerdict, match="'maybe' is not a verdict"):
        book.decide("person", "a", "b", "maybe", "Ann Lee", "", AT)
    with pytest.raises(NameMissing):
        book.decide("person", "a", "b", "rejected", "", "", AT)
