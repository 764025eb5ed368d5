"""The list of readers of CRM; lists that only look like one of theirs are none."""

from __future__ import annotations

import pytest

from importers.crm.readers import FILES, TABLES
from importers.shared.columns import Headings


def test_each_layout_stands_once() -> None:
    layouts = [reader.layout for reader in TABLES] + [reader.layout for reader in FILES]
    assert layouts
    assert len(set(layouts)) == len(layouts)


@pytest.mark.parametrize(
    "heading",
    [
        "Name,Stage,Expected Revenue,Close date",
        "ID,Name,Website",
        "Nom,SIRET,Secteur,Email,Téléphone",
        "ID,Title,Status,Owner",
        "Deal ID,Deal Name,Amount",
        "Deal,Customer,Amount,Stage,Close date",
        "ID,Code,Name,Email",
        "Number,Customer,Order Date,Status,Total",
        "Name,Email,Phone,Company",
        "Topic,Owner,Status",
        "Account ID,Account Name,Balance",
        "Date,Account Name,Debit,Credit",
        "Customer Name,Customer Group,Balance",
        "Invoice number,Customer,Invoice date,Due date,Total,Status",
    ],
)
def test_lists_kept_by_hand_are_no_export(heading: str) -> None:
    headings = Headings.of(heading.split(","))
    assert [reader.layout for reader in TABLES if reader.sure(headings)] == []


@pytest.mark.parametrize("reader", TABLES, ids=lambda reader: reader.layout)
def test_a_recalled_layout_is_never_surer_than_a_proposal(reader: object) -> None:
    own = next(one for one in TABLES if one is reader)
    headings = Headings.of([field.headings[0].replace("*", "EUR") for field in own.columns.values()])
    assert own.sure(headings) == (0.8 if own.recalled else 1.0)
