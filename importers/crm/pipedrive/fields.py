"""Columns of Pipedrive: `Deal - Field` headings of list exports, the words of the import template, and bare headings."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import Field, day, money, number, text

DEALS: Final[dict[str, Field]] = {
    "external_id": text("Deal - ID", "Deal - Pipedrive System ID", "Pipedrive System ID - Deal", need=True),
    "name": text("Deal - Title", need=True),
    "customer_name": text("Deal - Organization", "Organization - Name", "Organization"),
    "customer": text("Deal - Organization ID", "Organization - ID", "Organization - Pipedrive System ID"),
    "pipeline": text("Deal - Pipeline"),
    "stage": text("Deal - Stage", "Deal - Stage (pipeline)"),
    "status": text("Deal - Status", target="is_won"),
    "amount": money("Deal - Value", total=True),
    "currency": text("Deal - Currency of Value", "Deal - Currency"),
    "probability": number("Deal - Probability"),
    "won_time": day("Deal - Won time", target="close_date"),
    "lost_time": day("Deal - Lost time", target="close_date"),
    "closed_on": day("Deal - Deal closed on", "Deal - Closed on", target="close_date"),
    "expected": day("Deal - Expected close date", target="close_date"),
    "created": day("Deal - Deal created", "Deal - Creation date"),
    "owner": text("Deal - Owner"),
    "deal_type": text("Deal - Label"),
    "method": text("Deal - Billing method", "Deal - Billing type", "Deal - Fee basis"),
    "service_line": text("Deal - Service line", "Deal - Practice"),
    "terms": text("Deal - Payment terms", target="terms_days"),
    "start": day("Deal - Project start", "Deal - Project start date"),
}

# The generation without prefix, and other languages; both from memory.
_BARE: Final[dict[str, tuple[str, ...]]] = {
    "external_id": ("ID", "Deal ID", "Pipedrive System ID"),
    "name": ("Title", "Deal title"),
    "customer_name": ("Organization", "Organisation"),
    "customer": ("Organization ID", "Organisation ID"),
    "pipeline": ("Pipeline",),
    "stage": ("Stage",),
    "status": ("Status",),
    "amount": ("Value", "Deal value"),
    "currency": ("Currency of Value", "Currency"),
    "probability": ("Probability",),
    "won_time": ("Won time",),
    "lost_time": ("Lost time",),
    "closed_on": ("Deal closed on", "Closed on"),
    "expected": ("Expected close date",),
    "created": ("Deal created", "Creation date"),
    "owner": ("Owner",),
}
_TRANSLATED: Final[dict[str, tuple[str, ...]]] = {
    "external_id": ("Deal - Kennung", "Trato - ID", "Negocio - ID", "Affaire - ID", "Transaction - ID", "Obchod - ID"),
    "name": (
        "Deal - Titel",
        "Trato - Título",
        "Negocio - Título",
        "Affaire - Titre",
        "Transaction - Titre",
        "Obchod - Název",
    ),
    "customer_name": (
        "Deal - Organisation",
        "Trato - Organización",
        "Negocio - Organización",
        "Affaire - Organisation",
        "Transaction - Organisation",
        "Obchod - Organizace",
    ),
    "customer": (
        "Deal - Organisation-ID",
        "Trato - ID de organización",
        "Negocio - ID de organización",
        "Affaire - ID de l'organisation",
    ),
    "pipeline": ("Trato - Embudo", "Negocio - Embudo", "Affaire - Pipeline", "Obchod - Pipeline"),
    "stage": (
        "Deal - Phase",
        "Trato - Etapa",
        "Negocio - Etapa",
        "Affaire - Étape",
        "Transaction - Étape",
        "Obchod - Fáze",
    ),
    "status": (
        "Deal - Zustand",
        "Trato - Estado",
        "Negocio - Estado",
        "Affaire - Statut",
        "Transaction - Statut",
        "Obchod - Stav",
    ),
    "amount": (
        "Deal - Wert",
        "Trato - Valor",
        "Negocio - Valor",
        "Affaire - Valeur",
        "Transaction - Valeur",
        "Obchod - Hodnota",
    ),
    "currency": (
        "Deal - Währung von Wert",
        "Deal - Währung",
        "Trato - Moneda de Valor",
        "Trato - Moneda",
        "Negocio - Moneda de Valor",
        "Affaire - Devise de Valeur",
        "Transaction - Devise",
        "Obchod - Měna",
    ),
    "probability": (
        "Deal - Wahrscheinlichkeit",
        "Trato - Probabilidad",
        "Negocio - Probabilidad",
        "Affaire - Probabilité",
    ),
    "won_time": ("Deal - Gewonnen am", "Trato - Hora de ganado", "Negocio - Fecha de ganado", "Affaire - Date de gain"),
    "lost_time": (
        "Deal - Verloren am",
        "Trato - Hora de perdido",
        "Negocio - Fecha de perdido",
        "Affaire - Date de perte",
    ),
    "expected": (
        "Deal - Voraussichtliches Abschlussdatum",
        "Deal - Erwartetes Abschlussdatum",
        "Trato - Fecha de cierre prevista",
        "Negocio - Fecha de cierre prevista",
        "Affaire - Date de clôture prévue",
        "Obchod - Očekávané datum uzavření",
    ),
    "created": ("Deal - Deal erstellt", "Trato - Trato creado", "Negocio - Negocio creado", "Affaire - Créée le"),
    "owner": (
        "Deal - Besitzer",
        "Deal - Inhaber",
        "Trato - Propietario",
        "Negocio - Propietario",
        "Affaire - Propriétaire",
        "Obchod - Vlastník",
    ),
}


def _under(names: dict[str, tuple[str, ...]]) -> dict[str, Field]:
    """The declared columns under other headings; those without one are not looked for."""
    return {
        name: Field(
            headings,
            DEALS[name].form,
            need=DEALS[name].need,
            strict=DEALS[name].strict,
            total=DEALS[name].total,
            target=DEALS[name].target,
            money=DEALS[name].money,
        )
        for name, headings in names.items()
    }


DEALS_BARE: Final = _under(_BARE)
DEALS_TRANSLATED: Final = _under(_TRANSLATED)
DEALS_BY_NAME: Final = {name: field for name, field in DEALS.items() if name != "external_id"}

ORGANIZATIONS: Final = {
    "external_id": text(
        "Organization - ID", "Organization - Pipedrive System ID", "Pipedrive System ID - Organization"
    ),
    "name": text("Organization - Name", "Organisation - Name", need=True),
    "owner": text("Organization - Owner"),
    "street": text("Organization - Address", "Organization - Full/combined address of Address"),
    "city": text("Organization - City/town/village/locality of Address"),
    "region": text("Organization - State/county of Address"),
    "postcode": text("Organization - ZIP/Postal code of Address"),
    "country": text("Organization - Country of Address"),
    "website": text("Organization - Website", "Organization - Web site", "Organization - Domain", target="domain"),
    "created": day("Organization - Organization created", "Organization - Creation date"),
    "tax_id": text("Organization - VAT number", "Organization - VAT ID", "Organization - Tax ID"),
    "terms": text("Organization - Payment terms", target="terms_days"),
    "people": text("Organization - People", target=""),
    "open_deals": text("Organization - Open deals", target=""),
    "won_deals": text("Organization - Won deals", target=""),
}
