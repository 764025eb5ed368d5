"""Columns of Clockify's reports and lists; headings carry the workspace currency, whatever the project's own is."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import clock, day, flag, hours, money, number, text

TIME: Final = {
    "project_name": text("Project"),
    "customer_name": text("Client"),
    "notes": text("Description"),
    "task": text("Task", "Activity"),
    "person_name": text("User"),
    "role": text("Group"),
    "email": text("Email", target="person"),
    "kind": text("Type", target="billable"),
    "billable": flag("Billable"),
    "invoiced": flag("Invoiced"),
    "invoice_number": text("Invoice ID"),
    "day": day("Start Date", need=True),
    "start_time": clock("Start Time"),
    "end_day": day("End Date", target=""),
    "end_time": clock("End Time"),
    "duration": hours("Duration (h)", total=True, target="seconds"),
    "hours": hours("Duration (decimal)", total=True, target="seconds"),
    "rate": number("Billable Rate"),
    "amount": money("Billable Amount"),
    "cost_rate": number("Cost Rate"),
    "created": day("Date of creation"),
}

PROJECTS: Final = {
    "name": text("Project", need=True),
    "customer_name": text("Client"),
    "status": text("Status"),
    "billable": flag("Billability", "Billable"),
    "hours": hours("Tracked (h)"),
    "budget_hours": hours("Estimated (h)", target="budget_seconds"),
    "budget": money("Estimated (USD)", target="budget_amount"),
    "manager": text("Project manager"),
    "notes": text("Note"),
}

EXPENSES: Final = {
    "day": day("Date", need=True),
    "person_name": text("User"),
    "email": text("Email", target="person"),
    "project_name": text("Project"),
    "customer_name": text("Client"),
    "category": text("Category"),
    "notes": text("Note", "Notes"),
    "amount": money("Amount", "Total amount", need=True, total=True),
    "currency": text("Currency"),
    "billable": flag("Billable"),
    "invoiced": flag("Invoiced"),
    "invoice_number": text("Invoice ID"),
    "approved": flag("Approved"),
}

SUMMARY: Final = {
    "decimal": hours("Time (decimal)", total=True, target=""),
    "exact": hours("Time (h)", total=True, target=""),
    "day": day("Date", target=""),
    "project_name": text("Project", target=""),
    "customer_name": text("Client", target=""),
    "notes": text("Description", target=""),
    "person_name": text("User", target=""),
    "task": text("Task", target=""),
    "group": text("Group", target=""),
    "tag": text("Tag", "Tags", target=""),
    "amount": money("Amount", target=""),
}
