from __future__ import annotations

import json
from pathlib import Path

import pytest

from importers.sample.files import write_sample
from main import main
from tests.core.services.desks import PERIOD

OUTPUTS = (
    "links.csv",
    "findings.csv",
    "kpis.csv",
    "totals.csv",
    "quarantine.csv",
    "reconciliation.pdf",
    "reconciliation.xlsx",
)


def close(folder: Path, out: Path, *more: str) -> int:
    return main(["close", str(folder), "--period", str(PERIOD), "--out", str(out), *more])


def test_the_same_folder_twice_into_one_book_adds_nothing_and_gives_the_same_bytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exports = write_sample(tmp_path / "exports", PERIOD)
    first, second, book = tmp_path / "first", tmp_path / "second", tmp_path / "book.tieout"
    assert close(exports, first, "--book", str(book), "--format", "json") == 1
    one = json.loads(capsys.readouterr().out)
    assert close(exports, second, "--book", str(book), "--format", "json") == 1
    two = json.loads(capsys.readouterr().out)
    assert one["new"] > 0
    assert (two["new"], two["changed"]) == (0, 0)
    for name in OUTPUTS:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_a_damaged_file_among_the_exports_stops_the_close_with_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exports = write_sample(tmp_path / "exports", PERIOD)
    (exports / "scan.csv").write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    book = tmp_path / "book.tieout"
    assert close(exports, tmp_path / "out", "--book", str(book)) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "scan.csv" in said
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert close(tmp_path, tmp_path / "out") == 2
    assert "nothing to close" in capsys.readouterr().err
    assert close(tmp_path / "nowhere", tmp_path / "out") == 2
    assert "not a folder" in capsys.readouterr().err
