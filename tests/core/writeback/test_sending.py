"""A set of files is written whole or not at all, each entry once, with the same bytes every time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.base.errors import TieoutError
from core.changes.editing import Edit
from core.records.outbox import OutboxEntry
from core.writeback import sending
from core.writeback.outbox import changes_to_entries, documents_to_entries
from tests.core.invoicing.firm import drafter
from tests.core.writeback.shelf import AT, DEAL, TIME, WRITERS, PlainWriter, book, standing, step


def approved() -> tuple[OutboxEntry, ...]:
    edits = (Edit("deals", DEAL, "amount", "1200"), Edit("time", TIME, "rate", "90"))
    changes = changes_to_entries([step(1, (), book(), *edits)], book(), who="Ade", at=AT)
    bills = documents_to_entries([drafter().credit_and_rebill("xero:invoice:INV-1")], book(), changes, who="Ade", at=AT)
    return standing((*changes, *bills), "approved")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_one_set_with_its_manifest(tmp_path: Path) -> None:
    written = sending.write(approved(), tmp_path, WRITERS, book())
    assert written.folder is not None
    assert written.folder.name.startswith("0001-")
    assert [path.name for path in written.files] == [
        "harvest.txt",
        "hubspot.txt",
        "xero.txt",
        "manifest.csv",
        "manifest.json",
    ]
    assert {(entry.number, entry.status) for entry in written.entries} == {(n, "written") for n in (1, 2, 3, 4)}
    rows = list(csv.DictReader(io.StringIO((written.folder / "manifest.csv").read_text(encoding="utf-8"))))
    for row in rows:
        content = (written.folder / row["file"]).read_bytes()
        assert row["sha256"] == hashlib.sha256(content).hexdigest()
        assert row["bytes"] == str(len(content))
    assert [(row["system"], row["records"], row["sums"], row["entries"]) for row in rows] == [
        ("harvest", "1", "", "1"),
        ("hubspot", "1", "", "2"),
        ("xero", "2", "GBP 0.00", "3 4"),
    ]
    made = json.loads((written.folder / "manifest.json").read_text(encoding="utf-8"))
    assert [(e["number"], e["prepared_by"], e["approved_by"]) for e in made["entries"]] == [
        (n, "Ade", "Bea") for n in (1, 2, 3, 4)
    ]


def test_the_same_entries_give_the_same_bytes(tmp_path: Path) -> None:
    sending.write(approved(), tmp_path / "a", WRITERS)
    sending.write(tuple(reversed(approved())), tmp_path / "b", WRITERS)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_what_is_out_is_not_written_again_even_when_the_book_forgot(tmp_path: Path) -> None:
    sending.write(approved(), tmp_path, WRITERS)
    before = contents(tmp_path)
    again = sending.write(approved(), tmp_path, WRITERS)
    assert (again.folder, again.files) == (None, ())
    assert {entry.status for entry in again.entries} == {"written"}
    assert contents(tmp_path) == before


def test_a_later_entry_goes_into_the_next_set_alone(tmp_path: Path) -> None:
    first = approved()
    sending.write(first[:2], tmp_path, WRITERS)
    second = sending.write(first, tmp_path, WRITERS)
    assert second.folder is not None
    assert second.folder.name.startswith("0002-")
    assert [path.name for path in second.files] == ["xero.txt", "manifest.csv", "manifest.json"]
    assert sending.written_sets(tmp_path)[1] == second.folder


def test_only_what_is_approved_is_written(tmp_path: Path) -> None:
    entries = standing(approved(), "prepared")
    assert sending.write(entries, tmp_path, WRITERS) == sending.Written(None, (), ())
    assert contents(tmp_path) == {}
    assert [file.name for file in sending.preview(entries, WRITERS)] == ["harvest.txt", "hubspot.txt", "xero.txt"]


def test_a_target_that_moved_is_blocked_and_the_rest_goes_out(tmp_path: Path) -> None:
    written = sending.write(approved(), tmp_path, WRITERS, book(amount="1111.00"))
    assert {(entry.number, entry.status) for entry in written.entries} == {
        (1, "written"),
        (2, "blocked"),
        (3, "written"),
        (4, "written"),
    }
    assert [error.code for error in written.moved] == ["WRB-203"]
    assert "hubspot.txt" not in [path.name for path in written.files]


@pytest.mark.parametrize("cut", range(6))
def test_a_writing_that_is_cut_off_leaves_nothing_and_the_next_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    calls = 0

    def refuse(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls > cut:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        if cut < 5:
            with pytest.raises(TieoutError) as caught:
                sending.write(approved(), tmp_path, WRITERS)
            assert (caught.value.code, "No space" in caught.value.sentence) == ("WRB-207", True)
            assert list(tmp_path.iterdir()) == []
        else:
            assert sending.write(approved(), tmp_path, WRITERS).folder is not None
    sending.write(approved(), tmp_path, WRITERS)
    assert len(sending.written_sets(tmp_path)) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_a_draft_left_by_a_killed_run_is_cleared_away(tmp_path: Path) -> None:
    written = sending.write(approved(), tmp_path / "a", WRITERS)
    assert written.folder is not None
    left = tmp_path / "b" / f".{written.folder.name}.partial"
    left.mkdir(parents=True)
    (left / "half.txt").write_text("half", encoding="utf-8")
    assert sending.write(approved(), tmp_path / "b", WRITERS).entries
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert not left.exists()


@pytest.mark.parametrize("writers", [{}, {**WRITERS, "xero": PlainWriter("xero", frozenset({4}))}])
def test_an_entry_that_no_file_would_hold_stops_the_set(tmp_path: Path, writers: dict[str, Any]) -> None:
    with pytest.raises(TieoutError) as caught:
        sending.write(approved(), tmp_path, writers)
    assert caught.value.code == "WRB-205"
    assert contents(tmp_path) == {}


def test_a_manifest_that_cannot_be_read_stops_the_writing(tmp_path: Path) -> None:
    written = sending.write(approved()[:1], tmp_path, WRITERS)
    assert written.folder is not None
    (written.folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(TieoutError) as caught:
        sending.write(approved(), tmp_path, WRITERS)
    assert caught.value.code == "WRB-206"


def test_another_books_entry_of_the_same_number_is_another_entry(tmp_path: Path) -> None:
    first = approved()[:1]
    sending.write(first, tmp_path, WRITERS)
    other = replace(approved()[1], number=1)
    assert sending.write([other], tmp_path, WRITERS).folder is not None
