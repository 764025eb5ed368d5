"""Payment services keep their fee: gross and fee are lines of their own, so that both add up to what the balance moved by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from importers.bank.rows import CheckedRows
from importers.shared.bodies import Body
from importers.shared.columns import Headings
from importers.shared.parsing import Ints, Objects, Parsed, text_of

NOT_NET: Final = "IMP-222"
"""A row whose gross and fee do not make its net."""


class NetTies(CheckedRows):
    """A table with columns `gross`, `fee` and `net`; a row in which they do not tie waits in quarantine.

    fee_sign: 1 where the fee is printed with the sign by which it moves the balance, -1 where it is printed as a cost.
    """

    fee_sign: ClassVar[int]

    def refused(
        self,
        body: Body,
        typed: Mapping[str, Parsed | Objects],
        places: Mapping[str, int],
        headings: Headings,
    ) -> dict[int, tuple[str, str, str, str]]:
        """Rows that do not say what they are, and rows whose gross and fee do not make their net."""
        found = super().refused(body, typed, places, headings)
        gross, fee, net = (typed.get(name) for name in ("gross", "fee", "net"))
        if not (isinstance(gross, Parsed) and isinstance(fee, Parsed) and isinstance(net, Parsed)):
            return found
        wrong = gross.known & net.known & ~fee.bad & (gross.units + self.fee_sign * fee.units != net.units)
        for index in np.flatnonzero(wrong).tolist():
            shown = [text_of(body.rows[index][places[name]]) or "nothing" for name in ("gross", "fee", "net")]
            why = f"Gross {shown[0]} and fee {shown[1]} do not make the net {shown[2]}"
            found.setdefault(index, (headings.printed[places["net"]], shown[2], NOT_NET, why))
        return found


def with_fees(frame: pd.DataFrame, fee: pd.Series[int], service: str) -> pd.DataFrame:
    """Bank lines with a further line behind each that has a fee.

    frame: amount is the gross, balance the one after gross and fee. fee: minor units, signed as it moves the balance; NA or 0 = none.
    """
    charged = (fee.fillna(0) != 0).to_numpy(dtype=np.bool_)
    if not charged.any():
        return frame
    fees = frame[charged].copy()
    own = fee[charged]
    fees["amount"] = own
    fees["type"] = "fee"
    fees["payee"] = service
    fees["external_id"] = fees["external_id"] + " fee"
    fees["description"] = "Fee of " + fees["external_id"].str.removesuffix(" fee")
    gross = frame.copy()
    gross.loc[charged, "balance"] = gross.loc[charged, "balance"] - own
    both = pd.concat(
        [gross.assign(_place=range(0, 2 * len(gross), 2)), fees.assign(_place=np.flatnonzero(charged) * 2 + 1)]
    )
    return both.sort_values("_place", kind="stable").drop(columns="_place").reset_index(drop=True)


def chain(lines: pd.DataFrame) -> list[str]:
    """One sentence a currency on the running balance of `lines`, in the file's order or against it."""
    said = []
    for currency, part in lines[lines["balance"].notna()].groupby("currency", sort=True):
        if len(part) < 2:
            continue
        balance, amount = part["balance"].to_numpy("int64"), part["amount"].to_numpy("int64")
        breaks = [_breaks(balance, amount), _breaks(*_backwards(part))]
        fewest = min(breaks)
        said.append(
            f"Each {currency} balance is the one before it plus the amount: no line is missing."
            if fewest == 0
            else f"The {currency} balance breaks {fewest} times: lines are missing or stand in another order there."
        )
    return said


def _breaks(balance: Ints, amount: Ints) -> int:
    return int((balance[1:] != balance[:-1] + amount[1:]).sum())


def _backwards(part: pd.DataFrame) -> tuple[Ints, Ints]:
    """Balances and amounts of a file that prints the newest row first: rows turned, a row's fee still behind its gross."""
    places = part.groupby("row", sort=False).ngroup().to_numpy()
    turned = part.iloc[np.argsort(-places, kind="stable")]
    return turned["balance"].to_numpy("int64"), turned["amount"].to_numpy("int64")
