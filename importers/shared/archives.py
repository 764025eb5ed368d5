"""A ZIP of exports: each member is a file of its own, named `archive/member`."""

from __future__ import annotations

import zipfile
from pathlib import PurePosixPath
from typing import Final

from importers.shared.guards import checked, unpacked
from importers.shared.intake import EmptyFile, Intake, NotATable, UnsafeArchive, taken

_PACKED: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ", b"MSCF")
_CLUTTER: Final = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})


def members(intake: Intake, left: list[str] | None = None) -> list[Intake]:
    """The files of an archive in its own order, without folders and what an operating system adds; not recognised yet.

    left: collects a sentence for each member that can be no table (a picture, an empty file). Raises a FileRefused when a name leads
    out of the archive, a member is an archive itself or encrypted, or the whole would unpack too far.
    """
    found: list[Intake] = []
    for member, data in _files(intake):
        try:
            found.append(taken(intake.path, data, member.filename))
        except (EmptyFile, NotATable) as cause:
            if left is not None:
                left.append(cause.sentence)
    return found


def _files(intake: Intake) -> list[tuple[zipfile.ZipInfo, bytes]]:
    name = intake.name
    packed = checked(intake.data, name, workbook=False)
    wanted: list[zipfile.ZipInfo] = []
    seen: set[str] = set()
    for member in packed.infolist():
        _safe(member, name)
        if member.is_dir() or _CLUTTER & set(PurePosixPath(member.filename).parts):
            continue
        if member.filename in seen:
            raise UnsafeArchive(file=name, member=member.filename, why="stands in it twice")
        seen.add(member.filename)
        wanted.append(member)
    found = []
    for member in wanted:
        data = unpacked(packed, member, name, workbook=False)
        if data.startswith(_PACKED) and not _office(data):
            raise UnsafeArchive(file=name, member=member.filename, why="is an archive inside the archive")
        found.append((member, data))
    return found


def _safe(member: zipfile.ZipInfo, name: str) -> None:
    """Refuses names that lead out of the archive: nothing is written to disk, but such a file was not made by an export."""
    text = member.orig_filename.replace("\\", "/")
    parts = text.split("/")
    if text.startswith("/") or ".." in parts or text[1:2] == ":" or "\x00" in text:
        raise UnsafeArchive(
            file=name, member=repr(member.orig_filename[:80]), why="is a path that leads out of the archive"
        )
    if (member.external_attr >> 16) & 0o170000 == 0o120000:
        raise UnsafeArchive(file=name, member=repr(member.orig_filename[:80]), why="is a link to another file")


def _office(data: bytes) -> bool:
    return data.startswith(b"PK") and (b"[Content_Types].xml" in data or b"content.xml" in data)
