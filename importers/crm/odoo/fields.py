"""Columns of Odoo's exports: labels in the user's language, or technical names where the export is meant for import.

English labels are those of the source code, of versions 17 and 19; the other languages and the orders are from memory.
"""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, flag, money, number, text

LEADS: Final = {
    "external_id": text("External ID", "id", ".id", "Externe ID", "ID externe", "ID externo"),
    "name": text("Opportunity", "name", "Opportunity/Name", "Verkaufschance", "Opportunité", "Oportunidad"),
    "customer": text("Customer/External ID", "partner_id/id", "partner_id/.id", "Customer/ID", "Contact/External ID"),
    "customer_name": text(
        "Customer", "Contact", "partner_id", "partner_id/name", "Customer/Name", "Kunde", "Client", "Cliente"
    ),
    "company_name": text("Company Name", "partner_name", "Customer Company", target="customer_name"),
    "contact_name": text("Contact Name", target=""),
    "owner": text("Salesperson", "user_id", "user_id/name", "Salesperson/Name", "Verkäufer", "Vendeur", "Comercial"),
    "team": text("Sales Team", "team_id", target="pipeline"),
    "stage": text("Stage", "stage_id", "stage_id/name", "Stage/Name", "Phase", "Étape", "Etapa"),
    "amount": money("Expected Revenue", "planned_revenue", "Erwarteter Umsatz", "Revenu espéré", total=True),
    "currency": text("Currency", "company_currency", "company_currency/name", "Currency/Currency", "Währung", "Devise"),
    "probability": number("Probability", "Wahrscheinlichkeit", "Probabilité"),
    "close_date": day("Closed Date", "date_closed", "Abschlussdatum", "Date de clôture"),
    "expected": day("Expected Closing", "date_deadline", "Erwarteter Abschluss", "Clôture prévue", target="close_date"),
    "created": day("Created on", "create_date", "Creation Date", "Erstellt am", "Créé le"),
    "kind": text("Type", target=""),
    "active": flag("Active", target=""),
    "lost_reason": text("Lost Reason", "lost_reason_id", target="is_closed"),
    "won_status": text("Is Won", "won_status", target="is_won"),
    "prorated": money("Prorated Revenue", target=""),
    "service_line": text("Service Line", "x_service_line", "x_studio_service_line"),
    "method": text("Billing Method", "x_billing_method", "x_studio_billing_method"),
    "terms": text("Payment Terms", "x_payment_terms", "x_studio_payment_terms", target="terms_days"),
    "start": day("Project Start", "x_project_start", "x_studio_project_start"),
}

PARTNERS: Final = {
    "external_id": text("External ID", "id", ".id", "Externe ID", "ID externe", "ID externo"),
    "name": text("Name", "Display Name", "Complete Name", "Nom", "Nombre"),
    "is_company": flag("Is a Company", "is_company", target=""),
    "kind": text("Company Type", target=""),
    "parent": text("Related Company/External ID", "parent_id/id", "parent_id/.id", "Related Company/ID"),
    "parent_name": text("Related Company", "parent_id", "parent_id/name", target="parent"),
    "email": text("Email", "E-Mail"),
    "website": text("Website", "Website Link", target="domain"),
    "street": text("Street", "Straße", "Rue", "Calle"),
    "street_two": text("Street2", "Street 2", target="street"),
    "city": text("City", "Ort", "Ville", "Ciudad"),
    "region": text("State", "state_id", "state_id/name", "State/Name"),
    "postcode": text("Zip", "PLZ", "Code postal"),
    "country": text("Country", "country_id", "country_id/name", "Country/Name", "Land", "Pays", "País"),
    "tax_id": text("Tax ID", "vat", "USt-IdNr.", "N° TVA", "NIF"),
    "terms": text(
        "Customer Payment Terms",
        "property_payment_term_id",
        "Payment Terms",
        "property_payment_term_id/name",
        target="terms_days",
    ),
    "owner": text("Salesperson", "user_id", "user_id/name", "Verkäufer", "Vendeur"),
    "created": day("Created on", "create_date", "Erstellt am", "Créé le"),
    "customer_rank": number("Customer Rank", target=""),
    "reference": text("Reference", "ref", target=""),
    "phone": text("Phone", target=""),
}

_LINES: Final = ("Order Lines", "order_line")
ORDERS: Final = {
    "external_id": text("External ID", "id", ".id", "Externe ID"),
    "ref": text(
        "Order Reference", "name", "Number", "Auftragsreferenz", "Référence de la commande", "Referencia del pedido"
    ),
    "customer_name": text("Customer", "partner_id", "partner_id/name", "Customer/Name", "Kunde", "Client", "Cliente"),
    "customer": text("Customer/External ID", "partner_id/id", "partner_id/.id", "Customer/ID"),
    "signed": day("Order Date", "date_order", "Auftragsdatum", "Date de la commande", "Fecha de orden"),
    "status": text("Status", "state", "Statut", "Estado"),
    "value": money("Untaxed Amount", "amount_untaxed", "Nettobetrag", "Montant HT", "Base imponible", total=True),
    "tax": money("Taxes", "amount_tax", target=""),
    "total": money("Total", "amount_total", strict=True, target=""),
    "currency": text("Currency", "currency_id", "currency_id/name", "Currency/Currency", "Währung", "Devise"),
    "invoice_status": text("Invoice Status", target=""),
    "deal_ref": text("Opportunity", "opportunity_id", "opportunity_id/id", "Opportunity/External ID"),
    "po_number": text("Customer Reference", "client_order_ref", "Kundenreferenz", "Référence client"),
    "terms": text(
        "Payment Terms", "payment_term_id", "payment_term_id/name", "Zahlungsbedingungen", target="terms_days"
    ),
    "owner": text("Salesperson", "user_id", target=""),
    "title": text("Project", "project_id", "Analytic Account", "Project Account", "analytic_account_id"),
    "start": day(
        "Start Date",
    ),
    "end": day("Expiration", "validity_date", target=""),
    "line_product": text(
        *(
            f"{name}/{field}"
            for name in _LINES
            for field in ("Product", "product_id", "Product Variant", "product_id/id")
        ),
        target="",
    ),
    "line_text": text(*(f"{name}/{field}" for name in _LINES for field in ("Description", "name")), target=""),
    "line_quantity": number(
        *(f"{name}/{field}" for name in _LINES for field in ("Quantity", "product_uom_qty")), target=""
    ),
    "line_price": number(*(f"{name}/{field}" for name in _LINES for field in ("Unit Price", "price_unit")), target=""),
    "line_amount": money(
        *(f"{name}/{field}" for name in _LINES for field in ("Subtotal", "price_subtotal", "Amount")), target=""
    ),
}
