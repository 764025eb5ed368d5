"""Readers of whole files: what all of them must declare and how they tell their own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.registry import FILE_READERS
from importers.shared.file_reader import FileReader
from importers.shared.intake import take_in


@pytest.mark.parametrize("reader", FILE_READERS, ids=lambda reader: str(reader.layout))
def test_a_plain_table_is_nobodys_whole_file(reader: FileReader, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Date,Project,Hours\n2026-09-01,Alpha,7.5\n", encoding="utf-8")
    assert reader.sure(take_in(path)) == 0


@pytest.mark.parametrize("reader", FILE_READERS, ids=lambda reader: str(reader.layout))
def test_a_reader_of_whole_files_says_what_it_reads(reader: FileReader) -> None:
    assert reader.layout.startswith(f"{reader.system}.")
    assert reader.entity
