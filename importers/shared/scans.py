"""What stands in the sheets of a workbook, told from its own parts before a spreadsheet library is let near it.

The library makes a full rectangle of every sheet, gives an error cell as an empty one and says nothing of formulas that were never
calculated. So the extents are measured first (a sheet of two cells may span seventeen thousand million), and what the library
would lose is noted. Sheets of XLSX are measured in pieces of their XML without parsing it, when they are written the usual way.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

import numpy as np
import numpy.typing as npt

from importers.shared.guards import pieces, unpacked
from importers.shared.intake import DamagedWorkbook, TooMuch
from importers.shared.parsing import NOT_CALCULATED, SPREADSHEET_ERRORS

Place = tuple[int, int]  # row and column, from 0
Span = tuple[Place, Place]  # first and last cell of a merge
ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
MOST_CELLS: Final = 25_000_000
_DENSE: Final = 10_000_000  # cells of the full rectangle that any sheet may have
_SPARSE: Final = 10  # empty cells to a filled one beyond that
_PARSED: Final = 4_000_000  # cells that are parsed one by one at most
_WIDEST, _LONGEST = 16_384, 1_048_576
_DECLARED: Final = re.compile(rb"<!\s*(DOCTYPE|ENTITY)")
_HIDDEN_ROW: Final = re.compile(rb"<row\b[^>]*\bhidden=\"(?:1|true)\"")
_ANY_CELL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_NO_RESULT: Final = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*(?:<v></v>|<v\s*/>)?\s*</c>")
_REFERENCE: Final = re.compile(rb"\br=\"([A-Z]{1,4})(\d{1,8})\"")


@dataclass
class Scan:
    """One sheet measured.

    name: as the library gives it. rows, columns: extent of its cells; filled: cells that are written, with a value or not.
    marks: text of each error cell and each formula without a result. merges: ranges of joined cells, where this scan reads them
    (XLSB, ODS). hidden: the sheet is; hidden_rows: how many of its rows are. valued: cells with something in them.
    """

    name: str = ""
    rows: int = 0
    columns: int = 0
    filled: int = 0
    valued: int = 0
    marks: dict[Place, str] = field(default_factory=dict)
    merges: list[Span] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: int = 0

    def reach(self, row: int, column: int, cells: int = 1) -> None:
        """Takes in a cell at `row`, `column`."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)
        self.filled += cells


def bounded(scan: Scan, file: str) -> Scan:
    """`scan`, when the library may be given the sheet; raises TooMuch when it is larger than any export."""
    where = f"sheet {scan.name!r}" if scan.name else "a sheet of it"
    if scan.columns > _WIDEST or scan.rows > _LONGEST:
        raise TooMuch(file=file, reason=f"{where} has {scan.rows:,} rows and {scan.columns:,} columns")
    if scan.filled > MOST_CELLS:
        raise TooMuch(file=file, reason=f"{where} has {scan.filled:,} cells")
    area = scan.rows * scan.columns
    if area > _DENSE and (area > scan.filled * _SPARSE or area > 4 * MOST_CELLS):
        raise TooMuch(
            file=file,
            reason=f"{where} reaches over {scan.rows:,} rows and {scan.columns:,} columns with {scan.filled:,} cells in them",
        )
    return scan


# --- XLSX ------------------------------------------------------------------------------------------------------------


def scan_xlsx(packed: zipfile.ZipFile, file: str) -> list[Scan]:
    """The worksheets of an XLSX or XLSM, in the order of the workbook; raises a FileRefused when it declares entities or is too large."""
    lower = parts_of(packed)
    for path, member in lower.items():
        if path.endswith((".xml", ".rels")):
            undeclared(packed, member, file)
    _strings_bounded(packed, lower, file)
    scans = []
    sheets = _sheets(packed, lower, file)
    for name, hidden, part in sheets:
        scan = Scan(name=name, hidden=hidden)
        found = lower.get(part.casefold())
        if found is not None:
            _scan_sheet(packed, found, scan, file)
        scans.append(bounded(scan, file))
    known = {part.casefold() for _, _, part in sheets}
    for (
        path,
        member,
    ) in lower.items():  # sheets that the workbook does not name are measured too: the library may find them
        if "worksheets/" in path and path.endswith(".xml") and path not in known:
            scan = Scan()
            _scan_sheet(packed, member, scan, file)
            bounded(scan, file)
    return scans


def parts_of(packed: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The parts of a workbook by path, small letters and forward strokes: some programs write neither."""
    return {member.filename.replace("\\", "/").casefold(): member for member in packed.infolist()}


def undeclared(packed: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> None:
    """Refuses a part with a document type: no spreadsheet writes one, it is what XML bombs and external entities need."""
    head = next(pieces(packed, member, file, size=1 << 16), b"")
    plain = head.replace(b"\x00", b"")  # UTF-16
    if _DECLARED.search(plain):
        raise DamagedWorkbook(
            file=file, reason="it declares entities, which no spreadsheet does, and is not safe to read"
        )


def _strings_bounded(packed: zipfile.ZipFile, lower: dict[str, zipfile.ZipInfo], file: str) -> None:
    for path, member in lower.items():
        if path.endswith("sharedstrings.xml"):  # the library makes room for as many texts as the part claims
            head = next(pieces(packed, member, file, size=1 << 16), b"")
            claims = re.findall(rb"[cC]ount\s*=\s*[\"'](\d+)", head[: head.find(b"<si")])
            if any(len(claim) > 9 or int(claim) > 4 * MOST_CELLS for claim in claims):
                raise DamagedWorkbook(file=file, reason="it claims to hold more texts than there can be")
        if path.endswith("sharedstrings.xml") and member.file_size > 5 * MOST_CELLS // 2:
            count = sum(piece.count(b"<si") for piece in pieces(packed, member, file))
            if count > MOST_CELLS // 2:
                raise TooMuch(file=file, reason=f"it holds {count:,} texts")
        if not path.endswith((".xml", ".rels")) or "worksheets/" in path:
            continue
        if member.file_size > 400 << 20:
            raise TooMuch(file=file, reason=f"its part {member.filename} has {member.file_size >> 20:,} MB")


def _sheets(packed: zipfile.ZipFile, lower: dict[str, zipfile.ZipInfo], file: str) -> list[tuple[str, bool, str]]:
    """Name, whether hidden, and part of each worksheet, in the order of the workbook."""
    book = "xl/workbook.xml"
    for _, kind, target in related(packed, lower, "_rels/.rels", "", file):
        if kind.endswith("/officeDocument"):
            book = target
    member = lower.get(book.casefold())
    if member is None:
        return []
    folder, _, last = book.rpartition("/")
    targets = {
        key: (kind, target)
        for key, kind, target in related(packed, lower, f"{folder}/_rels/{last}.rels".lstrip("/"), folder, file)
    }
    found: list[tuple[str, bool, str]] = []

    def start(tag: str, given: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            key = next((value for name, value in given.items() if _local(name) == "id" and ":" in name), "")
            kind, target = targets.get(key, ("", ""))
            if target and not kind.endswith(("/chartsheet", "/dialogsheet")):
                found.append((given.get("name", ""), given.get("state", "visible") != "visible", target))

    _parse(unpacked(packed, member, file, workbook=True), start, file)
    return found


def related(
    packed: zipfile.ZipFile, lower: dict[str, zipfile.ZipInfo], path: str, folder: str, file: str
) -> list[tuple[str, str, str]]:
    """Id, type and resolved target of the relations of a part."""
    member = lower.get(path.casefold())
    if member is None:
        return []
    found: list[tuple[str, str, str]] = []

    def start(tag: str, given: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            found.append((given.get("Id", ""), given.get("Type", ""), _resolved(folder, given.get("Target", ""))))

    _parse(unpacked(packed, member, file, workbook=True), start, file)
    return found


def _resolved(folder: str, target: str) -> str:
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return target.lstrip("/")
    parts = [part for part in folder.split("/") if part]
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _parser(file: str) -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def declared(*_: object) -> None:
        raise DamagedWorkbook(
            file=file, reason="it declares entities, which no spreadsheet does, and is not safe to read"
        )

    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.buffer_text = True
    return parser


def _parse(data: bytes, start: Any, file: str) -> None:
    parser = _parser(file)
    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as cause:
        raise DamagedWorkbook(file=file, reason=f"its XML is broken ({cause})") from cause


def _scan_sheet(packed: zipfile.ZipFile, member: zipfile.ZipInfo, scan: Scan, file: str) -> None:
    """Measures one sheet in pieces; a sheet written another way than usual is counted and then parsed."""
    cells = 0
    usual = True
    for piece in _tags(pieces(packed, member, file)):
        known = scan.filled
        usual = usual and _scan_piece(piece, scan) and (scan.filled > known or not _ANY_CELL.search(piece))
        cells = scan.filled if usual else cells + sum(map(piece.count, (b"<c ", b"<c>", b":c ", b":c>")))
        if cells > MOST_CELLS:
            scan.filled = cells
            return
    if usual:
        return
    if cells > _PARSED:
        raise TooMuch(file=file, reason=f"{cells:,} cells of it are written in an unusual way")
    fresh = Scan(name=scan.name, hidden=scan.hidden)
    _Exact(fresh).feed(pieces(packed, member, file), file)
    vars(scan).update(vars(fresh))


def _tags(stream: Iterator[bytes]) -> Iterator[bytes]:
    """The stream cut where a row or at least a tag ends."""
    rest = b""
    for piece in stream:
        text = rest + piece
        end = text.rfind(b"</row>") + 6
        if end < 6:
            if len(text) < 8 << 20:
                rest = text
                continue
            end = text.rfind(b"</c>") + 4
            end = end if end > 4 else len(text)
        yield text[:end]
        rest = text[end:]
    if rest:
        yield rest


def _scan_piece(piece: bytes, scan: Scan) -> bool:
    """Takes in the cells of a piece; False when it is not written the usual way."""
    if b"<c>" in piece or b":c " in piece or b":c>" in piece or piece.startswith((b"\xff\xfe", b"\xfe\xff")):
        return b' r="' not in piece and b":c" not in piece and _count_piece(piece, scan)
    if b"<!" in piece and _DECLARED.search(piece):
        return False
    cells = piece.count(b"<c ")
    if not cells:
        return True
    text = np.frombuffer(piece + bytes(16), np.uint8)
    at = np.flatnonzero(text == 0x72)  # r
    at = at[(text[at + 1] == 0x3D) & (text[at + 2] == 0x22) & (text[at - 1] == 0x20)] + 3
    at = at[_letters(text[at])]
    if not len(at):
        return _count_piece(piece, scan)
    if len(at) != cells:
        return False
    column = (text[at] - np.uint8(0x40)).astype(np.int32)
    at += 1
    more = _letters(text[at])
    for _ in range(3):
        if not more.any():
            break
        column[more] = column[more] * 26 + (text[at[more]] - np.uint8(0x40))
        at[more] += 1
        more &= _letters(text[at])
    row = np.zeros(len(at), np.int32)
    for _ in range(9):
        digit = text[at] - np.uint8(0x30)
        here = digit < 10
        if not here.any():
            break
        if here.all():
            row = row * 10 + digit
            at += 1
        else:
            row[here] = row[here] * 10 + digit[here]
            at[here] += 1
    if (text[at] != 0x22).any() or not row.all():
        return False
    scan.reach(int(row.max()) - 1, int(column.max()) - 1, cells)
    scan.valued += piece.count(b"<v>") + piece.count(b"<is>")
    if b't="e"' in piece:
        _mark_errors(piece, scan)
    if b"<f" in piece:
        for found in _NO_RESULT.finditer(piece):
            _mark_no_result(piece, found.start(), scan)
    if b'hidden="' in piece:
        scan.hidden_rows += len(_HIDDEN_ROW.findall(piece))
    return True


def _letters(signs: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    return (signs - np.uint8(0x41)) < 26


def _count_piece(piece: bytes, scan: Scan) -> bool:
    """Takes in the cells of a piece without any reference: each stands behind the one before."""
    if b't="e"' in piece or b"<f" in piece or b"'" in piece or not piece.rstrip().endswith((b"</row>", b">")):
        return False
    rows = piece.split(b"</row>")
    wide = [row.count(b"<c ") + row.count(b"<c>") for row in rows]
    if wide[-1]:
        return False
    scan.rows += len(rows) - 1 + piece.count(b"<row/>")
    scan.columns = max(scan.columns, *wide)
    scan.filled += sum(wide)
    scan.valued += piece.count(b"<v>") + piece.count(b"<is>")
    if b'hidden="' in piece:
        scan.hidden_rows += len(_HIDDEN_ROW.findall(piece))
    return True


def _mark_errors(piece: bytes, scan: Scan) -> None:
    place = piece.find(b't="e"')
    while place >= 0:
        start, end = piece.rfind(b"<c ", 0, place), piece.find(b">", place)
        found = _REFERENCE.search(piece, start, end)
        stop = piece.find(b"</c>", end)
        shown = re.search(rb"<v>([^<]*)</v>", piece[end : stop if stop > 0 else end])
        if start >= 0 and found:
            scan.marks[_place(found)] = shown[1].decode("utf-8", "replace") if shown else ERRORS[0x2A]
        place = piece.find(b't="e"', place + 5)


def _mark_no_result(piece: bytes, place: int, scan: Scan) -> None:
    start = piece.rfind(b"<c ", 0, place)
    end = piece.find(b">", start)
    if start < 0 or b't="str"' in piece[start:end]:
        return  # a formula whose result is the empty text
    found = _REFERENCE.search(piece, start, end)
    if found:
        scan.marks[_place(found)] = NOT_CALCULATED


def _place(found: re.Match[bytes]) -> Place:
    column = 0
    for sign in found[1]:
        column = column * 26 + sign - 0x40
    return int(found[2]) - 1, column - 1


class _Exact:
    """A sheet of XLSX parsed tag by tag: prefixes, cells without a reference, other quotes."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self._row = self._column = -1
        self._kind = ""
        self._formula = self._valued = self._within = False
        self._text: list[str] = []

    def feed(self, stream: Iterator[bytes], file: str) -> None:
        parser = _parser(file)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        try:
            for piece in stream:
                parser.Parse(piece, False)
                if self.scan.filled > MOST_CELLS:
                    return
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as cause:
            raise DamagedWorkbook(file=file, reason=f"its XML is broken ({cause})") from cause

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = _local(tag)
        if name == "row":
            self._row = int(given["r"]) - 1 if given.get("r", "").isdigit() else self._row + 1
            self._column = -1
            self.scan.hidden_rows += given.get("hidden") in {"1", "true"}
        elif name == "c":
            printed = given.get("r", "")
            found = _REFERENCE.match(b'r="%s"' % printed.upper().encode())
            if printed and not found:
                raise ValueError(f"a cell stands at {printed[:40]}")
            self._row, self._column = _place(found) if found else (max(self._row, 0), self._column + 1)
            self._kind, self._formula, self._valued, self._text = given.get("t", ""), False, False, []
            self.scan.reach(self._row, self._column)
        elif name == "f":
            self._formula = True
        elif name in {"v", "is"}:
            self._within = True

    def _data(self, text: str) -> None:
        if self._within:
            self._valued = True
            if self._kind == "e":
                self._text.append(text)

    def _end(self, tag: str) -> None:
        name = _local(tag)
        if name in {"v", "is"}:
            self._within = False
        elif name == "c":
            self.scan.valued += self._valued
            if self._kind == "e":
                self.scan.marks[self._row, self._column] = "".join(self._text) or ERRORS[0x2A]
            elif self._formula and not self._valued and self._kind != "str":
                self.scan.marks[self._row, self._column] = NOT_CALCULATED


# --- ODS -------------------------------------------------------------------------------------------------------------


def scan_ods(packed: zipfile.ZipFile, file: str) -> list[Scan]:
    """The tables of an ODS; raises a FileRefused when it declares entities or is too large."""
    member = next((one for one in packed.infolist() if one.filename == "content.xml"), None)
    if member is None:
        raise DamagedWorkbook(file=file, reason="its content is missing")
    undeclared(packed, member, file)
    reader = _Tables(file)
    parser = _parser(file)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    try:
        for piece in pieces(packed, member, file):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as cause:
        raise DamagedWorkbook(file=file, reason=f"its XML is broken ({cause})") from cause
    return reader.scans


class _Tables:
    """The tables of content.xml, repeated cells and rows counted as often as they stand."""

    def __init__(self, file: str) -> None:
        self.scans: list[Scan] = []
        self._file = file
        self._row = self._column = self._times = self._wide = 0
        self._kind = ""
        self._error = self._filled = self._any = False
        self._texts: list[str] = []
        self._style = ""
        self._hidden: set[str] = set()
        self._depth = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        name = _local(tag)
        if name == "style":
            self._style = given.get("style:name", "")
        elif name == "table-properties" and given.get("table:display") == "false":
            self._hidden.add(self._style)
        elif name == "table" and not self._depth:
            self.scans.append(
                Scan(name=given.get("table:name", ""), hidden=given.get("table:style-name", "") in self._hidden)
            )
            self._row = 0
            self._depth = 1
        elif name == "table":
            self._depth += 1
        elif name == "table-row" and self._depth == 1:
            self._times = _repeat(given.get("table:number-rows-repeated"))
            self._column, self._any = 0, False
            if self.scans and given.get("table:visibility") in {"collapse", "filter"} and self._times < 10_000:
                self.scans[-1].hidden_rows += self._times
        elif name in {"table-cell", "covered-table-cell"} and self._depth == 1:
            self._wide = _repeat(given.get("table:number-columns-repeated"))
            self._kind = given.get("office:value-type", "")
            self._error = given.get("calcext:value-type") == "error"
            self._filled = bool(self._kind)
            self._texts = []
            down, across = (
                _repeat(given.get("table:number-rows-spanned")),
                _repeat(given.get("table:number-columns-spanned")),
            )
            if down * across > 1 and self.scans:
                first = (self._row, self._column)
                self.scans[-1].merges.append((first, (first[0] + down - 1, first[1] + across - 1)))

    def data(self, text: str) -> None:
        if text.strip() and self._depth == 1:
            self._filled = True
            self._texts.append(text)

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name == "table":
            self._depth -= 1
        elif not self.scans or self._depth != 1:
            return
        elif name in {"table-cell", "covered-table-cell"}:
            if self._filled:
                self._take()
            self._column += self._wide
            self._texts, self._filled = [], False
        elif name == "table-row":
            self._row += self._times

    def _take(self) -> None:
        scan = self.scans[-1]
        scan.reach(self._row + self._times - 1, self._column + self._wide - 1, self._times * self._wide)
        scan.valued += self._times * self._wide
        bounded(scan, self._file)
        shown = "".join(self._texts).strip()
        if self._error or (self._kind in {"float", "string", ""} and shown in SPREADSHEET_ERRORS):
            for row in range(self._row, self._row + self._times):
                for column in range(self._column, self._column + self._wide):
                    scan.marks[row, column] = shown or ERRORS[0x2A]


def _repeat(text: str | None) -> int:
    return max(int(text), 1) if text and text.isdigit() else 1
