"""Work is priced exactly: card rates, sums settled once, currencies of their month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.base.money import exponent
from core.thread.pricing import card_keys, card_rates, fx_rates, settle, share, to_base
from tests.core.controls.books import frame

C = "register:contract:C1"


def half_up(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


@given(
    st.lists(
        st.tuples(
            st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**8)), max_size=5),
            st.sampled_from(["GBP", "JPY", "KWD"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_sum_of_hours_is_rounded_once(groups: list[tuple[list[tuple[int, int]], str]]) -> None:
    exact = pd.Series([sum(s * r for s, r in rows) for rows, _ in groups], dtype="Int64")
    currency = pd.Series([code for _, code in groups], dtype="object")
    want = [
        half_up(sum((Decimal(s) / 3600 * Decimal(r) / 10_000 for s, r in rows), Decimal(0)) * 10 ** exponent(code))
        for rows, code in groups
    ]
    # Decimal division keeps 28 digits; a tie at the half may be lost there, never in whole numbers.
    assert all(abs(a - b) <= 1 for a, b in zip(settle(exact, currency), want, strict=True))
    whole = [
        (2 * sum(s * r for s, r in rows) * 10 ** exponent(code) + 36_000_000) // 72_000_000 for rows, code in groups
    ]
    assert settle(exact, currency).tolist() == whole


def test_unknown_value_stays_unknown() -> None:
    assert settle(pd.Series([pd.NA, 36_000_000], dtype="Int64"), pd.Series(["GBP", "GBP"])).tolist() == [pd.NA, 100]


@given(st.lists(st.tuples(st.integers(-(10**9), 10**9), st.integers(0, 50_000)), min_size=1, max_size=10))
def test_shares_round_half_away_from_zero(rows: list[tuple[int, int]]) -> None:
    amounts, basis = (pd.Series(list(each), dtype="Int64") for each in zip(*rows, strict=True))
    want = [half_up(Decimal(a) * b / 10_000) for a, b in rows]
    assert share(amounts, basis).tolist() == want


def asked(rates: Sequence[Mapping[str, Any]], **work: str) -> int | None:
    """The card's rate in whole units for one row of work by Ann, an analyst, on 1 July."""
    row = {"contract": C, "person_names": "ann lee|ann b. lee", "role": "Analyst", "day": "2026-07-01"} | work
    keys = card_keys(pd.DataFrame([row]).assign(day=pd.to_datetime([row["day"]])))
    rate = card_rates(keys, frame("rates", rates))["rate"].iloc[0]
    return None if pd.isna(rate) else int(rate) // 10_000


def rule(rate: str, role: str = "", person: str = "", **more: str) -> dict[str, str]:
    return {"contract": C, "rate": rate, "role": role, "person": person} | more


def test_person_before_role_before_any() -> None:
    card = [rule("90", "Any"), rule("100", "Analyst"), rule("120", "Analyst", "Ann B. Lee"), rule("80", "Partner")]
    assert asked(card) == 120
    assert asked(card[:2]) == 100
    assert asked(card[:2], role="Cook") == 90
    assert asked(card[3:]) is None
    assert asked(card, contract="register:contract:C2") is None


@pytest.mark.parametrize(
    ("day", "rate"), [("2026-06-30", 100), ("2026-07-01", 110), ("2026-12-31", 110), ("2027-01-01", None)]
)
def test_a_line_holds_from_its_first_to_its_last_day(day: str, rate: int | None) -> None:
    card = [
        rule("100", "Analyst", valid_to="2026-06-30"),
        rule("110", "Analyst", valid_from="2026-07-01", valid_to="2026-12-31"),
    ]
    assert asked(card, day=day) == rate


def test_the_latest_of_two_lines_in_force_wins_and_a_lapsed_person_falls_back_to_the_role() -> None:
    card = [rule("100", "Analyst"), rule("105", "Analyst", valid_from="2026-01-01")]
    assert asked(card) == 105
    lapsed = [rule("100", "Analyst"), rule("130", person="Ann Lee", valid_to="2026-05-31")]
    assert asked(lapsed) == 100


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "Any", "Analyst", "Cook"]),
            st.sampled_from(["", "Ann Lee", "Bo"]),
            st.integers(0, 3),
            st.integers(0, 3),
        ),
        max_size=8,
    ),
    st.lists(
        st.tuples(st.sampled_from(["Analyst", "Cook", ""]), st.sampled_from(["ann lee|", "bo|"]), st.integers(0, 4)),
        min_size=1,
        max_size=8,
    ),
)
def test_the_card_answers_as_the_rule_reads(
    lines: list[tuple[str, str, int, int]], work: list[tuple[str, str, int]]
) -> None:
    """The plain reading of precedence, line by line, agrees with the bulk one."""
    days = pd.to_datetime([f"2026-0{n}-01" for n in range(1, 6)])
    rates: list[dict[str, Any]] = [
        {"contract": C, "role": role, "person": person, "rate": 10_000 * (n + 1)}
        | ({"valid_from": days[a].date().isoformat()} if a else {})
        | ({"valid_to": days[a + b].date().isoformat()} if b and a + b < 5 else {})
        for n, (role, person, a, b) in enumerate(lines)
    ]

    priced_by_role = any(not line["person"] and line["role"] not in ("", "Any") for line in rates)

    def plain(role: str, names: str, day: date) -> int | None:
        def level(line: Mapping[str, Any]) -> int | None:
            if line["person"]:
                return 0 if line["person"].lower() in names.split("|") else None
            if line["role"] in ("", "Any"):
                return None if priced_by_role and not role else 2
            return 1 if line["role"].lower() == role.lower() else None

        fits = [
            (level(line), -date.fromisoformat(line.get("valid_from", "0001-01-01")).toordinal(), n)
            for n, line in enumerate(rates)
            if level(line) is not None and line.get("valid_from", "") <= day.isoformat() <= line.get("valid_to", "9999")
        ]
        return int(rates[min(fits)[2]]["rate"]) if fits else None

    asks = pd.DataFrame(
        [{"contract": C, "person_names": names, "role": role, "day": days[at]} for role, names, at in work]
    )
    got = card_rates(card_keys(asks), frame("rates", rates))["rate"]
    want = [plain(role, names, days[at].date()) for role, names, at in work]
    assert [None if pd.isna(rate) else int(rate) for rate in got] == want


def test_currencies_are_taken_at_the_rate_of_their_month() -> None:
    fx = frame(
        "fx_rates",
        [
            {"month": "2026-09", "currency": "EUR", "base": "GBP", "rate": "0.853333"},
            {"month": "2026-09", "currency": "JPY", "base": "GBP", "rate": "0.005"},
        ],
    )
    days = pd.Series(pd.to_datetime(["2026-09-30", "2026-10-01", "2026-09-01", "2026-09-01"]))
    codes = pd.Series(["EUR", "EUR", "GBP", "JPY"], dtype="object")
    assert fx_rates(codes, days, fx, "GBP").tolist() == [853_333, pd.NA, 1_000_000, 5_000]
    amounts = pd.Series([10_001, 10_001, 10_001, 10_001], dtype="Int64")
    # 100.01 EUR = 85.34186...; 10,001 yen have no pence: 50.005 pounds, half up.
    assert to_base(amounts, codes, days, fx, "GBP").tolist() == [8_534, pd.NA, 10_001, 5_001]
