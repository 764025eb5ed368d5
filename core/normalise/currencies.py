"""The firm's own currency, and amounts whose currency becomes known only after they were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.base.money import exponent
from core.records.schema import KINDS, Kind

_WITNESSES: Final = ("people", "contracts", "invoices", "payments", "expenses", "deals")
_CONTRACT_PARTS: Final = ("milestones", "rates", "change_orders")


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
    counts = Counter(value for value in values if isinstance(value, str) and value)
    return min(counts, key=lambda code: (-counts[code], code)) if counts else ""


class Currencies:
    """What the drafts of one firm say about currencies, looked up for rows that do not say it themselves.

    Invoice lines take the currency of their invoice, time and expenses that of their project, the parts of a contract that of the
    contract, projects that of their time; everything else, and what is still open, is in the firm's own currency.
    """

    def __init__(self, drafts: Mapping[str, pd.DataFrame], base: str) -> None:
        self.base = base
        self._invoices = _told(drafts, "invoices", lambda frame: frame["kind"] + ":" + frame["external_id"])
        self._contracts = _told(drafts, "contracts", lambda frame: frame["external_id"])
        self._projects = {
            **_told(drafts, "time", lambda frame: frame["project"], often=True),
            **_told(drafts, "projects", lambda frame: frame["external_id"]),
        }

    def fill(self, table: str, frame: pd.DataFrame) -> pd.DataFrame:
        """`frame` with no blank currency, its amounts moved to the minor units of what was found; the same frame if none was blank."""
        if "currency" not in frame:
            frame = frame.assign(currency="")
        if not _blank(frame).any():
            return frame
        return rescaled(table, frame, self._printed_or_told(table, frame).replace("", self.base))

    def untold(self, table: str, frame: pd.DataFrame) -> pd.Series[bool]:
        """Rows that print no currency and whose currency no other record tells: `fill` takes the firm's own."""
        if "currency" not in frame:
            frame = frame.assign(currency="")
        return self._printed_or_told(table, frame) == "" if _blank(frame).any() else pd.Series(False, index=frame.index)

    def _printed_or_told(self, table: str, frame: pd.DataFrame) -> pd.Series[str]:
        """The currency of each row as printed or told by another record, "" where neither."""
        blank = _blank(frame)
        known, column = self._lookup(table)
        told = pd.Series([""] * int(blank.sum()), index=frame.index[blank], dtype="object")
        if column and column in frame:
            rows = frame[blank]
            told = pd.Series(
                [known.get(key, "") for key in zip(rows["system"], rows[column], strict=True)],
                index=rows.index,
                dtype="object",
            )
        return frame["currency"].where(~blank, told.reindex(frame.index)).fillna("")

    def _lookup(self, table: str) -> tuple[Mapping[tuple[str, str], str], str]:
        if table == "invoice_lines":
            return self._invoices, "invoice"
        if table == "allocations":
            return self._invoices, "invoice"
        if table in {"time", "expenses"}:
            return self._projects, "project"
        if table == "projects":
            return self._projects, "external_id"
        if table in _CONTRACT_PARTS:
            return self._contracts, "contract"
        return {}, ""


def _blank(frame: pd.DataFrame) -> npt.NDArray[np.bool_]:
    return (frame["currency"].isna() | (frame["currency"] == "")).to_numpy(dtype=bool)


def _told(
    drafts: Mapping[str, pd.DataFrame],
    table: str,
    key: Callable[[pd.DataFrame], pd.Series[str]],
    *,
    often: bool = False,
) -> dict[tuple[str, str], str]:
    """(system, key) -> currency of the rows that say one; the first of equal keys, or the most frequent."""
    if table not in drafts or "currency" not in drafts[table]:
        return {}
    frame = drafts[table]
    told = pd.DataFrame({"system": frame["system"], "key": key(frame), "currency": frame["currency"].fillna("")})
    told = told[told["currency"] != ""]
    if often:
        told = told.value_counts(sort=True).reset_index()
    told = told.drop_duplicates(["system", "key"])
    return dict(zip(zip(told["system"], told["key"], strict=True), told["currency"], strict=True))


def rescaled(table: str, frame: pd.DataFrame, currency: pd.Series[str]) -> pd.DataFrame:
    """`frame` with `currency`, its amounts moved to the minor units of it where the number of places differs.

    Amounts of an unknown currency are kept with two places; a currency of three cannot gain the place that was lost.
    """
    places = {code: exponent(str(code)) for code in {*frame["currency"].fillna("").unique(), *currency.unique()}}
    if set(places.values()) <= {2}:
        return frame.assign(currency=currency)
    return _moved(table, frame, currency, places)


def _moved(table: str, frame: pd.DataFrame, currency: pd.Series[str], places: Mapping[str, int]) -> pd.DataFrame:
    before = frame["currency"].fillna("").map(places).astype("int64")
    after = currency.map(places).astype("int64")
    up = np.power(10, np.maximum(after - before, 0))
    down = np.power(10, np.maximum(before - after, 0))
    frame = frame.assign(currency=currency)
    for column in frame.columns:
        if KINDS.get((table, column)) is Kind.MONEY:
            frame[column] = frame[column] * up // down
    return frame
