"""How a file would be read, for a person to correct before anything is kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.base.errors import TieoutError
from core.ports.importing import Answers, FileRead, Preview, Refused, SavedMapping
from importers.anytable.entities import BY_NAME
from importers.currencies import complete
from importers.questions import questions_of
from importers.registry import drafts_of, read, rows_as_printed
from importers.shared.intake import HeadingsOnly, NoMember, NotATable, UnknownLayout, take_in
from importers.shared.sheets import sheets_of

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN: Final = 50
"""Rows of a preview."""
_CONTROL: Final = re.compile(
    rb"[\x01-\x08\x10-\x1a\x1c-\x1f]"
)  # in pictures and packed files; texts shift by 0e and 0f
NO_TABLE: Final = frozenset({UnknownLayout.code, NotATable.code})
"""Refusals of whole files that are sound and hold no table, by code."""
HARMLESS: Final = frozenset({HeadingsOnly.code, UnknownLayout.code, NoMember.code})
"""Refusals of files that hold nothing of the month, by code; any other is a damaged or foreign file."""


def preview(path: Path, answers: Answers, saved: Sequence[SavedMapping] = ()) -> Preview:
    """How the file at `path` would be read with `answers`, over what would be proposed and what was said of earlier files."""
    try:
        made = read(path, answers, saved)
        outcome: FileRead | Refused = complete([made], drafts_of([made]))[0]
    except TieoutError as cause:
        outcome = Refused(path.name, cause.code, cause.sentence, cause.code in HARMLESS)
    table = _main(outcome)
    entity = answers.entity or (
        outcome.tables[table].entity if isinstance(outcome, FileRead) and table is not None else ""
    )
    headings, rows = _printed(path, answers)
    asked = questions_of(outcome.tables[table]) if isinstance(outcome, FileRead) and table is not None else ()
    return Preview(outcome, table, _sheets(path, answers), headings, rows, tuple(BY_NAME), _targets(entity), asked)


def _main(outcome: FileRead | Refused) -> int | None:
    if isinstance(outcome, Refused) or not outcome.tables:
        return None
    return max(range(len(outcome.tables)), key=lambda at: outcome.tables[at].rows_read)


def _sheets(path: Path, answers: Answers) -> tuple[str, ...]:
    try:
        sheets = sheets_of(take_in(path, answers.encoding))
    except TieoutError:
        return ()  # the outcome says why
    return tuple(sheet.name for sheet in sheets if sheet.name)


def _printed(path: Path, answers: Answers) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    try:
        found = rows_as_printed(path, answers)
    except TieoutError:
        return (), ()  # the outcome says why
    if found is None:
        return (), ()
    headings, rows = found
    return tuple(headings), tuple(tuple(row) for row in rows[:SHOWN])


def _targets(entity: str) -> tuple[tuple[str, str], ...]:
    """The fields a column may feed, each as a person reads it; () while it is not known what the table holds."""
    if entity not in BY_NAME:
        return ()
    return tuple((name, name.replace("_", " ")) for name in BY_NAME[entity].names)


def encoding_of(path: Path) -> str:
    """The encoding of a file that is text, whether or not it holds a table; "" for any other."""
    from importers.shared.decoding import Undecodable, decoded

    try:
        data = path.read_bytes()
    except OSError:
        return ""  # whoever reads it says why
    if not data.strip() or data.startswith((b"%PDF", b"{\\rtf")) or _CONTROL.search(data[:4096].replace(b"\x00", b"")):
        return ""
    try:
        found = decoded(data)
    except Undecodable:
        return ""
    return "" if "\x00" in found.text else found.encoding
