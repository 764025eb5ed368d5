"""The reconciliation pack of one month as data: cover, impact, measures, tie-out, findings, controls, sources, ties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import pandas as pd

from core.kpi.measure import Measure
from core.ports.importing import RowProblem
from core.records.schema import Kind
from core.records.tables import Tables
from core.reports.exceptions import OPEN, controls_section, findings_section, gate_of, stated, summary_table
from core.reports.shapes import Figure, Heading, Pack, Section, Table, Tone, Value
from core.reports.sources import FileTotal, totals_section
from core.reports.thread_tieout import tie_out
from core.reports.ties import links_section, thread_section, ties_off
from core.reports.wording import amount_text, counted
from core.thread.thread import Thread

_NONE: Final[Mapping[str, str]] = MappingProxyType({})
_LARGEST: Final = 12


def build_pack(
    tables: Tables,
    *,
    findings: pd.DataFrame,
    measures: Sequence[Measure],
    totals: Sequence[FileTotal],
    quarantine: Sequence[RowProblem],
    not_evaluated: Sequence[tuple[str, str]],
    controls: Mapping[str, str],
    digest: str,
    firm: str,
    prepared_by: str,
    reviewed_by: str = "",
    waived: Mapping[str, str] = _NONE,
    joined: Thread | None = None,
    ties: pd.DataFrame | None = None,
) -> Pack:
    """The pack of `tables.period`; the same inputs give an equal pack.

    findings: FINDING_COLUMNS. not_evaluated: (control, reason). controls: id -> title of every control there is. digest: the book's, hex.
    waived: finding key -> reason. joined, ties: the same tables joined, and tied out (TIEOUT_COLUMNS), where that was done already.
    """
    joined = joined or Thread(tables)
    ties = tie_out(tables, joined) if ties is None else ties
    base = tables.base_currency
    found = stated(findings, waived)
    summary = summary_table(found, base)
    thread = thread_section(tables, ties, joined)
    listed = findings_section(found, controls, tables)
    sections = (
        _summary_section(summary, listed),
        _measures_section(measures),
        thread,
        listed,
        controls_section(found, controls, not_evaluated, base),
        totals_section(totals, quarantine),
        links_section(tables.links),
    )
    headline = (
        *_impact_figures(found, base),
        *_month_figures(measures),
        _thread_figure(thread.tables),
        _links_figure(tables.links),
        _rows_figure(totals),
    )
    return Pack(
        firm=firm,
        period=tables.period,
        as_of=tables.as_of,
        base_currency=base,
        digest=digest,
        prepared_by=prepared_by,
        reviewed_by=reviewed_by,
        gate=gate_of(found),
        headline=headline,
        sections=sections,
    )


def _impact_figures(found: pd.DataFrame, base: str) -> tuple[Figure, ...]:
    open_ = found[found["state"] == OPEN]
    net, gross = int(open_["base_amount"].sum()), int(found["base_amount"].sum())
    by = open_["severity"].value_counts()
    split = ", ".join(f"{int(by.get(each, 0)):,} {each}" for each in ("S1", "S2", "S3"))
    blocked = bool(by.get("S1", 0))
    keys = tuple(open_["key"])
    return (
        Figure(
            "net",
            "Net impact of open findings",
            Kind.MONEY,
            net,
            base,
            f"gross {amount_text(gross, base)}",
            records=keys,
        ),
        Figure(
            "open",
            "Open findings",
            Kind.COUNT,
            len(open_),
            note=split,
            records=keys,
            tone=Tone.ALERT if blocked else Tone.PLAIN,
        ),
    )


def _month_figures(measures: Sequence[Measure]) -> tuple[Figure, ...]:
    """The measures a partner asks for first, where there are any."""
    out = []
    for measure in measures:
        if measure.kpi in {"ar_open", "dso_countback"}:
            out.append(
                Figure(
                    measure.kpi,
                    measure.title,
                    Kind.QUANTITY,
                    measure.value,
                    measure.unit,
                    unknown=measure.unknown,
                    records=measure.records,
                )
            )
    return tuple(out)


def _thread_figure(tables: Sequence[Table]) -> Figure:
    rows, off = ties_off(tables)
    contracts = [str(id) for table in tables if table.carried for id in table.column("contract") if id]
    note = f"{off:,} with a difference" if off else "all tie to cash and ledger"
    return Figure("thread", "Contracts tied out", Kind.COUNT, rows, note=note, records=tuple(dict.fromkeys(contracts)))


def _links_figure(links: pd.DataFrame) -> Figure:
    confirmed = int((links["status"] == "confirmed").sum())
    waiting = int((links["status"] == "suggested").sum())
    return Figure("links", "Ties confirmed", Kind.COUNT, confirmed, note=f"{waiting:,} suggested, not yet decided")


def _rows_figure(totals: Sequence[FileTotal]) -> Figure:
    read, held = sum(each.rows_read for each in totals), sum(each.rows_quarantined for each in totals)
    files = counted(len({each.file for each in totals}), "file")
    return Figure(
        "rows",
        "Rows read",
        Kind.COUNT,
        int(read),
        note=f"{files}, {held:,} rows in quarantine" if held != 1 else f"{files}, 1 row in quarantine",
    )


def _summary_section(summary: Table, findings: Section) -> Section:
    """Impact by class, and the largest open findings whatever their class."""
    rows: list[tuple[int, tuple[Value, ...], tuple[str, ...]]] = []
    for table in findings.tables:
        at = {
            name: table.index(name)
            for name in ("number", "control", "control_title", "severity", "state", "subject", "label", "base")
        }
        for row, records in zip(table.rows, table.records, strict=True):
            size = row[at["base"]]
            if row[at["state"]] == OPEN and isinstance(size, int) and size > 0:
                rows.append((size, tuple(row[place] for name, place in at.items() if name != "state"), records))
    rows.sort(key=lambda each: (-each[0], str(each[1][1]), str(each[1][4])))
    chosen = rows[:_LARGEST]
    largest = Table(
        "largest",
        "Largest open findings",
        (
            Heading("number", "No", Kind.COUNT, width=26, sheet=False),
            Heading("control", "Control", width=148, under=("control_title",), strong=True, sheet=False),
            Heading("control_title", "", sheet=False),
            Heading("severity", "Severity", width=44, sheet=False),
            Heading("subject", "Subject", width=210, under=("label",), lines=2, sheet=False),
            Heading("label", "", sheet=False),
            Heading("base", f"In {summary.currency}", Kind.MONEY, width=80, sheet=False),
        ),
        tuple(each[1] for each in chosen),
        tuple(each[2] for each in chosen),
        currency=summary.currency,
        caption="The numbers are those of the section Findings." if chosen else "No open finding carries an amount.",
    )
    return Section("summary", "Impact", tables=(summary, largest))


_MEASURES: Final = (
    Heading("title", "Measure", width=136, lines=2, strong=True),
    Heading("kpi", "KPI"),
    Heading("period", "Period", width=82),
    Heading("value", "Value", Kind.QUANTITY, width=74),
    Heading("unit", "Unit", width=30),
    Heading("numerator", "Of", Kind.QUANTITY, width=0),
    Heading("denominator", "Divided by", Kind.QUANTITY, width=0),
    Heading("excluded", "Left out, or why unknown", width=190, lines=4),
    Heading("behind", "Records", Kind.COUNT, width=44),
)


def _measures_section(measures: Sequence[Measure]) -> Section:
    rows = tuple(
        (
            each.title,
            each.kpi,
            each.period,
            each.value,
            each.unit,
            each.numerator,
            each.denominator,
            f"Unknown: {each.unknown}." if each.value is None else each.excluded,
            len(each.records) or "",
        )
        for each in measures
    )
    unknown = sum(each.value is None for each in measures)
    table = Table(
        "kpis",
        "Measures",
        _MEASURES,
        rows,
        tuple(each.records for each in measures),
        tuple(Tone.QUIET if each.value is None else Tone.PLAIN for each in measures),
    )
    lead = f"{counted(len(measures), 'measure')} of the month."
    lead += f" {unknown:,} unknown, with the reason; an unknown measure is never shown as zero." if unknown else ""
    return Section("kpis", "Measures", lead, tables=(table,))
