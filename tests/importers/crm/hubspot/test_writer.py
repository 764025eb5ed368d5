"""HubSpot's update files against golden copies, under the headings that its own export uses."""

from __future__ import annotations

from importers.crm.hubspot import fields
from importers.crm.hubspot.writer import HEADINGS, KEY, HubSpotWriter
from tests.importers.postings import crm_updates, documents, same_as_golden


def test_golden_files() -> None:
    files = HubSpotWriter().files(crm_updates("hubspot"), ())
    assert [file.name for file in files] == ["hubspot-companies.csv", "hubspot-deals.csv", "hubspot-changes.csv"]
    assert [file.entries for file in files] == [(1, 2), (3, 4), (4,)]
    assert [(file.records, file.by_hand) for file in files] == [(2, False), (2, False), (1, True)]
    assert same_as_golden(files)


def test_the_headings_are_those_of_the_export() -> None:
    exported = {
        table: {heading for column in columns.values() for heading in column.headings}
        for table, columns in (("customers", fields.COMPANIES), ("deals", fields.DEALS))
    }
    for table, columns in HEADINGS.items():
        assert set(columns.values()) | {KEY} <= exported[table]


def test_the_firms_own_heading_is_used() -> None:
    writer = HubSpotWriter({"customers": {"tax_id": "Own"}})
    assert writer.files(crm_updates("hubspot")[:1], ())[0].content.startswith(f"{KEY},Own\r\n".encode())


def test_nothing_gives_no_file_and_documents_are_not_for_a_crm() -> None:
    assert HubSpotWriter().files((), ()) == ()
    assert HubSpotWriter().files((), documents("hubspot")) == ()
