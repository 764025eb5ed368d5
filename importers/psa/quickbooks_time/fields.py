"""Columns of QuickBooks Time (once TSheets); customers, projects and tasks are levels of jobcodes, custom fields are columns of their own."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import clock, day, flag, hours, number, text

TIME: Final = {
    "login": text("username", target="person"),
    "payroll": text("payroll_id", target=""),
    "first": text("fname", target="person_name"),
    "last": text("lname", target="person_name"),
    "role": text("group"),
    "day": day("local_date", need=True),
    "start_time": clock("local_start_time"),
    "end_time": clock("local_end_time"),
    "zone": text("tz", target=""),
    "hours": hours("hours", total=True, target="seconds"),
    "jobcode": text("jobcode", target="project"),
    "level_1": text("jobcode_1", target="customer_name"),
    "level_2": text("jobcode_2", target="project_name"),
    "level_3": text("jobcode_3", target="task"),
    "level_4": text("jobcode_4", target="task"),
    "service": text("service item", target="task"),
    "billable": flag("billable"),
    "notes": text("notes"),
    "status": text("approved_status", target="approved"),
    "rate": number("billable_rate", "bill_rate"),
}
