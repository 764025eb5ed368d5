"""Sentences of findings: one text a row from its figures, lists cut short, counts with their noun."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

_SHOWN = 3


def sentences(make: Callable[..., str], *columns: pd.Series) -> pd.Series:
    """`make` of each row's values, indexed as the first of `columns`; raises ValueError when they differ in length."""
    made = [make(*row) for row in zip(*columns, strict=True)]
    return pd.Series(made, index=columns[0].index, dtype="object")


def rate(value: int) -> str:
    """A rate in ten-thousandths as `150.00`, with up to four places where it needs them."""
    text = f"{int(value) / 10_000:,.4f}"
    return text.removesuffix("00")


def listed(texts: Iterable[str], shown: int = _SHOWN) -> str:
    """The first distinct texts joined by a comma, with "and n more" behind them."""
    distinct = [each for each in dict.fromkeys(texts) if each]
    head = ", ".join(distinct[:shown])
    return f"{head} and {len(distinct) - shown} more" if len(distinct) > shown else head


def counted(count: int, one: str, many: str = "") -> str:
    """`1 entry`, `3 entries`; `many` defaults to `one` + s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def merged(*columns: pd.Series) -> pd.Series:
    """Related ids of several columns (each `;` joined) as one text a row, without blanks and repeats, in order."""
    made = [
        ";".join(dict.fromkeys(i for part in row for i in part.split(";") if i)) for row in zip(*columns, strict=True)
    ]
    return pd.Series(made, index=columns[0].index, dtype="object")
