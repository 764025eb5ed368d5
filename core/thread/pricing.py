"""Work priced exactly: the rate card's rate for a person, role and day, and value as whole numbers.

Value is carried as `seconds x rate` (unit: 1/36,000,000 of a major unit), summed exactly and settled to minor units once.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.base.money import Rounding, exponent, multiply_round

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


def card_rates(work: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """The card's rate of each row of `work` by precedence person > role > any role, effective on the day.

    work: columns contract, person_names (lower case, '|' joined), role, day; rates: the rates table.
    Gives rate (Int64, NA = no line) and currency ("" = no line), indexed as `work`. Among lines of one level the latest valid_from wins.
    """
    out = pd.DataFrame(
        {
            "rate": pd.Series(pd.NA, index=work.index, dtype="Int64"),
            "currency": pd.Series("", index=work.index, dtype="object"),
        }
    )
    if work.empty or rates.empty:
        return out
    keys = work[["contract", "person_names", "role", "day"]].drop_duplicates()
    card = pd.DataFrame(
        {
            "contract": rates["contract"],
            "card_role": rates["role"].str.strip().str.lower(),
            "card_person": rates["person"].str.strip().str.lower(),
            "rate": rates["rate"],
            "currency": rates["currency"],
            "valid_from": rates["valid_from"],
            "valid_to": rates["valid_to"],
        }
    )
    pairs = keys.assign(key=np.arange(len(keys))).merge(card, on="contract")
    inside = (pairs["valid_from"].isna() | (pairs["valid_from"] <= pairs["day"])) & (
        pairs["valid_to"].isna() | (pairs["valid_to"] >= pairs["day"])
    )
    pairs = pairs[inside]
    any_role = pairs["card_role"].isin(["", "any", "all"])
    same_role = pairs["card_role"] == pairs["role"].str.strip().str.lower()
    named = pairs["card_person"] != ""
    same_person = np.array(
        [person in names.split("|") for person, names in zip(pairs["card_person"], pairs["person_names"], strict=True)],
        dtype=bool,
    )
    level = np.select([named & same_person, ~named & same_role & ~any_role, ~named & any_role], [0, 1, 2], 9)
    pairs = pairs.assign(level=level)[level < 9]
    pairs = pairs.sort_values(["key", "level", "valid_from"], ascending=[True, True, False], kind="stable")
    best = pairs.drop_duplicates("key").set_index("key")
    keys = keys.assign(
        rate=best["rate"].reindex(range(len(keys))).to_numpy(),
        card_currency=best["currency"].reindex(range(len(keys))).fillna("").to_numpy(),
    )
    joined = work[["contract", "person_names", "role", "day"]].merge(
        keys, on=["contract", "person_names", "role", "day"], how="left"
    )
    out["rate"] = pd.Series(joined["rate"].to_numpy(), index=work.index).astype("Int64")
    out["currency"] = joined["card_currency"].fillna("").to_numpy()
    return out


def fx_rates(currency: pd.Series, day: pd.Series, fx: pd.DataFrame, base: str) -> pd.Series:
    """Millionths of base per unit of currency in the month of each day; one million for the base, NA when unknown (Int64)."""
    out = pd.Series(FX_ONE, index=currency.index, dtype="Int64")
    foreign = (currency != base).to_numpy(dtype=bool)
    if foreign.any():
        table = pd.Series(fx["rate"].to_numpy(), index=pd.Index(fx["month"] + "|" + fx["currency"]), dtype="Int64")
        table = table[~table.index.duplicated()]
        key = day[foreign].dt.strftime("%Y-%m").fillna("").astype("object") + "|" + currency[foreign]
        out[foreign] = pd.Series(table.reindex(key).to_numpy(), index=key.index, dtype="Int64")
    return out


def to_base(amount: pd.Series, currency: pd.Series, day: pd.Series, fx: pd.DataFrame, base: str) -> pd.Series:
    """Amounts in base minor units at the rate of the day's month, half-up; NA where no rate is known (Int64)."""
    out = amount.astype("Int64").copy()
    rate = fx_rates(currency, day, fx, base)
    for code in currency[currency != base].unique():
        rows = currency == code
        out = out.where(~rows)
        known = rows & amount.notna() & rate.notna()
        shift = exponent(base) - exponent(str(code))
        scale = FX_ONE * 10 ** max(-shift, 0)
        factor = rate[known].to_numpy(dtype=np.int64) * 10 ** max(shift, 0)
        out[known] = multiply_round(amount[known].to_numpy(dtype=np.int64), factor, scale)
    return out
