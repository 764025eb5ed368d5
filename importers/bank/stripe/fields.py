"""Columns of Stripe's exports: the itemized payout reconciliation, the balance history, charges and payouts of the dashboard.

Headings are compared without the zone in brackets.
"""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, money, text

ITEMIZED: Final = {
    "external_id": text("balance_transaction_id", need=True),
    "source": text("source_id", target="external_id"),
    "payout": text("automatic_payout_id", "payout_id", target="reference"),
    "day": day("created", "created_utc", need=True),
    "available": day("available_on", "available_on_utc", target=""),
    "currency": text("currency", need=True),
    "gross": money("gross", need=True, total=True, target="amount"),
    "fee": money("fee", total=True, target="amount"),
    "net": money("net", need=True, total=True, target="amount"),
    "type": text("reporting_category", "type"),
    "description": text("description"),
    "payee": text("customer_name", "customer_description", "customer_email", "customer_id"),
    "invoice": text("invoice_number", "invoice_id", target="reference"),
    "intent": text("payment_intent_id", target="reference"),
    "metadata": text("payment metadata*", target="description"),
}
"""`payout_reconciliation.itemized` and `balance_change_from_activity.itemized`."""

HISTORY: Final = {
    "external_id": text("id", "Balance Transaction ID", need=True),
    "source": text("Source", target="external_id"),
    "type": text("Type"),
    "gross": money("Amount", need=True, total=True, target="amount"),
    "fee": money("Fee", "Fees", total=True, target="amount"),
    "net": money("Net", need=True, total=True, target="amount"),
    "currency": text("Currency", need=True),
    "day": day("Created (UTC)", need=True),
    "available": day("Available On (UTC)", target=""),
    "description": text("Description"),
    "payee": text("Customer Name", "Customer Email", "Customer ID"),
    "payout": text("Transfer", "Payout ID", target="reference"),
    "invoice": text("Invoice ID", "Invoice Number", target="reference"),
}
"""The balance history of the dashboard; recalled."""

CHARGES: Final = {
    "external_id": text("id", need=True),
    "day": day("Created (UTC)", "Created date (UTC)", need=True),
    "amount": money("Amount", need=True),
    "refunded": money("Amount Refunded", strict=True, target="amount"),
    "currency": text("Currency", need=True),
    "converted": money("Converted Amount", need=True, total=True, target="amount"),
    "converted_refunded": money("Converted Amount Refunded", total=True, target="amount"),
    "fee": money("Fee", total=True, target="amount"),
    "settled": text("Converted Currency", need=True, target="currency"),
    "refund_day": day("Refunded date (UTC)", target="day"),
    "status": text("Status", need=True, target=""),
    "description": text("Description"),
    "payee": text("Customer Description", "Card Name", "Customer Email", "Customer ID"),
    "invoice": text("Invoice ID", "Invoice Number", target="reference"),
    "descriptor": text("Statement Descriptor", target="description"),
}
"""The payments list of the dashboard; recalled."""

PAYOUTS: Final = {
    "external_id": text("id", need=True),
    "day": day("Created (UTC)", need=True),
    "arrival": day("Arrival Date (UTC)", target=""),
    "amount": money("Amount", need=True, total=True),
    "currency": text("Currency", need=True),
    "status": text("Status", need=True, target=""),
    "method": text("Method", target="type"),
    "description": text("Description"),
    "destination": text("Destination", "Destination Name", target="payee"),
    "transaction": text("Balance Transaction", target="reference"),
}
"""The payouts list of the dashboard; recalled."""

PAID: Final = frozenset({"paid", "succeeded", "refunded", "partially refunded", "partial refund", "disputed"})
UNPAID: Final = frozenset(
    {
        "failed",
        "canceled",
        "cancelled",
        "incomplete",
        "blocked",
        "uncaptured",
        "pending",
        "requires_payment_method",
        "requires_capture",
        "expired",
    }
)
SENT: Final = frozenset({"paid", "in_transit", "in transit", "pending"})
NOT_SENT: Final = frozenset({"failed", "canceled", "cancelled"})
"""Statuses, folded, of charges and payouts that did and did not move the balance."""
