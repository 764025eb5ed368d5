"""Columns of MYOB AccountRight exports: sales as real files print them; customers, receipts and journals from memory."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, money, number, text

SALES: Final = {
    "last_name": text("Co./Last Name", need=True, target="customer_name"),
    "first_name": text("First Name", target="customer_name"),
    "number": text("Invoice #", "Invoice No.", "Invoice Number", need=True),
    "day": day("Date", need=True, order="dmy"),
    "po_number": text("Customer PO", "Customer PO #", "Customer PO Number"),
    "item": text("Item Number", "Item No."),
    "quantity": number("Quantity"),
    "description": text("Description"),
    "account": text("Account #", "Account No.", "Account Number"),
    "unit_price": number("Price"),
    "amount": money("Amount", "Total", need=True, total=True),
    "gross": money("Inc-Tax Amount", "Inc-Tax Total", strict=True, target="total"),
    "job": text("Job", "Job No.", target="item"),
    "reference": text("Journal Memo", "Comment"),
    "tax_code": text("Tax Code"),
    "tax": money("Tax Amount", "GST Amount", strict=True),
    "other_tax": money("Non-GST Amount", "LCT Amount", target=""),
    "freight": money("Inc-Tax Freight Amount", "Freight Amount", strict=True, target="total"),
    "status": text("Sale Status"),
    "currency": text("Currency Code"),
    "due_days": number("- Balance Due Days", "Terms - Balance Due Days", "Balance Due Days", target="terms_days"),
    "paid": money("Amount Paid"),
    "card": text("Card ID", target=""),
    "record": text("Record ID", target=""),
}

CUSTOMERS: Final = {
    "name": text("Co./Last Name", need=True),
    "first_name": text("First Name", target="name"),
    "external_id": text("Card ID"),
    "status": text("Card Status", target=""),
    "currency": text("Currency Code"),
    "street": text("Addr 1 - Line 1"),
    "city": text("- City", "Addr 1 - City"),
    "region": text("- State", "Addr 1 - State"),
    "postcode": text("- Postcode", "Addr 1 - Postcode"),
    "country": text("- Country", "Addr 1 - Country"),
    "email": text("- Email", "Addr 1 - Email"),
    "website": text("- WWW", "Addr 1 - WWW", target="domain"),
    "tax_id": text("A.B.N.", "ABN"),
    "due_days": number("- Balance Due Days", "Terms - Balance Due Days", target="terms_days"),
    "limit": money("Credit Limit", target=""),
}

RECEIPTS: Final = {
    "last_name": text("Co./Last Name", need=True, target="customer_name"),
    "first_name": text("First Name", target="customer_name"),
    "account": text("Deposit Account #", "Deposit Account No.", "Deposit Account"),
    "number": text("ID #", "ID No.", "Transaction ID", "Receipt #", target="external_id"),
    "day": day("Receipt Date", "Payment Date", "Date", need=True, order="dmy"),
    "invoice": text("Invoice #", "Invoice No.", "Invoice Number"),
    "amount": money("Amount Applied", "Applied Amount", need=True, total=True),
    "memo": text("Memo", "Journal Memo"),
    "currency": text("Currency Code"),
    "fx_rate": number("Exchange Rate"),
    "method": text("Payment Method", target=""),
}

JOURNAL: Final = {
    "document": text("Journal Number", "Journal #", "Journal No."),
    "day": day("Date", need=True, order="dmy"),
    "description": text("Memo"),
    "account": text("Account Number", "Account #", "Account No.", need=True),
    "debit": money("Debit Ex-Tax Amount", "Debit Amount", "Debit", total=True),
    "credit": money("Credit Ex-Tax Amount", "Credit Amount", "Credit", total=True),
    "project": text("Job", "Job No."),
    "line": text("Allocation Memo", target="description"),
    "tax_code": text("Tax Code", target=""),
    "reporting": text("GST [BAS] Reporting", "GST Reporting", "Inclusive", target=""),
}
