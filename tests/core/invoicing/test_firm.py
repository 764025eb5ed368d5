"""The invented firm is consistent where the tests rely on it."""

from __future__ import annotations

from tests.core.invoicing.firm import tables


def test_headers_agree_with_their_lines() -> None:
    book = tables()
    net = book["invoice_lines"].groupby("invoice")["amount"].sum()
    heads = book["invoices"].set_index("id")
    assert (heads["total"] - heads["tax"]).to_dict() == net.to_dict()
