"""Workbooks written part by part, as no library would write them."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


def sheet(rows: str) -> str:
    """The XML of a worksheet around its rows."""
    return f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def xlsx(path: Path, *sheets: str, hidden: int = 0, more: dict[str, str | bytes] | None = None) -> Path:
    """A workbook of `sheets` (the XML of each), called S1, S2 ...; hidden: how many of the last are. more: further parts."""
    names = range(1, len(sheets) + 1)
    state = [""] * (len(sheets) - hidden) + [' state="hidden"'] * hidden
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"{state[n - 1]}/>' for n in names)
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATED}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in names
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>',
        **{f"xl/worksheets/sheet{n}.xml": sheets[n - 1] for n in names},
        **(more or {}),
    }
    return packed(path, parts)


def ods(path: Path, rows: str, *, style: str = "") -> Path:
    """An ODS of one table around its rows."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    content = (
        f'<office:document-content {names} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"{style}<office:body><office:spreadsheet>"
        f'<table:table table:name="S1" table:style-name="ta1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    return packed(path, {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def packed(path: Path, parts: dict[str, str | bytes]) -> Path:
    """A ZIP of `parts`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return path


def wide(kind: int, body: bytes) -> bytes:
    """A record of an XLSB part."""
    head = bytes([kind]) if kind < 0x80 else bytes([(kind & 0x7F) | 0x80, kind >> 7])
    size = len(body)
    return head + (bytes([size]) if size < 0x80 else bytes([(size & 0x7F) | 0x80, size >> 7])) + body
