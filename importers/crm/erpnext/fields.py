"""Columns of ERPNext's Opportunity exports: labels, first the document's name as `ID`, or field names; from memory."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, money, number, text

OPPORTUNITIES: Final = {
    "external_id": text("ID", "name"),
    "name": text(
        "Title",
    ),
    "source": text("Opportunity From", target=""),
    "customer": text("Party", "party_name"),
    "customer_name": text("Customer Name", "Customer"),
    "status": text("Status", target="is_won"),
    "stage": text(
        "Sales Stage",
    ),
    "close_date": day(
        "Expected Closing Date",
        "expected_closing",
    ),
    "probability": number(
        "Probability (%)",
        "Probability",
    ),
    "amount": money("Opportunity Amount", total=True),
    "base_amount": money("Opportunity Amount (Company Currency)", "base_opportunity_amount", target=""),
    "currency": text(
        "Currency",
    ),
    "deal_type": text(
        "Opportunity Type",
    ),
    "created": day("Opportunity Date", "transaction_date", "Date"),
    "owner": text(
        "Opportunity Owner",
    ),
    "item": text("Item Code (Items)", "items.item_code", target=""),
    "item_amount": money("Amount (Items)", "items.amount", target=""),
    "item_quantity": number("Quantity (Items)", "Qty (Items)", target=""),
}
