"""What free wording means: billing methods, payment terms, currencies, yes and no."""

from __future__ import annotations

import re

_CAPPED = re.compile(r"\b(cap|caps|capped|ceiling|nte|not[- ]to[- ]exceed|upper limit)\b")
_METHODS = (
    ("prepaid", re.compile(r"\b(pre-?paid|block of hours|hours? (block|bank|pack)|draw-?down|bank of hours)\b")),
    ("retainer", re.compile(r"\b(retainer|monthly (fixed )?fee|fixed monthly|subscription|managed service fee)\b")),
    ("milestones", re.compile(r"\b(milestones?|on acceptance|deliverables?)\b")),
    ("instalments", re.compile(r"\b(instal+ments?|stage payments?|payment plan|scheduled payments?|by date)\b")),
)
_HOURLY = re.compile(
    r"\b(t ?& ?m|t ?\+ ?m|time (&|and|\+) materials?|hourly|time[- ]based|per hour|day rates?|daily rates?)\b"
)
_NET = re.compile(r"\bnet\s*(\d{1,3})\b|\b(\d{1,3})\s*(?:days?|d)\b|^\s*(\d{1,3})\s*$")
_AT_ONCE = re.compile(r"\b(due (up)?on receipt|on receipt|immediate(ly)?|cash on delivery|cod)\b")
_CURRENCY = re.compile(r"(?<![A-Z])([A-Z]{3})(?![A-Z])")
_SIGNS = {"£": "GBP", "€": "EUR", "US$": "USD", "CA$": "CAD", "C$": "CAD", "A$": "AUD"}


def method_of(text: str) -> str:
    """The word of METHODS that `text` names; "" when its wording is not known (a bare "Fixed fee" says too little)."""
    plain = " ".join(text.casefold().replace("_", " ").split())
    for method, pattern in _METHODS:
        if pattern.search(plain):
            return method
    if _CAPPED.search(plain):
        return "capped"
    return "time_and_materials" if _HOURLY.search(plain) else ""


def terms_of(text: str) -> int | None:
    """Net days of a payment term such as "Net 30", "30 days" or "Due on receipt"; None when it says no number of days."""
    plain = text.casefold()
    if _AT_ONCE.search(plain):
        return 0
    found = _NET.search(plain)
    return int(next(part for part in found.groups() if part)) if found else None


def currency_of(text: str) -> str:
    """The ISO code in a text such as "Pound - GBP", "GBP" or a lone sign; "" when there is none."""
    found = _CURRENCY.findall(text)
    if found:
        return str(found[-1])
    return _SIGNS.get(text.strip(), "")
