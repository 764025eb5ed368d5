"""Flags of work that a system may leave out altogether."""

from __future__ import annotations

import pandas as pd


def billable(work: pd.DataFrame) -> pd.Series[bool]:
    """Whether each row of time or expenses is billable, never absent.

    work: columns system, file, billable (absent = the cell is blank). Where a file marks no row as billable, it has no such
    flag and a blank row is billable; where it marks some, a blank row is not.
    """
    marked = work["billable"].fillna(False).astype(bool)
    flagged = marked.groupby([work["system"], work["file"]]).transform("any")
    return work["billable"].fillna(~flagged.astype(bool)).astype(bool)
