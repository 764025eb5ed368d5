from __future__ import annotations

from core.kpi.run import MEASURES, measure
from tests.core.kpi.books import thread


def test_an_empty_book_measures_nothing_and_says_why_each_time() -> None:
    found = measure(thread({}))
    assert len({each.kpi for each in found}) == len(MEASURES)
    assert all(each.value is None and each.unknown for each in found)
