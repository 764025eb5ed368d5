"""The record streams of XLSB and XLS, walked for what `scans` needs: extents, error cells, merges, passwords, hidden sheets."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from typing import Final

from importers.shared.guards import unpacked
from importers.shared.intake import DamagedWorkbook, PasswordProtected
from importers.shared.scans import ERRORS, MOST_CELLS, Scan, bounded, parts_of, related, undeclared

# --- XLSB ------------------------------------------------------------------------------------------------------------

_ROW, _BLANK, _ERROR, _LAST_CELL, _FORMULA_ERROR = 0, 1, 3, 11, 11
_SHEET, _MERGE = 156, 176


def scan_xlsb(packed: zipfile.ZipFile, file: str) -> list[Scan]:
    """The worksheets of an XLSB, in the order of the workbook; raises a FileRefused when it is damaged or too large."""
    lower = parts_of(packed)
    for path, member in lower.items():
        if path.endswith(".rels"):
            undeclared(packed, member, file)
    book = lower.get("xl/workbook.bin")
    if book is None:
        raise DamagedWorkbook(file=file, reason="its list of sheets is missing")
    targets = {key: target for key, _, target in related(packed, lower, "xl/_rels/workbook.bin.rels", "xl", file)}
    scans = []
    for kind, body in _records(unpacked(packed, book, file, workbook=True)):
        if kind != _SHEET or len(body) < 12:
            continue
        state = int.from_bytes(body[:4], "little")
        key, rest = _wide(body[8:])
        name, _ = _wide(rest)
        target = targets.get(key, "")
        member_of = lower.get(target.casefold())
        if member_of is None or "worksheets/" not in target.casefold():
            continue
        scan = Scan(name=name, hidden=state != 0)
        _scan_bin(unpacked(packed, member_of, file, workbook=True), scan)
        scans.append(bounded(scan, file))
    return scans


def _wide(data: bytes) -> tuple[str, bytes]:
    count = int.from_bytes(data[:4], "little")
    if count == 0xFFFFFFFF:
        return "", data[4:]
    return data[4 : 4 + count * 2].decode("utf-16-le", "replace"), data[4 + count * 2 :]


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Type and body of each record; a record cut off ends the walk."""
    place, end = 0, len(data)
    while place < end:
        kind = data[place]
        place += 1
        if kind & 0x80 and place < end:
            kind = (kind & 0x7F) | ((data[place] & 0x7F) << 7)
            place += 1
        size = shift = 0
        while place < end and shift < 28:
            sign = data[place]
            place += 1
            size |= (sign & 0x7F) << shift
            shift += 7
            if not sign & 0x80:
                break
        yield kind, data[place : place + size]
        place += size


def _scan_bin(data: bytes, scan: Scan) -> None:
    row = 0
    for kind, body in _records(data):
        if kind == _ROW and len(body) >= 4:
            row = int.from_bytes(body[:4], "little")
        elif _BLANK <= kind <= _LAST_CELL and len(body) >= 8:
            column = int.from_bytes(body[:4], "little")
            scan.reach(row, column)
            scan.valued += kind != _BLANK
            if kind in {_ERROR, _FORMULA_ERROR} and len(body) >= 9:
                scan.marks[row, column] = ERRORS.get(body[8], "#N/A")
            if scan.filled > MOST_CELLS:
                return
        elif kind == _MERGE and len(body) >= 16:
            first, last, left, right = struct.unpack("<4I", body[:16])
            scan.merges.append(((first, left), (last, right)))


# --- XLS -------------------------------------------------------------------------------------------------------------

_FREE: Final = 0xFFFFFFF0  # sector numbers from here on are marks
_BOF: Final = frozenset({0x0809, 0x0409, 0x0209, 0x0009})
_EXTENT: Final = 0x200
_SHEETS, _PASSWORD, _END, _BOOL_OR_ERROR, _FORMULAS = 0x85, 0x2F, 0x0A, 0x205, frozenset({0x06, 0x206, 0x406})
_CELLS: Final = frozenset({0x203, 0x27E, 0xBD, 0x204, 0xFD, 0x205, 0x06, 0x206, 0x406, 0xD6, 0x201, 0xBE})
_BLANKS: Final = frozenset({0x201, 0xBE})
_SEVERAL: Final = frozenset({0xBD, 0xBE})


def scan_xls(data: bytes, file: str) -> list[Scan]:
    """The worksheets of an XLS; raises a FileRefused when it has a password, is damaged or too large."""
    stream = workbook_stream(data, file)
    sheets: list[tuple[int, bool, str]] = []
    for place, kind, body in _biff(stream, 0):
        if kind == _PASSWORD:
            raise PasswordProtected(file=file)
        if kind == _SHEETS and len(body) > 8 and body[5] == 0:
            sheets.append((int.from_bytes(body[:4], "little"), body[4] & 3 != 0, _sheet_name(body[6:])))
        if kind == _END and place:
            break
    try:
        return [bounded(_scan_biff(stream, start, name, hidden=hidden), file) for start, hidden, name in sheets]
    except (_Broken, struct.error, IndexError) as cause:
        raise DamagedWorkbook(file=file, reason="it is broken inside") from cause


def _sheet_name(body: bytes) -> str:
    """Name of a sheet; BIFF8 has a flag byte before it that says whether its letters have two bytes."""
    count = body[0]
    if len(body) == count + 1:
        return body[1:].decode("cp1252", "replace")
    if body[1] & 1:
        return body[2 : 2 + 2 * count].decode("utf-16-le", "replace")
    return body[2 : 2 + count].decode("latin-1")


def _biff(stream: bytes, place: int) -> Iterator[tuple[int, int, bytes]]:
    """Place, type and body of each record from `place` on."""
    end = len(stream)
    while place + 4 <= end:
        kind, size = struct.unpack_from("<HH", stream, place)
        yield place, kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _scan_biff(stream: bytes, start: int, name: str, *, hidden: bool) -> Scan:
    scan = Scan(name=name, hidden=hidden)
    depth = 0
    for _, kind, body in _biff(stream, start):
        if kind in _BOF:
            depth += 1  # a chart may stand inside a sheet
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                break
        elif kind in _CELLS and depth == 1 and len(body) >= 6:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind in _SEVERAL else column
            scan.reach(row, max(column, last), max(last - column, 0) + 1)
            scan.valued += 0 if kind in _BLANKS else max(last - column, 0) + 1
            if kind == _BOOL_OR_ERROR and len(body) >= 8 and body[7]:
                scan.marks[row, column] = ERRORS.get(body[6], "#N/A")
            elif kind in _FORMULAS and len(body) >= 14 and body[12:14] == b"\xff\xff":
                if body[6] == 2:
                    scan.marks[row, column] = ERRORS.get(body[8], "#N/A")
                scan.valued -= body[6] == 3  # the empty text
        elif kind == _EXTENT and depth == 1:
            _check_extent(body)  # the library makes room for as many cells as the sheet claims
        elif kind == 0x208 and len(body) >= 16 and depth == 1:
            scan.hidden_rows += bool(body[12] & 0x20)
    return scan


def _check_extent(body: bytes) -> None:
    if len(body) >= 12:
        first, last, left, right = struct.unpack_from("<IIHH", body)
    elif len(body) >= 8:
        first, last, left, right = struct.unpack_from("<4H", body)
    else:
        return
    if first > last or left > right or last - first > 1 << 20 or (last - first) * (right - left) > 4 * MOST_CELLS:
        raise _Broken


class _Broken(ValueError):
    """A sheet whose extent cannot be."""


def workbook_stream(data: bytes, file: str) -> bytes:
    """The stream of the workbook in an old container file; raises DamagedWorkbook when it has none."""
    try:
        return _Container(data).stream()
    except (struct.error, LookupError, ValueError, OverflowError) as cause:
        raise DamagedWorkbook(file=file, reason="it is broken inside") from cause


class _Container:
    """A compound file: sectors in chains, a directory of streams."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size = {3: 512, 4: 4096}[struct.unpack_from("<H", data, 26)[0]]
        self._mini = 64
        self._directory = struct.unpack_from("<I", data, 48)[0]
        self._cutoff = struct.unpack_from("<I", data, 56)[0]
        self._mini_fat = struct.unpack_from("<I", data, 60)[0]
        self._links = self._table()

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _table(self) -> list[int]:
        places = [place for place in struct.unpack_from("<109I", self._data, 76) if place < _FREE]
        following = struct.unpack_from("<I", self._data, 68)[0]
        seen: set[int] = set()
        while following < _FREE:
            if following in seen:
                raise ValueError("its list of sectors has no end")
            seen.add(following)
            words = _words(self._sector(following))
            places += [place for place in words[:-1] if place < _FREE]
            following = words[-1] if words else _FREE
        links: list[int] = []
        for place in places[: len(self._data) // self._size + 1]:
            links += _words(self._sector(place))
        return links

    def _chain(self, start: int) -> bytes:
        """The sectors from `start` on; a chain that bites its tail is no chain: the library would follow it for ever."""
        found: list[bytes] = []
        most = len(self._data) // self._size + 1
        while start < _FREE and start < len(self._links):
            if len(found) > most:
                raise ValueError("a chain of it has no end")
            found.append(self._sector(start))
            start = self._links[start]
        return b"".join(found)

    def stream(self) -> bytes:
        """The stream called Workbook, or Book in older files."""
        entries = self._chain(self._directory)
        root = b""
        streams: dict[str, tuple[int, int]] = {}
        for place in range(0, len(entries) - 127, 128):
            entry = entries[place : place + 128]
            length = struct.unpack_from("<H", entry, 64)[0]
            name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace").casefold()
            start, size = struct.unpack_from("<II", entry, 116)
            if entry[66] == 5:
                root = self._chain(start)
            elif entry[66] == 2:
                streams.setdefault(name, (start, size))
        links = _words(self._chain(self._mini_fat))
        start, size = streams.get("workbook") or streams.get("book") or (_FREE, 0)
        if start >= _FREE:
            raise ValueError("no workbook")
        if size >= self._cutoff:
            return self._chain(start)[:size]
        found: list[bytes] = []
        while start < _FREE and start < len(links):
            if len(found) > len(root) // self._mini + 1:
                raise ValueError("a chain of it has no end")
            found.append(root[start * self._mini : (start + 1) * self._mini])
            start = links[start]
        return b"".join(found)[:size]


def _words(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))
