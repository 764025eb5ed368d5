"""Numbers that people quote are found in any decoration, and only when they name one record."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from core.matching.references import (
    contract_keys,
    leading_code,
    mentions,
    order_key,
    order_keys,
    spellings,
    squeeze,
    tokens,
    unique_keys,
)

CONTRACTS = pd.DataFrame(
    {
        "id": ["k1", "k2", "k3"],
        "ref": ["AB-2026-018", "AB-2026-118", "SOW-20418"],
        "po_number": ["PO-55102", "", "B-7781"],
    }
)


def _found(text: str) -> list[str]:
    keys = {**order_keys(CONTRACTS), **contract_keys(CONTRACTS, bare=True)}
    return mentions(np.array([text], dtype=object), keys)[1].tolist()


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("AB-2026-018", ["k1"]),
        ("ab2026018 / P77", ["k1"]),
        ("AB026018.2", ["k1"]),
        ("AB26118", ["k2"]),
        ("SO20418", ["k3"]),
        ("SOW 20418/2 phase two", ["k3"]),
        ("your PO 55102", ["k1"]),
        ("PO B7781", ["k3"]),
        ("20418", ["k3"]),
        ("as agreed", []),
        ("AB-2026-999", []),
        ("AB-2026-018 and SOW-20418", ["k1", "k3"]),
    ],
)
def test_a_number_in_any_decoration(text: str, records: list[str]) -> None:
    assert _found(text) == records


def test_a_key_of_two_records_names_neither() -> None:
    assert unique_keys([("A1B", "one"), ("A1B", "two"), ("C22", "one")]) == {"C22": "one"}


def test_a_full_ref_wins_over_a_shortened_one() -> None:
    contracts = pd.DataFrame({"id": ["k1", "k2"], "ref": ["AB-2026-018", "AB-26-018"]})
    assert contract_keys(contracts)["AB26018"] == "k2"


def test_shortened_spellings() -> None:
    assert list(spellings("AB-2026-018", bare=False))[1:] == ["AB2026018", "AB26018", "AB026018"]
    assert list(spellings("ACME", bare=True)) == ["ACME"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("P1043 Device rollout", "P1043"),
        ("SOW-20402/1 Endpoint", "SOW-20402/1"),
        ("Device rollout 2026", ""),
        ("Support HQ", ""),
        ("Audit (P1043)", "P1043"),
        ("AGR 10308/2 Network roll-out", "AGR 10308/2"),
        ("Office 2019 migration", ""),
        ("Office 365 migration", ""),
    ],
)
def test_the_code_in_a_projects_name(name: str, code: str) -> None:
    assert leading_code(name) == code


def test_small_steps() -> None:
    assert squeeze("po. 12-b") == "PO12B"
    assert order_key("PO 45-110") == order_key("45110")
    assert "INV1171" in set(tokens("INV1172+INV1171"))
