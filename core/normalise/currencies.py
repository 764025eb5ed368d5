"""The firm's own currency, and amounts whose currency becomes known only after they were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pandas as pd

from core.base.money import exponent
from core.records.schema import KINDS, Kind

_WITNESSES = ("people", "contracts", "invoices", "payments", "expenses", "deals")


def base_currency(drafts: Mapping[str, pd.DataFrame]) -> str:
    """The firm's own currency: the one that rates of exchange lead to, else the ledger's, else the most frequent; "" without any."""
    for table, column in (("fx_rates", "base"), ("journal_lines", "currency")):
        if table in drafts and column in drafts[table]:
            found = _most(drafts[table][column])
            if found:
                return found
    for table in _WITNESSES:
        if table in drafts and "currency" in drafts[table]:
            found = _most(drafts[table]["currency"])
            if found:
                return found
    return ""


def _most(values: pd.Series[str]) -> str:
    counts = Counter(str(value) for value in values if isinstance(value, str) and value)
    return min(counts, key=lambda code: (-counts[code], code)) if counts else ""


def rescaled(table: str, frame: pd.DataFrame, currency: pd.Series[str]) -> pd.DataFrame:
    """`frame` with `currency`, its amounts moved to the minor units of it where the number of places differs.

    Amounts of an unknown currency are kept with two places; a currency of three cannot gain the place that was lost.
    """
    before = frame["currency"].map(lambda code: exponent(str(code)))
    after = currency.map(lambda code: exponent(str(code)))
    changed = before != after
    frame = frame.assign(currency=currency)
    if not changed.any():
        return frame
    up = (10 ** np.maximum(after - before, 0)).astype("int64")
    down = (10 ** np.maximum(before - after, 0)).astype("int64")
    for column in frame.columns:
        if KINDS.get((table, column)) is Kind.MONEY:
            frame[column] = frame[column] * up // down
    return frame
