"""Files made to harm are refused with a sentence, within 20 seconds and a gigabyte of memory; each is made on the spot.

Each is read by a process of its own under a limit of memory, so that a breach is a failure here and not the end of the machine.
"""

from __future__ import annotations

import gzip
import io
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.importers.packages import ods, packed, sheet, wide, xlsx

ROOT: Final = Path(__file__).resolve().parents[2]
SECONDS: Final = 20
MOST: Final = 1 << 30
READER: Final = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from core.base.errors import TieoutError
from importers import registry
import openpyxl, python_calamine
before = int(open("/proc/self/statm").read().split()[0]) * 4096 if sys.platform == "linux" else 0
try:
    import resource
except ImportError:
    pass
else:
    if before:
        resource.setrlimit(resource.RLIMIT_AS, (before + int(sys.argv[3]), before + int(sys.argv[3])))
try:
    registry.read(Path(sys.argv[1]))
except TieoutError as cause:
    print(cause.sentence)
    sys.exit(2)
"""
CELL: Final = '<row r="1"><c r="A1" t="inlineStr"><is><t>Client Name</t></is></c><c r="B1"><v>1</v></c></row>'
LAUGHS: Final = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BOMB: Final = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTSIDE: Final = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def streamed(
    path: Path, name: str, head: bytes, block: bytes, times: int, tail: bytes, others: Path | None = None
) -> Path:
    """A ZIP with a member of `times` blocks, never whole in memory here; `others`: a workbook whose other parts are taken over."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        if others:
            with zipfile.ZipFile(others) as given:
                for member in given.infolist():
                    if member.filename != name:
                        out.writestr(member.filename, given.read(member))
        with out.open(name, "w", force_zip64=True) as part:
            part.write(head)
            for _ in range(times):
                part.write(block)
            part.write(tail)
    return path


def entities_in_a_sheet(folder: Path) -> Path:
    return xlsx(folder / "a.xlsx", BOMB + sheet(CELL).split("?>", 1)[1].replace("Client Name", "&l11;"))


def entities_in_the_strings(folder: Path) -> Path:
    return xlsx(
        folder / "a.xlsx", sheet(CELL), more={"xl/sharedStrings.xml": BOMB + "<sst><si><t>&l11;</t></si></sst>"}
    )


def entities_in_an_ods(folder: Path) -> Path:
    path = ods(folder / "a.ods", "")
    with zipfile.ZipFile(path) as given:
        parts: dict[str, str | bytes] = {name: given.read(name) for name in given.namelist()}
    parts["content.xml"] = BOMB.encode() + bytes(parts["content.xml"]).replace(b"S1", b"&l11;")  # type: ignore[arg-type]
    return packed(path, parts)


def an_outside_entity(folder: Path) -> Path:
    return xlsx(folder / "a.xlsx", OUTSIDE + sheet(CELL).split("?>", 1)[1].replace("Client Name", "&e;"))


def entities_in_a_text(folder: Path) -> Path:
    path = folder / "a.xml"
    path.write_text(f"{BOMB}<Document><BkToCstmrStmt>&l11;</BkToCstmrStmt></Document>")
    return path


def an_outside_entity_in_a_text(folder: Path) -> Path:
    path = folder / "camt.xml"
    path.write_text(
        f'{OUTSIDE}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>&e;</BkToCstmrStmt></Document>'
    )
    return path


def a_zip_bomb_in_a_workbook(folder: Path) -> Path:
    start, end = sheet("|").encode().split(b"|")
    row = b'<row><c t="n"><v>1</v></c></row>' * 32_768
    return streamed(
        folder / "a.xlsx", "xl/worksheets/sheet1.xml", start, row, 600, end, xlsx(folder / "b", sheet(CELL))
    )


def many_cells(folder: Path) -> Path:
    start, end = sheet("|").encode().split(b"|")
    row = b"<row>" + b"".join(b"<c><v>%d</v></c>" % (n * 7919 % 9_973) for n in range(16_000)) + b"</row>"
    return streamed(
        folder / "a.xlsx", "xl/worksheets/sheet1.xml", start, row, 1_700, end, xlsx(folder / "b", sheet(CELL))
    )


def many_strings(folder: Path) -> Path:
    block = b"".join(b"<si><t>%d</t></si>" % (n * 7919 % 99_991) for n in range(50_000))
    return streamed(
        folder / "a.xlsx", "xl/sharedStrings.xml", b"<sst>", block, 1_000, b"</sst>", xlsx(folder / "b", sheet(CELL))
    )


def empty_strings(folder: Path) -> Path:
    return streamed(
        folder / "a.xlsx",
        "xl/sharedStrings.xml",
        b"<sst>",
        b"<si/>" * 100_000,
        2_000,
        b"</sst>",
        xlsx(folder / "b", sheet(CELL)),
    )


def a_bomb_in_an_ods(folder: Path) -> Path:
    return streamed(folder / "a.ods", "content.xml", b"<a>", b" " * (1 << 20), 900, b"</a>")


def a_repeat_in_an_ods(folder: Path) -> Path:
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    return ods(folder / "a.ods", f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


def a_bomb_in_a_zip(folder: Path) -> Path:
    return streamed(folder / "a.zip", "time.csv", b"", b"0" * (1 << 20), 2_000, b"")


def many_members(folder: Path) -> Path:
    return packed(folder / "a.zip", {f"{n}.csv": "a,b\n1,2\n" for n in range(20_000)})


def members_on_each_other(folder: Path) -> Path:
    path = packed(folder / "a.zip", {"a.csv": "a,b\n1,2\n" * 1000, "b.csv": "a,b\n1,3\n" * 1000})
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\x01\x02") + 42
    data[place : place + 4] = bytes(4)
    path.write_bytes(data)
    return path


def a_zip_in_a_zip(folder: Path) -> Path:
    inner = packed(folder / "i.zip", {"a.csv": "a,b\n1,2\n"})
    return packed(folder / "a.zip", {"i.zip": inner.read_bytes()})


def a_path_out_of_a_zip(folder: Path) -> Path:
    return packed(folder / "a.zip", {"../../.ssh/authorized_keys": "a,b\n1,2\n"})


def a_bomb_in_a_gzip(folder: Path) -> Path:
    path = folder / "a.csv.gz"
    with gzip.open(path, "wb", 1) as out:
        for _ in range(2_000):
            out.write(b"0" * (1 << 20))
    return path


def a_gzip_of_a_bomb_in_parts(folder: Path) -> Path:
    path = folder / "a.csv.gz"
    path.write_bytes(gzip.compress(b"0" * (8 << 20)) * 200)
    return path


def a_row_of_a_million(folder: Path) -> Path:
    path = folder / "a.csv"
    path.write_text("\n".join(",".join(f"h{n}" for n in range(1_000_000)) for _ in range(2)))
    return path


def a_sheet_over_everything(folder: Path) -> Path:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return xlsx(folder / "a.xlsx", sheet(cells).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'))


def a_binary_sheet_over_everything(folder: Path) -> Path:
    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    last = wide(0, struct.pack("<I", 1_048_575) + bytes(13)) + wide(5, struct.pack("<IId", 16_383, 0, 1.0))
    first = wide(0, bytes(17)) + wide(5, struct.pack("<IId", 0, 0, 1.0))
    related = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="x/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>'
    )
    parts: dict[str, str | bytes] = {
        "xl/workbook.bin": wide(156, struct.pack("<II", 0, 1) + text("r1") + text("S")),
        "xl/_rels/workbook.bin.rels": related,
        "xl/worksheets/sheet1.bin": wide(145, b"") + first + last + wide(146, b""),
    }
    return packed(folder / "a.xlsb", parts)


def an_encrypted_workbook(folder: Path) -> Path:
    path = folder / "a.xlsx"
    path.write_bytes(
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(900) + "EncryptedPackage".encode("utf-16-le") + bytes(900)
    )
    return path


def an_encrypted_ods(folder: Path) -> Path:
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    return packed(folder / "a.ods", {"mimetype": "x", "content.xml": b"\x00\x01", "META-INF/manifest.xml": manifest})


def an_encrypted_member(folder: Path) -> Path:
    path = packed(folder / "a.zip", {"a.csv": "a,b\n1,2\n"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    return path


def a_false_size(folder: Path) -> Path:
    path = streamed(folder / "a.zip", "time.csv", b"", b"0123456789" * 100_000, 60, b"")
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 1000)
    path.write_bytes(data)
    return path


HOSTILE: Final[dict[Callable[[Path], Path], str]] = {
    entities_in_a_sheet: "entities",
    entities_in_the_strings: "entities",
    entities_in_an_ods: "entities",
    an_outside_entity: "entities",
    entities_in_a_text: "",
    an_outside_entity_in_a_text: "",
    a_zip_bomb_in_a_workbook: "more than any export",
    many_cells: "cells",
    many_strings: "texts",
    empty_strings: "more than any export",
    a_bomb_in_an_ods: "more than any export",
    a_repeat_in_an_ods: "cells",
    a_bomb_in_a_zip: "more than any export",
    many_members: "20,000 files",
    members_on_each_other: "overlap",
    a_zip_in_a_zip: "archive inside the archive",
    a_path_out_of_a_zip: "leads out",
    a_bomb_in_a_gzip: "more than any export",
    a_gzip_of_a_bomb_in_parts: "more than any export",
    a_row_of_a_million: "1,000,000 cells",
    a_sheet_over_everything: "1,048,576 rows",
    a_binary_sheet_over_everything: "1,048,576 rows",
    an_encrypted_workbook: "password",
    an_encrypted_ods: "password",
    an_encrypted_member: "password",
    a_false_size: "",
}


def read_apart(path: Path, most: int = MOST) -> tuple[int, str, float]:
    """Exit status, all that was printed and seconds of a process that reads `path` with `most` bytes of memory to spare."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", READER, str(path), str(ROOT), str(most)],
        capture_output=True,
        text=True,
        timeout=4 * SECONDS,
        check=False,
        cwd=path.parent,
    )
    return done.returncode, done.stdout + done.stderr, time.monotonic() - began


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_what_is_made_to_harm_is_a_sentence(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path)
    status, printed, seconds = read_apart(path)
    assert status == 2, printed
    assert printed.startswith(path.name)
    assert HOSTILE[make] in printed
    assert len(printed.splitlines()) == 1
    assert seconds < SECONDS


def test_nothing_is_written_beside_the_archive(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "c"
    folder.mkdir(parents=True)
    read_apart(a_path_out_of_a_zip(folder))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "a.zip", "b", "c"]


def test_macros_are_left_alone(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>Client Name</t></is></c><c r="B1" t="inlineStr"><is><t>Address</t></is></c></row>'
    rows += rows.replace('r="1"', 'r="2"').replace("A1", "A2").replace("B1", "B2").replace("Client Name", "Abbot Ltd")
    path = xlsx(tmp_path / "clients.xlsm", sheet(rows), more={"xl/vbaProject.bin": b"\xcc\x61 not a project"})
    status, printed, _ = read_apart(path)
    assert (status, printed) == (0, "")


def test_a_large_honest_workbook_is_read(tmp_path: Path) -> None:
    """The limits do not stand in the way: 60,000 rows of repeated values pack tightly and are read."""
    out = io.StringIO()
    head = "".join(
        f'<c r="{column}1" t="inlineStr"><is><t>{name}</t></is></c>'
        for column, name in (("A", "Client Name"), ("B", "Address"))
    )
    out.write(f'<row r="1">{head}</row>')
    for number in range(2, 60_002):
        cells = "".join(
            f'<c r="{column}{number}" t="inlineStr"><is><t>Abbot Mills {number % 7}</t></is></c>' for column in "AB"
        )
        out.write(f'<row r="{number}">{cells}</row>')
    status, printed, _ = read_apart(xlsx(tmp_path / "clients.xlsx", sheet(out.getvalue())))
    assert (status, printed) == (0, "")
