"""Columns of Toggl Track's reports, and of the lists in its workspace export (keys of JSON records)."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import clock, day, flag, hours, money, number, text

TIME: Final = {
    "person_name": text("User", "Member"),
    "email": text("Email", target="person"),
    "customer_name": text("Client"),
    "project_name": text("Project"),
    "task": text("Task"),
    "notes": text("Description"),
    "billable": flag("Billable"),
    "day": day("Start date", need=True),
    "start_time": clock("Start time"),
    "end_day": day("End date", "Stop date", target=""),
    "end_time": clock("End time", "Stop time"),
    "duration": hours("Duration", total=True, target="seconds"),
    "tags": text("Tags", target=""),
    "amount": money("Amount"),
}

SUMMARY: Final = {
    "duration": hours("Registered time", "Duration", "Time", total=True, target=""),
    "project_name": text("Project", target=""),
    "customer_name": text("Client", target=""),
    "notes": text("Description", "Time entry", target=""),
    "person_name": text("User", "Member", target=""),
    "email": text("Email", target=""),
    "task": text("Task", target=""),
    "tags": text("Tags", target=""),
    "billable": text("Billable", target=""),
    "share": text("Duration %", target=""),
    "amount": money("Amount", target=""),
}

CLIENTS: Final = {
    "id": text("id", need=True),
    "name": text("name", need=True),
    "archived": flag("archived", target=""),
    "workspace": text("wid", "workspace_id", target=""),
}

PROJECTS: Final = {
    "id": text("id", need=True),
    "name": text("name", need=True),
    "customer": text("client_id", "cid"),
    "active": flag("active"),
    "billable": flag("billable"),
    "start": day("start_date"),
    "end": day("end_date"),
    "budget": number("fixed_fee", target="budget_amount"),
    "budget_hours": hours("estimated_hours", target="budget_seconds"),
    "budget_seconds": number("estimated_seconds", target="budget_seconds"),
    "worked": number("actual_seconds", target="hours"),
    "worked_hours": hours("actual_hours", target="hours"),
    "status": text("status"),
    "currency": text("currency"),
    "rate": number("rate", target=""),
}

PEOPLE: Final = {
    "id": text("uid", "user_id", "id", need=True),
    "name": text("name", "fullname", need=True),
    "email": text("email"),
    "role": text("role", target=""),
    "rate": number("rate", target="bill_rate"),
    "cost_rate": number("labour_cost", target="cost_rate"),
    "minutes": number("working_hours_in_minutes", target="weekly_capacity"),
    "workspace": text("wid", "workspace_id", target=""),
}

ENTRIES: Final = {
    "id": text("id"),
    "day": day("start", need=True),
    "ended": text("stop", target="end_time"),
    "worked": number("duration", "seconds", target="seconds"),
    "project": text("project_id", "pid"),
    "project_name": text("project_name"),
    "customer_name": text("client_name"),
    "task": text("task_name"),
    "notes": text("description"),
    "billable": flag("billable"),
    "user": text("user_id", "uid", target="person"),
    "person_name": text("user_name", "username"),
    "rate_cents": number("hourly_rate_in_cents", target="rate"),
    "cents": number("billable_amount_in_cents", target="amount"),
    "currency": text("currency"),
    "created": day("at"),
}

NAMED: Final = {
    "id": text("id", need=True, target=""),
    "name": text("name", target=""),
    "project": text("project_id", target=""),
    "person": text("user_id", target=""),
    "rate": number("rate", target=""),
}
