"""What the words of a hand-kept register mean beyond the usual English ones: methods, terms and statuses in five languages."""

from __future__ import annotations

import re
from typing import Final

from core.normalise.wording import method_of, terms_of

_LIMIT: Final = r"(obergrenze|deckel(ung)?|gedeckelt|max\.?|höchst\w*|plafond|plafonn\w*|limite|tope|límite|capped|cap|maximum|maximaal)"
_HOURLY: Final = (
    r"(nach aufwand|aufwand|stundenbasis|stundenhonorar|tagessatz|regie|en régie|régie|temps passé|taux journalier|tjm|"
    r"tiempo y materiales?|por horas|por hora|nacalculatie|uurbasis|op uurtarief|t and m|time charge|hourly rates?|rate card|daywork)"
)
_METHODS: Final = (
    (
        "prepaid",
        re.compile(
            r"stundenkontingent|vorausbezahlt|prépay|carnet d'heures|bolsa de horas|strippenkaart|vooraf betaald"
        ),
    ),
    (
        "retainer",
        re.compile(
            r"monatspauschale|monatliche pauschale|pauschale pro monat|forfait mensuel|abonnement|cuota mensual|iguala|"
            r"maandbedrag|vast bedrag per maand|monthly fixed|fixed fee per month|recurring monthly|per month"
        ),
    ),
    (
        "milestones",
        re.compile(r"meilenstein|nach abnahme|bei abnahme|\bjalons?\b|par livrable|\bhitos?\b|mijlpa|per oplevering"),
    ),
    (
        "instalments",
        re.compile(
            r"ratenzahlung|abschlag|teilzahlung|zahlungsplan|échéanc|\bplazos\b|termijnen|in termijn|billing schedule|progress payments?"
        ),
    ),
    ("capped", re.compile(rf"{_HOURLY}.*\b{_LIMIT}|\b{_LIMIT}.*{_HOURLY}|mit obergrenze|met plafond|plafonnée?")),
    ("time_and_materials", re.compile(_HOURLY)),
)
_MONTH_END: Final = re.compile(
    r"\beom\b|\bend of (the )?month\b|\bmonth[- ]?end\b|\bfin de mois\b|\bfdm\b|\bmonatsende\b|\bfin de mes\b|\beinde (van de )?maand\b|"
    r"\bproximo\b|\bprox\b|\b\d{1,2}(st|nd|rd|th) (of )?(the )?(following|next) month\b"
)
_NET: Final = re.compile(r"\bnet(?:to)?\s*(?:à\s*)?(\d{1,3})\b")
_DAYS: Final = re.compile(r"\b(\d{1,3})\s*(?:tagen?|jours?|j|días?|dias?|dagen|kalendertage|calendar days)\b")
_WEEKS: Final = re.compile(r"\b(\d{1,2})\s*(?:weeks?|wochen?|semaines?|semanas?|weken)\b")
_AT_ONCE: Final = re.compile(
    r"\bsofort\b|nach erhalt|netto kasse|à réception|\bcomptant\b|al contado|a la recepción|bij ontvangst|per direct|\bprompt\b"
)

_STATUSES: Final = {
    "storniert": "cancelled",
    "abgebrochen": "cancelled",
    "gekündigt": "cancelled",
    "annulé": "cancelled",
    "annulée": "cancelled",
    "resilié": "cancelled",
    "résilié": "cancelled",
    "cancelado": "cancelled",
    "cancelada": "cancelled",
    "geannuleerd": "cancelled",
    "withdrawn": "cancelled",
    "entwurf": "draft",
    "brouillon": "draft",
    "borrador": "draft",
    "concept": "draft",
    "proposed": "draft",
    "abgenommen": "accepted",
    "akzeptiert": "accepted",
    "accepté": "accepted",
    "acceptée": "accepted",
    "recetté": "accepted",
    "aceptado": "accepted",
    "aceptada": "accepted",
    "geaccepteerd": "accepted",
    "goedgekeurd": "accepted",
    "signed off": "accepted",
    "erledigt": "done",
    "abgeschlossen": "completed",
    "fertig": "completed",
    "terminé": "completed",
    "terminée": "completed",
    "terminado": "completed",
    "completado": "completed",
    "voltooid": "completed",
    "afgerond": "completed",
    "geplant": "planned",
    "offen": "planned",
    "prévu": "planned",
    "prévue": "planned",
    "planificado": "planned",
    "gepland": "planned",
    "unterzeichnet": "signed",
    "unterschrieben": "signed",
    "genehmigt": "approved",
    "signé": "signed",
    "signée": "signed",
    "approuvé": "approved",
    "firmado": "signed",
    "firmada": "signed",
    "aprobado": "approved",
    "getekend": "signed",
    "ondertekend": "signed",
    "aktiv": "active",
    "laufend": "active",
    "actif": "active",
    "en cours": "active",
    "activo": "active",
    "vigente": "active",
    "actief": "active",
    "lopend": "active",
}
_SIGNED: Final = re.compile(r"sign|approv|accept|execut|agreed|countersign")
_UNSIGNED: Final = re.compile(
    r"unsign|unapprov|\bnot\b|\bno\b|\bawait|\bpending\b|\bto be\b|\bto sign\b|\bfor (signature|approval|acceptance)\b|"
    r"\boutstanding\b|\bsent\b|\bdraft\b|\breject|\bdeclin|\brefus|\bcancel|\bnicht\b|\bnon\b|\bniet\b"
)


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())


def method_in(text: str) -> str:
    """The word of METHODS that a billing method's wording names in English, German, French, Spanish or Dutch; "" when it names none."""
    plain = _folded(text)
    found = method_of(plain) or method_of(plain.replace("-", " "))
    if found and found != "time_and_materials":
        return found
    return next((method for method, pattern in _METHODS if pattern.search(plain)), found)


def from_month_end(text: str) -> bool:
    """Whether a payment term counts from the end of a month, which no number of net days can say."""
    return _MONTH_END.search(_folded(text).replace("+", " ")) is not None


def net_days(text: str) -> int | None:
    """Net days of a payment term; None where it says none, or counts from the end of a month."""
    plain = _folded(text)
    if not plain or from_month_end(plain):
        return None
    if _AT_ONCE.search(plain):
        return 0
    found = _NET.search(plain) or _DAYS.search(plain)
    if found:
        return int(found[1])
    weeks = _WEEKS.search(plain)
    return int(weeks[1]) * 7 if weeks else terms_of(plain)


def status_word(text: str) -> str:
    """A status as Tieout's own word where it is one of another language; as printed otherwise."""
    return _STATUSES.get(_folded(text), text)


def is_signed(text: str) -> bool | None:
    """Whether a change order's status says that it is signed; None where no status stands."""
    plain = _folded(status_word(text))
    if not plain:
        return None
    return _SIGNED.search(plain) is not None and _UNSIGNED.search(plain) is None
