"""Readers of Xero: sales invoices, contacts, payments."""

from __future__ import annotations

import re
from typing import ClassVar

import numpy as np
import pandas as pd

from core.normalise.addresses import host_of
from importers.accounting.documents import apart, kind_of
from importers.accounting.xero import fields
from importers.shared.cells import Cells
from importers.shared.table_reader import TableReader

STATUS = {
    "paid": "paid",
    "awaiting payment": "open",
    "authorised": "open",
    "voided": "void",
    "deleted": "void",
    "draft": "draft",
    "awaiting approval": "draft",
    "submitted": "draft",
}
_PAYMENTS = {
    "payment": "payment",
    "prepayment": "prepayment",
    "overpayment": "prepayment",
    "credit allocation": "credit_allocation",
    "credit note allocation": "credit_allocation",
    "allocation": "credit_allocation",
}


class _Xero(TableReader):
    system = "xero"


class SalesInvoices(_Xero):
    """Invoice export, one row a line; the head of the document is repeated on each. Credit notes have negative amounts."""

    layout = "xero.sales_invoices"
    entity = "invoice"
    columns = fields.INVOICES
    must: ClassVar = ("number", "customer_name", "day", "amount", ("open", "paid", "status"))
    anchor = "number"
    unwanted = ("kind", re.compile(r"^bill|payment"), "bills, prepayments or overpayments, no sales documents,")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices and invoice_lines"""
        currency = self.currency(cells)
        number = cells.trimmed("number")
        kind = kind_of(cells.trimmed("kind"))
        customer = cells.text("customer_name")
        external = apart(number, kind, customer)
        head = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "number": number,
                "kind": kind,
                "customer_name": customer,
                "reference": cells.text("reference"),
                "day": cells.day("day"),
                "due": cells.day("due"),
                "total": cells.money("doc_total", currency),
                "tax": cells.money("doc_tax", currency),
                "paid": cells.money("paid", currency),
                "open": cells.money("open", currency),
                "currency": currency,
                "status": cells.trimmed("status").str.casefold().map(STATUS).fillna(""),
                "sent": cells.flag("sent"),
            }
        )
        item = cells.text("item")
        lines = pd.DataFrame(
            {
                "row": cells.row,
                "invoice": kind + ":" + external,
                "description": cells.text("description"),
                "item": item.where(item != "", cells.text("item_code")),
                "quantity": cells.number("quantity", 10_000),
                "unit_price": cells.number("unit_price", 10_000),
                "amount": cells.money("amount", currency),
                "tax": cells.money("tax", currency),
                "tax_code": cells.text("tax_code"),
                "account": cells.trimmed("account"),
                "currency": currency,
            }
        )
        lines["line"] = lines.groupby("invoice").cumcount() + 1
        lines["external_id"] = external + "#" + lines["line"].astype(str)
        lines["amount"] = net_amounts(lines, head)
        heads = head.drop_duplicates(["kind", "external_id"], ignore_index=True)
        return {"invoices": heads, "invoice_lines": lines}


def net_amounts(lines: pd.DataFrame, head: pd.DataFrame) -> pd.Series[int]:
    """Amounts of lines without tax. Rows of `head` and `lines` stand for the same lines.

    The export prints a line as the document was priced. Where tax is charged on the lines, the header's tax is their sum, and the lines
    alone already add up to the total, the prices hold the tax and it is taken out.
    """
    document = lines["invoice"]
    gross = lines["amount"].fillna(0).groupby(document).transform("sum")
    taxes = lines["tax"].fillna(0).groupby(document).transform("sum")
    holds = (taxes != 0) & (taxes == head["tax"]) & (gross == head["total"])
    return lines["amount"].where(~holds.fillna(value=False), lines["amount"] - lines["tax"].fillna(0))


class Contacts(_Xero):
    """Contacts, customers and suppliers mixed."""

    layout = "xero.contacts"
    entity = "customer"
    columns = fields.CONTACTS
    must: ClassVar = ("name", "email", ("tax_code", "terms_days", "tax_id"))
    anchor = "name"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        site, mail = cells.text("website").map(host_of), cells.text("email").map(host_of)
        kind = cells.trimmed("terms_kind").str.casefold()
        after_bill = (kind == "") | kind.str.contains("daysafterbilldate")
        frame = pd.DataFrame(
            {
                "external_id": cells.text("name"),
                "row": cells.row,
                "domain": site.where(site != "", mail),
                "email": cells.trimmed("email"),
                "tax_id": cells.trimmed("tax_id"),
                "terms_days": cells.number("terms_days", 1).where(after_bill),
                **{
                    name: cells.text(name)
                    for name in ("name", "legal_name", "street", "city", "region", "postcode", "country", "tax_code")
                },
            }
        )
        return {"customers": frame}


class Payments(_Xero):
    """Payments and allocations of credit, one row an invoice paid."""

    layout = "xero.payments"
    entity = "payment"
    columns = fields.PAYMENTS
    must: ClassVar = ("external_id", "day", "amount", "invoice")
    anchor = "day"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Payments and allocations"""
        currency = self.currency(cells)
        printed = cells.trimmed("external_id")
        external = printed.where(printed != "", cells.numbered())
        kind = cells.trimmed("kind").str.casefold().map(_PAYMENTS).fillna("payment")
        amount = cells.money("amount", currency)
        payments = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "kind": kind,
                "customer_name": cells.text("customer_name"),
                "day": cells.day("day"),
                "number": cells.text("reference"),
                "amount": amount,
                "currency": currency,
                "fx_rate": cells.number("fx_rate"),
                "account": cells.trimmed("account"),
                "status": cells.trimmed("status"),
            }
        )
        invoice, note = cells.trimmed("invoice"), cells.trimmed("credit_note")
        from_note = (kind == "credit_allocation") & (note != "")
        target = ("invoice:" + invoice).where(invoice != "", "credit_note:" + note)
        allocations = pd.DataFrame(
            {
                "external_id": external + "|" + invoice.where(invoice != "", note),
                "row": cells.row,
                "source": ("payment:" + external).where(~from_note, "credit_note:" + note),
                "invoice": target,
                "amount": amount.abs(),
                "currency": currency,
                "day": cells.day("day"),
            }
        )
        named = np.asarray((invoice != "") | ((note != "") & ~from_note))
        return {"payments": payments, "allocations": allocations[named].reset_index(drop=True)}
