"""Columns of Salesforce: object exports print API names, reports print column labels in the user's language and day order."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import Field, day, flag, money, number, text

_ID: Final = ("Id", "Guid")  # a release tool moves records under ids of its own

ACCOUNTS: Final = {
    "external_id": text(*_ID, need=True),
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
    "tax_id": text("Tax_ID__c", "VAT_Number__c", "VAT_ID__c", "Tax_Number__c", "TaxId__c", "VATNumber__c"),
    "terms": text("Payment_Terms__c", "PaymentTerms__c", target="terms_days"),
    "owner": text("Owner.Name"),
    "deleted": flag("IsDeleted", target=""),
}

OPPORTUNITIES: Final = {
    "external_id": text(*_ID, need=True),
    "name": text("Name", need=True),
    "customer": text("AccountId"),
    "customer_name": text("Account.Name"),
    "stage": text("StageName"),
    "amount": money("Amount", total=True),
    "probability": number("Probability"),
    "close_date": day("CloseDate"),
    "deal_type": text("Type"),
    "is_closed": flag("IsClosed"),
    "is_won": flag("IsWon"),
    "forecast": text("ForecastCategoryName", "ForecastCategory", target=""),
    "created": day("CreatedDate"),
    "currency": text("CurrencyIsoCode"),
    "owner": text("Owner.Name"),
    "method": text("Billing_Method__c", "Billing_Type__c", "Billing_Model__c"),
    "service_line": text("Service_Line__c", "Practice__c"),
    "terms": text("Payment_Terms__c", "PaymentTerms__c", target="terms_days"),
    "start": day("Project_Start__c", "Project_Start_Date__c"),
    "po_required": flag("PO_Required__c"),
    "deleted": flag("IsDeleted", target=""),
}

CONTRACTS: Final = {
    "external_id": text(*_ID, need=True),
    "ref": text("ContractNumber", need=True),
    "customer": text("AccountId"),
    "customer_name": text("Account.Name"),
    "title": text("Name", "Description"),
    "status": text("Status", "StatusCode"),
    "start": day("StartDate"),
    "end": day("EndDate"),
    "signed": day("CustomerSignedDate", "CompanySignedDate"),
    "activated": day("ActivatedDate", target="signed"),
    "value": money("Contract_Value__c", "Amount__c", "Total_Value__c", total=True),
    "currency": text("CurrencyIsoCode"),
    "method_text": text("Billing_Method__c", "Billing_Type__c"),
    "terms": text("Payment_Terms__c", "PaymentTerms__c", target="terms_days"),
    "deal_ref": text("SBQQ__Opportunity__c", "Opportunity__c", "OpportunityId"),
    "deleted": flag("IsDeleted", target=""),
}

HISTORY: Final = {
    "external_id": text(*_ID, need=True),
    "deal": text("OpportunityId", target="", need=True),
    "stage": text("StageName", target=""),
    "amount": money("Amount", total=True, target=""),
    "expected": money("ExpectedRevenue", target=""),
    "close_date": day("CloseDate", target=""),
    "created": day("CreatedDate", target=""),
    "probability": number("Probability", target=""),
    "key": text("OpportunityHistoryKey", target=""),
    "currency": text("CurrencyIsoCode"),
    "deleted": flag("IsDeleted", target=""),
}

LINES: Final = {
    "external_id": text(*_ID, need=True),
    "deal": text("OpportunityId", target="", need=True),
    "product": text("Product2Id", "PricebookEntryId", "ProductCode", target=""),
    "quantity": number("Quantity", target=""),
    "unit_price": number("UnitPrice", target=""),
    "amount": money("TotalPrice", total=True, target=""),
    "description": text("Description", "Name", target=""),
    "day": day("ServiceDate", target=""),
    "order": text("SortOrder", target=""),
    "currency": text("CurrencyIsoCode"),
    "deleted": flag("IsDeleted", target=""),
}

ORDERS: Final = {
    "external_id": text(*_ID, need=True),
    "number": text("OrderNumber", target=""),
    "customer": text("AccountId", target=""),
    "contract": text("ContractId", target=""),
    "day": day("EffectiveDate", target=""),
    "end": day("EndDate", target=""),
    "status": text("Status", "StatusCode", target=""),
    "amount": money("TotalAmount", total=True, target=""),
    "po_number": text("PoNumber", target=""),
    "currency": text("CurrencyIsoCode"),
    "deleted": flag("IsDeleted", target=""),
}

QUOTES: Final = {
    "external_id": text(*_ID, need=True),
    "customer": text("SBQQ__Account__c", target=""),
    "deal": text("SBQQ__Opportunity2__c", target=""),
    "status": text("SBQQ__Status__c", target=""),
    "terms": text("SBQQ__PaymentTerms__c", target=""),
    "frequency": text("SBQQ__BillingFrequency__c", target=""),
    "start": day("SBQQ__StartDate__c", target=""),
    "end": day("SBQQ__EndDate__c", target=""),
    "amount": money("SBQQ__NetAmount__c", "SBQQ__CustomerAmount__c", total=True, target=""),
    "currency": text("CurrencyIsoCode"),
}


def _label(*headings: str) -> tuple[str, ...]:
    """Column labels of a report, also under the arrow of a column that rows are grouped by."""
    return tuple(heading + arrow for heading in headings for arrow in ("", " ↑", " ↓"))


REPORT: Final[dict[str, Field]] = {
    "external_id": text(
        *_label("Opportunity ID", "Opportunity: Opportunity ID", "Case Safe Opportunity ID"), need=True
    ),
    "name": text(*_label("Opportunity Name", "Opportunity: Opportunity Name"), need=True),
    "customer_name": text(*_label("Account Name", "Account: Account Name", "Account Name: Account Name")),
    "customer": text(*_label("Account ID", "Account: Account ID", "Account Name: Account ID")),
    "currency": text("Amount Currency", "Opportunity Currency", "Currency"),
    "amount": money("Amount", total=True),
    "converted_currency": text("Amount (converted) Currency", target="currency"),
    "converted": money("Amount (converted)", strict=True, target="amount"),
    "close_date": day(*_label("Close Date")),
    "created": day(*_label("Created Date")),
    "stage": text(*_label("Stage")),
    "probability": number("Probability (%)", "Probability"),
    "deal_type": text(*_label("Type")),
    "is_closed": flag("Closed"),
    "is_won": flag("Won"),
    "method": text("Billing Method", "Billing Type", "Billing Model"),
    "service_line": text(*_label("Service Line", "Practice")),
    "terms": text("Payment Terms", target="terms_days"),
    "start": day("Project Start", "Project Start Date"),
    "po_required": flag("PO Required"),
    "owner": text(*_label("Opportunity Owner", "Opportunity Owner: Full Name")),
}

_TRANSLATED: Final[dict[str, tuple[str, ...]]] = {
    "external_id": _label("Opportunity-ID", "ID de l'opportunité", "Id. de oportunidad"),
    "name": _label("Opportunity-Name", "Name der Opportunity", "Nom de l'opportunité", "Nombre de la oportunidad"),
    "customer_name": _label("Accountname", "Nom du compte", "Nombre de la cuenta"),
    "customer": _label("Account-ID", "ID du compte", "Id. de cuenta"),
    "currency": ("Betrag Währung", "Montant Devise", "Importe Divisa", "Währung", "Devise", "Divisa"),
    "amount": ("Betrag", "Montant", "Importe"),
    "close_date": _label("Schlusstermin", "Date de clôture", "Fecha de cierre"),
    "created": _label("Erstellungsdatum", "Erstelldatum", "Date de création", "Fecha de creación"),
    "stage": _label("Phase", "Étape", "Etapa"),
    "probability": ("Wahrscheinlichkeit (%)", "Probabilité (%)", "Probabilidad (%)"),
    "deal_type": _label("Typ", "Type", "Tipo"),
    "owner": _label("Opportunity-Inhaber", "Propriétaire de l'opportunité", "Propietario de la oportunidad"),
}


def _in(names: dict[str, tuple[str, ...]]) -> dict[str, Field]:
    """The report's columns in other languages; the ones without a translation are not looked for."""
    return {
        name: Field(
            headings,
            REPORT[name].form,
            need=REPORT[name].need,
            strict=REPORT[name].strict,
            total=REPORT[name].total,
            target=REPORT[name].target,
            money=REPORT[name].money,
        )
        for name, headings in names.items()
    }


REPORT_BY_NAME: Final = {name: field for name, field in REPORT.items() if name != "external_id"}
REPORT_TRANSLATED: Final = _in(_TRANSLATED)
REPORT_TRANSLATED_BY_NAME: Final = {name: field for name, field in REPORT_TRANSLATED.items() if name != "external_id"}

ACCOUNT_REPORT: Final = {
    "external_id": text(*_label("Account ID", "Account: Account ID"), need=True),
    "name": text(*_label("Account Name", "Account: Account Name"), need=True),
    "street": text("Billing Street", "Billing Address Line 1"),
    "city": text(*_label("Billing City")),
    "region": text(*_label("Billing State/Province", "Billing State")),
    "postcode": text("Billing Zip/Postal Code", "Billing Zip", "Billing Postal Code"),
    "country": text(*_label("Billing Country")),
    "website": text("Website", target="domain"),
    "owner": text(*_label("Account Owner")),
    "created": day("Created Date"),
    "parent": text("Parent Account ID"),
    "tax_id": text("Tax ID", "VAT Number", "VAT ID"),
    "terms": text("Payment Terms", target="terms_days"),
    "currency": text("Account Currency"),
}
