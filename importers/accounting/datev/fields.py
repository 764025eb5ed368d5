"""Columns of the DATEV format (EXTF): postings, names of accounts, debtors and creditors."""

from __future__ import annotations

import re
from typing import Final

from importers.shared.columns import day, flag, money, number, text

POSTINGS: Final = {
    "amount": money("Umsatz (ohne Soll/Haben-Kz)", "Umsatz", need=True, total=True, target="debit"),
    "side": text("Soll/Haben-Kennzeichen", "Soll-/Haben-Kennzeichen", need=True, target=""),
    "currency": text("WKZ Umsatz"),
    "rate": number("Kurs", target=""),
    "base_amount": money("Basisumsatz", "Basis-Umsatz", strict=True, target="debit"),
    "base": text("WKZ Basisumsatz", "WKZ Basis-Umsatz", target="currency"),
    "account": text("Konto", need=True),
    "counter": text("Gegenkonto (ohne BU-Schlüssel)", "Gegenkonto", need=True, target="account"),
    "tax_key": text("BU-Schlüssel", target="description"),
    "day": day("Belegdatum", need=True),
    "document": text("Belegfeld 1", "Belegfeld1"),
    "second": text("Belegfeld 2", "Belegfeld2", target=""),
    "description": text("Buchungstext"),
    "project": text("KOST1 – Kostenstelle", "KOST1 - Kostenstelle", "KOST1-Kostenstelle", "Kost 1 - Kostenstelle"),
    "centre": text(
        "KOST2 – Kostenstelle", "KOST2 - Kostenstelle", "KOST2-Kostenstelle", "Kost 2 - Kostenstelle", target="project"
    ),
    "order": text("Auftragsnummer", target="project"),
    "reversal": flag("Generalumkehr", "Generalumkehr (GU)", target=""),
}

ACCOUNTS: Final = {
    "code": text("Konto", need=True),
    "name": text("Kontenbeschriftung", "Kontobeschriftung", need=True),
    "language": text("Sprach-ID", "SprachId", target=""),
}

PARTIES: Final = {
    "external_id": text("Konto", need=True),
    "company": text("Name (Adressatentyp Unternehmen)", target="name"),
    "last_name": text("Name (Adressatentyp natürl. Person)", target="name"),
    "first_name": text("Vorname (Adressatentyp natürl. Person)", target="name"),
    "other_name": text("Name (Adressatentyp keine Angabe)", target="name"),
    "short_name": text("Kurzbezeichnung", target="name"),
    "eu_country": text("EU-Land", "EU-Mitgliedstaat", target="tax_id"),
    "eu_number": text("EU-USt-IdNr.", "EU-UStID", "EU-USt-ID", target="tax_id"),
    "street": text("Straße"),
    "postcode": text("Postleitzahl"),
    "city": text("Ort"),
    "country": text("Land"),
    "email": text("E-Mail"),
    "website": text("Internet", target="domain"),
}

ROLES: Final = (
    ("deferred", re.compile(r"erhaltene.* anzahlung|passive rechnungsabgrenzung|\bprap?\b|vorauszahlungen von kunden")),
    ("unbilled", re.compile(r"unfertige leistung|noch nicht abgerechnet|in arbeit befindliche|unfertige erzeugnisse")),
    ("receivable", re.compile(r"^forderungen? (aus|gegen)|^debitor|forderungen.*lieferungen")),
    ("revenue", re.compile(r"^(umsatz)?erlöse\b|^honorar|provisionsumsätze|umsatzerlös")),
    ("tax", re.compile(r"umsatzsteuer|\bust\b|vorsteuer|mehrwertsteuer|\bmwst\b")),
    (
        "bank",
        re.compile(
            r"^(bank|sparkasse|postbank|volksbank|girokonto|kasse|kontokorrent)|\b(girokonto|bankkonto|tagesgeld)\b"
        ),
    ),
)
"""What a German account is for, by its name (folded); the first pattern that is found. "Erlöse 19 % USt" is revenue: tax comes last."""
