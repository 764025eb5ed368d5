"""Headings of a staff list, its leave and its holidays: kept by hand, each column known under many names."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, hours, number, text

PEOPLE: Final = {
    "external_id": text(
        "person_id", "Employee ID", "Employee no", "Staff ID", "Staff no", "Payroll no", "ID", "No", "Emp ID"
    ),
    "name": text(
        "display_name",
        "Person",
        "Name",
        "Full name",
        "Employee",
        "Employee name",
        "Consultant",
        "Staff member",
        need=True,
    ),
    "email": text("Email", "E-mail", "Email address", "Work email"),
    "role": text("Role", "Grade", "Level", "Job title", "Title", "Position"),
    "department": text("Department", "Team", "Practice", "Business unit"),
    "employment": text("employment_type", "Employment", "Contract type", "Type", "FT/PT"),
    "start": day("start_date", "Start", "Joined", "Hire date", "Date joined", "Employed from"),
    "end": day("end_date", "End", "Left", "Leaving date", "Leave date", "Termination date", "Employed to"),
    "weekly_capacity": hours(
        "weekly_capacity_hours",
        "Weekly capacity",
        "Capacity",
        "Hours per week",
        "Weekly hours",
        "Contracted hours",
        "Weekly capacity (hours)",
    ),
    "valid_from": day("valid_from", "Rate from", "Rates valid from"),
    "cost_rate": number("cost_rate", "Cost per hour", "Cost/h", "Hourly cost"),
    "bill_rate": number("bill_rate", "Standard rate", "Charge rate", "Billing rate", "List rate"),
    "currency": text("Currency", "Ccy"),
    "skills": text("Skills", "Competencies", "Certifications"),
}

LEAVE: Final = {
    "person": text("person_id", "Person", "Employee ID", "Employee", "Name", "display_name", "Staff member", need=True),
    "day": day("Date", "Day", "Leave date", "From", "Start", "From date", "Start date", need=True),
    "to": day("To", "Until", "End", "To date", "End date", target="day"),
    "type": text("Type", "Leave type", "Reason", "Kind"),
    "hours": hours("Hours", "Hours per Day", "Hours/day", "Duration", target="seconds"),
}

HOLIDAYS: Final = {
    "day": day("Date", "Day", "Holiday date", need=True),
    "name": text("Name", "Holiday", "Description", "Bank holiday", "Occasion"),
}
