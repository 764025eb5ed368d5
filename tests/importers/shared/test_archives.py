"""A ZIP of exports is read member by member; what no export does is refused before anything is unpacked."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from importers.registry import read
from importers.shared.archives import members
from importers.shared.intake import (
    DamagedArchive,
    DamagedWorkbook,
    FileRefused,
    NoMember,
    NotATable,
    PasswordProtected,
    TooMuch,
    UnsafeArchive,
    take_in,
)
from importers.shared.sheets import sheets_of
from tests.importers.samples import rows, workbook

CLIENTS = "Client Name,Address\nAbbot Mills Ltd,1 High Street\nCole Freight Ltd,2 Mill Lane\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


def packed(path: Path, *files: tuple[str, bytes | str]) -> Path:
    """An archive of `files` at `path`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files:
            out.writestr(name, data)
    return path


def test_every_member_is_a_file_of_its_own(tmp_path: Path) -> None:
    book = workbook(tmp_path / "b.xlsx", One=[["Client Name", "Address"], ["Dale Ltd", "3 Low Road"]])
    path = packed(
        tmp_path / "export.zip",
        ("a/clients.csv", CLIENTS),
        ("b/clients.csv", CLIENTS.replace("Abbot", "Egan")),
        ("b.xlsx", book.read_bytes()),
        ("a/", ""),
        ("logo.png", PNG),
        ("__MACOSX/._clients.csv", "x"),
        ("readme.txt", "This is no table.\n"),
    )
    one = read(path)
    assert one.file == "export.zip"
    assert [table.rows_loaded for table in one.tables] == [2, 2, 1]
    assert [rows(table, "customers", "file")[0][0] for table in one.tables] == [
        "export.zip/a/clients.csv",
        "export.zip/b/clients.csv",
        "export.zip/b.xlsx",
    ]
    said = " ".join(one.notes)
    assert "export.zip/logo.png is a picture" in said
    assert "export.zip/readme.txt is not an export" in said
    assert "__MACOSX" not in said


def test_members_know_their_archive(tmp_path: Path) -> None:
    (member,) = members(take_in(packed(tmp_path / "e.zip", ("in/c.csv", CLIENTS))))
    assert (member.name, member.inside, member.kind, member.text) == ("e.zip/in/c.csv", "in/c.csv", "text", CLIENTS)


def test_the_sheets_of_an_archive_are_those_of_its_members(tmp_path: Path) -> None:
    path = packed(tmp_path / "e.zip", ("a.csv", "a,b\n1,2\n"), ("b.csv", "c,d\n3,4\n"))
    assert [sheet.rows[0] for sheet in sheets_of(take_in(path))] == [["a", "b"], ["c", "d"]]


def test_a_damaged_member_refuses_the_whole(tmp_path: Path) -> None:
    book = workbook(tmp_path / "b.xlsx", One=[["Client Name", "Address"], ["Dale Ltd", "3 Low Road"]]).read_bytes()
    with pytest.raises(DamagedWorkbook, match=r"e\.zip/b\.xlsx"):
        read(packed(tmp_path / "e.zip", ("c.csv", CLIENTS), ("b.xlsx", book[:-400])))


def test_an_archive_without_an_export(tmp_path: Path) -> None:
    with pytest.raises(NoMember, match="letter"):
        read(packed(tmp_path / "e.zip", ("letter.txt", "Dear Ms Smith,\nplease find enclosed our list.\n")))
    with pytest.raises(NoMember, match="no file"):
        read(packed(tmp_path / "e.zip"))


@pytest.mark.parametrize(
    "name",
    ["../c.csv", "/etc/c.csv", "a/../../c.csv", "..\\c.csv", "C:\\c.csv", "C:/c.csv"],
)
def test_paths_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsafeArchive, match="leads out"):
        read(packed(tmp_path / "e.zip", ("c.csv", CLIENTS), (name, CLIENTS)))


def test_links_and_twins_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("c.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "l.zip", "w") as out:
        out.writestr(link, "/etc/passwd")
    with pytest.raises(UnsafeArchive, match="link"):
        read(tmp_path / "l.zip")
    with pytest.warns(UserWarning, match="Duplicate"):
        packed(tmp_path / "t.zip", ("c.csv", CLIENTS), ("c.csv", CLIENTS))
    with pytest.raises(UnsafeArchive, match="twice"):
        read(tmp_path / "t.zip")


def test_archives_inside_archives_are_refused(tmp_path: Path) -> None:
    inner = packed(tmp_path / "i.zip", ("c.csv", CLIENTS)).read_bytes()
    for name, data in {"i.zip": inner, "i.gz": gzip.compress(CLIENTS.encode()), "i.7z": b"7z\xbc\xaf\x27\x1c"}.items():
        with pytest.raises(UnsafeArchive, match="inside the archive"):
            read(packed(tmp_path / "e.zip", (name, data)))
    (tmp_path / "i.zip.gz").write_bytes(gzip.compress(inner))
    with pytest.raises(NotATable, match="inside an archive"):
        read(tmp_path / "i.zip.gz")


def encrypted(data: bytes) -> bytes:
    """The archive with the mark of a password on its first member."""
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    marked = bytearray(data)
    marked[local + 6] |= 1
    marked[central + 8] |= 1
    return bytes(marked)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (encrypted, PasswordProtected),
        (lambda data: data[:-30], DamagedArchive),
        (lambda data: data[:50] + bytes([data[50] ^ 0xFF]) + data[51:], DamagedArchive),
    ],
)
def test_what_cannot_be_unpacked(tmp_path: Path, change: object, error: type[FileRefused]) -> None:
    assert callable(change)
    path = packed(tmp_path / "e.zip", ("c.csv", CLIENTS * 50))
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(error):
        read(path)


def test_one_table_in_a_gzip(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv.gz"
    path.write_bytes(gzip.compress(CLIENTS[:40].encode()) + gzip.compress(CLIENTS[40:].encode()))
    (table,) = read(path).tables
    assert rows(table, "customers", "file") == [("clients.csv.gz",)] * 2
    path.write_bytes(gzip.compress(CLIENTS.encode())[:-12])
    with pytest.raises(DamagedArchive, match="end mark"):
        read(path)
    path.write_bytes(gzip.compress(bytes(64 << 20)))
    with pytest.raises(TooMuch, match="more than any export"):
        read(path)


def test_a_member_that_unpacks_too_far_is_not_unpacked(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("c.csv", bytes(64 << 20))
    (tmp_path / "e.zip").write_bytes(out.getvalue())
    with pytest.raises(TooMuch, match="64 MB"):
        members(take_in(tmp_path / "e.zip"))
