"""Links folded onto records."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from core.records.tables import links_frame
from core.thread.folding import best_left, best_right, clusters, live_links, mapped


def links(*rows: tuple[str, str, str, int]) -> pd.DataFrame:
    return links_frame(
        {"kind": "contract-project", "left": left, "right": right, "status": status, "confidence": confidence}
        for left, right, status, confidence in rows
    )


def test_confirmed_before_suggested_before_nothing() -> None:
    frame = links(("C1", "P1", "suggested", 9_900), ("C2", "P1", "confirmed", 7_000), ("C3", "P1", "rejected", 10_000))
    assert best_left(frame, "contract-project").to_dict() == {"P1": "C2"}
    assert live_links(frame, "contract-project")["left"].tolist() == ["C2", "C1"]
    assert best_left(frame, "deal-contract").empty


def test_the_surer_of_two_suggestions_and_then_the_first_name() -> None:
    frame = links(("C2", "P1", "suggested", 8_000), ("C1", "P1", "suggested", 8_000), ("C3", "P1", "suggested", 7_000))
    assert best_left(frame, "contract-project").to_dict() == {"P1": "C1"}
    assert best_right(frame, "contract-project").to_dict() == {"C1": "P1", "C2": "P1", "C3": "P1"}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_clusters_are_the_connected_parts(ties: list[tuple[int, int]]) -> None:
    frame = links_frame({"kind": "customer", "left": f"c{a}", "right": f"c{b}", "status": "confirmed"} for a, b in ties)
    got = clusters([f"c{n}" for n in range(10)], frame)
    group = {n: {n} for n in range(10)}
    for a, b in ties:
        whole = group[a] | group[b]
        for each in whole:
            group[each] = whole
    assert got.to_dict() == {f"c{n}": f"c{min(group[n])}" for n in range(10)}


def test_what_is_not_there_is_blank() -> None:
    assert mapped(pd.Series(["a", "b"]), pd.Series({"a": "x"})).tolist() == ["x", ""]
    assert mapped(pd.Series([], dtype="object"), pd.Series({"a": "x"})).dtype == object
