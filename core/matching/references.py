"""Numbers people quote: contract refs, project codes, purchase orders and invoice numbers, however they are decorated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import numpy as np
import pandas as pd

from core.matching.evidence import Ints, Objects

_SPLIT: Final = re.compile(r"[\s,;:+&|()\[\]\"'=*]+")
_SQUEEZE: Final = re.compile(r"[^0-9A-Z]+")
_PART: Final = re.compile(r"[./_-]0?[1-9]$")
_SHAPE: Final = re.compile(r"^([A-Z]*)(\d+)$")
_YEAR: Final = re.compile(r"^(?:19|20)\d\d$")
_LABELS: Final = ("PO", "INV", "NO", "NR", "REF", "P/O", "INVOICE", "SOW", "CN", "ORDER")


def squeeze(text: str) -> str:
    """Capital letters and digits of `text`, nothing else."""
    return _SQUEEZE.sub("", text.upper())


def tokens(text: str) -> Iterator[str]:
    """The pieces of `text` that may be a number somebody quotes, squeezed; each also without its last part (`/2`).

    A short word and the digits after it are also given as one (`SOW 10308`).
    """
    before = ""
    for piece in _SPLIT.split(text.upper()):
        if not piece:
            continue
        has_digit = any(letter.isdigit() for letter in piece)
        if has_digit:
            yield from _forms(piece)
            if "/" in piece:
                for part in piece.split("/"):
                    if any(letter.isdigit() for letter in part):
                        yield from _forms(part)
            if before:
                yield from _forms(before + piece)
        before = piece.strip(".#-/") if not has_digit and len(piece) <= 6 else ""


def _forms(piece: str) -> Iterator[str]:
    whole = squeeze(piece)
    yield whole
    for label in _LABELS:
        if whole.startswith(label) and len(whole) > len(label) + 3:
            yield whole[len(label) :]
            break
    if _PART.search(piece):
        less = squeeze(_PART.sub("", piece))
        if len(less) >= 4:
            yield less


def spellings(ref: str, *, bare: bool) -> Iterator[str]:
    """Ways a contract's `ref` is written elsewhere: whole, year shortened, prefix shortened; digits alone when `bare`.

    Example: `AB-2025-018` -> AB2025018, AB25018, AB025018, A2025018 ...
    """
    whole = squeeze(ref)
    yield whole
    shape = _SHAPE.match(whole)
    if not shape:
        return
    letters, digits = shape.groups()
    numbers = [digits]
    if len(digits) >= 6 and _YEAR.match(digits[:4]):
        numbers += [digits[2:], digits[1:]]
    for number in numbers:
        for length in range(len(letters), max(len(letters) - 2, 1), -1):
            yield letters[:length] + number
    if bare and len(digits) >= 5:
        yield digits


def unique_keys(spelled: Iterable[tuple[str, str]], shortest: int = 3) -> dict[str, str]:
    """Key -> the one record it means; a key that means several is left out. spelled: (key, record id) pairs."""
    found: dict[str, str | None] = {}
    for key, record in spelled:
        if len(key) >= shortest and found.setdefault(key, record) != record:
            found[key] = None
    return {key: record for key, record in found.items() if record is not None}


def contract_keys(contracts: pd.DataFrame, *, bare: bool = False) -> dict[str, str]:
    """Every unmistakable spelling of a contract's ref -> contract id; a ref written in full wins over a shortened one."""
    full = unique_keys(
        (squeeze(ref), record) for ref, record in zip(contracts["ref"], contracts["id"], strict=True) if ref
    )
    short = unique_keys(
        (key, record)
        for ref, record in zip(contracts["ref"], contracts["id"], strict=True)
        if ref
        for key in spellings(ref, bare=bare)
    )
    return {**{key: record for key, record in short.items() if key not in full}, **full}


def order_key(number: str) -> str:
    """A purchase order number without its label: `PO 45-11` and `45-11` are one."""
    whole = squeeze(number)
    return whole[2:] if whole.startswith("PO") and len(whole) > 5 else whole


def order_keys(contracts: pd.DataFrame) -> dict[str, str]:
    """Purchase order number -> the one contract that names it."""
    return unique_keys(
        (order_key(number), record)
        for number, record in zip(contracts["po_number"], contracts["id"], strict=True)
        if number and len(order_key(number)) >= 4
    )


def leading_code(name: str) -> str:
    """The code that a project's name starts or ends with, as printed; "" when it has none.

    A code has a digit and either letters or at least five digits; a year is not a code. In front, a short word and the number after it
    are one code (`SOW 10308 Roll-out`).
    """
    pieces = name.split()
    if len(pieces) > 2 and pieces[0].isalpha() and len(pieces[0]) <= 6:
        number = pieces[1].strip("()[]:,")
        bare = _PART.sub("", number)
        if bare.isdigit() and len(bare) >= 4 and not _YEAR.match(bare):
            return f"{pieces[0]} {number}"
    for piece in (pieces[0], pieces[-1]) if len(pieces) > 1 else pieces:
        bare = piece.strip("()[]:,")
        whole = squeeze(bare)
        digits = sum(letter.isdigit() for letter in whole)
        letters = len(whole) - digits
        if digits >= 3 and (0 < letters <= 6 or digits >= 5) and _SHAPE.match(squeeze(_PART.sub("", bare))):
            return bare
    return ""


def mentions(texts: pd.Series[str] | Objects, keys: Mapping[str, str]) -> tuple[Ints, Objects]:
    """Where a text quotes a key: positions of texts and the records meant, each pair once, in order."""
    found: dict[str, tuple[str, ...]] = {}
    rows: list[int] = []
    records: list[str] = []
    for position, text in enumerate(texts):
        if not text:
            continue
        if text not in found:
            found[text] = tuple(dict.fromkeys(keys[token] for token in tokens(text) if token in keys))
        rows.extend([position] * len(found[text]))
        records.extend(found[text])
    return np.array(rows, dtype=np.int64), np.array(records, dtype=object)
