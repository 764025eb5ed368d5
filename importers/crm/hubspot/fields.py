"""Columns of HubSpot's list exports: property labels in English, every cell quoted, no title and no total rows."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, flag, money, number, text

COMPANIES: Final = {
    "external_id": text("Record ID", "Record ID - Company", need=True),
    "name": text("Company name", "Name", need=True),
    "domain": text("Company Domain Name", "Website URL", "Domain"),
    "street": text("Street Address"),
    "city": text("City"),
    "region": text("State/Region"),
    "postcode": text("Postal Code"),
    "country": text("Country/Region"),
    "owner": text("Company owner"),
    "created": day("Create Date"),
    "tax_id": text("VAT Number", "VAT ID", "Tax ID", "Tax number", "EIN"),
    "terms": text("Payment terms", "Payment term", target="terms_days"),
    "currency": text("Currency"),
    "parent": text("Parent Company IDs", "Parent Company ID"),
}

DEALS: Final = {
    "external_id": text("Record ID", "Record ID - Deal", need=True),
    "name": text("Deal Name", need=True),
    "pipeline": text("Pipeline"),
    "stage": text("Deal Stage"),
    "amount": money("Amount", total=True),
    "currency": text("Currency"),
    "close_date": day("Close Date"),
    "created": day("Create Date"),
    "owner": text("Deal owner"),
    "deal_type": text("Deal Type"),
    "probability": number("Deal probability"),
    "won": flag("Is Closed Won", target="is_won"),
    "lost": flag("Is closed lost", target="is_closed"),
    "method": text("Billing method", "Billing type"),
    "service_line": text("Service line", "Practice"),
    "terms": text("Payment terms", target="terms_days"),
    "start": day("Project start", "Project start date", "Start date"),
    "po_required": flag("PO required"),
    "customer_name": text("Associated Company (Primary)", "Associated Company"),
    "customer": text("Associated Company IDs (Primary)", "Associated Company IDs"),
}
