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
from core.thread.taxes import rated_lines, stated_rate, taxed
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
    lines = rated_lines(thread.lines, thread.tax_rates)
    lines = lines[lines["live"] & (lines["contract"] != "")].reset_index(drop=True)
    lines["treatment"] = thread.of_contract(lines["contract"], "tax_treatment").str.strip()
    lines = lines[(lines["treatment"] != "") & (lines["tax_code"] != "")].reset_index(drop=True)
    lines["group"] = np.where(lines["bills"] == "expense", "expense", "fee")
    lines["due_rate"] = _due_rates(lines)
    lines["usual"] = _usual_codes(lines)
    lines["odd"] = (lines["usual"] != "") & (lines["usual"] != lines["tax_code"])
    lines["other"] = (lines["rate"] != lines["due_rate"]).fillna(False).astype(bool)
    lines = lines[lines["due_rate"].notna()]
    chosen = lines[lines["invoice"].isin(lines["invoice"][lines["other"] | lines["odd"]])]
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


def _share(lines: pd.DataFrame, by: list[str], value: str) -> pd.DataFrame:
    """How `value` spreads over the documents of each group: by, value, documents, share, best first in each group."""
    counts = lines.drop_duplicates([*by, value, "invoice"]).groupby([*by, value]).size()
    documents = counts.rename("documents").reset_index()
    documents["share"] = documents["documents"] / documents.groupby(by)["documents"].transform("sum")
    return documents.sort_values([*by, "documents", value], ascending=[*[True] * len(by), False, True], kind="stable")


def _due_rates(lines: pd.DataFrame) -> pd.Series:
    """The rate each line should carry (millionths, Int64; NA where neither wording nor habit says)."""
    by = ["treatment", "group"]
    spread = _share(lines, by, "rate").drop_duplicates(by)
    habit = spread[(spread["documents"] >= 3) & (spread["share"] >= 0.6)].set_index(by)["rate"]
    usual = pd.Series(habit.reindex(pd.MultiIndex.from_frame(lines[by])).to_numpy(), index=lines.index).astype("Int64")
    words = {text: stated_rate(text) for text in lines["treatment"].unique().tolist()}
    stated = lines["treatment"].map(words).astype("Int64")
    return usual.where(lines["group"] == "expense", stated.fillna(usual)).fillna(stated)


def _usual_codes(lines: pd.DataFrame) -> pd.Series:
    """The code that at least nine in ten documents (five or more) of a line's treatment carry; "" where there is no such habit."""
    by = ["system", "treatment", "group"]
    spread = _share(lines, by, "tax_code").drop_duplicates(by)
    habit = spread[(spread["documents"] >= 5) & (spread["share"] >= 0.9)].set_index(by)["tax_code"]
    found = pd.Series(habit.reindex(pd.MultiIndex.from_frame(lines[by])).to_numpy(), index=lines.index, dtype="object")
    return found.where(found.notna(), "")
