"""Columns of QuickBooks Desktop's Intuit Interchange Format: transactions with their splits, and the lists that stand beside them."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import money, number, text

CUSTOMERS: Final = {
    "name": text("NAME", need=True),
    "company": text("COMPANYNAME", target="legal_name"),
    "email": text("EMAIL"),
    "street": text("BADDR1", "ADDR1", target="street"),
    "street_2": text("BADDR2", "ADDR2", target="street"),
    "street_3": text("BADDR3", "ADDR3", target="street"),
    "terms": text("TERMS", target="terms_days"),
    "tax_code": text("TAXCODE", "SALESTAXCODE"),
    "tax_id": text("RESALENUM", "TAXID"),
    "owner": text("REP"),
}

ACCOUNTS: Final = {
    "name": text("NAME", need=True),
    "kind": text("ACCNTTYPE", target="role"),
    "code": text("ACCNUM"),
    "opening": money("OBAMOUNT"),
}

ITEMS: Final = {
    "name": text("NAME", need=True, target=""),
    "kind": text("INVITEMTYPE", target=""),
    "description": text("DESC", target=""),
    "account": text("ACCNT", target=""),
    "price": number("PRICE", target=""),
}

LINES: Final = {
    "TRNSTYPE": "source",
    "DATE": "day",
    "ACCNT": "account",
    "NAME": "contact",
    "AMOUNT": "amount",
    "DOCNUM": "document",
    "MEMO": "description",
    "QNTY": "quantity",
    "PRICE": "unit_price",
    "INVITEM": "item",
    "DUEDATE": "due",
    "TERMS": "terms_days",
    "PONUM": "po_number",
    "TRNSID": "external_id",
    "SPLID": "",
    "EXTRA": "tax",
    "TAXCODE": "tax_code",
}
"""Column of a TRNS or SPL line -> canonical field, for the report of what was understood."""

ROLES: Final = {
    "AR": "receivable",
    "BANK": "bank",
    "INC": "revenue",
    "EXINC": "other",
    "EXP": "other",
    "EXEXP": "other",
    "COGS": "other",
    "EQUITY": "other",
    "FIXASSET": "other",
    "AP": "other",
    "CCARD": "other",
    "LTLIAB": "other",
    "NONPOSTING": "other",
}
"""Types of accounts whose role the type alone says; current assets and liabilities need the name."""
