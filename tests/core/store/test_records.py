from __future__ import annotations

import pandas as pd

from core.records.schema import TABLES
from core.records.tables import coerce
from core.store.book import Book
from tests.core.store.reads import AT, LATER, customers, file_read, identities, table_read, time_rows

HEAD = ["external_id", "system", "batch", "file", "sheet", "row", "facet", "identity"]


def test_every_table_has_its_columns_and_dtypes_even_when_empty(book: Book) -> None:
    drafts = book.drafts()
    assert list(drafts) == list(TABLES)
    for name, frame in drafts.items():
        declared = TABLES[name]
        assert frame.columns.tolist() == [*HEAD, *(column.name for column in declared.columns)]
        whole = coerce(frame, declared.all_columns)
        for column in frame.columns.intersection(whole.columns):
            assert frame[column].dtype == whole[column].dtype, (name, column)


def test_a_frame_comes_out_as_it_went_in(book: Book) -> None:
    rows = time_rows(40)
    book.add_batch(file_read("time.csv", table_read("time", rows, sheet="Sep")), identities, AT)
    out = book.drafts()["time"]
    expected = coerce(pd.DataFrame(rows), TABLES["time"].columns)
    pd.testing.assert_frame_equal(out[[column.name for column in TABLES["time"].columns]], expected)
    assert out["row"].tolist() == list(range(1, 41))
    assert (out["file"] == "time.csv").all()
    assert (out["sheet"] == "Sep").all()
    assert out["batch"].eq(1).all()


def test_the_order_of_imports_does_not_show(book: Book) -> None:
    book.add_batch(customers("b.csv", ("c3", "Cedar"), ("c2", "Birch")), identities, AT)
    book.add_batch(customers("a.csv", ("c9", "Yew"), ("c1", "Ash")), identities, AT)
    assert book.drafts()["customers"]["name"].tolist() == ["Yew", "Ash", "Cedar", "Birch"]


def test_frames_may_be_written_to(book: Book) -> None:
    book.add_batch(customers("a.csv", ("c1", "Ash"), ("c2", "Birch")), identities, AT)
    frame = book.drafts()["customers"]
    for column, value in (("name", "Oak"), ("system", "xero"), ("terms_days", 30)):
        frame.loc[0, column] = value
    assert [frame[column].iloc[0] for column in ("name", "system", "terms_days")] == ["Oak", "xero", 30]


def test_an_unknown_record_has_no_history(book: Book) -> None:
    assert book.versions("customers", "harvest", "c1") == ()


def test_a_withdrawn_version_is_shown_as_such(book: Book) -> None:
    book.add_batch(customers("a.csv", ("c1", "Ash")), identities, AT)
    book.undo_batch(1, "Ann Lee", "wrong month", LATER)
    (version,) = book.versions("customers", "harvest", "c1")
    assert (version.current, version.withdrawn) == (False, True)
