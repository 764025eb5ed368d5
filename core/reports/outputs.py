"""The output files of a close: links, findings, measures, control totals and quarantine as CSV.

UTF-8, comma, LF, dot decimals, ISO dates, header row, sorted: the same book gives the same bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

import pandas as pd

from core.base.money import from_minor
from core.base.spreadsheets import neutral, neutral_id
from core.kpi.measure import Measure
from core.ports.importing import RowProblem
from core.reports.sources import FileTotal, total_lines
from core.reports.wording import split_id

LINK_HEADER: Final = (
    "kind",
    "left_system",
    "left_entity",
    "left_id",
    "right_system",
    "right_entity",
    "right_id",
    "amount",
    "currency",
    "status",
    "confidence",
    "reason",
)
FINDING_HEADER: Final = (
    "control",
    "severity",
    "impact_class",
    "amount",
    "currency",
    "subject_system",
    "subject_entity",
    "subject_id",
    "related",
    "message",
    "suggestion",
)
KPI_HEADER: Final = ("kpi", "period", "value", "unit", "excluded")
TOTAL_HEADER: Final = (
    "system",
    "entity",
    "file",
    "rows_read",
    "rows_loaded",
    "rows_quarantined",
    "amount_column",
    "amount_sum",
    "currency",
)
QUARANTINE_HEADER: Final = ("file", "sheet", "row", "column", "value", "code", "reason")

# findings.csv holds what a person has to act on: symptoms that a cause upstream already prices stay out, unless they only warn.
ABSORBED_PRINTED: Final = frozenset({"S3"})

Row = tuple[str, ...]


def printed(findings: pd.DataFrame) -> pd.DataFrame:
    """The findings that findings.csv prints."""
    return findings[(findings["absorbed_by"] == "") | findings["severity"].isin(ABSORBED_PRINTED)]


def link_rows(links: pd.DataFrame) -> list[Row]:
    """Links (LINK_COLUMNS) as rows of LINK_HEADER, sorted; confidence 0.0000 to 1.0000."""
    rows = [
        (
            kind,
            *map(neutral_id, split_id(left)),
            *map(neutral_id, split_id(right)),
            amount,
            currency,
            status,
            "" if pd.isna(confidence) else f"{Decimal(int(confidence)) / 10_000:.4f}",
            neutral(reason),
        )
        for kind, left, right, amount, currency, status, confidence, reason in zip(
            links["kind"].tolist(),
            links["left"].tolist(),
            links["right"].tolist(),
            _amounts(links),
            links["currency"].tolist(),
            links["status"].tolist(),
            links["confidence"].tolist(),
            links["reason"].tolist(),
            strict=True,
        )
    ]
    return sorted(rows)


def finding_rows(findings: pd.DataFrame) -> list[Row]:
    """Printed findings (FINDING_COLUMNS) as rows of FINDING_HEADER, sorted by control, subject and key."""
    shown = printed(findings).sort_values(["control", "subject", "key"], kind="stable")
    return [
        (
            control,
            severity,
            impact_class,
            amount,
            currency,
            *map(neutral_id, split_id(subject)),
            related,
            neutral(message),
            neutral(suggestion),
        )
        for control, severity, impact_class, amount, currency, subject, related, message, suggestion in zip(
            shown["control"].tolist(),
            shown["severity"].tolist(),
            shown["impact_class"].tolist(),
            _amounts(shown),
            shown["currency"].tolist(),
            shown["subject"].tolist(),
            shown["related"].tolist(),
            shown["message"].tolist(),
            shown["suggestion"].tolist(),
            strict=True,
        )
    ]


def _amounts(frame: pd.DataFrame) -> list[str]:
    """The amount column as plain text in each row's currency; "" where unknown."""
    pairs = zip(frame["amount"].tolist(), frame["currency"].tolist(), strict=True)
    return ["" if pd.isna(minor) else f"{from_minor(int(minor), currency):f}" for minor, currency in pairs]


def kpi_rows(measures: Iterable[Measure]) -> list[Row]:
    """Measures as rows of KPI_HEADER, sorted; an unknown one has an empty value and its reason under excluded."""
    return sorted(
        (
            each.kpi,
            each.period,
            "" if each.value is None else f"{each.value:f}",
            each.unit,
            neutral(f"unknown: {each.unknown}" if each.value is None else each.excluded),
        )
        for each in measures
    )


def total_rows(totals: Iterable[FileTotal]) -> list[Row]:
    """Control totals as rows of TOTAL_HEADER: one a file, entity, column and currency."""
    return [
        (
            line.source.system,
            line.source.entity,
            neutral_id(line.source.file),
            str(line.rows_read),
            str(line.rows_loaded),
            str(line.rows_quarantined),
            neutral_id(line.column),
            "" if line.sum is None else f"{line.sum:f}",
            line.currency,
        )
        for line in total_lines(totals)
    ]


def quarantine_rows(problems: Iterable[RowProblem]) -> list[Row]:
    """Quarantined rows as rows of QUARANTINE_HEADER, sorted by file, sheet and row."""
    ordered = sorted(problems, key=lambda each: (each.file, each.sheet, each.row, each.column, each.code))
    return [
        (
            neutral_id(each.file),
            neutral_id(each.sheet),
            str(each.row),
            neutral_id(each.column),
            neutral(each.value),
            each.code,
            neutral(each.reason),
        )
        for each in ordered
    ]


def write_csv(path: Path, header: Row, rows: Iterable[Row]) -> Path:
    """Writes one output file, whole or not at all."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(header)
    out.writerows(rows)
    part = path.with_name(path.name + ".part")
    part.write_bytes(text.getvalue().encode("utf-8", "replace"))
    part.replace(path)
    return path


def write_outputs(
    folder: Path,
    *,
    links: pd.DataFrame,
    findings: pd.DataFrame,
    measures: Sequence[Measure],
    totals: Sequence[FileTotal],
    quarantine: Sequence[RowProblem],
) -> tuple[Path, ...]:
    """Writes links.csv, findings.csv, kpis.csv, totals.csv and quarantine.csv into `folder`, which is made if need be; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    files: tuple[tuple[str, Row, list[Row]], ...] = (
        ("links.csv", LINK_HEADER, link_rows(links)),
        ("findings.csv", FINDING_HEADER, finding_rows(findings)),
        ("kpis.csv", KPI_HEADER, kpi_rows(measures)),
        ("totals.csv", TOTAL_HEADER, total_rows(totals)),
        ("quarantine.csv", QUARANTINE_HEADER, quarantine_rows(quarantine)),
    )
    return tuple(write_csv(folder / name, header, rows) for name, header, rows in files)
