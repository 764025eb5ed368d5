"""A key is what is different on one side, known on the other, and borne out by other columns."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.matching.columns import propose_columns
from core.matching.keying import keyed, sure

NAMES = [
    f"{one} {other}"
    for one in ("Harrow", "Larch", "Quillan", "Stowe")
    for other in ("Foods", "Media", "Rail", "Homes", "Trust")
]
INVOICES = pd.DataFrame(
    {
        "Invoice No": [f"INV-{at:03d}" for at in range(20)],
        "Customer": NAMES,
        "Amount": [f"{100 + 7 * at}.00" for at in range(20)],
    },
    dtype="object",
)


def test_rows_of_one_key_tie_in_any_order() -> None:
    order = np.random.default_rng(1).permutation(20)
    right = INVOICES.iloc[order].reset_index(drop=True)
    found = keyed(INVOICES, right, propose_columns(INVOICES, right))
    assert found is not None
    assert (found.pair.left, found.many) == ("Invoice No", "")
    assert (order[found.right] == found.left).all()
    assert sure(found.weight).min() >= 0.99
    assert found.reasons[0].startswith("Invoice No equal")


def test_one_invoice_ties_to_its_many_payments() -> None:
    payments = pd.DataFrame(
        {
            "Invoice No": [f"INV-{at // 2:03d}" for at in range(40)],
            "Customer": [NAMES[at // 2] for at in range(40)],
            "Amount": ["9.00"] * 40,
        },
        dtype="object",
    )
    found = keyed(INVOICES, payments, propose_columns(INVOICES, payments))
    assert found is not None
    assert found.many == "right"
    assert len(found.left) == 40
    turned = keyed(payments, INVOICES, propose_columns(payments, INVOICES))
    assert turned is not None
    assert turned.many == "left"


def test_numbers_of_rows_are_no_key() -> None:
    left, right = INVOICES.copy(), INVOICES.iloc[::-1].reset_index(drop=True).drop(columns="Invoice No")
    left["Invoice No"] = [str(at) for at in range(20)]
    right["Invoice No"] = [str(at) for at in range(20)]
    found = keyed(left, right, propose_columns(left, right))
    assert found is None or found.pair.left != "Invoice No"
