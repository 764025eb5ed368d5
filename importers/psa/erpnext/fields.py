"""Columns of ERPNext's timesheets, projects and expense claims: labels, with the name of the child table behind those of its rows."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import Field, day, flag, hours, money, number, text


def _child(table: str, *names: str) -> tuple[str, ...]:
    """The label of a child's column as the data export and the report builder print it."""
    builder = {"Time Sheets": "Timesheet Detail", "Expenses": "Expense Claim Detail"}[table]
    return tuple(f"{name} ({one})" for name in names for one in (table, builder))


TIME: Final[dict[str, Field]] = {
    "parent": text("ID", "Name"),
    "person_name": text("Employee Name"),
    "employee": text("Employee", target="person_name"),
    "customer_name": text("Customer"),
    "currency": text("Currency"),
    "status": text("Status", target="approved"),
    "department": text("Department", target=""),
    "sales_invoice": text("Sales Invoice", target="invoice_number"),
    "total": hours("Total Hours", target=""),
    "id": text(*_child("Time Sheets", "ID", "Name")),
    "day": day(*_child("Time Sheets", "From Time"), "from_time", need=True),
    "ended": text(*_child("Time Sheets", "To Time"), "to_time", target="end_time"),
    "hours": hours(*_child("Time Sheets", "Hrs", "Hours"), total=True, target="seconds"),
    "code": text(*_child("Time Sheets", "Project"), target="project"),
    "project_name": text(*_child("Time Sheets", "Project Name")),
    "task": text(*_child("Time Sheets", "Task")),
    "activity": text(*_child("Time Sheets", "Activity Type"), target="task"),
    "notes": text(*_child("Time Sheets", "Description")),
    "billable": flag(*_child("Time Sheets", "Is Billable", "Bill", "Billable")),
    "billing_hours": hours(*_child("Time Sheets", "Billing Hours"), target=""),
    "rate": number(*_child("Time Sheets", "Billing Rate")),
    "amount": money(*_child("Time Sheets", "Billing Amount")),
    "cost_rate": number(*_child("Time Sheets", "Costing Rate")),
    "invoice_number": text(*_child("Time Sheets", "Sales Invoice")),
}

PROJECTS: Final = {
    "id": text("ID", "Name", target="external_id"),
    "name": text("Project Name", need=True),
    "status": text("Status"),
    "active": flag("Is Active"),
    "customer_name": text("Customer"),
    "start": day("Expected Start Date"),
    "end": day("Expected End Date"),
    "sales": money("Total Sales Amount (via Sales Order)", "total_sales_amount", target="budget_amount"),
    "hours": hours("Actual Time (in Hours via Time Sheet)", "Actual Time in Hours (via Timesheet)", "actual_time"),
    "percent": number("% Completed", "Percent Complete", target=""),
    "order": text("Sales Order", target=""),
    "notes": text("Notes"),
}

EXPENSES: Final[dict[str, Field]] = {
    "parent": text("ID", "Name"),
    "person_name": text("Employee Name"),
    "employee": text("From Employee", "Employee", target="person_name"),
    "status": text("Approval Status", target="approved"),
    "posted": day("Posting Date", target=""),
    "currency": text("Currency"),
    "header_project": text("Project", target="project"),
    "total": money("Total Claimed Amount", target=""),
    "id": text(*_child("Expenses", "ID", "Name")),
    "day": day(*_child("Expenses", "Expense Date"), need=True),
    "category": text(*_child("Expenses", "Expense Claim Type", "Expense Type")),
    "notes": text(*_child("Expenses", "Description")),
    "amount": money(*_child("Expenses", "Amount"), need=True, total=True),
    "sanctioned": money(*_child("Expenses", "Sanctioned Amount"), target="amount"),
    "code": text(*_child("Expenses", "Project"), target="project"),
}
