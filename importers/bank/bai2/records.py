"""BAI2 as records: several on one physical line, texts that run over lines, slashes in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_BEGIN: Final = re.compile(r"\s*(01|02|03|16|49|88|98|99)[,:/]")
_NEXT: Final = re.compile(
    r"/\s+(?=(?:01,[^,]*,[^,]*,\d{6}|02,[^,]*,[^,]*,\d|03,[^,]+,(?:[A-Z]{3})?,|16,\d{3},\d*,|49,[+-]?\d+,\d+|88[,:]|9[89],[+-]?\d+,\d+,))"
)


@dataclass
class Record:
    """One record with its continuations. count: physical records it is made of, itself included."""

    code: str
    text: str
    more: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Records that a trailer counts for it."""
        return 1 + len(self.more)

    @property
    def fields(self) -> list[str]:
        """All fields behind the code, those of continuations too: for records without free text."""
        return [part.strip() for text in (self.text, *self.more) for part in text.split(",")]


def records_of(text: str) -> Iterator[Record]:
    """The records in order; a line that begins none is the rest of the one before it."""
    last: Record | None = None
    for code, body in _pieces(text):
        if code == "88" and last is not None:
            last.more.append(body)
            continue
        if last is not None:
            yield last
        last = Record(code, body)
    if last is not None:
        yield last


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    waiting: list[str] = []
    for line in text.splitlines():
        for piece in _NEXT.split(line):
            if not piece.strip():
                continue
            if _BEGIN.match(piece):
                if waiting:
                    yield _cut(" ".join(waiting))
                waiting = [piece.strip()]
            elif waiting:
                waiting.append(piece.strip())
    if waiting:
        yield _cut(" ".join(waiting))


def _cut(text: str) -> tuple[str, str]:
    plain = text.rstrip()
    return plain[:2], plain[3:].removesuffix("/")


@dataclass(frozen=True, slots=True)
class Detail:
    """A transaction (`16`): its fields as printed; text: what stands behind the references, continuations as further lines."""

    type: str
    amount: str
    bank: str
    customer: str
    text: tuple[str, ...]


def detail_of(record: Record) -> Detail:
    """The transaction in `record`; raises ValueError for one that ends before its references."""
    fields = record.text.split(",")
    more = list(record.more)
    while True:
        skipped = _skipped(fields[2:])
        start = 3 + skipped
        if skipped >= 0 and len(fields) >= start:
            break
        if not more:
            raise ValueError("ends before its references")
        fields += more.pop(0).split(",")
    rest = fields[start:] + [""] * 2
    text = ",".join(fields[start + 2 :]).strip()
    return Detail(
        fields[0].strip(),
        fields[1].strip(),
        rest[0].strip(),
        rest[1].strip(),
        tuple(part for part in (text, *more) if part.strip()),
    )


def _skipped(fields: list[str]) -> int:
    """Fields that the funds type (first of `fields`) brings with it; -1 where they are not all there yet."""
    if not fields:
        return -1
    kind = fields[0].strip().upper()
    if kind == "S":
        return 3
    if kind == "V":
        return 2
    if kind == "D":
        if len(fields) < 2 or not fields[1].strip().isdigit():
            return -1
        return 1 + 2 * int(fields[1])
    return 0


def summaries_of(fields: list[str]) -> dict[str, str]:
    """Type code -> amount as printed, of an account's record (`03`) behind its currency."""
    found: dict[str, str] = {}
    place = 0
    while place < len(fields):
        code = fields[place]
        if code and place + 1 < len(fields):
            found.setdefault(code, fields[place + 1])
        skipped = _skipped(fields[place + 3 :])
        place += 4 + max(skipped, 0)
    return found
