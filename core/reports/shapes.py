"""What a report is before it is paper or workbook: sections of figures and tables, every figure with the records behind it.

No layout here, and nothing of reportlab or openpyxl: a printer reads these shapes and decides how they look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.base.periods import Period
from core.records.schema import Kind

Value = str | int | Decimal | date | None
"""One cell: MONEY as minor units, DAY as date, COUNT as int, TEXT as str, measures as Decimal; None = unknown."""


class Tone(StrEnum):
    """How much a row or figure asks for attention."""

    PLAIN = "plain"
    QUIET = "quiet"  # counted elsewhere: absorbed, waived
    ALERT = "alert"  # does not tie, blocks
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a table.

    currency: name of the column that holds the ISO code of a MONEY column, "" = the table's own currency.
    width: share of the paper's width; 0 = on no paper, in the workbook only. under: names of the columns printed beneath the value, smaller.
    lines, under_lines: most lines on paper, longer text is cut with an ellipsis. short: the title on paper, where it differs. strong: set
    in bold. band: the title above neighbouring columns of the same band.
    total: summed in totals and carried from page to page. check: must be zero, lit where it is not. sheet: False = on paper only.
    """

    name: str
    title: str
    kind: Kind = Kind.TEXT
    width: float = 0
    currency: str = ""
    under: tuple[str, ...] = ()
    lines: int = 1
    under_lines: int = 2
    short: str | None = None
    strong: bool = False
    band: str = ""
    total: bool = False
    check: bool = False
    sheet: bool = True


@dataclass(frozen=True, slots=True)
class Total:
    """One line of sums beneath a table: sums by column name, None where nothing is known; unknown: how many parts were not known."""

    label: str
    sums: dict[str, int | None]
    currency: str = ""
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """One table. rows: one tuple a row, as long as headings; records: ids behind each row; tones: one a row, empty = all plain.

    currency: ISO code of MONEY columns that name no currency column. caption: a sentence beneath the title. carried: sums are
    carried forward from page to page.
    """

    name: str
    title: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Value, ...], ...]
    records: tuple[tuple[str, ...], ...] = ()
    tones: tuple[Tone, ...] = ()
    totals: tuple[Total, ...] = ()
    currency: str = ""
    caption: str = ""
    carried: bool = False

    def index(self, name: str) -> int:
        """Position of column `name`; raises KeyError."""
        for position, heading in enumerate(self.headings):
            if heading.name == name:
                return position
        raise KeyError(name)

    def column(self, name: str) -> list[Value]:
        """All values of column `name`; raises KeyError."""
        at = self.index(name)
        return [row[at] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its name. value None = unknown, and `unknown` says why; note: a few words beneath; records: ids behind it."""

    name: str
    title: str
    kind: Kind
    value: Value
    unit: str = ""
    note: str = ""
    unknown: str = ""
    records: tuple[str, ...] = ()
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report. lead: what the reader sees here; wide: too many columns for an upright page."""

    name: str
    title: str
    lead: str = ""
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether the month may be closed. blockers: keys of open S1 findings; sentence: the verdict in words."""

    met: bool
    blockers: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Pack:
    """The whole reconciliation pack of one month. digest: the book's, hex; headline: the figures of the cover."""

    firm: str
    period: Period
    as_of: date
    base_currency: str
    digest: str
    prepared_by: str
    reviewed_by: str
    gate: Gate
    headline: tuple[Figure, ...]
    sections: tuple[Section, ...] = field(default=())

    def section(self, name: str) -> Section:
        """The section called `name`; raises KeyError."""
        for each in self.sections:
            if each.name == name:
                return each
        raise KeyError(name)

    def tables(self) -> Iterator[Table]:
        """Every table in order."""
        for section in self.sections:
            yield from section.tables


def total(table: Table, label: str, rows: Sequence[tuple[Value, ...]] | None = None, currency: str = "") -> Total:
    """The sums of the `total` columns of `table` over `rows` (all of them by default)."""
    chosen = table.rows if rows is None else rows
    values: dict[str, int | None] = {}
    unknown = 0
    for position, heading in enumerate(table.headings):
        if not heading.total:
            continue
        known = [value for row in chosen if isinstance(value := row[position], int)]
        unknown += len(chosen) - len(known)
        values[heading.name] = sum(known) if known or not chosen else None
    return Total(label, values, currency or table.currency, unknown)
