"""Keeps a small book of the schema as it is released: `python -m tests.books.release`. Refuses to touch one that is there already.

The book holds something in every table, so that an upgrade has something to lose.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd

from core.kpi.measure import Measure
from core.ports.importing import Answers, CorrectedRow, RowProblem, SavedMapping
from core.records.outbox import OutboxEntry
from core.records.schema import TABLES, Kind
from core.records.steps import Change, Step
from core.records.tables import findings_frame, links_frame
from core.store.book import Book, create_book
from core.store.migrations import HEAD
from tests.core.store.reads import customers, file_read, identities, table_read

BOOKS = Path(__file__).parent
AT = datetime(2026, 10, 4, 8, 30, tzinfo=UTC)


def fill(book: Book) -> None:
    """Puts a little of everything into `book`."""
    values = {Kind.TEXT: "Text ü", Kind.DAY: pd.Timestamp(2026, 9, 30), Kind.FLAG: True}
    tables = [
        table_read(
            name,
            [
                {"external_id": f"{name}-1", **{c.name: values.get(c.kind, 1234) for c in table.columns}},
                {"external_id": f"{name}-2"},
            ],
            sheet=name,
            problems=[
                RowProblem("all.xlsx", name, 3, "Day", "31/31/26", "IMP-104", "not a day", (("Day", "31/31/26"),))
            ],
        )
        for name, table in TABLES.items()
    ]
    book.add_batch(file_read("all.xlsx", *tables), identities, AT)
    book.add_batch(customers("clients.csv", ("c1", "Ash"), ("c2", "Birch")), identities, AT)
    book.add_batch(customers("clients again.csv", ("c1", "Ash"), ("c2", "Birch Ltd")), identities, AT)
    book.undo_batch(2, "Ann Lee", "superseded", AT)
    ties = [("a", "b", "confirmed"), ("a", "c", "suggested")]
    rows: list[dict[str, object]] = [
        {"kind": "person", "left": left, "right": right, "status": status, "confidence": 9000, "reason": "same name"}
        for left, right, status in ties
    ]
    book.record_links(links_frame(rows), "2026-09", AT)
    book.decide("person", "a", "c", "rejected", "Ann Lee", "another person", AT)
    change = Change("contracts", "register:contract:C1", "value", 100, 200)
    book.append_step(Step(1, "Correct value", "Ann Lee", "as signed", AT, (change,)))
    book.append_step(Step(2, "Undo", "Ann Lee", "", AT, (), 1))
    book.append_step(Step(3, "Redo", "Ann Lee", "", AT, (change,), 2))
    finding = {"key": "TE-03|p", "control": "TE-03", "amount": 5, "base_amount": 5, "currency": "GBP", "severity": "S2"}
    book.save_findings(findings_frame([finding]), "2026-09", AT)
    book.waive("TE-03|p", "Ann Lee", "small", "immaterial", "2026-12-31", 500, AT)
    book.save_kpis([Measure("dso", "Days", "2026-09", Decimal("41.5"), "days", records=("x",))], "2026-09", AT)
    book.queue([OutboxEntry(1, "xero", "invoice", "xero:invoice:1", "update", "{}", "prepared", "Ann Lee", "", AT)])
    book.approve(1, "Bo Orr", AT)
    book.set_setting("policy.tolerance", "5", "Ann Lee", AT)
    book.keep_view("home", "{}")
    book.save_mapping(SavedMapping("f1", ("Hrs",), Answers(entity="time", columns={"Hrs": "seconds"}), "Ann Lee", AT))
    first, second, *_ = book.quarantine()
    book.set_aside([first.problem], "Ann Lee", "a test row", AT)
    origin = book.quarantined_part(second.part)
    name = origin.origin.layout.rpartition(".")[2]
    mended = table_read(name, [{"external_id": f"{name}-3", "row": 3}], sheet=name)
    row = CorrectedRow(3, (("Day", "30/09/26"),))
    book.replay(origin, mended, [row], [second.problem], identities, "Ann Lee", "as on paper", AT)


def main() -> int:
    """Writes schema-NNN.tieout and its digest."""
    path = BOOKS / f"schema-{HEAD}.tieout"
    if path.exists():
        print(f"{path.name} is released already", file=sys.stderr)
        return 2
    with create_book(path) as book:
        fill(book)
        path.with_suffix(".digest").write_text(f"{book.digest()}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
