"""Tax on a document, from the wording of a treatment or tax code; an unknown wording gives unknown tax with the reason, never 0."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.base.money import Rounding, divide_round
from core.records.documents import DocumentLine
from core.thread.taxes import ONE, stated_rate

_NONE = re.compile(r"\bno\s+(gst|hst|sales\s+tax)\b|tax[\s-]*free", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,2}(?:[.,]\d{1,4})?)\s?%")


class TaxRounding(StrEnum):
    """Where tax is rounded: on each line, or once on the document and then spread over the lines."""

    LINE = "line"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class TaxRule:
    """What a wording says. rate: millionths (200000 = 20 %), None = unknown; reason: why it is unknown, else ""."""

    wording: str
    rate: int | None
    reason: str = ""


def tax_rule(wording: str) -> TaxRule:
    """The rate that a treatment or tax code names: `Standard 20%`, `TX sales tax 8.25%`, `GST 5% + QST 9.975%`, reverse charge, exempt."""
    text = wording.strip()
    if not text:
        return TaxRule(text, None, "No tax treatment is given.")
    stated = stated_rate(text)
    named = _PERCENT.findall(text)
    if stated and len(named) > 1:
        # Rates that are charged together are joined; several that are not are a question.
        if len(re.findall(r"\+|\band\b|&", text, re.IGNORECASE)) < len(named) - 1:
            return TaxRule(text, None, f"The tax treatment {text!r} names several rates. Say which one applies.")
        return TaxRule(text, sum(stated_rate(f"{each}%") or 0 for each in named))
    if stated is None and _NONE.search(text):
        stated = 0
    if stated is None:
        return TaxRule(text, None, f"The tax treatment {text!r} names no rate. Write the percentage into it.")
    return TaxRule(text, stated)


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
    taxes = [divide_round(line.amount * rule.rate, ONE, rounding) for line in coded]
    if where is TaxRounding.DOCUMENT and taxes:
        whole = divide_round(sum(line.amount for line in coded) * rule.rate, ONE, rounding)
        rest = whole - sum(taxes)
        largest = sorted(range(len(taxes)), key=lambda i: (-abs(coded[i].amount), i))
        for turn in range(abs(rest)):
            taxes[largest[turn % len(largest)]] += 1 if rest > 0 else -1
    return tuple(replace(line, tax=tax) for line, tax in zip(coded, taxes, strict=True)), sum(taxes)
