"""Columns of ERPNext's Opportunity exports: labels, first the document's name as `ID`, or field names; from memory."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, money, number, text

OPPORTUNITIES: Final = {
    "external_id": text("ID", "name"),
    "name": text("Title", "title"),
    "source": text("Opportunity From", "opportunity_from", target=""),
    "customer": text("Party", "party_name"),
    "customer_name": text("Customer Name", "customer_name", "Customer"),
    "status": text("Status", "status", target="is_won"),
    "stage": text("Sales Stage", "sales_stage"),
    "close_date": day("Expected Closing Date", "expected_closing", "Expected Closing"),
    "probability": number("Probability (%)", "Probability", "probability"),
    "amount": money("Opportunity Amount", "opportunity_amount", total=True),
    "base_amount": money("Opportunity Amount (Company Currency)", "base_opportunity_amount", target=""),
    "currency": text("Currency", "currency"),
    "deal_type": text("Opportunity Type", "opportunity_type"),
    "created": day("Opportunity Date", "transaction_date", "Date"),
    "owner": text("Opportunity Owner", "opportunity_owner"),
    "item": text("Item Code (Items)", "items.item_code", target=""),
    "item_amount": money("Amount (Items)", "items.amount", target=""),
    "item_quantity": number("Quantity (Items)", "Qty (Items)", target=""),
}
