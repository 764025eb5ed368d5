"""Approved entries written as one numbered set of files with a manifest: all of it or nothing, and each entry once.

0001-3f9a01c2/
    hubspot-deals.csv  xero-sales-invoices.csv ...
    manifest.csv       one row a file: what it holds, its digest, count and sums
    manifest.json      the same with every entry's key, by which a later run knows what is out already
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from core.base.errors import TieoutError
from core.base.money import from_minor
from core.ports.writing import OutFile, Writer
from core.records.outbox import OutboxEntry
from core.records.tables import Tables
from core.writeback.outbox import APPROVED, PREPARED, WRITTEN, TargetMoved, as_posting, as_update, payload, recheck

_SET = re.compile(r"(\d{4,})-[0-9a-f]{8}")
_HEADINGS: Final = ("file", "system", "layout", "use", "records", "sums", "bytes", "sha256", "entries", "note")


_UNAPPROVED: Final = (
    "Drafts for the open findings. Nobody approved them: prepare and approve in Tieout before anything is imported."
)


class NoWriter(TieoutError):
    """Nobody knows how to write for the system, or its writer left an entry out."""

    code = "WRB-205"
    template = "Entry {number} cannot be written: no file of {system} would hold it."


class SetBroken(TieoutError):
    """A manifest in the folder cannot be read, so it is not known what was sent."""

    code = "WRB-206"
    template = "{path} cannot be read, so it is not known what was sent before. Restore it or write to another folder."


class CannotWrite(TieoutError):
    """The folder refuses the files."""

    code = "WRB-207"
    template = "The files could not be written to {folder}: {reason}. Nothing was sent."


@dataclass(frozen=True, slots=True)
class Written:
    """What came of one writing. folder: the new set, None when there was nothing new; files: its paths, manifest last.

    entries: the entries whose standing changed, to be stored: written (also those that an earlier set holds already) or blocked.
    moved: why the blocked ones were not written.
    """

    folder: Path | None
    files: tuple[Path, ...]
    entries: tuple[OutboxEntry, ...]
    moved: tuple[TargetMoved, ...] = ()


def preview(entries: Sequence[OutboxEntry], writers: Mapping[str, Writer]) -> tuple[OutFile, ...]:
    """The files that the prepared and approved entries would give, in memory. Raises NoWriter."""
    return _files([each for each in entries if each.status in {PREPARED, APPROVED}], writers)


def write(
    entries: Sequence[OutboxEntry], folder: Path, writers: Mapping[str, Writer], imported: Tables | None = None
) -> Written:
    """Writes all approved entries as the next numbered set below `folder`; entries that an earlier set holds are not written again.

    imported: the tables as last imported; entries whose target moved since they were prepared are blocked and left out (None = not checked).
    The set appears whole under its name or not at all. The same entries give the same bytes. Raises NoWriter, SetBroken or CannotWrite.
    """
    approved = sorted((each for each in entries if each.status == APPROVED), key=lambda each: each.number)
    blocked: tuple[OutboxEntry, ...] = ()
    moved: tuple[TargetMoved, ...] = ()
    out = _already(folder)
    if imported is not None:
        blocked, moved = recheck([each for each in approved if _mark(each) not in out], imported)
        numbers = {each.number for each in blocked}
        approved = [each for each in approved if each.number not in numbers]
    fresh = [each for each in approved if _mark(each) not in out]
    done = (*(replace(each, status=WRITTEN) for each in approved), *blocked)
    if not fresh:
        return Written(None, (), done, moved)
    files = _files(fresh, writers)
    contents = {file.name: file.content for file in files}
    contents["manifest.csv"] = _manifest_csv(files)
    contents["manifest.json"] = _manifest_json(files, fresh)
    digest = hashlib.sha256(b"".join(name.encode() + b"\0" + contents[name] for name in sorted(contents))).hexdigest()
    try:
        target = _placed(folder, digest[:8], contents)
    except OSError as cause:
        raise CannotWrite(folder=folder, reason=cause.strerror or str(cause)) from cause
    return Written(target, tuple(target / name for name in contents), done, moved)


def propose(files: Sequence[OutFile], folder: Path) -> tuple[Path, ...]:
    """Writes files that nobody approved yet, for a person to read, with a manifest that says so; the last proposals give way.

    Raises CannotWrite.
    """
    contents = {f"proposed-{file.name}": file.content for file in files}
    contents["manifest.csv"] = _manifest_csv(
        [replace(file, name=f"proposed-{file.name}", note=_UNAPPROVED) for file in files]
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            if old.is_file() and (old.name.startswith("proposed-") or old.name == "manifest.csv"):
                old.unlink()
        for name, content in contents.items():
            (folder / name).write_bytes(content)
    except OSError as cause:
        raise CannotWrite(folder=folder, reason=cause.strerror or str(cause)) from cause
    return tuple(folder / name for name in contents)


def written_sets(folder: Path) -> tuple[Path, ...]:
    """The whole sets below `folder`, oldest first."""
    if not folder.is_dir():
        return ()
    found = [(int(match[1]), each) for each in folder.iterdir() if (match := _SET.fullmatch(each.name))]
    return tuple(each for _, each in sorted(found))


def _mark(entry: OutboxEntry) -> str:
    """What identifies an entry in a manifest: its number and the digest of its payload."""
    return f"{entry.number}:{hashlib.sha256(entry.payload.encode()).hexdigest()}"


def _already(folder: Path) -> frozenset[str]:
    marks: set[str] = set()
    for each in written_sets(folder):
        path = each / "manifest.json"
        try:
            made = json.loads(path.read_text(encoding="utf-8"))
            marks.update(row["mark"] for row in made["entries"])
        except (OSError, ValueError, KeyError, TypeError) as cause:
            raise SetBroken(path=path) from cause
    return frozenset(marks)


def _files(entries: Sequence[OutboxEntry], writers: Mapping[str, Writer]) -> tuple[OutFile, ...]:
    made: list[OutFile] = []
    for system in sorted({entry.system for entry in entries}):
        mine = sorted((entry for entry in entries if entry.system == system), key=lambda each: each.number)
        writer = writers.get(system)
        if writer is None:
            raise NoWriter(number=mine[0].number, system=system)
        updates = [as_update(entry) for entry in mine if entry.action == "update"]
        postings = [as_posting(entry) for entry in mine if entry.action != "update"]
        files = writer.files(updates, postings)
        held = {number for file in files for number in file.entries}
        left = [entry.number for entry in mine if entry.number not in held]
        if left:
            raise NoWriter(number=left[0], system=system)
        made += sorted(files, key=lambda file: file.name)
    return tuple(made)


def _sums(file: OutFile) -> str:
    return "; ".join(f"{currency} {from_minor(minor, currency):f}" for currency, minor in sorted(file.sums))


def _row(file: OutFile) -> dict[str, Any]:
    return {
        "file": file.name,
        "system": file.layout.split(".")[0],
        "layout": file.layout,
        "use": "by hand" if file.by_hand else "import",
        "records": file.records,
        "sums": _sums(file),
        "bytes": len(file.content),
        "sha256": hashlib.sha256(file.content).hexdigest(),
        "entries": list(file.entries),
        "note": file.note,
    }


def _manifest_csv(files: Sequence[OutFile]) -> bytes:
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(_HEADINGS)
    for file in files:
        row = {**_row(file), "entries": " ".join(str(number) for number in file.entries)}
        out.writerow([row[name] for name in _HEADINGS])
    return text.getvalue().encode()


def _manifest_json(files: Sequence[OutFile], entries: Sequence[OutboxEntry]) -> bytes:
    made = {
        "files": [_row(file) for file in files],
        "entries": [
            {
                "number": entry.number,
                "mark": _mark(entry),
                "key": payload(entry)["key"],
                "system": entry.system,
                "record": entry.record,
                "action": entry.action,
                "prepared_by": entry.prepared_by,
                "approved_by": entry.approved_by,
            }
            for entry in entries
        ],
    }
    return (json.dumps(made, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()


def _placed(folder: Path, digest: str, contents: Mapping[str, bytes]) -> Path:
    """Writes the set beside its place, flushes it to disk and renames it in one act."""
    folder.mkdir(parents=True, exist_ok=True)
    sets = written_sets(folder)
    number = int(sets[-1].name.split("-")[0]) + 1 if sets else 1
    target = folder / f"{number:04d}-{digest}"
    draft = folder / f".{target.name}.partial"
    if draft.exists():
        shutil.rmtree(draft)  # left by a run that was cut off before its rename
    draft.mkdir()
    try:
        for name, content in contents.items():
            with (draft / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        draft.replace(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    _settle(folder)
    return target


def _settle(folder: Path) -> None:
    """Asks the system to make the rename durable; the set is in place already, so a folder that cannot be flushed is no failure."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
