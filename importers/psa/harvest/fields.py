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
    "billable": flag("Billable?", "Billable"),
    "invoiced": flag("Invoiced?", "Invoiced"),
    "approved": flag("Approved?", "Approved"),
    "first": text("First Name", target="person_name"),
    "last": text("Last Name", target="person_name"),
    "role": text("Roles", "Department", "Role"),
    "employee": flag("Employee?", target=""),
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
