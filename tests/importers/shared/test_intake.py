"""What cannot be a table is refused with one sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from importers.registry import read
from importers.shared.intake import (
    CutShort,
    DamagedArchive,
    DamagedWorkbook,
    EmptyFile,
    FileRefused,
    HeadingsOnly,
    NoMember,
    NotATable,
    NotReadable,
    PasswordProtected,
    UnknownLayout,
    WrongEncoding,
    take_in,
)


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return out.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
REFUSED: list[tuple[str, bytes, type[FileRefused], str]] = [
    ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 4, NotATable, "a picture"),
    ("time.csv", b"\x89PNG\r\n\x1a\n" + bytes(200), NotATable, "a picture"),
    ("invoice.pdf", b"%PDF-1.7\n%\xe2\xe3\n", NotATable, "a PDF document"),
    ("blob.csv", bytes(range(256)) * 40, NotATable, "a binary file"),
    ("pack.zip", archive("time.csv"), NoMember, "holds no export"),
    ("letter.docx", archive("word/document.xml", "[Content_Types].xml"), NotATable, "a text document"),
    ("half.zip", archive("time.csv")[:-9], DamagedArchive, "damaged archive"),
    ("login.csv", b"<!DOCTYPE html><html><body>Sign in</body></html>", NotATable, "a web page"),
    ("none.csv", b"", EmptyFile, "is empty"),
    ("blank.csv", b"\xef\xbb\xbf\r\n\r\n  \n", EmptyFile, "is empty"),
    ("commas.csv", b",,,,\n,,,,\n", EmptyFile, "is empty"),
    ("secret.xlsx", OLE + bytes(400) + "EncryptedPackage".encode("utf-16-le"), PasswordProtected, "password"),
    ("broken.xlsx", archive("xl/workbook.xml"), DamagedWorkbook, "damaged"),
    ("half.ofx", b"OFXHEADER:100\r\n\r\n<OFX><BANKMSGSRSV1><STMTTRN><TRNAMT>1.00", CutShort, "cut short"),
    (
        "head.csv",
        b"Date,Client,Project,Project Code,Task,Notes,Hours,First Name,Last Name\n",
        HeadingsOnly,
        "no row below",
    ),
    ("list.csv", b"Colour,Weight\n", UnknownLayout, "Colour, Weight"),
    ("letter.txt", b"Dear Ms Smith,\nplease find attached the list.\n", UnknownLayout, "not an export"),
]


@pytest.mark.parametrize(("name", "data", "error", "says"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_wrong_file_is_one_sentence(
    tmp_path: Path, name: str, data: bytes, error: type[FileRefused], says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as refused:
        read(path)
    assert refused.value.sentence.startswith(name)
    assert says in refused.value.sentence
    assert "\n" not in refused.value.sentence


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotReadable):
        take_in(tmp_path / "gone.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "iso2022_kr"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "clients.csv"
    text = ("고객,도시\n서울,부산\n" if encoding == "iso2022_kr" else "Client,Städte\nMüller & Söhne,Zürich\n") * 4
    path.write_bytes(text.encode(encoding))
    taken = take_in(path)
    assert taken.text == text
    assert taken.encoding == encoding.replace("iso2022_", "iso-2022-")
    assert not taken.notes


def test_a_declared_encoding(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_bytes("Client,Town\nMüller & Söhne,Köln\n".encode("cp850"))
    taken = take_in(path, "cp850")
    assert (taken.encoding, taken.text) == ("cp850", "Client,Town\nMüller & Söhne,Köln\n")
    with pytest.raises(WrongEncoding) as refused:
        take_in(path, "utf-8")
    assert "byte 14" in refused.value.sentence
    with pytest.raises(WrongEncoding) as refused:
        take_in(path, "klingon-1")
    assert "klingon-1 is no encoding" in refused.value.sentence


def test_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "a.csv", tmp_path / "b.csv"
    for path in (one, two):
        path.write_bytes(b"Client Name,Address\nA,B\n")
    assert take_in(one).sha256 == take_in(two).sha256


def test_a_first_heading_that_reads_like_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"PK,Client Name\n1,A\n")
    assert take_in(path).kind == "text"
