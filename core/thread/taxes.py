"""The rate behind each tax code, from the percent in its name or from the firm's own documents."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from core.base.money import divide_round, multiply_round

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


def taxed(amount: pd.Series, rate: pd.Series) -> pd.Series:
    """`amount` x rate (millionths), half-up a row (Int64); both without NA."""
    exact = multiply_round(amount.to_numpy(dtype=np.int64), rate.to_numpy(dtype=np.int64), ONE)
    return pd.Series(exact, index=amount.index, dtype="Int64")


def rated_lines(lines: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """Lines, with the rate of their code (`tax_rates`), of documents not voided of which every line's net and rate are known."""
    out = lines[~lines["void"]].merge(rates[["system", "tax_code", "rate"]], on=["system", "tax_code"], how="left")
    unknown = out["amount"].isna() | out["rate"].isna()
    return out[~out["invoice"].isin(out["invoice"][unknown])].reset_index(drop=True)


def document_tax(rated: pd.DataFrame, heads: pd.DataFrame) -> pd.DataFrame:
    """The tax that the codes make of each document of `rated_lines`, indexed by invoice.

    by_line (each line rounded), by_document (the net of each code rounded), want (the one that the ledger's method gives), own (sum of the
    tax printed on the lines, NA where one has none), taxed (lines with a rate above 0), net, lowest and highest rate, per_line.
    A ledger rounds per line when most of its documents that tell the two apart say so; where none tells, when its lines print tax.
    """
    frame = rated.assign(
        line_tax=taxed(rated["amount"], rated["rate"]),
        on=(rated["rate"] > 0).astype("int64"),
        blank=rated["tax"].isna().astype("int64"),
    )
    by_code = frame.groupby(["invoice", "rate"], sort=True)["amount"].sum()
    code_tax = taxed(by_code, by_code.index.get_level_values("rate").to_series(index=by_code.index))
    out = frame.groupby("invoice", sort=True).agg(
        by_line=("line_tax", "sum"),
        own=("tax", "sum"),
        blank=("blank", "sum"),
        taxed=("on", "sum"),
        net=("amount", "sum"),
        lowest=("rate", "min"),
        highest=("rate", "max"),
    )
    out["own"] = out["own"].astype("Int64").mask(out.pop("blank") > 0)
    out["by_document"] = code_tax.groupby("invoice").sum()
    known = heads.drop_duplicates("id").set_index("id")[["system", "tax"]].reindex(out.index)
    tells = (out["by_line"] != out["by_document"]).fillna(False).astype(bool)
    line = (known["tax"] == out["by_line"]).fillna(False).astype("int64")
    document = (known["tax"] == out["by_document"]).fillna(False).astype("int64")
    vote = known["system"].map((line - document)[tells].groupby(known["system"][tells]).sum()).fillna(0)
    out["per_line"] = ((vote > 0) | ((vote == 0) & out["own"].notna())).astype(bool)
    out["want"] = out["by_line"].where(out["per_line"], out["by_document"]).astype("Int64")
    return out
