"""What ledgers have in common: journal lines with debit and credit, and the accounts that stand on them."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import pandas as pd

_CODED: Final = re.compile(r"^(\d[\w.\-]*)\s*(?:[-·:]\s+|\s+)(\S.*)$")


def code_and_name(text: str) -> tuple[str, str]:
    """Code and name of an account printed as "200 - Sales" or "1200 Accounts Receivable"; code "" when there is none."""
    found = _CODED.match(text.strip())
    return (found[1], found[2].strip()) if found else ("", text.strip())


def sides(debit: pd.Series[int], credit: pd.Series[int]) -> tuple[pd.Series[int], pd.Series[int]]:
    """Debit and credit without blanks and without negative figures: a negative debit is a credit."""
    left, right = debit.fillna(0).astype("int64"), credit.fillna(0).astype("int64")
    net_left = np.maximum(left, 0) + np.maximum(-right, 0)
    net_right = np.maximum(right, 0) + np.maximum(-left, 0)
    return pd.Series(net_left).astype("Int64"), pd.Series(net_right).astype("Int64")


def accounts_of(code: pd.Series[str], name: pd.Series[str], opening: pd.Series[int] | None = None) -> pd.DataFrame:
    """Draft accounts from the columns of journal lines, one row an account; external id = code, or the name without one."""
    frame = pd.DataFrame({"external_id": code.where(code != "", name), "code": code, "name": name})
    if opening is not None:
        frame["opening"] = opening
    return frame[frame["external_id"] != ""].drop_duplicates("external_id", ignore_index=True)
