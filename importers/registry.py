"""The list of readers, and the one that fits a file: chosen by its bytes and headings, never by its name alone."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from core.base.errors import TieoutError
from core.ports.importing import FileRead, Progress, TableRead, no_progress
from importers.accounting import readers as accounting
from importers.bank import readers as bank
from importers.crm import readers as crm
from importers.currencies import complete
from importers.people import readers as people
from importers.psa import readers as psa
from importers.shared.archives import members
from importers.shared.cells import Source
from importers.shared.columns import Headings
from importers.shared.file_reader import FileReader
from importers.shared.intake import HeadingsOnly, Intake, NoMember, UnknownLayout, take_in
from importers.shared.parsing import is_blank, text_of
from importers.shared.sheets import Sheet, sheets_of
from importers.shared.table_reader import TableReader

_AREAS: Final = (crm, psa, accounting, people, bank)
READERS: Final[tuple[TableReader, ...]] = tuple(reader for area in _AREAS for reader in area.TABLES)
FILE_READERS: Final[tuple[FileReader, ...]] = tuple(reader for area in _AREAS for reader in area.FILES)
_SEARCHED: Final = 30  # rows in which a heading is looked for
_CODE: Final = re.compile(r"(?<![A-Za-z])([A-Za-z]{3})(?![A-Za-z])")
_CURRENCIES: Final = frozenset(
    [
        "AED",
        "AUD",
        "BRL",
        "CAD",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CZK",
        "DKK",
        "EUR",
        "GBP",
        "HKD",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "JPY",
        "KRW",
        "KWD",
        "MXN",
        "MYR",
        "NOK",
        "NZD",
        "PEN",
        "PHP",
        "PLN",
        "QAR",
        "RON",
        "SAR",
        "SEK",
        "SGD",
        "THB",
        "TRY",
        "TWD",
        "USD",
        "VND",
        "ZAR",
    ]
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One file that was not read, and the sentence that says why."""

    path: Path
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader found its heading: index of the row, and how sure it is."""

    reader: TableReader
    header: int
    sure: float


def recognise(sheet: Sheet) -> Place | None:
    """The reader that is surest of a heading row of `sheet`; None when no reader knows one."""
    best: Place | None = None
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
        if sum(1 for cell in row if isinstance(cell, str) and cell.strip()) < 2:
            continue
        headings = Headings.of(row)
        for reader in READERS:
            sure = reader.sure(headings)
            if sure and (best is None or sure > best.sure):
                best = Place(reader, index, sure)
        if best is not None and best.header == index:
            return best  # headings stand above their rows: the first row that is one
    return best


def read(path: Path) -> FileRead:
    """Everything made of one file, its rows named by file, sheet and row.

    Currencies that only other files tell are "" (see `read_folder`). Raises a FileRefused whose sentence says what is wrong.
    """
    intake = take_in(path)
    return _archive(intake) if intake.kind == "archive" else _read(intake)


def _archive(intake: Intake) -> FileRead:
    """Everything made of the members of an archive; what none of the readers knows is said, a damaged member refuses the whole."""
    notes: list[str] = []
    reads: list[FileRead] = []
    for member in members(intake, notes):
        try:
            reads.append(_read(member))
        except (UnknownLayout, HeadingsOnly) as cause:
            notes.append(cause.sentence)
    if not reads:
        raise NoMember(file=intake.name, members=" ".join(notes[:3]) or "It holds no file.")
    return FileRead(
        intake.path,
        intake.name,
        intake.sha256,
        None,
        None,
        tuple(table for one in reads for table in one.tables),
        (*(f"{one.file}: {note}" for one in reads for note in one.notes), *notes),
        tuple(dict.fromkeys(title for one in reads for title in one.titles)),
    )


def _read(intake: Intake) -> FileRead:
    """Everything made of one file that is no archive."""
    path = intake.path
    whole = _file_reader(intake)
    if whole is not None:
        return _file(intake, whole.read(intake), None, ())
    sheets = sheets_of(intake)
    tables: list[TableRead] = []
    notes: list[str] = []
    titles: dict[str, None] = {}
    bare: str | None = None
    for sheet in sheets:
        place = recognise(sheet)
        if place is None:
            notes.append(f"Sheet {sheet.name!r} is none of the lists that Tieout knows and is left unread.")
            continue
        titles.update(dict.fromkeys(_titles(sheet, place.header)))
        source = Source(
            intake.name,
            sheet.name if len(sheets) > 1 else "",
            _named_currency(Path(intake.inside or path.name), place.reader),
        )
        found = place.reader.tables(sheet, place.header, source)
        if not any(table.rows_read for table in found):
            bare = place.reader.layout
            notes.append(f"Sheet {sheet.name!r} has headings and no rows.")
            continue
        tables += found
    if not tables:
        if bare:
            raise HeadingsOnly(file=intake.name, what=bare.replace(".", " ").replace("_", " "))
        raise UnknownLayout(file=intake.name, headings=_seen(sheets))
    made = _file(intake, tables, sheets[0].delimiter, tuple(notes) if len(sheets) > 1 else ())
    return dataclasses.replace(made, titles=tuple(titles))


def _file_reader(intake: Intake) -> FileReader | None:
    """The reader of whole files that is surest of this one; None when it is a table."""
    best = max(FILE_READERS, key=lambda reader: reader.sure(intake), default=None)
    return best if best is not None and best.sure(intake) > 0 else None


def whole_file(intake: Intake) -> bool:
    """Whether a file's records are told by its own marks (OFX and the like) and not by a heading row."""
    return _file_reader(intake) is not None


def _titles(sheet: Sheet, header: int) -> list[str]:
    """The lone texts above the heading row."""
    rows = ([text_of(cell).strip() for cell in row if not is_blank(cell)] for row in sheet.rows[:header])
    return [texts[0] for texts in rows if len(texts) == 1]


def _named_currency(path: Path, reader: TableReader) -> str:
    """The currency in the name of a bank's file, the only hint there is when a statement prints none."""
    if reader.system != "bank":
        return ""
    found = {code.upper() for code in _CODE.findall(path.stem) if code.upper() in _CURRENCIES}
    return found.pop() if len(found) == 1 else ""


def _seen(sheets: Sequence[Sheet]) -> str:
    for sheet in sheets:
        for row in sheet.rows[:_SEARCHED]:
            texts = [text_of(cell).strip() for cell in row if not is_blank(cell)]
            if len(texts) > 1:
                return f": its first row reads {', '.join(texts[:6])[:160]}"
    return ""


def _file(intake: Intake, tables: Sequence[TableRead], delimiter: str | None, notes: tuple[str, ...]) -> FileRead:
    named = [
        dataclasses.replace(
            table,
            frames={
                name: frame.assign(system=table.system, file=intake.name, sheet=table.sheet)
                for name, frame in table.frames.items()
            },
        )
        for table in tables
    ]
    said = (*intake.notes, *notes)
    return FileRead(intake.path, intake.name, intake.sha256, intake.encoding, delimiter, tuple(named), said)


def read_files(
    paths: Sequence[Path], progress: Progress = no_progress, *, refused: list[Refusal] | None = None
) -> list[FileRead]:
    """All of `paths`, with the currencies that one file tells for another.

    A file that is refused stops the work, unless `refused` is given to collect the refusals. The same bytes twice are read once.
    """
    reads: list[FileRead] = []
    seen: set[str] = set()
    for number, path in enumerate(paths):
        progress(f"Reading {path.name}", number, len(paths))
        try:
            one = read(path)
        except TieoutError as cause:
            if refused is None:
                raise
            refused.append(Refusal(path, cause.code, cause.sentence))
            continue
        if one.sha256 not in seen:
            seen.add(one.sha256)
            reads.append(one)
    progress("Reading", len(paths), len(paths))
    return complete(reads, drafts_of(reads))


def files_of(folder: Path) -> list[Path]:
    """The files of a folder that may be exports, by name; hidden files and office lock files are not."""
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))


def read_folder(
    folder: Path, progress: Progress = no_progress, *, refused: list[Refusal] | None = None
) -> list[FileRead]:
    """All files of a folder, see `read_files`."""
    return read_files(files_of(folder), progress, refused=refused)


def drafts_of(reads: Sequence[FileRead]) -> dict[str, pd.DataFrame]:
    """Draft frames by canonical table, all files together, with the layout of each row as `facet`: what `assemble` takes."""
    parts: dict[str, list[pd.DataFrame]] = {}
    for one in reads:
        for table in one.tables:
            for name, frame in table.frames.items():
                if len(frame):
                    parts.setdefault(name, []).append(frame.assign(facet=table.layout))
    return {name: _stacked(frames) for name, frames in parts.items()}


def _stacked(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    if len(frames) == 1:
        return frames[0].reset_index(drop=True)
    columns: dict[str, None] = {}
    for frame in frames:
        columns.update(dict.fromkeys(frame.columns))
    return pd.concat([frame.dropna(axis="columns", how="all") for frame in frames], ignore_index=True).reindex(
        columns=list(columns)
    )


def by_layout(reads: Sequence[FileRead]) -> Mapping[str, list[TableRead]]:
    """The tables that were read, by layout."""
    found: dict[str, list[TableRead]] = {}
    for one in reads:
        for table in one.tables:
            found.setdefault(table.layout, []).append(table)
    return found
