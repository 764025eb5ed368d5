"""OFX step by step."""

from __future__ import annotations

import pytest

from importers.bank.ofx.marks import TooDeep, marks_of


def steps(text: str) -> list[tuple[str, str, str]]:
    return [(mark.kind, mark.name, mark.value) for mark in marks_of(text)]


def test_leaves_without_closing_tags_and_with_them() -> None:
    assert steps("<STMTTRN><NAME>A &amp; B\n<MEMO>x</MEMO></STMTTRN>") == [
        ("open", "STMTTRN", ""),
        ("leaf", "NAME", "A & B"),
        ("leaf", "MEMO", "x"),
        ("close", "STMTTRN", ""),
    ]


def test_an_aggregate_left_open_ends_with_the_one_around_it() -> None:
    assert [
        name for kind, name, _ in steps("<STMTRS><BANKTRANLIST><STMTTRN><TRNAMT>1</STMTRS>") if kind == "close"
    ] == [
        "STMTTRN",
        "BANKTRANLIST",
        "STMTRS",
    ]


def test_a_line_left_open_ends_where_the_next_begins() -> None:
    kinds = [(kind, name) for kind, name, _ in steps("<STMTTRN><TRNAMT>1<STMTTRN><TRNAMT>2")]
    assert kinds.count(("open", "STMTTRN")) == kinds.count(("close", "STMTTRN")) == 2
    assert kinds.index(("close", "STMTTRN")) < 3


def test_an_empty_leaf_swallows_nothing() -> None:
    assert ("leaf", "TRNAMT", "5") in steps("<STMTTRN><MEMO>\n<TRNAMT>5</STMTTRN>")
    assert [mark.inside for mark in marks_of("<STMTTRN><MEMO>\n<TRNAMT>5") if mark.name == "TRNAMT"] == [("STMTTRN",)]


def test_endless_nesting_is_refused() -> None:
    with pytest.raises(TooDeep):
        list(marks_of("<BAL>" * 100_000 + "<TRNAMT>5"))
