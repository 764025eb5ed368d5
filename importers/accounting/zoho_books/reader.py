"""Readers of Zoho Books and Zoho Invoice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import ClassVar

import pandas as pd

from core.normalise.addresses import host_of
from importers.accounting.documents import apart
from importers.accounting.zoho_books import fields
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.parsing import text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader
from importers.shared.wordings import terms

_STATUS = {
    "draft": "draft",
    "pending approval": "draft",
    "approved": "draft",
    "void": "void",
    "voided": "void",
    "closed": "paid",
    "paid": "paid",
    "sent": "open",
    "overdue": "open",
    "open": "open",
    "viewed": "open",
    "unpaid": "open",
    "partiallypaid": "open",
    "partially paid": "open",
}
_EXTRAS = (
    ("discount", "Discount on the whole document", -1),
    ("shipping", "Shipping charge", 1),
    ("adjustment", "Adjustment", 1),
    ("rounding", "Round off", 1),
)


class _Zoho(TableReader):
    system = "zoho_books"


class _Documents(_Zoho):
    """One row a line, the head of the document on each. What stands on the whole document becomes lines behind its own."""

    kind: ClassVar[str]
    sign: ClassVar[int]
    anchor = "number"

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The lines, and beside them how many each document has."""
        body = super().body(sheet, header, width, places)
        counts = Counter(text_of(row[places["number"]]).strip() for row in body.rows)
        body.aside["lines"] = list(counts.items())
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices and invoice_lines"""
        currency = self.currency(cells)
        number, customer = cells.trimmed("number"), cells.text("customer_name")
        kind = pd.Series([self.kind] * cells.size, dtype="object")
        external = apart(number, kind, customer)
        lines = pd.DataFrame(
            {
                "row": cells.row,
                "invoice": self.kind + ":" + external,
                "description": cells.text("description"),
                "item": cells.text("item"),
                "quantity": cells.number("quantity", 10_000) * self.sign,
                "unit_price": cells.number("unit_price", 10_000),
                "amount": cells.money("amount", currency) * self.sign,
                "tax": cells.money("tax", currency) * self.sign,
                "tax_code": cells.text("tax_code"),
                "account": cells.trimmed("account"),
                "currency": currency,
            }
        )
        total = cells.money("doc_total", currency) * self.sign
        first = ~external.duplicated()
        extras = self._extras(cells, currency, lines)
        extras = extras[extras["row"].isin(set(cells.row[first]))]
        lines = self._net(lines, extras, total, cells.flag("inclusive").fillna(value=False).astype("bool"))
        taxes = lines["tax"].fillna(0).groupby(external).transform("sum").astype("Int64")
        counted = number.groupby(number).transform("size") == number.map(
            {str(name): count for name, count in cells.aside["lines"]}
        )
        if not cells.has("tax"):
            taxes = pd.Series([pd.NA] * cells.size, dtype="Int64")
        status = cells.trimmed("status").str.casefold().map(_STATUS).fillna("")
        head = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "number": number,
                "kind": kind,
                "customer_name": customer,
                "reference": cells.text("reference") if self.sign < 0 else cells.text("project"),
                "po_number": cells.trimmed("po_number"),
                "day": cells.day("day"),
                "due": cells.day("due"),
                "terms_days": terms(cells.text("terms")),
                "total": total,
                "tax": taxes.where(counted),
                "open": cells.money("open", currency) * self.sign,
                "currency": currency,
                "status": status,
            }
        )
        lines = pd.concat(
            [lines, extras], ignore_index=True
        )  # the sort is stable: extras stay behind the document's own lines
        lines = lines.iloc[pd.factorize(lines["invoice"])[0].argsort(kind="stable")].reset_index(drop=True)
        lines["line"] = lines.groupby("invoice").cumcount() + 1
        lines["external_id"] = lines["invoice"].str.removeprefix(f"{self.kind}:") + "#" + lines["line"].astype(str)
        return {"invoices": head[first].reset_index(drop=True), "invoice_lines": lines}

    def _extras(self, cells: Cells, currency: pd.Series[str], lines: pd.DataFrame) -> pd.DataFrame:
        """What a row says of the whole document, as lines of their own: discount, shipping, adjustment, rounding."""
        parts = [lines.iloc[:0]]
        for name, what, sign in _EXTRAS:
            amount = cells.money(name, currency) * sign * self.sign
            there = amount.fillna(0) != 0
            part = lines.loc[there, ["row", "invoice", "currency"]].assign(
                description=what, item=what, amount=amount[there]
            )
            parts.append(part.reindex(columns=lines.columns).fillna({"tax_code": "", "account": ""}))
        return pd.concat([part.astype(lines.dtypes.to_dict()) for part in parts], ignore_index=True)

    @staticmethod
    def _net(
        lines: pd.DataFrame, extras: pd.DataFrame, total: pd.Series[int], inclusive: pd.Series[bool]
    ) -> pd.DataFrame:
        """Lines without their tax where the document says that prices hold it and only so its total adds up."""
        if not inclusive.any():
            return lines
        document = lines["invoice"]
        gross = lines["amount"].fillna(0).groupby(document).transform("sum")
        gross = gross + document.map(extras.groupby("invoice")["amount"].sum()).fillna(0).astype("Int64")
        taxes = lines["tax"].fillna(0).groupby(document).transform("sum")
        holds = inclusive & (gross == total).fillna(value=False) & (taxes != 0)
        return lines.assign(amount=lines["amount"].where(~holds, lines["amount"] - lines["tax"].fillna(0)))


class Invoices(_Documents):
    """Invoice export."""

    layout = "zoho_books.invoices"
    entity = "invoice"
    columns = fields.INVOICES
    must: ClassVar = ("number", "day", "customer_name", "amount", "doc_total")
    kind = "invoice"
    sign = 1


class CreditNotes(_Documents):
    """Credit note export; its amounts are printed positive and read negative. Headings recalled from those of the invoices."""

    layout = "zoho_books.credit_notes"
    entity = "credit_note"
    columns = fields.CREDIT_NOTES
    must: ClassVar = ("number", "day", "customer_name", "amount", "doc_total")
    kind = "credit_note"
    sign = -1
    recalled = True


class Payments(_Zoho):
    """Customer payments, one row an invoice paid; what is left of a payment is a row without invoice."""

    layout = "zoho_books.payments"
    entity = "payment"
    columns = fields.PAYMENTS
    must: ClassVar = ("external_id", "day", "customer_name", "whole", ("applied", "part"))
    anchor = "day"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Payments and allocations"""
        currency = self.currency(cells)
        printed = cells.trimmed("external_id")
        number = cells.trimmed("printed")
        external = printed.where(printed != "", number).where((printed != "") | (number != ""), cells.numbered())
        amount, applied = cells.money("whole", currency), cells.money("applied", currency)
        reference = cells.trimmed("reference")
        payments = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "kind": pd.Series(["payment"] * cells.size, dtype="object"),
                "customer_name": cells.text("customer_name"),
                "day": cells.day("day"),
                "number": reference.where(reference != "", number),
                "memo": cells.text("method"),
                "amount": _whole(amount, applied, external),
                "currency": currency,
                "fx_rate": cells.number("fx_rate"),
                "account": cells.trimmed("account"),
            }
        ).drop_duplicates("external_id", ignore_index=True)
        invoice = cells.trimmed("invoice")
        on, paid = cells.day("applied_on"), cells.day("day")
        allocations = pd.DataFrame(
            {
                "external_id": external + "|" + invoice,
                "row": cells.row,
                "source": "payment:" + external,
                "invoice": "invoice:" + invoice,
                "amount": applied.fillna(amount).abs(),
                "currency": currency,
                "day": on.where(on.notna(), paid),
            }
        )
        return {"payments": payments, "allocations": allocations[invoice != ""].reset_index(drop=True)}


def _whole(amount: pd.Series[int], applied: pd.Series[int], external: pd.Series[str]) -> pd.Series[int]:
    """The amount of each payment on each of its rows.

    The rows of one payment repeat its whole amount; where they print different amounts, or one that is less than what they apply,
    each row prints its own part and the payment is their sum.
    """
    groups = amount.groupby(external)
    same = groups.transform("nunique") == 1
    enough = applied.fillna(0).groupby(external).transform("sum") <= groups.transform("first")
    repeated = (same & enough.fillna(value=True)) | (groups.transform("size") == 1)
    return groups.transform("first").where(repeated, groups.transform("sum")).astype("Int64")


class Contacts(_Zoho):
    """Customers and vendors mixed. Headings recalled, never seen in a file."""

    layout = "zoho_books.contacts"
    entity = "customer"
    columns = fields.CONTACTS
    must: ClassVar = ("external_id", "name", ("street", "city"), ("terms", "currency"))
    anchor = "name"
    recalled = True

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        site, mail = cells.text("website").map(host_of), cells.text("email").map(host_of)
        frame = pd.DataFrame(
            {
                "external_id": cells.trimmed("external_id"),
                "row": cells.row,
                "domain": site.where(site != "", mail),
                "email": cells.trimmed("email"),
                "currency": cells.trimmed("currency"),
                "tax_id": cells.trimmed("tax_id"),
                "terms_days": terms(cells.text("terms")),
                **{
                    name: cells.text(name)
                    for name in ("name", "legal_name", "street", "city", "region", "postcode", "country", "owner")
                },
            }
        )
        return {"customers": frame}
