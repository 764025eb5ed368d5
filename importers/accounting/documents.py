"""Invoices and credit notes as documents: their kind, and numbers that were used twice."""

from __future__ import annotations

import numpy as np
import pandas as pd

from importers.shared.parsing import by_value


def kind_of(types: pd.Series[str]) -> pd.Series[str]:
    """Invoice or credit_note from the document type as printed."""
    plain = types.str.casefold()
    credit = plain.str.contains("credit|refund", regex=True)
    return pd.Series(np.where(credit, "credit_note", "invoice"), dtype="object")


def apart(number: pd.Series[str], *parts: pd.Series[str]) -> pd.Series[str]:
    """External ids of documents: the number; where one kind of document uses a number for several parties, the later ones get " (2)".

    parts: what tells documents apart beside the number, the first being the kind of document, under which ids are unique.
    """
    kinds = list(parts[0])
    whole = list(zip(number, *parts, strict=True))
    codes, different = by_value(whole)
    used: dict[tuple[str, str], int] = {}
    names = []
    for first in (whole[index] for index in np.unique(codes, return_index=True)[1]):
        key = (str(first[1]), str(first[0]))
        used[key] = used.get(key, 0) + 1
        names.append(str(first[0]) if used[key] == 1 else f"{first[0]} ({used[key]})")
    del kinds, different
    return pd.Series(np.array(names or [""], dtype=object)[codes], dtype="object")
