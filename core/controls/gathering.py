"""Few rows gathered under a key: sums, first values, largest values and joined ids, without the cost of a grouped aggregation.

For the rows that a control has found, hundreds at most; whole tables are grouped by pandas.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def gathered(
    rows: pd.DataFrame,
    by: str,
    *,
    total: Sequence[str] = (),
    first: Sequence[str] = (),
    least: Sequence[str] = (),
    largest: Sequence[str] = (),
    ids: Sequence[str] = (),
) -> pd.DataFrame:
    """One row a value of `by`, sorted by it, with a RangeIndex: `by` and the named columns.

    total: sums (Int64; NA counts nothing, NA when all are). first: the first row's value. least, largest: absent values passed over. ids: texts of ids joined by ';' without blanks and repeats, in order.
    """
    places: dict[str, list[int]] = {}
    for place, key in enumerate(rows[by].tolist()):
        places.setdefault(key, []).append(place)
    keys = sorted(places)
    made: dict[str, object] = {by: pd.Series(keys, dtype="object")}
    for name in total:
        values = rows[name].tolist()
        sums = []
        for key in keys:
            known = [v for v in (values[p] for p in places[key]) if v is not pd.NA]
            sums.append(sum(known) if known else pd.NA)
        made[name] = pd.array(sums, dtype="Int64")
    starts = [places[key][0] for key in keys]
    for name in first:
        made[name] = rows[name].take(starts).reset_index(drop=True)
    for names, choose in ((least, min), (largest, max)):
        for name in names:
            values = rows[name].tolist()
            known = [[v for v in (values[p] for p in places[key]) if not pd.isna(v)] for key in keys]
            made[name] = pd.Series([choose(some) if some else None for some in known], dtype=rows[name].dtype)
    for name in ids:
        values = rows[name].tolist()
        made[name] = pd.Series(
            [";".join(dict.fromkeys(i for p in places[key] for i in values[p].split(";") if i)) for key in keys],
            dtype="object",
        )
    return pd.DataFrame(made)
