"""Columns of Kantata (once Mavenlink): those of the project accounting file are documented, those of time, expenses and projects recalled."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, flag, hours, money, number, text

TIME: Final = {
    "id": text("Time Entry ID"),
    "day": day("Date Performed", "Time Entry Date", "Date", need=True),
    "person_name": text("User", "User Name", "Person", "Resource"),
    "email": text("User Email", "Email", target="person"),
    "role": text("Role", "Role Name"),
    "customer_name": text("Client", "Client Name", "Account Name"),
    "code": text("Project ID", "Workspace ID", target="project"),
    "project_name": text("Project", "Project Name", "Project Title", "Workspace"),
    "task": text("Task", "Task Title", "Task Name", "Story"),
    "notes": text("Notes", "Time Entry Notes"),
    "minutes": number("Time in Minutes", "Time (minutes)", "Minutes", target="seconds"),
    "hours": hours("Time in Hours", "Time (hours)", "Hours", total=True, target="seconds"),
    "billable": flag("Billable"),
    "approved": flag("Approved"),
    "status": text("Approval Status", "Status", target="approved"),
    "invoiced": flag("Invoiced"),
    "invoice_number": text("Invoice Number", "Invoice ID"),
    "rate": number("Bill Rate", "Billing Rate", "Rate"),
    "amount": money("Billable Amount", "Fees", "Amount"),
    "cost_rate": number("Cost Rate"),
    "currency": text("Currency"),
}

EXPENSES: Final = {
    "id": text("Expense ID"),
    "day": day("Date", "Expense Date", need=True),
    "person_name": text("User", "User Name", "Person"),
    "customer_name": text("Client", "Client Name", "Account Name"),
    "code": text("Project ID", "Workspace ID", target="project"),
    "project_name": text("Project", "Project Name", "Project Title", "Workspace"),
    "category": text("Category", "Expense Category"),
    "notes": text("Notes", "Expense Notes"),
    "amount": money("Expense Amount", "Amount", need=True, total=True),
    "currency": text("Currency"),
    "billable": flag("Billable"),
    "approved": flag("Approved"),
    "invoiced": flag("Invoiced"),
    "reimbursable": flag("Reimbursable", target=""),
}

PROJECTS: Final = {
    "id": text("Project ID", "Workspace ID"),
    "name": text("Project Name", "Project Title", "Project", need=True),
    "customer_name": text("Client", "Client Name", "Account Name"),
    "status": text("Project Status", "Status"),
    "method_text": text("Billing Mode", "Billing Type", "Billing Model"),
    "manager": text("Project Lead", "Project Manager"),
    "start": day("Start Date", "Project Start Date"),
    "end": day("Due Date", "Project Due Date", "End Date"),
    "budget": money("Budget", "Project Budget", "Price"),
    "budget_hours": hours("Estimated Hours", "Budgeted Hours"),
    "hours": hours("Logged Hours", "Actual Hours"),
    "currency": text("Currency"),
}

ACCOUNTING: Final = {
    "project": text("Project ID", need=True, target=""),
    "day": day("Period Start Date", target=""),
    "end": day("Period End Date", target=""),
    "kind": text("Type", target=""),
    "method": text("Revenue Method", target=""),
    "currency": text("Currency", target=""),
    "amount": money("Amount", total=True, target=""),
    "hours": hours("Hours", total=True, target=""),
    "budget": money("Budget", target=""),
    "cost": money("Cost", target=""),
}
