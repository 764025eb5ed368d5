from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.services.views import CellKind, Grid, GridColumn
from ui.grids.sheet import Chosen, Order, Sheet

COLUMNS = (
    GridColumn("what", "What", CellKind.TEXT),
    GridColumn("severity", "Severity", CellKind.CODE),
    GridColumn("amount", "Amount", CellKind.MONEY),
    GridColumn("currency", "Currency", CellKind.CODE),
)


def sheet(*rows: tuple[object, ...]) -> Sheet:
    return Sheet(
        Grid(COLUMNS, [f"k{at}" for at in range(len(rows))], tuple([row[place] for row in rows] for place in range(4)))
    )


SMALL = sheet(
    ("Rate not on card", "S1", 125_00, "GBP"),
    ("rate outdated", "S2", None, "GBP"),
    ("Duplicate time", "S1", 90, "JPY"),
    ("Milestone late", "S3", -1_00, "GBP"),
)


def test_sort_is_by_value_in_major_units_and_unknown_is_last_both_ways() -> None:
    rising = SMALL.rows(Chosen(orders=(Order("amount"),)))
    falling = SMALL.rows(Chosen(orders=(Order("amount", descending=True),)))
    assert rising == [3, 2, 0, 1]  # 90 yen are less than 125 pounds as numbers go; nobody knows the second
    assert falling == [0, 2, 3, 1]


def test_second_order_decides_ties() -> None:
    assert SMALL.rows(Chosen(orders=(Order("severity"), Order("amount", descending=True)))) == [0, 2, 1, 3]


def test_every_word_must_occur_anywhere_in_the_row() -> None:
    assert SMALL.rows(Chosen(text="RATE")) == [0, 1]
    assert SMALL.rows(Chosen(text="rate s2")) == [1]
    assert SMALL.rows(Chosen(text="125.00")) == [0]
    assert SMALL.rows(Chosen(text="nothing like it")) == []


def test_facets_count_under_the_choice_of_the_others() -> None:
    chosen = Chosen(text="rate", facets={"severity": frozenset({"S1"})})
    assert SMALL.counts("severity", chosen) == {"S1": 1, "S2": 1, "S3": 0}
    assert SMALL.rows(chosen) == [0]


def test_sums_are_per_currency_and_leave_the_unknown_out() -> None:
    assert SMALL.sums(range(4)) == {"GBP": 124_00, "JPY": 90}


def test_names_are_shown_and_found() -> None:
    named = Sheet(SMALL.grid, {"severity": {"S1": "Blocking"}})
    assert named.text(0, 1) == "Blocking"
    assert named.rows(Chosen(text="blocking")) == [0, 2]


rows = st.lists(
    st.tuples(
        st.text("ab ", max_size=3),
        st.sampled_from(["S1", "S2"]),
        st.none() | st.integers(-9, 9),
        st.sampled_from(["GBP", "JPY"]),
    ),
    max_size=12,
)


@given(rows, st.sampled_from(["what", "severity", "amount"]), st.booleans())
def test_sorting_agrees_with_python(data: list[tuple[object, ...]], column: str, descending: bool) -> None:
    made = sheet(*data)
    got = made.rows(Chosen(orders=(Order(column, descending),)))
    place = made.at[column]
    scale = {"GBP": 100, "JPY": 10_000}

    def value(row: int) -> object:
        raw = data[row][place]
        if column == "amount":
            return None if raw is None else int(str(raw)) * scale[str(data[row][3])]
        return str(raw).casefold() or None

    known = [row for row in range(len(data)) if value(row) is not None]
    unknown = [row for row in range(len(data)) if value(row) is None]
    wanted = sorted(known, key=value, reverse=descending)  # type: ignore[arg-type]  # one type a column
    assert [value(row) for row in got] == [value(row) for row in wanted] + [None] * len(unknown)
    assert sorted(got) == list(range(len(data)))


@given(rows, st.sets(st.integers(0, 11)))
def test_changed_rows_are_found(data: list[tuple[object, ...]], touched: set[int]) -> None:
    older = sheet(*data)
    new = sheet(*[(f"{row[0]}!", *row[1:]) if at in touched else row for at, row in enumerate(data)])
    assert new.changed_from(older) == sorted(at for at in touched if at < len(data))
