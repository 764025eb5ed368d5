"""Salesforce's update files against golden copies, under the headings that its own export uses."""

from __future__ import annotations

from importers.crm.salesforce import fields
from importers.crm.salesforce.writer import HEADINGS, KEY, SalesforceWriter
from tests.importers.postings import crm_updates, documents, same_as_golden


def test_golden_files() -> None:
    files = SalesforceWriter().files(crm_updates("salesforce"), ())
    assert [file.name for file in files] == [
        "salesforce-Account.csv",
        "salesforce-Opportunity.csv",
        "salesforce-changes.csv",
    ]
    assert [file.entries for file in files] == [(1, 2), (3, 4), (4,)]
    assert [(file.records, file.by_hand) for file in files] == [(2, False), (2, False), (1, True)]
    assert same_as_golden(files)


def test_the_headings_are_those_of_the_export() -> None:
    exported = {
        table: {heading for column in columns.values() for heading in column.headings}
        for table, columns in (("customers", fields.ACCOUNTS), ("deals", fields.OPPORTUNITIES))
    }
    for table, columns in HEADINGS.items():
        assert set(columns.values()) | {KEY} <= exported[table]


def test_the_firms_own_heading_is_used() -> None:
    writer = SalesforceWriter({"customers": {"tax_id": "Own"}})
    assert writer.files(crm_updates("salesforce")[:1], ())[0].content.startswith(f"{KEY},Own\r\n".encode())


def test_nothing_gives_no_file_and_documents_are_not_for_a_crm() -> None:
    assert SalesforceWriter().files((), ()) == ()
    assert SalesforceWriter().files((), documents("salesforce")) == ()
