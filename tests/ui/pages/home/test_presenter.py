from __future__ import annotations

from core.services.views import Figure, Task
from tests.ui.front_fake import FakeFront
from ui.pages.home import presenter


def test_a_task_leads_to_what_it_names() -> None:
    blocking = presenter.step(Task("Clear what blocks the close", "Findings of severity S1", "exceptions", 1_234))
    assert blocking.count == "1,234"
    assert blocking.wanted == {"facets": {"state": frozenset({"open"}), "severity": frozenset({"S1"})}}
    links = presenter.step(Task("Judge suggested links", "", "matches", 2))
    assert links.wanted == {"facets": {"status": frozenset({"suggested"})}}


def test_gross_stands_below_net() -> None:
    view = FakeFront().home()
    made = {tile.name: tile for tile in presenter.tiles(view)}
    assert made["LR"].gross.startswith("gross 1")
    assert (made["PR"].currency, made["PR"].gross) == ("open", "")
    assert made["LR"].facets == {"impact_class": frozenset({"LR"}), "state": frozenset({"open"})}


def test_an_unknown_figure_says_why_and_is_never_zero() -> None:
    assert presenter.row(Figure("x", "Leakage", unknown="no rate card")) == presenter.Row(
        "Leakage", "–", "", "no rate card"
    )
    assert presenter.row(Figure("x", "Leakage")) == presenter.Row("Leakage", "–", "", "not known")
    assert presenter.row(Figure("x", "Open", minor=0, currency="GBP")).value == "0.00"


def test_an_empty_book_is_told_from_a_clean_one() -> None:
    assert presenter.is_empty(FakeFront(empty=True).home())
    assert not presenter.is_empty(FakeFront().home())


def test_the_gate_counts_what_blocks_it() -> None:
    sentence, is_open = presenter.gate(FakeFront().home())
    assert not is_open
    assert sentence.endswith("findings of severity S1 block the close")


def test_recent_steps_name_who_and_why() -> None:
    front = FakeFront()
    front.waive([next(iter(front._findings))], "agreed", "2026-12-31", "agreed by phone")
    assert presenter.recent(front.steps())[0].detail == "Ingrid Falk · 02 Oct 09:15 · agreed by phone"


def test_a_measure_has_two_decimals_at_most() -> None:
    assert presenter.row(Figure("x", "Utilization", text="86.926", unit="%")).value == "86.93"
    assert presenter.row(Figure("x", "Days", text="-41.3", unit="days")).value == "−41.3"
    assert presenter.row(Figure("x", "People", text="1204", unit="")).value == "1,204"
    assert presenter.row(Figure("x", "Word", text="none yet", unit="")).value == "none yet"


def test_the_largest_open_findings_come_first() -> None:
    grid = presenter.dearest(FakeFront().exceptions())
    amounts = [int(str(each)) for each in grid.values[3]]
    assert amounts == sorted(amounts, reverse=True)
    assert len(grid) == 12
    assert len(presenter.dearest(FakeFront(empty=True).exceptions())) == 0
