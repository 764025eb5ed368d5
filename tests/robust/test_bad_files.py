"""What is no table gets one sentence and exit status 2, on every command that reads files, and nothing of it is stored."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from core.store.book import open_book
from main import main

GOOD = "Client Name,Address\nAbbot Mills Ltd,1 High Street\nCole Freight Ltd,2 Mill Lane\n"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c489".replace(" ", "")) + bytes(600)
OFX = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
ENCODING:USASCII
CHARSET:1252

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>011<ACCTID>1</BANKACCTFROM><BANKTRANLIST>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260105<TRNAMT>10.00<FITID>1<NAME>A</STMTTRN>
"""


def zipped(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def workbook() -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in GOOD.splitlines():
        sheet.append(row.split(","))
    for number in range(400):
        sheet.append([f"Client {number}", "Somewhere"])
    book.save(out)
    return out.getvalue()


BAD: dict[str, tuple[str, bytes, str]] = {
    "a photo": ("clients.csv", PNG, "picture"),
    "a jpeg": ("clients.csv", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)), "picture"),
    "no bytes": ("clients.csv", b"", "empty"),
    "white space": ("clients.csv", b" \r\n\r\n\t\n", "empty"),
    "a mark and nothing": ("clients.csv", b"\xef\xbb\xbf\r\n", "empty"),
    "separators alone": ("clients.csv", b",,,\n,,,\n;;\n", "empty"),
    "a password": (
        "clients.xlsx",
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(900) + "EncryptedPackage".encode("utf-16-le") + bytes(900),
        "password",
    ),
    "half a workbook": ("clients.xlsx", workbook()[:-900], "damaged"),
    "a workbook of zeros": ("clients.xlsx", b"PK\x03\x04xl/workbook.xml" + bytes(4000), "damaged"),
    "an old container of zeros": ("clients.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4000), "damaged"),
    "half a statement": ("statement.ofx", OFX.encode(), "cut short"),
    "half a zip": ("exports.zip", zipped(clients_csv=GOOD)[:-9], "damaged archive"),
    "a zip with a path out of it": ("exports.zip", zipped(**{"..__clients.csv": GOOD}), "leads out of the archive"),
    "a zip in a zip": ("exports.zip", zipped(inner_zip=zipped(clients_csv=GOOD)), "archive inside the archive"),
    "a text document": ("contract.docx", zipped(word__document="x", _rels="y"), "text document"),
    "half a gzip": ("clients.csv.gz", gzip.compress(GOOD.encode())[:-9], "damaged archive"),
    "an archive of another kind": ("clients.rar", b"Rar!\x1a\x07\x01\x00" + bytes(200), "archive"),
    "a PDF": ("invoice.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n", "PDF"),
    "a web page": ("clients.xls", b"<html><body><p>Your session has expired</p></body></html>", "web page"),
    "NUL bytes": ("clients.csv", GOOD.encode().replace(b"High", b"Hi\x00gh") + bytes(40), "binary"),
    "a program": ("clients.csv", b"\x7fELF\x02\x01\x01" + bytes(3000), "binary"),
    "a database": ("clients.csv", b"SQLite format 3\x00" + bytes(4000), "database"),
}
HARMLESS: dict[str, tuple[str, bytes, str]] = {
    "a zip of nothing known": (
        "exports.zip",
        zipped(letter_txt="Dear Sir,\n\nplease find enclosed our invoice.\n"),
        "no export",
    ),
    "headings alone": ("harvest_clients.csv", b"Client Name,Address\n", "no row below"),
    "a letter": ("letter.txt", b"Dear Sir,\n\nplease find enclosed our invoice.\n\nYours\n", "not an export"),
    "JSON": ("clients.json", b'{"clients": [{"name": "Abbot Mills Ltd"}]}\n', "not an export"),
}
COMMANDS: dict[str, Callable[[Path, Path], list[str]]] = {
    "read": lambda file, _: ["read", str(file)],
    "import": lambda file, scratch: ["import", "--book", str(scratch / "b.tieout"), "--period", "2026-09", str(file)],
    "close": lambda file, scratch: [
        *("close", str(file.parent), "--period", "2026-09", "--out", str(scratch / "out")),
        *("--book", str(scratch / "b.tieout")),
    ],
}


def refused(capsys: pytest.CaptureFixture[str], arguments: list[str], word: str, *, shows: bool = False) -> str:
    """One sentence that says `word`, on stderr; status 2; nothing printed beside it unless `shows`, which is given back."""
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert bool(printed.out) is shows
    lines = printed.err.splitlines()
    assert len(lines) == 1, printed.err
    assert word.casefold() in lines[0].casefold()
    assert lines[0].endswith((".", "FILES"))  # a sentence, or the command to run
    assert "Traceback" not in lines[0]
    return printed.out


def stored(scratch: Path) -> int:
    """Batches in the book, 0 where it was not even made."""
    path = scratch / "b.tieout"
    if not path.exists():
        return 0
    with open_book(path) as book:
        return len(book.batches())


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_a_sentence(name: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, content, word = BAD[name]
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / file).write_bytes(content)
    (folder / "harvest_clients.csv").write_text(GOOD)
    refused(capsys, COMMANDS[command](folder / file, tmp_path), word, shows=command == "read" and name == "a web page")
    assert stored(tmp_path) == 0
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["read", "import"])
@pytest.mark.parametrize("name", HARMLESS)
def test_a_file_that_holds_nothing_is_a_sentence(
    name: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, content, word = HARMLESS[name]
    path = tmp_path / file
    path.write_bytes(content)
    shown = refused(
        capsys, COMMANDS[command](path, tmp_path), word, shows=command == "read" and word == "not an export"
    )
    assert not shown or json.loads(shown)["encoding"] == "utf-8"
    assert stored(tmp_path) == 0


def test_a_folder_of_nothing_known_cannot_be_closed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    refused(capsys, COMMANDS["close"](folder / "x", tmp_path), "nothing to close")
    for file, content, _ in HARMLESS.values():
        (folder / file).write_bytes(content)
    refused(capsys, COMMANDS["close"](folder / "x", tmp_path), "nothing to close")


def test_a_folder_of_clients_alone_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "exports.zip").write_bytes(zipped(clients_csv=GOOD))
    assert main(["close", str(folder), "--period", "2026-09", "--out", str(tmp_path / "out")]) == 0
    assert "exports.zip" in (tmp_path / "out" / "totals.csv").read_text()


def test_a_good_file_beside_a_bad_one_is_not_stored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "harvest_clients.csv", tmp_path / "photo.csv"
    good.write_text(GOOD)
    bad.write_bytes(PNG)
    refused(capsys, [*COMMANDS["import"](good, tmp_path), str(bad)], "picture")
    assert stored(tmp_path) == 0


def test_a_folder_where_a_file_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "clients.csv").mkdir()
    refused(capsys, ["read", str(tmp_path / "clients.csv")], "is a directory")
    refused(capsys, ["read", str(tmp_path / "gone.csv")], "no such file")
    refused(capsys, ["import", "--book", str(tmp_path / "b"), "--period", "2026-09", str(tmp_path / "gone")], "no such")
    refused(capsys, ["close", str(tmp_path / "gone"), "--period", "2026-09", "--out", str(tmp_path / "o")], "folder")
    (tmp_path / "plain.txt").write_text(GOOD)
    refused(capsys, ["close", str(tmp_path / "plain.txt"), "--period", "2026-09", "--out", str(tmp_path)], "folder")


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_without_permission(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "clients.csv"
    path.write_text(GOOD)
    path.chmod(0)
    refused(capsys, ["read", str(path)], "permission denied")


def test_what_cannot_be_opened_at_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "clients.csv"
    path.write_text(GOOD)

    def locked(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    refused(capsys, ["read", str(path)], "permission denied")


def test_a_book_that_is_no_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, book = tmp_path / "harvest_clients.csv", tmp_path / "b.tieout"
    good.write_text(GOOD)
    book.write_text("not a book")
    refused(capsys, COMMANDS["import"](good, tmp_path), "b.tieout")
    refused(capsys, ["verify", "--book", str(book), "--period", "2026-09"], "b.tieout")
    refused(capsys, ["match", "--book", str(tmp_path / "none"), "--period", "2026-09"], "no book")


@pytest.mark.parametrize(
    "arguments",
    [["close"], ["close", ".", "--period", "2026-13", "--out", "o"], ["close", ".", "--period", "soon", "--out", "o"]],
    ids=" ".join,
)
def test_bad_usage_is_status_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_public_bad_workbooks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(__file__).resolve().parents[3] / "shared" / "data" / "xlsx-calamine"
    path = folder / "pass_protected.xlsx"
    if not path.exists():
        pytest.skip("the public test files are not on this machine")
    shutil.copy(path, tmp_path / "register.xlsx")
    refused(capsys, ["read", str(tmp_path / "register.xlsx")], "password")
