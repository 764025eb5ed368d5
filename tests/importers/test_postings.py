"""The sample documents are consistent: lines, tax and totals add up."""

from __future__ import annotations

from tests.importers.postings import documents


def test_the_documents_add_up() -> None:
    for posting in documents("xero"):
        document = posting.document
        assert document.net == sum(line.amount for line in document.lines)
        assert document.tax == sum(line.tax or 0 for line in document.lines)
        assert document.total == document.net + document.tax
