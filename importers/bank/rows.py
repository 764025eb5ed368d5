"""Rows of a bank's table that are no movements, and ids that a bank repeats."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from core.ports.importing import RowProblem
from importers.bank.lines import joined, lasting
from importers.shared.bodies import Body
from importers.shared.cells import Cells, Source
from importers.shared.columns import Headings
from importers.shared.parsing import Objects, Parsed, text_of
from importers.shared.table_reader import TableReader


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


def moved(body: Body, place: int, no: frozenset[str]) -> Body:
    """The rows that moved money by the column at `place`; those whose cell, folded, is in `no` are left out and counted."""
    cells = [text_of(row[place]).strip() for row in body.rows]
    out = {index for index, cell in enumerate(cells) if cell.casefold() in no}
    if out:
        kinds = ", ".join(sorted({cells[index] for index in out}))
        body.notes.append(f"{len(out)} rows moved no money ({kinds}) and are left out.")
    return without(body, out)


class CheckedRows(TableReader):
    """A table of which some rows do not say enough, or contradict themselves; they wait in quarantine, corrected rows as well."""

    def told(self, places: Mapping[str, int]) -> Mapping[str, frozenset[str]]:
        """Columns that have to say one of a few words: name -> the words, folded."""
        del places
        return {}

    def refused(
        self,
        body: Body,
        typed: Mapping[str, Parsed | Objects],
        places: Mapping[str, int],
        headings: Headings,
    ) -> dict[int, tuple[str, str, str, str]]:
        """Position of a row -> heading, value, code and sentence."""
        del typed
        found: dict[int, tuple[str, str, str, str]] = {}
        for name, words in self.told(places).items():
            if name not in places:
                continue
            heading = headings.printed[places[name]]
            for index, row in enumerate(body.rows):
                cell = text_of(row[places[name]]).strip()
                if cell.casefold() not in words:
                    found[index] = (
                        heading,
                        cell,
                        "IMP-204",
                        f"{cell!r} in {heading} does not say whether money came or went",
                    )
        return found

    def _problems(
        self,
        body: Body,
        typed: Mapping[str, Parsed | Objects],
        places: Mapping[str, int],
        headings: Headings,
        source: Source,
    ) -> dict[int, RowProblem]:
        for index, why in self.refused(body, typed, places, headings).items():
            body.refused.setdefault(index, why)
        return super()._problems(body, typed, places, headings, source)


def texts(cells: Cells, *names: str) -> pd.Series[str]:
    """The texts of several columns as one, each said once."""
    columns = [cells.text(name) for name in names if cells.has(name)]
    return pd.Series(
        [joined(parts) for parts in zip(*columns, strict=True)] if columns else [""] * cells.size, dtype="object"
    )
