"""What the screens are shown: frozen answers without pandas, money as minor units beside its currency.

A screen formats these and holds no figure of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class CellKind(StrEnum):
    """How a grid column's values are stored and shown."""

    TEXT = "text"
    CODE = "code"  # few distinct values: offered as facet
    MONEY = "money"  # int minor units or None; the grid's `currency` column of the same row gives the exponent
    RATE = "rate"  # int ten-thousandths or None
    SECONDS = "seconds"
    BASIS = "basis"  # int basis points
    COUNT = "count"
    DAY = "day"  # ISO text or ""
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column of a grid. editable: a cell edit of it is accepted by Desk.edit."""

    name: str
    title: str
    kind: CellKind
    editable: bool = False
    width: int = 120


@dataclass(frozen=True, slots=True)
class Grid:
    """A table by columns. values: one sequence a column, all of one length; keys: one stable key a row."""

    columns: tuple[GridColumn, ...]
    keys: Sequence[str]
    values: tuple[Sequence[object], ...]

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure on a tile: value already typed, with the reason where it is unknown (value None)."""

    name: str
    title: str
    minor: int | None = None
    currency: str = ""
    text: str = ""
    unit: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What a controller should do next. page: the page that does it; count: how many items wait."""

    title: str
    detail: str
    page: str
    count: int


@dataclass(frozen=True, slots=True)
class HomeView:
    """The state of the month at a glance."""

    firm: str
    period: str
    as_of: date
    base_currency: str
    figures: tuple[Figure, ...]
    impact: tuple[Figure, ...]  # net per impact class, gross beside it in text
    tasks: tuple[Task, ...]
    not_evaluated: tuple[tuple[str, str], ...]  # control id, reason
    digest: str
    gate_open: bool  # true when no open S1 stands in the way


@dataclass(frozen=True, slots=True)
class FileView:
    """One table of one imported (or refused) file. period: first and last day of its rows as ISO, or ''.

    mapped: how its columns were told where no layout of a system is known: "proposal" by what they are called and look like, "person"
    by what somebody said, now or of an earlier file; "" for a known layout. mappable: saying which column is which can bring rows in.
    untied: refused because its printed totals do not tie, which may be accepted with a reason. path: where the file lies, "" where that is
    not known any more.
    """

    file: str
    system: str
    entity: str
    sheet: str
    rows_read: int
    rows_loaded: int
    rows_quarantined: int
    totals: tuple[tuple[str, str, str], ...]  # column, currency, exact decimal text
    confidence: float
    new: int
    changed: int
    unchanged: int
    batch: int | None
    at: datetime | None
    notes: tuple[str, ...] = ()
    error: str = ""  # a sentence, when the file was refused
    period: tuple[str, str] = ("", "")
    mapped: str = ""
    mappable: bool = False
    untied: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column of a file that is about to be read. target: the field it feeds, "" = left unread; samples: first cells as printed."""

    heading: str
    target: str
    confidence: float
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What has to be asked before all rows can be read. choices: (answer, what it would make of the first such cell)."""

    column: str
    question: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PreviewView:
    """How a file would be read. error: a sentence when nothing would; proposed: columns were guessed and want a person's look.

    rows: (cells) as printed, in the order of `columns`; problems: (row, column, value, reason) of rows that would wait in quarantine;
    loads: the table is understood surely enough to be loaded as it stands; untied: one sentence for each printed total that its rows
    do not add up to.
    """

    file: str
    error: str
    system: str
    entity: str
    sheet: str
    sheets: tuple[str, ...]
    header_row: int
    encoding: str
    delimiter: str
    confidence: float
    proposed: bool
    loads: bool
    columns: tuple[ColumnView, ...]
    rows: tuple[tuple[str, ...], ...]
    rows_read: int
    rows_loaded: int
    problems: tuple[tuple[int, str, str, str], ...]
    problem_count: int
    totals: tuple[tuple[str, str, str], ...]
    questions: tuple[QuestionView, ...]
    notes: tuple[str, ...]
    entities: tuple[str, ...]
    targets: tuple[tuple[str, str], ...]
    untied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MappingView:
    """One saved mapping. columns: (heading, field)."""

    fingerprint: str
    entity: str
    columns: tuple[tuple[str, str], ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ImportView:
    """Everything imported so far and what could not be read."""

    files: tuple[FileView, ...]
    quarantine: Grid


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled value of a record at a side of a comparison; differs: lit."""

    label: str
    left: str
    right: str
    differs: bool


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One reason for or against a link, in words; weight in basis points of log-odds, 0 when not scored."""

    text: str
    weight: int = 0


@dataclass(frozen=True, slots=True)
class MatchView:
    """One link side by side. alternatives: (id, label, why) of other candidates for the right side."""

    key: str
    kind: str
    left_id: str
    right_id: str
    left_title: str
    right_title: str
    status: str
    confidence: int
    fields: tuple[Field, ...]
    evidence: tuple[EvidenceView, ...]
    alternatives: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadStep:
    """One station of a record's thread: deal, contract, project, time, invoice, payment, bank, ledger."""

    station: str
    records: tuple[tuple[str, str], ...]  # id, label
    amount: int | None
    currency: str
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class EditableField:
    """One value of a record that may be corrected from the detail pane."""

    table: str
    record: str
    field: str
    label: str
    kind: CellKind
    value: object
    currency: str = ""


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding in full: both sides of the mismatch, the thread of its subject, what can be done."""

    key: str
    control: str
    title: str
    severity: str
    impact_class: str
    amount: int | None
    currency: str
    message: str
    suggestion: str
    left_title: str
    right_title: str
    fields: tuple[Field, ...]
    thread: tuple[ThreadStep, ...]
    related: tuple[tuple[str, str], ...]
    editable: tuple[EditableField, ...]
    history: tuple[str, ...] = ()
    absorbed_by: str = ""
    can_draft: str = ""  # "credit_rebill" or "draft_invoice" when a correction document can be prepared


@dataclass(frozen=True, slots=True)
class Touched:
    """What an edit changed: the screen repaints only that.

    findings: keys restated, new or gone; links: keys; records: ids. step: number of the step, None when nothing changed.
    """

    step: int | None
    what: str
    records: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RereadView:
    """What became of corrected rows. refused: key in the quarantine and why the row still cannot be read."""

    touched: Touched
    refused: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One named step of the book's history."""

    number: int
    name: str
    who: str
    why: str
    at: datetime
    undone: bool
    changes: tuple[tuple[str, str, str, str], ...]  # record, field, before, after


@dataclass(frozen=True, slots=True)
class OutboxView:
    """One thing waiting to be sent. before/after: labelled texts."""

    number: int
    system: str
    entity: str
    record: str
    action: str
    status: str
    prepared_by: str
    approved_by: str
    file: str
    before_after: tuple[Field, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class KpiView:
    """One measure with what was left out."""

    kpi: str
    title: str
    period: str
    value: str
    unit: str
    excluded: str
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class ReportView:
    """A printed report in the book's report folder. pages: count; path: the PDF."""

    path: str
    pages: int
    workbook: str
    kpis: tuple[KpiView, ...] = field(default=())
