"""The lasting identity of a draft row: its own id, or a fingerprint of what it says with a counter for legal twins."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Final

import pandas as pd

# What a row without an id says of itself; flags, rates and invoice numbers may change later without making it another row.
_CONTENT: Final[Mapping[str, Sequence[str]]] = {
    "time": (
        "day",
        "start_time",
        "person_name",
        "customer_name",
        "project",
        "project_name",
        "task",
        "notes",
        "seconds",
    ),
    "expenses": (
        "day",
        "person_name",
        "customer_name",
        "project",
        "project_name",
        "category",
        "notes",
        "amount",
        "currency",
    ),
    "bank_lines": ("account", "day", "type", "payee", "description", "reference", "amount", "currency"),
    "journal_lines": (
        "document",
        "day",
        "source",
        "contact",
        "description",
        "account_code",
        "account_name",
        "debit",
        "credit",
        "project",
    ),
    "payments": ("kind", "customer_name", "day", "number", "memo", "amount", "currency"),
}
_PART: Final = re.compile(r"/\d+$")
_PROVENANCE: Final = frozenset({"id", "external_id", "batch", "file", "sheet", "row", "facet", "system"})


def identities(table: str, frame: pd.DataFrame) -> pd.Series[str]:
    """A stable identity for each row of `frame`, unique in it: the external id, or `fingerprint#n` for the n-th of equal rows.

    frame: draft rows of one table with `system`, `external_id`, and `file` and `row` where a row is only named by them. The answer
    does not depend on file names or row numbers, and rows that are equal in every word stay two rows. Index as `frame`.
    """
    external = frame["external_id"].astype("object").fillna("")
    if (
        table != "invoices"
        and external.is_unique
        and not external.str.contains("#", regex=False).any()
        and (external != "").all()
    ):
        return external  # each row has an id of its own
    if {"file", "row"} <= set(frame.columns):
        whole = frame["file"].astype(str) + "#" + frame["row"].astype(str)
        named = external == whole
        if table == "journal_lines" and not named.all():  # a row may be several lines: file#3 and file#3/2
            named |= external.str.replace(_PART, "", regex=True) == whole
    else:
        named = pd.Series(data=False, index=frame.index)
    named |= external == ""
    entity = frame["kind"].fillna("invoice") + ":" if table == "invoices" else ""
    answer = entity + external
    if named.any():
        answer = answer.where(~named, _fingerprints(table, frame[named]).reindex(frame.index))
    whole = frame["system"] + ":" + answer
    again = whole.groupby(whole).cumcount() + 1
    return answer.where(~named & (again == 1), answer + "#" + again.astype(str))


def _fingerprints(table: str, frame: pd.DataFrame) -> pd.Series[str]:
    names = _CONTENT.get(table) or [column for column in frame.columns if column not in _PROVENANCE]
    columns = [_texts(frame[name]) for name in names if name in frame]
    return pd.Series(
        [blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest() for parts in zip(*columns, strict=True)],
        index=frame.index,
        dtype="object",
    )


def _texts(column: pd.Series[str]) -> list[str]:
    if column.dtype.kind == "M":
        column = pd.to_datetime(column).dt.strftime("%Y-%m-%d")
    codes, different = pd.factorize(
        column.astype("object").where(column.notna(), "")
    )  # each different text is folded once
    folded = [" ".join(str(value).split()) if value is not None else "" for value in different]
    return [folded[code] for code in codes.tolist()]
