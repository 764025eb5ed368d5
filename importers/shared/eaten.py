"""Ids that a spreadsheet has taken for numbers: `123.0` for `123`, `1.57107E+11` for a long number, `123` for `00123`.

What is certain is mended and said; what is lost is said, and keeps its row from being loaded where the id is needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from importers.shared.grids import Coded
from importers.shared.parsing import by_value, text_of

CUT: Final = "IMP-215"
"""The code of a row whose id a spreadsheet has cut."""
CUT_SENTENCE: Final = "was cut to its first digits by a spreadsheet. Format the column as text there, or export it again without opening it"
_NAMES: Final = re.compile(r"(?:^|_)(?:id|number|code|reference|document|ref)$")
_WHOLE: Final = re.compile(r"\d+", re.ASCII)
_POINT: Final = re.compile(r"(\d+)\.0+", re.ASCII)
_TRACES: Final = re.compile(r"\.0|\d[Ee]\+?\d|(?:^|\n)0\d")
_POWER: Final = re.compile(r"\d\.\d+[Ee]\+?\d{1,2}|\d[Ee]\+\d{2}", re.ASCII)


@dataclass(frozen=True)
class Mended:
    """One column of ids. cells: as they are to be read; notes: sentences about it, the heading named."""

    cells: Sequence[object]
    notes: tuple[str, ...] = ()


def names_an_id(name: str) -> bool:
    """Whether a declared column holds ids, numbers of documents or codes."""
    return _NAMES.search(name) is not None


def is_cut(cell: object) -> bool:
    """Whether a text is a number in powers of ten, of which the last digits are lost."""
    return isinstance(cell, str) and _POWER.fullmatch(cell.strip()) is not None


def mended(heading: str, values: Sequence[object]) -> Mended:
    """The column with `.0` taken off where all its ids are whole numbers, and what else a spreadsheet has done to them."""
    plain = isinstance(values, Coded) and values.plain
    texts = [text_of(value).strip() for value in (values if plain else by_value(values)[1])]
    whole = "\n".join(texts)  # most columns show at a glance that nothing was done to them
    if not _TRACES.search(whole):
        return Mended(values)
    filled = sorted({text for text in texts if text})
    notes: list[str] = []
    pointed = {text for text in filled if _POINT.fullmatch(text)}
    if pointed and all(text in pointed or _WHOLE.fullmatch(text) or _POWER.fullmatch(text) for text in filled):
        values = _changed(values, _without_point)
        notes.append(f"Ids in {heading} were printed as numbers ({min(pointed)}); they are read without the .0.")
    cut = [text for text in filled if _POWER.fullmatch(text)]
    if cut:
        notes.append(
            f"{len(cut)} different ids in {heading} were cut to their first digits by a spreadsheet, such as {cut[0]}."
        )
    padded = {len(text) for text in filled if text[0] == "0" and _WHOLE.fullmatch(text)}
    short = [text for text in filled if _WHOLE.fullmatch(text) and len(text) < max(padded, default=0)]
    if len(padded) == 1 and short:
        width = padded.pop()
        notes.append(
            f"{len(short)} different ids in {heading} have fewer than the {width} digits of the others, such as {short[0]}: "
            "a spreadsheet may have eaten zeros in front. They are read as printed."
        )
    return Mended(values, tuple(notes))


def _without_point(cell: object) -> object:
    found = _POINT.fullmatch(text_of(cell).strip())
    return found[1] if found else cell


def _changed(values: Sequence[object], change: Callable[[object], object]) -> Sequence[object]:
    return values.made(change) if isinstance(values, Coded) else [change(value) for value in values]
