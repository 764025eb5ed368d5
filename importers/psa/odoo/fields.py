"""Columns of Odoo's exports of timesheets, projects, tasks and expenses: labels of several versions, and technical names."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, hours, money, number, text

TIME: Final = {
    "id": text("External ID", "id", ".id"),
    "day": day("Date", need=True),
    "person_name": text("Employee", "employee_id", "employee_id/name", "Employee/Employee Name", "employee_id/id"),
    "user": text("User", "user_id", target="person_name"),
    "customer_name": text("Customer", "Partner", "partner_id", "Contact"),
    "project_name": text("Project", "project_id", "project_id/name", "project_id/id"),
    "code": text("Project/External ID", "project_id/id", target="project"),
    "task": text("Task", "task_id", "task_id/name", "task_id/id"),
    "notes": text("Description", "name"),
    "hours": hours("Hours Spent", "Time Spent", "Quantity", "unit_amount", total=True, target="seconds"),
    "days": number("Days Spent", target=""),
    "amount": money("Amount", target=""),
    "currency": text("Currency", "currency_id"),
    "kind": text("Billable Type", "timesheet_invoice_type", target="billable"),
    "invoice_number": text("Invoice", "timesheet_invoice_id", "timesheet_invoice_id/name"),
    "order": text("Sales Order Item", "so_line", target=""),
    "approved": text("Validated", "Validated line", "Timesheet Status", "validated_status"),
}

PROJECTS: Final = {
    "id": text("External ID", "id", ".id"),
    "name": text("Name", "Project", "display_name", need=True),
    "customer_name": text("Customer", "Contact", "partner_id", "Partner"),
    "manager": text("Project Manager", "user_id"),
    "start": day("Start Date", "date_start"),
    "end": day("Expiration Date", "End Date", "date"),
    "budget_hours": hours("Allocated Hours", "Allocated Time"),
    "hours": hours("Hours Spent", "Time Spent", "total_timesheet_time", "Effective Hours"),
    "billable": text("Billable", "allow_billable"),
    "method_text": text("Invoicing Policy", "Pricing", "pricing_type"),
    "status": text("Stage", "stage_id", "Status", "last_update_status"),
    "active": text("Active"),
    "order": text("Sales Order Item", "sale_line_id", target=""),
    "currency": text("Currency", "currency_id"),
}

TASKS: Final = {
    "id": text("External ID", "id", ".id"),
    "name": text("Title", "Task", "name", need=True),
    "project_name": text("Project", "project_id", target=""),
    "assigned": text("Assignees", "Assigned to", "user_ids", target=""),
    "stage": text("Stage", "stage_id", target=""),
    "deadline": day("Deadline", "date_deadline", target=""),
    "planned": hours("Allocated Hours", "Allocated Time", "Initially Planned Hours", "planned_hours", target=""),
    "spent": hours("Hours Spent", "Time Spent", "effective_hours", target=""),
    "left": hours("Remaining Hours", "Time Remaining", target=""),
    "customer_name": text("Customer", "partner_id", target=""),
}

EXPENSES: Final = {
    "id": text("External ID", "id", ".id"),
    "day": day("Expense Date", "Date", need=True),
    "person_name": text("Employee", "employee_id"),
    "notes": text("Description", "name"),
    "category": text("Category", "Product", "product_id"),
    "amount": money("Total", "Total in currency", "total_amount_currency", "total_amount", need=True, total=True),
    "currency": text("Currency", "currency_id"),
    "order": text("Customer to Reinvoice", "Reinvoice Customer", "sale_order_id", target="billable"),
    "payer": text("Paid By", "payment_mode", target=""),
    "status": text("Status", "state", target="approved"),
    "project_name": text("Project", "project_id"),
    "analytic": text("Analytic Distribution", "Analytic Account", target=""),
    "customer_name": text("Customer", "partner_id"),
}
