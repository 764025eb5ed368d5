"""The plain writer of the tests holds every entry, unless it is told to lose one."""

from __future__ import annotations

from core.changes.editing import Edit
from core.writeback.outbox import as_posting, as_update, changes_to_entries, documents_to_entries
from tests.core.invoicing.firm import drafter
from tests.core.writeback.shelf import AT, DEAL, PlainWriter, book, step


def test_the_plain_writer() -> None:
    change = changes_to_entries([step(1, (), book(), Edit("deals", DEAL, "amount", "7"))], book(), who="Ade", at=AT)
    bill = documents_to_entries([drafter().credit_only("xero:invoice:INV-1")], book(), change, who="Ade", at=AT)
    updates, postings = [as_update(change[0])], [as_posting(bill[0])]
    (file,) = PlainWriter("x").files(updates, postings)
    assert (file.entries, file.sums) == ((1, 2), (("GBP", -112_800),))
    assert PlainWriter("x", frozenset({2})).files(updates, postings)[0].entries == (1,)
