"""Summaries: rows under groups, totals that tie, formulas that were never worked out."""

from __future__ import annotations

from importers.accounting.sums import stale, summary_body
from importers.shared.sheets import Sheet


def sheet(*rows: list[object], ragged: bool = True) -> Sheet:
    return Sheet("", [["", "Debit", "Credit"], *rows], ragged=ragged, delimiter="," if ragged else None)


def test_rows_groups_and_totals() -> None:
    body = summary_body(
        sheet(
            ["Income"],
            ["Sales", "", "10.00"],
            [],
            ["Total Income", "", "10.00"],
            ["Acme"],
            ["Site", "4.00", ""],
            ["Total for Acme with sub-customers", "4.00", ""],
            ["Total", "4.00", "10.00"],
            ["Percentage of total", "40%", "60%"],
            ["Accrual Basis Tuesday, September 29, 2026"],
        ),
        0,
        3,
        [1, 2],
    )
    assert body.rows == [["Sales", "", "10.00"], ["Site", "4.00", ""]]
    assert body.extra["group"] == ["Income", "Acme"]
    assert [(check.label, check.start, check.end) for check in body.checks] == [
        ("Total Income", 0, 1),
        ("Total for Acme with sub-customers", 1, 2),
        ("Total", 0, 2),
    ]
    assert body.notes == [
        "The last line is the report's footer, not data: 'Accrual Basis Tuesday, September 29, 2026'.",
        "1 rows hold per cents or remarks and no figures of the report.",
    ]


def test_a_total_of_a_group_that_is_not_open_checks_nothing() -> None:
    assert summary_body(sheet(["A", "1", ""], ["Total Elsewhere", "9", ""]), 0, 3, [1, 2]).checks == []


def test_a_total_of_noughts_in_a_workbook_is_a_formula_never_worked_out() -> None:
    assert stale(sheet(ragged=False), ["Total", 0.0, 0.0])
    assert not stale(sheet(ragged=False), ["Total", 0.0, 1.0])
    assert not stale(sheet(ragged=False), ["Total", "", ""])
    assert not stale(sheet(), ["Total", "0.00"])
    assert summary_body(sheet(["A", 1.0, ""], ["Total", 0.0, 0.0], ragged=False), 0, 3, [1, 2]).checks == []
