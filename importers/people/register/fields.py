"""Headings of a contract register: kept by hand, so that each column is known under many names."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, flag, money, number, text

_REF: Final = (
    "Contract ref",
    "Contract reference",
    "Contract no",
    "Contract no.",
    "Contract number",
    "Contract #",
    "Contract ID",
    "Contract",
    "Ref",
    "Reference",
    "SOW",
    "SOW number",
    "SOW ref",
    "Agreement",
    "Agreement ref",
    "Agreement no",
    "Order ref",
)
_CURRENCY: Final = ("Currency", "Ccy", "Cur", "Contract currency")

CONTRACTS: Final = {
    "ref": text(*_REF, need=True),
    "customer_name": text(
        "Client", "Customer", "Client name", "Customer name", "Account", "Company", "Counterparty", need=True
    ),
    "country": text("Country", "Client country", "Customer country"),
    "title": text("Title", "Contract title", "Description", "Project", "Engagement", "Name", "Scope"),
    "deal_ref": text(
        "CRM deal", "Deal Ref", "Deal", "Deal ID", "CRM ref", "Opportunity", "Opportunity ID", "CRM opportunity"
    ),
    "service_line": text("Service Line", "Practice", "Department", "Line of service"),
    "method": text(
        "Billing Method",
        "Billing type",
        "Billing basis",
        "Fee type",
        "Fee basis",
        "Pricing",
        "Pricing model",
        "Commercial model",
        "Contract type",
    ),
    "currency": text(*_CURRENCY),
    "value": money(
        "Contract value",
        "Value",
        "Total value",
        "Contract amount",
        "Amount",
        "Fee",
        "Total fee",
        "Price",
        "Contract sum",
        total=True,
    ),
    "cap": money("Cap", "Fee cap", "NTE", "Not to exceed", "Ceiling", "Limit", "Cap amount"),
    "monthly_fee": money(
        "Monthly fee", "Retainer Amount", "Retainer", "Monthly amount", "Monthly retainer", "Fee per month"
    ),
    "prepaid_rate": number("Prepaid rate", "Block rate", "Prepaid hourly rate", "Rate (prepaid)"),
    "signed": day("Signed", "Signed Date", "Date signed", "Signature date", "Signed on", "Executed"),
    "start": day("Start", "Start Date", "From", "Effective date", "Commencement", "Valid from", "Begins"),
    "end": day("End", "End Date", "To", "Expiry", "Expiry date", "Valid to", "Completion date", "Ends"),
    "terms": text(
        "Payment Terms (days)",
        "Payment terms",
        "Terms",
        "Terms (days)",
        "Payment days",
        "Net days",
        "Credit days",
        target="terms_days",
    ),
    "tax_treatment": text("Tax treatment", "VAT treatment", "Tax", "VAT", "Sales tax", "Tax code"),
    "po_required": flag("PO required", "PO required?", "Purchase order required", "PO needed"),
    "po_number": text("PO number", "PO no", "PO no.", "PO", "PO ref", "Purchase order", "Purchase order number"),
    "po_expiry": day("PO expiry", "PO expires", "PO valid to", "PO end", "PO expiry date"),
    "markup": number(
        "Expense mark-up %",
        "Expense Markup %",
        "Expense mark-up",
        "Expense markup",
        "Mark-up %",
        "Markup %",
        "Expenses mark-up %",
    ),
    "expenses_excluded": text(
        "Expenses excluded", "Excluded expenses", "Expense exclusions", "Non-rechargeable expenses", "Expense policy"
    ),
    "acceptance_required": flag("Acceptance required", "Acceptance", "Sign-off required", "Acceptance needed"),
    "invoice_frequency": text("Invoice frequency", "Billing frequency", "Invoicing", "Invoice cycle"),
    "status": text("Status", "State", "Contract status"),
    "project_code": text("Project code", "Project ref", "Job code", "Project no", "Project number"),
}

RATES: Final = {
    "ref": text(*_REF, need=True),
    "role": text("Role", "Grade", "Level", "Position", "Job title"),
    "person": text("Person", "Name", "Consultant", "Employee", "Staff", "Resource"),
    "rate": number(
        "Rate per hour",
        "Rate",
        "Hourly rate",
        "Rate/h",
        "Bill rate",
        "Billing rate",
        "Charge rate",
        "Price per hour",
        need=True,
    ),
    "currency": text(*_CURRENCY),
    "valid_from": day("Valid from", "From", "Start", "Start date", "Effective from", "Effective date"),
    "valid_to": day("Valid to", "To", "End", "End date", "Effective to", "Until"),
}

MILESTONES: Final = {
    "ref": text(*_REF, need=True),
    "type": text("Type", "Kind", "Billing type"),
    "name": text(
        "Milestone",
        "Milestone name",
        "Deliverable",
        "Instalment",
        "Installment",
        "Stage",
        "Description",
        "Name",
        need=True,
    ),
    "planned": day("Planned", "Planned date", "Due", "Due date", "Target date", "Date", "Billing date", "Plan date"),
    "accepted": day(
        "Accepted", "Accepted date", "Acceptance date", "Accepted on", "Signed off", "Sign-off date", "Completed"
    ),
    "amount": money("Amount", "Value", "Fee", "Price", "Milestone amount", need=True, total=True),
    "currency": text(*_CURRENCY),
    "status": text("Status", "State"),
}

CHANGE_ORDERS: Final = {
    "ref": text(*_REF, need=True),
    "name": text(
        "Change order",
        "CO Ref",
        "CO",
        "CO no",
        "CO number",
        "Change",
        "Change ref",
        "Change request",
        "CR",
        "Amendment",
        "Variation",
        "Variation order",
        need=True,
    ),
    "signed": day("Signed", "Signed date", "Date signed", "Signature date", "Signed on"),
    "amount": money("Amount", "Value change", "Value", "Change in value", "Amount change", "Net change", total=True),
    "cap_change": money("Cap change", "Change in cap", "NTE change"),
    "new_end": day("New end date", "New end", "Extended to", "Revised end", "End date"),
    "currency": text(*_CURRENCY),
    "status": text("Status", "State"),
    "description": text("Description", "Reason", "Scope", "Notes", "Title"),
}

FX: Final = {
    "month": text("Month", "Period", "Date", "For month", need=True),
    "currency": text("Currency", "Ccy", "From currency", "From", need=True),
    "rate": number("Rate to *", "Rate in *", "Rate", "FX rate", "Exchange rate", "To *", need=True),
}
