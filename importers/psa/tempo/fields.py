"""Columns of worklogs of Jira: reports of Tempo, whose columns their user chooses, and lists of other add-ons."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, flag, hours, number, text

TIME: Final = {
    "id": text("Work ID", "Worklog ID", "Tempo Worklog ID", "Issue worklog ID"),
    "issue": text("Issue Key", "Issue", "Key", target="task"),
    "summary": text("Issue summary", "Summary", target="task"),
    "day": day("Work date", "Date", "Started", "Start Date", "Date started", need=True),
    "hours": hours(
        "Hours", "Logged time (h)", "Logged Hours", "Logged", "Time Spent (h)", total=True, target="seconds"
    ),
    "spent": hours("Time spent", "Time Spent (seconds)", "timeSpentSeconds", target="seconds"),
    "billed": hours("Billed Hours", "Billable Hours", "Billed time (h)", target="billable"),
    "person_name": text("Full name", "Work author", "Author", "User", "Worker"),
    "login": text("Username", "Author ID", target="person_name"),
    "customer_name": text("Account Customer", "Customer"),
    "account": text("Account Name", "Account", target="customer_name"),
    "account_key": text("Account Key", target=""),
    "code": text("Project Key", target="project"),
    "project_name": text("Project Name", "Project"),
    "role": text("Role"),
    "activity": text("Activity Name", "Activity", target=""),
    "component": text("Component", target=""),
    "kind": text("Issue Type", target=""),
    "period": text("Period", target=""),
    "notes": text("Work Description", "Comment", "Worklog description", "Description"),
    "billable": flag("Billable"),
    "approved": flag("Approved"),
    "rate": number("Hourly rate", "Rate"),
}
