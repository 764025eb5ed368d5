"""Bytes to text: what the bytes prove first, what is likely next, and a guess by statistics only where nothing else speaks.

The order: a declared encoding, a byte order mark, the zero bytes of UTF-16 and UTF-32, the shift codes of ISO-2022, strict UTF-8,
Windows-1252 where it makes plain western writing, else what a statistical detector is sure enough of. A guess is said in a note.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Final

_SAMPLE: Final = 65_536
_MARKS: Final = (  # the longer first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHIFTS: Final = (  # escape sequence -> the encodings that may use it
    (b"\x1b$)C", ("iso2022_kr",)),
    (b"\x1b$", ("iso2022_jp", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_ext")),
    (b"\x1b(", ("iso2022_jp", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_ext")),
)
_ASCII: Final = bytes(range(128))
_HIGH_LINES: Final = re.compile(rb"[^\r\n]{0,200}[\x80-\xff][^\r\n]{0,200}")
_CONTROLS: Final = re.compile("[\x80-\x9f]")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_SIGNS: Final = frozenset("\u00a0£€§©®°±²³µ·«»¼½¾™–—‘’‚“”„•…‹›†‡¢¥¿¡´ºª¨¶×÷¬‰\u00ad¸¹¯¦¤ˆ˜")
_INSIDE: Final = frozenset("’‘´·–—\u00a0\u00ad")  # may stand between two letters of a word
_OPENING: Final = frozenset("‚„")  # never behind a letter
_ALONE: Final = frozenset("ÀÈÉÓÅÄÖ")
_ALPHABETS: Final = (
    "äöüßéèàêáó",  # German
    "àâæçéèêëîïôùûüœÿöäñ",  # French
    "áéíñóúüçàèòïº·ª",  # Spanish, Catalan
    "ãáàâçéêíóôõúüªº",  # Portuguese
    "àèéìíîòóùú",  # Italian
    "æøåäöéüèóôòêâ",  # Danish, Norwegian, Swedish, Finnish
    "ëéèïöüáóêíúâîôû",  # Dutch
    "áéíóúýþæöð",  # Icelandic
)
_EVERY: Final = frozenset("".join(_ALPHABETS))
_MANY: Final = 0.95  # share of the letters that one language explains
_SURE: Final = 0.3  # of the detector; lists of a few names give a tenth of that
_OTHERS: Final = ("mac_roman", "cp850")  # western writing of old machines, told by the letters they make


class Undecodable(ValueError):
    """The declared encoding is not known, or the bytes are not in it; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file. encoding: as it is shown; notes: what had to be guessed or mended."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decoded(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`; raises Undecodable where a person declared an encoding that does not fit."""
    if declared:
        return _declared(data, declared)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _whole(data, name)
    wide = wide_encoding(data)
    if wide:
        return _whole(data, wide)
    shifted = _shifted(data)
    if shifted:
        return shifted
    try:
        return _mended(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _mixed(data) or _legacy(data)


def _declared(data: bytes, name: str) -> Decoded:
    try:
        codec = codecs.lookup(name)
        text = data.decode(codec.name)
    except LookupError:
        raise Undecodable(f"{name} is no encoding that Tieout knows") from None
    except UnicodeDecodeError as cause:
        raise Undecodable(f"byte {cause.start + 1} is no {name}") from None
    return Decoded(text.removeprefix("\ufeff"), name)


def _whole(data: bytes, name: str) -> Decoded:
    """The text in an encoding that the bytes prove; what is damaged stands as a replacement sign and is said."""
    try:
        return Decoded(data.decode(name).removeprefix("\ufeff"), name)
    except UnicodeDecodeError:
        text = data.decode(name, "replace").removeprefix("\ufeff")
    count = text.count("\ufffd")
    return Decoded(text, name, (f"{count} characters are damaged: they are no {name.upper()} and stand as \ufffd.",))


def wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, told by its zero bytes, which stand in the same places each time; "" for neither."""
    sample = data[:4000]
    if b"\x00" not in sample or len(sample) < 8:
        return ""
    if len(data) % 4 == 0:
        zeros = [sample[place::4].count(0) for place in range(4)]
        quarter = len(sample) // 4
        if zeros[3] == quarter and zeros[2] * 10 >= quarter * 9:
            return "utf-32-le"
        if zeros[0] == quarter and zeros[1] * 10 >= quarter * 9:
            return "utf-32-be"
    odd, even = sample[1::2], sample[0::2]
    zeros = [odd.count(0), even.count(0)]
    if len(odd) > 8 and max(zeros) * 10 > len(odd) * 8 and min(zeros) == 0:
        return "utf-16-le" if zeros[0] > zeros[1] else "utf-16-be"
    return ""


def _shifted(data: bytes) -> Decoded | None:
    if b"\x1b" not in data:
        return None
    for mark, names in _SHIFTS:
        if mark in data:
            for name in names:
                try:
                    return Decoded(data.decode(name), name.replace("iso2022_", "iso-2022-"))
                except UnicodeDecodeError:
                    continue
    return None


def _mended(text: str) -> Decoded:
    """UTF-8 text; control codes 128 to 159 stand in no table: they are Windows-1252 signs that another program carried over as codes."""
    if text.isascii() or not _CONTROLS.search(text):
        return Decoded(text, "utf-8")
    count = 0

    def sign(found: re.Match[str]) -> str:
        nonlocal count
        try:
            read = bytes([ord(found[0])]).decode("cp1252")
        except UnicodeDecodeError:
            return found[0]
        count += 1
        return read

    text = _CONTROLS.sub(sign, text)
    note = f"{count} control codes are signs of Windows-1252 (dashes, quotes, the euro) and are read as such."
    return Decoded(text, "utf-8", (note,) if count else ())


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 in which a few bytes are Windows-1252, as when two exports were joined; None when it is not mostly UTF-8."""
    text = data.decode("utf-8", "surrogateescape")
    broken = len(re.findall("[\udc80-\udcff]", text))
    whole = len(re.findall("[^\x00-\x7f\udc80-\udcff]", text))
    if whole < 5 * broken:
        return None
    text = re.sub("[\udc80-\udcff]", lambda found: _one(ord(found[0]) - 0xDC00), text)
    return Decoded(text, "utf-8", (f"{broken} bytes are no UTF-8 and are read as Windows-1252, a guess.",))


def _one(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _legacy(data: bytes) -> Decoded:
    """One of the encodings of a single country: Windows-1252 where that makes sense, else a guess, which is said."""
    sample = b"\n".join(_pieces(data))
    if _possible(data, "cp1252") and western(sample.decode("cp1252")):
        return Decoded(data.decode("cp1252"), "cp1252")
    import chardet

    found = chardet.detect(sample if len(data) > _SAMPLE else data)
    name, sure = _known(str(found["encoding"] or "")), float(found["confidence"] or 0.0)
    name = "cp1252" if name in {"iso8859-1", "ascii"} else name if name and _possible(data, name) else ""
    plain = _possible(data, "cp1252") and not _odd(sample.decode("cp1252"))
    if name == "cp1252" and plain:
        return Decoded(data.decode(name), name)
    if name and name != "cp1252" and sure >= _SURE:
        return _guess(data, name)
    for other in _OTHERS:
        if western(sample.decode(other)):
            return _guess(data, other)
    if plain:
        return Decoded(data.decode("cp1252"), "cp1252")
    return _guess(data, name if name and name != "cp1252" else "cp1252" if _possible(data, "cp1252") else "latin-1")


def _guess(data: bytes, name: str) -> Decoded:
    note = f"Read as {name}, a guess: look at the accented letters, and say the encoding if they are wrong."
    return Decoded(data.decode(name), name, (note,))


def _pieces(data: bytes) -> list[bytes]:
    """The parts of lines around bytes above 127, up to a sample's size."""
    pieces, size = [], 0
    for found in _HIGH_LINES.finditer(data):
        pieces.append(found[0])
        size += len(found[0])
        if size > _SAMPLE:
            break
    return pieces


@cache
def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _possible(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def western(text: str) -> bool:
    """Whether the letters above 127 in `text` are plain western writing: one language explains them, no sign or capital in a word."""
    letters = Counter(char for char in text.casefold() if char > "\x7f" and char.isalpha())
    letters.subtract({char: letters[char] for char in "ßº"})
    total = sum(letters.values())
    if _odd(text):
        return False
    if not total:
        return True
    if any(letters[char] and char not in _EVERY for char in letters) and total < 20:
        return False
    best = max(sum(letters[char] for char in alphabet) for alphabet in _ALPHABETS)
    few = total < 8
    return best >= total * _MANY or (few and sum(letters[char] for char in _EVERY) == total)


def _odd(text: str) -> bool:
    """Whether letters run together, capitals stand inside words or signs between letters, as a wrong encoding makes them."""
    runs = capitals = signs = high = 0
    for before, char, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if char <= "\x7f":
            continue
        high += 1
        if char.isalpha():
            runs += before > "\x7f" and before.isalpha()
            capitals += char.isupper() and _misplaced(before, char, after)
        elif char not in _SIGNS or (
            before.isalpha() and ((after.isalpha() and char not in _INSIDE) or char in _OPENING)
        ):
            signs += 1
    return runs * 2 > high or capitals * 15 > high or signs * 15 > high


def _misplaced(before: str, char: str, after: str) -> bool:
    """Whether a capital stands inside a word or all alone."""
    if before.isalpha():
        return before.islower() or after.islower()
    return not after.isalpha() and char not in _ALONE
