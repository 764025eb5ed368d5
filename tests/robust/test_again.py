"""The same folder closed again changes nothing and writes the same bytes; an import killed at any moment leaves a whole book."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from core.base.periods import Period
from core.store.book import open_book
from importers.sample.files import write_sample
from main import main

PERIOD = Period(2026, 9)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample firm's export files."""
    return write_sample(tmp_path_factory.mktemp("firm") / "exports", PERIOD)


def close(exports: Path, book: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    arguments = ["close", str(exports), "--period", str(PERIOD), "--out", str(out), "--book", str(book), "--by", "Ann"]
    assert main([*arguments, "--format", "json"]) == 1
    said: dict[str, object] = json.loads(capsys.readouterr().out)
    return said


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_closing_twice_is_closing_once(exports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "firm.tieout"
    first = close(exports, book, tmp_path / "one", capsys)
    again = close(exports, book, tmp_path / "two", capsys)
    assert first["new"] != 0
    assert (again["new"], again["changed"]) == (0, 0)
    assert again["digest"] == first["digest"]
    assert again["links"] == first["links"]
    assert again["findings"] == first["findings"]
    written = digests(tmp_path / "one")
    assert {"links.csv", "findings.csv", "kpis.csv", "totals.csv", "reconciliation.pdf", "reconciliation.xlsx"} <= set(
        written
    )
    assert digests(tmp_path / "two") == written
    assert (tmp_path / "two" / "findings.csv").stat().st_size > 1000


def test_an_import_killed_at_any_moment_leaves_a_whole_book(exports: Path, tmp_path: Path) -> None:
    """Five kills spread over the run; what the book then holds are whole files, and the next import ends the same."""
    files = [str(path) for path in sorted(exports.glob("*.csv")) if path.stat().st_size < 60_000]

    def command(book: Path) -> list[str]:
        return ["import", "--book", str(book), "--period", str(PERIOD), *files]

    assert main(command(tmp_path / "whole.tieout")) == 0
    with open_book(tmp_path / "whole.tieout") as opened:
        wanted, batches = opened.digest(), len(opened.batches())
    assert batches == len(files) > 5
    book = tmp_path / "firm.tieout"
    seconds = 4.0
    for number in range(5):
        child = subprocess.Popen(
            [sys.executable, "main.py", *command(book)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        began = time.monotonic()
        try:
            child.wait(seconds * (0.4 + 0.15 * number))
            seconds = time.monotonic() - began
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        if book.exists():
            with open_book(book) as opened:
                opened.verify()
                assert len(opened.batches()) <= batches  # a file is one transaction: in whole, or not at all
    assert main(command(book)) == 0
    with open_book(book) as opened:
        opened.verify()
        assert opened.digest() == wanted
