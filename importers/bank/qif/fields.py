"""Letters of QIF records that are read; a record is lines of a letter and a value, closed by `^`."""

from __future__ import annotations

from typing import Final

LINE: Final = {
    "D": "day",
    "T": "amount",
    "U": "amount",
    "P": "payee",
    "M": "description",
    "N": "reference",
    "L": "type",
}
"""Letter -> canonical field of a bank, cash or card record; U repeats T in programs that allow larger amounts."""
REGISTERS: Final = frozenset({"bank", "cash", "ccard", "oth a", "oth l", "invoice"})
"""Kinds of list (`!Type:`) whose records are movements of money."""
SECURITIES: Final = frozenset({"invst", "port"})
SPLIT_AMOUNT: Final = "$"
