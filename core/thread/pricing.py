"""Work priced exactly: the rate card's rate for a person, role and day, and value as whole numbers.

Value is carried as `seconds x rate` (unit: 1/36,000,000 of a major unit), summed exactly and settled to minor units once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.base.money import Rounding, exponent, multiply_round
from core.thread.months import months_of

PER_HOUR = 3600 * 10_000
FX_ONE = 1_000_000


def settle(value: pd.Series, currency: pd.Series, rounding: Rounding = Rounding.HALF_UP) -> pd.Series:
    """Minor units (Int64) of exact `value` (seconds x ten-thousandths), rounded once a row; NA stays NA."""
    out = pd.Series(pd.NA, index=value.index, dtype="Int64")
    known = value.notna()
    for code in currency[known].unique():
        rows = known & (currency == code)
        scale = PER_HOUR // 10 ** exponent(str(code))
        exact = value[rows].to_numpy(dtype=np.int64)
        out[rows] = multiply_round(exact, np.ones_like(exact), scale, rounding)
    return out


def share(amount: pd.Series, basis_points: pd.Series, rounding: Rounding = Rounding.HALF_UP) -> pd.Series:
    """`amount` x basis points / 10000, rounded a row (Int64); NA where either is NA."""
    out = pd.Series(pd.NA, index=amount.index, dtype="Int64")
    known = amount.notna() & basis_points.notna()
    out[known] = multiply_round(
        amount[known].to_numpy(dtype=np.int64), basis_points[known].to_numpy(dtype=np.int64), 10_000, rounding
    )
    return out


@dataclass(frozen=True)
class CardKeys:
    """The distinct askers of a rate card among rows of work.

    keys: columns contract, person_names, role; codes: position in `keys` of each row; days: the day of each row; index: the rows' index.
    """

    keys: pd.DataFrame
    codes: npt.NDArray[np.int64]
    days: npt.NDArray[np.datetime64]
    index: pd.Index


def card_keys(work: pd.DataFrame) -> CardKeys:
    """The askers of `work`: columns contract, person_names (lower case, '|' joined), role, day."""
    columns = ["contract", "person_names", "role"]
    codes, first = pd.factorize(work["contract"] + "\x1f" + work["person_names"] + "\x1f" + work["role"])
    keys = pd.DataFrame([each.split("\x1f") for each in first], columns=columns, dtype="object")
    return CardKeys(keys, codes.astype(np.int64), work["day"].to_numpy(dtype="datetime64[ns]"), work.index)


def card_rates(work: CardKeys, rates: pd.DataFrame) -> pd.DataFrame:
    """The card's rate of each row of `work` by precedence person > role > any role, effective on the day.

    rates: the rates table. Gives rate (Int64, NA = no line) and currency ("" = no line), indexed as `work.index`.
    Among lines of one level the latest valid_from wins.
    """
    lines = _ranked(work.keys, rates)
    found = np.full(len(work.codes), -1, dtype=np.int64)
    since = lines["valid_from"].fillna(pd.Timestamp.min).to_numpy()
    until = lines["valid_to"].fillna(pd.Timestamp.max).to_numpy()
    start = np.searchsorted(lines["key"].to_numpy(), np.arange(len(work.keys) + 1))
    for place in range(int(np.diff(start).max()) if len(lines) else 0):
        at = start[work.codes] + place
        open_rows = (found < 0) & (at < start[work.codes + 1])
        rows = at[open_rows]
        day = work.days[open_rows]
        inside = np.isnat(day) | ((since[rows] <= day) & (day <= until[rows]))
        undated = np.isnat(day) & (lines["dated"].to_numpy(dtype=bool)[rows])
        found[open_rows] = np.where(inside & ~undated, rows, -1)
    hit = found >= 0
    rate = pd.Series(pd.NA, index=work.index, dtype="Int64")
    currency = np.full(len(found), "", dtype=object)
    rate[hit] = lines["rate"].to_numpy()[found[hit]]
    currency[hit] = lines["currency"].to_numpy()[found[hit]]
    return pd.DataFrame({"rate": rate, "currency": pd.Series(currency, index=work.index, dtype="object")})


def _ranked(keys: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """Card lines that may answer each key, best first: key, rate, currency, valid_from, valid_to, dated."""
    card = pd.DataFrame(
        {
            "contract": rates["contract"],
            "card_role": rates["role"].str.strip().str.casefold(),
            "card_person": rates["person"].str.strip().str.casefold(),
            "rate": rates["rate"],
            "currency": rates["currency"],
            "valid_from": rates["valid_from"],
            "valid_to": rates["valid_to"],
            "dated": rates["valid_from"].notna() | rates["valid_to"].notna(),
        }
    )
    pairs = keys.assign(key=np.arange(len(keys))).merge(card, on="contract")
    any_role = pairs["card_role"].isin(["", "any", "all"])
    same_role = pairs["card_role"] == pairs["role"].str.strip().str.casefold()
    named = pairs["card_person"] != ""
    same_person = np.array(
        [person in names.split("|") for person, names in zip(pairs["card_person"], pairs["person_names"], strict=True)],
        dtype=bool,
    )
    level = np.select([named & same_person, ~named & same_role & ~any_role, ~named & any_role], [0, 1, 2], 9)
    # Whose role nobody says, may well have one that the card prices: the line for any role is no answer then.
    by_role = (~named & ~any_role).groupby(pairs["key"]).transform("any")
    level = np.where((level == 2) & by_role & (pairs["role"].str.strip() == ""), 9, level)
    pairs = pairs.assign(level=level)[level < 9]
    return pairs.sort_values(["key", "level", "valid_from"], ascending=[True, True, False], kind="stable")


def fx_rates(currency: pd.Series, day: pd.Series, fx: pd.DataFrame, base: str) -> pd.Series:
    """Millionths of base per unit of currency in the month of each day; one million for the base, NA when unknown (Int64)."""
    values = np.full(len(currency), FX_ONE, dtype=np.int64)
    unknown = np.zeros(len(currency), dtype=bool)
    foreign = np.flatnonzero((currency != base).to_numpy(dtype=bool))
    if foreign.size:
        known = fx[fx["rate"].notna()]
        table: dict[tuple[str, str], int] = {}
        for month, code, rate in zip(
            known["month"], known["currency"], known["rate"].to_numpy(dtype=np.int64), strict=True
        ):
            table.setdefault((month, code), int(rate))
        codes = currency.to_numpy(dtype=object)[foreign]
        months = months_of(day.iloc[foreign]).to_numpy(dtype=object)
        found = [table.get(key) for key in zip(months, codes, strict=True)]
        unknown[foreign] = [rate is None for rate in found]
        values[foreign] = [rate or 0 for rate in found]
    return pd.Series(pd.arrays.IntegerArray(values, unknown), index=currency.index)


def to_base(amount: pd.Series, currency: pd.Series, day: pd.Series, fx: pd.DataFrame, base: str) -> pd.Series:
    """Amounts in base minor units at the rate of the day's month, half-up; NA where no rate is known (Int64)."""
    rate = fx_rates(currency, day, fx, base)
    unknown = amount.isna().to_numpy(dtype=bool) | rate.isna().to_numpy(dtype=bool)
    values = amount.fillna(0).to_numpy(dtype=np.int64, copy=True)
    rates = rate.fillna(0).to_numpy(dtype=np.int64)
    codes = currency.to_numpy(dtype=object)
    for code in currency[currency != base].unique():
        rows = np.flatnonzero((codes == code) & ~unknown)
        shift = exponent(base) - exponent(str(code))
        scale = FX_ONE * 10 ** max(-shift, 0)
        values[rows] = multiply_round(values[rows], rates[rows] * 10 ** max(shift, 0), scale)
    return pd.Series(pd.arrays.IntegerArray(values, unknown), index=amount.index)
