"""Numbers are read exactly, and the way a column writes them is proven by the column."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.shared.numbers import clock_seconds, decimal_mark, hours_reader, number_reader
from importers.shared.parsing import MILLION, Unreadable

SETTINGS = settings(max_examples=60, deadline=None)  # a loaded machine is no failure

amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False)


def grouped(value: Decimal, mark: str) -> str:
    """Thousands parted, decimals behind `mark`."""
    text = f"{value:,.2f}"
    return text if mark == "." else text.translate(str.maketrans(",.", ".,"))


@SETTINGS
@given(amounts, st.sampled_from([".", ","]))
def test_what_is_printed_is_read_back(value: Decimal, mark: str) -> None:
    text = grouped(value, mark)
    assert decimal_mark([text]) == mark
    assert number_reader(mark)(text) == int(value * MILLION)


@SETTINGS
@given(amounts)
def test_signs_of_loss_mean_the_same(value: Decimal) -> None:
    read = number_reader(".")
    size = abs(value)
    for text in (
        f"({size:,.2f})",
        f"-{size:.2f}",
        f"{size:.2f}-",
        f"-${size:,.2f}",
        f"$({size:,.2f})",
        f"£ -{size:,.2f}",
    ):
        assert read(text) == int(-size * MILLION)


@SETTINGS
@given(st.floats(min_value=-1e6, max_value=1e6).map(lambda x: round(x, 2)))
def test_a_cell_of_a_workbook_is_its_decimal(value: float) -> None:
    assert number_reader(".")(value) == int(Decimal(str(value)) * MILLION)


@pytest.mark.parametrize(
    ("text", "mark", "millionths"),
    [
        ("1 234,56", ",", 1_234_560_000),
        ("1\u202f234,5", ",", 1_234_500_000),
        ("1'234.56", ".", 1_234_560_000),
        ("33.50 CR", ".", 33_500_000),
        ("33.50 DR", ".", -33_500_000),
        ("1.5E3", ".", 1_500_000_000),
        ("5%", ".", 5_000_000),
        ("EUR 12.00", ".", 12_000_000),
        ("32395.00000002", ".", 32_395_000_000),
        ("12,34,567.00", ".", 1_234_567_000_000),
    ],
)
def test_ways_of_writing(text: str, mark: str, millionths: int) -> None:
    assert number_reader(mark)(text) == millionths


@pytest.mark.parametrize(
    "text", ["7.5h?", "n/a", "TBD", "1.2.3", "--5", "12 apples", "1,23", "٣", "1e999", "99999999999999"]
)
def test_no_number_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        number_reader(".")(text)


@pytest.mark.parametrize("text", ["1,234", "1.234"])
def test_an_open_number_is_refused_and_not_guessed(text: str) -> None:
    assert decimal_mark([text]) == ""
    with pytest.raises(Unreadable) as refused:
        number_reader("")(text)
    assert refused.value.code == "IMP-207"


def test_money_has_no_three_places() -> None:
    assert decimal_mark(["12,000", "45,500"], money=True) == "."
    assert decimal_mark(["12.000"], money=True) == ","


def test_one_cell_decides_for_its_column() -> None:
    assert decimal_mark(["1.234", "2.345", "7,5"]) == ","
    assert decimal_mark(["1,234", "0.5"]) == "."
    assert decimal_mark(["1,5", "1.5"]) == ""  # witnesses on both sides prove nothing


@SETTINGS
@given(st.integers(0, 400), st.integers(0, 59), st.integers(0, 59))
def test_durations(hours: int, minutes: int, seconds: int) -> None:
    whole = hours * 3600 + minutes * 60 + seconds
    assert clock_seconds(f"{hours}:{minutes:02d}:{seconds:02d}") == whole
    assert abs(hours_reader(".")(f"{hours:02d}:{minutes:02d}:{seconds:02d}") * 3600 - whole * MILLION) <= 1800


def test_hours_in_words_and_as_decimals() -> None:
    read = hours_reader(".")
    assert read("7.5") == read("7:30") == read("7h 30m") == 7_500_000
    with pytest.raises(Unreadable):
        read("??:??")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("59:12 min", 3_552),
        ("45 sec", 45),
        ("1:30:00", 5_400),
        ("2h 30m 15s", 9_015),
        ("-90 min", -5_400),
        ("1 d", None),
    ],
)
def test_durations_in_words(text: str, seconds: int | None) -> None:
    assert clock_seconds(text) == seconds


@SETTINGS
@given(st.lists(amounts, min_size=1, max_size=12), st.sampled_from([".", ","]))
def test_a_column_never_proves_the_other_mark(values: list[Decimal], mark: str) -> None:
    """What is written one way throughout is read as it was meant, or waits for an answer; it is never another amount."""
    texts = [grouped(value, mark) for value in values]
    found = decimal_mark(texts, money=True)
    assert found in {mark, ""}
    for value, text in zip(values, texts, strict=True):
        try:
            assert number_reader(found)(text) == value * MILLION
        except Unreadable:
            assert found == ""
