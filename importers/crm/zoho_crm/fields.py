"""Columns of Zoho CRM's module exports: labels or API names; a lookup stands twice, as `X.id` and as `X`."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, flag, money, number, text

DEALS: Final = {
    "external_id": text("Record Id", "Potential Id", need=True),
    "name": text("Deal Name", "Potential Name", need=True),
    "amount": money("Amount", total=True),
    "close_date": day("Closing Date"),
    "customer": text("Account Name.id", "Account Id"),
    "customer_name": text("Account Name", "Account_Name.Account_Name", "Account"),
    "stage": text("Stage"),
    "pipeline": text("Pipeline"),
    "deal_type": text("Type"),
    "probability": number("Probability (%)", "Probability"),
    "currency": text("Currency"),
    "exchange_rate": number("Exchange Rate", target=""),
    "owner": text("Deal Owner", "Potential Owner", "Owner"),
    "owner_id": text("Deal Owner.id", "Potential Owner.id", target=""),
    "expected": money("Expected Revenue", target=""),
    "created": day("Created Time"),
    "modified": day("Modified Time", target=""),
    "method": text("Billing Method", "Billing Type", "Fee Basis"),
    "service_line": text("Service Line", "Practice"),
    "terms": text("Payment Terms", target="terms_days"),
    "start": day("Project Start", "Project Start Date"),
    "po_required": flag("PO Required"),
}

ACCOUNTS: Final = {
    "external_id": text("Record Id", need=True),
    "name": text("Account Name", need=True),
    "owner": text("Account Owner"),
    "owner_id": text("Account Owner.id", target=""),
    "website": text("Website", target="domain"),
    "street": text("Billing Street"),
    "city": text("Billing City"),
    "region": text("Billing State"),
    "postcode": text("Billing Code"),
    "country": text("Billing Country"),
    "parent": text("Parent Account.id", "Parent Account ID"),
    "created": day("Created Time"),
    "modified": day("Modified Time", target=""),
    "currency": text("Currency"),
    "tax_id": text("VAT Number", "Tax ID", "VAT ID", "GST Number"),
    "terms": text("Payment Terms", target="terms_days"),
    "account_type": text("Account Type", target=""),
    "phone": text("Phone", target=""),
    "industry": text("Industry", target=""),
}
