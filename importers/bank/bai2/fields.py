"""Records of BAI2 and what their fields feed."""

from __future__ import annotations

from typing import Final

LINE: Final = {
    "03 account": "account",
    "02 as-of date": "day",
    "16 type": "type",
    "16 amount": "amount",
    "16 bank reference": "external_id",
    "16 customer reference": "reference",
    "16 text": "description",
    "88 DBNM": "payee",
    "88 CRNM": "payee",
}
"""Field of a record -> canonical field."""
CREDITS: Final = (range(100, 400), range(920, 960))
DEBITS: Final = (range(400, 700), range(960, 1000))
OPENING: Final = "010"
CLOSING: Final = "015"
CURRENCY: Final = "USD"
"""The format's own rule where neither group nor account names one."""
KINDS: Final = {
    "115": "lockbox deposit",
    "142": "ACH credit",
    "165": "preauthorised ACH credit",
    "175": "cheque deposit",
    "195": "incoming wire",
    "275": "cash concentration",
    "354": "interest",
    "409": "debit",
    "447": "ACH concentration",
    "451": "ACH debit",
    "475": "cheque paid",
    "495": "outgoing wire",
    "555": "deposited item returned",
    "557": "ACH return",
    "698": "fees",
}
"""Words for the commonest type codes; the code stands in front of them."""
