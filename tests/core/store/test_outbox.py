from __future__ import annotations

import pytest

from core.access.rules import SamePerson
from core.records.outbox import OutboxEntry
from core.store.book import Book
from core.store.errors import HistoryMoved, NameMissing, UnknownEntry, WrongStatus
from tests.core.store.reads import AT, LATER


def entry(number: int = 0, by: str = "Ann Lee") -> OutboxEntry:
    return OutboxEntry(
        number, "xero", "invoice", "xero:invoice:INV-1", "update", '{"field":"due"}', "prepared", by, "", AT
    )


def statuses(book: Book) -> list[tuple[str, str]]:
    return [(each.status, each.approved_by) for each in book.outbox()]


def test_entries_are_numbered_and_come_back(book: Book) -> None:
    assert book.queue([entry(), entry(2)]) == (1, 2)
    assert book.queue([]) == ()
    assert book.outbox()[1] == entry(2)


def test_a_number_that_is_not_due_is_refused_whole(book: Book) -> None:
    with pytest.raises(HistoryMoved, match="the next one is 2"):
        book.queue([entry(1), entry(5)])
    assert book.outbox() == ()
    with pytest.raises(NameMissing):
        book.queue([entry(by="")])


@pytest.mark.parametrize("name", ["Ann Lee", "  ann  lee ", "LEE, Ann", "ann.lee@firm.test"])
def test_nobody_approves_the_own_work(book: Book, name: str) -> None:
    book.queue([entry()])
    with pytest.raises(SamePerson):
        book.approve(1, name, LATER)
    assert statuses(book) == [("prepared", "")]


def test_an_entry_goes_its_way(book: Book) -> None:
    book.queue([entry()])
    book.approve(1, " Bo Orr ", LATER)
    assert statuses(book) == [("approved", "Bo Orr")]
    book.mark(1, "written", LATER, "0001-3f9a01c2")
    book.mark(1, "written", LATER, "0001-3f9a01c2")
    book.mark(1, "confirmed", LATER)
    assert statuses(book) == [("confirmed", "Bo Orr")]
    assert [(m.status, m.who, m.receipt) for m in book.outbox_trail()] == [
        ("prepared", "Ann Lee", ""),
        ("approved", "Bo Orr", ""),
        ("written", "", "0001-3f9a01c2"),
        ("confirmed", "", ""),
    ]


def test_what_was_blocked_must_be_approved_anew(book: Book) -> None:
    book.queue([entry()])
    book.approve(1, "Bo Orr", LATER)
    book.mark(1, "blocked", LATER)
    book.mark(1, "prepared", LATER)
    assert statuses(book) == [("prepared", "")]
    book.approve(1, "Cy Poe", LATER)
    assert statuses(book) == [("approved", "Cy Poe")]


@pytest.mark.parametrize(
    ("way", "wanted"),
    [
        ([], "written"),
        ([], "approved"),
        ([], "confirmed"),
        (["withdrawn"], "prepared"),
        (["blocked"], "written"),
        ([], "posted"),
    ],
)
def test_no_station_is_skipped(book: Book, way: list[str], wanted: str) -> None:
    book.queue([entry()])
    for status in way:
        book.mark(1, status, LATER)
    with pytest.raises(WrongStatus, match=f"cannot become {wanted}"):
        book.mark(1, wanted, LATER)


def test_only_what_is_prepared_and_there_can_be_approved(book: Book) -> None:
    with pytest.raises(UnknownEntry, match="no entry 4"):
        book.approve(4, "Bo Orr", LATER)
    book.queue([entry()])
    book.mark(1, "withdrawn", LATER)
    with pytest.raises(WrongStatus, match="is withdrawn and cannot become approved"):
        book.approve(1, "Bo Orr", LATER)
