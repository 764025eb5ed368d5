"""The list of writers: every system has one, and together with the outbox it writes a set."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.changes.editing import Edit
from core.writeback.outbox import changes_to_entries, documents_to_entries
from core.writeback.sending import write
from importers.accounting.xero.writer import XeroWriter
from importers.writers import ListWriter, Writers
from tests.core.invoicing.firm import drafter
from tests.core.writeback.shelf import AT, DEAL, TIME, book, standing, step
from tests.importers.postings import crm_updates, documents, same_as_golden


@pytest.mark.parametrize("system", ["register", "roster", "freshbooks"])
def test_a_system_without_a_format_gets_lists(system: str) -> None:
    writer = Writers("GBP")[system]
    assert writer == ListWriter(system)
    files = writer.files(crm_updates(system), documents(system))
    assert [file.name for file in files] == [f"{system}-changes.csv", f"{system}-documents.csv"]
    assert {number for file in files for number in file.entries} == {1, 2, 3, 4, 11, 12, 13}


def test_golden_list_of_the_register() -> None:
    assert same_as_golden(ListWriter("register").files(crm_updates("register"), documents("register")))


def test_dates_follow_the_firms_country() -> None:
    assert Writers("GBP")["xero"] == XeroWriter(day_first=True)
    assert Writers("USD")["xero"] == XeroWriter(day_first=False)
    assert set(Writers()) == {"hubspot", "salesforce", "xero", "quickbooks", "harvest", "clockify"}
    assert len(Writers()) == 6


def test_one_set_for_all_systems(tmp_path: Path) -> None:
    edits = (Edit("deals", DEAL, "amount", "1200"), Edit("time", TIME, "rate", "90"))
    changes = changes_to_entries([step(1, (), book(), *edits)], book(), who="Ade", at=AT)
    bills = documents_to_entries([drafter().credit_and_rebill("xero:invoice:INV-1")], book(), changes, who="Ade", at=AT)
    written = write(standing((*changes, *bills), "approved"), tmp_path, Writers("GBP"), book())
    assert [path.name for path in written.files] == [
        "harvest-changes.csv",
        "hubspot-deals.csv",
        "xero-credit-notes.csv",
        "xero-sales-invoices.csv",
        "manifest.csv",
        "manifest.json",
    ]
