"""The business side of a GnuCash book: customers, their invoices and credit notes with lines, payments with what they paid."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import pandas as pd

from core.base.money import from_minor
from core.normalise.addresses import host_of
from core.ports.importing import ColumnTotal, ColumnUse, TableRead
from importers.accounting.gnucash.book import (
    Account,
    NotANumber,
    Transaction,
    day_of,
    fraction,
    minor_units,
    scaled,
    slot,
)
from importers.bank.markup import Node

_INVOICE: Final = (
    "external_id",
    "row",
    "number",
    "kind",
    "customer_name",
    "reference",
    "po_number",
    "day",
    "due",
    "terms_days",
    "total",
    "open",
    "paid",
    "currency",
    "status",
)
_LINE: Final = (
    "external_id",
    "row",
    "invoice",
    "line",
    "description",
    "quantity",
    "unit_price",
    "amount",
    "account",
    "currency",
)
_PAYMENT: Final = ("external_id", "row", "kind", "customer_name", "day", "number", "memo", "amount", "currency")
_ALLOCATION: Final = ("external_id", "row", "source", "invoice", "amount", "currency", "day")


def business_tables(
    book: Node, accounts: dict[str, Account], transactions: list[Transaction], file: str
) -> Iterator[TableRead]:
    """Customers and invoices; nothing of a book that does no business with customers."""
    customers = {node.value("guid"): node for node in book.all("GncCustomer")}
    if not customers:
        return
    yield _customers(book, customers)
    jobs = {node.value("guid"): node.value("owner/id") for node in book.all("GncJob")}
    mine = []
    for node in book.all("GncInvoice"):
        owner = node.value("owner/id")
        if jobs.get(owner, owner) in customers:
            mine.append((node, customers[jobs.get(owner, owner)]))
    if mine:
        yield _Invoices(book, accounts, transactions).table(mine, len(book.all("GncInvoice")) - len(mine), file)


def _due_days(book: Node) -> dict[str, int]:
    """Net days of the terms by guid."""
    days = {
        node.value("guid"): node.value("days/due-days", "days/bt-days:due-days") for node in book.all("GncBillTerm")
    }
    return {guid: int(text) for guid, text in days.items() if text.isdigit()}


def _customers(book: Node, customers: dict[str, Node]) -> TableRead:
    terms = _due_days(book)
    rows = []
    for number, node in enumerate(customers.values(), 1):
        mail = node.value("addr/email")
        rows.append(
            {
                "external_id": node.value("id") or node.value("name"),
                "row": number,
                "name": node.value("name"),
                "email": mail,
                "domain": host_of(mail),
                "street": node.value("addr/addr1"),
                "city": node.value("addr/addr2"),
                "currency": node.value("currency/id").upper(),
                "terms_days": terms.get(node.value("terms"), pd.NA),
            }
        )
    frame = pd.DataFrame(rows).astype({"terms_days": "Int64"})
    uses = tuple(ColumnUse(f"cust:{name}", name) for name in ("id", "name", "addr", "currency", "terms"))
    return TableRead(
        "gnucash", "customer", "gnucash.customers", "", 0, uses, {"customers": frame}, len(frame), len(frame), (), ()
    )


class _Invoices:
    """Invoices tied to the transactions that post and pay them, by the lots of the receivable."""

    def __init__(self, book: Node, accounts: dict[str, Account], transactions: list[Transaction]) -> None:
        self.accounts = accounts
        self.posted = {one.guid: one for one in transactions}
        self.terms = _due_days(book)
        self.lots: dict[str, list[tuple[Transaction, Fraction]]] = {}
        for one in transactions:
            for split in one.splits:
                if split.lot:
                    self.lots.setdefault(split.lot, []).append((one, _known(split.value) or Fraction(0)))
        self.entries: dict[str, list[Node]] = {}
        for node in book.all("GncEntry"):
            self.entries.setdefault(node.value("invoice"), []).append(node)

    def table(self, invoices: list[tuple[Node, Node]], others: int, file: str) -> TableRead:
        heads: list[tuple[object, ...]] = []
        lines: list[tuple[object, ...]] = []
        paid: dict[str, tuple[object, ...]] = {}
        applied: list[tuple[object, ...]] = []
        sums: dict[str, list[int]] = {}
        for number, (node, customer) in enumerate(invoices, 1):
            credit = slot(node, "credit-note") == "1"
            kind, sign = ("credit_note", -1) if credit else ("invoice", 1)
            printed, currency, name = node.value("id"), node.value("currency/id").upper(), customer.value("name")
            head = self._head(node, currency)
            total, left = (None if each is None else minor_units(each, currency) for each in head)
            external = printed or f"{file}#{number}"
            heads.append(self._row(node, external, number, kind, name, currency, total, left))
            sums.setdefault(currency, []).append(total or 0)
            lines += self._lines(node, f"{kind}:{external}", external, number, sign, currency)
            for one, value in self.lots.get(node.value("postlot"), []):
                if one.guid == node.value("posttxn") or not value:
                    continue
                amount = minor_units(-value, currency)
                before = paid.get(one.guid)
                whole = amount + (int(str(before[7])) if before else 0)
                day = _day(one.day)
                paid[one.guid] = (one.guid, number, "payment", name, day, one.number, one.description, whole, currency)
                applied.append(
                    (
                        f"{one.guid}|{external}",
                        number,
                        f"payment:{one.guid}",
                        f"{kind}:{external}",
                        abs(amount),
                        currency,
                        day,
                    )
                )
        frames = {
            "invoices": _frame(heads, _INVOICE),
            "invoice_lines": _frame(lines, _LINE),
            "payments": _frame(list(paid.values()), _PAYMENT),
            "allocations": _frame(applied, _ALLOCATION),
        }
        notes = (f"{others} invoices are of suppliers or employees and are left out.",) if others else ()
        totals = tuple(
            ColumnTotal("invoice:posttxn", code, from_minor(sum(parts), code), len(parts))
            for code, parts in sorted(sums.items())
        )
        uses = tuple(ColumnUse(f"invoice:{name}", name) for name in ("id", "owner", "opened", "posted", "currency"))
        return TableRead(
            "gnucash", "invoice", "gnucash.invoices", "", 0, uses, frames, len(heads), len(heads), (), totals, notes
        )

    def _head(self, node: Node, currency: str) -> tuple[Fraction | None, Fraction | None]:
        """Total and what is open, debits positive; None where the invoice is not posted."""
        posting = self.posted.get(node.value("posttxn"))
        if posting is None or posting.currency != currency:
            return None, None
        account, lot = node.value("postacc"), node.value("postlot")
        values = [_known(split.value) for split in posting.splits if split.account == account and split.lot == lot]
        total = (
            None if not values or None in values else sum((value for value in values if value is not None), Fraction(0))
        )
        moved = self.lots.get(lot, [])
        same = all(one.currency == currency for one, _ in moved)
        return total, sum((value for _, value in moved), Fraction(0)) if moved and same else None

    def _row(
        self,
        node: Node,
        external: str,
        number: int,
        kind: str,
        name: str,
        currency: str,
        total: int | None,
        left: int | None,
    ) -> tuple[object, ...]:
        posted = node.value("posttxn") in self.posted
        opened = node.value("posted/date", "opened/date")
        status = ("paid" if left == 0 else "open") if posted else "draft"
        paid = pd.NA if total is None or left is None else total - left
        days = self.terms.get(node.value("terms"))
        day = _day(opened)
        due = day + pd.Timedelta(days=days) if days is not None and opened else pd.NaT
        figures = (pd.NA if total is None else total, pd.NA if left is None else left, paid)
        return (
            external,
            number,
            node.value("id"),
            kind,
            name,
            node.value("notes"),
            node.value("billing_id"),
            day,
            due,
            pd.NA if days is None else days,
            *figures,
            currency,
            status,
        )

    def _lines(
        self, node: Node, invoice: str, external: str, number: int, sign: int, currency: str
    ) -> list[tuple[object, ...]]:
        """Lines with their net amount; unknown where a discount or an included tax makes it another than quantity by price."""
        made: list[tuple[object, ...]] = []
        for place, entry in enumerate(self.entries.get(node.value("guid"), []), 1):
            quantity, price = _known(entry.value("qty")), _known(entry.value("i-price"))
            plain = not _known(entry.value("i-discount")) and entry.value("i-taxincluded") != "1"
            amount = quantity * price if quantity is not None and price is not None and plain else None
            if sign < 0:  # the book keeps a credit note's quantities with either sign
                quantity, amount = (None if each is None else -abs(each) for each in (quantity, amount))
            account = self.accounts.get(entry.value("i-acct"))
            figures = (
                pd.NA if quantity is None else scaled(quantity, 10_000),
                pd.NA if price is None else scaled(price, 10_000),
                pd.NA if amount is None else minor_units(amount, currency),
            )
            path = account.path if account else ""
            text = entry.value("description")
            made.append((f"{external}#{place}", number, invoice, place, text, *figures, path, currency))
        return made


def _day(text: str) -> pd.Timestamp:
    """Midnight of a day; NaT where it cannot be read."""
    try:
        return pd.Timestamp(day_of(text))
    except ValueError:
        return pd.NaT  # type: ignore[return-value]


def _known(text: str) -> Fraction | None:
    try:
        return fraction(text) if text else None
    except NotANumber:
        return None


def _frame(rows: list[tuple[object, ...]], columns: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(columns))
    whole = {
        name: "Int64"
        for name in ("terms_days", "total", "open", "paid", "line", "quantity", "unit_price", "amount")
        if name in columns
    }
    days = [name for name in ("day", "due") if name in columns]
    frame[days] = frame[days].apply(pd.to_datetime)
    return frame.astype(whole)
