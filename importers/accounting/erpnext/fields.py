"""Columns of ERPNext (Frappe) exports: field labels, child tables in parentheses, or field names.

Names of the fields are those of the doctypes; labels of child columns as `Amount (Items)` are recalled.
"""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, flag, money, number, text

INVOICES: Final = {
    "external_id": text("ID", "Name"),
    "customer_name": text("Customer Name", "Customer"),
    "customer_id": text("Customer", target="customer_name"),
    "day": day("Posting Date", "Date"),
    "due": day("Payment Due Date", "Due Date"),
    "returned": flag("Is Return (Credit Note)", "Is Return", target="kind"),
    "against": text("Return Against", "Return Against Sales Invoice", target="kind"),
    "currency": text("Currency"),
    "rate": number("Exchange Rate", "Conversion Rate", target=""),
    "po_number": text("Customer's Purchase Order", "PO No"),
    "terms": text("Payment Terms Template", target="terms_days"),
    "reference": text("Remarks", "Title"),
    "project": text("Project", target=""),
    "doc_net": money("Net Total", "Total", target=""),
    "doc_tax": money("Total Taxes and Charges", target="tax"),
    "doc_total": money("Grand Total", strict=True, target="total"),
    "rounded": money("Rounded Total", strict=True, target="total"),
    "open": money("Outstanding Amount"),
    "status": text("Status"),
    "state": text("Document Status", "Docstatus", target="status"),
    "item_code": text("Item (Items)", "Item Code (Items)", "Item Code", "items.item_code", target="item"),
    "item": text("Item Name (Items)", "Item Name", "items.item_name"),
    "description": text("Description (Items)", "Description", "items.description"),
    "quantity": number("Quantity (Items)", "Qty (Items)", "Qty", "Quantity", "items.qty"),
    "unit_price": number("Rate (Items)", "Rate", "items.rate"),
    "amount": money("Amount (Items)", "Amount", "items.amount", total=True),
    "account": text("Income Account (Items)", "Income Account", "items.income_account"),
    "line_project": text("Project (Items)", "items.project", target=""),
    "tax_code": text("Item Tax Template (Items)", "Item Tax Template", "items.item_tax_template"),
}

PAYMENTS: Final = {
    "external_id": text("ID", "Name"),
    "kind": text("Payment Type", need=True),
    "day": day("Posting Date", need=True),
    "party_type": text("Party Type", target=""),
    "customer_name": text("Party Name", "Party"),
    "customer_id": text("Party", target="customer_name"),
    "paid": money("Paid Amount", need=True, target="amount"),
    "received": money("Received Amount", strict=True, target="amount"),
    "from_currency": text("Account Currency (From)", "Paid From Account Currency", target="currency"),
    "to_currency": text("Account Currency (To)", "Paid To Account Currency", target="currency"),
    "from_rate": number("Source Exchange Rate", target="fx_rate"),
    "to_rate": number("Target Exchange Rate", target="fx_rate"),
    "from_account": text("Account Paid From", "Paid From", target=""),
    "account": text("Account Paid To", "Paid To"),
    "number": text("Cheque/Reference No", "Reference No"),
    "memo": text("Remarks"),
    "method": text("Mode of Payment", target=""),
    "unallocated": money("Unallocated Amount", target=""),
    "status": text("Status"),
    "state": text("Document Status", "Docstatus", target="status"),
    "reference_type": text(
        "Type (Payment References)", "Type (References)", "Reference Doctype", "references.reference_doctype", target=""
    ),
    "invoice": text("Name (Payment References)", "Name (References)", "Reference Name", "references.reference_name"),
    "allocated": money(
        "Allocated (Payment References)",
        "Allocated Amount (Payment References)",
        "Allocated (References)",
        "Allocated Amount",
        "references.allocated_amount",
        total=True,
        target="amount",
    ),
}

LEDGER: Final = {
    "external_id": text("ID", "GL Entry", "Name"),
    "day": day("Posting Date", need=True),
    "account": text("Account", need=True),
    "debit": money("Debit", "Debit Amount", "Debit (Company Currency)", total=True),
    "credit": money("Credit", "Credit Amount", "Credit (Company Currency)", total=True),
    "balance": money("Balance", target=""),
    "source": text("Voucher Type"),
    "document": text("Voucher No"),
    "against": text("Against Account", "Against", target=""),
    "party_type": text("Party Type", target=""),
    "contact": text("Party"),
    "project": text("Project"),
    "centre": text("Cost Center", target=""),
    "settles_type": text("Against Voucher Type", target=""),
    "settles": text("Against Voucher", target=""),
    "description": text("Remarks"),
    "opening": text("Is Opening", target=""),
    "cancelled": text("Is Cancelled", target=""),
}

ACCOUNTS: Final = {
    "external_id": text("ID", "Account"),
    "code": text("Account Number"),
    "name": text("Account Name", need=True),
    "parent": text("Parent Account", target=""),
    "kind": text("Account Type", target="role"),
    "root": text("Root Type", target="role"),
    "group": flag("Is Group", target=""),
    "currency": text("Currency", "Account Currency", target=""),
}

ROLES: Final = {
    "receivable": "receivable",
    "bank": "bank",
    "cash": "bank",
    "income account": "revenue",
    "tax": "tax",
    "payable": "other",
    "expense account": "other",
    "cost of goods sold": "other",
}
"""Account type -> role; other types are left to the account's name, and to its root Income, which is revenue."""
STATES: Final = {
    "draft": "draft",
    "cancelled": "void",
    "paid": "paid",
    "credit note issued": "paid",
    "return": "",
    "submitted": "open",
    "partly paid": "open",
    "unpaid": "open",
    "overdue": "open",
    "internal transfer": "open",
}
"""Status of an invoice (folded, "and discounted" taken off); "" = told by what is open."""
