"""Columns of Tryton's exports of timesheets, projects and employees; a path through related records is joined by a slash."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, hours, number, text

TIME: Final = {
    "id": text("ID"),
    "person_name": text("Employee", "Employee/Record Name", "Employee/Party", "Employee/Party/Name"),
    "day": day("Date", need=True),
    "duration": hours("Duration", target="seconds"),
    "work": text("Work", "Work/Record Name", "Work/Name", target="project_name"),
    "notes": text("Description"),
    "cost_rate": number("Cost Price"),
    "invoice_number": text("Invoice Line/Invoice/Number"),
    "invoice_line": text("Invoice Line", target="invoiced"),
    "uuid": text("UUID", target=""),
}

PROJECTS: Final = {
    "id": text("ID"),
    "code": text("Number"),
    "name": text("Name", need=True),
    "path": text("Record Name", target=""),
    "kind": text("Type", need=True, target=""),
    "parent": text("Parent", target=""),
    "customer_name": text("Party", "Party/Name"),
    "product": text("Product", target=""),
    "rate": number("List Price", target=""),
    "method_text": text("Invoice Method"),
    "status": text("Status"),
    "effort": hours("Effort", target="budget_seconds"),
    "duration": hours("Duration", target="hours"),
    "currency": text("Currency/Code", "Currency"),
    "notes": text("Comment"),
}

PEOPLE: Final = {
    "id": text("ID"),
    "name": text("Record Name", "Party", "Party/Name"),
    "email": text("Email", "Party/Email"),
    "company": text("Company", target=""),
    "start": day("Start Date"),
    "end": day("End Date"),
    "supervisor": text("Supervisor", target=""),
    "valid_from": day("Cost Prices/Date"),
    "cost_rate": number("Cost Prices/Cost Price", "Cost Price"),
    "currency": text("Company/Currency/Code", "Currency/Code"),
}
