"""What the store answers with when it is not a frame: frozen, no pandas, no SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from core.ports.importing import ColumnTotal, ColumnUse, Origin


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """What one import did.

    already: the same bytes were imported before (as `batch`) and nothing was written; new, changed, unchanged: records, not rows;
    quarantined: rows that could not be read.
    """

    batch: int
    already: bool
    new: int
    changed: int
    unchanged: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class PartRow:
    """One table of one imported file, as core.ports.importing.TableRead says it, with what its records became.

    first_day, last_day: ISO days of its records, "" where they carry no `day`. part: its number; corrects: the number of the part whose
    quarantined rows it holds, corrected.
    """

    system: str
    entity: str
    layout: str
    sheet: str
    header_row: int
    rows_read: int
    rows_loaded: int
    rows_quarantined: int
    confidence: float
    columns: tuple[ColumnUse, ...]
    totals: tuple[ColumnTotal, ...]
    notes: tuple[str, ...]
    new: int
    changed: int
    unchanged: int
    first_day: str
    last_day: str
    part: int = 0
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One import. withdrawn_at: None while it counts."""

    batch: int
    file: str
    sha256: str
    encoding: str | None
    delimiter: str | None
    notes: tuple[str, ...]
    at: datetime
    tables: tuple[PartRow, ...]
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_why: str = ""


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One control total of one table of a file; a table without any has one row with column "" and amount None."""

    batch: int
    system: str
    entity: str
    layout: str
    file: str
    sheet: str
    rows_read: int
    rows_loaded: int
    rows_quarantined: int
    column: str
    currency: str
    amount: Decimal | None
    rows: int


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """One row that could not be read. row: 1-based data row; cells: heading -> text; problem, part: their numbers in the book."""

    batch: int
    system: str
    entity: str
    file: str
    sheet: str
    row: int
    column: str
    value: str
    code: str
    reason: str
    cells: tuple[tuple[str, str], ...]
    problem: int = 0
    part: int = 0


@dataclass(frozen=True)
class QuarantinedPart:
    """The table that quarantined rows belong to. sha256: of the file's bytes."""

    part: int
    sha256: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class RecordVersion:
    """One version of one record, oldest first in a history.

    values: the table's own columns as stored (int units, ISO days, 0/1 flags, None = unknown); current: it counts now;
    withdrawn: its import was taken back.
    """

    batch: int
    file: str
    sheet: str
    row: int
    facet: str
    identity: str
    values: tuple[tuple[str, object], ...]
    current: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that a person accepts for a while.

    expires: ISO day, "" = never; ceiling_minor: the finding is waived up to this amount in its own currency, None = any amount.
    """

    key: str
    who: str
    why: str
    reason_code: str
    expires: str
    ceiling_minor: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class OutboxMark:
    """One station of an outbox entry's way."""

    number: int
    status: str
    who: str
    at: datetime
    receipt: str


class Measured(Protocol):
    """What save_kpis keeps of a measure; core.kpi.measure.Measure has this shape."""

    @property
    def kpi(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def period(self) -> str: ...  # noqa: D102
    @property
    def value(self) -> Decimal | None: ...  # noqa: D102
    @property
    def unit(self) -> str: ...  # noqa: D102
    @property
    def numerator(self) -> Decimal | None: ...  # noqa: D102
    @property
    def denominator(self) -> Decimal | None: ...  # noqa: D102
    @property
    def excluded(self) -> str: ...  # noqa: D102
    @property
    def records(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def unknown(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class KpiRow:
    """One measure of one period; value None = unknown, with the reason in `unknown`."""

    kpi: str
    title: str
    period: str
    value: Decimal | None
    unit: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    excluded: str = ""
    records: tuple[str, ...] = ()
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class FindingSum:
    """Live findings of one impact class and severity.

    count, gross: all of them; net_count, net: those not absorbed upstream; amounts in base minor units, unpriced ones left out.
    """

    impact_class: str
    severity: str
    count: int
    gross: int
    net_count: int
    net: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A book at a glance, quick to read. Pairs are (name, count), sorted by name; settings (name, value)."""

    schema: str
    batches: int
    rows_quarantined: int
    records: tuple[tuple[str, int], ...]
    links: tuple[tuple[str, int], ...]
    verdicts: tuple[tuple[str, int], ...]
    findings: tuple[FindingSum, ...]
    waivers: int
    outbox: tuple[tuple[str, int], ...]
    steps: int
    settings: tuple[tuple[str, str], ...]
