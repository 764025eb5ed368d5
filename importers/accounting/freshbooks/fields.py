"""Columns of FreshBooks: invoice details one row a line, time entry details, expenses, clients, payments, and answers of its interface."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, flag, hours, money, number, text

INVOICES: Final = {
    "customer_name": text("Client Name", need=True),
    "number": text("Invoice #", "Invoice Number", need=True),
    "day": day("Date Issued", "Issue Date", need=True),
    "due": day("Date Due", "Due Date"),
    "status": text("Invoice Status", "Status"),
    "paid_on": day("Date Paid", target="status"),
    "item": text("Item Name"),
    "description": text("Item Description"),
    "unit_price": number("Rate"),
    "quantity": number("Quantity"),
    "discount": number("Discount Percentage", target=""),
    "amount": money("Line Subtotal", need=True, total=True),
    "tax_code": text("Tax 1 Type"),
    "tax_1": money("Tax 1 Amount", strict=True, target="tax"),
    "tax_code_2": text("Tax 2 Type", target="tax_code"),
    "tax_2": money("Tax 2 Amount", strict=True, target="tax"),
    "line_total": money("Line Total", total=True, target="total"),
    "currency": text("Currency"),
}

TIME: Final = {
    "task": text("Task name"),
    "customer_name": text("Client name"),
    "invoice_number": text("Invoice"),
    "invoice_day": day("Invoice Date", target=""),
    "rate": number("Rate"),
    "hours": hours("Hours", need=True, total=True, target="seconds"),
    "discount": number("Discount", target=""),
    "amount": money("Line Cost", total=True),
    "currency": text("Currency"),
}

EXPENSES: Final = {
    "day": day("Date", need=True),
    "category": text("Category"),
    "merchant": text("Vendor"),
    "customer_name": text("Client"),
    "person_name": text("Author"),
    "project_name": text("Project"),
    "notes": text("Notes"),
    "amount": money("Amount", need=True, total=True),
    "bank": text("Bank Name", target=""),
    "bank_account": text("Bank Account", target=""),
    "currency": text("Currency"),
}

CLIENTS: Final = {
    "organization": text("Organization", "Organisation", "Company Name", target="name"),
    "first": text("First Name", target="name"),
    "last": text("Last Name", target="name"),
    "email": text("Email", "Email Address"),
    "street": text("Address Line 1", "Street"),
    "city": text("City"),
    "region": text("Province/State", "State", "Province"),
    "postcode": text("Postal Code", "ZIP/Postal Code"),
    "country": text("Country"),
    "currency": text("Currency"),
    "tax_id": text("Tax Number", "VAT Number"),
}
"""[R] The list of clients; names recalled."""

PAYMENTS: Final = {
    "customer_name": text("Client Name", "Client", need=True),
    "invoice": text("Invoice #", "Invoice Number", need=True),
    "day": day("Payment Date", "Date Paid", need=True),
    "method": text("Payment Type", "Payment Method", "Method", target="memo"),
    "memo": text("Note", "Notes"),
    "amount": money("Amount", "Payment Amount", need=True, total=True),
    "currency": text("Currency"),
}
"""[R] Payments collected; names recalled."""

CLIENT_ANSWER: Final = {
    "external_id": text("id", need=True),
    "organization": text("organization", target="name"),
    "first": text("fname", target="name"),
    "last": text("lname", target="name"),
    "email": text("email"),
    "street": text("p_street"),
    "city": text("p_city"),
    "region": text("p_province"),
    "postcode": text("p_code"),
    "country": text("p_country"),
    "currency": text("currency_code"),
    "tax_id": text("vat_number"),
    "created": day("signup_date"),
    "state": text("vis_state", target=""),
}

TIME_ANSWER: Final = {
    "external_id": text("id", need=True),
    "day": day("started_at", need=True),
    "customer": text("client_id"),
    "project": text("project_id"),
    "person": text("identity_id"),
    "task": text("service_id"),
    "notes": text("note"),
    "billable": flag("billable"),
    "invoiced": flag("billed"),
    "duration": number("duration", need=True, target="seconds"),
    "created": day("created_at"),
}
"""Keys of the interface's answers; durations are seconds, instants are UTC."""
