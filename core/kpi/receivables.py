"""Open receivables and DSO by count-back (CONTROLS.md, KPI definitions; source KAKO, golden 76.71 days)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from core.base.money import from_minor
from core.base.periods import Period
from core.kpi.measure import Measure, unknown
from core.records.schema import GONE
from core.thread.thread import Thread

_AR = "Open receivables"
_DSO = "Days sales outstanding (count-back)"


def unapplied(thread: Thread) -> pd.DataFrame:
    """Receipts (not credit allocations, not voided) with rest: what no allocation uses; only positive rests."""
    payments = thread.tables["payments"]
    gone = payments["status"].str.casefold().isin(GONE)
    payments = payments[(payments["kind"] != "credit_allocation") & ~gone].copy()
    used = thread.tables["allocations"].groupby("source")["amount"].sum()
    payments["rest"] = payments["amount"] - payments["id"].map(used).astype("Int64").fillna(0)
    return payments[(payments["rest"] > 0).fillna(False)]


def ar_open(thread: Thread) -> Measure:
    """Open balance of all invoices not voided, less open credit notes, less unapplied receipts, in base currency.

    Where the ledger prints no open balance, it is the total less what settles it. Each document is taken at the rate of its month, half-up.
    """
    period = str(thread.tables.period)
    unit = thread.tables.base_currency
    as_of = pd.Timestamp(thread.tables.as_of)
    documents = thread.tables["invoices"]
    if documents.empty:
        return unknown("ar_open", _AR, period, unit, "no invoices were imported")
    documents = documents[(documents["status"] != "void") & (documents["day"] <= as_of)]
    if documents["open"].isna().any() and thread.tables["payments"].empty and thread.tables["allocations"].empty:
        why = "the invoices print no open balance, and no payments were imported"
        return unknown("ar_open", _AR, period, unit, why)
    open_ = thread.base(thread.open_balances.reindex(documents.index), documents["currency"], documents["day"])
    rests = unapplied(thread)
    receipts = thread.base(rests["rest"], rests["currency"], rests["day"])
    if open_.isna().any() or receipts.isna().any():
        missing = documents.loc[open_.isna(), "number"].tolist() + rests.loc[receipts.isna(), "number"].tolist()
        return unknown("ar_open", _AR, period, unit, f"no open balance or exchange rate for {', '.join(missing[:5])}")
    total = int(open_.sum()) - int(receipts.sum())
    behind = (*documents.loc[open_ != 0, "id"], *rests["id"])
    return Measure("ar_open", _AR, period, from_minor(total, unit), unit, records=behind, excluded="voided invoices")


def dso_countback(thread: Thread) -> Measure:
    """Whole days of each month while receivables cover its gross sales, newest first, then the fraction of the month."""
    period = thread.tables.period
    receivable = ar_open(thread)
    if receivable.value is None:
        return unknown("dso_countback", _DSO, str(period), "days", receivable.unknown)
    sold = thread.invoices
    sold = sold[~sold["void"]]
    gross = thread.base(sold["total"], sold["currency"], sold["day"])
    if gross.isna().any():
        return unknown("dso_countback", _DSO, str(period), "days", "an invoice has no total or no exchange rate")
    monthly = gross.groupby(sold["day"].dt.strftime("%Y-%m")).sum()
    unit = thread.tables.base_currency
    sales = {str(month): from_minor(int(value), unit) for month, value in monthly.items()}
    return countback(receivable.value, sales, period)


def countback(receivable: Decimal, sales: dict[str, Decimal], period: Period) -> Measure:
    """Peels `receivable` against monthly gross `sales` ("2026-03" -> amount), newest month first; unknown when the months run out."""
    left, days, month = receivable, Decimal(0), period
    first = min(sales, default="9999-99")
    while left > 0:
        sold = sales.get(str(month), Decimal(0))
        length = Decimal(month.last.day)
        if sold >= left and sold > 0:
            days += left / sold * length
            break
        if str(month) < first:
            return unknown(
                "dso_countback",
                _DSO,
                str(period),
                "days",
                "receivables exceed all sales of the files: older months are needed",
            )
        left -= sold
        days += length
        month = month.shift(-1)
    value = days.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Measure(
        "dso_countback",
        _DSO,
        str(period),
        value,
        "days",
        numerator=receivable,
        excluded="credit notes, voided invoices",
    )
