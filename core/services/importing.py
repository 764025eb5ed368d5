"""What stands between reading files and keeping them: totals that do not tie block their file; quarantined rows are corrected and read again."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

from core.base.errors import Cancelled, TieoutError
from core.ports.importing import CorrectedRow, FileRead, Importer, Refused
from core.store.book import Book
from core.store.shapes import QuarantineRow

UNTIED: Final = "SRV-203"


class StillUnreadable(TieoutError):
    """A corrected row that its reader refuses again. details: `problem` is its number in the quarantine, `reason` says why."""

    code = "SRV-204"
    template = "Row {row} of {file} still cannot be read: {reason} Nothing was changed."


class StoppedBetween(Cancelled):
    """Storing was stopped between two files: those before are in the book whole, the others not at all."""

    code = "SRV-206"
    template = (
        "Stopped on request. {done} of {of} files were in the book by then, each of them whole; the others were left out. "
        "Import the same files again to bring in the rest."
    )


class NoSuchColumn(TieoutError):
    """A correction names a column that the row does not have."""

    code = "SRV-205"
    template = "Row {row} of {file} has no column {column!r}. Its columns are {columns}."


def tied(outcomes: Sequence[FileRead | Refused], accepted: str, who: str) -> list[FileRead | Refused]:
    """`outcomes` with each file refused whose printed totals the rows do not add up to.

    accepted: why a person takes such files all the same, "" = they are refused; the reason is kept among the file's notes.
    """
    out: list[FileRead | Refused] = []
    for outcome in outcomes:
        said = (
            [sentence for table in outcome.tables for sentence in table.untied] if isinstance(outcome, FileRead) else []
        )
        if not said or isinstance(outcome, Refused):
            out.append(outcome)
        elif accepted.strip():
            note = f"Taken by {who} although {len(said)} printed totals do not agree: {accepted.strip()}"
            out.append(dataclasses.replace(outcome, notes=(*outcome.notes, note)))
        else:
            out.append(
                Refused(
                    outcome.file, UNTIED, _blocked(outcome.file, said), harmless=False, untied=True, path=outcome.path
                )
            )
    return out


def _blocked(file: str, said: Sequence[str]) -> str:
    more = f" {len(said) - 1} more totals do not agree either." if len(said) > 1 else ""
    return (
        f"{file} is not imported, because its rows do not add up to what it prints: {said[0]}{more} "
        "Export it again; if the figures are known to differ, import it with a reason."
    )


def correct(
    book: Book,
    importer: Importer,
    edits: Mapping[int, Mapping[str, str]],
    who: str,
    why: str,
    at: datetime,
) -> list[int]:
    """Reads quarantined rows again with some cells changed and keeps them; the numbers of the batches made, one a table.

    edits: number of the quarantined row -> heading -> new text. All rows are read before anything is kept. Raises StillUnreadable,
    NoSuchColumn, core.store's UnknownProblem and NameMissing, or the importer's own error for a layout that knows no columns.
    """
    from core.normalise.identity import identities
    from core.store.errors import UnknownProblem

    waiting = {row.problem: row for row in book.quarantine()}
    gone = next((number for number in edits if number not in waiting), None)
    if gone is not None:
        raise UnknownProblem(problem=gone)
    wanted = sorted((waiting[number] for number in edits), key=lambda row: (row.part, row.row))
    read = []
    for part, rows in groupby(wanted, key=lambda row: row.part):
        mine = list(rows)
        origin = book.quarantined_part(part)
        corrected = [_corrected(row, edits[row.problem]) for row in mine]
        table = importer.again(origin.origin, corrected)
        if table.problems:
            first = table.problems[0]
            number = next((row.problem for row in mine if row.row == first.row), mine[0].problem)
            raise StillUnreadable(row=first.row, file=origin.origin.file, reason=first.reason, problem=number)
        read.append((origin, table, corrected, [row.problem for row in mine]))
    return [
        book.replay(origin, table, corrected, problems, identities, who, why, at).batch
        for origin, table, corrected, problems in read
    ]


def _corrected(row: QuarantineRow, edits: Mapping[str, str]) -> CorrectedRow:
    names = [name for name, _ in row.cells]
    for column in edits:
        if column not in names:
            raise NoSuchColumn(row=row.row, file=row.file, column=column, columns=", ".join(names))
    return CorrectedRow(row.row, tuple((name, edits.get(name, cell)) for name, cell in row.cells))
