"""Invoices as documents: sums, doubles, numbers and due dates (BI-07, BI-12, BI-13, BI-18)."""

from __future__ import annotations

import pandas as pd

from core.controls.policy import Policy
from core.controls.registry import control, findings
from core.controls.sentences import counted, listed, merged, sentences
from core.controls.wording import day, money
from core.records.tables import findings_frame
from core.thread.folding import mapped
from core.thread.stacking import stacked
from core.thread.thread import Thread

_NEEDS = ("invoices", "invoice_lines")
_DIGITS = 15
_READS = ("allocations", "customers", "contracts", "people", "rates")


@control("BI-07", "Header and lines disagree", severity="S1", impact="MS", needs=_NEEDS, reads=_READS)
def header_against_lines(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Invoices not voided whose total is not the sum of their lines and tax, beyond the rounding of their lines.

    A system whose lines are printed with tax in them (most of its taxed documents sum so) is read that way.
    """
    heads = thread.invoices
    lines = thread.lines
    heads = heads[~heads["void"] & heads["total"].notna() & heads["net_lines"].notna()].reset_index(drop=True)
    complete = lines["amount"].notna().groupby(lines["invoice"]).all()
    heads = heads[heads["id"].map(complete).astype("boolean").fillna(False).astype(bool)].reset_index(drop=True)
    count = heads["id"].map(lines.groupby("invoice").size()).fillna(1).astype("int64")
    tax = heads["tax"].fillna(0)
    gap = heads["total"] - heads["net_lines"] - tax
    inclusive = (heads["total"] == heads["net_lines"]) & (tax != 0)
    share = inclusive[tax != 0].groupby(heads["system"]).mean()
    with_tax = heads["system"].map(share).fillna(0).astype(float) > 0.5
    gap = gap.where(~with_tax, heads["total"] - heads["net_lines"])
    allowed = pd.Series([policy.rounding_tolerance(n) for n in count], index=heads.index)
    wrong = (gap.abs() > allowed).fillna(False).astype(bool)
    # A column longer than an empty frame would fill it: only chosen rows are assigned.
    out = heads[wrong].assign(gap=gap[wrong], want=(heads["total"] - gap)[wrong]).reset_index(drop=True)
    if out.empty:
        return findings_frame()
    message = sentences(
        lambda number, total, sum_, gap_: (
            f"Invoice {number} says {total}; its lines and tax add up to {sum_}: {gap_} apart."
        ),
        out["number"],
        money(out["total"], out["currency"]),
        money(out["want"], out["currency"]),
        money(out["gap"].abs(), out["currency"]),
    )
    return findings(
        "BI-07",
        subject=out["id"],
        amount=out["gap"],
        currency=out["currency"],
        related=merged(out["contract"], out["customer"]),
        message=message,
        suggestion="Correct the line or the total; credit and issue anew when the invoice is posted.",
        day=out["day"],
    )


@control("BI-12", "Duplicate invoice", severity="S2", impact="OB", needs=_NEEDS, reads=(*_READS, "change_orders"))
def duplicate_invoice(thread: Thread, policy: Policy) -> pd.DataFrame:
    """A live invoice that says again what an earlier live one says: customer, total (`tol_minor`) and lines or service months.

    Within `duplicate_invoice_days`. What was voided or credited in full may be issued anew; equal bills of a monthly series without a
    month in their text are no doubles. Subject: the later invoice; priced at its total.
    """
    pairs = _near(thread, policy)
    lines = thread.lines
    lines = lines[lines["invoice"].isin([*pairs["id"], *pairs["id_first"]])]
    says = _signature(lines["description"].str.casefold().str.split().str.join(" "), lines["invoice"], "\n")
    nets = _signature(lines["amount"].fillna(0).astype("str"), lines["invoice"], ",")
    months = _signature(lines["month"], lines["invoice"], ",", distinct=True)
    for name, each in (("says", says), ("nets", nets), ("months", months)):
        pairs[name], pairs[f"{name}_first"] = mapped(pairs["id"], each), mapped(pairs["id_first"], each)
    same_text = (pairs["says"] == pairs["says_first"]) & (pairs["says"] != "")
    same_months = (pairs["months"] == pairs["months_first"]) & (pairs["months"] != "")
    same_work = (pairs["contract"] == pairs["contract_first"]) & (pairs["nets"] == pairs["nets_first"])
    regular = _series(pairs) | _top_up(pairs, lines, thread)
    pairs = pairs[(same_text & (same_months | ~regular)) | (same_months & same_work & (pairs["contract"] != ""))]
    out = pairs.sort_values(["id", "day_first", "id_first"], kind="stable").drop_duplicates("id").reset_index(drop=True)
    if out.empty:
        return findings_frame()
    message = sentences(
        lambda number, on, m, first, was: f"Invoice {number} of {on} ({m}) bills the same as invoice {first} of {was}.",
        out["number"],
        day(out["day"]),
        money(out["total"], out["currency"]),
        out["number_first"],
        day(out["day_first"]),
    )
    return findings(
        "BI-12",
        subject=out["id"],
        amount=out["total"],
        currency=out["currency"],
        related=merged(out["id_first"], out["contract"], out["customer"]),
        message=message,
        suggestion="Void or credit the later invoice, if the client confirms that it bills nothing new.",
        day=out["day"],
    )


def _near(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Pairs of live invoices of one customer and currency, equal in total and close in time; the earlier one has the suffix `_first`."""
    heads = thread.invoices
    heads = heads[heads["live"] & ~heads["full_credit"] & (heads["total"].fillna(0) > 0) & heads["day"].notna()]
    frame = heads[["id", "number", "system", "cluster", "currency", "total", "day", "contract", "customer"]]
    key = ["system", "cluster", "currency"]
    steps = range(-policy.tol_minor, policy.tol_minor + 1)
    close = stacked(*[frame.assign(match=frame["total"] + step) for step in steps])
    pairs = frame.merge(close, left_on=[*key, "total"], right_on=[*key, "match"], suffixes=("", "_first"))
    same_day = (pairs["day_first"] == pairs["day"]) & (pairs["number_first"] < pairs["number"])
    apart = (pairs["day"] - pairs["day_first"]).dt.days
    later = same_day | ((pairs["day_first"] < pairs["day"]) & (apart <= policy.duplicate_invoice_days))
    return pairs[later].reset_index(drop=True)


def _signature(values: pd.Series, invoice: pd.Series, glue: str, *, distinct: bool = False) -> pd.Series:
    """By invoice the sorted `values` joined by `glue`, blanks left out; each once where `distinct`."""
    chosen = pd.DataFrame({"invoice": invoice, "value": values})[values != ""]
    chosen = chosen.drop_duplicates() if distinct else chosen
    return chosen.sort_values(["invoice", "value"]).groupby("invoice")["value"].agg(glue.join)


def _series(pairs: pd.DataFrame) -> pd.Series:
    """Whether a pair belongs to three or more equal bills whose text names no month and that lie some weeks apart."""
    bare = pairs[pairs["months"] == ""]
    members = stacked(
        bare[["cluster", "currency", "says", "id"]],
        bare[["cluster", "currency", "says", "id_first"]].rename(columns={"id_first": "id"}),
    )
    size = members.drop_duplicates().groupby(["cluster", "currency", "says"]).size()
    index = pd.MultiIndex.from_frame(pairs[["cluster", "currency", "says"]])
    many = pd.Series(size.reindex(index).fillna(0).to_numpy(), index=pairs.index) > 2
    return many & ((pairs["day"] - pairs["day_first"]).dt.days >= 25)


def _top_up(pairs: pd.DataFrame, lines: pd.DataFrame, thread: Thread) -> pd.Series:
    """Whether a pair bills blocks of prepaid hours that the contract's price covers: the next block, not the same again."""
    blocks = lines["bills"].eq("prepaid").groupby(lines["invoice"]).all()
    all_lines = thread.lines
    bought = all_lines[all_lines["live"] & (all_lines["bills"] == "prepaid")].groupby("contract")["amount"].sum()
    price = thread.of_contract(pairs["contract"], "price").astype("Int64")
    covered = (pairs["contract"].map(bought).astype("Int64") <= price).fillna(False).astype(bool)
    return pairs["id"].map(blocks).astype("boolean").fillna(False).astype(bool) & covered


@control(
    "BI-13",
    "Gap or repeat in the invoice numbers",
    severity="S2",
    impact="PR",
    needs=("invoices",),
    reads=("payments",),
)
def number_sequence(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Missing whole numbers inside a series (prefix and width), and numbers used twice.

    Voided documents hold their number, and so do credit notes and payments of the same series. A series of which more than a tenth is
    missing is not numbered one by one. Subject of a gap: the invoice after it; of a repeat: the second document.
    """
    tables = thread.tables
    invoices = tables["invoices"]
    columns = ["id", "system", "number", "day", "row", "customer"]
    own = invoices[invoices["number"] != ""]
    own = own[columns].assign(is_invoice=own["kind"] == "invoice")
    payments = tables["payments"]
    paid = payments[payments["number"] != ""].assign(is_invoice=False)[[*columns, "is_invoice"]]
    pool = stacked(own, paid)
    parts = pool["number"].str.extract(r"^(.*?)(\d+)(\D*)$")
    pool["head"], pool["digits"], pool["rest"] = parts[0], parts[1], parts[2]
    pool = pool[pool["digits"].notna() & (pool["digits"].str.len() <= _DIGITS)]
    pool["series"] = pool["system"] + "|" + pool["head"] + "|" + pool["rest"]
    pool["serial"] = pool["digits"].astype("int64")
    pool = pool[pool["series"].isin(pool["series"][pool["is_invoice"].astype(bool)])]
    pool = pool.sort_values(["series", "serial", "is_invoice"], ascending=[True, True, False], kind="stable")
    return stacked(_gaps(pool), _repeats(own))


def _gaps(pool: pd.DataFrame) -> pd.DataFrame:
    invoices = pool[pool["is_invoice"].astype(bool)]
    span = invoices.groupby("series")["serial"].agg(["min", "max", "nunique"])
    dense = span.index[span["nunique"] >= 0.9 * (span["max"] - span["min"] + 1)]
    pool = pool[pool["series"].isin(dense)].drop_duplicates(["series", "serial"])
    low, high = pool["series"].map(span["min"]), pool["series"].map(span["max"])
    pool = pool[(pool["serial"] >= low) & (pool["serial"] <= high)].reset_index(drop=True)
    before = pool.groupby("series")[["serial", "id", "number"]].shift()
    missing = (pool["serial"] - before["serial"]).fillna(1).astype("int64") - 1
    hit = missing > 0
    out = pool[hit].assign(missing=missing[hit], previous=before["id"][hit], from_number=before["number"][hit])
    out = out.reset_index(drop=True)
    if out.empty:
        return findings_frame()
    out["absent"] = [
        listed(f"{head}{serial - step:0{len(digits)}d}{rest}" for step in range(gap, 0, -1))
        for head, digits, rest, serial, gap in zip(
            out["head"], out["digits"], out["rest"], out["serial"], out["missing"], strict=True
        )
    ]
    message = sentences(
        lambda n, absent, a, b: (
            f"{counted(n, 'number')} between {a} and {b} {'is' if n == 1 else 'are'} on no document: {absent}."
        ),
        out["missing"],
        out["absent"],
        out["from_number"],
        out["number"],
    )
    return findings(
        "BI-13",
        subject=out["id"],
        related=merged(out["previous"]),
        message=message,
        suggestion="Explain the gap, or recover the voided or deleted document.",
        detail="gap",
        day=out["day"],
    )


def _repeats(own: pd.DataFrame) -> pd.DataFrame:
    again = own[own["is_invoice"]].sort_values(["system", "number", "day", "row"], kind="stable")
    first = again.drop_duplicates(["system", "number"]).set_index(["system", "number"])["id"]
    out = again[again.duplicated(["system", "number"])].reset_index(drop=True)
    if out.empty:
        return findings_frame()
    out["first"] = first.reindex(pd.MultiIndex.from_frame(out[["system", "number"]])).to_numpy()
    return findings(
        "BI-13",
        subject=out["id"],
        related=merged(out["first"], out["customer"]),
        message=sentences(lambda number: f"Number {number} is used on more than one invoice.", out["number"]),
        suggestion="Issue one of the two under a number of its own.",
        detail="repeat",
        day=out["day"],
    )


@control(
    "BI-18",
    "Due date wrong",
    severity="S3",
    impact="DC",
    needs=("invoices", "contracts"),
    reads=(*_READS, "invoice_lines", "change_orders"),
)
def due_date(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Invoices not voided that are not due on their date plus the contract's net days (or the month's end plus them, where the firm counts so).

    A due date that follows other terms of the ledger's customer is the customer's fault (MD-08) and not counted here. Not priced.
    """
    heads = thread.invoices
    heads = heads[~heads["void"] & heads["due"].notna() & heads["day"].notna()].reset_index(drop=True)
    heads["terms"] = thread.of_contract(heads["contract"], "terms_days").astype("Int64")
    heads = heads[heads["terms"].notna()].reset_index(drop=True)
    if heads.empty:
        return findings_frame()
    customers = thread.tables["customers"].drop_duplicates("id").set_index("id")
    ledger = heads["customer"].map(customers["terms_days"]).astype("Int64")
    month_end = heads["day"] + pd.offsets.MonthEnd(0)
    by_day = (heads["due"] - heads["day"]).dt.days
    by_month = (heads["due"] - month_end).dt.days
    at_month_end = ((by_month == heads["terms"]).fillna(False).mean()) > (
        (by_day == heads["terms"]).fillna(False).mean()
    )
    net = by_month if at_month_end else by_day
    wrong = (net != heads["terms"]) & ~((net == ledger) & (ledger != heads["terms"])).fillna(False)
    out = heads.assign(net=net, start=month_end if at_month_end else heads["day"])[wrong.astype(bool)].reset_index(
        drop=True
    )
    if out.empty:
        return findings_frame()
    right = out["start"] + pd.to_timedelta(out["terms"].astype("int64"), unit="D")
    message = sentences(
        lambda number, on, due, n, want: (
            f"Invoice {number} of {on} is due on {due}; the contract's {n} days make it {want}."
        ),
        out["number"],
        day(out["day"]),
        day(out["due"]),
        out["terms"],
        day(right),
    )
    return findings(
        "BI-18",
        subject=out["id"],
        currency=out["currency"],
        related=merged(out["contract"], out["customer"]),
        message=message,
        suggestion=sentences(lambda want: f"Set the due date to {want}.", day(right)),
        day=out["day"],
    )
