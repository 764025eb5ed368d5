"""Columns of BigTime: the old time export is known; those of its report designer are recalled."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, flag, hours, money, number, text

TIME: Final = {
    "project_name": text("Job"),
    "person_name": text("Staff Member"),
    "task": text("Category"),
    "day": day("Date", need=True),
    "hours": hours("Input", need=True, total=True, target="seconds"),
    "free": hours("N/C", target="billable"),
    "notes": text("Notes"),
}

REPORT: Final = {
    "id": text("Time ID", "Timesheet ID"),
    "day": day("Date", "Work Date", need=True),
    "person_name": text("Staff", "Staff Name", "Staff Member"),
    "customer_name": text("Client", "Client Name"),
    "project_name": text("Project", "Project Name"),
    "code": text("Project Code", target="project"),
    "task": text("Labor Code", "Task", "Task Name"),
    "role": text("Role", "Title"),
    "hours": hours("Input Hours", "Hours Input", need=True, total=True, target="seconds"),
    "free": hours("N/C Hours", "No Charge Hours", target="billable"),
    "billed": hours("Billable Hours", target="billable"),
    "rate": number("Bill Rate", "Billing Rate"),
    "amount": money("Billable Amount", "Billable"),
    "cost_rate": number("Cost Rate"),
    "currency": text("Currency"),
    "approved": flag("Approved"),
    "invoiced": flag("Invoiced", "Billed"),
    "invoice_number": text("Invoice Number", "Invoice #", "Invoice"),
    "notes": text("Notes"),
}

EXPENSES: Final = {
    "id": text("Expense ID"),
    "day": day("Date", "Expense Date", need=True),
    "person_name": text("Staff", "Staff Name", "Staff Member"),
    "customer_name": text("Client", "Client Name"),
    "project_name": text("Project", "Project Name"),
    "code": text("Project Code", target="project"),
    "category": text("Expense Code", "Expense Category", "Category"),
    "amount": money("Input Amount", "Cost IN", "Expense Amount", need=True, total=True),
    "currency": text("Currency"),
    "free": flag("N/C", "No Charge", target="billable"),
    "approved": flag("Approved"),
    "invoiced": flag("Invoiced", "Billed"),
    "invoice_number": text("Invoice Number", "Invoice #"),
    "notes": text("Notes"),
}

PROJECTS: Final = {
    "id": text("Project ID"),
    "name": text("Project Name", "Project", need=True),
    "code": text("Project Code"),
    "customer_name": text("Client Name", "Client"),
    "status": text("Project Status", "Status"),
    "method_text": text("Billing Type", "Invoice Type"),
    "manager": text("Project Manager"),
    "start": day("Start Date"),
    "end": day("End Date", "Due Date"),
    "budget": money("Budget Fees", "Fee Budget", "Budget"),
    "budget_hours": hours("Budget Hours", "Hours Budget"),
    "hours": hours("Input Hours", "Actual Hours"),
    "currency": text("Currency"),
    "notes": text("Notes"),
}
