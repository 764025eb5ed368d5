"""A file at the door: its digest, what kind it is by its bytes, its encoding; what cannot be a table is refused with a sentence."""

from __future__ import annotations

import codecs
import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from core.base.errors import TieoutError
from importers.shared.decoding import Undecodable, decoded, wide_encoding

Kind = Literal["text", "workbook", "archive"]


class FileRefused(TieoutError):
    """The base of every reason not to read a file at all."""

    code = "IMP-100"


class NotReadable(FileRefused):
    """The file is missing, a folder, or locked by another program."""

    code = "IMP-101"
    template = "{file} cannot be opened: {reason}. Check the path, and close the file where it is open."


class EmptyFile(FileRefused):
    """The file has no bytes, or nothing but white space."""

    code = "IMP-102"
    template = "{file} is empty. Export it again from the system it came from."


class NotATable(FileRefused):
    """A picture, a PDF, an archive or another binary."""

    code = "IMP-103"
    template = "{file} is {what}, not a table. Export the list itself as CSV or XLSX and import that."


class PasswordProtected(FileRefused):
    """An encrypted workbook."""

    code = "IMP-104"
    template = "{file} is protected by a password. Save a copy without a password and import the copy."


class CutShort(FileRefused):
    """The file ends before its own end mark."""

    code = "IMP-105"
    template = "{file} is cut short: {reason}. Download it again; nothing of it was read."


class HeadingsOnly(FileRefused):
    """Known headings with no row below them."""

    code = "IMP-106"
    template = "{file} has the headings of {what} but no row below them. Check the filter and the dates of the export."


class UnknownLayout(FileRefused):
    """No reader knows these headings."""

    code = "IMP-107"
    template = "{file} is not an export that Tieout knows{headings}. Export one of the lists that Tieout reads, or map its columns on the import page."


class DamagedWorkbook(FileRefused):
    """A workbook that cannot be unpacked."""

    code = "IMP-108"
    template = "{file} is a damaged workbook: {reason}. Open it in a spreadsheet, save it as XLSX, and import that."


class TooMuch(FileRefused):
    """A file that unpacks to more than any export holds."""

    code = "IMP-110"
    template = (
        "{file} is not read: {reason}, more than any export holds. Export the list again, in smaller parts if need be."
    )


class DamagedArchive(FileRefused):
    """An archive that cannot be unpacked."""

    code = "IMP-111"
    template = "{file} is a damaged archive: {reason}. Download it again; nothing of it was read."


class UnsafeArchive(FileRefused):
    """An archive with a member that no export has."""

    code = "IMP-112"
    template = "{file} is not read: {member} {why}. Unpack the archive yourself and import the files you know."


class NoMember(FileRefused):
    """An archive none of whose files is an export."""

    code = "IMP-113"
    template = "{file} is an archive that holds no export that Tieout knows. {members}"


class WrongEncoding(FileRefused):
    """The encoding that a person declared does not fit the bytes."""

    code = "IMP-114"
    template = (
        "{file} cannot be read in that encoding: {reason}. Leave the encoding open, or name the one it was saved in."
    )


@dataclass(frozen=True)
class Intake:
    """One file taken in.

    sha256: hex digest of all bytes. text: the decoded text, line ends as they were, "" for a workbook or an archive of files.
    encoding: as importers.shared.decoding names it; None for a workbook. data: all bytes, b"" for a text file, which its text tells.
    inside: path of the member in an archive, "" for a file of its own; sha256 is then of the member's bytes. notes: what had to be
    guessed or mended to read the bytes.
    """

    path: Path
    sha256: str
    kind: Kind
    data: bytes
    text: str
    encoding: str | None
    inside: str = ""
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the file is called in sentences and lineage: its name, or `archive/member`."""
        return f"{self.path.name}/{self.inside}" if self.inside else self.path.name

    def let_go(self) -> None:
        """Frees the text, once its rows are made: a large one is not to stand in memory twice."""
        object.__setattr__(self, "text", "")


_BINARIES: Final = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"%PDF", "a PDF document"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"\x1f\x8b", "an archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a text document"),
)
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def take_in(path: Path, encoding: str | None = None) -> Intake:
    """The file at `path`, a text in `encoding` where a person says it; raises a FileRefused whose sentence says why it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as cause:
        raise NotReadable(file=path.name, reason=(cause.strerror or "unknown fault").lower()) from cause
    return taken(path, data, encoding=encoding)


def taken(path: Path, data: bytes, inside: str = "", *, encoding: str | None = None) -> Intake:
    """A file by its bytes; `inside` is its path in the archive at `path`. Raises a FileRefused."""
    name = f"{path.name}/{inside}" if inside else path.name
    if not data.strip():
        raise EmptyFile(file=name)
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(b"\x1f\x8b") and not inside:
        from importers.shared.guards import gunzipped

        data = gunzipped(data, name)
        if data.startswith((*_ZIP, b"\x1f\x8b", _OLE)) or data[257:262] == b"ustar":
            raise NotATable(file=name, what="an archive inside an archive")
        if not data.strip():
            raise EmptyFile(file=name)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise PasswordProtected(file=name)
        return Intake(path, digest, "workbook", data, "", None, inside)
    if data.startswith(_ZIP):
        return Intake(path, digest, _packed(name, data), data, "", None, inside)
    _refuse_binary(name, data, declared=encoding is not None)
    try:
        read = decoded(data, encoding)
    except Undecodable as cause:
        raise WrongEncoding(file=name, reason=str(cause)) from cause
    if not read.text.strip('\ufeff\x00 \t\r\n,;"'):
        raise EmptyFile(file=name)
    return Intake(path, digest, "text", b"", read.text, read.encoding, inside, read.notes)


def _packed(name: str, data: bytes) -> Kind:
    """Whether a ZIP is a workbook or an archive of files; raises NotATable for a document of another program."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = {one.replace("\\", "/") for one in packed.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):  # cut short: its bytes still say what it was
        names = {mark for mark in ("xl/workbook.xml", "content.xml", "word/document.xml") if mark.encode() in data}
        if not names:
            names = {"xl/"} if b"xl/" in data else names
    if any(one.startswith(("word/", "ppt/", "visio/")) for one in names) or b"opendocument.text" in data[:120]:
        raise NotATable(file=name, what="a text document or a presentation")
    office = {"content.xml", "[Content_Types].xml", "xl/", "xl/workbook.xml"}
    return "workbook" if office & names or any(one.startswith("xl/") for one in names) else "archive"


def _refuse_binary(name: str, data: bytes, *, declared: bool) -> None:
    for magic, what in _BINARIES:
        if data.startswith(magic) and (len(magic) > 2 or _CONTROL.search(data[:512])):
            raise NotATable(file=name, what=what)
    if data[4:8] == b"ftyp":
        raise NotATable(file=name, what="a picture or a film")
    if (
        declared
        or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
        or wide_encoding(data)
    ):
        return
    if b"\x1b$)C" in data[:2000]:  # Korean mail code, full of shift characters
        return
    sample = data[:65_536]
    if b"\x00" in sample or len(_CONTROL.findall(sample)) * 50 > len(sample):
        raise NotATable(file=name, what="a binary file")
    if re.match(rb"\s*(<!doctype html|<html)", data[:200], re.IGNORECASE):
        raise NotATable(file=name, what="a web page")
