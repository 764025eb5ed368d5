"""Columns of Dynamics 365 Sales: three hidden columns for the way back, then the labels of the view.

Of the labels only those named in the formats notes were seen; the hidden columns were seen in English.
"""

from __future__ import annotations

from typing import Final

from importers.shared.columns import Field, day, flag, money, number, text

_CHECKSUM: Final = text(
    "(Do Not Modify) Row Checksum",
    "(Nicht ändern) Zeilenprüfsumme",
    "(Ne pas modifier) Somme de contrôle de ligne",
    "(No modificar) Suma de comprobación de fila",
    target="",
)
_MODIFIED: Final = day(
    "(Do Not Modify) Modified On", "(Nicht ändern) Geändert am", "(Ne pas modifier) Modifié le", target=""
)

OPPORTUNITIES: Final[dict[str, Field]] = {
    "external_id": text(
        "(Do Not Modify) Opportunity",
        "(Nicht ändern) Verkaufschance",
        "(Ne pas modifier) Opportunité",
        "(No modificar) Oportunidad",
        need=True,
    ),
    "checksum": _CHECKSUM,
    "modified": _MODIFIED,
    "name": text("Topic", "Opportunity", "Thema", "Rubrique", "Tema", need=True),
    "customer_name": text(
        "Potential Customer",
        "Account",
        "Customer",
        "Potenzieller Kunde",
        "Firma",
        "Client potentiel",
        "Cliente potencial",
    ),
    "close_date": day("Actual Close Date", "Tatsächliches Abschlussdatum", "Date de clôture réelle"),
    "expected": day(
        "Est. Close Date",
        "Estimated Close Date",
        "Voraussichtl. Abschlussdatum",
        "Date de clôture estimée",
        target="close_date",
    ),
    "actual": money("Actual Revenue", "Tatsächlicher Umsatz", "Revenu réel", total=True, target="amount"),
    "amount": money("Est. Revenue", "Estimated Revenue", "Geschätzter Umsatz", "Revenu estimé", total=True),
    "currency": text("Currency", "Währung", "Devise"),
    "probability": number("Probability", "Wahrscheinlichkeit", "Probabilité"),
    "pipeline": text("Pipeline Phase", "Pipelinephase"),
    "rating": text("Rating", target=""),
    "status": text("Status", "Statut", target="is_closed"),
    "stage": text("Status Reason", "Statusgrund", "Raison du statut"),
    "owner": text("Owner", "Besitzer", "Propriétaire"),
    "created": day("Created On", "Erstellt am", "Créé le"),
    "method": text("Billing Method", "Billing Type", "Contract Type"),
    "service_line": text("Service Line", "Practice"),
    "terms": text("Payment Terms", target="terms_days"),
    "start": day("Project Start", "Project Start Date"),
    "po_required": flag("PO Required"),
}
OPPORTUNITIES_BY_NAME: Final = {
    name: field for name, field in OPPORTUNITIES.items() if name not in {"external_id", "checksum", "modified"}
}

ACCOUNTS: Final = {
    "external_id": text(
        "(Do Not Modify) Account",
        "(Nicht ändern) Firma",
        "(Ne pas modifier) Compte",
        "(No modificar) Cuenta",
        need=True,
    ),
    "checksum": _CHECKSUM,
    "modified": _MODIFIED,
    "name": text("Account Name", "Firmenname", "Nom du compte", "Nombre de cuenta", need=True),
    "email": text("Email", "E-Mail"),
    "website": text("Website", target="domain"),
    "street": text("Address 1: Street 1", "Address 1", "Adresse 1: Straße 1"),
    "city": text("Address 1: City", "City", "Adresse 1: Ort"),
    "region": text("Address 1: State/Province"),
    "postcode": text("Address 1: ZIP/Postal Code", "Adresse 1: Postleitzahl"),
    "country": text("Address 1: Country/Region", "Adresse 1: Land/Region"),
    "currency": text("Currency", "Währung", "Devise"),
    "owner": text("Owner", "Besitzer", "Propriétaire"),
    "created": day("Created On", "Erstellt am", "Créé le"),
    "terms": text("Payment Terms", "Zahlungsbedingungen", target="terms_days"),
    "tax_id": text("Tax ID", "VAT Number", "VAT ID"),
    "account_number": text("Account Number", target=""),
}

ROWS: Final = {
    "checksum": _CHECKSUM,
    "modified": _MODIFIED,
    "record": text("(Do Not Modify) *", target=""),
    "owner": text("Owner", target=""),
    "created": day("Created On", target=""),
    "name": text("Name", target=""),
}
