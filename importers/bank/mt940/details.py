"""The details of a line (`:86:`, `:NS:`) taken apart: who, what for, under which reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from importers.bank.lines import given, joined
from importers.bank.mt940.fields import PAYERS, SEPA, SEPA_REFERENCES, SLASHED

_STRUCTURED: Final = re.compile(r"\s*(\d{3})([^\w\s])(?=\d{2})")
_SLASHED: Final = re.compile(r"/([A-Z]{2,9})/")
_SEPA: Final = re.compile(r"(?<![A-Z])(" + "|".join(SEPA) + r")\+")
_PAYERS: Final = tuple(re.compile(pattern) for pattern in PAYERS)
_NUMBERED: Final = re.compile(r"^(\d{2})(.*)$")
_FULL: Final = 27  # letters in a part of German details; a full part runs on into the next
_WIDE: Final = 64  # letters from which a line of free details is taken to run on into the next


@dataclass
class Details:
    """What the details say; references: best first."""

    kind: str = ""
    payee: str = ""
    text: str = ""
    references: list[str] = field(default_factory=list)


def details_of(lines: Sequence[str], known: str = "") -> Details:
    """Details in any of the usual ways of writing. known: account and name as the line itself prints them, "" = it does not."""
    found = _STRUCTURED.match("".join(lines))
    if found:
        return _structured("".join(lines), found[2])
    flat = "".join(lines)
    keys = [key for key in _SLASHED.findall(flat) if key in SLASHED]
    if flat.lstrip().startswith("/") and keys:
        return _slashed(flat)
    return _free(lines, known)


def _parts(text: str, mark: str) -> dict[str, str]:
    """Number -> text of a part; a number that comes twice is joined."""
    found: dict[str, str] = {}
    for piece in re.split(rf"{re.escape(mark)}(?=\d{{2}})", text)[1:]:
        number, value = piece[:2], piece[2:]
        found[number] = found.get(number, "") + value
    return found


def _structured(text: str, mark: str) -> Details:
    parts = _parts(text, mark)
    made = Details(kind=" ".join(parts.get("00", "").split()))
    purpose = ""
    for number in [f"{n}" for n in (*range(20, 30), *range(60, 64))]:
        value = parts.get(number, "")
        purpose += value if len(value) >= _FULL else f"{value} "
    made.payee = " ".join((parts.get("32", "") + parts.get("33", "")).split())
    pieces = _SEPA.split(purpose)
    keyed: dict[str, str] = {}
    for key, value in zip(pieces[1::2], pieces[2::2], strict=True):
        keyed.setdefault(key, " ".join(value.split()))
    made.text = joined([pieces[0], keyed.get("SVWZ", ""), *(keyed.get(key, "") for key in ("ABWA", "ABWE"))])
    made.references = [text for key in SEPA_REFERENCES if (text := given(keyed.get(key, "")))]
    if not made.payee:
        made.payee = keyed.get("ANAM", "")
    return made


def _slashed(text: str) -> Details:
    keyed: dict[str, str] = {}
    key, start = "", 0
    for found in _SLASHED.finditer(text):
        if found[1] not in SLASHED:
            continue
        if key:
            keyed.setdefault(key, text[start : found.start()].strip(" /"))
        key, start = found[1], found.end()
    keyed.setdefault(key, text[start:].strip(" /"))
    made = Details(kind=keyed.get("TRTP", ""), payee=" ".join(keyed.get("NAME", "").split()))
    made.text = joined([re.sub(r"^(USTD|STRD/\w*)//?", "", keyed.get("REMI", "")), keyed.get("CDTRREF", "")])
    made.references = [text for name in ("EREF", "MARF", "PREF") if (text := given(keyed.get(name, "")))]
    return made


def _free(lines: Sequence[str], known: str) -> Details:
    made = Details()
    text = ""
    for number, line in enumerate(lines):
        if number == 0 and known and " ".join(line.split()) == known:
            continue
        text += line if len(line) >= _WIDE and not line.endswith(" ") else f"{line} "
    flat = " ".join(text.split())
    made.text = flat
    for pattern in _PAYERS:
        found = pattern.search(flat)
        if found:
            made.payee = " ".join(found["name"].split())
            break
    return made


def numbered(lines: Sequence[str]) -> Details:
    """The bank's own details (`:NS:`): 01 to 14 purpose, 15 and 16 name, 17 kind of posting where it is words."""
    made = Details()
    texts: dict[str, str] = {}
    for line in lines:
        found = _NUMBERED.match(line)
        if found:
            texts[found[1]] = found[2].strip()
    made.text = joined(texts.get(f"{number:02d}", "") for number in range(1, 15))
    made.payee = " ".join(f"{texts.get('15', '')}{texts.get('16', '')}".split())
    kind = texts.get("17", "")
    made.kind = "" if any(sign.isdigit() for sign in kind) else kind
    return made
