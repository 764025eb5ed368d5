"""Frames put below one another, empty ones left out, so that they do not decide the dtypes."""

from __future__ import annotations

import pandas as pd


def stacked(*frames: pd.DataFrame) -> pd.DataFrame:
    """The rows of all `frames` under the columns of the first that has any, numbered anew; the first frame when none has."""
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else frames[0].reset_index(drop=True)
