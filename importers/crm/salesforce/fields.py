"""Columns of Salesforce: object exports print API names, reports print column labels in the user's language and day order."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, flag, money, number, text

ACCOUNTS: Final = {
    "external_id": text("Id", need=True),
    "name": text("Name", need=True),
    "parent": text("ParentId"),
    "street": text("BillingStreet"),
    "city": text("BillingCity"),
    "region": text("BillingState"),
    "postcode": text("BillingPostalCode"),
    "country": text("BillingCountry"),
    "website": text("Website", target="domain"),
    "created": day("CreatedDate"),
    "currency": text("CurrencyIsoCode"),
    "tax_id": text("Tax_ID__c", "VAT_Number__c", "VAT_ID__c", "Tax_Number__c", "TaxId__c"),
    "terms": text("Payment_Terms__c", "PaymentTerms__c", target="terms_days"),
    "deleted": flag("IsDeleted", target=""),
}

OPPORTUNITIES: Final = {
    "external_id": text("Id", need=True),
    "name": text("Name", need=True),
    "customer": text("AccountId"),
    "stage": text("StageName"),
    "amount": money("Amount", total=True),
    "probability": number("Probability"),
    "close_date": day("CloseDate"),
    "deal_type": text("Type"),
    "is_closed": flag("IsClosed"),
    "is_won": flag("IsWon"),
    "created": day("CreatedDate"),
    "currency": text("CurrencyIsoCode"),
    "method": text("Billing_Method__c", "Billing_Type__c"),
    "service_line": text("Service_Line__c", "Practice__c"),
    "terms": text("Payment_Terms__c", target="terms_days"),
    "start": day("Project_Start__c", "Project_Start_Date__c"),
    "po_required": flag("PO_Required__c"),
    "deleted": flag("IsDeleted", target=""),
}

REPORT: Final = {
    "external_id": text("Opportunity ID", need=True),
    "name": text("Opportunity Name", need=True),
    "customer_name": text("Account Name"),
    "customer": text("Account ID"),
    "currency": text("Amount Currency", "Opportunity Currency", "Currency"),
    "amount": money("Amount", total=True),
    "close_date": day("Close Date"),
    "created": day("Created Date"),
    "stage": text("Stage"),
    "probability": number("Probability (%)", "Probability"),
    "deal_type": text("Type"),
    "method": text("Billing Method", "Billing Type"),
    "service_line": text("Service Line", "Practice"),
    "terms": text("Payment Terms", target="terms_days"),
    "start": day("Project Start", "Project Start Date"),
    "po_required": flag("PO Required"),
    "owner": text("Opportunity Owner"),
}
