"""The service month that a line of text names: "October 2025", "Oct-25", "2025-10", "10/2025"."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

# Month names by language: English, German, French, Spanish, Dutch, Italian, Portuguese; abbreviations of three letters or more match too.
_NAMES: tuple[tuple[str, ...], ...] = (
    ("january", "januar", "janvier", "enero", "januari", "gennaio", "janeiro"),
    ("february", "februar", "février", "febrero", "februari", "febbraio", "fevereiro"),
    ("march", "märz", "mars", "marzo", "maart", "março"),
    ("april", "avril", "abril", "aprile"),
    ("may", "mai", "mayo", "mei", "maggio", "maio"),
    ("june", "juni", "juin", "junio", "giugno", "junho"),
    ("july", "juli", "juillet", "julio", "luglio", "julho"),
    ("august", "août", "agosto", "augustus"),
    ("september", "septembre", "septiembre", "settembre", "setembro"),
    ("october", "oktober", "octobre", "octubre", "ottobre", "outubro"),
    ("november", "novembre", "noviembre", "novembro"),
    ("december", "dezember", "décembre", "diciembre", "dicembre", "dezembro"),
)
_NUMBER: dict[str, int] = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_SHORT: dict[str, int] = {name[:3]: number for number, names in enumerate(_NAMES, 1) for name in names[:1]}
_WORD = re.compile(r"\b([^\W\d_]{3,12})\.?[\s\-/']{1,2}((?:20)?\d{2})\b")
_DIGITS = re.compile(r"\b(20\d{2})-(0[1-9]|1[0-2])\b|\b(0[1-9]|1[0-2])[/.](20\d{2})\b")


def months_of(days: pd.Series) -> pd.Series:
    """The month of each day as `2025-10`, "" where there is none (object); each distinct day printed once."""
    codes, distinct = pd.factorize(days)
    printed = np.append(pd.DatetimeIndex(distinct).strftime("%Y-%m").to_numpy(dtype=object), "")
    return pd.Series(printed[codes], index=days.index, dtype="object")


def named_month(text: str) -> str:
    """The month that `text` names as `2025-10`, or "" when it names none or several different ones."""
    found: set[str] = set()
    for match in _WORD.finditer(text):
        word = match[1].casefold()
        number = _NUMBER.get(word) or (_SHORT.get(word) if len(word) == 3 else None)
        if number:
            year = match[2] if len(match[2]) == 4 else f"20{match[2]}"
            found.add(f"{year}-{number:02d}")
    for match in _DIGITS.finditer(text):
        found.add(f"{match[1]}-{match[2]}" if match[1] else f"{match[4]}-{match[3]}")
    return found.pop() if len(found) == 1 else ""


def named_months(texts: pd.Series) -> pd.Series:
    """`named_month` of every text, each distinct text read once."""
    distinct = {text: named_month(text) for text in texts.unique().tolist()}
    return texts.map(distinct).astype("object")
