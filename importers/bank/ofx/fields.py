"""Elements of OFX statements that are read; version 1 leaves closing tags out, version 2 is XML."""

from __future__ import annotations

from typing import Final

LINE: Final = {
    "FITID": "external_id",
    "DTPOSTED": "day",
    "TRNTYPE": "type",
    "NAME": "payee",
    "MEMO": "description",
    "CHECKNUM": "reference",
    "REFNUM": "reference",
    "TRNAMT": "amount",
}
"""Element of a line -> canonical field; NAME may stand inside PAYEE."""
NEED: Final = ("TRNAMT", "DTPOSTED")
STATEMENTS: Final = frozenset({"STMTRS", "CCSTMTRS", "INVSTMTRS"})
AGGREGATES: Final = STATEMENTS | {
    "OFX",
    "STATUS",
    "SONRS",
    "STMTTRNRS",
    "CCSTMTTRNRS",
    "INVSTMTTRNRS",
    "BANKACCTFROM",
    "CCACCTFROM",
    "INVACCTFROM",
    "BANKACCTTO",
    "CCACCTTO",
    "BANKTRANLIST",
    "INVTRANLIST",
    "STMTTRN",
    "PAYEE",
    "CURRENCY",
    "ORIGCURRENCY",
    "LEDGERBAL",
    "AVAILBAL",
    "BAL",
    "ACCTINFO",
    "INVTRAN",
}
"""Elements that hold others and matter here; all others are taken as leaves or passed through."""
OWN_ACCOUNT: Final = frozenset({"BANKACCTFROM", "CCACCTFROM", "INVACCTFROM"})
