"""No free text that Tieout writes is run by a spreadsheet, and no number becomes text."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.spreadsheets import RISKY, neutral, neutral_id, one_line

STARTS = st.sampled_from(["", " ", "  ", *RISKY])
TEXTS = st.builds(lambda start, rest: start + rest, STARTS, st.text())


@given(TEXTS)
def test_no_free_text_is_run(text: str) -> None:
    safe = neutral(text)
    number = safe.lstrip("+-").rstrip("%").replace(",", "").replace(".", "").replace("'", "")
    assert not safe.lstrip(" ").startswith(RISKY) or (number.isascii() and number.isdigit())
    assert safe.removeprefix("'") == text.removeprefix("'")  # nothing else is changed
    assert neutral(safe) == safe


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2), st.sampled_from(["", "%"]))
def test_plain_numbers_stay_numbers(number: object, unit: str) -> None:
    assert neutral(f"{number:f}{unit}") == f"{number:f}{unit}"


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=3), max_size=5))
def test_it_holds_through_a_file(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[neutral(one_line(cell)) for cell in row] for row in rows])
    back = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert len(back) == len(rows)
    assert all(neutral(cell) == cell for row in back for cell in row)


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20", "-x", "@home", "\tx", "\r=1", " =1", "\n=1", "-2+3", "＝1", "--1", "-"]
)
def test_a_formula_becomes_text(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Acme", "a=b", "-12.50", "-1,234.50", "+3", "-12,5", "-5%", "'=1"])
def test_everything_else_stays(text: str) -> None:
    assert neutral(text) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("=cmd|x", "'=cmd|x"),
        ("=Odd name", "=Odd name"),
        ("-17", "-17"),
        ("+Plus Ltd", "+Plus Ltd"),
        ("Oak (UK)", "Oak (UK)"),
    ],
)
def test_an_id_stays_as_it_is_unless_it_can_call_something(text: str, safe: str) -> None:
    assert neutral_id(text) == safe


def test_one_line() -> None:
    assert one_line("two\nlines\r\nof text") == "two lines of text"
    assert one_line("one") == "one"
    assert one_line("") == ""
