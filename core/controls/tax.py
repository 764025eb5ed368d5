"""Tax on invoices: the sum by the code's rate, and the code by the contract's treatment (BI-08, BI-09)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.controls.policy import Policy
from core.controls.registry import control, findings
from core.controls.sentences import listed, merged, sentences
from core.controls.wording import money
from core.records.tables import findings_frame
from core.thread.folding import mapped
from core.thread.taxes import stated_rate, taxed
from core.thread.thread import Thread

_NEEDS = ("invoices", "invoice_lines")
_READS = ("allocations", "customers", "contracts", "people", "rates")


@control("BI-08", "Tax is not rate times net", severity="S2", impact="MS", needs=_NEEDS, reads=_READS)
def tax_recomputed(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Invoices not voided whose tax is neither the sum of their lines' tax nor the tax of their sum, at the codes' rates, within rounding.

    Rates: the per cent in the code's name, else what the firm's own documents show. A document whose lines do not add up to its total while
    tax fits the total is BI-07. Priced at the distance to the tax by the ledger's method (per line where lines carry tax).
    """
    heads = thread.invoices
    heads = heads[~heads["void"] & heads["tax"].notna() & heads["total"].notna()]
    work = heads.merge(thread.document_tax.rename(columns={"net": "net_sum"}), left_on="id", right_index=True)
    if work.empty:
        return findings_frame()
    allowed = pd.Series([policy.rounding_tolerance(int(n)) for n in work["taxed"]], index=work.index)
    close = (work["tax"] - work["by_line"]).abs().le(allowed) | (work["tax"] - work["by_document"]).abs().le(allowed)
    own_differs = (work["own"] - work["tax"]).abs().gt(allowed).fillna(False)
    # The header may be right where one line is not: then tax fits the net that the header states.
    net = work["total"] - work["tax"]
    by_head = taxed(net, work["highest"])
    fits_head = (
        (work["lowest"] == work["highest"])
        & (work["tax"] - by_head).abs().le(allowed)
        & (net - work["net_sum"]).abs().gt(allowed)
    )
    wrong = (~close | own_differs) & ~fits_head
    out = work[wrong.fillna(False).astype(bool)].reset_index(drop=True)
    if out.empty:
        return findings_frame()
    lines = thread.lines[thread.lines["invoice"].isin(out["id"])]
    out["codes"] = mapped(out["id"], lines.groupby("invoice")["tax_code"].agg(listed))
    gap = out["tax"] - out["want"]
    message = sentences(
        lambda number, had, want_, codes, gap_: (
            f"Invoice {number} carries {had} tax; {codes} on its lines makes {want_}: {gap_} apart."
        ),
        out["number"],
        money(out["tax"], out["currency"]),
        money(out["want"], out["currency"]),
        out["codes"],
        money(gap.abs(), out["currency"]),
    )
    return findings(
        "BI-08",
        subject=out["id"],
        amount=gap,
        currency=out["currency"],
        related=merged(out["contract"], out["customer"]),
        message=message,
        suggestion="Correct the tax, or accept the ledger's tax with a note.",
        impact_class=(gap > 0).map({True: "OB", False: "MS"}),
        day=out["day"],
    )


@control(
    "BI-09",
    "Wrong tax treatment",
    severity="S1",
    impact="MS",
    needs=(*_NEEDS, "contracts"),
    reads=(*_READS, "change_orders"),
)
def tax_treatment(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Invoices whose lines carry a tax code of another rate than the contract's treatment asks, or an unusual code of the same rate.

    The treatment's rate stands in its wording (a per cent; exempt, reverse charge, out of scope = 0), else it is the one that most of the
    firm's documents under it show. Expenses may be taxed in their own way where most of the firm's are. Priced at the distance of the tax.
    """
    lines = thread.rated_lines
    lines = lines[lines["live"] & (lines["contract"] != "")].reset_index(drop=True)
    lines["treatment"] = thread.of_contract(lines["contract"], "tax_treatment").str.strip()
    lines = lines[(lines["treatment"] != "") & (lines["tax_code"] != "")].reset_index(drop=True)
    lines["group"] = np.where(lines["bills"] == "expense", "expense", "fee")
    kinds = ["system", "treatment", "group", "tax_code", "rate"]
    kind = lines.groupby(kinds, sort=False).ngroup()
    # A document says each kind of line once; what is usual is counted in documents.
    once = pd.DataFrame({"kind": kind, "invoice": lines["invoice"]}).drop_duplicates()
    spread = lines.loc[~kind.duplicated(), kinds].set_axis(kind[~kind.duplicated()].to_numpy())
    spread["documents"] = once.groupby("kind").size()
    spread["due_rate"], spread["usual"] = _due_rates(spread), _usual_codes(spread)
    known = spread["due_rate"].notna()
    spread["odd"] = known & (spread["usual"] != "") & (spread["usual"] != spread["tax_code"])
    spread["other"] = known & (spread["rate"] != spread["due_rate"]).fillna(False).astype(bool)
    wrong = kind.map(spread["odd"] | spread["other"]).astype(bool) if len(lines) else kind.astype(bool)
    chosen = lines[lines["invoice"].isin(lines["invoice"][wrong]) & kind.map(known).astype(bool)]
    for name in ("due_rate", "odd", "other"):
        chosen = chosen.assign(**{name: kind[chosen.index].map(spread[name])})
    if chosen.empty:
        return findings_frame()
    chosen = chosen.assign(due_tax=taxed(chosen["amount"], chosen["due_rate"]))
    by_rate = chosen.groupby(["invoice", "due_rate"], sort=True)["amount"].sum()
    due = taxed(by_rate, by_rate.index.get_level_values("due_rate").to_series(index=by_rate.index))
    out = chosen.groupby("invoice", sort=True).agg(
        by_line=("due_tax", "sum"),
        codes=("tax_code", listed),
        treatment=("treatment", "first"),
        odd=("odd", "any"),
        other=("other", "any"),
    )
    out["by_document"] = due.groupby("invoice").sum()
    out["per_line"] = thread.document_tax["per_line"].reindex(out.index)
    heads = thread.invoices.set_index("id")
    out = heads[["number", "tax", "currency", "contract", "customer", "day"]].join(out, how="inner")
    out = out.rename_axis("id").reset_index()
    out["want"] = out["by_line"].where(out["per_line"].astype(bool), out["by_document"]).astype("Int64")
    gap = (out["tax"] - out["want"]).astype("Int64")
    # Where the tax charged is right all the same, the code is all that is odd.
    keep = (out["other"] & (gap.abs() > policy.tol_minor).fillna(True)) | out["odd"]
    out, gap = out[keep.astype(bool)].reset_index(drop=True), gap[keep.astype(bool)].reset_index(drop=True)
    if out.empty:
        return findings_frame()
    message = sentences(
        lambda number, codes, treatment, had, want: (
            f"Invoice {number} is coded {codes}; the contract says {treatment}: tax of {had} where {want} is due."
        ),
        out["number"],
        out["codes"],
        out["treatment"],
        money(out["tax"], out["currency"]),
        money(out["want"], out["currency"]),
    )
    return findings(
        "BI-09",
        subject=out["id"],
        amount=gap,
        currency=out["currency"],
        related=merged(out["contract"], out["customer"]),
        message=message,
        suggestion="Credit the invoice and issue it with the right tax code.",
        impact_class=(gap > 0).map({True: "OB", False: "MS"}),
        day=out["day"],
    )


def _habit(spread: pd.DataFrame, by: list[str], value: str, least: int, share: float) -> pd.Series:
    """The `value` of the most documents in each row's group, where there are `least` of them and they are `share` of all; NA elsewhere."""
    counts = spread.groupby([*by, value])["documents"].sum().reset_index()
    counts["share"] = counts["documents"] / counts.groupby(by)["documents"].transform("sum")
    counts = counts.sort_values([*by, "documents", value], ascending=[*[True] * len(by), False, True], kind="stable")
    best = counts.drop_duplicates(by)
    best = best[(best["documents"] >= least) & (best["share"] >= share)]
    return spread[by].merge(best, on=by, how="left")[value].set_axis(spread.index)


def _due_rates(spread: pd.DataFrame) -> pd.Series:
    """The rate each kind of line should carry (millionths, Int64; NA where neither wording nor habit says)."""
    usual = _habit(spread, ["treatment", "group"], "rate", 3, 0.6).astype("Int64")
    words = {text: stated_rate(text) for text in spread["treatment"].unique().tolist()}
    stated = spread["treatment"].map(words).astype("Int64")
    return usual.where(spread["group"] == "expense", stated.fillna(usual)).fillna(stated)


def _usual_codes(spread: pd.DataFrame) -> pd.Series:
    """The code that at least nine in ten documents (five or more) of a kind's treatment carry; "" where there is no such habit."""
    found = _habit(spread, ["system", "treatment", "group"], "tax_code", 5, 0.9).astype("object")
    return found.where(found.notna(), "")
