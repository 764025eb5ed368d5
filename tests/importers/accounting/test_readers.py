"""The list of readers of ledgers."""

from __future__ import annotations

import pytest

from importers.accounting.readers import FILES, TABLES
from importers.shared.cells import Source
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader


def test_each_layout_stands_once() -> None:
    layouts = [reader.layout for reader in TABLES] + [reader.layout for reader in FILES]
    assert layouts
    assert len(set(layouts)) == len(layouts)


@pytest.mark.parametrize("reader", TABLES, ids=lambda reader: reader.layout)
@pytest.mark.parametrize("cell", ["?", "1", "2026-09-30", ""])
def test_rows_of_nonsense_are_read_or_set_apart(reader: TableReader, cell: str) -> None:
    """Also where no row is left to make records of."""
    headings: list[object] = [field.headings[0].replace("*", "GBP") for field in reader.columns.values()]
    rows: list[list[object]] = [headings, [cell] * len(headings), [cell] * len(headings)]
    for table in reader.tables(Sheet("", rows, ragged=True, delimiter=","), 0, Source("x.csv", "")):
        assert table.rows_read == table.rows_loaded + len(table.problems)
        for frame in table.frames.values():
            assert "external_id" in frame.columns
