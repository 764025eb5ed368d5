"""What is a table and what is none."""

from __future__ import annotations

import pytest

from importers.anytable.opening import is_table


def test_rows_of_one_width_are_a_table_whatever_stands_above_them() -> None:
    assert is_table([["Report"], [], ["No", "Name"], ["1", "Ann"], ["2", "Bob"]])
    assert is_table([["1", "2.5"], ["2", "3.5"]])
    assert is_table([["Price"], ["10.5"], ["11"]])


@pytest.mark.parametrize(
    "rows",
    [
        [["Dear Ms Smith", ""], ["please find attached the list."]],
        [["Please find attached"], ["the list of all invoices that are open"]],
        [["one"], ["two", "three"]],
        [["one"]],
        [["{", "a"], ["b", "c"], ["d", "e"]],
        [["{"], ['"street": "4', 'Park"'], ['"town": "Leeds', ""]],
        [["x" * 200, "y" * 200], ["a", "b"]],
        [],
    ],
)
def test_letters_code_and_lists_of_lines_are_none(rows: list[list[object]]) -> None:
    assert not is_table(rows)
