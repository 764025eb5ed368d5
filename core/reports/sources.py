"""Where the figures came from: control totals of every file read, and the rows nobody could read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from core.ports.importing import ColumnTotal, FileRead, RowProblem
from core.records.schema import Kind
from core.reports.shapes import Heading, Section, Table, Tone, Value
from core.reports.wording import counted, system_text


@dataclass(frozen=True, slots=True)
class FileTotal:
    """Control totals of one table of one file. rows_read = rows_loaded + rows_quarantined; sums: plain sums over the loaded rows."""

    system: str
    entity: str
    file: str
    sheet: str
    rows_read: int
    rows_loaded: int
    rows_quarantined: int
    sums: tuple[ColumnTotal, ...] = ()

    @property
    def ties(self) -> bool:
        """Whether every row read was loaded or put into quarantine."""
        return self.rows_read == self.rows_loaded + self.rows_quarantined


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One line of control totals: a file's table, or the part of it in one currency. sum None = the table has no amount column."""

    source: FileTotal
    rows_read: int
    rows_loaded: int
    rows_quarantined: int
    column: str = ""
    sum: Decimal | None = None
    currency: str = ""


def file_totals(reads: Iterable[FileRead]) -> tuple[FileTotal, ...]:
    """The control totals of freshly read files."""
    return tuple(
        FileTotal(
            table.system,
            table.entity,
            read.file,
            table.sheet,
            table.rows_read,
            table.rows_loaded,
            len(table.problems),
            table.totals,
        )
        for read in reads
        for table in read.tables
    )


def total_lines(totals: Iterable[FileTotal]) -> list[TotalLine]:
    """One line a file, entity, column and currency, sorted; the lines of one column add up to the rows of its table.

    Rows that belong to no currency of a column (unreadable ones, blank amounts) have a line of their own without a sum.
    """
    lines: list[TotalLine] = []
    for total in totals:
        if not total.sums:
            lines.append(TotalLine(total, total.rows_read, total.rows_loaded, total.rows_quarantined))
        for column in dict.fromkeys(each.column for each in total.sums):
            parts = sorted((each for each in total.sums if each.column == column), key=lambda each: each.currency)
            if len(parts) == 1:
                only = parts[0]
                lines.append(
                    TotalLine(
                        total,
                        total.rows_read,
                        total.rows_loaded,
                        total.rows_quarantined,
                        column,
                        only.amount,
                        only.currency,
                    )
                )
                continue
            lines += [TotalLine(total, part.rows, part.rows, 0, column, part.amount, part.currency) for part in parts]
            loaded = total.rows_loaded - sum(part.rows for part in parts)
            if loaded or total.rows_quarantined:
                lines.append(
                    TotalLine(total, loaded + total.rows_quarantined, loaded, total.rows_quarantined, column, None, "")
                )
    return sorted(lines, key=_order)


def _order(line: TotalLine) -> tuple[str, str, str, str, str, bool, str]:
    source = line.source
    return (source.system, source.entity, source.file, source.sheet, line.column, line.sum is None, line.currency)


_TOTALS: Final = (
    Heading("system", "System", width=52),
    Heading("entity", "Records", width=52, lines=2),
    Heading("file", "File", width=160, lines=2, under=("sheet",)),
    Heading("sheet", "Sheet"),
    Heading("rows_read", "Read", Kind.COUNT, width=38),
    Heading("rows_loaded", "Loaded", Kind.COUNT, width=38),
    Heading("rows_quarantined", "Quarantined", Kind.COUNT, width=52),
    Heading("unaccounted", "Difference", Kind.COUNT, width=42, check=True),
    Heading("amount_column", "Column summed", width=76, lines=2),
    Heading("amount_sum", "Sum of loaded rows", Kind.QUANTITY, width=74),
    Heading("currency", "Currency", width=24, short=""),
)
_QUARANTINE: Final = (
    Heading("file", "File", width=170, lines=2, under=("sheet",)),
    Heading("sheet", "Sheet"),
    Heading("row", "Row", Kind.COUNT, width=34),
    Heading("column", "Column", width=80, lines=2),
    Heading("value", "What stands there", width=90, lines=2),
    Heading("code", "Code", width=46),
    Heading("reason", "Why it cannot be read", width=190, lines=4),
)


def totals_section(totals: Sequence[FileTotal], quarantine: Sequence[RowProblem]) -> Section:
    """Control totals per file and the quarantine."""
    rows: list[tuple[Value, ...]] = []
    tones: list[Tone] = []
    for line in total_lines(totals):
        source = line.source
        off = line.rows_read - line.rows_loaded - line.rows_quarantined
        rows.append(
            (
                system_text(source.system),
                source.entity.replace("_", " "),
                source.file,
                source.sheet,
                line.rows_read,
                line.rows_loaded,
                line.rows_quarantined,
                off,
                line.column,
                line.sum if line.sum is not None else ("" if not line.column else "no amount"),
                line.currency,
            )
        )
        tones.append(Tone.ALERT if off else Tone.PLAIN)
    held = [
        (each.file, each.sheet, each.row, each.column, each.value, each.code, each.reason)
        for each in sorted(quarantine, key=lambda each: (each.file, each.sheet, each.row, each.column, each.code))
    ]
    broken = sum(not each.ties for each in totals)
    read = sum(each.rows_read for each in totals)
    verdict = (
        "every row read was loaded or is in quarantine."
        if not broken
        else f"{counted(broken, 'table')} {'does' if broken == 1 else 'do'} not tie."
    )
    lead = f"{counted(read, 'row')} read from {counted(len({each.file for each in totals}), 'file')}: {verdict}"
    tables = (
        Table("totals", "Control totals per file", _TOTALS, tuple(rows), tones=tuple(tones)),
        Table(
            "quarantine",
            "Quarantine",
            _QUARANTINE,
            tuple(held),
            caption="Rows that were read but not loaded. They stand in no figure of this pack."
            if held
            else "No row is in quarantine.",
        ),
    )
    return Section("sources", "Sources and control totals", lead, tables=tables)
