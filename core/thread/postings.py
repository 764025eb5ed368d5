"""The ledger's lines with what their account is for, and what stands there under each invoice's number."""

from __future__ import annotations

import re

import pandas as pd

from core.records.tables import Tables

# Wordings of journals entered by hand; sub-ledger books that carry "journal" in their name are not.
_MANUAL = re.compile(
    r"manual|journal|adjust|miscellaneous|general entry|\bmisc\b|\bGJ\b|\bJE\b|\bJNL\b|écriture|buchung|diario",
    re.IGNORECASE,
)
_BOOKS = re.compile(r"sales|purchase|invoice|bill\b|payment|receipt|bank|cash|expense", re.IGNORECASE)
_OPENING = re.compile(r"opening|brought forward|conversion balance|balance b/f|anfangsbestand|à nouveau", re.IGNORECASE)


def opens(texts: pd.Series) -> pd.Series:
    """Whether each text speaks of an opening balance."""
    found = {text: bool(_OPENING.search(text)) for text in texts.unique().tolist()}
    return texts.map(found).astype(bool)


def ledger_lines(tables: Tables) -> pd.DataFrame:
    """Journal lines up to the as-of date with role (of the account), amount (debit less credit), manual, opening."""
    lines = tables["journal_lines"]
    lines = lines[~(lines["day"] > pd.Timestamp(tables.as_of))]
    roles = tables["accounts"].drop_duplicates("id").set_index("id")["role"]
    by_hand = {s: bool(_MANUAL.search(s)) and not _BOOKS.search(s) for s in lines["source"].unique().tolist()}
    return lines.assign(
        role=lines["account"].map(roles).fillna("").astype("object"),
        amount=lines["debit"].fillna(0) - lines["credit"].fillna(0),
        manual=lines["source"].map(by_hand).astype(bool),
        opening=opens(lines["description"]) | opens(lines["source"]),
    )


def no_opening(tables: Tables) -> str:
    """Why no account's balance can be told: the ledger begins after the first document and says no opening balances; "" when it can."""
    begins, first = tables["journal_lines"]["day"].min(), tables["invoices"]["day"].min()
    if tables["accounts"]["opening"].notna().any() or not begins > first:
        return ""
    return f"the ledger begins on {begins:%Y-%m-%d}, after the first invoice, and says no opening balances"


def _plain(numbers: pd.Series) -> pd.Series:
    """Document numbers in one spelling: upper case, letters and digits only."""
    found = {text: re.sub(r"[^A-Z0-9]", "", text.upper()) for text in numbers.unique().tolist()}
    return numbers.map(found)


def postings(lines: pd.DataFrame, heads: pd.DataFrame) -> pd.DataFrame:
    """Invoices (`heads`, those with a number) with what the ledger holds under it: sets, receivable, posted_tax, account, posted.

    lines: `ledger_lines`. sets: lines on receivable accounts; receivable and posted_tax: base currency, debit and credit positive, NA where
    nothing is posted; account: the receivable account; posted: the day. Only documents that debit receivables count: a receipt may carry
    the same number.
    """
    rows = lines[~(lines["manual"] | lines["opening"] | (lines["document"] == ""))]
    key = rows["system"] + "|" + _plain(rows["document"])
    kind = key + "|" + rows["source"]
    is_debtor = rows["role"] == "receivable"
    inside = kind.isin(kind[is_debtor & (rows["amount"] > 0)])
    rows, key, is_debtor = rows[inside], key[inside], is_debtor[inside]
    amount = rows["amount"].astype("int64")
    sums = pd.DataFrame(
        {
            "sets": is_debtor.astype("int64"),
            "receivable": amount.where(is_debtor, 0),
            "posted_tax": -amount.where(rows["role"] == "tax", 0),
        }
    )
    sums = sums.groupby(key).sum().astype("Int64")
    debtor = (
        pd.DataFrame({"account": rows["account"], "posted": rows["day"]})[is_debtor].groupby(key[is_debtor]).first()
    )
    numbered = heads[heads["number"] != ""]
    found = sums.join(debtor).reindex(numbered["system"] + "|" + _plain(numbered["number"]))
    found.index = numbered.index
    found["account"] = found["account"].astype("object").where(found["account"].notna(), "")
    return pd.concat([numbered, found], axis=1)
