"""What all Odoo exports have in common: apostrophes in front of signs, group rows, ids of currencies, texts of choices."""

from __future__ import annotations

import dataclasses
import re
from typing import Final

import pandas as pd

from importers.shared.grids import Row
from importers.shared.parsing import is_blank
from importers.shared.sheets import Sheet

_ARMED: Final = re.compile(r"'(?=[=+\-])")
_GROUP: Final = re.compile(r" *\S.* \(\d+\)")


def cleaned(sheet: Sheet, header: int) -> tuple[Sheet, int]:
    """`sheet` without the apostrophes that Odoo puts before texts beginning with = + or -, and with its group rows emptied.

    The second value says how many group rows there were: a label with a count in front, sums behind it, and no other text.
    """
    rows: list[Row] = list(sheet.rows[: header + 1])
    groups = 0
    for row in sheet.rows[header + 1 :]:
        if _is_group(row):
            groups += 1
            rows.append([""] * len(row))  # counted, as every row below the heading is, and empty
        else:
            rows.append([_disarmed(cell) for cell in row])
    return dataclasses.replace(sheet, rows=rows), groups


def _disarmed(cell: object) -> object:
    return cell[1:] if isinstance(cell, str) and _ARMED.match(cell) else cell


def _is_group(row: Row) -> bool:
    if not row or not isinstance(row[0], str) or not _GROUP.fullmatch(row[0]):
        return False
    return all(is_blank(cell) or (isinstance(cell, (int, float)) and not isinstance(cell, bool)) for cell in row[1:])


def group_note(groups: int) -> list[str]:
    """The sentence on the group rows of a list; none without any."""
    return [f"{groups} rows are headings of groups with their sums, not data."] if groups else []


def currency_code(column: pd.Series[str]) -> pd.Series[str]:
    """Codes of currencies, also from external ids such as base.EUR."""
    return column.str.strip().str.rpartition(".")[2].str.upper().astype("object") if len(column) else column


def without_false(column: pd.Series[str]) -> pd.Series[str]:
    """Texts with Odoo's own marks of emptiness removed: "/" for a number not given yet, False for anything."""
    plain = column.str.strip()
    return plain.mask(plain.isin(["/", "False", "false"]), "").astype("object")
