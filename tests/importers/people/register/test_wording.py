"""What a register's words mean, in five languages."""

from __future__ import annotations

import pytest

from core.records.schema import METHODS
from importers.people.register.wording import from_month_end, is_signed, method_in, net_days, status_word


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("T&M", "time_and_materials"),
        ("Time-and-materials", "time_and_materials"),
        ("Nach Aufwand", "time_and_materials"),
        ("En régie", "time_and_materials"),
        ("Tiempo y materiales", "time_and_materials"),
        ("Nacalculatie", "time_and_materials"),
        ("T&M, not to exceed", "capped"),
        ("Time and materials (capped)", "capped"),
        ("Nach Aufwand mit Obergrenze", "capped"),
        ("Régie plafonnée", "capped"),
        ("Festpreis nach Meilensteinen", "milestones"),
        ("Forfait, par jalon", "milestones"),
        ("Precio cerrado por hitos", "milestones"),
        ("Fixed fee (milestones)", "milestones"),
        ("Festpreis, Ratenzahlung", "instalments"),
        ("Forfait avec échéancier", "instalments"),
        ("Fixed fee (instalments)", "instalments"),
        ("Monatspauschale", "retainer"),
        ("Forfait mensuel", "retainer"),
        ("Stundenkontingent", "prepaid"),
        ("Bolsa de horas", "prepaid"),
        ("Prepaid hours", "prepaid"),
        ("Festpreis", ""),
        ("Fixed fee", ""),
        ("", ""),
    ],
)
def test_methods(text: str, method: str) -> None:
    assert method_in(text) == method
    assert method == "" or method in METHODS


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30", 30),
        ("30 days", 30),
        ("Net 30", 30),
        ("net 45 days", 45),
        ("2% 10 days, net 30", 30),
        ("30 Tage netto", 30),
        ("netto 14", 14),
        ("30 jours", 30),
        ("60 días", 60),
        ("14 dagen", 14),
        ("4 weeks", 28),
        ("Due on receipt", 0),
        ("sofort", 0),
        ("à réception de facture", 0),
        ("EOM+15", None),
        ("30 days EOM", None),
        ("30 jours fin de mois", None),
        ("end of month", None),
        ("by agreement", None),
        ("", None),
    ],
)
def test_terms(text: str, days: int | None) -> None:
    assert net_days(text) == days


@pytest.mark.parametrize(("text", "late"), [("EOM+15", True), ("15 EOM", True), ("Net 30", False), ("geometry", False)])
def test_terms_from_a_months_end(text: str, late: bool) -> None:
    assert from_month_end(text) is late


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("Signed", True),
        ("Approved", True),
        ("unterzeichnet", True),
        ("Signé", True),
        ("Awaiting signature", False),
        ("To be signed", False),
        ("Not signed", False),
        ("Unsigned", False),
        ("Sent for signature", False),
        ("nicht unterzeichnet", False),
        ("Draft", False),
        ("Rejected", False),
        ("", None),
    ],
)
def test_signed(text: str, signed: bool | None) -> None:
    assert is_signed(text) is signed


@pytest.mark.parametrize(
    ("text", "word"),
    [("Storniert", "cancelled"), ("Abgenommen", "accepted"), ("Brouillon", "draft"), ("On hold", "On hold")],
)
def test_statuses(text: str, word: str) -> None:
    assert status_word(text) == word
