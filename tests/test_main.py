"""The command line: what it answers, and what it says when it cannot."""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

import pytest

import main as tieout
from importers.anytable.proposal import LOADS
from main import BAD_INPUT, DONE, FAULT, GATE_SHUT, main
from tests.core.services.desks import PERIOD, copy_of

COMMANDS = (
    "demo",
    "close",
    "read",
    "tie",
    "dedupe",
    "import",
    "match",
    "check",
    "report",
    "export",
    "writeback",
    "verify",
    "shots",
)
# DESIGN.md, the command line: what `read` prints of the main table.
READ_KEYS = {
    "file",
    "encoding",
    "delimiter",
    "sheet",
    "header_row",
    "system",
    "entity",
    "confidence",
    "columns",
    "rows",
    "quarantined",
    "totals",
    "questions",
}
TIE_HEADER = ["left_row", "right_row", "left_key", "right_key", "amount", "status", "confidence", "reason"]
DIFF_HEADER = ["left_row", "right_row", "column", "left_value", "right_value", "difference"]
Captured = pytest.CaptureFixture[str]


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


@pytest.fixture
def sides(tmp_path: Path) -> tuple[str, str]:
    """Two lists of invoices: one amount differs, one invoice a side has no partner."""
    left, right = tmp_path / "left.csv", tmp_path / "right.csv"
    who = (
        "Harrow Ltd",
        "Saltmarsh plc",
        "Birchall LLP",
        "Quillan Media",
        "Northgate Homes",
        "Larch Valley",
        "Copperline",
    )
    bills = [f"INV-{1001 + 7 * n},{name},{120 + 35 * n}.50" for n, name in enumerate(who)]
    other = [*bills[:1:-1], bills[1].replace("155.50", "165.50"), "INV-2007,Tidewell,13.00"]
    left.write_text("\n".join(["Invoice,Customer,Amount", *bills, ""]))
    right.write_text("\n".join(["Number,Client,Amount", *other, ""]))
    return str(left), str(right)


def test_help_names_every_command(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == DONE
    said = capsys.readouterr().out
    assert tuple(re.findall(r"^ {4}(\w+) ", said, re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize("month", ["2026-13", "September", "2026"])
def test_a_month_that_is_none_is_bad_usage(month: str, tmp_path: Path, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["close", str(tmp_path), "--period", month, "--out", str(tmp_path / "out")])
    assert ended.value.code == BAD_INPUT
    assert month in capsys.readouterr().err


def test_tied_tables_have_a_line_a_row_and_a_line_a_differing_cell(
    sides: tuple[str, str], tmp_path: Path, capsys: Captured
) -> None:
    out, diff = tmp_path / "ties.csv", tmp_path / "cells.csv"
    assert main(["tie", *sides, "--out", str(out), "--diff", str(diff)]) == DONE
    header, *tied = rows(out)
    assert header == TIE_HEADER
    assert {(row[0], row[1]) for row in tied} == {
        ("1", ""), ("2", "6"), ("3", "5"), ("4", "4"), ("5", "3"), ("6", "2"), ("7", "1"), ("", "7")
    }  # fmt: skip
    status = {(row[0], row[1]): row[5] for row in tied}
    assert (status["1", ""], status["", "7"]) == ("left-only", "right-only")
    assert "1 left-only (sum 120.50), 1 right-only (sum 13.00)" in capsys.readouterr().out
    header, *cells = rows(diff)
    assert header == DIFF_HEADER
    assert [row[:2] + row[3:5] for row in cells] == [["2", "6", "155.50", "165.50"]]


def test_only_the_columns_are_proposed(sides: tuple[str, str], capsys: Captured) -> None:
    assert main(["tie", *sides, "--columns"]) == DONE
    pairs = json.loads(capsys.readouterr().out)
    assert {(each["left"], each["right"]) for each in pairs} >= {("Invoice", "Number"), ("Customer", "Client")}
    assert all(0 <= each["confidence"] <= 1 for each in pairs)


def test_a_tie_with_nowhere_to_write_says_so(sides: tuple[str, str], capsys: Captured) -> None:
    assert main(["tie", *sides]) == BAD_INPUT
    assert "--out" in capsys.readouterr().err


def test_read_prints_what_was_made_of_a_file_and_writes_its_rows(
    sample_book: Path, tmp_path: Path, capsys: Captured
) -> None:
    payments = sample_book.parent / "exports" / "Payments.csv"
    assert main(["read", str(payments), "--rows", str(tmp_path / "rows.csv")]) == DONE
    said = json.loads(capsys.readouterr().out)
    assert set(said) >= READ_KEYS
    assert (said["file"], said["system"], said["entity"]) == ("Payments.csv", "xero", "payment")
    assert len(rows(tmp_path / "rows.csv")) == said["rows"] + 1


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Claims under headings that say nothing."""
    path = tmp_path / "odd.csv"
    path.write_text(
        "Ref,Who,When,How much\n1,Ann Carter,03/04/2026,10.00\n2,Bob Dale,05/04/2026,=2\n", encoding="utf-8"
    )
    return path


def test_read_knows_what_it_does_not_know(odd: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["read", str(odd), "--rows", str(tmp_path / "rows.csv")]) == DONE
    said = json.loads(capsys.readouterr().out)
    assert (said["system"], said["entity"], said["rows"], said["quarantined"]) == (None, None, 2, 0)
    assert said["confidence"] < LOADS
    assert [each["source"] for each in said["columns"]] == ["Ref", "Who", "When", "How much"]
    assert rows(tmp_path / "rows.csv") == [
        ["Ref", "Who", "When", "How much"],
        ["1", "Ann Carter", "03/04/2026", "10.00"],
        ["2", "Bob Dale", "05/04/2026", "'=2"],
    ]


def test_a_mapping_goes_over_what_is_proposed(odd: Path, tmp_path: Path, capsys: Captured) -> None:
    mapping = tmp_path / "mapping.json"
    answers: dict[str, object] = {
        "entity": "expense",
        "columns": [
            {"source": "Who", "target": "person_name"},
            {"source": "When", "target": "day"},
            {"source": "How much", "target": "amount"},
        ],
    }
    mapping.write_text(json.dumps(answers), encoding="utf-8")
    assert main(["read", str(odd), "--mapping", str(mapping)]) == DONE
    said = json.loads(capsys.readouterr().out)
    assert (said["entity"], said["rows"], said["quarantined"]) == ("expense", 0, 2)
    assert [each["column"] for each in said["questions"]] == ["When"]
    answers["questions"] = [{**said["questions"][0], "answer": said["questions"][0]["choices"][0]}]
    mapping.write_text(json.dumps(answers), encoding="utf-8")
    assert main(["read", str(odd), "--mapping", str(mapping)]) == DONE
    said = json.loads(capsys.readouterr().out)
    assert (said["rows"], said["quarantined"], said["totals"]) == (1, 1, {"How much": {"": "10.00"}})


@pytest.mark.parametrize(
    ("mapping", "word"),
    [
        ("{", "not JSON"),
        ('{"entitee": "time"}', "'entitee'"),
        ('{"columns": {"Hours": "seconds"}}', "no column 'Hours'"),
        ('{"entity": "expense", "columns": {"Who": "colour"}}', "'colour'"),
        ('{"sheet": "Sheet9"}', "no sheet 'Sheet9'"),
        ('{"header_row": 99}', "no row 99"),
        ('{"encoding": "martian"}', "martian"),
    ],
)
def test_each_bad_answer_gets_one_sentence(
    odd: Path, tmp_path: Path, capsys: Captured, mapping: str, word: str
) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(mapping, encoding="utf-8")
    assert main(["read", str(odd), "--mapping", str(path)]) == BAD_INPUT
    said = capsys.readouterr().err
    assert word in said
    assert said.count("\n") == 1
    assert main(["read", str(odd), "--mapping", str(tmp_path / "none.json")]) == BAD_INPUT


def test_a_text_without_a_table_gets_one_sentence(tmp_path: Path, capsys: Captured) -> None:
    letter = tmp_path / "README.txt"
    letter.write_text("Dear Ms Smith,\n\nplease find the exports of the month in this folder.\n", encoding="utf-8")
    assert main(["read", str(letter)]) == BAD_INPUT
    assert "README.txt" in capsys.readouterr().err


def test_a_file_that_is_none_gets_one_sentence(tmp_path: Path, capsys: Captured) -> None:
    picture = tmp_path / "scan.csv"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    assert main(["read", str(picture)]) == BAD_INPUT
    said = capsys.readouterr().err
    assert "scan.csv" in said
    assert said.count("\n") == 1


def test_a_book_is_verified_reported_and_written_back(sample_book: Path, tmp_path: Path, capsys: Captured) -> None:
    on_book = ("--book", str(copy_of(sample_book, tmp_path)), "--period", str(PERIOD), "--by", "Ann Preparer")
    assert main(["verify", *on_book]) == DONE
    whole = capsys.readouterr().out
    assert re.search(r"copy\.tieout is whole: .* digest [0-9a-f]{64}\n$", whole)
    out = tmp_path / "out"
    assert main(["report", *on_book, "--out", str(out)]) == GATE_SHUT
    assert re.search(r"reconciliation\.pdf: \d+ pages", capsys.readouterr().out)
    assert {"findings.csv", "links.csv", "kpis.csv", "totals.csv", "quarantine.csv"} <= {p.name for p in out.iterdir()}
    assert main(["verify", *on_book]) == DONE
    assert capsys.readouterr().out == whole


def test_what_a_second_person_approves_is_written_once(sample_book: Path, tmp_path: Path, capsys: Captured) -> None:
    book = copy_of(sample_book, tmp_path)
    desk = tieout._desk(book, PERIOD, tieout._clock(PERIOD), who="Ann Preparer")
    desk.prepare(next(key for key in desk.exceptions().keys if key.startswith("MS-01|")))
    desk.close()
    send = (
        "writeback",
        "--book",
        str(book),
        "--period",
        str(PERIOD),
        "--by",
        "Ann Preparer",
        "--out",
        str(tmp_path / "out"),
    )
    assert main([*send]) == DONE
    assert capsys.readouterr().out == ""
    assert main([*send, "--approve", "ann preparer"]) == BAD_INPUT
    assert capsys.readouterr().err.count("\n") == 1
    assert main([*send, "--approve", "Bea Reviewer"]) == DONE
    written = capsys.readouterr().out.split()
    assert any(path.endswith("manifest.csv") for path in written)
    assert all(Path(path).is_file() for path in written)
    assert main([*send, "--approve", "Bea Reviewer"]) == DONE
    assert capsys.readouterr().out == ""


def test_a_book_that_is_not_there_is_not_made(tmp_path: Path, capsys: Captured) -> None:
    book = tmp_path / "none.tieout"
    assert main(["verify", "--book", str(book), "--period", str(PERIOD)]) == BAD_INPUT
    assert str(book) in capsys.readouterr().err
    assert not book.exists()


def test_a_fault_of_its_own_is_one_sentence_and_a_report(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path, answers: object) -> None:
        del answers
        raise ZeroDivisionError("nobody expected this")

    monkeypatch.setattr("importers.registry.read", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["read", str(tmp_path / "any.csv")]) == FAULT
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    (report,) = tmp_path.glob("tieout-crash-*.txt")
    assert str(report) in said.err
    assert "ZeroDivisionError: nobody expected this" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(("stop", "status"), [(KeyboardInterrupt, BAD_INPUT), (BrokenPipeError, DONE)])
def test_being_stopped_is_no_fault(
    stop: type[BaseException], status: int, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(path: Path, answers: object) -> None:
        del answers
        raise stop

    monkeypatch.setattr("importers.registry.read", stopped)
    assert main(["read", "any.csv"]) == status
    assert "Traceback" not in capsys.readouterr().err


def test_progress_is_shown_on_a_terminal_only(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    tieout._progress()("Reading", 1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    tieout._progress()("Reading", 2, 2)
    assert capsys.readouterr().err.endswith("Reading 2/2\n")
