"""The table in a text: titles, heading, body, footer."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.shared.decoding import decoded
from importers.shared.grids import grid_of
from importers.shared.texts import Region, Tabulated, parted, region_of, tabulated
from tests.importers.samples import PACKS

REAL = PACKS.parent / "data" / "csv-pollock-survey"


def read(*lines: str) -> tuple[Region, Tabulated]:
    rows = parted("\n".join(lines) + "\n").rows
    region = region_of(rows)
    assert region is not None
    return region, tabulated(rows, region)


def body(table: Tabulated) -> list[list[str]]:
    return [list(row) for row in table.rows()]


def test_titles_heading_body_footer() -> None:
    region, table = read(
        "Northwind Ltd,,",
        "Invoices,,",
        "",
        "Number,Client,Amount",
        "INV-1,A,12.50",
        "",
        "INV-2,B,7.00",
        "",
        "Printed on 3 May,,",
    )
    assert region.titles == ("Northwind Ltd", "Invoices")
    assert table.names == ("Number", "Client", "Amount")
    assert body(table) == [["INV-1", "A", "12.50"], ["INV-2", "B", "7.00"]]
    assert table.numbers == [1, 3]
    assert table.notes == ("1 lines below the table are its footer, not data: 'Printed on 3 May' ...",)


def test_a_table_without_a_heading() -> None:
    region, table = read("12.5,2026-04-01", "13.5,2026-04-02", "14.5,2026-04-03")
    assert region.header is None
    assert table.names == ("column 1", "column 2")
    assert len(body(table)) == 3


def test_a_title_with_a_comma_above_two_columns() -> None:
    region, table = read("Sample by Analyst, Wednesday, January", "cm-1,A", "4000.00,0.1", "3999.00,0.2", "3998.00,0.3")
    assert table.names == ("cm-1", "A")
    assert region.titles == ("Sample by Analyst", "Wednesday", "January")


def test_headings_in_two_rows() -> None:
    region, table = read("Control,,Fire,", "X,Y,X,Y", "1,2,3,4", "5,6,7,8")
    assert (region.header, region.above) == (1, 1)
    assert table.names == ("Control X", "Control Y", "Fire X", "Fire Y")


def test_names_are_unique() -> None:
    _, table = read("Rate,Rate,,Rate", "1,2,3,4", "5,6,7,8")
    assert table.names == ("Rate", "Rate (2)", "column 3", "Rate (3)")


def test_a_heading_that_is_repeated() -> None:
    _, table = read("Client,Amount", "A,1", "Client,Amount", "B,2", "client , Amount")
    assert body(table) == [["A", "1"], ["B", "2"], ["client", "Amount"]]
    assert table.notes == ("1 rows repeat the heading and are left out.",)


def test_words_for_nothing_among_figures() -> None:
    _, table = read("Client,Hours,Note", "A,12,n/a", "B,missing,x", "C,-,n/a", "D,7.5,y")
    assert [row[1] for row in table.rows()] == ["12", "", "-", "7.5"]
    assert [row[2] for row in table.rows()] == ["n/a", "x", "n/a", "y"]
    assert table.notes == ("1 cells of Hours say 'missing' and are left blank.",)


def test_cells_beyond_the_heading_are_not_lost() -> None:
    _, table = read("Client,Amount", "A,1", "B,2", "C,3", "D,4,late,paid")
    assert table.names == ("Client", "Amount", "column 3", "column 4")
    assert body(table)[-1] == ["D", "4", "late", "paid"]


def test_what_a_person_says_of_the_heading() -> None:
    rows = parted("a,b\nName,Town\nx,y\n").rows
    region = region_of(rows, 1)
    assert region is not None
    assert region.names == ("Name", "Town")
    region = region_of(rows, headless=True)
    assert region is not None
    assert (region.header, region.start, region.names) == (None, 0, ("column 1", "column 2"))


def test_one_column() -> None:
    _, table = read("Client", "A", "B")
    assert table.names == ("Client",)
    assert body(table) == [["A"], ["B"]]


def test_nothing_is_no_table() -> None:
    assert region_of([[], ["", " "]]) is None


def test_a_quote_that_is_never_closed() -> None:
    lines = ["Id,Client,Amount", "1,A,10", '2,"Smith & Co,20', "3,B,30", "4,C,40", ""]
    read = parted("\n".join(lines))
    assert list(read.rows) == [
        ["Id", "Client", "Amount"],
        ["1", "A", "10"],
        ["2", '"Smith & Co', "20"],
        ["3", "B", "30"],
        ["4", "C", "40"],
    ]
    assert read.notes == (
        "A quote in the line that begins '2,\"Smith & Co,20' is never closed: its lines are read as 3 rows.",
    )


def test_a_quote_that_closes_only_at_another_cells_quote() -> None:
    lines = ["Id,Client,Amount", "1,A,10", '2,"Smith & Co,20', "3,B,30", '4,"Jones, Ann",40', "5,E,50", ""]
    assert [row[0] for row in parted("\n".join(lines)).rows] == ["Id", "1", "2", "3", "4", "5"]


def test_line_breaks_in_cells_stay() -> None:
    lines = ["Id,Address,Amount", '1,"1 High Street', 'Leeds, LS1",10', '2,"2 Low Road', "York,", 'Yorkshire",20', ""]
    assert list(parted("\n".join(lines)).rows)[1:] == [
        ["1", "1 High Street\nLeeds, LS1", "10"],
        ["2", "2 Low Road\nYork,\nYorkshire", "20"],
    ]


TABLES = st.lists(
    st.lists(st.text("ab1,. \n\"'", max_size=4), min_size=2, max_size=4).filter(any),
    min_size=1,
    max_size=30,
)


@given(TABLES)
def test_rows_kept_by_column_are_the_same_rows(table: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    plain, kept = parted(out.getvalue()), parted(out.getvalue(), big=1)
    assert list(kept.rows) == list(plain.rows)
    assert kept.notes == plain.notes
    region = region_of(plain.rows)
    assert region_of(kept.rows) == region
    if region is not None:
        one, two = tabulated(plain.rows, region), tabulated(kept.rows, region)
        assert (list(one.rows()), one.numbers, one.notes) == (list(two.rows()), two.numbers, two.notes)


@given(TABLES)
def test_every_filled_row_is_title_heading_body_footer_or_said(table: list[list[str]]) -> None:
    rows: list[list[object]] = [list(row) for row in table]
    region = region_of(rows)
    if region is None:
        assert all(not cell.strip() for row in table for cell in row)
        return
    made = tabulated(rows, region)
    filled = [index for index, row in enumerate(table) if any(cell.strip() for cell in row)]
    below = [index for index in filled if region.start <= index < region.end]
    again = sum(int(note.split()[0]) for note in made.notes if "repeat the heading" in note)
    assert len(made.numbers) + again == len(below)
    assert grid_of(table, len(table[0]))[0] == table[0]


def _trimmed(row: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in row]


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files do not lie beside this folder")
def test_real_tables() -> None:
    """Data rows equal to those of the clean twin, cell by cell without the white space around them and without empty lines."""
    right, wrong = 0, []
    for path in sorted((REAL / "csv").iterdir()):
        rows = parted(decoded(path.read_bytes()).text).rows
        region = region_of(rows)
        assert region is not None
        twin = csv.reader(io.StringIO((REAL / "clean" / path.name).read_text(encoding="utf-8"), newline=""))
        want = [_trimmed(row) for row in twin if any(_trimmed(row))][1:]
        if body(tabulated(rows, region)) == want:
            right += 1
        else:
            wrong.append(path.name)
    assert right + len(wrong) == 25
    assert right >= 24, wrong
