"""What each account of a ledger is for, guessed from its name and from the documents that post to it."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

_NAMES: Final = (
    (
        "unbilled",
        re.compile(
            r"unbilled|accrued (income|revenue)|work in progress|\bwip\b|contract asset|amounts? recoverable on contract"
        ),
    ),
    (
        "deferred",
        re.compile(
            r"deferred (income|revenue)|unearned|contract liabilit|(income|revenue) (received )?in advance|prepaid income|advance billing|customer deposits"
        ),
    ),
    ("receivable", re.compile(r"receivable|\bdebtors?\b|\ba/r\b|sales ledger")),
    (
        "tax",
        re.compile(
            r"^(output )?(vat|gst|hst|pst|qst|tva|mwst)\b(?!.*settle)|sales tax|(vat|gst|hst|tax) (payable|collected|on sales|control|output)"
        ),
    ),
)
_BANK: Final = re.compile(
    r"\b(current|checking|chequing|savings?|bank|cash|deposit|operating|giro)\b.*\b(account|a/c|checking|chequing)\b|\b(checking|chequing|bank|savings)\b|^cash\b"
)
_NOT_BANK: Final = re.compile(
    r"\b(fees?|charges?|interest|loan|overdraft interest|director|owner|gains?|loss(es)?|revaluation)\b"
)
_INVOICE: Final = re.compile(r"invoice|credit (memo|note)|sales receipt|receivable (invoice|credit)")
_PAYMENT: Final = re.compile(
    r"payment|deposit|receive money|receipt|spend money|expense|check|transfer|prepayment|overpayment"
)


def roles(accounts: pd.DataFrame, journal: pd.DataFrame | None) -> pd.DataFrame:
    """`accounts` with `role` filled where it is empty: receivable, bank, revenue, deferred, unbilled, tax or other.

    The name decides first; use decides between the rest: what invoices credit is revenue, what only payments and journals touch is
    other. Without a journal an account whose name says nothing stays "".
    """
    use = _use(journal)
    found = []
    for system, code, name, said in zip(
        accounts["system"],
        accounts["external_id"],
        accounts["name"].fillna(""),
        accounts["role"] if "role" in accounts else [""] * len(accounts),
        strict=True,
    ):
        found.append(said or _role(str(name).casefold(), use.get((system, code)), known=bool(use)))
    return accounts.assign(role=pd.Series(found, index=accounts.index, dtype="object"))


def _use(journal: pd.DataFrame | None) -> dict[tuple[str, str], tuple[int, int, int]]:
    """(system, account's external id) -> lines that invoices debit, lines that invoices credit, lines of payments."""
    if journal is None or journal.empty:
        return {}
    source = journal["source"].fillna("").str.casefold()
    kinds = {
        text: (
            bool(_INVOICE.search(text)) and not re.search(r"\bbill|payable|payment|purchase", text),
            bool(_PAYMENT.search(text)),
        )
        for text in source.unique()
    }
    invoiced = source.map(lambda text: kinds[text][0])
    paid = source.map(lambda text: kinds[text][1])
    debit = journal["debit"].fillna(0) > 0
    credit_note = source.str.contains("credit")
    key = [journal["system"], journal["account_code"].where(journal["account_code"] != "", journal["account_name"])]
    table = pd.DataFrame(
        {
            "debits": (invoiced & (debit ^ credit_note)).to_numpy(),
            "credits": (invoiced & ~(debit ^ credit_note)).to_numpy(),
            "paid": paid.to_numpy(),
        },
        index=pd.MultiIndex.from_arrays(key),
    )
    sums = table.groupby(level=[0, 1]).sum()
    return {
        (str(system), str(code)): (int(a), int(b), int(c))
        for (system, code), a, b, c in zip(sums.index, sums["debits"], sums["credits"], sums["paid"], strict=True)
    }


def _role(name: str, use: tuple[int, int, int] | None, *, known: bool) -> str:
    debits, credits_, paid = use or (0, 0, 0)
    for role, pattern in _NAMES:
        if pattern.search(name):
            return role
    if _BANK.search(name) and not _NOT_BANK.search(name) and not credits_:
        return "bank"
    if credits_ > debits:
        return "revenue"
    if debits > credits_ and paid:
        return "receivable"
    return "other" if known else ""
