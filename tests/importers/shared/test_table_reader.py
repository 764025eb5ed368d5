"""A reader declares its columns; the base class accounts for every row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

import pandas as pd

from core.ports.importing import TableRead
from importers.shared.bodies import Body
from importers.shared.cells import Cells, Source
from importers.shared.columns import Headings, day, flag, money, number, text
from importers.shared.sheets import Row, Sheet
from importers.shared.table_reader import TableReader


class Sales(TableReader):
    """A made-up list."""

    layout = "shop.sales"
    system = "shop"
    entity = "sale"
    columns: ClassVar = {
        "name": text("Name", need=True),
        "day": day("Date", need=True),
        "amount": money("Amount", total=True),
        "rate": number("Rate"),
        "fresh": flag("Fresh"),
        "currency": text("Currency"),
        "kind": text("Kind"),
    }
    must: ClassVar = ("name", ("day", "amount"))
    anchor = "name"
    mark = ""
    unwanted = ("kind", re.compile("^void"), "void sales")
    apart = ("sales",)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        currency = self.currency(cells)
        columns = {"external_id": cells.text("name"), "row": cells.row, "day": cells.day("day")}
        return {
            "sales": pd.DataFrame({**columns, "amount": cells.money("amount", currency), "fresh": cells.flag("fresh")})
        }


def read(head: str, *lines: str) -> TableRead:
    rows: list[Row] = [list(line.split(";")) for line in (head, *lines)]
    return Sales().read(Sheet("", rows, ragged=True, delimiter=";"), 0, Source("s.csv", ""))


def test_how_sure_a_reader_is() -> None:
    sure = Sales().sure
    assert sure(Headings.of(["Name", "Date", "Amount", "Rate", "Fresh", "Currency", "Kind"])) == 1.0
    assert sure(Headings.of(["Name", "Date", "x", "y"])) == 0.75
    assert sure(Headings.of(["Name", "x"])) == 0.0
    assert sure(Headings.of(["Date", "Amount"])) == 0.0


def test_every_row_is_loaded_or_says_why_not() -> None:
    table = read(
        "Name;Date;Amount;Rate;Fresh;Currency;Kind",
        "a;13/01/2026;1.000,50;1,5;yes;EUR;",
        "b;14/01/2026;x;1;no;EUR;",
        "c;31/02/2026;y;1;no;EUR;",
        ";;5,00;1;no;EUR;",
        "d;15/01/2026",
        "e;15/01/2026;1,00;1;no;EUR;;surplus",
        "f;15/01/2026;2,25;dear;maybe;GBP;",
        "g;15/01/2026;9,00;1;no;EUR;voided",
        "a;16/01/2026;;1;;EUR;",
    )
    assert (table.rows_read, table.rows_loaded, len(table.problems)) == (8, 3, 5)
    assert [(problem.row, problem.column, problem.code) for problem in table.problems] == [
        (2, "Amount", "IMP-202"),
        (3, "Date", "IMP-203"),
        (4, "Name", "IMP-204"),
        (5, "Amount", "IMP-201"),
        (6, "", "IMP-205"),
    ]
    assert (
        table.problems[1].reason == "'31/02/2026' in Date is a date that does not exist; 'y' in Amount is not a number."
    )
    assert table.problems[2].reason == "Name is empty; Date is empty."
    assert table.frames["sales"]["external_id"].tolist() == ["a", "f", "a (2)"]
    assert [(total.currency, str(total.amount), total.rows) for total in table.totals] == [
        ("EUR", "1000.50", 2),
        ("GBP", "2.25", 1),
    ]
    assert any("1 cells of Rate cannot be read" in note and "row 7: 'dear'" in note for note in table.notes)
    assert any("1 rows are void sales" in note for note in table.notes)


def test_what_each_column_feeds() -> None:
    table = read("Name;Amount (EUR);Colour", "a;1;red")
    assert [(use.source, use.target, use.confidence) for use in table.columns] == [
        ("Name", "name", 1.0),
        ("Amount (EUR)", "amount", 1.0),
        ("Colour", "", 0.0),
    ]
    assert [(total.column, total.currency) for total in table.totals] == [("Amount (EUR)", "EUR")]


def test_one_column_lends_its_evidence_to_another_but_not_against_itself() -> None:
    table = read("Name;Date;Amount;Rate;Currency", "a;01/02/2026;10,50;1.250;EUR", "b;13/02/2026;1;2;EUR")
    assert table.frames["sales"]["day"].dt.month.tolist() == [2, 2]
    assert str(table.totals[0].amount) == "11.50"


class CheckedSales(Sales):
    """Sales whose layout refuses some rows."""

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        body = super().body(sheet, header, width, places)
        body.refused[2] = ("Rate", "7", "IMP-208", "7 is not allowed")
        return body

    def refusals(self, body: Body, places: Mapping[str, int]) -> dict[int, tuple[str, str, str, str]]:
        late = [index for index, row in enumerate(body.rows) if row[places["name"]] == "d"]
        return dict.fromkeys(late, ("Name", "d", "IMP-208", "d is not allowed"))


def test_a_row_that_its_layout_refuses_is_put_aside_under_its_own_number() -> None:
    head = "Name;Date;Amount;Kind"
    rows: list[Row] = [
        list(line.split(";"))
        for line in (head, "a;2026-01-05;1;sale", "b;2026-01-05;1;void", "c;2026-01-05;1;sale", "d;2026-01-05;1;sale")
    ]
    table = CheckedSales().read(Sheet("", rows, ragged=True, delimiter=";"), 0, Source("s.csv", ""))
    assert [(problem.row, problem.column, problem.code, problem.reason) for problem in table.problems] == [
        (3, "Rate", "IMP-208", "7 is not allowed."),
        (4, "Name", "IMP-208", "d is not allowed."),
    ]
    assert (table.rows_read, table.rows_loaded) == (3, 1)
