"""Elements of OFX statements that are read; version 1 leaves closing tags out, version 2 is XML."""

from __future__ import annotations

from typing import Final

LINE: Final = {
    "FITID": "external_id",
    "DTPOSTED": "day",
    "TRNTYPE": "type",
    "NAME": "payee",
    "PAYEE": "payee",
    "MEMO": "description",
    "CHECKNUM": "reference",
    "REFNUM": "reference",
    "TRNAMT": "amount",
}
"""Element -> canonical field; NAME inside PAYEE stands for it."""
NEED: Final = ("TRNAMT", "DTPOSTED")
