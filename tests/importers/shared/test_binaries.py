"""The record streams of XLSB and XLS, walked for extents and errors."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from importers.shared.binaries import scan_xls, scan_xlsb, workbook_stream
from importers.shared.intake import DamagedWorkbook, PasswordProtected, TooMuch
from tests.importers.packages import packed, wide

_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
)


def text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def xlsb(path: Path, sheet: bytes, *, state: int = 0) -> Path:
    bundle = struct.pack("<II", state, 1) + text("rId1") + text("Time")
    return packed(
        path,
        {
            "xl/workbook.bin": wide(131, b"") + wide(156, bundle) + wide(132, b""),
            "xl/_rels/workbook.bin.rels": _RELATIONS,
            "xl/worksheets/sheet1.bin": sheet,
        },
    )


def cell(kind: int, column: int, value: bytes = b"") -> bytes:
    return wide(kind, struct.pack("<II", column, 0) + value)


def test_cells_of_an_xlsb(tmp_path: Path) -> None:
    rows = (
        wide(0, struct.pack("<I", 0) + bytes(13)) + cell(7, 0, bytes(4)) + cell(1, 5),
        wide(0, struct.pack("<I", 9) + bytes(13)) + cell(3, 2, b"\x07") + cell(11, 3, b"\x2a" + bytes(8)),
        wide(176, struct.pack("<4I", 1, 2, 0, 3)),
    )
    path = xlsb(tmp_path / "a.xlsb", b"".join(rows), state=1)
    (scan,) = scan_xlsb(zipfile.ZipFile(path), "a.xlsb")
    assert (scan.name, scan.hidden, scan.rows, scan.columns, scan.filled, scan.valued) == ("Time", True, 10, 6, 4, 3)
    assert scan.marks == {(9, 2): "#DIV/0!", (9, 3): "#N/A"}
    assert scan.merges == [((1, 0), (2, 3))]


def test_an_xlsb_of_two_cells_far_apart(tmp_path: Path) -> None:
    rows = (
        wide(0, struct.pack("<I", 0))
        + cell(2, 0, bytes(4))
        + wide(0, struct.pack("<I", 1_048_575))
        + cell(2, 16_383, bytes(4))
    )
    with pytest.raises(TooMuch):
        scan_xlsb(zipfile.ZipFile(xlsb(tmp_path / "a.xlsb", rows)), "a.xlsb")


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def container(stream: bytes, name: str = "Workbook") -> bytes:
    """An old container file with one stream of at least 4096 bytes."""
    stream = stream.ljust(4096, b"\x00")
    sectors = -(-len(stream) // 512)
    links = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    fat = struct.pack("<128I", *links, *[0xFFFFFFFF] * (128 - len(links)))

    def entry(title: str, kind: int, start: int, size: int) -> bytes:
        coded = title.encode("utf-16-le")
        return (
            coded.ljust(64, b"\x00")
            + struct.pack("<HBB", len(coded) + 2, kind, 1)
            + bytes(48)
            + struct.pack("<IQ", start, size)
        )

    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0) + entry(name, 2, 2, len(stream)) + bytes(256)
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)[:36]
    return head + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108) + fat + directory + stream.ljust(sectors * 512, b"\x00")


def xls(*cells: bytes, password: bool = False) -> bytes:
    bof, end = record(0x809, bytes(16)), record(0x0A, b"")
    lock = record(0x2F, bytes(6)) if password else b""
    name = b"\x04\x00Time"
    place = len(bof) + len(lock) + len(record(0x85, bytes(6) + name)) + len(end)
    listed = record(0x85, struct.pack("<IBB", place, 0, 0) + name)
    return container(bof + lock + listed + end + bof + b"".join(cells) + end)


def test_cells_of_an_xls() -> None:
    data = xls(
        record(0x203, struct.pack("<HHHd", 0, 0, 0, 1.5)),
        record(0x205, struct.pack("<HHHBB", 3, 2, 0, 0x17, 1)),
        record(0x205, struct.pack("<HHHBB", 3, 3, 0, 1, 0)),
        record(0x06, struct.pack("<HHH", 4, 1, 0) + b"\x02\x00\x2a\x00\x00\x00\xff\xff" + bytes(8)),
        record(0x06, struct.pack("<HHH", 4, 2, 0) + b"\x03\x00\x00\x00\x00\x00\xff\xff" + bytes(8)),
        record(0xBE, struct.pack("<HH", 5, 4) + bytes(8) + struct.pack("<H", 7)),
        record(0x208, struct.pack("<HHHHHHHH", 3, 0, 4, 300, 0, 0, 0x20, 0)),
    )
    (scan,) = scan_xls(data, "a.xls")
    assert (scan.name, scan.rows, scan.columns, scan.filled, scan.valued) == ("Time", 6, 8, 9, 4)
    assert scan.marks == {(3, 2): "#REF!", (4, 1): "#N/A"}
    assert scan.hidden_rows == 1


def test_a_password_and_cells_far_apart() -> None:
    with pytest.raises(PasswordProtected):
        scan_xls(xls(password=True), "a.xls")
    far = [record(0x203, struct.pack("<HHHd", place, place, 0, 1.0)) for place in (0, 65_535)]
    with pytest.raises(TooMuch):
        scan_xls(xls(*far), "a.xls")


@pytest.mark.parametrize("data", [b"", bytes(600), container(b"", "Contents"), xls()[:700]])
def test_what_is_no_workbook(data: bytes) -> None:
    with pytest.raises(DamagedWorkbook):
        workbook_stream(data, "a.xls")


def test_a_chain_that_bites_its_tail_is_refused() -> None:
    data = bytearray(xls())
    data[512 + 3 * 4 : 512 + 4 * 4] = struct.pack("<I", 2)
    with pytest.raises(DamagedWorkbook):
        workbook_stream(bytes(data), "a.xls")


@pytest.mark.parametrize(
    "extent",
    [
        struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0),
        struct.pack("<IIHHH", 5, 1, 9, 2, 0),
        struct.pack("<HHHHH", 9, 1, 0, 1, 0),
    ],
)
def test_an_extent_that_cannot_be(extent: bytes) -> None:
    with pytest.raises(DamagedWorkbook):
        scan_xls(xls(record(0x200, extent)), "a.xls")
    assert scan_xls(xls(record(0x200, struct.pack("<IIHHH", 0, 65_536, 0, 256, 0))), "a.xls")[0].rows == 0
