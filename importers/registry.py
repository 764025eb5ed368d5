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
from core.ports.importing import Answers, FileRead, Progress, SavedMapping, TableRead, no_progress
from importers.accounting import readers as accounting
from importers.anytable.fingerprints import fingerprint_of, recall
from importers.anytable.masters import strangers
from importers.anytable.opening import is_table
from importers.anytable.reader import BadAnswer, Grid, helped, read_table
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
from importers.shared.texts import Tabulated, tabulated

_AREAS: Final = (crm, psa, accounting, people, bank)
READERS: Final[tuple[TableReader, ...]] = tuple(reader for area in _AREAS for reader in area.TABLES)
FILE_READERS: Final[tuple[FileReader, ...]] = tuple(reader for area in _AREAS for reader in area.FILES)
_BY_HAND: Final = frozenset({"register", "roster"})  # systems whose lists firms keep themselves, under any heading
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


def read(path: Path, answers: Answers | None = None, saved: Sequence[SavedMapping] = ()) -> FileRead:
    """Everything made of one file, its rows named by file, sheet and row.

    answers: what a person says of it, over what would be proposed; saved: what was said of earlier files. Currencies that only
    other files tell are "" (see `read_folder`). Raises a FileRefused whose sentence says what is wrong.
    """
    said = answers or Answers()
    intake = take_in(path, said.encoding)
    return _archive(intake, said, saved) if intake.kind == "archive" else _read(intake, said, saved, once=True)


def _archive(intake: Intake, answers: Answers, saved: Sequence[SavedMapping]) -> FileRead:
    """Everything made of the members of an archive; what none of the readers knows is said, a damaged member refuses the whole."""
    notes: list[str] = []
    reads: list[FileRead] = []
    fits: list[bool] = []
    for member in members(intake, notes):
        try:
            reads.append(_read(member, answers, saved, fits))
        except (UnknownLayout, HeadingsOnly) as cause:
            notes.append(cause.sentence)
    if fits and not any(fits):
        said = ", ".join(sorted({*answers.columns, *answers.choices})) or answers.entity
        raise BadAnswer(reason=f"No file in {intake.name} has the columns that the answers name: {said}.")
    if not reads:
        raise NoMember(file=intake.name, members=" ".join(notes[:3]) or "It holds no file.")
    return FileRead(
        intake.path,
        intake.name,
        intake.sha256,
        None,
        None,
        _compared([table for one in reads for table in one.tables]),
        (*(f"{one.file}: {note}" for one in reads for note in one.notes), *notes),
        tuple(dict.fromkeys(title for one in reads for title in one.titles)),
    )


def _read(
    intake: Intake,
    answers: Answers,
    saved: Sequence[SavedMapping],
    fits: list[bool] | None = None,
    *,
    once: bool = False,
) -> FileRead:
    """Everything made of one file that is no archive.

    fits: of a member of an archive, grows by whether it has the columns answered. once: its text is not needed again.
    """
    whole = _file_reader(intake)
    if whole is not None:
        return _file(intake, whole.settled(intake, answers.choices), None, ())
    whole_file = sheets_of(intake, answers.delimiter, answers.quote)
    sheets = _chosen(whole_file, answers, intake.name)
    several = len(whole_file) > 1
    shown = sheets[0].dialect if sheets else None
    if once:
        intake.let_go()
    tables: list[TableRead] = []
    unknown: list[TableRead] = []
    notes: list[str] = []
    titles: dict[str, None] = {}
    bare: str | None = None
    placed = [(sheet, place := _place(sheet, answers), _grid(sheet, place, answers)) for sheet in sheets]
    for (sheet, place, grid), own in zip(placed, _meant(placed, answers, intake.name, fits), strict=True):
        if grid is None:
            notes.append(f"Sheet {sheet.name!r} is none of the lists that Tieout knows and is left unread.")
            continue
        titles.update(dict.fromkeys(_titles(sheet, place.header) if place else grid.region.titles))
        found = _tables(intake, grid, place, own, saved, several=several)
        if not any(table.rows_read for table in found):
            bare = place.reader.layout if place else bare
            notes.append(f"Sheet {sheet.name!r} has headings and no rows.")
            continue
        if not any(table.entity for table in found):
            unknown += found
            continue
        tables += found
    tables = list(_compared([*tables, *unknown]))[: len(tables)] or tables
    if tables:
        notes += [
            f"Sheet {each.sheet!r} is none of the lists that Tieout knows and is left unread." for each in unknown
        ]
    tables = tables or unknown
    if not tables:
        if bare:
            raise HeadingsOnly(file=intake.name, what=bare.replace(".", " ").replace("_", " "))
        raise UnknownLayout(file=intake.name, headings=_seen(sheets))
    said = [note for sheet in sheets for note in sheet.notes]
    made = _file(intake, tables, sheets[0].delimiter, (*said, *(notes if len(sheets) > 1 else ())))
    return dataclasses.replace(
        made,
        titles=tuple(titles),
        quote=shown.quote if shown else None,
        escape=shown.escape if shown else None,
    )


def _compared(tables: Sequence[TableRead]) -> tuple[TableRead, ...]:
    """The tables of one file, with what one names and the list of another lacks."""
    said = strangers(tables)
    return tuple(
        dataclasses.replace(table, notes=tuple(dict.fromkeys((*table.notes, *said.get(place, ())))))
        for place, table in enumerate(tables)
    )


def _chosen(sheets: list[Sheet], answers: Answers, file: str) -> list[Sheet]:
    """The sheets of a file, only the one that is meant where a person says which; raises BadAnswer where it has none of that name."""
    if not answers.sheet:
        return sheets
    meant = [sheet for sheet in sheets if sheet.name == answers.sheet]
    if not meant:
        names = ", ".join(sheet.name for sheet in sheets if sheet.name) or "none"
        raise BadAnswer(reason=f"{file} has no sheet {answers.sheet!r}. Its sheets are: {names}.")
    return meant


def rows_as_printed(path: Path, answers: Answers | None = None) -> tuple[list[str], list[list[str]]] | None:
    """Headings and rows of a file's largest table, every cell the text that stands there, whatever the table is.

    None for a file whose records are told by its own marks. Raises a FileRefused when there is no table.
    """
    said = answers or Answers()
    intake = take_in(path, said.encoding)
    files = members(intake, []) if intake.kind == "archive" else [intake]
    best: Tabulated | None = None
    for one in files:
        if _file_reader(one) is not None:
            continue
        for sheet in _chosen(sheets_of(one, said.delimiter, said.quote), said, one.name):
            grid = _grid(sheet, _place(sheet, said), said)
            table = tabulated(sheet.rows, grid.region) if grid is not None else None
            if table is not None and (best is None or len(table.numbers) > len(best.numbers)):
                best = table
    if best is None:
        if intake.kind != "archive" and _file_reader(intake) is not None:
            return None
        raise UnknownLayout(file=intake.name, headings="")
    return list(best.names), [list(row) for row in best.rows()]


def _place(sheet: Sheet, answers: Answers) -> Place | None:
    """The known layout of a sheet; of the row that a person says is the heading, where one does."""
    if answers.header_row is None:
        return recognise(sheet)
    if answers.header_row == 0:
        return None
    index = answers.header_row - 1 - sheet.first_row
    if not 0 <= index < len(sheet.rows):
        last = sheet.first_row + len(sheet.rows)
        raise BadAnswer(
            reason=f"There is no row {answers.header_row}: the table stands in rows {sheet.first_row + 1} to {last}."
        )
    headings = Headings.of(sheet.rows[index])
    best = max(READERS, key=lambda reader: reader.sure(headings))
    sure = best.sure(headings)
    return Place(best, index, sure) if sure else None


def _grid(sheet: Sheet, place: Place | None, answers: Answers) -> Grid | None:
    """The table of a sheet as it stands; None where there is none."""
    if answers.header_row is not None:
        if answers.header_row == 0:
            return Grid.of(sheet, None, headless=True)
        return Grid.of(sheet, answers.header_row - 1 - sheet.first_row)
    if place is not None:
        return Grid.of(sheet, place.header)
    return Grid.of(sheet, None) if is_table(sheet.rows) else None


def _tables(
    intake: Intake,
    grid: Grid,
    place: Place | None,
    answers: Answers,
    saved: Sequence[SavedMapping],
    *,
    several: bool,
) -> list[TableRead]:
    """The tables under one heading: by the known layout, unless a person mapped these headings otherwise, now or before."""
    sheet = grid.sheet
    named = Path(intake.inside or intake.path.name)
    known = place.reader if place else None
    source = Source(intake.name, sheet.name if several else "", named_currency(named, known) if known else "")
    mapped = recall(grid.names, saved)
    tables: list[TableRead] = []
    if known is not None and place is not None and (mapped is None or mapped.drifted or not mapped.answers.columns):
        unheard = [heading for heading in answers.choices if heading not in grid.names]
        if unheard:
            raise BadAnswer(reason=f"{intake.name} has no column {unheard[0]!r}.")
        before = mapped.answers.choices if mapped is not None and not mapped.drifted else {}
        chosen = dataclasses.replace(sheet, choices={**sheet.choices, **before, **answers.choices})
        reader, by_meaning = helped(known, grid, place.header) if known.system in _BY_HAND else (known, {})
        tables = reader.tables(chosen, place.header, source)
        if by_meaning:
            shown = ", ".join(f"{heading} as {field}" for heading, field in by_meaning.items())
            note = f"Read by what they are called and look like: {shown}."
            tables = [dataclasses.replace(table, notes=(*table.notes, note)) for table in tables]
        if _agreed(tables, answers):
            mark = fingerprint_of(grid.names)
            return [
                dataclasses.replace(
                    table,
                    fingerprint=mark,
                    system=answers.system or table.system,
                    header_row=table.header_row + sheet.first_row,
                )
                for table in tables
            ]
    return [read_table(grid, source, answers, saved, system=known.system if known else "")]


def _agreed(tables: Sequence[TableRead], answers: Answers) -> bool:
    """Whether a person says of entity and columns what the known layout says of them itself."""
    if answers.entity is not None and answers.entity not in {table.entity for table in tables}:
        return False
    uses = {(use.source, use.target) for table in tables for use in table.columns}
    return uses.issuperset(answers.columns.items())


def _meant(
    sheets: Sequence[tuple[Sheet, Place | None, Grid | None]],
    answers: Answers,
    file: str,
    member: list[bool] | None = None,
) -> list[Answers]:
    """The answers for each sheet: of several, those on columns are for the tables that have them.

    member: see `_read`. Raises BadAnswer when no table has them, and when it is not said which of several is meant.
    """
    said = {*answers.columns, *answers.choices}
    if not (said or answers.entity) or (len(sheets) < 2 and member is None):
        return [answers] * len(sheets)
    if not said:
        raise BadAnswer(
            reason=f"{file} holds several tables. Say which is meant by the entity {answers.entity!r}: its sheet, or its columns."
        )
    fits = [grid is not None and said <= set(grid.names) for _, _, grid in sheets]
    if member is not None:
        member.append(any(fits))
    elif not any(fits):
        raise BadAnswer(reason=f"No table of {file} has the columns {', '.join(sorted(said))}.")
    others = dataclasses.replace(answers, entity=None, columns={}, choices={})
    return [answers if fit else others for fit in fits]


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


def named_currency(path: Path, reader: TableReader) -> str:
    """The currency in the name of a bank's file, the only hint there is when a statement prints none."""
    if reader.system != "bank":
        return ""
    found = {code.upper() for code in _CODE.findall(path.stem) if code.upper() in _CURRENCIES}
    return found.pop() if len(found) == 1 else ""


def _seen(sheets: Sequence[Sheet]) -> str:
    for sheet in sheets:
        for row in sheet.rows[:_SEARCHED]:
            texts = [" ".join(text_of(cell).split()) for cell in row if not is_blank(cell)]
            if len(texts) > 1:
                return f": its first row reads {', '.join(texts[:6])[:160]}"
    return ""


def _named(frame: pd.DataFrame, **words: str) -> pd.DataFrame:
    """The frame with a word for all rows in further columns; its own columns are not copied."""
    whole = frame.copy(deep=False)
    for name, word in words.items():
        whole[name] = word
    return whole


def _file(intake: Intake, tables: Sequence[TableRead], delimiter: str | None, notes: tuple[str, ...]) -> FileRead:
    named = [
        dataclasses.replace(
            table,
            frames={
                name: _named(frame, system=table.system, file=intake.name, sheet=table.sheet)
                for name, frame in table.frames.items()
            },
        )
        for table in tables
    ]
    said = (*intake.notes, *notes)
    return FileRead(intake.path, intake.name, intake.sha256, intake.encoding, delimiter, tuple(named), said)


def _of_use(one: FileRead) -> FileRead:
    """`one`, unless nothing of it could ever be a record; raises UnknownLayout then."""
    if not any(table.entity or (len(table.columns) > 1 and table.rows_read > 1) for table in one.tables):
        headings = ", ".join(column.source for table in one.tables for column in table.columns)
        raise UnknownLayout(file=one.file, headings=f": its first row reads {headings[:160]}")
    return one


def read_files(
    paths: Sequence[Path],
    progress: Progress = no_progress,
    *,
    refused: list[Refusal] | None = None,
    saved: Sequence[SavedMapping] = (),
) -> list[FileRead]:
    """All of `paths`, with the currencies that one file tells for another.

    A file that is refused stops the work, unless `refused` is given to collect the refusals. The same bytes twice are read once.
    """
    reads: list[FileRead] = []
    seen: set[str] = set()
    for number, path in enumerate(paths):
        progress(f"Reading {path.name}", number, len(paths))
        try:
            one = _of_use(read(path, saved=saved))
        except TieoutError as cause:
            if refused is None:
                raise
            refused.append(Refusal(path, cause.code, cause.sentence))
            continue
        if one.sha256 not in seen:
            seen.add(one.sha256)
            reads.append(one)
    progress("Reading", len(paths), len(paths))
    reads = _beside(reads)
    return complete(reads, drafts_of(reads))


def _beside(reads: Sequence[FileRead]) -> list[FileRead]:
    """The files, with what one names and the list in another lacks."""
    tables = iter(_compared([table for one in reads for table in one.tables]))
    return [dataclasses.replace(one, tables=tuple(next(tables) for _ in one.tables)) for one in reads]


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
