"""The general ledger: control accounts, postings, deferred revenue, cut-off and journals (CONTROLS.md, section 6)."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from core.controls import wording
from core.controls.gathering import gathered
from core.controls.policy import Policy
from core.controls.registry import control, findings, joined
from core.controls.sentences import sentences
from core.records.schema import GONE
from core.records.tables import findings_frame
from core.thread.folding import mapped
from core.thread.months import named_months
from core.thread.postings import no_opening
from core.thread.stacking import stacked
from core.thread.thread import Thread

_JOURNAL = ("journal_lines", "accounts")
_DOCUMENTS = ("invoices", "allocations", "invoice_lines", "customers")

_WATCHED = ("receivable", "revenue", "deferred", "unbilled")
# Months that make a habit of a release.
_HABIT = 3
# Month-end journals move work and fees between these three only.
_STANDING = frozenset({"revenue", "deferred", "unbilled"})


_POSTED = [
    *("id", "system", "number", "day", "currency", "total", "tax", "net", "contract", "live", "void"),
    *("sets", "receivable", "posted_tax", "account", "posted"),
]


def not_numbered(thread: Thread) -> str:
    """Why postings cannot be tied to invoices: the ledger's documents do not carry the invoice numbers; "" when most do."""
    postings = _covered(thread)
    if postings.empty or postings["receivable"].notna().mean() >= 0.5:
        return ""
    return "the ledger's documents do not carry the invoice numbers"


def _no_balance(thread: Thread) -> str:
    """Why receivables cannot be compared with the ledger's balance; "" when they can."""
    if not (thread.tables["accounts"]["role"] == "receivable").any():
        return "no receivables account was recognised in the ledger"
    return no_opening(thread.tables)


def _covered(thread: Thread) -> pd.DataFrame:
    """Postings of the invoices that are posted or dated in the days that the ledger file covers, not void."""
    days = thread.tables["journal_lines"]["day"]
    postings = thread.postings
    inside = (postings["day"] >= days.min()) & (postings["day"] <= days.max())
    return postings.loc[(inside | postings["receivable"].notna()) & ~postings["void"], _POSTED]


@control(
    "GL-01",
    "Receivables sub-ledger against control account",
    severity="S1",
    impact="MS",
    needs=("invoices", *_JOURNAL),
    reads=("payments", *_DOCUMENTS[1:], "fx_rates"),
    unless=_no_balance,
)
def receivables_control(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Open invoices less credits and unapplied receipts against the receivable accounts at the as-of date, in base currency, one finding a ledger.

    Each foreign document may differ by one minor unit of rounding. Related: manual journals on the accounts and documents posted wrongly.
    """
    tables = thread.tables
    as_of = pd.Timestamp(tables.as_of)
    lines = thread.ledger
    used = set(thread.postings["account"]) - {""}
    accounts = tables["accounts"][
        (tables["accounts"]["role"] == "receivable") & (tables["accounts"]["id"].isin(used) | (not used))
    ]
    if accounts.empty:
        return findings_frame()
    items = _open_items(thread, as_of)
    by_account, by_system = items.groupby("account")["amount"].sum(), items.groupby("system")["amount"].sum()
    held = lines[lines["account"].isin(accounts["id"])].groupby("account")["amount"].sum()
    accounts = accounts.assign(
        balance=accounts["opening"].fillna(0) + accounts["id"].map(held).astype("Int64").fillna(0),
        items=accounts["id"].map(by_account).astype("Int64").fillna(0),
    )
    accounts["apart"] = (accounts["items"] - accounts["balance"]).abs()
    # The account that is off most stands for its ledger.
    accounts = accounts.sort_values(["apart", "id"], ascending=[False, True])
    book = gathered(accounts.assign(id_all=accounts["id"]), "system", total=["balance"], first=["id"], ids=["id_all"])
    book["others"] = [
        joined(i for i in ids.split(";") if i != id) for ids, id in zip(book["id_all"], book["id"], strict=True)
    ]
    book["items"] = book["system"].map(by_system).astype("Int64").fillna(0)
    slack = book["system"].map(items.groupby("system")["foreign"].sum()).astype("Int64").fillna(0)
    gap = book["items"] - book["balance"]
    unpriced = set(items.loc[items["amount"].isna(), "system"])
    known = ~book["system"].isin(unpriced)
    hit = book[((gap.abs() > slack + policy.tol_minor - 1) & known).fillna(False)]
    gap = gap[hit.index]
    if hit.empty:
        return findings_frame()
    by_hand = lines.loc[lines["manual"] & ~lines["opening"] & (lines["role"] == "receivable"), "journal"]
    wrong: list[str] = [] if not_numbered(thread) else _misposted(thread, policy)["id"].tolist()
    causes = joined([*sorted(set(by_hand)), *sorted(wrong)])
    base = pd.Series(tables.base_currency, index=hit.index, dtype="object")
    return findings(
        "GL-01",
        subject=hit["id"],
        related=(hit["others"] + ";" + causes).str.strip(";"),
        amount=gap,
        currency=base,
        day=pd.Series(as_of, index=hit.index),
        message=sentences(
            lambda items, balance, gap: f"Open items of {items}, control account {balance}: they differ by {gap}.",
            wording.money(hit["items"], base),
            wording.money(hit["balance"], base),
            wording.money(gap.abs(), base),
        ),
        suggestion="Go through manual journals on the account and invoices posted twice or not at all; then allocations of another date.",
    )


def _open_items(thread: Thread, as_of: pd.Timestamp) -> pd.DataFrame:
    """What is open at the as-of date: system, account (the receivable one), amount (base, NA = no rate), foreign.

    Invoices and credit notes at the rate of their month, unapplied receipts (negative) at that of their day.
    """
    tables = thread.tables
    allocations = tables["allocations"]
    spent = allocations.groupby("source")["amount"].sum()
    heads = tables["invoices"]
    heads = heads[~heads["status"].isin(["void", "draft"]) & ~(heads["day"] > as_of)]
    left = thread.open_balances.reindex(heads.index)
    payments = tables["payments"]
    gone = payments["status"].str.casefold().isin(GONE)
    payments = payments[(payments["kind"] != "credit_allocation") & ~gone & ~(payments["day"] > as_of)]
    rest = payments["amount"] - payments["id"].map(spent).astype("Int64").fillna(0)
    columns = ["id", "system", "currency", "day"]
    items = stacked(heads[columns].assign(left=left)[left != 0], payments[columns].assign(left=-rest)[rest != 0])
    postings = thread.postings
    posted = postings[postings["account"] != ""]
    account = items["id"].map(posted.drop_duplicates("id").set_index("id")["account"])
    home = posted.groupby("currency")["account"].agg(lambda ids: ids.mode().iloc[0])
    return pd.DataFrame(
        {
            "system": items["system"],
            "account": account.fillna(items["currency"].map(home)),
            "amount": thread.base(items["left"], items["currency"], items["day"]),
            "foreign": items["currency"] != tables.base_currency,
        }
    )


def _misposted(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Invoices whose postings differ from the document: columns of `Thread.postings`, base (the total), gap and state (none, twice, other)."""
    postings = _covered(thread)
    base = thread.base(postings["total"], postings["currency"], postings["day"])
    tax = thread.base(postings["tax"], postings["currency"], postings["day"])
    foreign = (postings["currency"] != thread.tables.base_currency).astype("Int64")
    slack = policy.tol_minor + foreign * postings["sets"].fillna(1).clip(lower=1).astype("Int64") * 2
    apart = (postings["receivable"].astype("Int64") - base).abs()
    tax_apart = (postings["posted_tax"] - tax).abs()
    has_tax = bool((thread.tables["accounts"]["role"] == "tax").any())
    none = postings["receivable"].isna() & (postings["total"] != 0).fillna(False)
    twice = (
        ~none & (postings["receivable"].astype("Int64") >= 2 * base - slack).fillna(False) & (base > 0).fillna(False)
    )
    other = ~none & ~twice & ((apart > slack) | ((tax_apart > slack) & has_tax)).fillna(False)
    state = np.select(
        [none.to_numpy(dtype=bool), twice.to_numpy(dtype=bool), other.to_numpy(dtype=bool)],
        ["none", "twice", "other"],
        "",
    )
    out = postings.assign(base=base, gap=apart.where(apart > slack, tax_apart), state=state)
    return out[out["state"] != ""]


@control(
    "GL-02",
    "Document posting",
    severity="S1",
    impact="MS",
    needs=("invoices", *_JOURNAL),
    reads=(*_DOCUMENTS[1:], "fx_rates"),
    unless=not_numbered,
)
def document_posting(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Invoices of the ledger's days that are not posted, posted twice, or posted with another total or tax."""
    hit = _misposted(thread, policy)
    if hit.empty:
        return findings_frame()
    whole = hit["state"] != "other"
    base = pd.Series(thread.tables.base_currency, index=hit.index, dtype="object")
    total = wording.money(hit["total"], hit["currency"])
    said = pd.Series(
        np.select(
            [hit["state"] == "none", hit["state"] == "twice"],
            [" is not posted in the ledger.", " is posted twice."],
            " is posted with "
            + wording.money(hit["receivable"].astype("Int64"), base)
            + " on receivables and "
            + wording.money(hit["posted_tax"], base)
            + " of tax.",
        ),
        index=hit.index,
    )
    return findings(
        "GL-02",
        subject=hit["id"],
        related=hit["contract"],
        amount=hit["total"].where(whole, hit["gap"]).astype("Int64"),
        currency=hit["currency"].where(whole, base),
        day=hit["day"],
        message=sentences(
            lambda number, total, said: f"Invoice {number} over {total}{said}", hit["number"], total, said
        ),
        suggestion=pd.Series(
            np.where(hit["state"] == "twice", "Reverse one of the two postings.", "Post the document again."),
            index=hit.index,
        ),
    )


@control(
    "GL-06",
    "Deferred revenue roll-forward",
    severity="S1",
    impact="MS",
    needs=("contracts", *_JOURNAL),
    reads=("projects", "change_orders", "people", "rates", *_DOCUMENTS),
)
def deferred_release(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Monthly releases of deferred revenue: the same contract and month released twice, or a month between two releases left out."""
    lines = thread.ledger
    rows = lines[(lines["role"] == "deferred") & lines["manual"] & ~lines["opening"] & (lines["amount"] > 0)]
    if rows.empty:
        return findings_frame()
    named = named_months(rows["description"])
    contract = _contract_of(thread, rows)
    # Without a contract, the text less the month tells the releases apart.
    plain = rows["description"].str.replace(r"\d{4}-\d{2}|\d{2}/\d{4}", "", regex=True).str.strip()
    rows = rows.assign(
        month=named.where(named != "", rows["day"].dt.strftime("%Y-%m")),
        contract=contract,
        what=contract.where(contract != "", plain + "|" + rows["project"] + "|" + rows["contact"]),
    )
    same = ["what", "month", "amount"]
    counts = rows.groupby(same, sort=False).size()
    # A contract may be released in several equal parts a month as a habit, seen over three months: that is no news.
    habits = counts.groupby("what").agg(["median", "size"])
    usual = habits["median"].where(habits["size"] >= _HABIT, 1).astype("int64")
    extra = counts - usual.reindex(counts.index.get_level_values("what")).to_numpy()
    more = extra[extra > 0].rename("extra").reset_index()
    twice = rows.sort_values(["day", "journal"]).merge(more, on=same)
    journals = twice.groupby(same)["journal"].agg(joined).rename("journals").reset_index()
    twice = twice.drop_duplicates(same, keep="last").merge(journals, on=same)
    base = pd.Series(thread.tables.base_currency, index=twice.index, dtype="object")
    amount = twice["amount"].astype("Int64") * twice["extra"].astype("Int64")
    doubled = findings(
        "GL-06",
        subject=twice["contract"].where(twice["contract"] != "", twice["journal"]),
        detail=twice["month"],
        related=twice["journals"] + ";" + twice["account"],
        amount=amount,
        currency=base,
        day=twice["day"],
        message=sentences(
            lambda name, month, amount: (
                f"Deferred revenue of {name} was released twice for {month}, {amount} too much."
            ),
            _name(twice),
            twice["month"],
            wording.money(amount, base),
        ),
        suggestion="Reverse one of the two releases.",
    )
    return pd.concat([doubled, _skipped(thread, rows)], ignore_index=True)


def _name(rows: pd.DataFrame) -> pd.Series:
    return wording.label(rows["contract"]).where(rows["contract"] != "", "a contract not known")


def _skipped(thread: Thread, rows: pd.DataFrame) -> pd.DataFrame:
    """Months between two releases of a retainer that a live invoice bills and no release recognises.

    Prepaid hours are released as they are used, so that a month without work has none; a month that was never billed has nothing to release.
    """
    billed = thread.lines[(thread.lines["bills"] == "retainer") & thread.lines["live"] & (thread.lines["month"] != "")]
    paid_for = set(billed["contract"] + "|" + billed["month"])
    known = rows[rows["contract"].isin(billed["contract"])]
    sums = known.groupby(["contract", "month"], as_index=False).agg(
        amount=("amount", "sum"), account=("account", "first")
    )
    sums["period"] = sums["month"].str[:4].astype("int64") * 12 + sums["month"].str[5:].astype("int64") - 1
    sums["ahead"] = sums.groupby("contract")["period"].shift(-1)
    gaps = sums[sums["ahead"] > sums["period"] + 1]
    left_out = [
        (contract, f"{month // 12:04d}-{month % 12 + 1:02d}", account)
        for contract, begin, end, account in zip(
            gaps["contract"], gaps["period"], gaps["ahead"], gaps["account"], strict=True
        )
        for month in range(int(begin) + 1, int(end))
    ]
    hit = pd.DataFrame(left_out, columns=["contract", "month", "account"], dtype="object")
    hit = hit[(hit["contract"] + "|" + hit["month"]).isin(paid_for)]
    if hit.empty:
        return findings_frame()
    usual = sums.groupby("contract")["amount"].median().round().astype("int64")
    amount = hit["contract"].map(usual).astype("Int64")
    base = pd.Series(thread.tables.base_currency, index=hit.index, dtype="object")
    return findings(
        "GL-06",
        subject=hit["contract"],
        detail=hit["month"],
        related=hit["account"],
        amount=amount,
        currency=base,
        message=sentences(
            lambda contract, month, amount: (
                f"Deferred revenue of {contract} was billed and not released for {month}, {amount}."
            ),
            wording.label(hit["contract"]),
            hit["month"],
            wording.money(amount, base),
        ),
        suggestion="Post the release that is missing.",
    )


_WORD = re.compile(r"[\w][\w./-]*\w")


def _contract_of(thread: Thread, rows: pd.DataFrame) -> pd.Series:
    """The contract that each journal line speaks of: its ref in the text, else the contract of the project named on the line."""
    contracts = thread.contracts
    refs = {r.casefold(): i for r, i in zip(contracts["ref"], contracts["id"], strict=True) if r}
    projects = thread.projects[thread.projects["contract"] != ""]
    by_project = {
        key.casefold(): contract
        for name, code, contract in zip(projects["name"], projects["code"], projects["contract"], strict=True)
        for key in (name, code)
        if key
    }

    def find(text: str, project: str, contact: str) -> str:
        for word in _WORD.findall(text.casefold()):
            if word in refs:
                return refs[word]
        return by_project.get(project.casefold()) or by_project.get(contact.casefold()) or ""

    distinct = rows[["description", "project", "contact"]].drop_duplicates()
    found = {
        key: find(*key) for key in zip(distinct["description"], distinct["project"], distinct["contact"], strict=True)
    }
    keys = zip(rows["description"], rows["project"], rows["contact"], strict=True)
    return pd.Series([found[key] for key in keys], index=rows.index, dtype="object")


@control(
    "GL-10",
    "Cut-off",
    severity="S1",
    impact="MS",
    needs=("invoices", *_JOURNAL),
    reads=_DOCUMENTS[1:],
    unless=not_numbered,
)
def cut_off(thread: Thread, _policy: Policy) -> pd.DataFrame:
    """Invoices posted in another month than they are dated.

    Work billed in the month after is ordinary: accrual and reversal carry it; a milestone billed before its acceptance is MS-02's.
    """
    postings = _covered(thread)
    posted, dated = postings["posted"], postings["day"]
    apart = (posted.dt.month != dated.dt.month) | (posted.dt.year != dated.dt.year)
    hit = postings[postings["live"] & posted.notna() & apart]
    if hit.empty:
        return findings_frame()
    milestones = thread.milestone_invoices
    milestones = milestones[milestones["invoice"].isin(hit["id"])]
    reached = milestones.groupby("invoice")["milestone"].agg(joined) if len(milestones) else pd.Series(dtype="object")
    return findings(
        "GL-10",
        subject=hit["id"],
        related=(hit["id"].map(reached).fillna("") + ";" + hit["contract"]).str.strip(";"),
        amount=hit["net"],
        currency=hit["currency"],
        day=hit["day"],
        message=sentences(
            lambda number, net, day, posted: f"Invoice {number} over {net} net is dated {day} and posted on {posted}.",
            hit["number"],
            wording.money(hit["net"], hit["currency"]),
            wording.day(hit["day"]),
            wording.day(hit["posted"]),
        ),
        suggestion="Post it in the month of the service, or accrue and reverse the amount.",
    )


@control(
    "GL-11", "Manual journal on receivables, revenue, deferred or unbilled", severity="S2", impact="MS", needs=_JOURNAL
)
def manual_journal(thread: Thread, _policy: Policy) -> pd.DataFrame:
    """Journals entered by hand on the watched accounts.

    Month-end journals that only move work and fees between revenue, deferred and unbilled at the turn of a month are standing ones and left out.
    """
    lines = thread.ledger
    rows = lines[lines["manual"]]
    if rows.empty:
        return findings_frame()
    # Text set operations a journal: which roles it touches, and whether it opens the books.
    watched = rows["role"].isin(_WATCHED).groupby(rows["journal"]).any()
    inside = rows["role"].isin(_STANDING).groupby(rows["journal"]).all()
    opens = rows["opening"].groupby(rows["journal"]).any()
    day = rows.groupby("journal")["day"].min()
    turn = day.dt.is_month_end | (day.dt.day <= 1)
    chosen = watched & ~(inside & turn) & ~opens
    picked = rows[rows["journal"].isin(chosen[chosen].index)]
    if picked.empty:
        return findings_frame()
    head = picked.groupby("journal", as_index=False).agg(
        amount=("debit", "sum"),
        credit=("credit", "sum"),
        day=("day", "first"),
        text=("description", "first"),
        document=("document", "first"),
    )
    touched = picked[picked["role"].isin(_WATCHED)]
    accounts = touched.groupby("journal").agg(ids=("account", joined), roles=("role", joined))
    head["amount"] = head[["amount", "credit"]].max(axis=1).astype("Int64")
    base = pd.Series(thread.tables.base_currency, index=head.index, dtype="object")
    return findings(
        "GL-11",
        subject=head["journal"],
        related=mapped(head["journal"], accounts["ids"]),
        amount=head["amount"],
        currency=base,
        day=head["day"],
        message=sentences(
            lambda document, day, amount, text, journal: (
                f"Journal {document} of {day} over {amount} ({text}) was entered by hand on {journal}."
            ),
            head["document"],
            wording.day(head["day"]),
            wording.money(head["amount"], base),
            head["text"],
            mapped(head["journal"], accounts["roles"]).str.replace(";", ", "),
        ),
        suggestion="Have the reason and the approver noted, or reverse it.",
    )


def _one_sided(thread: Thread) -> str:
    """Why balance cannot be judged: the file does not hold both sides of its documents; "" when most balance."""
    gap = thread.ledger.groupby("journal")["amount"].sum()
    if gap.empty or (gap != 0).mean() <= 0.2:
        return ""
    return "the ledger file does not hold both sides of its documents"


@control("GL-20", "Unbalanced entry", severity="S1", impact="MS", needs=_JOURNAL, unless=_one_sided)
def unbalanced_entry(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Documents whose debits and credits differ."""
    lines = thread.ledger
    sums = lines.groupby("journal", as_index=False).agg(
        debit=("debit", "sum"),
        credit=("credit", "sum"),
        day=("day", "first"),
        document=("document", "first"),
        text=("description", "first"),
    )
    gap = sums["debit"] - sums["credit"]
    hit = sums[(gap.abs() >= max(policy.tol_minor, 1)).fillna(False)]
    gap = gap[hit.index]
    base = pd.Series(thread.tables.base_currency, index=hit.index, dtype="object")
    return findings(
        "GL-20",
        subject=hit["journal"],
        amount=gap,
        currency=base,
        day=hit["day"],
        message=sentences(
            lambda document, day, text, debit, credit: (
                f"Entry {document} of {day} ({text}) has debits of {debit} and credits of {credit}."
            ),
            hit["document"],
            wording.day(hit["day"]),
            hit["text"],
            wording.money(hit["debit"].astype("Int64"), base),
            wording.money(hit["credit"].astype("Int64"), base),
        ),
        suggestion="Correct the entry at its source.",
    )
