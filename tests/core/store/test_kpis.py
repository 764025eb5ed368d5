from __future__ import annotations

from decimal import Decimal

from core.kpi.measure import Measure
from core.store.book import Book
from core.store.shapes import KpiRow
from tests.core.store.reads import AT, LATER


def measure(period: str, value: str | None, kpi: str = "dso") -> Measure:
    number = None if value is None else Decimal(value)
    return Measure(
        kpi,
        "Days sales outstanding",
        period,
        number,
        "days",
        Decimal(7),
        None,
        "2 invoices",
        ("a", "b"),
        "" if value else "no sales",
    )


def test_measures_come_back_in_order_and_exact(book: Book) -> None:
    book.save_kpis([measure("2026-09", "41.50"), measure("2026-09", None, "backlog")], "2026-09", AT)
    first, second = book.kpis("2026-09")
    assert first == KpiRow(
        "dso", "Days sales outstanding", "2026-09", Decimal("41.50"), "days", Decimal(7), None, "2 invoices", ("a", "b")
    )
    assert str(first.value) == "41.50"
    assert (second.kpi, second.value, second.unknown) == ("backlog", None, "no sales")


def test_a_run_restates_its_own_periods_only(book: Book) -> None:
    book.save_kpis([measure("2026-08", "40")], "2026-08", AT)
    assert book.save_kpis([measure("2026-09", "41")], "2026-09", AT) == (1, 0)
    assert book.save_kpis([measure("2026-09", "42")], "2026-09", LATER) == (1, 1)
    assert book.save_kpis([measure("2026-09", "42")], "2026-09", LATER) == (0, 0)
    assert [(each.period, str(each.value)) for each in book.kpis()] == [("2026-08", "40"), ("2026-09", "42")]
