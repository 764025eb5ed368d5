"""What an importer promises: what it makes of one file, with every row accounted for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[str, int, int], None]
"""Called with (what is being done, done so far, of how many); raises core.base.errors.Cancelled to stop the work."""


def no_progress(what: str, done: int, of: int) -> None:
    """The Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class ColumnTotal:
    """One control total: the plain sum of a source column over the rows loaded.

    column: the source's own heading; currency: "" for hours and the like; amount: exact.
    """

    column: str
    currency: str
    amount: Decimal
    rows: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question on one column; choices show the first open cell under each reading."""

    column: str
    question: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Answers:
    """What a person says of a file, over what Tieout would propose; None or absent = as proposed.

    sheet: the sheet that is meant, "" for a text file. header_row: 1-based row of the heading; 0 = the table has none.
    columns: source heading (of a table without headings `column 1`, `column 2`) -> canonical field, "" = leave it unread.
    choices: source heading -> "dmy", "mdy", "ymd" for days, "." or "," for decimal marks. quote: the quoting mark, "" = none.
    """

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    system: str | None = None
    entity: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SavedMapping:
    """What a person said of an earlier file with the same headings.

    fingerprint: digest of the folded headings; headings: as they were printed; at: aware.
    """

    fingerprint: str
    headings: tuple[str, ...]
    answers: Answers
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One row that could not be read: it goes to quarantine with its code and reason, never away.

    row: 1-based data row below the header, unreadable rows counted; cells: the row as text, heading -> value.
    """

    file: str
    sheet: str
    row: int
    column: str
    value: str
    code: str
    reason: str
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Origin:
    """How a table was read whose rows are read again.

    columns: heading -> field; choices: as TableRead.choices; currency: the one currency of its control totals, "" for several or none.
    """

    file: str
    sheet: str
    system: str
    entity: str
    layout: str
    columns: Mapping[str, str]
    choices: Mapping[str, str]
    currency: str = ""


@dataclass(frozen=True, slots=True)
class CorrectedRow:
    """A row of the quarantine as a person corrected it: its number in the table it comes from, and its cells, heading -> text."""

    row: int
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """Which canonical field a source column feeds; target "" = kept unread; confidence 0..1."""

    source: str
    target: str
    confidence: float = 1.0


@dataclass(frozen=True)
class TableRead:
    """One table found in a file.

    system, entity: DESIGN.md's words; entity names the table in outputs (`invoice_line`, `journal`, ...).
    layout: name of the reader, e.g. "harvest.time_report"; it is the facet under which the store keeps the rows.
    header_row: 1-based row of the heading in the sheet or file.
    frames: canonical table name -> draft frame with columns of core.records.schema (no id/batch/file/sheet columns needed except
        external_id and row; the registry fills system, file, sheet); a journal file may fill several tables.
    rows_read = rows_loaded + len(problems): rows of the source table, counted before they became records.
    totals: control totals of the loaded rows per column and currency.
    notes: sentences worth showing (a subtotal checked, a footer skipped).
    proposed: the columns were guessed by what they are called and look like, not known from a layout. fingerprint: digest of the
        folded headings, under which a person's answers are kept and offered again.
    choices: source heading -> order of days ("dmy" ...) or decimal mark by which the column was read, as in Answers.
    untied: one sentence with both figures for each printed total that the rows do not add up to; the batch is blocked by it.
    """

    system: str
    entity: str
    layout: str
    sheet: str
    header_row: int
    columns: tuple[ColumnUse, ...]
    frames: dict[str, pd.DataFrame]
    rows_read: int
    rows_loaded: int
    problems: tuple[RowProblem, ...]
    totals: tuple[ColumnTotal, ...]
    notes: tuple[str, ...] = ()
    confidence: float = 1.0
    proposed: bool = False
    fingerprint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    untied: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileRead:
    """Everything made of one file. sha256: hex digest of its bytes, the identity of the batch.

    titles: the lone texts printed above the headings (report title, firm, dates), as they stand. quote, escape: the mark around
    cells of a text file and the one before a quote inside them, "" = none or doubled; None for a workbook.
    """

    path: Path
    file: str
    sha256: str
    encoding: str | None
    delimiter: str | None
    tables: tuple[TableRead, ...]
    notes: tuple[str, ...] = field(default=())
    titles: tuple[str, ...] = field(default=())
    quote: str | None = None
    escape: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """One file that was not read.

    harmless: a file that holds nothing of the month (unknown headings, no rows), not a damaged one. untied: its printed totals do not
    tie, which a person may accept with a reason. path: where it lies, None where that is not known.
    """

    file: str
    code: str
    sentence: str
    harmless: bool
    untied: bool = False
    path: Path | None = None


@dataclass(frozen=True)
class Preview:
    """How one table of a file would be read, for a person to correct.

    outcome: what would be loaded, or why nothing would. table: its place in the outcome's tables, None where there is none. sheets: names
    of the tables to choose from, () for a text file. headings, rows: the first rows as printed. entities: what a table may hold;
    targets: (field, wording) that its columns may feed. questions: what has to be asked before all rows can be read.
    """

    outcome: FileRead | Refused
    table: int | None
    sheets: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    entities: tuple[str, ...]
    targets: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...] = ()


class Importer(Protocol):
    """The importers' side of every use case; importers.files.Files is the real one, joined in main."""

    def read(
        self,
        paths: Sequence[Path],
        progress: Progress = no_progress,
        *,
        answers: Mapping[Path, Answers] | None = None,
        saved: Sequence[SavedMapping] = (),
    ) -> Sequence[FileRead | Refused]:
        """What files and folders hold, with a sentence for each file that cannot be read.

        answers: what a person says of one of the files now; saved: what was said of earlier files with the same headings.
        """
        ...

    def preview(self, path: Path, answers: Answers, saved: Sequence[SavedMapping] = ()) -> Preview:
        """How a file would be read with these answers; nothing is raised for a file that cannot be read, its outcome says why."""
        ...

    def again(self, origin: Origin, rows: Sequence[CorrectedRow]) -> TableRead:
        """What its reader makes of corrected rows of the table `origin`.

        Raises a TieoutError where rows of that layout cannot be corrected by themselves.
        """
        ...
