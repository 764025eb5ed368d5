from __future__ import annotations

import pandas as pd

from core.records.tables import Tables, links_frame
from core.reports.shapes import Tone
from core.reports.thread_tieout import tie_out
from core.reports.ties import links_section, thread_section, ties_off
from core.thread.thread import Thread
from tests.core.reports.books import tables


def test_one_table_a_currency_base_first() -> None:
    book = tables()
    made = thread_section(book, tie_out(book), Thread(book))
    pounds, euros, ledger, receivables = made.tables
    assert (pounds.name, euros.name) == ("thread-GBP", "thread-EUR")
    assert pounds.column("ref") == ["K-1", "none"]
    assert pounds.tones == (Tone.ALERT, Tone.PLAIN)
    assert pounds.totals[0].sums["ledger_difference"] == 5_000
    assert euros.totals[0].sums["billed"] == 200_000
    assert ties_off(made.tables) == (2, 1)
    assert (ledger.name, receivables.name) == ("bridge_ledger", "bridge_receivables")


def test_bridge_to_revenue_adds_up() -> None:
    """Expected 1,400 + 1,700 and 100 loose, 50 short posted, 50 by a manual journal."""
    book = tables()
    bridge = thread_section(book, tie_out(book), Thread(book)).tables[2]
    assert bridge.column("amount") == [310_000, 10_000, -5_000, 315_000, 5_000]
    assert bridge.totals[0].sums == {"amount": 320_000}


def test_bridge_to_receivables() -> None:
    book = tables()
    bridge = thread_section(book, tie_out(book), Thread(book)).tables[3]
    assert bridge.column("amount") == [60_000, 12_000, 0]
    assert [each.sums["amount"] for each in bridge.totals] == [72_000, 72_000, 0]


def test_without_ledger_the_bridge_says_so() -> None:
    book = tables()
    bare = Tables(book.frames, book.links, "GBP", book.period, frozenset({"contracts", "invoices", "payments"}))
    bridge = thread_section(bare, tie_out(bare), Thread(bare)).tables[2]
    assert (bridge.rows, bridge.caption) == ((), "No ledger was read, so nothing can be said.")


def test_suggested_rows_carry_an_asterisk() -> None:
    book = tables()
    links = book.links.assign(
        status=book.links["status"].where(book.links["right"] != "xero:invoice:INV-2", "suggested")
    )
    weak = book.with_links(links)
    assert thread_section(weak, tie_out(weak), Thread(weak)).tables[0].column("ref") == ["K-1*", "none"]


def test_links_by_kind_and_status() -> None:
    links = tables().links
    extra = links_frame(
        [{"kind": "person", "left": "a:person:1", "right": "b:person:2", "status": "suggested", "confidence": 6_500}]
    )
    section = links_section(pd.concat([links, extra], ignore_index=True))
    counts, unproven = section.tables
    assert counts.rows == (
        ("Contract to invoice", 3, 0, 0, 3),
        ("Receipt to invoice", 2, 0, 0, 2),
        ("Bank line to receipt", 1, 0, 0, 1),
        ("Person across systems", 0, 1, 0, 1),
    )
    assert counts.totals[0].sums == {"confirmed": 6, "suggested": 1, "rejected": 0, "all": 7}
    assert unproven.column("left") == ["a:person:1"]
    assert links_section(links_frame()).tables[0].rows == ()
