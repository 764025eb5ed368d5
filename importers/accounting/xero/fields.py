"""Columns of Xero's exports: invoices one row a line, contacts, payments, the account transactions report."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, flag, money, number, text

INVOICES: Final = {
    "customer_name": text("ContactName", need=True),
    "number": text("InvoiceNumber", need=True),
    "reference": text("Reference"),
    "day": day("InvoiceDate", need=True, order="dmy"),
    "due": day("DueDate", order="dmy"),
    "doc_total": money("Total", target="total"),
    "doc_tax": money("TaxTotal", target="tax"),
    "paid": money("InvoiceAmountPaid"),
    "open": money("InvoiceAmountDue"),
    "description": text("Description"),
    "quantity": number("Quantity"),
    "unit_price": number("UnitAmount"),
    "amount": money("LineAmount", need=True, total=True),
    "account": text("AccountCode"),
    "tax_code": text("TaxType"),
    "tax": money("TaxAmount"),
    "item": text("TrackingOption1"),
    "item_code": text("InventoryItemCode", target="item"),
    "currency": text("Currency"),
    "kind": text("Type"),
    "sent": flag("Sent"),
    "status": text("Status"),
}

CONTACTS: Final = {
    "name": text("ContactName", need=True),
    "email": text("EmailAddress"),
    "street": text("POAddressLine1"),
    "city": text("POCity"),
    "region": text("PORegion"),
    "postcode": text("POPostalCode"),
    "country": text("POCountry"),
    "tax_id": text("TaxNumber"),
    "tax_code": text("AccountsReceivableTaxCodeName"),
    "website": text("Website", target="domain"),
    "legal_name": text("LegalName"),
    "terms_days": number("DueDateSalesDay"),
    "terms_kind": text("DueDateSalesTerm", target="terms_days"),
}

PAYMENTS: Final = {
    "external_id": text("PaymentID"),
    "kind": text("Type"),
    "day": day("Date", need=True),
    "customer_name": text("ContactName"),
    "invoice": text("InvoiceNumber"),
    "credit_note": text("CreditNoteNumber"),
    "amount": money("Amount", need=True, total=True),
    "currency": text("CurrencyCode", "Currency"),
    "fx_rate": number("CurrencyRate"),
    "reference": text("Reference", target="number"),
    "account": text("BankAccountCode", "AccountCode"),
    "status": text("Status"),
}

LEDGER: Final = {
    "day": day("Date", need=True, order="dmy"),
    "source": text("Source"),
    "contact": text("Contact"),
    "description": text("Description"),
    "document": text("Reference"),
    "debit": money("Debit", total=True),
    "credit": money("Credit", total=True),
    "balance": money("Running Balance", target=""),
    "account_code": text("Account Code"),
    "account_name": text("Account"),
    "project": text("Project"),
}

TEMPLATE: Final = {
    "customer_name": text("ContactName", need=True),
    "email": text("EmailAddress", target=""),
    "number": text("InvoiceNumber", need=True),
    "reference": text("Reference"),
    "day": day("InvoiceDate", need=True, order="dmy"),
    "due": day("DueDate", order="dmy"),
    "doc_total": money("Total", target="total"),
    "item_code": text("InventoryItemCode", target="item"),
    "description": text("Description"),
    "quantity": number("Quantity", need=True),
    "unit_price": number("UnitAmount", need=True),
    "discount": number("Discount", target="amount"),
    "account": text("AccountCode"),
    "tax_code": text("TaxType"),
    "tax": money("TaxAmount"),
    "item": text("TrackingOption1"),
    "currency": text("Currency"),
    "theme": text("BrandingTheme", target=""),
}
"""The import template, with and without Total and TaxAmount; most of its headings have a star."""

CREDIT_NOTES: Final = {
    "customer_name": text("ContactName", need=True),
    "number": text("CreditNoteNumber", need=True),
    "reference": text("Reference"),
    "day": day("CreditNoteDate", "Date", need=True, order="dmy"),
    "doc_total": money("Total", target="total"),
    "doc_tax": money("TaxTotal", target="tax"),
    "open": money("RemainingCredit", "CreditAmountDue"),
    "description": text("Description"),
    "quantity": number("Quantity"),
    "unit_price": number("UnitAmount"),
    "amount": money("LineAmount", need=True, total=True),
    "account": text("AccountCode"),
    "tax_code": text("TaxType"),
    "tax": money("TaxAmount"),
    "item": text("TrackingOption1"),
    "item_code": text("InventoryItemCode", target="item"),
    "currency": text("Currency"),
    "status": text("Status"),
}
"""[R] The invoice export's columns under a credit note's name; names recalled."""

ACCOUNTS: Final = {
    "code": text("Code", need=True),
    "report_code": text("Report Code", target=""),
    "name": text("Name", need=True),
    "kind": text("Type", target="role"),
    "tax_code": text("Tax Code", "Tax Rate", target=""),
    "description": text("Description", target=""),
    "dashboard": text("Dashboard", target=""),
    "claims": text("Expense Claims", target=""),
    "payments": text("Enable Payments", target=""),
    "balance": money("Balance", target=""),
}
"""[R] The chart of accounts; names recalled."""

TRIAL_BALANCE: Final = {
    "code": text("Account Code", target=""),
    "account_name": text("Account", target=""),
    "kind": text("Account Type", target=""),
    "month_debit": money("Debit", total=True, target=""),
    "month_credit": money("Credit", total=True, target=""),
    "debit": money("Debit - Year to date", "YTD Debit", "Debit - YTD", total=True, target=""),
    "credit": money("Credit - Year to date", "YTD Credit", "Credit - YTD", total=True, target=""),
}
"""[R] names recalled."""

AGED: Final = {
    "customer_name": text("Contact", "Customer", target=""),
    "current": money("Current", total=True, target=""),
    "first": money("< 1 Month", "<1 Month", total=True, target=""),
    "one": money("1 Month", total=True, target=""),
    "two": money("2 Months", total=True, target=""),
    "three": money("3 Months", total=True, target=""),
    "older": money("Older", total=True, target=""),
    "total": money("Total", total=True, target=""),
}

AGED_DETAIL: Final = {
    "day": day("Invoice Date", "Date", order="dmy"),
    "due": day("Due Date", order="dmy"),
    "number": text("Invoice Number", "Number"),
    "reference": text("Invoice Reference", "Reference"),
    "customer_name": text("Contact", "Customer"),
    "currency": text("Currency", "Invoice Currency"),
    **{name: field for name, field in AGED.items() if name not in {"customer_name", "total"}},
    "total": money("Total", need=True, total=True, target="open"),
}
"""[R] names recalled."""

INVOICE_DETAIL: Final = {
    "number": text("Invoice Number", "Number", need=True, target="invoice"),
    "customer_name": text("Contact", "Contact Name", target=""),
    "day": day("Invoice Date", "Date", need=True, order="dmy"),
    "due": day("Due Date", order="dmy"),
    "source": text("Source", "Type", target="kind"),
    "reference": text("Reference"),
    "item_code": text("Item Code", "Item", target="item"),
    "description": text("Description"),
    "quantity": number("Quantity"),
    "unit_price": number("Unit Price (ex)", "Unit Price"),
    "discount": number("Discount", target=""),
    "tax": money("Tax"),
    "amount": money("Net", "Total (ex)", "Line Amount (ex)", need=True, total=True),
    "gross": money("Gross", "Invoice Total", target=""),
    "account": text("Account Code", "Account"),
    "currency": text("Currency", "Invoice Currency"),
    "status": text("Status"),
}
"""[R] names recalled."""
