"""Cash and receivables: receipts, what they settle, and the bank agree (CONTROLS.md, section 5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from core.controls import wording
from core.controls.policy import Policy
from core.controls.registry import control, findings, joined
from core.controls.sentences import sentences
from core.records.schema import GONE
from core.records.tables import findings_frame
from core.thread.thread import Thread

_HEADS = ("invoice_lines", "customers")


# Of a ledger account with that many entries, at least that share shows on the statement that was read.
_TIED_ENTRIES, _TIED_SHARE = 5, 0.3


def _as_of(thread: Thread) -> pd.Timestamp:
    return pd.Timestamp(thread.tables.as_of)


def _payments(thread: Thread) -> pd.DataFrame:
    """Live receipts (credit allocations left out) with what is applied and what is not."""
    payments = thread.tables["payments"]
    payments = payments[(payments["kind"] != "credit_allocation") & ~payments["status"].str.casefold().isin(GONE)]
    applied = thread.tables["allocations"].groupby("source")["amount"].sum()
    used = payments["id"].map(applied).astype("Int64").fillna(0)
    return payments.assign(applied=used, rest=payments["amount"] - used)


def _applied(thread: Thread) -> pd.Series:
    """Invoice id -> what all sources together settle of it (Int64)."""
    allocations = thread.tables["allocations"]
    return allocations.groupby("invoice", sort=False)["amount"].sum().astype("Int64")


def _sources(thread: Thread, invoices: pd.Series) -> pd.Series:
    """The payments and credit notes applied to each invoice, joined."""
    allocations = thread.tables["allocations"]
    found = allocations[allocations["invoice"].isin(invoices)].groupby("invoice")["source"].agg(joined)
    return invoices.map(found).fillna("").astype("object")


@control("CA-01", "Unapplied receipt", severity="S2", impact="DC", needs=("payments", "allocations"))
def unapplied_receipt(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Receipts of which a part settles no invoice, longer than the days allowed."""
    payments = _payments(thread)
    age = (_as_of(thread) - payments["day"]).dt.days
    hit = payments[((payments["rest"] > policy.tol_minor) & (age > policy.unapplied_days)).fillna(False)]
    return findings(
        "CA-01",
        subject=hit["id"],
        related=hit["customer"],
        amount=hit["rest"],
        currency=hit["currency"],
        day=hit["day"],
        message=sentences(
            lambda number, customer_name, day, rest: (
                f"Of the receipt {number} of {customer_name} on {day}, {rest} settles no invoice."
            ),
            hit["number"].where(hit["number"] != "", wording.label(hit["id"])),
            hit["customer_name"],
            wording.day(hit["day"]),
            wording.money(hit["rest"], hit["currency"]),
        ),
        suggestion="Apply it to the invoice that it names, or ask the customer for the remittance.",
    )


@control(
    "CA-02",
    "Over-applied invoice or receipt",
    severity="S1",
    impact="MS",
    needs=("invoices", "payments", "allocations"),
    reads=_HEADS,
)
def over_applied(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Invoices on which more is applied than they are worth, and receipts that settle more than they brought."""
    heads = thread.invoices
    applied = heads["id"].map(_applied(thread))
    over = applied - heads["total"]
    hit = heads[(~heads["void"] & (over > policy.tol_minor)).fillna(False)]
    over, applied = over[hit.index], applied[hit.index]
    invoices = findings(
        "CA-02",
        subject=hit["id"],
        related=_sources(thread, hit["id"]),
        amount=over,
        currency=hit["currency"],
        day=hit["day"],
        message=sentences(
            lambda number, total, applied: f"Invoice {number} over {total} has {applied} applied to it.",
            hit["number"],
            wording.money(hit["total"], hit["currency"]),
            wording.money(applied, hit["currency"]),
        ),
        suggestion="Take the surplus off and apply it to the invoice that it was meant for.",
    )
    payments = _payments(thread)
    spent = payments[(payments["rest"] < -policy.tol_minor).fillna(False)]
    receipts = findings(
        "CA-02",
        subject=spent["id"],
        related=spent["customer"],
        amount=spent["rest"],
        currency=spent["currency"],
        day=spent["day"],
        message=sentences(
            lambda record, amount, applied: f"The receipt {record} over {amount} settles {applied} of invoices.",
            wording.label(spent["id"]),
            wording.money(spent["amount"], spent["currency"]),
            wording.money(spent["applied"], spent["currency"]),
        ),
        suggestion="Take the surplus off the invoices.",
    )
    return pd.concat([invoices, receipts], ignore_index=True)


@control(
    "CA-03",
    "Short payment",
    severity="S3",
    impact="LR",
    needs=("invoices", "payments", "allocations"),
    reads=(*_HEADS, "fx_rates"),
)
def short_payment(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Invoices of which a receipt left a small rest open: at most the limit in base currency and a tenth of the invoice."""
    heads = thread.invoices
    rest = heads["total"] - heads["id"].map(_applied(thread))
    some = heads["live"] & (rest > 0) & (rest * 10 <= heads["total"])
    heads = heads[some.fillna(False).astype(bool)]
    base = thread.base(rest[heads.index], heads["currency"], heads["day"]).fillna(rest[heads.index])
    sources = _sources(thread, heads["id"])
    # A credit note that leaves a rest is no short payment.
    hit = heads[(base <= policy.short_payment_minor) & sources.str.contains(":payment:")]
    rest = rest[hit.index]
    return findings(
        "CA-03",
        subject=hit["id"],
        related=sources[hit.index],
        amount=rest,
        currency=hit["currency"],
        day=hit["day"],
        message=sentences(
            lambda number, total, rest: f"Invoice {number} over {total} was paid {rest} short.",
            hit["number"],
            wording.money(hit["total"], hit["currency"]),
            wording.money(rest, hit["currency"]),
        ),
        suggestion="Write the rest off, code it as a bank fee, or ask the customer for it.",
    )


@control(
    "CA-05",
    "Duplicate payment recorded",
    severity="S1",
    impact="MS",
    needs=("payments",),
    reads=("bank_lines", "allocations", "invoices", "customers", "journal_lines", "accounts", "fx_rates"),
)
def duplicate_payment(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Two receipts of one customer, same amount, a few days apart, of which the bank shows only one.

    Without bank lines the two must also carry the same reference, and one of them settle nothing.
    """
    book = thread.cash
    receipts = book.entries[book.entries["kind"] == "receipt"].reset_index(drop=True)
    if receipts.empty:
        return findings_frame()
    receipts["cluster"] = thread.cluster_of(receipts["customer"])
    rest = _payments(thread).set_index("id")["rest"]
    receipts["idle"] = (receipts["entry"].map(rest).astype("Int64") > 0).fillna(False).astype(bool)
    receipts["order"] = receipts.index
    pairs = receipts.merge(receipts, on=["cluster", "currency", "amount"], suffixes=("", "_b"))
    pairs = pairs[
        (pairs["order"] != pairs["order_b"])
        & ((pairs["day"] - pairs["day_b"]).dt.days.abs() <= policy.duplicate_payment_days)
    ]
    banked = _banked(thread, pairs["currency"])
    one_of_two = banked & (pairs["line"] == "") & (pairs["line_b"] != "")
    numbers = pairs["text"].str.findall(r"\d{4,}").map(set), pairs["text_b"].str.findall(r"\d{4,}").map(set)
    shared = np.array([bool(a & b) for a, b in zip(*numbers, strict=True)], dtype=bool)
    unbanked = ~banked & shared & pairs["idle"] & ~pairs["idle_b"]
    hit = pairs[one_of_two | unbanked].sort_values(["order", "idle_b", "order_b"]).drop_duplicates("order")
    return findings(
        "CA-05",
        subject=hit["entry"],
        related=(hit["ids_b"] + ";" + hit["customer"]).str.strip(";"),
        amount=hit["amount"],
        currency=hit["currency"],
        day=hit["day"],
        message=sentences(
            lambda amount, customer_name, day, entry_b, day_b: (
                f"The receipt of {amount} from {customer_name} on {day} stands in the ledger twice (also {entry_b} on {day_b})."
            ),
            wording.money(hit["amount"], hit["currency"]),
            hit["customer_name"],
            wording.day(hit["day"]),
            wording.label(hit["entry_b"]),
            wording.day(hit["day_b"]),
        ),
        suggestion="Void the entry that the bank does not show.",
    )


def _banked(thread: Thread, currency: pd.Series) -> pd.Series:
    """Whether a bank statement in each currency was read."""
    return currency.isin(thread.cash.lines["currency"].unique())


@control(
    "CA-07",
    "Bank against ledger cash",
    severity="S1",
    impact="MS",
    needs=("bank_lines", "payments"),
    reads=("allocations", "invoices", "journal_lines", "accounts", "fx_rates"),
)
def bank_against_ledger(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Bank lines without a ledger entry and ledger entries without a bank line, older than the days allowed at the as-of date.

    What lies before the first day that both sides cover is not judged, nor are ledger accounts of which no bank file was read.
    """
    book = thread.cash
    lines, entries = book.lines, book.entries
    if lines.empty or entries.empty:
        return findings_frame()
    limit = _as_of(thread) - pd.Timedelta(days=policy.bank_unmatched_days)
    open_lines = lines[(lines["entry"] == "") & (lines["amount"] != 0).fillna(False) & (lines["day"] < limit)]
    open_lines = open_lines[open_lines["day"] >= entries["day"].min()]
    # Money leaving is judged only where the ledger's own postings were read.
    if "journal_lines" not in thread.tables.loaded:
        open_lines = open_lines[open_lines["amount"] > 0]
    into = pd.Series(np.where(open_lines["amount"] > 0, "came in", "went out"), index=open_lines.index)
    text = open_lines["text"].str.replace(r"\s+", " ", regex=True).str.strip()
    at_bank = findings(
        "CA-07",
        subject=open_lines["id"],
        amount=open_lines["amount"],
        currency=open_lines["currency"],
        day=open_lines["day"],
        message=sentences(
            lambda amount, into, day, text: f"{amount} {into} at the bank on {day} ({text}) and is not in the ledger.",
            wording.money(open_lines["amount"].abs(), open_lines["currency"]),
            into,
            wording.day(open_lines["day"]),
            text,
        ),
        suggestion="Record it in the ledger: the receipt on the invoice that it pays, or the payment that was made.",
    )
    # A ledger account of which hardly anything shows at the bank has no statement here: a cash box, a card.
    tied = (entries["line"] != "").groupby(entries["account"]).agg(["mean", "size"])
    unread = tied.index[(tied["mean"] < _TIED_SHARE) & (tied["size"] >= _TIED_ENTRIES) & (tied.index != "")]
    silent = entries["account"].isin(unread) & (entries["kind"] == "journal")
    judged = _banked(thread, entries["currency"]) & ~silent & (entries["day"] < limit) & (entries["amount"] != 0)
    # The bank's file may end before the period: what came after its last day plus the window cannot show.
    judged &= entries["day"] >= lines["day"].min()
    judged &= entries["day"] <= lines["day"].max()
    lost = entries[judged & (entries["line"] == "")]
    coin = lost["currency"].where(lost["kind"] == "receipt", thread.tables.base_currency)
    what = pd.Series(np.where(lost["kind"] == "receipt", "Receipt ", "Entry "), index=lost.index)
    party = pd.Series(np.where(lost["customer_name"] != "", " (" + lost["customer_name"] + ")", ""), index=lost.index)
    in_ledger = findings(
        "CA-07",
        subject=lost["entry"],
        related=pd.Series(
            [joined([*ids.split(";")[1:], who]) for ids, who in zip(lost["ids"], lost["customer"], strict=True)],
            index=lost.index,
            dtype="object",
        ),
        amount=lost["amount"],
        currency=coin,
        day=lost["day"],
        message=sentences(
            lambda what, entry, party, amount, day: (
                f"{what}{entry}{party} over {amount} of {day} is in the ledger and never reached the bank."
            ),
            what,
            wording.label(lost["entry"]),
            party,
            wording.money(lost["amount"].abs(), coin),
            wording.day(lost["day"]),
        ),
        suggestion="Find the deposit, or reverse the entry.",
    )
    return pd.concat([at_bank, in_ledger], ignore_index=True)


_TOKEN = re.compile(r"[A-Za-z]*[-/ ]?\d[\w/-]*")


def invoice_numbers(thread: Thread) -> tuple[dict[str, str], dict[str, str]]:
    """Invoice ids by their whole number (letters and digits) and by its digits alone, where those are four or more and name one invoice."""
    whole: dict[str, str] = {}
    tails: dict[str, str | None] = {}
    for number, id in zip(thread.invoices["number"], thread.invoices["id"], strict=True):
        key = _plain(number)
        if key and key not in whole:
            whole[key] = id
            found = re.search(r"\d{4,}$", key)
            if found:
                tails[found[0]] = None if found[0] in tails else id
    return whole, {digits: id for digits, id in tails.items() if id}


def _plain(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


_PREFIX = re.compile(r"^(?:INVOICE|INV|RE|RG|FACTURE|BILL|NO|NR)")


def named_invoices(text: str, whole: Mapping[str, str], tails: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of the invoices whose number `text` names, sorted; see `invoice_numbers`."""
    found = set()
    for token in _TOKEN.findall(text):
        key = _plain(token)
        bare = _PREFIX.sub("", key)
        hit = whole.get(key) or (tails.get(bare) if bare.isdigit() else None)
        if hit:
            found.add(hit)
    return tuple(sorted(found))


@control(
    "CA-08",
    "Applied to wrong customer",
    severity="S2",
    impact="MS",
    needs=("payments", "allocations", "invoices"),
    reads=(*_HEADS, "bank_lines", "journal_lines", "accounts", "fx_rates"),
)
def wrong_customer(thread: Thread, _policy: Policy) -> pd.DataFrame:
    """Receipts applied to an invoice of another customer than the payer: as the ledger itself says, or as the payer's reference says.

    The reference counts when bank line and payment name invoices of other customers only, and either the amount is such an invoice's, or the
    bank shows the name of its customer and not that of the settled one. Customers of one group may pay for each other.
    """
    heads = thread.invoices.drop_duplicates("id").set_index("id")
    facts = heads[["cluster", "customer", "customer_name", "number", "total"]].to_dict("index")
    payments = _payments(thread)
    paid = dict(zip(payments["id"], zip(payments["customer"], payments["memo"], strict=True), strict=True))
    banked = _bank_lines(thread)
    groups = _groups(thread)
    whole, tails = invoice_numbers(thread)
    allocations = thread.tables["allocations"]
    rows = []
    for source, invoice, amount in zip(
        allocations["source"], allocations["invoice"], allocations["amount"].astype(object), strict=True
    ):
        if source not in paid or invoice not in facts:
            continue
        customer, memo = paid[source]
        mine = facts[invoice]
        line, text = banked.get(source, ("", ""))
        said = f"{memo} {text}"
        # Most payers name the invoice that was settled: nothing to look up.
        named = () if mine["number"] and mine["number"] in said else named_invoices(said, whole, tails)
        others = [n for n in named if not groups.same(facts[n]["cluster"], mine["cluster"])]
        elsewhere = len(others) == len(named) > 0 and any(
            amount == facts[n]["total"] or _shows(text, facts[n]["customer_name"], mine["customer_name"])
            for n in others
        )
        payer = facts[others[0]]["customer"] if elsewhere else customer
        if elsewhere or not groups.same(groups.of(customer), mine["cluster"]):
            related = joined([invoice, *others, line, payer, mine["customer"]])
            rows.append((source, invoice, related, payer, mine["number"], mine["customer_name"]))
    hit = pd.DataFrame(rows, columns=["source", "invoice", "related", "payer", "number", "settled"], dtype="object")
    hit = hit.merge(allocations, on=["source", "invoice"]).drop_duplicates(["source", "invoice"])
    return findings(
        "CA-08",
        subject=hit["source"],
        detail=hit["invoice"],
        related=hit["related"],
        amount=hit["amount"],
        currency=hit["currency"],
        day=hit["day"],
        message=sentences(
            lambda source, amount, number, settled, payer: (
                f"Receipt {source} over {amount} is applied to {number} of {settled}; it is from {payer}."
            ),
            wording.label(hit["source"]),
            wording.money(hit["amount"], hit["currency"]),
            hit["number"],
            hit["settled"],
            wording.label(hit["payer"]),
        ),
        suggestion="Move it to the payer's own invoice.",
    )


def _shows(text: str, payer: str, settled: str) -> bool:
    """Whether a bank text shows the payer's name and not that of the settled customer."""
    seen = text.casefold()
    return fuzz.token_set_ratio(payer.casefold(), seen) >= 75 and fuzz.token_set_ratio(settled.casefold(), seen) < 75


@dataclass(frozen=True, slots=True)
class _Groups:
    """Customers by group: cluster of each id, and the cluster of its declared parent."""

    cluster: Mapping[str, str]
    parent: Mapping[str, str]

    def of(self, customer: str) -> str:
        """The cluster of a customer id."""
        return self.cluster.get(customer, customer)

    def same(self, left: str, right: str) -> bool:
        """Whether two clusters are one customer or one group; an unknown customer is never told apart."""
        return not left or not right or self.parent.get(left, left) == self.parent.get(right, right)


def _groups(thread: Thread) -> _Groups:
    customers = thread.tables["customers"]
    cluster = dict(zip(thread.customer_cluster.index, thread.customer_cluster, strict=True))
    child = customers[customers["parent"] != ""]
    parent = {cluster.get(c, c): cluster.get(p, p) for c, p in zip(child["id"], child["parent"], strict=True)}
    return _Groups(cluster, parent)


def _bank_lines(thread: Thread) -> dict[str, tuple[str, str]]:
    """Payment id -> its bank line and the line's text."""
    book = thread.cash
    texts = dict(zip(book.lines["id"], book.lines["text"], strict=True))
    tied = book.entries[(book.entries["line"] != "") & (book.entries["kind"] == "receipt")]
    return {
        payment: (line, texts.get(line, ""))
        for ids, line in zip(tied["ids"], tied["line"], strict=True)
        for payment in ids.split(";")
    }


@control(
    "CA-09",
    "Credit note not allocated",
    severity="S2",
    impact="MS",
    needs=("invoices", "allocations"),
)
def open_credit(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Credit notes with an open rest longer than the days allowed."""
    notes = thread.credits
    used = thread.tables["allocations"].groupby("source")["amount"].sum()
    rest = notes["open"].fillna(notes["amount"] - notes["credit"].map(used).astype("Int64").fillna(0))
    notes = notes.assign(open=rest)[(rest > 0).fillna(False)].sort_values(["credit", "invoice"])
    names = notes.groupby("credit")["invoice"].agg(joined)
    sums = notes.drop_duplicates("credit")
    sums = sums.assign(invoice=sums["credit"].map(names).astype("object"))
    age = (_as_of(thread) - sums["day"]).dt.days
    hit = sums[age > policy.credit_open_days]
    named = pd.Series(np.where(hit["invoice"] == "", "names no invoice and ", ""), index=hit.index)
    return findings(
        "CA-09",
        subject=hit["credit"],
        related=(hit["customer"] + ";" + hit["invoice"]).str.strip(";"),
        amount=hit["open"],
        currency=hit["currency"],
        day=hit["day"],
        message=sentences(
            lambda credit, day, named, rest: f"Credit note {credit} of {day} {named}has {rest} open.",
            wording.label(hit["credit"]),
            wording.day(hit["day"]),
            named,
            wording.money(hit["open"], hit["currency"]),
        ),
        suggestion="Allocate it to the invoice that it corrects, or refund it.",
    )


@control(
    "CA-10",
    "Credit exceeds invoice, or rebill missing",
    severity="S1",
    impact="OB",
    needs=("invoices", "allocations", "invoice_lines"),
    reads=("customers", "contracts", "people", "rates"),
)
def credit_and_rebill(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Credit notes larger than the invoices that they correct, and credits for rebilling after which no new invoice came."""
    notes = thread.credits[thread.credits["invoice"] != ""]
    if notes.empty:
        return findings_frame()
    heads = thread.invoices.drop_duplicates("id").set_index("id")
    notes = notes.assign(total=notes["invoice"].map(heads["total"]).astype("Int64")).sort_values(
        ["day", "credit", "invoice"]
    )
    # A note over several invoices is measured against all of them, several notes on one invoice against that one.
    spread = notes.duplicated("credit", keep=False)
    one, many = notes[~spread], notes[spread]
    totals = one.groupby("invoice")["amount"].sum()
    by_invoice = one.drop_duplicates("invoice", keep="last")
    by_invoice = by_invoice.assign(amount=by_invoice["invoice"].map(totals).astype("Int64"))
    worth, names = many.groupby("credit")["total"].sum(), many.groupby("credit")["invoice"].agg(joined)
    by_note = many.drop_duplicates("credit")
    by_note = by_note.assign(
        total=by_note["credit"].map(worth).astype("Int64"), invoice=by_note["credit"].map(names).astype("object")
    )
    both = pd.concat([by_invoice, by_note], ignore_index=True)
    over = both["amount"] - both["total"]
    hit = both[(over > policy.tol_minor).fillna(False)]
    over = over[hit.index]
    customer = hit["invoice"].map(heads["customer"]).fillna("")
    large = findings(
        "CA-10",
        subject=hit["credit"],
        related=(hit["invoice"] + ";" + customer).str.strip(";"),
        amount=over,
        currency=hit["currency"],
        day=hit["day"],
        message=sentences(
            lambda amount, total, invoice: f"Credits of {amount} stand against {total} invoiced ({invoice}).",
            wording.money(hit["amount"], hit["currency"]),
            wording.money(hit["total"], hit["currency"]),
            hit["invoice"].str.replace(r"\w+:invoice:", "", regex=True).str.replace(";", ", "),
        ),
        suggestion="Correct the credit note by the excess.",
    )
    age = (_as_of(thread) - notes["day"]).dt.days
    waiting = notes[notes["is_rebill"] & (age > policy.rebill_days)]
    done = waiting["invoice"].isin(thread.reissues["replaces"]) | waiting["invoice"].isin(
        _billed_again(thread, waiting)
    )
    waiting = waiting[~done]
    contract = waiting["invoice"].map(heads["contract"]).fillna("")
    missing = findings(
        "CA-10",
        subject=waiting["credit"],
        detail="rebill",
        related=(waiting["invoice"] + ";" + contract + ";" + waiting["customer"]).str.replace(";;", ";").str.strip(";"),
        amount=waiting["amount"],
        currency=waiting["currency"],
        impact_class="LR",
        day=waiting["day"],
        message=sentences(
            lambda credit, amount: (
                f"Credit note {credit} over {amount} says that the invoice is billed again; no new invoice came."
            ),
            wording.label(waiting["credit"]),
            wording.money(waiting["amount"], waiting["currency"]),
        ),
        suggestion="Draft the new invoice.",
    )
    return pd.concat([large, missing], ignore_index=True)


def _billed_again(thread: Thread, notes: pd.DataFrame) -> frozenset[str]:
    """Credited invoices without a contract after which a live invoice of the same customer and total came."""
    heads = thread.invoices
    gone = heads[heads["id"].isin(notes["invoice"]) & (heads["contract"] == "")]
    met = gone.merge(heads[heads["live"]], on=["cluster", "total", "currency"], suffixes=("", "_new"))
    met = met[(met["day_new"] >= met["day"]) & (met["id"] != met["id_new"])]
    return frozenset(met["id"])
