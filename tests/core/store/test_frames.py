from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from core.records.schema import Column, Kind
from core.records.tables import coerce
from core.store.frames import blank_throughout, column, frame_of, rows_of, stored

COLUMNS = (
    Column("name", Kind.TEXT),
    Column("amount", Kind.MONEY),
    Column("day", Kind.DAY),
    Column("paid", Kind.FLAG),
)
ROWS = st.lists(
    st.tuples(
        st.text(max_size=8),
        st.none() | st.integers(-(2**63) + 1, 2**63 - 1),
        st.none() | st.dates(pd.Timestamp(1900, 1, 1).date(), pd.Timestamp(2200, 1, 1).date()).map(str),
        st.none() | st.sampled_from([0, 1]),
    ),
    max_size=6,
)


@given(ROWS)
def test_rows_become_a_frame_and_rows_again(rows: list[tuple[object, ...]]) -> None:
    frame = frame_of(COLUMNS, rows)
    assert frame.dtypes.astype(str).tolist() == ["object", "Int64", "datetime64[ns]", "boolean"]
    assert rows_of(frame, COLUMNS) == rows
    pd.testing.assert_frame_equal(frame, coerce(frame, COLUMNS))


def test_text_that_a_reader_left_as_numbers_is_kept_as_text() -> None:
    assert stored(pd.Series([12, "a"], dtype="object"), Kind.TEXT) == ["12", "a"]


def test_missing_columns_are_absent_values() -> None:
    assert rows_of(pd.DataFrame({"name": ["a"]}), COLUMNS) == [("a", None, None, None)]


def test_ready_columns_stand_in_front() -> None:
    frame = frame_of(COLUMNS[:1], [("a",)], {"first": column([7], Kind.COUNT)})
    assert frame.columns.tolist() == ["first", "name"]


def test_columns_that_say_nothing() -> None:
    assert blank_throughout(pd.Series(["", ""], dtype="object"), Kind.TEXT)
    assert not blank_throughout(pd.Series(["", "a"], dtype="object"), Kind.TEXT)
    assert blank_throughout(pd.Series([pd.NA, pd.NA], dtype="Int64"), Kind.MONEY)
    assert not blank_throughout(pd.Series([pd.NA, 0], dtype="Int64"), Kind.MONEY)
    assert not blank_throughout(pd.Series([False, pd.NA], dtype="boolean"), Kind.FLAG)
    assert blank_throughout(pd.Series([pd.NaT], dtype="datetime64[ns]"), Kind.DAY)
