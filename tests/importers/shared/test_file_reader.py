"""Readers of whole files: what all of them must declare and how they tell their own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.ports.importing import TableRead
from importers.registry import FILE_READERS
from importers.shared.file_reader import FileReader
from importers.shared.intake import HeadingsOnly, Intake, take_in


@pytest.mark.parametrize("reader", FILE_READERS, ids=lambda reader: str(reader.layout))
def test_a_plain_table_is_nobodys_whole_file(reader: FileReader, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Date,Project,Hours\n2026-09-01,Alpha,7.5\n", encoding="utf-8")
    assert reader.sure(take_in(path)) == 0


@pytest.mark.parametrize("reader", FILE_READERS, ids=lambda reader: str(reader.layout))
def test_a_reader_of_whole_files_says_what_it_reads(reader: FileReader) -> None:
    assert reader.layout.startswith(f"{reader.system}.")
    assert reader.entity


class Whole(FileReader):
    layout = "bank.whole"
    system = "bank"
    entity = "bank_line"

    def sure(self, intake: Intake) -> float:
        return float(intake.text == "whole")

    def read(self, intake: Intake) -> list[TableRead]:
        raise HeadingsOnly(file=intake.name, what="a whole")


def test_what_a_person_says_changes_nothing_where_a_format_is_never_read_in_two_ways(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("whole", encoding="utf-8")
    with pytest.raises(HeadingsOnly):
        Whole().settled(take_in(path), {"D": "dmy"})
