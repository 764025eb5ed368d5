from __future__ import annotations

import dataclasses
from decimal import Decimal

import pandas as pd
import pytest

from core.ports.importing import ColumnTotal, ColumnUse, FileRead, RowProblem
from core.store.batches import distinct
from core.store.book import Book
from core.store.shapes import BatchOutcome
from tests.core.store.reads import AT, LATER, customers, file_read, identities, table_read, time_rows


def current(book: Book, table: str = "customers") -> dict[str, str]:
    """Identity -> name of what counts now."""
    frame = book.drafts()[table]
    return dict(zip(frame["identity"], frame["name"], strict=True))


def test_a_file_is_kept_with_everything_that_was_read(book: Book) -> None:
    problem = RowProblem(
        "time.csv", "Sheet1", 3, "Hours", "7,5,5", "IMP-104", "not a duration", (("Hours", "7,5,5"), ("A", ""))
    )
    read = file_read("time.csv", table_read("time", time_rows(4), sheet="Sheet1", problems=[problem]))
    outcome = book.add_batch(read, identities, AT)
    assert outcome == BatchOutcome(1, already=False, new=4, changed=0, unchanged=0, quarantined=1)

    (batch,) = book.batches()
    assert (batch.file, batch.sha256, batch.encoding, batch.delimiter, batch.at) == (
        "time.csv",
        read.sha256,
        "utf-8",
        ",",
        AT,
    )
    assert batch.notes == ("One note.",)
    (part,) = batch.tables
    assert (part.system, part.entity, part.layout, part.sheet) == ("harvest", "time", "harvest.time", "Sheet1")
    assert (part.rows_read, part.rows_loaded, part.rows_quarantined, part.header_row) == (5, 4, 1, 1)
    assert (part.confidence, part.notes, part.new) == (0.75, ("A footer was skipped.",), 4)
    assert part.columns == (ColumnUse("Client", "name", 0.9), ColumnUse("Colour", "", 0.25))
    assert part.totals == (ColumnTotal("Amount", "GBP", Decimal("1234.50"), 4),)
    assert (part.first_day, part.last_day) == ("2026-09-01", "2026-09-04")

    (kept,) = book.quarantine()
    assert (kept.file, kept.sheet, kept.row, kept.column, kept.value, kept.code) == (
        "time.csv",
        "Sheet1",
        3,
        "Hours",
        "7,5,5",
        "IMP-104",
    )
    assert kept.cells == problem.cells
    (total,) = book.totals()
    assert (total.column, total.currency, str(total.amount), total.rows_read) == ("Amount", "GBP", "1234.50", 5)


def test_a_table_without_control_totals_still_counts_its_rows(book: Book) -> None:
    read = customers("clients.csv", ("c1", "Ash"))
    bare = dataclasses.replace(read.tables[0], totals=())
    book.add_batch(dataclasses.replace(read, tables=(bare,)), identities, AT)
    (total,) = book.totals()
    assert (total.column, total.amount, total.rows_loaded) == ("", None, 1)


def test_the_same_bytes_twice_are_one_batch(book: Book) -> None:
    read = customers("clients.csv", ("c1", "Ash"), ("c2", "Birch"))
    book.add_batch(read, identities, AT)
    before = book.digest()
    again = book.add_batch(dataclasses.replace(read, file="copy of clients.csv"), identities, LATER)
    assert again == BatchOutcome(1, already=True, new=0, changed=0, unchanged=2, quarantined=0)
    assert len(book.batches()) == 1
    assert book.digest() == before


def test_a_changed_row_is_a_new_version_and_the_old_one_stays(book: Book) -> None:
    book.add_batch(customers("a.csv", ("c1", "Ash"), ("c2", "Birch")), identities, AT)
    outcome = book.add_batch(customers("b.csv", ("c3", "Cedar"), ("c2", "Birch Ltd"), ("c1", "Ash")), identities, LATER)
    assert (outcome.new, outcome.changed, outcome.unchanged) == (1, 1, 1)
    assert current(book) == {"c1": "Ash", "c2": "Birch Ltd", "c3": "Cedar"}
    old, new = book.versions("customers", "harvest", "c2")
    assert (old.batch, old.file, old.row, old.current, dict(old.values)["name"]) == (1, "a.csv", 2, False, "Birch")
    assert (new.batch, new.file, new.row, new.current, dict(new.values)["name"]) == (2, "b.csv", 2, True, "Birch Ltd")


def test_layouts_and_systems_speak_for_themselves(book: Book) -> None:
    one = table_read("customers", [{"external_id": "c1", "name": "Ash"}], layout="harvest.clients")
    two = table_read("customers", [{"external_id": "c1", "name": "ASH"}], layout="harvest.time_report")
    three = table_read("customers", [{"external_id": "c1", "name": "Ash plc"}], system="xero")
    outcome = book.add_batch(file_read("all.xlsx", one, two, three), identities, AT)
    assert (outcome.new, outcome.changed) == (3, 0)
    assert sorted(book.drafts()["customers"]["name"]) == ["ASH", "Ash", "Ash plc"]


def test_where_a_row_stands_and_how_it_is_named_is_not_its_content(book: Book) -> None:
    def by_name(table: str, frame: pd.DataFrame) -> pd.Series[str]:
        return frame["name"]

    book.add_batch(customers("a.csv", ("a.csv#1", "Ash")), by_name, AT)
    outcome = book.add_batch(customers("b.csv", ("b.csv#1", "New"), ("b.csv#2", "Ash")), by_name, LATER)
    assert (outcome.new, outcome.changed, outcome.unchanged) == (1, 0, 1)
    assert sorted(book.drafts()["customers"]["external_id"]) == ["a.csv#1", "b.csv#1"]


def test_two_rows_of_one_identity_are_both_kept(book: Book) -> None:
    read = customers("a.csv", ("c1", "Ash"), ("c1", "Ash the second"))
    assert book.add_batch(read, identities, AT).new == 2
    again = book.add_batch(customers("b.csv", ("c1", "Ash"), ("c1", "Ash II")), identities, LATER)
    assert (again.changed, again.unchanged) == (1, 1)


def test_distinct_identities_are_left_as_they_are() -> None:
    assert distinct(["a", "b"]) == ["a", "b"]
    assert len(set(distinct(["a", "b", "a", "a"]))) == 4


def test_one_table_may_fill_several(book: Book) -> None:
    lines = table_read(
        "journal_lines", [{"external_id": "1", "account": "xero:account:200", "debit": 100}], system="xero"
    )
    accounts = table_read("accounts", [{"external_id": "200", "code": "200"}], system="xero").frames
    both = dataclasses.replace(lines, frames={**lines.frames, **accounts})
    assert book.add_batch(file_read("ledger.xlsx", both), identities, AT).new == 2
    assert book.drafts()["accounts"]["facet"].tolist() == ["xero.journal_lines"]


def test_what_fails_half_way_leaves_nothing(book: Book) -> None:
    def failing(table: str, frame: pd.DataFrame) -> pd.Series[str]:
        if table == "time":
            raise ValueError("no identity")
        return frame["external_id"]

    clients = table_read("customers", [{"external_id": "c1", "name": "Ash"}])
    with pytest.raises(ValueError, match="no identity"):
        book.add_batch(file_read("all.xlsx", clients, table_read("time", time_rows(3))), failing, AT)
    assert book.batches() == []
    assert not len(book.drafts()["customers"])


def test_files_are_added_one_by_one_with_progress(book: Book) -> None:
    seen: list[tuple[str, int, int]] = []
    reads = [customers("a.csv", ("c1", "Ash")), customers("b.csv", ("c2", "Birch"))]
    outcomes = book.add_batches(reads, identities, AT, lambda *said: seen.append(said))
    assert [each.batch for each in outcomes] == [1, 2]
    assert seen == [("Storing a.csv", 0, 2), ("Storing b.csv", 1, 2), ("Stored", 2, 2)]


def test_stopping_between_files_keeps_the_whole_ones(book: Book) -> None:
    def stop(what: str, done: int, of: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    reads = [customers("a.csv", ("c1", "Ash")), customers("b.csv", ("c2", "Birch"))]
    with pytest.raises(KeyboardInterrupt):
        book.add_batches(reads, identities, AT, stop)
    assert current(book) == {"c1": "Ash"}


def test_a_file_without_rows_is_a_batch_all_the_same(book: Book) -> None:
    read: FileRead = file_read("empty.csv", table_read("time", []))
    assert book.add_batch(read, identities, AT).new == 0
    assert book.batches()[0].tables[0].first_day == ""
