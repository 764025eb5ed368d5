"""Money that came in, as the ledger knows it: receipts of one or several payments, and the invoices their texts name."""

from __future__ import annotations

import html
from typing import Any

import numpy as np
import pandas as pd

from core.matching.references import mentions, squeeze, unique_keys
from core.records.schema import GONE
from core.records.tables import Tables

RECEIVED = ("payment", "prepayment", "")


def real_payments(tables: Tables) -> pd.DataFrame:
    """Payments received, none of them void, with the receipt each is part of (column `receipt`).

    A ledger may keep one payment for each invoice that a receipt paid: they share customer, day, currency and number.
    """
    payments = tables["payments"].drop_duplicates("id")
    void = payments["status"].str.casefold().isin(GONE)
    real = payments[payments["kind"].isin(RECEIVED) & ~void & (payments["amount"] > 0).fillna(False)].reset_index(
        drop=True
    )
    day = real["day"].dt.strftime("%Y-%m-%d").fillna("")
    whole = real["system"] + "|" + real["customer"] + "|" + day + "|" + real["currency"] + "|" + real["number"]
    return real.assign(
        receipt=whole.where((real["number"] != "") & (real["customer"] != ""), real["id"]).astype(object)
    )


def payable(tables: Tables) -> pd.DataFrame:
    """Invoices that payments can pay: no credit notes, and only of the ledgers that hold payments, if any does.

    Another system may keep drafts of the same numbers.
    """
    invoices = tables["invoices"]
    invoices = invoices[invoices["kind"] != "credit_note"]
    mine = invoices[invoices["system"].isin(tables["payments"]["system"])]
    return mine if len(mine) else invoices


def invoice_keys(invoices: pd.DataFrame) -> dict[str, str]:
    """Invoice numbers as people quote them -> invoice id: whole, and the digits alone where they name one invoice."""
    pairs = [
        (squeeze(number), record) for number, record in zip(invoices["number"], invoices["id"], strict=True) if number
    ]
    whole = unique_keys(pairs)
    digits = unique_keys((_digits(key), record) for key, record in pairs if len(_digits(key)) >= 4)
    return {**{key: record for key, record in digits.items() if key not in whole}, **whole}


def _digits(key: str) -> str:
    return key.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").lstrip("0")


def bank_text(lines: pd.DataFrame) -> pd.Series[str]:
    """All that a bank line says."""
    text = lines["payee"] + " " + lines["description"] + " " + lines["reference"]
    return text.map(html.unescape).astype(object)


def named_invoices(owner: pd.Series[Any], texts: pd.Series[str], keys: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Owner -> the invoices its texts name, in the order named."""
    rows, records = mentions(texts.to_numpy(dtype=object), keys)
    found: dict[str, dict[str, None]] = {}
    for who, record in zip(owner.to_numpy(dtype=object)[rows], records, strict=True):
        found.setdefault(str(who), {})[str(record)] = None
    return {who: tuple(named) for who, named in found.items()}


def twins(payments: pd.DataFrame, days: int) -> set[str]:
    """Payments that look like a receipt entered twice: same customer, amount and currency within `days`, and not applied.

    payments: needs columns id, customer, currency, amount, day, applied (minor units). The applied one is the real one.
    """
    bare = payments[payments["applied"] == 0]
    if not len(bare):
        return set()
    both = bare.merge(
        payments[["id", "customer", "currency", "amount", "day", "applied"]],
        on=["customer", "currency", "amount"],
        suffixes=("", "_o"),
    )
    near = (
        ((both["day"] - both["day_o"]).abs() <= np.timedelta64(days, "D"))
        & (both["id"] != both["id_o"])
        & (both["applied_o"] > 0)
    )
    return set(both.loc[near, "id"])
