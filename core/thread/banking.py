"""Cash twice: what the ledger says moved through the bank, what the bank says, and which of the two belong together.

Ties of matching come first; what they leave is tied by exact amount and day, by receipts banked in one sum, and by receipts banked less a charge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from core.records.schema import GONE
from core.records.tables import Tables
from core.thread.folding import live_links
from core.thread.pricing import to_base

# Days between ledger and bank: a week where names or references agree, the working week's gap where only the amount does.
NAMED_DAYS: Final = 8
AMOUNT_DAYS: Final = 5
# A bank keeps at most that of a receipt for itself: minor units of base currency, and share of the receipt.
CHARGE_MINOR: Final = 10_000
CHARGE_SHARE: Final = 0.05
# A day's rate is at most that far from the month's.
RATE_SHARE: Final = 0.02

_OPENING = re.compile(r"opening|brought forward|conversion balance|balance b/f|anfangsbestand|à nouveau", re.IGNORECASE)
_NUMBER = re.compile(r"\d{4,}")


@dataclass(frozen=True)
class CashBook:
    """Both sides of the bank.

    entries: one row a ledger movement: entry (payment or journal id), ids (payment ids joined; a receipt split over several payments is
    one movement), kind (receipt or journal), system, account (ledger account id or code, "" = unknown), day, amount (signed, money in
    positive, minor units; of currency for receipts, of base currency for journals), currency (the account's), customer, text, line ("" = no
    bank line found).
    lines: bank lines with text and entry ("" = nothing in the ledger).
    """

    entries: pd.DataFrame
    lines: pd.DataFrame


def cash_book(tables: Tables) -> CashBook:
    """The cash book of `tables`; without payments and journals, or without bank lines, nothing is tied."""
    entries = pd.concat([_receipts(tables), _journals(tables)], ignore_index=True)
    bank = tables["bank_lines"]
    lines = bank[["id", "account", "day", "amount", "currency"]].copy()
    lines["text"] = bank["payee"] + " " + bank["description"] + " " + bank["reference"]
    entries["line"], lines["entry"] = "", ""
    book = CashBook(entries, lines)
    if entries.empty or lines.empty:
        return book
    _by_links(book, tables)
    _by_amount(book, tables.base_currency)
    _in_base(book, tables)
    _in_one_sum(book)
    _less_a_charge(book, tables)
    return book


def _receipts(tables: Tables) -> pd.DataFrame:
    """Customer payments as movements: payments of one customer, day and number are one receipt."""
    payments = tables["payments"]
    live = payments[(payments["kind"] != "credit_allocation") & ~payments["status"].str.casefold().isin(GONE)]
    live = live[live["amount"].notna()]
    single = live["number"] == ""
    batch = live["customer"] + "|" + live["number"] + "|" + live["account"] + "|" + live["currency"]
    key = batch.where(~single, live["id"])
    grouped = live.groupby([key, live["day"]], sort=False)
    out = grouped.agg(
        entry=("id", "first"),
        ids=("id", ";".join),
        system=("system", "first"),
        account=("account", "first"),
        day=("day", "first"),
        amount=("amount", "sum"),
        currency=("currency", "first"),
        customer=("customer", "first"),
        customer_name=("customer_name", "first"),
        number=("number", "first"),
        memo=("memo", "first"),
    ).reset_index(drop=True)
    out["kind"] = "receipt"
    allocations, invoices = tables["allocations"], tables["invoices"]
    number = allocations["invoice"].map(invoices.drop_duplicates("id").set_index("id")["number"]).fillna("")
    paid = number.groupby(allocations["source"]).agg(" ".join)
    settled = live["id"].map(paid).fillna("").groupby([key, live["day"]], sort=False).agg(" ".join)
    out["text"] = out.pop("number") + " " + out.pop("memo") + " " + settled.to_numpy()
    return out


def _journals(tables: Tables) -> pd.DataFrame:
    """Other postings on bank accounts (not customer receipts, not opening balances), in base currency."""
    journal = tables["journal_lines"]
    accounts = tables["accounts"].drop_duplicates("id").set_index("id")
    role = journal["account"].map(accounts["role"]).fillna("")
    is_bank = role == "bank"
    # Where payments are read, a document that moves bank and receivables is one of them.
    with_debtor = journal["journal"].isin(journal.loc[role == "receivable", "journal"]) & bool(len(tables["payments"]))
    numbers = tables["payments"]["number"]
    paid = journal["document"].isin(numbers[numbers != ""])
    opening = journal["description"].str.contains(_OPENING) | journal["source"].str.contains(_OPENING)
    rows = journal[is_bank & ~with_debtor & ~paid & ~opening]
    rows = rows.assign(amount=rows["debit"].fillna(0) - rows["credit"].fillna(0))
    out = rows.groupby(["journal", "account", "day"], sort=False, as_index=False).agg(
        system=("system", "first"),
        amount=("amount", "sum"),
        contact=("contact", "first"),
        text=("description", "first"),
    )
    out = out[out["amount"] != 0].rename(columns={"journal": "entry", "contact": "customer_name"})
    out["ids"], out["kind"], out["customer"] = out["entry"], "journal", ""
    out["currency"] = out["account"].map(_account_currencies(tables)).fillna(tables.base_currency)
    return out


def _account_currencies(tables: Tables) -> pd.Series:
    """Ledger bank account id -> currency: that of the payments through it, else the foreign one of the bank files that its name says."""
    accounts = tables["accounts"].drop_duplicates("id")
    accounts = accounts[accounts["role"] == "bank"]
    payments = tables["payments"]
    payments = payments[payments["account"] != ""]
    usual = payments.groupby("account")["currency"].agg(lambda codes: codes.mode().iloc[0]).to_dict()
    foreign = [c for c in tables["bank_lines"]["currency"].unique().tolist() if c and c != tables.base_currency]
    found = [
        usual.get(code)
        or usual.get(name)
        or next((c for c in foreign if re.search(rf"\b{c}\b", name)), tables.base_currency)
        for code, name in zip(accounts["code"], accounts["name"], strict=True)
    ]
    return pd.Series(found, index=accounts["id"].to_numpy(), dtype="object")


def _tie(book: CashBook, entry_rows: list[int], line_rows: list[int]) -> None:
    """Ties rows of the two frames (positions of their RangeIndex), each pair as given."""
    entries, lines = book.entries, book.lines
    entries.loc[entry_rows, "line"] = lines.loc[line_rows, "id"].to_numpy()
    lines.loc[line_rows, "entry"] = entries.loc[entry_rows, "entry"].to_numpy()


def _by_links(book: CashBook, tables: Tables) -> None:
    """Ties that matching made: confirmed ones as they are, suggested ones only where the amounts agree."""
    links = live_links(tables.links, "bank-payment")
    if links.empty:
        return
    long = book.entries["ids"].str.split(";").explode()
    by_payment = pd.Series(long.index, index=pd.Index(long.to_numpy()))
    by_payment = by_payment[~by_payment.index.duplicated()]
    by_line = pd.Series(book.lines.index, index=pd.Index(book.lines["id"]))
    by_line = by_line[~by_line.index.duplicated()]
    pairs = pd.DataFrame(
        {
            "line": links["left"].map(by_line),
            "entry": links["right"].map(by_payment),
            "sure": links["status"] == "confirmed",
        }
    ).dropna()
    pairs = pairs.astype({"line": "int64", "entry": "int64"}).drop_duplicates(["line", "entry"])
    same = book.entries.loc[pairs["entry"], "amount"].to_numpy() == book.lines.loc[pairs["line"], "amount"].to_numpy()
    pairs = pairs[pairs["sure"].to_numpy() | np.asarray(same, dtype=bool)]
    _tie(book, pairs["entry"].tolist(), pairs["line"].tolist())


def _open(book: CashBook) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What is not tied yet on either side, row numbers kept as e and l."""
    entries = book.entries[(book.entries["line"] == "") & (book.entries["amount"] != 0)]
    lines = book.lines[(book.lines["entry"] == "") & book.lines["amount"].notna()]
    return entries.assign(e=entries.index), lines.assign(l=lines.index)


def _agreeing(texts: pd.Series, names: pd.Series, others: pd.Series) -> pd.Series:
    """Whether a bank text speaks of the same receipt: a shared number of four digits or more, or the payer's name."""
    said = [
        bool(set(_NUMBER.findall(text)) & set(_NUMBER.findall(other)))
        or (bool(name) and fuzz.token_set_ratio(name.casefold(), text.casefold()) >= 75)
        for text, name, other in zip(texts, names, others, strict=True)
    ]
    return pd.Series(said, index=texts.index, dtype=bool)


def _greedy(book: CashBook, pairs: pd.DataFrame) -> None:
    """Ties pairs best first (column rank, then days apart), each side once."""
    used_entries: set[int] = set()
    used_lines: set[int] = set()
    chosen: list[tuple[int, int]] = []
    for e, line in pairs.sort_values(["rank", "apart", "e", "l"])[["e", "l"]].to_numpy().tolist():
        if e not in used_entries and line not in used_lines:
            used_entries.add(e)
            used_lines.add(line)
            chosen.append((e, line))
    _tie(book, [e for e, _ in chosen], [line for _, line in chosen])


def _by_amount(book: CashBook, base: str) -> None:
    """Equal amounts near in time; names and references decide among equals, and widen the window."""
    entries, lines = _open(book)
    entries = entries[(entries["kind"] == "receipt") | (entries["currency"] == base)]
    pairs = entries.merge(lines, on=["currency", "amount"], suffixes=("", "_l"))
    pairs["apart"] = (pairs["day_l"] - pairs["day"]).dt.days.abs()
    pairs = pairs[pairs["apart"] <= NAMED_DAYS]
    agree = _agreeing(pairs["text_l"], pairs["customer_name"], pairs["text"])
    pairs["rank"] = (~agree).astype(int)
    _greedy(book, pairs[agree | (pairs["apart"] <= AMOUNT_DAYS)])


def _in_base(book: CashBook, tables: Tables) -> None:
    """Postings on foreign accounts, which the ledger holds in base currency, beside bank lines of about that worth at the month's rate."""
    entries, lines = _open(book)
    entries = entries[(entries["kind"] == "journal") & (entries["currency"] != tables.base_currency)]
    lines = lines[lines["currency"].isin(entries["currency"])]
    if entries.empty or lines.empty:
        return
    lines = lines.assign(
        worth=to_base(lines["amount"], lines["currency"], lines["day"], tables["fx_rates"], tables.base_currency)
    )
    pairs = entries.merge(lines, on="currency", suffixes=("", "_l"))
    pairs["apart"] = (pairs["day_l"] - pairs["day"]).dt.days.abs()
    pairs["rank"] = (pairs["amount"] - pairs["worth"]).abs()
    near = (pairs["rank"] <= 1 + pairs["worth"].abs() * RATE_SHARE) & (pairs["apart"] <= AMOUNT_DAYS)
    _greedy(book, pairs[near.fillna(False).astype(bool)])


def _in_one_sum(book: CashBook) -> None:
    """Several receipts of one day banked in one sum: of one customer, else all of the day."""
    for keys in (["currency", "customer", "day"], ["currency", "account", "day"]):
        entries, lines = _open(book)
        entries = entries[entries["kind"] == "receipt"]
        sums = entries.groupby(keys, as_index=False).agg(amount=("amount", "sum"), n=("e", "size"), e=("e", "min"))
        sums = sums[sums["n"] > 1]
        pairs = sums.merge(lines, on=["currency", "amount"], suffixes=("", "_l"))
        pairs["apart"] = (pairs["day_l"] - pairs["day"]).dt.days.abs()
        pairs = pairs[pairs["apart"] <= AMOUNT_DAYS].sort_values(["apart", "e", "l"])
        pairs = pairs.drop_duplicates("e").drop_duplicates("l")
        met = entries.merge(pairs[[*keys, "l"]], on=keys)
        _tie(book, met["e"].tolist(), met["l"].tolist())


def _less_a_charge(book: CashBook, tables: Tables) -> None:
    """Receipts banked less a small charge where names agree, then the ledger's entries of such charges."""
    entries, lines = _open(book)
    entries = entries[(entries["kind"] == "receipt") & (entries["amount"] > 0)]
    pairs = entries.merge(lines[lines["amount"] > 0], on="currency", suffixes=("", "_l"))
    pairs["apart"] = (pairs["day_l"] - pairs["day"]).dt.days.abs()
    gap = pairs["amount"] - pairs["amount_l"]
    small = (gap > 0) & (gap <= CHARGE_MINOR) & (gap <= pairs["amount"] * CHARGE_SHARE)
    pairs = pairs[(small & (pairs["apart"] <= AMOUNT_DAYS)).fillna(False).astype(bool)]
    agree = _agreeing(pairs["text_l"], pairs["customer_name"], pairs["text"])
    # A charge of just that size, booked the same day, is as good as the name.
    gap = pairs["amount"] - pairs["amount_l"]
    lost = to_base(gap, pairs["currency"], pairs["day"], tables["fx_rates"], tables.base_currency)
    charges, _ = _open(book)
    charges = charges[(charges["kind"] == "journal") & (charges["amount"] < 0)]
    booked = set(zip(charges["day"], charges["amount"].astype("object"), strict=True))
    same = [(day, -cost) in booked for day, cost in zip(pairs["day"], lost.fillna(0).astype("object"), strict=True)]
    _greedy(book, pairs[agree | np.array(same, dtype=bool)].assign(rank=0))
    # What the bank kept of tied receipts explains the charges that the ledger booked on its own.
    banked = book.lines.drop_duplicates("id").set_index("id")
    tied = book.entries[(book.entries["kind"] == "receipt") & (book.entries["line"] != "")]
    kept = tied.groupby("line").agg(paid=("amount", "sum"), currency=("currency", "first"), day=("day", "first"))
    kept["gap"] = kept["paid"] - kept.index.to_series().map(banked["amount"]).astype("Int64")
    kept = kept[(kept["gap"] > 0).fillna(False)].reset_index()
    kept["base"] = to_base(kept["gap"], kept["currency"], kept["day"], tables["fx_rates"], tables.base_currency)
    pairs = charges.assign(key=1).merge(kept.assign(key=1), on="key", suffixes=("", "_k"))
    apart = (pairs["day_k"] - pairs["day"]).dt.days.abs()
    off = (pairs["amount"] + pairs["base"]).abs()
    near = (off <= 1 + pairs["base"].abs() // 100).fillna(False).astype(bool) & (apart <= AMOUNT_DAYS)
    pairs = pairs.assign(apart=apart, off=off)[near].sort_values(["apart", "off", "e"]).drop_duplicates("e")
    pairs = pairs.drop_duplicates("line_k")
    book.entries.loc[pairs["e"].tolist(), "line"] = pairs["line_k"].to_numpy()
