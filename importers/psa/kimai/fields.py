"""Columns of Kimai's time export, in English and German; templates reorder, drop and add columns, a custom field may repeat a heading."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import clock, day, flag, hours, money, number, text

TIME: Final = {
    "id": text("id"),
    "day": day("Date", "Datum", need=True),
    "start_time": clock("From", "Von", "Begin", "Beginn"),
    "end_time": clock("To", "Bis", "End", "Ende"),
    "hours": hours("Duration", "Dauer", total=True, target="seconds"),
    "currency": text("Currency", "Währung"),
    "amount": money("Price", "Preis", "Rate", total=True),
    "cost": money("Internal price", "Interner Preis", target="cost_rate"),
    "rate": number("Hourly price", "Preis pro Stunde", "Hourly rate"),
    "fixed": number("Fixed price", "Festpreis", "Fixed rate", target=""),
    "alias": text("Name", target="person_name"),
    "person_name": text("User", "Benutzer", "Username", "Benutzername"),
    "email": text("E-mail", "E-Mail-Adresse", target="person"),
    "number": text("Staff number", "Personalnummer", target=""),
    "customer_name": text("Customer", "Kunde"),
    "project_name": text("Project", "Projekt"),
    "task": text("Activity", "Tätigkeit"),
    "notes": text("Description", "Beschreibung"),
    "billable": flag("Billable", "Abrechenbar"),
    "invoiced": flag("Exported", "Exportiert"),
    "kind": text("Type", "Typ", target=""),
    "code": text("Project number", "Projektnummer", target="project"),
    "order": text("Order number", "Bestellnummer", target=""),
}

PROJECTS: Final = {
    "id": text("ID"),
    "name": text("Name", "Project", "Projekt", need=True),
    "customer_name": text("Customer", "Kunde"),
    "code": text("Project number", "Projektnummer"),
    "order": text("Order number", "Bestellnummer", target=""),
    "start": day("Project start", "Projektstart", "Start"),
    "end": day("Project end", "Projektende", "End"),
    "budget": money("Budget"),
    "budget_hours": hours("Time budget", "Stundenkontingent", "Zeit-Budget"),
    "currency": text("Currency", "Währung"),
    "active": flag("Visible", "Sichtbar"),
    "billable": flag("Billable", "Abrechenbar"),
    "notes": text("Description", "Comment", "Beschreibung"),
}
