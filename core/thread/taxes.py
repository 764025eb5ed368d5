"""The rate behind each tax code, from the percent in its name or from the firm's own documents."""

from __future__ import annotations

import re

import pandas as pd

from core.base.money import divide_round

# Rates are millionths: 200000 = 20 %.
ONE = 1_000_000
_PERCENT = re.compile(r"(\d{1,2}(?:[.,]\d{1,4})?)\s?%")
_NO_TAX = re.compile(
    r"(?<!non-)(?<!non)(?<!non )exempt|out of scope|outside|reverse charge|zero|(?<![\d.,])0\s?%|no tax|no vat|non-?tax|not tax|export|\bnone\b|untaxed",
    re.IGNORECASE,
)


def stated_rate(wording: str) -> int | None:
    """The rate in millionths that a tax code or treatment states: a percent, 0 for exempt, zero rated, reverse charge; None = not stated."""
    # "Reverse charge (20%)" states the rate that is not charged.
    if _NO_TAX.search(wording):
        return 0
    found = _PERCENT.search(wording)
    if not found:
        return None
    whole, _, part = found[1].replace(",", ".").partition(".")
    return int(whole) * 10_000 + int(part.ljust(4, "0"))


def tax_rates(lines: pd.DataFrame, heads: pd.DataFrame) -> pd.DataFrame:
    """One row a system and tax code in use: system, tax_code, rate (millionths, Int64, NA = not known), stated, documents.

    stated: the rate stands in the code's own wording; else it is the rate that most documents with this code alone show
    (tax over net of the lines' own tax, or of the document's).
    """
    used = lines[~lines["void"] & lines["amount"].notna()]
    codes = used.groupby(["system", "tax_code"], sort=True)["invoice"].nunique().rename("documents").reset_index()
    rates: list[int | None] = []
    single = used.groupby("invoice").agg(
        code=("tax_code", "first"), codes=("tax_code", "nunique"), net=("amount", "sum")
    )
    single = single[single["codes"] == 1]
    tax = heads.set_index("id")["tax"]
    single["tax"] = tax.reindex(single.index)
    for code, system in zip(codes["tax_code"], codes["system"], strict=True):
        stated = stated_rate(code) if code else None
        if stated is None and code:
            mine = used[(used["tax_code"] == code) & (used["system"] == system)]
            own = mine[mine["tax"].notna()]
            known = own[["amount", "tax"]] if len(own) else single[single["code"] == code][["net", "tax"]]
            stated = _shown_rate(known.iloc[:, 0], known.iloc[:, 1])
        rates.append(stated)
    codes["rate"] = pd.Series(rates, index=codes.index, dtype="Int64")
    codes["stated"] = [bool(code) and stated_rate(code) is not None for code in codes["tax_code"]]
    return codes


def _shown_rate(net: pd.Series, tax: pd.Series) -> int | None:
    """The plainest rate that most pairs of net and tax agree on within two minor units; None when fewer than two in three do."""
    known = net.notna() & tax.notna() & (net != 0)
    pairs = sorted(zip(net[known].tolist(), tax[known].tolist(), strict=True), key=lambda pair: -abs(pair[0]))
    if not pairs:
        return None
    best = sorted(divide_round(t * ONE, n) for n, t in pairs[: max(3, len(pairs) // 3)])
    middle = best[len(best) // 2]
    for unit in (10_000, 1_000, 500, 100, 10, 1):  # whole per cents first, then tenths, twentieths, hundredths ...
        rate = divide_round(middle, unit) * unit
        fits = sum(abs(divide_round(n * rate, ONE) - t) <= 2 for n, t in pairs)
        if 3 * fits >= 2 * len(pairs):
            return rate
    return None
