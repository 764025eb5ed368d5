"""Columns of HubSpot's list exports: property labels in the language of the export, or internal names; no title and no total rows."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import Field, day, flag, money, number, text

COMPANIES: Final = {
    "external_id": text("Record ID", "Record ID - Company", "hs_object_id", need=True),
    "name": text("Company name", "Name", need=True),
    "domain": text("Company Domain Name", "Website URL", "Domain", "Website"),
    "street": text("Street Address", "Address"),
    "city": text("City"),
    "region": text("State/Region", "State"),
    "postcode": text("Postal Code", "ZIP", "ZIP code"),
    "country": text("Country/Region", "Country"),
    "owner": text("Company owner", "HubSpot owner", "hubspot_owner_id"),
    "created": day("Create Date", "createdate"),
    "tax_id": text(
        "VAT Number", "VAT ID", "Tax ID", "Tax number", "EIN", "VAT", "VAT registration number", "Tax ID number"
    ),
    "terms": text("Payment terms", "Payment term", "Payment terms (days)", "Net terms", target="terms_days"),
    "currency": text("Currency", "Billing currency", "Company currency"),
    "parent": text("Parent Company IDs", "Parent Company ID", "Parent Company IDs (Primary)", "hs_parent_company_id"),
}

DEALS: Final = {
    "external_id": text("Record ID", "Record ID - Deal", "hs_object_id", need=True),
    "name": text("Deal Name", "dealname", need=True),
    "pipeline": text("Pipeline", "Deal pipeline"),
    "stage": text("Deal Stage", "dealstage"),
    "amount": money("Amount", "Deal amount", total=True),
    "home_amount": money("Amount in company currency", "amount_in_home_currency", strict=True, target="amount"),
    "currency": text("Currency", "Deal currency", "deal_currency_code"),
    "close_date": day("Close Date", "closedate"),
    "created": day("Create Date", "createdate"),
    "owner": text("Deal owner", "HubSpot owner", "hubspot_owner_id"),
    "deal_type": text("Deal Type", "dealtype"),
    "probability": number("Deal probability", "hs_deal_stage_probability"),
    "won": flag("Is Closed Won", "hs_is_closed_won", target="is_won"),
    "lost": flag("Is closed lost", "hs_is_closed_lost", target="is_closed"),
    "closed": flag("Is Deal Closed?", "Is closed", "hs_is_closed", target="is_closed"),
    "method": text("Billing method", "Billing type", "Billing model", "Fee basis", "Pricing model", "Commercial model"),
    "service_line": text("Service line", "Practice", "Service", "Business line"),
    "terms": text("Payment terms", "Payment term", "Payment terms (days)", "Net terms", target="terms_days"),
    "start": day("Project start", "Project start date", "Start date", "Engagement start", "Delivery start"),
    "po_required": flag("PO required", "PO required?", "Purchase order required", "PO needed"),
    "customer_name": text("Associated Company (Primary)", "Associated Company"),
    "customer": text(
        "Associated Company IDs (Primary)",
        "Associated Company IDs",
        "Associated Company ID",
        "Record ID - Company",
        "hs_primary_associated_company",
    ),
}

# The labels of other export languages, from memory; the proposal is to be looked at.
_IDS: Final = (
    "Datensatz-ID",
    "Eintrags-ID",
    "ID de fiche d'informations",
    "ID de l'enregistrement",
    "ID de registro",
    "ID do registro",
    "ID record",
    "Record-ID",
)
_MORE: Final[dict[str, tuple[str, ...]]] = {
    "external_id": _IDS,
    "name": (
        "Deal-Name",
        "Name des Deals",
        "Nom de la transaction",
        "Nombre del negocio",
        "Nombre de negocio",
        "Dealnaam",
        "Naam van deal",
        "Nome do negócio",
        "Nome dell'affare",
    ),
    "pipeline": ("Pipeline", "Proceso de ventas"),
    "stage": (
        "Deal-Phase",
        "Dealphase",
        "Phase de la transaction",
        "Étape de la transaction",
        "Etapa del negocio",
        "Dealfase",
        "Etapa do negócio",
        "Fase dell'affare",
    ),
    "amount": ("Betrag", "Deal-Wert", "Montant", "Importe", "Valor", "Bedrag", "Importo"),
    "home_amount": (
        "Betrag in Unternehmenswährung",
        "Montant dans la devise de l'entreprise",
        "Importe en la moneda de la empresa",
        "Bedrag in valuta van bedrijf",
    ),
    "currency": ("Währung", "Devise", "Moneda", "Valuta", "Moeda"),
    "close_date": (
        "Abschlussdatum",
        "Date de fermeture",
        "Date de clôture",
        "Fecha de cierre",
        "Sluitingsdatum",
        "Data de fechamento",
        "Data di chiusura",
    ),
    "created": (
        "Erstellungsdatum",
        "Erstelldatum",
        "Date de création",
        "Fecha de creación",
        "Aanmaakdatum",
        "Data de criação",
        "Data di creazione",
    ),
    "owner": (
        "Zuständiger Mitarbeiter",
        "Deal-Inhaber",
        "Propriétaire de la transaction",
        "Propietario del negocio",
        "Dealeigenaar",
        "Proprietário do negócio",
        "Proprietario dell'affare",
    ),
    "deal_type": ("Deal-Typ", "Type de transaction", "Tipo de negocio", "Dealtype"),
    "customer_name": (
        "Zugeordnetes Unternehmen",
        "Zugehöriges Unternehmen",
        "Entreprise associée",
        "Empresa asociada",
        "Gekoppeld bedrijf",
        "Empresa associada",
        "Azienda associata",
    ),
    "customer": (
        "Zugeordnete Unternehmens-IDs",
        "IDs der zugeordneten Unternehmen",
        "ID des entreprises associées",
        "ID de empresa asociada",
        "Gekoppelde bedrijfs-ID's",
    ),
}
_MORE_COMPANIES: Final[dict[str, tuple[str, ...]]] = {
    "external_id": _IDS,
    "name": (
        "Unternehmensname",
        "Name des Unternehmens",
        "Nom de l'entreprise",
        "Nombre de la empresa",
        "Bedrijfsnaam",
        "Nome da empresa",
        "Nome dell'azienda",
    ),
    "domain": (
        "Unternehmens-Domainname",
        "Domain-Name des Unternehmens",
        "Nom de domaine de l'entreprise",
        "Nombre de dominio de la empresa",
        "Domeinnaam bedrijf",
    ),
    "street": ("Straße und Hausnummer", "Adresse postale", "Dirección", "Adres"),
    "city": ("Stadt", "Ort", "Ville", "Ciudad", "Plaats", "Cidade", "Città"),
    "postcode": ("Postleitzahl", "Code postal", "Código postal", "Postcode"),
    "country": ("Land/Region", "Pays/région", "País/región", "Land/regio"),
    "owner": (
        "Zuständiger Mitarbeiter",
        "Inhaber des Unternehmens",
        "Propriétaire de l'entreprise",
        "Propietario de la empresa",
        "Bedrijfseigenaar",
    ),
    "created": _MORE["created"],
    "tax_id": ("USt-IdNr.", "Numéro de TVA", "NIF", "Btw-nummer"),
}


def _translated(columns: dict[str, Field], more: dict[str, tuple[str, ...]]) -> dict[str, Field]:
    """`columns` under the headings of the other languages alone; those without any keep their own."""
    return {
        name: Field(
            more.get(name, field.headings),
            field.form,
            need=field.need,
            strict=field.strict,
            total=field.total,
            target=field.target,
            money=field.money,
        )
        for name, field in columns.items()
    }


COMPANIES_TRANSLATED: Final = _translated(COMPANIES, _MORE_COMPANIES)
DEALS_TRANSLATED: Final = _translated(DEALS, _MORE)

# Line items, contacts and invoices have no place in a canonical table; their headings are recalled but for the invoices'.
LINE_ITEMS: Final = {
    "external_id": text("Record ID", "Record ID - Line item", "hs_object_id", need=True),
    "name": text("Name", "Line item name"),
    "deal": text("Associated Deal IDs", "Associated Deal IDs (Primary)", "Associated Deal", target=""),
    "quantity": number("Quantity"),
    "unit_price": number("Unit price", "Price"),
    "amount": money("Net price", "Amount", total=True),
    "currency": text("Currency", "Line item currency", "hs_line_item_currency_code"),
    "sku": text("SKU", "hs_sku"),
    "term": text("Term", "Billing frequency", "hs_recurring_billing_period"),
}

CONTACTS: Final = {
    "external_id": text("Record ID", "Record ID - Contact", "hs_object_id", need=True),
    "first": text("First Name", "firstname"),
    "last": text("Last Name", "lastname"),
    "email": text("Email", "E-mail"),
    "company": text("Associated Company", "Associated Company IDs", "Company name", "Associated Company ID"),
    "owner": text("Contact owner", "hubspot_owner_id"),
}

INVOICES: Final = {
    "external_id": text("Record ID", "hs_object_id", need=True),
    "day": day("Invoice date", "hs_invoice_date"),
    "status": text("Invoice status", "hs_invoice_status"),
    "amount": money("Amount billed", "hs_amount_billed", total=True),
    "open": money("Balance due", "hs_balance_due", total=True),
    "currency": text("Currency", "Invoice currency", "hs_currency"),
    "customer": text("Associated Company IDs", "Associated Company"),
    "due": day("Due date", "hs_due_date"),
}
