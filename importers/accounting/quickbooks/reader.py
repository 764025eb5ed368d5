"""Readers of QuickBooks Online: customers, invoices, invoice lines, payments with what they paid."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from core.normalise.addresses import address_of, host_of
from core.ports.importing import TableRead
from importers.accounting.documents import apart, kind_of
from importers.accounting.quickbooks import fields
from importers.shared.bodies import FOOTER, Body, Check
from importers.shared.cells import Cells, Source
from importers.shared.columns import Headings
from importers.shared.days import day_order, day_reader
from importers.shared.parsing import Unreadable, is_blank, text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader
from importers.shared.wordings import terms

_SUB: Final = re.compile(r" with sub-(accounts|items|customers)$", re.IGNORECASE)


def grouped_body(sheet: Sheet, header: int, width: int) -> Body:
    """A report with groups: a group row fills only the first column, "Total for X" closes it, TOTAL closes the report.

    The name of the innermost open group stands beside each row as `group`, the whole path as `path`, and as `full` the path without
    what a group repeats of the one around it ("Acme" and "Acme:Site" are "Acme:Site").
    """
    body = Body()
    groups: list[object] = []
    paths: list[object] = []
    stack: list[tuple[str, int]] = []
    lines = [row for row in sheet.rows[header + 1 :] if row]
    closings = _Closings(lines)
    since = 0
    for number, row in enumerate(lines, 1):
        filled = [cell for cell in row if not is_blank(cell)]
        if not filled:
            continue
        first = text_of(row[0]).strip()
        if not first:
            if sheet.ragged and len(row) < width:
                body.short[len(body.rows)] = len(row)
            body.rows.append(row[:width] + [""] * (width - len(row)))
            body.numbers.append(number)
            groups.append(stack[-1][0] if stack else "")
            paths.append(":".join(name for name, _ in stack))
        elif first.upper() == "TOTAL":
            body.checks.append(Check(first, 0, len(body.rows), row, number))
        elif first.casefold().startswith("total for "):
            name = _SUB.sub("", first[10:].strip())
            start = since
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == name:
                    start = stack[depth][1]
                    if not closings.stays_open(name, number, first):
                        del stack[depth:]
                    break
            body.checks.append(Check(first, start, len(body.rows), row, number))
            since = len(body.rows)
        elif len(filled) == 1 and FOOTER.match(first):
            body.notes.append(f"The last line is the report's footer, not data: {first!r}.")
        elif len(filled) == 1:
            while stack and not closings.closed(stack[-1][0]):
                stack.pop()  # a report without totals: a new group ends the one before
            again = bool(stack) and stack[-1] == (first, len(body.rows))
            if not (again and closings.repeats(first)):
                stack.append((first, len(body.rows)))
        else:
            body.rows.append(row[:width] + [""] * (width - len(row)))
            body.numbers.append(number)
            groups.append(stack[-1][0] if stack else "")
            paths.append(":".join(name for name, _ in stack))
    body.extra = {"group": groups, "path": paths, "full": [full_name(str(path)) for path in paths]}
    return body


def full_name(path: str) -> str:
    """A path of groups without repeated beginnings: "Acme:Acme:Site" is "Acme:Site"."""
    parts = path.split(":")
    for size in range(len(parts) // 2, 0, -1):
        if parts[:size] == parts[size : 2 * size]:
            return full_name(":".join(parts[size:]))
    return path


class _Closings:
    """Which groups of a report are closed by a total, and where."""

    def __init__(self, lines: Sequence[list[object]]) -> None:
        self._opened: dict[str, int] = {}
        self._ends: dict[
            str, list[tuple[int, bool]]
        ] = {}  # folded name -> line and whether it counts the groups below as well
        for number, row in enumerate(lines, 1):
            first = row[0].strip() if isinstance(row[0], str) else ""
            if first[:10].casefold() == "total for ":
                name = _SUB.sub("", first[10:].strip()).casefold()
                self._ends.setdefault(name, []).append((number, _SUB.search(first) is not None))
            elif first and all(is_blank(cell) for cell in row[1:]):
                self._opened[first.casefold()] = self._opened.get(first.casefold(), 0) + 1

    def closed(self, name: str) -> bool:
        """Whether any total closes a group of this name."""
        return name.casefold() in self._ends

    def stays_open(self, name: str, number: int, label: str) -> bool:
        """Whether the total in line `number` counts the group's own rows alone, since a total with its sub-groups follows."""
        if _SUB.search(label):
            return False
        after = [whole for line, whole in self._ends.get(name.casefold(), []) if line > number]
        return bool(after) and after[0]

    def repeats(self, name: str) -> bool:
        """Whether the name is printed more often than it is closed: the report repeats the heading of a group."""
        ends = self._ends.get(name.casefold(), [])
        own = sum(1 for (_, whole), (_, later) in itertools.pairwise(ends) if later and not whole)
        return self._opened.get(name.casefold(), 0) > len(ends) - own


class _Report(TableReader):
    system = "quickbooks"


class CustomerList(_Report):
    """Customer Contact List."""

    layout = "quickbooks.customers"
    entity = "customer"
    columns = fields.CUSTOMERS
    must: ClassVar = ("name", ("email", "address"))
    least = 0.4
    anchor = "name"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        name = cells.text("name")
        parts = [address_of(text) for text in cells.text("address")]
        split = name.str.rpartition(":")
        frame = pd.DataFrame(
            {
                "external_id": name,
                "row": cells.row,
                "name": name,
                "parent": split[0].str.strip() if cells.size else cells.text("nothing"),
                "email": cells.trimmed("email"),
                "domain": cells.text("email").map(host_of),
                "tax_id": cells.trimmed("tax_id"),
                "currency": cells.trimmed("currency"),
                "tax_code": cells.trimmed("tax_code"),
                "terms_days": terms(cells.text("terms")),
                **{
                    part: pd.Series([getattr(address, part) for address in parts], dtype="object")
                    for part in ("street", "city", "region", "postcode", "country")
                },
            }
        )
        return {"customers": frame}


class InvoiceList(_Report):
    """Invoice List by Date: invoices and credit memos with their open balance."""

    layout = "quickbooks.invoices"
    entity = "invoice"
    columns = fields.INVOICES
    must: ClassVar = ("day", "kind", "number", "amount", "open")
    anchor = "kind"

    def sure(self, headings: Headings) -> float:
        """Not the reports in groups, which have no heading above the names of their groups."""
        return super().sure(headings) if headings.printed[:1] != ("",) else 0.0

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices"""
        currency = self.currency(cells)
        kind = kind_of(cells.trimmed("kind"))
        number = cells.trimmed("number")
        total, left = cells.money("amount", currency), cells.money("open", currency)
        memo = cells.text("reference")
        void = memo.str.contains(r"\bvoid", case=False, regex=True) & (total.fillna(0) == 0)
        status = np.where(void, "void", np.where((left == 0).fillna(value=False), "paid", "open"))
        frame = pd.DataFrame(
            {
                "external_id": apart(number, kind, cells.text("customer_name")),
                "row": cells.row,
                "number": number,
                "kind": kind,
                "customer_name": cells.text("customer_name"),
                "reference": memo,
                "po_number": cells.trimmed("po_number"),
                "day": cells.day("day"),
                "due": cells.day("due"),
                "terms_days": terms(cells.text("terms")),
                "total": total,
                "tax": cells.money("tax", currency),
                "open": left,
                "currency": currency,
                "status": pd.Series(status, dtype="object"),
            }
        )
        return {"invoices": frame}


class SalesDetail(_Report):
    """Sales by Product/Service Detail and Sales by Customer Detail: invoice lines under their product, or under their customer.

    It is the report by customer when the product has a column of its own and the customer has none. They print no currency.
    """

    layout = "quickbooks.sales_detail"
    entity = "invoice_line"
    columns = fields.LINES
    must: ClassVar = ("day", "kind", "number", "amount", ("quantity", "unit_price"))
    anchor = "kind"

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Lines with their product; group totals checked."""
        del places
        return grouped_body(sheet, header, width)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """invoice_lines"""
        currency = self.currency(cells)
        kind = kind_of(cells.trimmed("kind"))
        customer, item = cells.text("customer_name"), cells.text("path")
        if cells.has("item"):
            customer, item = customer if cells.has("customer_name") else cells.text("full"), cells.text("item")
        external = apart(cells.trimmed("number"), kind, customer)
        lines = pd.DataFrame(
            {
                "row": cells.row,
                "invoice": kind + ":" + external,
                "description": cells.text("description"),
                "item": item,
                "quantity": cells.number("quantity", 10_000),
                "unit_price": cells.number("unit_price", 10_000),
                "amount": cells.money("amount", currency),
                "tax_code": cells.trimmed("tax_code"),
                "currency": currency,
            }
        )
        lines["line"] = lines.groupby("invoice").cumcount() + 1
        lines["external_id"] = external + "#" + lines["line"].astype(str)
        return {"invoice_lines": lines}


class ReceivedPayments(_Report):
    """Invoices and Received Payments: a payment or credit memo, then the invoices it paid with negative amounts."""

    layout = "quickbooks.payments"
    entity = "payment"
    columns = fields.PAYMENTS
    must: ClassVar = ("day", "kind", "number", "amount")
    anchor = "kind"

    def sure(self, headings: Headings) -> float:
        """Not the lists that have prices, balances or accounts beside the amount."""
        others = {"open balance", "quantity", "sales price", "account", "split", "balance", "debit", "due date"}
        others |= {"account name", "posting", "posting (y/n)", "vendor", "client", "clr", "cleared"}
        return 0.0 if others & set(headings.folded) else super().sure(headings)

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Payment rows with their customer and id."""
        return _split(sheet, header, width, places, heads=True)

    def tables(self, sheet: Sheet, header: int, source: Source) -> list[TableRead]:
        """The payments, and what they and the credit memos paid."""
        return [self.read(sheet, header, source), _PaidInvoices().read(sheet, header, source)]

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Payments"""
        currency = self.currency(cells)
        printed = cells.text("head")
        frame = pd.DataFrame(
            {
                "external_id": printed.where(printed != "", cells.numbered()),
                "row": cells.row,
                "kind": pd.Series(["payment"] * cells.size, dtype="object"),
                "customer_name": cells.text("group"),
                "day": cells.day("day"),
                "number": cells.trimmed("number"),
                "memo": cells.text("memo"),
                "amount": cells.money("amount", currency),
                "currency": currency,
            }
        )
        return {"payments": frame}


class _PaidInvoices(_Report):
    """The rows below payments and credit memos: the invoices they paid."""

    layout = "quickbooks.payments"
    entity = "allocation"
    columns = fields.PAID
    must: ClassVar = ("kind", "number", "amount")
    anchor = "kind"

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Invoice rows with the payment or credit memo above them."""
        return _split(sheet, header, width, places, heads=False)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Allocations"""
        currency = self.currency(cells)
        number, head = cells.trimmed("number"), cells.text("head")
        source = ("payment:" + head).where(cells.text("by") == "payment", "credit_note:" + head)
        target = kind_of(cells.trimmed("kind")) + ":" + number
        frame = pd.DataFrame(
            {
                "external_id": head + "|" + number,
                "row": cells.row,
                "source": source,
                "invoice": target,
                "amount": cells.money("amount", currency).abs(),
                "currency": currency,
                "day": pd.to_datetime(cells.text("paid_on").replace("", None)),
            }
        )
        return {"allocations": frame}


def _split(sheet: Sheet, header: int, width: int, places: Mapping[str, int], *, heads: bool) -> Body:
    """The payment rows (`heads`), or the rows below payments and credit memos, with the id and the kind of their head."""
    whole = grouped_body(sheet, header, width)
    kinds = [text_of(row[places["kind"]]).strip().casefold() for row in whole.rows]
    numbers = [text_of(row[places["number"]]).strip() for row in whole.rows]
    days = [row[places["day"]] for row in whole.rows]
    read = day_reader(day_order(days) or "mdy")
    used: dict[tuple[str, str], int] = {}
    out = Body(notes=whole.notes if heads else [], checks=[])
    out.extra = {"group": [], "head": [], "by": [], "paid_on": []}
    head, by, paid_on, memos, doubles = "", "", "", 0, []
    for index, kind in enumerate(kinds):
        is_head = "invoice" not in kind
        if is_head:
            by = "credit_note" if "credit" in kind else "payment"
            used[by, numbers[index]] = used.get((by, numbers[index]), 0) + 1
            again = used[by, numbers[index]]
            head = numbers[index] if again == 1 or not numbers[index] else f"{numbers[index]} ({again})"
            if again > 1 and numbers[index]:
                doubles.append(numbers[index])
            try:
                paid_on = "" if is_blank(days[index]) else str(np.datetime64(read(days[index]), "D"))
            except Unreadable:
                paid_on = ""
            memos += by == "credit_note"
        if is_head != heads or (is_head and by != "payment"):
            continue
        out.rows.append(whole.rows[index])
        out.numbers.append(whole.numbers[index])
        for name, value in (("group", whole.extra["group"][index]), ("head", head), ("by", by), ("paid_on", paid_on)):
            out.extra[name].append(value)
    if heads and memos:
        out.notes.append(
            f"{memos} credit memos stand among the payments; what they were applied to is read, the memos are in the invoice list."
        )
    if heads and doubles:
        out.notes.append(
            f"Transaction number {', '.join(doubles[:5])} stands on several payments; the later ones are kept apart as (2), (3)."
        )
    return out
