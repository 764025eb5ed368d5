"""Quarantined rows that a person corrects or sets aside, on a real book."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
import pytest

from core.normalise.identity import identities
from core.ports.importing import ColumnTotal, ColumnUse, CorrectedRow, FileRead, Origin, RowProblem, TableRead
from core.store.book import Book
from core.store.errors import NameMissing, UnknownProblem
from tests.core.store.reads import AT, LATER, file_read

FILE = "time.csv"


def hours(day: int, row: int) -> dict[str, object]:
    return {
        "external_id": f"{FILE}#{row}",
        "row": row,
        "day": pd.Timestamp(2026, 9, day),
        "person_name": "Ada",
        "project_name": "Alpha",
        "seconds": 3600,
    }


def table(rows: Sequence[dict[str, object]], problems: Sequence[RowProblem], amount: str) -> TableRead:
    return TableRead(
        "harvest",
        "time",
        "harvest.time_report",
        "",
        1,
        (ColumnUse("Date", "day"),),
        {"time": pd.DataFrame(rows)},
        len(rows) + len(problems),
        len(rows),
        tuple(problems),
        (ColumnTotal("Hours", "", Decimal(amount), len(rows)),),
        choices={"Date": "dmy"},
    )


def month() -> FileRead:
    """Two equal rows are loaded, two wait: one of them is their twin once it is corrected."""
    bad = [
        RowProblem(FILE, "", row, "Hours", "??", "IMP-202", "'??' in Hours is not a number.", (("Hours", "??"),))
        for row in (2, 4)
    ]
    return file_read(FILE, table([hours(3, 1), hours(3, 3)], bad, "2.00"))


def corrected(book: Book, row: int) -> tuple[int, CorrectedRow]:
    problem = next(each for each in book.quarantine() if each.row == row)
    return problem.problem, CorrectedRow(row, (("Hours", "1.0"),))


def replay(book: Book, row: int) -> int:
    number, rows = corrected(book, row)
    origin = book.quarantined_part(book.quarantine()[0].part)
    made = table([hours(3, row)], (), "1.00")
    return book.replay(origin, made, [rows], [number], identities, "Ann Lee", "asked Ada", LATER).batch


def test_a_corrected_row_is_loaded_beside_its_twins_and_the_totals_say_so(book: Book) -> None:
    book.add_batch(month(), identities, AT)
    origin = book.quarantined_part(book.quarantine()[0].part)
    assert origin.origin == Origin(FILE, "", "harvest", "time", "harvest.time_report", {"Date": "day"}, {"Date": "dmy"})
    replay(book, 2)
    time = book.drafts(["time"])["time"]
    assert sorted(time["external_id"]) == [f"{FILE}#1", f"{FILE}#2", f"{FILE}#3"]
    assert time["identity"].nunique() == 3
    assert [each.row for each in book.quarantine()] == [4]
    (total,) = book.totals()
    assert (total.rows_read, total.rows_loaded, total.rows_quarantined, total.amount) == (4, 3, 1, Decimal("3.00"))
    assert book.summary().rows_quarantined == 1


def test_the_file_put_right_and_imported_again_adds_only_what_is_new(book: Book) -> None:
    book.add_batch(month(), identities, AT)
    replay(book, 2)
    again = file_read(FILE, table([hours(3, 1), hours(3, 2), hours(3, 3), hours(9, 4)], (), "4.00"), content="v2")
    outcome = book.add_batch(again, identities, LATER)
    assert (outcome.new, outcome.changed, outcome.unchanged) == (1, 0, 3)


def test_a_correction_is_withdrawn_by_itself_or_with_its_file(book: Book) -> None:
    book.add_batch(month(), identities, AT)
    before = book.digest()
    batch = replay(book, 2)
    book.undo_batch(batch, "Ann Lee", "wrong hours", LATER)
    assert [each.row for each in book.quarantine()] == [2, 4]
    assert len(book.drafts(["time"])["time"]) == 2
    assert book.digest() == before
    replay(book, 4)
    book.undo_batch(1, "Ann Lee", "wrong file", LATER)
    assert not book.quarantine()
    assert book.drafts(["time"])["time"].empty
    assert not book.totals()


def test_a_row_set_aside_waits_no_more_and_stays_unread(book: Book) -> None:
    book.add_batch(month(), identities, AT)
    number, _ = corrected(book, 4)
    book.set_aside([number], "Ann Lee", "test entry of the administrator", LATER)
    assert [each.row for each in book.quarantine()] == [2]
    (total,) = book.totals()
    assert (total.rows_loaded, total.rows_quarantined) == (2, 2)
    with pytest.raises(UnknownProblem):
        book.set_aside([number], "Ann Lee", "twice", LATER)


def test_nobody_deals_with_a_row_without_a_name_and_a_reason(book: Book) -> None:
    book.add_batch(month(), identities, AT)
    number, _ = corrected(book, 4)
    for who, why in (("", "reason"), ("Ann Lee", " ")):
        with pytest.raises(NameMissing):
            book.set_aside([number], who, why, LATER)
