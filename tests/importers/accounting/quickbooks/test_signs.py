"""On which side each account stands, told by transactions that must balance."""

from __future__ import annotations

from importers.accounting.quickbooks.signs import balanced, sides_of

INVOICE = [("Accounts Receivable (A/R)", 1080), ("Fees", 1000), ("Agency", 80)]


def test_two_and_more_lines_tell_the_sides() -> None:
    rent = [("Premises", 50), ("Checking", -50)]
    assert sides_of([INVOICE, rent]) == {
        "Accounts Receivable (A/R)": 1,
        "Checking": 1,
        "Fees": -1,
        "Agency": -1,
        "Premises": 1,
    }


def test_one_account_tells_the_next() -> None:
    chain = [[("B", 5), ("C", -5)], [("A", 5), ("B", -5)], [("Checking", 7), ("A", -7)]]
    assert sides_of(chain) == {"Checking": 1, "A": 1, "B": 1, "C": 1}


def test_what_can_be_either_is_left_open() -> None:
    assert sides_of([[("A", 5), ("B", 5)]]) == {}  # nothing to begin with
    assert sides_of([[("Checking", 10), ("A", 5), ("B", 5)]]) == {"Checking": 1, "A": -1, "B": -1}
    both = sides_of([[("Checking", 0), ("Savings", 10), ("A", 3), ("B", 3), ("C", 10)]])
    assert both == {"Savings": 1, "C": -1} or set(both) == {"Savings"}
    assert sides_of([[("Checking", 10), ("A", 4)]]) == {"Checking": 1}  # does not balance either way
    assert sides_of([[("Checking", 10)]]) == {}
    assert sides_of([]) == {}


def test_the_larger_number_of_transactions_wins() -> None:
    assert sides_of([[("Checking", 5), ("A", 5)], [("Checking", 6), ("A", 6)], [("Checking", 5), ("A", -5)]])["A"] == -1
    assert "A" not in sides_of([[("Checking", 6), ("A", 6)], [("Checking", 5), ("A", -5)]])


def test_names_say_the_side_to_begin_with() -> None:
    lines = [[("Visa credit card", 5), ("Cost of sales", 5)]]
    assert sides_of(lines) == {"Visa credit card": -1, "Cost of sales": 1}
    assert sides_of([[("Income:Retail", 5), ("Bank:Main", 5)]]) == {"Income:Retail": -1, "Bank:Main": 1}


def test_balanced() -> None:
    sides = sides_of([INVOICE])
    assert balanced(INVOICE, sides)
    assert not balanced([("Fees", 1)], sides)
    assert not balanced([("Unknown", 1)], sides)
