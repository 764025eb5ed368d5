"""Text that goes to a spreadsheet: one rule for all files and copies that Tieout writes (OWASP, CSV injection)."""

from __future__ import annotations

import re
from typing import Final

RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet may take for a formula; the wide forms too."""
_NUMBER: Final = re.compile(r"[+-]?\d[\d.,']*%?", re.ASCII)
_CALLS: Final = re.compile(r"[(|!]")  # a function, a program, another file


def neutral(text: str) -> str:
    """Free text as a cell: what a spreadsheet would run gets an apostrophe in front; a plain number keeps its sign and stays a number."""
    if text.lstrip(" \u00a0").startswith(RISKY) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def neutral_id(text: str) -> str:
    """An id or a name, which other files have to find again: as it is, unless a spreadsheet taking it for a formula could call something."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(RISKY) and _CALLS.search(text) else text


def one_line(text: str) -> str:
    """Text whose line ends are spaces, so that it stays in its row."""
    return " ".join(text.splitlines()) if text.splitlines() != [text] else text
