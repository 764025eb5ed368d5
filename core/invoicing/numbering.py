"""Ids of corrections and numbers of the documents they make: derived, so that the same correction gives the same number.

The numbers form a series of their own. Continuing the ledger's series would collide with invoices raised there before the file is
imported; a derived number cannot, and it names the document that it corrects.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Final

LONGEST: Final = 21
"""Characters that every ledger accepts in a document number (QuickBooks is the shortest)."""


def correction_id(key: str) -> str:
    """The id of the correction for a finding (or any other stable key): `TO-` and ten hexadecimal digits."""
    return "TO-" + hashlib.sha256(key.encode()).hexdigest()[:10].upper()


def document_number(correction: str, kind: str, original: str, taken: Collection[str], turn: int = 1) -> str:
    """A number for the document: `INV-104-CR` and `INV-104-R` beside an original, else the correction's own id; never one of `taken`.

    turn: 1-based place among the correction's documents of that kind, where there is no original to tell them apart.
    """
    ending = "-CR" if kind == "credit_note" else "-R"
    if original and len(original + ending) <= LONGEST:
        base = original + ending
    elif original or kind == "credit_note":
        base = correction + ending
    else:
        base = correction
    base = base if original or turn == 1 else f"{base}-{turn}"
    number, count = base, 1
    while number in taken:
        count += 1
        number = f"{base}{count}" if original else f"{base}-{count}"
    return number
