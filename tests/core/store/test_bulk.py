from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from core.store import bulk, schema
from core.store.bulk import close_rows, fetch, insert_one, insert_rows, restate
from core.store.engine import Lane

NAMES = ["kind", "left", "right", "currency", "status", "reason"]


def tie(left: str, reason: str = "") -> tuple[object, ...]:
    return ("customer", left, "b", "", "confirmed", reason)


@pytest.fixture
def lane(path: Path) -> Lane:
    return Lane(path)


def test_rows_go_in_by_chunks_and_come_out_as_tuples(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 2)
    with lane.writing() as connection:
        insert_rows(
            connection,
            schema.totals,
            ["part", "heading", "currency", "amount", "rows"],
            ((n, "a", "", "1", n) for n in range(5)),
        )
        close_rows(connection, schema.totals, "total", [1, 2, 3], heading="b", rows=9)
        t = schema.totals.c
        found = fetch(connection, select(t.part, t.heading, t.rows).order_by(t.total))
    assert found == [(0, "b", 9), (1, "b", 9), (2, "b", 9), (3, "a", 3), (4, "a", 4)]
    lane.close()


def test_restating_writes_only_what_is_different(lane: Lane) -> None:
    with lane.writing() as connection:
        assert restate(connection, schema.links, NAMES, [tie("a"), tie("b"), tie("b")], "one", "t1") == (3, 0)
        assert restate(connection, schema.links, NAMES, [tie("b"), tie("a"), tie("b")], "two", "t2") == (0, 0)
        assert restate(connection, schema.links, NAMES, [tie("b"), tie("a", "name")], "three", "t3") == (1, 2)
        links = schema.links.c
        rows = fetch(connection, select(links.left, links.reason, links.run, links.closed_run).order_by(links.id))
    lane.close()
    assert rows == [
        ("a", "", "one", "three"),
        ("b", "", "one", None),
        ("b", "", "one", "three"),
        ("a", "name", "three", None),
    ]


def test_one_row_gives_its_number(lane: Lane) -> None:
    with lane.writing() as connection:
        assert [insert_one(connection, schema.runs, {"run": "r", "at": "t"}) for _ in range(2)] == [1, 2]
    lane.close()


def test_what_stands_alike_in_all_rows_is_said_once(lane: Lane) -> None:
    with lane.writing() as connection:
        fixed: dict[str, int | str | None] = {"part": 7, "currency": "", "amount": "", "total": None}
        insert_rows(connection, schema.totals, ["heading", "rows"], [("a", 1), ("b", 2)], fixed)
        t = schema.totals.c
        found = fetch(connection, select(t.total, t.part, t.heading, t.currency, t.rows).order_by(t.total))
        with pytest.raises(TypeError, match="empty text"):
            insert_rows(connection, schema.totals, ["rows"], [(1,)], {"heading": "'; drop table totals"})
    assert found == [(1, 7, "a", "", 1), (2, 7, "b", "", 2)]
    lane.close()
