"""Identities last: they follow the content, not the file or the row, and twins stay two."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from core.normalise.identity import identities

SETTINGS = settings(max_examples=25, deadline=None)  # a loaded machine is no failure

entries = st.lists(
    st.tuples(st.sampled_from(["2026-01-05", "2026-01-06"]), st.sampled_from(["A", "B"]), st.integers(1, 3)),
    max_size=12,
)


def time(rows: list[tuple[str, str, int]], file: str = "a.csv", first: int = 1) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["day", "person_name", "seconds"])
    frame["day"] = pd.to_datetime(frame["day"])
    frame["row"] = range(first, first + len(frame))
    frame["external_id"] = [f"{file}#{row}" for row in frame["row"]]
    return frame.assign(file=file, system="harvest", rate=5, invoiced=False)


@SETTINGS
@given(entries)
def test_unique_and_the_same_under_another_name(rows: list[tuple[str, str, int]]) -> None:
    one = identities("time", time(rows))
    other = identities("time", time(rows, "b.csv", 7))
    assert one.is_unique
    assert one.tolist() == other.tolist()


@SETTINGS
@given(entries, st.randoms(use_true_random=False))
def test_order_changes_nothing_in_the_whole(rows: list[tuple[str, str, int]], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert set(identities("time", time(rows))) == set(identities("time", time(shuffled)))


def test_what_may_change_later_is_no_part_of_it() -> None:
    before = time([("2026-01-05", "A", 1)])
    assert identities("time", before).tolist() == identities("time", before.assign(invoiced=True, rate=9)).tolist()
    assert identities("time", before).tolist() != identities("time", before.assign(seconds=2)).tolist()


def test_records_with_an_id_keep_it() -> None:
    frame = pd.DataFrame(
        {"system": "x", "external_id": ["1", "1"], "kind": ["invoice", "credit_note"], "file": "f", "row": [1, 2]}
    )
    assert identities("invoices", frame).tolist() == ["invoice:1", "credit_note:1"]
    bank = pd.DataFrame(
        {"system": "bank", "external_id": ["FIT1", "a.csv#2"], "file": "a.csv", "row": [1, 2], "amount": [1, 2]}
    )
    first, second = identities("bank_lines", bank)
    assert first == "FIT1"
    assert second.endswith("#1")


def test_the_records_of_one_row_are_named_by_their_content() -> None:
    frame = pd.DataFrame(
        {
            "system": "x",
            "external_id": ["a.csv#1", "a.csv#1/2", "b.csv#1/2"],
            "account_code": ["10", "20", "30"],
            "file": "a.csv",
            "row": [1, 1, 1],
        }
    )
    one = identities("journal_lines", frame)
    assert one.is_unique
    assert not one.str.contains("a.csv").any()
    again = frame.iloc[:2].assign(file="later.csv", row=7, external_id=["later.csv#7", "later.csv#7/2"])
    assert identities("journal_lines", again).tolist() == one.tolist()[:2]
    assert one.tolist()[2] == "b.csv#1/2"  # an id of its own


def test_rows_that_all_have_an_id_of_their_own_keep_it_as_among_others() -> None:
    """The short way for such rows gives what the long way gives when one row among them has none."""
    frame = pd.DataFrame(
        {"system": "kimai", "external_id": ["7", "8"], "file": "a.csv", "row": [1, 2], "notes": ["x", "y"]}
    )
    more = pd.concat([frame, frame.assign(external_id="", row=3)[:1]], ignore_index=True)
    assert identities("time", frame).tolist() == identities("time", more).tolist()[:2] == ["7", "8"]
