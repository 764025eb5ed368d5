from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from core.matching.columns import kind_of, propose_columns
from core.matching.tie import tie

NAMES = [
    "Harrow Engineering Ltd",
    "Saltmarsh Foods",
    "Quillan Media",
    "Larch Valley",
    "Tidewell Trust",
    "Copperline Rail",
    "Birchall & Stowe",
    "Northgate Homes",
]
LEFT = pd.DataFrame(
    {
        "Invoice No": [f"INV-{n}" for n in range(1, 9)],
        "Client": NAMES,
        "Total": ["100.00", "250.50", "75.00", "10.00", "31.00", "42.00", "53.00", "64.00"],
    },
    dtype="object",
)
RIGHT = pd.DataFrame(
    {
        "amount": ["250.5", "100", "80.00", "999", "42", "53", "64"],
        "customer": ["SALTMARSH FOODS", "Harrow Engineering Limited", "Quillan Media", "Somebody Else", *NAMES[5:]],
        "number": ["INV-2", "INV-1", "INV-3", "X-9", "INV-6", "INV-7", "INV-8"],
    },
    dtype="object",
)


def test_columns_are_proposed_by_name_and_content() -> None:
    assert {(p.left, p.right) for p in propose_columns(LEFT, RIGHT)} == {
        ("Invoice No", "number"),
        ("Client", "customer"),
        ("Total", "amount"),
    }


def test_rows_tie_one_to_one_and_the_rest_is_one_sided() -> None:
    rows = tie(LEFT, RIGHT).rows
    tied = rows[rows["left_row"].gt(0) & rows["right_row"].gt(0)]
    assert list(zip(tied["left_row"], tied["right_row"], strict=True)) == [
        (1, 2),
        (2, 1),
        (3, 3),
        (6, 5),
        (7, 6),
        (8, 7),
    ]
    assert sorted(rows["status"][rows["status"].str.endswith("only")]) == ["left-only", "left-only", "right-only"]


def test_differing_cells_of_tied_rows_carry_the_difference() -> None:
    cells = tie(LEFT, RIGHT).cells
    amounts = cells[cells["column"] == "Total"]
    assert amounts[["left_value", "right_value", "difference"]].to_numpy().tolist() == [["75.00", "80.00", "-5"]]


def test_an_amount_alone_confirms_nothing() -> None:
    left = pd.DataFrame({"amount": ["10.00", "20.00", "30.00"]}, dtype="object")
    right = pd.DataFrame({"sum": ["20.00", "10.00", "40.00"]}, dtype="object")
    assert "confirmed" not in set(tie(left, right).rows["status"])


def test_kinds_are_read_from_the_cells() -> None:
    assert kind_of(pd.Series(["1,200.00", "(5.00)", ""])) == "number"
    assert kind_of(pd.Series(["2026-01-31", "2026-02-01"])) == "day"
    assert kind_of(pd.Series(["00123", "00456"])) == "text"


def test_empty_tables_tie_nothing() -> None:
    nothing = pd.DataFrame({"a": []}, dtype="object")
    assert tie(nothing, nothing).rows.empty


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from("ABCDEFGH"), min_size=1, max_size=8, unique=True), st.randoms())
def test_every_row_stands_in_the_result_once(names: list[str], rng: object) -> None:
    left = pd.DataFrame(
        {"name": [f"{n}lpha company {n}{n}" for n in names], "ref": [f"R-{n}" for n in names]}, dtype="object"
    )
    right = left.sample(frac=1, random_state=len(names)).reset_index(drop=True)
    rows = tie(left, right).rows
    for side in ("left_row", "right_row"):
        seen = rows[side][rows[side] > 0]
        assert sorted(seen) == list(range(1, len(names) + 1))


def test_a_damaged_key_is_mended_and_said() -> None:
    left = pd.DataFrame({"Invoice": [f"00{n}" for n in range(101, 109)], "Client": NAMES}, dtype="object")
    right = pd.DataFrame({"Invoice No": [f"{n}" for n in range(101, 109)], "Customer": NAMES}, dtype="object")
    rows = tie(left, right).rows
    assert set(rows["status"]) == {"confirmed"}
    assert "key without its leading zeros (00101 = 101)" in rows["reason"][0]


def test_one_invoice_to_many_payments_with_sums_of_what_is_left_over() -> None:
    payments = pd.DataFrame(
        {
            "invoice number": [*(f"INV-{n}" for n in range(1, 8) for _ in range(2)), "X-1"],
            "client": [*(name for name in NAMES[:7] for _ in range(2)), "Nobody"],
            "received": ["9.50"] * 14 + ["7.25"],
        },
        dtype="object",
    )
    tied = tie(LEFT, payments)
    assert tied.way == "many"
    assert tied.rows["right_row"][tied.rows["left_row"] == 1].tolist() == [1, 2]
    assert tied.summary() == "14 confirmed (sum 133.00), 0 suggested, 1 left-only (sum 64.00), 1 right-only (sum 7.25)"


def test_names_with_a_word_more_are_only_suggested() -> None:
    left = pd.DataFrame({"name": NAMES}, dtype="object")
    right = pd.DataFrame({"name": [*NAMES[:-1], "Northgate Homes Dubai"]}, dtype="object")
    rows = tie(left, right).rows
    assert "confirmed" not in set(rows["status"][rows["left_row"] == len(NAMES)])
