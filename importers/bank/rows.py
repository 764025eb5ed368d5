"""Rows of a bank's table that are no movements, and ids that a bank repeats."""

from __future__ import annotations

import pandas as pd

from importers.bank.lines import joined, lasting
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.parsing import text_of
from importers.shared.sheets import Sheet


def without(body: Body, out: set[int]) -> Body:
    """`body` without the rows at positions `out`; its printed totals are kept only where nothing is left out."""
    if not out:
        return body
    kept = [index for index in range(len(body.rows)) if index not in out]
    moved = {old: new for new, old in enumerate(kept)}
    body.rows = [body.rows[index] for index in kept]
    body.numbers = [body.numbers[index] for index in kept]
    body.short = {moved[index]: cells for index, cells in body.short.items() if index in moved}
    body.long = {moved[index]: cells for index, cells in body.long.items() if index in moved}
    body.refused = {moved[index]: why for index, why in body.refused.items() if index in moved}
    body.extra = {key: [values[index] for index in kept] for key, values in body.extra.items()}
    body.checks = []
    return body


def named(printed: pd.Series[str], numbered: pd.Series[str], account: pd.Series[str]) -> pd.Series[str]:
    """Ids of lines: as printed where that lasts, else the row's own name; the n-th of equal ids of an account ends in " (n)"."""
    lasts = {text: lasting(str(text)) for text in printed.unique()}
    ids = printed.map(lasts)
    ids = ids.where(ids != "", numbered).astype("object")
    again = ids.groupby([account, ids]).cumcount()
    return ids.where(again == 0, ids + " (" + (again + 1).astype(str) + ")")


def moved(body: Body, sheet: Sheet, header: int, place: int, yes: frozenset[str] | None, no: frozenset[str]) -> Body:
    """The rows that moved money by the column at `place`; the others are left out and counted.

    yes, no: folded cells of rows that did and did not; a cell that is neither waits in quarantine, unless `yes` is None, because
    another column tells.
    """
    out: dict[int, str] = {}
    heading = text_of(sheet.rows[header][place]).strip()
    for index, row in enumerate(body.rows):
        cell = text_of(row[place]).strip()
        if cell.casefold() in no:
            out[index] = cell
        elif yes is not None and cell.casefold() not in yes:
            why = f"{cell!r} in {heading} does not say whether the row moved money"
            body.refused[index] = (heading, cell, "IMP-204", why)
    if out:
        body.notes.append(f"{len(out)} rows moved no money ({', '.join(sorted(set(out.values())))}) and are left out.")
    return without(body, set(out))


def texts(cells: Cells, *names: str) -> pd.Series[str]:
    """The texts of several columns as one, each said once."""
    columns = [cells.text(name) for name in names if cells.has(name)]
    return pd.Series(
        [joined(parts) for parts in zip(*columns, strict=True)] if columns else [""] * cells.size, dtype="object"
    )
