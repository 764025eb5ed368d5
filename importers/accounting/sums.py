"""Reports that print sums alone: they are kept as control figures and make no record, so that nothing is counted twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from importers.shared.bodies import FOOTER, Body, Check
from importers.shared.parsing import is_blank, text_of
from importers.shared.table_reader import TableReader

if TYPE_CHECKING:
    import pandas as pd

    from importers.shared.cells import Cells
    from importers.shared.sheets import Sheet


class ControlFigures(TableReader):
    """One row a customer or account, its figures added up per column. what: the report in words, for the note."""

    what: ClassVar[str]

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows under their groups; totals checked, per cents and the footer left out."""
        body = summary_body(sheet, header, width, list(places.values()))
        body.notes.append(
            f"{self.what} prints sums alone: its {len(body.rows)} rows are kept as control figures and make no record."
        )
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """No records"""
        del cells
        return {}


def stale(sheet: Sheet, row: list[object]) -> bool:
    """Whether a total of a workbook is a formula that was never worked out: every figure of it is nought."""
    figures = [cell for cell in row if isinstance(cell, (int, float)) and not isinstance(cell, bool)]
    return not sheet.ragged and bool(figures) and not any(figures)


def summary_body(sheet: Sheet, header: int, width: int, figures: list[int]) -> Body:
    """Rows of a summary: a lone name opens a group, "Total ..." closes it, a last total covers everything.

    The innermost open group stands beside each row as `group`.
    figures: positions of the columns that are read; a row without anything in them but a name is a group or a footer.
    """
    body = Body()
    stack: list[tuple[str, str, int]] = []  # folded name, name, first row
    left = 0
    groups: list[object] = []
    for number, row in enumerate((row for row in sheet.rows[header + 1 :] if row), 1):
        filled = [cell for cell in row if not is_blank(cell)]
        if not filled:
            continue
        first = text_of(filled[0]).strip()
        plain = first.casefold()
        figured = any(place < len(row) and not is_blank(row[place]) for place in figures if place)
        if plain.startswith("percent"):
            left += 1
        elif figured and (plain in {"total", "totals", "grand total", "net total"}):
            if not stale(sheet, row):
                body.checks.append(Check(first, 0, len(body.rows), row, number))
        elif figured and plain.startswith("total "):
            name = plain.removeprefix("total ").removeprefix("for ").partition(" with sub-")[0].strip()
            depth = next((d for d in range(len(stack) - 1, -1, -1) if stack[d][0] == name), None)
            if depth is not None:
                if not stale(sheet, row):
                    body.checks.append(Check(first, stack[depth][2], len(body.rows), row, number))
                del stack[depth:]
        elif figured:
            body.rows.append(row[:width] + [""] * (width - len(row)))
            body.numbers.append(number)
            groups.append(stack[-1][1] if stack else "")
        elif len(filled) == 1 and FOOTER.match(first):
            body.notes.append(f"The last line is the report's footer, not data: {first!r}.")
        elif len(filled) == 1:
            stack.append((plain, first, len(body.rows)))
        else:
            left += 1
    body.extra["group"] = groups
    if left:
        body.notes.append(f"{left} rows hold per cents or remarks and no figures of the report.")
    return body
