"""Readers of Salesforce: objects under API names, and reports of opportunities and accounts under column labels."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar, Final

import pandas as pd

from importers.crm.records import (
    Counted,
    CrmReader,
    Must,
    customers,
    deals,
    first_of,
    order_status,
    orders,
    texts_of,
    told,
)
from importers.crm.salesforce import fields
from importers.shared.bodies import Body, flat_body
from importers.shared.cells import Cells
from importers.shared.columns import Field, Headings, plain
from importers.shared.grids import Row
from importers.shared.parsing import is_blank, text_of
from importers.shared.sheets import Sheet

_SHORT: Final = re.compile(r"[A-Za-z0-9]{15}")
_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_NULL: Final = "#N/A"
_NOISY: Final = re.compile(r"-?\d+\.\d{5,}", re.ASCII)
_CENT: Final = Decimal("0.01")
_GROUP: Final = re.compile(r"^(?P<label>[^:]{2,60}): (?P<value>.*\S)\s+\(\d+ records?\)$")
_TOTAL: Final = re.compile(r"^(?:(?:grand )?totals?|sub-?totals?)$", re.IGNORECASE)
_ARROWS: Final = ("↑", "↓")


def long_id(text: str) -> str:
    """The 18-character form of a 15-character id; other texts as they are.

    Each of three suffix characters holds five bits, one a character of five, set where that character is a capital letter
    (Salesforce, "How to convert a 15 character Id to an 18 character case-safe Id").
    """
    plain_text = text.strip()
    if not _SHORT.fullmatch(plain_text):
        return plain_text
    suffix = ""
    for start in (0, 5, 10):
        bits = sum(1 << place for place, letter in enumerate(plain_text[start : start + 5]) if letter.isupper())
        suffix += _ALPHABET[bits]
    return plain_text + suffix


class _Salesforce(CrmReader):
    system = "salesforce"
    anchor = "external_id"
    unwanted = ("deleted", re.compile(r"^(true|1|yes)$"), "deleted records")

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, the null mark of bulk exports taken as nothing."""
        body = super().body(sheet, header, width, places)
        body.rows = [[("" if cell == _NULL else cell) for cell in row] if _NULL in row else row for row in body.rows]
        for name, place in places.items():
            if self.columns[name].total:
                body.notes += _noise(sheet, header, place, [text_of(row[place]) for row in body.rows])
        return body

    @staticmethod
    def ids(cells: Cells, name: str) -> pd.Series[str]:
        """Ids in their long form."""
        return texts_of(cells.text(name), long_id)


def _noise(sheet: Sheet, header: int, place: int, texts: list[str]) -> list[str]:
    """A sentence on amounts printed with the noise of binary figures: how many, and what rounding to cents takes off them in all."""
    noisy = [Decimal(text) for text in texts if _NOISY.fullmatch(text.strip())]
    if not noisy:
        return []
    off = sum((value - value.quantize(_CENT, ROUND_HALF_UP) for value in noisy), Decimal(0))
    name = text_of(sheet.rows[header][place]).strip()
    return [
        f"{len(noisy)} amounts in {name} are printed with more than four places and are rounded; {off:f} in all is rounded off."
    ]


class Accounts(_Salesforce):
    """The Account object."""

    layout = "salesforce.account"
    entity = "customer"
    columns = fields.ACCOUNTS
    must: ClassVar[Must] = (
        "external_id",
        "name",
        ("city", "street", "region", "postcode", "country", "parent", "deleted", "created", "currency"),
    )
    foreign = frozenset({"stagename", "contractnumber", "ordernumber"})

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        return customers(
            cells,
            external_id=self.ids(cells, "external_id"),
            parent=self.ids(cells, "parent"),
            currency=cells.trimmed("currency"),
        )


class Opportunities(_Salesforce):
    """The Opportunity object. Owners are user ids there unless a query asked for the name."""

    layout = "salesforce.opportunity"
    entity = "deal"
    columns = fields.OPPORTUNITIES
    must: ClassVar[Must] = ("external_id", "name", "stage", "close_date")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Deals"""
        return _deals(self, cells, self.currency(cells))


class Contracts(_Salesforce):
    """The Contract object; its headings are recalled. A value stands only in fields of the firm's own."""

    layout = "salesforce.contract"
    entity = "contract"
    columns = fields.CONTRACTS
    must: ClassVar[Must] = ("external_id", "ref", ("start", "status"))
    recalled = True

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Contracts"""
        return orders(
            cells,
            self.currency(cells),
            external_id=self.ids(cells, "external_id"),
            customer=self.ids(cells, "customer"),
            deal_ref=self.ids(cells, "deal_ref"),
            signed=first_of(cells.day("signed"), cells.day("activated")),
            status=order_status(cells.text("status"), ("in approval process", "draft", "inapproval"), ()),
        )


class StageHistory(Counted, _Salesforce):
    """The OpportunityHistory object: what each opportunity was at each change; the opportunities themselves say what they are."""

    layout = "salesforce.opportunity_history"
    entity = "deal_history"
    what = "earlier stages, amounts and dates of opportunities"
    columns = fields.HISTORY
    must: ClassVar[Must] = ("deal", "stage", ("key", "external_id"))
    foreign = frozenset({"unitprice", "name"})


class OpportunityLines(Counted, _Salesforce):
    """The OpportunityLineItem object."""

    layout = "salesforce.opportunity_line"
    entity = "deal_line"
    what = "products on opportunities"
    columns = fields.LINES
    must: ClassVar[Must] = ("deal", "unit_price", ("amount", "quantity"))


class Orders(Counted, _Salesforce):
    """The Order object; its headings are recalled. Orders stand under contracts, which are read from their own object."""

    layout = "salesforce.order"
    entity = "order"
    what = "orders under contracts"
    columns = fields.ORDERS
    must: ClassVar[Must] = ("external_id", "number", "day")
    recalled = True


class Quotes(Counted, _Salesforce):
    """Quotes of the CPQ package: offers, not promises."""

    layout = "salesforce.cpq_quote"
    entity = "quote"
    what = "quotes"
    columns = fields.QUOTES
    must: ClassVar[Must] = ("external_id", "customer", ("deal", "status"))


class OpportunityReport(_Salesforce):
    """A report of opportunities with its ids: details only with a footer, or formatted with titles, groups and subtotals."""

    layout = "salesforce.report"
    mark = ""
    entity = "deal"
    columns = fields.REPORT
    must: ClassVar[Must] = ("external_id", "name", ("close_date", "stage", "amount", "method"))

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, groups filled down, counts left out, sums kept as checks."""
        rows, notes, extra = _ungrouped(sheet.rows[header + 1 :], Headings.of(sheet.rows[header]), self.columns, places)
        head = sheet.rows[header]
        anchor = places.get(self.anchor, min(places.values(), default=0))
        body = flat_body(dataclasses.replace(sheet, rows=[head, *rows]), 0, width, anchor)
        body.notes += notes
        for name, by_row in extra.items():
            body.extra[name] = [by_row.get(id(row), "") for row in body.rows]
        return self.with_signs(body, places)

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The currency of the amount; of the converted one where only that is printed."""
        if not cells.has("amount") and cells.has("converted_currency"):
            return cells.trimmed("converted_currency").str.upper()
        return super().currency(cells)

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """The converted amount, where it is the only one."""
        if cells.has("converted") and not cells.has("amount"):
            return {"converted": (self.columns["converted"].headings[0], cells.number("converted"))}
        return {}

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Deals"""
        return _deals(self, cells, self.currency(cells))


class OpportunityReportByName(OpportunityReport):
    """A report of opportunities without ids: the name is the id, and a name that comes back is another opportunity."""

    layout = "salesforce.report_by_name"
    columns = fields.REPORT_BY_NAME
    anchor = "name"
    must: ClassVar[Must] = ("name", ("close_date", "stage"), ("amount", "converted", "owner", "customer_name"))
    apart = ("deals",)
    foreign = frozenset({plain(heading) for heading in fields.REPORT["external_id"].headings})


class TranslatedReport(OpportunityReport):
    """A report of opportunities in German, French or Spanish; the labels are recalled."""

    layout = "salesforce.report_translated"
    columns = fields.REPORT_TRANSLATED
    must: ClassVar[Must] = ("external_id", "name", ("close_date", "stage", "amount"))
    recalled = True


class TranslatedReportByName(OpportunityReportByName):
    """A report of opportunities in another language and without ids; the labels are recalled."""

    layout = "salesforce.report_translated_by_name"
    columns = fields.REPORT_TRANSLATED_BY_NAME
    must: ClassVar[Must] = ("name", ("close_date", "stage"), ("amount", "owner", "customer_name"))
    foreign = frozenset({plain(heading) for heading in fields.REPORT_TRANSLATED["external_id"].headings})
    recalled = True


class AccountReport(OpportunityReport):
    """A report of accounts with their ids; the labels are recalled."""

    layout = "salesforce.account_report"
    entity = "customer"
    columns = fields.ACCOUNT_REPORT
    must: ClassVar[Must] = ("external_id", "name", ("city", "street", "owner", "website"))
    foreign = frozenset({"opportunity name", "opportunity id", "record id", "deal name"})
    recalled = True

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        return customers(
            cells,
            external_id=self.ids(cells, "external_id"),
            parent=self.ids(cells, "parent"),
            currency=cells.trimmed("currency"),
        )


def _deals(reader: _Salesforce, cells: Cells, currency: pd.Series[str]) -> dict[str, pd.DataFrame]:
    won, closed = told(cells.text("stage"))  # for files without the flags, which beat the label
    named = not cells.has("external_id")
    return deals(
        cells,
        currency,
        external_id=cells.trimmed("name") if named else reader.ids(cells, "external_id"),
        customer=reader.ids(cells, "customer"),
        is_won=cells.flag("is_won") if cells.has("is_won") else won,
        is_closed=cells.flag("is_closed") if cells.has("is_closed") else closed,
        amount=cells.money("amount" if cells.has("amount") else "converted", currency),
    )


def _ungrouped(
    rows: list[Row], headings: Headings, columns: Mapping[str, Field], places: Mapping[str, int]
) -> tuple[list[Row], list[str], dict[str, dict[int, object]]]:
    """Rows of a report with its groups written into each row.

    A column headed by an arrow prints its value on the first row of the group only. A classic report prints `Label: value
    (n records)` in a row of its own: its value becomes the column of that label. A row of counts goes, a row of sums stays.
    Answers the rows, sentences, and columns that only group rows give: name -> id of the row -> value.
    """
    grouped = [place for place, heading in enumerate(headings.printed) if heading.endswith(_ARROWS)]
    labels = {plain(heading): name for name, field in columns.items() for heading in field.headings}
    standing: dict[int, object] = {}
    said: dict[str, object] = {}
    extra: dict[str, dict[int, object]] = {}
    out: list[Row] = []
    counts = 0
    for row in rows:
        filled = [cell for cell in row if not is_blank(cell)]
        words = [text_of(cell).strip() for cell in filled[:2]]
        group = _GROUP.match(words[0]) if len(filled) == 1 and words else None
        if group:
            name = labels.get(plain(group["label"]), "")
            if name and name not in places:
                said[name] = group["value"]
            continue
        total = bool(words) and any(_TOTAL.match(word) for word in words)
        if words and (words[-1].casefold() == "count" or words[0].casefold() == "count"):
            counts += 1
            continue
        whole = row
        if total:
            whole = _total_row(row, words)
        elif grouped and len(filled) > 1:
            whole = _filled_down(row, grouped, standing)
        out.append(whole)
        for name, value in said.items():
            extra.setdefault(name, {})[id(whole)] = value
    notes = [f"{counts} rows of counts are printed between the rows and are no opportunities."] if counts else []
    return out, notes, extra


def _total_row(row: Row, words: list[str]) -> Row:
    """A row of sums with its label in front, as tables elsewhere print it; a formatted report may start in the second column."""
    label = next(word for word in words if _TOTAL.match(word))
    cells = ["" if isinstance(cell, str) and cell.strip() in {label, "Sum", "sum"} else cell for cell in row]
    return [label, *cells[1:]]


def _filled_down(row: Row, grouped: list[int], standing: dict[int, object]) -> Row:
    """`row` with the cells of grouped columns that are blank taken from the rows above; a new outer group ends the inner ones."""
    row = list(row)
    for depth, place in enumerate(grouped):
        if place >= len(row):
            continue
        if is_blank(row[place]):
            row[place] = standing.get(place, "")
        elif standing.get(place) != row[place]:
            standing[place] = row[place]
            for inner in grouped[depth + 1 :]:
                standing.pop(inner, None)
    return row
