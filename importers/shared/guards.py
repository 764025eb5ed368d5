"""Limits on what is unpacked: checked against the directory of a ZIP before anything is unpacked, and while it streams.

The sizes in a directory are claims; what streams out is counted as well, so that a false claim ends the reading and not the memory.
"""

from __future__ import annotations

import io
import itertools
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

from importers.shared.intake import DamagedArchive, DamagedWorkbook, PasswordProtected, TooMuch

MOST_UNPACKED: Final = 1 << 30  # bytes of one file, all members together
MOST_MEMBERS: Final = 10_000
MOST_COLUMNS: Final = 16_384  # of the widest spreadsheet
MOST_HELD: Final = 400 << 20  # bytes that are held in memory at once: a member of an archive, what a gzip holds
RATIO: Final = 120  # bytes out of one byte in; the most repetitive exports stay under a hundred
FREE: Final = 16 << 20  # bytes that any member may have, whatever its ratio
_CHUNK: Final = 1 << 20
_ENCRYPTED: Final = 0x1


def checked(data: bytes, name: str, *, workbook: bool) -> zipfile.ZipFile:
    """The ZIP in `data`, its directory looked through; raises a FileRefused when it is damaged, encrypted or would unpack too far."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as cause:
        raise _damaged(name, str(cause), workbook=workbook) from cause
    members = packed.infolist()
    if len(members) > MOST_MEMBERS:
        raise TooMuch(file=name, reason=f"it holds {len(members):,} files")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise PasswordProtected(file=name)
    total = 0
    for member in members:
        total += member.file_size
        _within(member.file_size, member.compress_size, name)
    if total > (MOST_UNPACKED if workbook else MOST_HELD):
        raise TooMuch(file=name, reason=f"it would unpack to {total >> 20:,} MB")
    _within(total, 4 * len(data), name)
    starts = sorted((member.header_offset, member.compress_size) for member in members)
    for (first, size), (second, _) in itertools.pairwise(starts):
        if first + size > second:  # members that share their bytes unpack to more than any directory says
            raise _damaged(name, "its parts overlap", workbook=workbook)
    return packed


def _within(unpacked: int, packed: int, name: str) -> None:
    if unpacked > FREE and unpacked > packed * RATIO:
        raise TooMuch(file=name, reason=f"{max(packed, 1):,} bytes of it would unpack to {unpacked >> 20:,} MB")


def _damaged(name: str, reason: str, *, workbook: bool) -> DamagedWorkbook | DamagedArchive:
    plain = (reason or "it cannot be unpacked").rstrip(".")
    return DamagedWorkbook(file=name, reason=plain) if workbook else DamagedArchive(file=name, reason=plain)


def unpacked(packed: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, *, workbook: bool) -> bytes:
    """The bytes of one member, no more than its directory entry claims; raises a FileRefused when it is damaged."""
    try:
        with packed.open(member) as stream:
            data = stream.read(member.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as cause:
        raise _damaged(name, str(cause), workbook=workbook) from cause
    if len(data) > member.file_size:
        raise TooMuch(file=name, reason="it unpacks to more than it says")
    return data


def pieces(packed: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, size: int = 4 << 20) -> Iterator[bytes]:
    """The bytes of one member of a workbook in pieces of `size`, as `unpacked`."""
    total = 0
    try:
        with packed.open(member) as stream:
            while piece := stream.read(size):
                total += len(piece)
                if total > member.file_size:
                    raise TooMuch(file=name, reason="it unpacks to more than it says")
                yield piece
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as cause:
        raise _damaged(name, str(cause), workbook=True) from cause


def narrow(rows: Sequence[Sequence[object]], name: str) -> None:
    """Raises TooMuch when a row is wider than any spreadsheet."""
    widest = max(map(len, rows), default=0)
    if widest > MOST_COLUMNS:
        raise TooMuch(file=name, reason=f"a row of it has {widest:,} cells")


def gunzipped(data: bytes, name: str) -> bytes:
    """What a gzip file holds, all its parts; raises TooMuch past the limits and DamagedArchive when it is damaged or cut short."""
    out: list[bytes] = []
    total = start = 0
    while data[start : start + 2] == b"\x1f\x8b":
        reader = zlib.decompressobj(wbits=31)
        while not reader.eof:
            taken = reader.unconsumed_tail
            if not taken:
                taken = data[start : start + _CHUNK]
                start += len(taken)
            if not taken:
                raise DamagedArchive(file=name, reason="it ends before its own end mark")
            try:
                piece = reader.decompress(taken, _CHUNK)
            except zlib.error as cause:
                raise DamagedArchive(file=name, reason="it cannot be unpacked") from cause
            total += len(piece)
            _within(total, len(data), name)
            if total > MOST_HELD:
                raise TooMuch(file=name, reason=f"it would unpack to more than {MOST_HELD >> 20:,} MB")
            out.append(piece)
        start -= len(reader.unused_data)
    return b"".join(out)
