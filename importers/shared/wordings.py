"""Billing methods, payment terms and hand-off fields, read alike from every system."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.normalise.wording import method_of, terms_of
from importers.shared.cells import Cells
from importers.shared.parsing import by_value


def methods(texts: pd.Series[str]) -> pd.Series[str]:
    """Billing methods of METHODS from free wording, "" where the wording is not known."""
    codes, different = by_value(list(texts))
    return pd.Series(
        np.array([method_of(str(text)) for text in different] or [""], dtype=object)[codes], dtype="object"
    )


def terms(texts: pd.Series[str]) -> pd.Series[int]:
    """Net days (Int64) from wordings such as "Net 30"; NA where there is none."""
    codes, different = by_value(list(texts))
    read = pd.array([terms_of(str(text)) for text in different], dtype="Int64")
    return pd.Series(read.take(codes) if len(different) else pd.array([], dtype="Int64"))


def has_any(cells: Cells, *names: str) -> pd.Series[bool]:
    """True on every row when the layout carries any of the columns, else absent: another file may carry them."""
    value = True if any(cells.has(name) for name in names) else pd.NA
    return pd.Series([value] * cells.size, dtype="boolean")
