"""Columns of PayPal's activity download; English headings of exact copies, the others are recalled translations of them."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, money, text

ACTIVITY: Final = {
    "day": day("Date", "Datum", "Fecha", need=True),
    "payee": text("Name", "Naam", "Nom", "Nombre"),
    "type": text("Type", "Typ", "Tipo", "Description", "Beschreibung"),
    "status": text("Status", "Estado", "État", target=""),
    "currency": text("Currency", "Währung", "Devise", "Valuta", "Divisa", need=True),
    "gross": money("Gross", "Brutto", "Avant commission", "Bruto", need=True, total=True, target="amount"),
    "fee": money("Fee", "Fees", "Gebühr", "Commission", "Kosten", "Tarifa", total=True, target="amount"),
    "net": money("Net", "Netto", "Net amount", "Neto", total=True, target="amount"),
    "balance": money("Balance", "Guthaben", "Saldo", "Solde"),
    "impact": text("Balance Impact", "Auswirkung auf Guthaben", "Impact sur le solde", target=""),
    "external_id": text(
        "Transaction ID", "Transaktionscode", "Numéro de transaction", "Transactiereferentie", need=True
    ),
    "related": text("Reference Txn ID", "Zugehöriger Transaktionscode", target="reference"),
    "invoice": text("Invoice Number", "Invoice ID", "Rechnungsnummer", "Factuurnummer", target="reference"),
    "custom": text("Custom Number", "Individuelle Nummer", target="reference"),
    "subject": text("Subject", "Betreff", target="description"),
    "item": text("Item Title", "Artikelbezeichnung", target="description"),
    "note": text("Note", "Hinweis", target="description"),
    "sender": text("From Email Address", "Absender E-Mail-Adresse", target="payee"),
}

MOVED: Final = frozenset(
    {
        "completed",
        "cleared",
        "refunded",
        "partially refunded",
        "reversed",
        "abgeschlossen",
        "terminé",
        "completado",
        "voltooid",
        "afgerond",
    }
)
"""Statuses, folded, of rows that moved money."""
WAITING: Final = frozenset(
    {
        "pending",
        "denied",
        "cancelled",
        "canceled",
        "failed",
        "expired",
        "removed",
        "held",
        "placed",
        "unclaimed",
        "uncleared",
        "processing",
        "created",
        "ausstehend",
        "storniert",
        "abgelehnt",
        "fehlgeschlagen",
        "en attente",
        "annulé",
        "pendiente",
        "in behandeling",
    }
)
"""Statuses, folded, of rows that moved none."""
TOUCHES: Final = frozenset({"credit", "debit", "haben", "soll", "crédit", "débit", "gutschrift", "belastung"})
MEMO: Final = frozenset({"memo", "hinweis", "mémo"})
"""Effects on the balance, folded: money, or a remark only."""
