"""Columns of Harvest's reports and lists; several generations of headings, money columns only for those who may see them."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, flag, hours, money, number, text

TIME: Final = {
    "day": day("Date", need=True),
    "customer_name": text("Client"),
    "project_name": text("Project"),
    "code": text("Project Code", target="project"),
    "task": text("Task"),
    "notes": text("Notes"),
    "hours": hours("Hours", need=True, total=True, target="seconds"),
    "rounded": hours("Hours Rounded", total=True, target="seconds"),
    "billable": flag("Billable?", "Billable"),
    "invoiced": flag("Invoiced?", "Invoiced"),
    "approved": flag("Approved?", "Approved"),
    "first": text("First Name", target="person_name"),
    "last": text("Last Name", target="person_name"),
    "role": text("Roles", "Department", "Role"),
    "employee": flag("Employee?", target=""),
    "teams": text("Teams", target="department"),
    "rate": number("Billable Rate", "Hourly Rate"),
    "amount": money("Billable Amount"),
    "cost_rate": number("Cost Rate"),
    "currency": text("Currency"),
}

EXPENSES: Final = {
    "day": day("Date", need=True),
    "customer_name": text("Client"),
    "project_name": text("Project"),
    "code": text("Project Code", target="project"),
    "category": text("Category"),
    "notes": text("Notes"),
    "amount": money("Cost", "Amount", need=True, total=True),
    "currency": text("Currency"),
    "billable": flag("Billable?", "Billable"),
    "invoiced": flag("Invoiced?", "Invoiced"),
    "approved": flag("Approved?", "Approved"),
    "first": text("First Name", target="person_name"),
    "last": text("Last Name", target="person_name"),
}

PROJECTS: Final = {
    "customer_name": text("Client"),
    "name": text("Project", need=True),
    "code": text("Project Code"),
    "start": day("Start Date"),
    "end": day("End Date"),
    "notes": text("Project Notes"),
    "hours": hours("Total Hours"),
    "billable_hours": hours("Billable Hours", target="billable"),
    "budget_by": text("Budget By", target="budget_amount"),
    "budget": number("Budget", target="budget_amount"),
}

CLIENTS: Final = {
    "name": text("Client Name", need=True),
    "address": text("Address", target="street"),
}

INVOICES: Final = {
    "day": day("Issue Date", need=True),
    "last_payment": day("Last Payment Date", target=""),
    "number": text("ID", "Invoice ID", need=True),
    "po_number": text("PO Number"),
    "customer_name": text("Client"),
    "reference": text("Subject"),
    "total": money("Invoice Amount", need=True, total=True),
    "paid": money("Paid Amount", total=True),
    "open": money("Balance", need=True, total=True),
    "tax": money("Tax"),
    "second_tax": money("Tax2", target="tax"),
    "currency": text("Currency"),
    "kind": text("Document Type"),
    "status": text("Status"),
}

LINES: Final = {
    "number": text("Invoice ID", need=True, target="invoice"),
    "customer_name": text("Client"),
    "project_name": text("Project", target="item"),
    "kind": text("Item Type", target="item"),
    "description": text("Item Description"),
    "quantity": number("Item Quantity"),
    "unit_price": number("Item Unit Price"),
    "amount": money("Item Amount", need=True, total=True),
    "tax": money("Item Tax"),
    "second_tax": money("Item Tax2", target="tax"),
    "currency": text("Currency"),
    "day": day("Issue Date"),
}

PAYMENTS: Final = {
    "day": day("Payment Date", need=True),
    "number": text("Invoice ID", need=True, target="invoice"),
    "invoice_day": day("Invoice Issue Date", target=""),
    "customer_name": text("Client"),
    "amount": money("Payment Amount", need=True, total=True),
    "currency": text("Currency"),
}
