"""Columns of Everhour's reports, whose columns their user chooses; the headings are recalled."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, flag, hours, money, number, text

TIME: Final = {
    "day": day("Date", "Day", need=True),
    "person_name": text("Member", "Team member", "User"),
    "email": text("Email", "Member Email", target="person"),
    "customer_name": text("Client"),
    "project_name": text("Project", "Project Name"),
    "section": text("Section", target=""),
    "task": text("Task", "Task Name"),
    "number": text("Task Number", "Task ID", target=""),
    "notes": text("Comment", "Comments", "Note"),
    "hours": hours("Time", "Reported Time", "Total Time", "Hours", total=True, target="seconds"),
    "billable_time": hours("Billable Time", target="billable"),
    "free_time": hours("Non-Billable Time", target="billable"),
    "invoiced_time": hours("Invoiced Time", target="invoiced"),
    "billable": flag("Billable"),
    "invoiced": flag("Invoiced"),
    "approved": flag("Approved"),
    "rate": number("Rate", "Billable Rate"),
    "amount": money("Billable Amount", "Amount"),
    "cost_rate": number("Cost Rate"),
    "cost": money("Costs", "Cost", target=""),
    "currency": text("Currency"),
}

EXPENSES: Final = {
    "day": day("Date", need=True),
    "person_name": text("Member", "Team member", "User"),
    "customer_name": text("Client"),
    "project_name": text("Project", "Project Name"),
    "category": text("Category", "Expense Category"),
    "notes": text("Details", "Comment", "Note"),
    "amount": money("Expense Amount", "Amount", need=True, total=True),
    "quantity": number("Quantity", target=""),
    "currency": text("Currency"),
    "billable": flag("Billable"),
    "invoiced": flag("Invoiced"),
}

PROJECTS: Final = {
    "id": text("Project ID"),
    "name": text("Project", "Project Name", need=True),
    "customer_name": text("Client"),
    "status": text("Project Status", "Status"),
    "method_text": text("Billing Type", "Billing"),
    "budget": money("Budget", "Project Budget"),
    "budget_hours": hours("Time Budget", "Estimate"),
    "budget_kind": text("Budget Type", target=""),
    "hours": hours("Total Time", "Reported Time", "Time"),
    "currency": text("Currency"),
}
