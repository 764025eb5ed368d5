"""Tax on a document, from the wording of a treatment or tax code; an unknown wording gives unknown tax with the reason, never 0."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from core.base.money import Rounding, divide_round
from core.records.documents import DocumentLine

RATE_ONE: Final = 100_000
"""A rate of 100 %: rates are whole hundred-thousandths, so that 9.975 % is exact."""

_NONE = re.compile(
    r"reverse[\s-]*charge|zero[\s-]*rat|exempt|out\s+of\s+scope|outside\s+(the\s+)?scope|no\s+(tax|vat|gst)\b|\bnone\b|not\s+taxable"
    r"|non[\s-]*taxable|tax[\s-]*free|export",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(\d{1,2}(?:[.,]\d{1,4})?)\s*%")


class TaxRounding(StrEnum):
    """Where tax is rounded: on each line, or once on the document and then spread over the lines."""

    LINE = "line"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class TaxRule:
    """What a wording says. rate: hundred-thousandths, None = unknown; reason: why it is unknown, else ""."""

    wording: str
    rate: int | None
    reason: str = ""


def tax_rule(wording: str) -> TaxRule:
    """The rate that a treatment or tax code names: `Standard 20%`, `TX sales tax 8.25%`, `GST 5% + QST 9.975%`, reverse charge, exempt."""
    text = wording.strip()
    if not text:
        return TaxRule(text, None, "No tax treatment is given.")
    if _NONE.search(text):
        return TaxRule(text, 0)
    rates = [int(Decimal(found.replace(",", ".")) * 1000) for found in _PERCENT.findall(text)]
    joined = len(rates) > 1 and len(re.findall(r"\+|\band\b|&", text, re.IGNORECASE)) >= len(rates) - 1
    if len(rates) == 1 or joined:
        return TaxRule(text, sum(rates))
    if rates:
        return TaxRule(text, None, f"The tax treatment {text!r} names several rates. Say which one applies.")
    return TaxRule(text, None, f"The tax treatment {text!r} names no rate. Write the percentage into it.")


def with_tax(
    lines: Sequence[DocumentLine],
    rule: TaxRule,
    *,
    tax_code: str | None = None,
    where: TaxRounding = TaxRounding.LINE,
    rounding: Rounding = Rounding.HALF_UP,
) -> tuple[tuple[DocumentLine, ...], int | None]:
    """`lines` with tax (and tax code, if one is given) by `rule`, and the document's tax: always the sum of the lines' tax.

    Both are None where the rate is unknown. With document rounding, what the lines' own rounding leaves over is spread a minor unit
    a line over the largest lines first.
    """
    coded = [line if tax_code is None else replace(line, tax_code=tax_code) for line in lines]
    if rule.rate is None:
        return tuple(replace(line, tax=None) for line in coded), None
    taxes = [divide_round(line.amount * rule.rate, RATE_ONE, rounding) for line in coded]
    if where is TaxRounding.DOCUMENT and taxes:
        whole = divide_round(sum(line.amount for line in coded) * rule.rate, RATE_ONE, rounding)
        rest = whole - sum(taxes)
        largest = sorted(range(len(taxes)), key=lambda i: (-abs(coded[i].amount), i))
        for turn in range(abs(rest)):
            taxes[largest[turn % len(largest)]] += 1 if rest > 0 else -1
    return tuple(replace(line, tax=tax) for line, tax in zip(coded, taxes, strict=True)), sum(taxes)
