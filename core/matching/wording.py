"""Titles of one piece of work, worded differently by those who sold, signed, planned and billed it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from core.matching.names import fold, skeleton, word_likeness

_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD: Final = re.compile(r"[a-z]+|\d+")
_PHASE: Final = re.compile(
    r"[\s,(\-–/]*\b(?:phase|part|stage|ph|teil|lot|tranche)\.?\s*(\d{1,2}|i{1,3}|iv|v)\b[\s)]*$", re.IGNORECASE
)
_PARTS: Final = re.compile(r"\s+[-–—|/@]\s+|\s*:\s+")
_YEAR_NOTE: Final = re.compile(r"\s*[(\[](?:fy\s?)?(?:19|20)?\d\d[)\]]\s*$", re.IGNORECASE)
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_SILENT: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "the",
        "of",
        "for",
        "to",
        "in",
        "on",
        "at",
        "by",
        "with",
        "as",
        "und",
        "fur",
        "der",
        "die",
        "das",
        "de",
        "la",
        "le",
        "et",
    ]
)
# Words of the trade that mean nearly the same; a word may stand in one line only.
_SYNONYM_LINES: Final = """
review assessment audit evaluation diagnostic appraisal analysis study survey
design blueprint architecture concept
build development construction implementation develop create
rollout deployment install installation introduction launch
migration move transfer lift
upgrade refresh renewal modernisation update renew
support maintenance assistance help service
management mgmt admin administration
strategy strategic plan planning roadmap
selection choice choose procurement
advice advisory consulting consultancy counsel
finance financial accounting fin
customer client cx
employee staff workforce headcount hr people personnel
improvement improvements enhancement optimisation optimization tuning performance
remediation fixes fix repair
security cyber secops infosec
identity iam sso access
wireless wifi wlan
backup recovery dr restore
report reporting reports dashboard analytics
test testing qa tests
endpoint device devices
server servers
desk helpdesk
compliance regulatory regulation
cost expense spend
mobile app apps application applications
monitoring watch surveillance soc
warehouse dwh
penetration pentest pen
integration ipaaS interface
""".strip()
_SYNONYMS: Final[dict[str, int]] = {
    word.lower(): number for number, line in enumerate(_SYNONYM_LINES.splitlines()) for word in line.split()
}


@dataclass(frozen=True, slots=True)
class Title:
    """A title's telling words, and its marks (numbers and single letters), each in order."""

    words: tuple[str, ...]
    marks: tuple[str, ...]


def split_phase(text: str) -> tuple[str, int]:
    """A title without its trailing phase, and the phase's number; 0 when it names none."""
    found = _PHASE.search(text)
    if not found or not found.start():
        return text, 0
    number = found[1].lower()
    return text[: found.start()], _ROMAN.get(number) or int(number)


@lru_cache(maxsize=32_768)
def title_of(text: str, party: frozenset[str] = frozenset(), code: str = "") -> Title:
    """`text` as a title. party: words of the customer's names, left out where they stand in front or in brackets."""
    bare = text.replace(code, " ", 1) if code else text
    bare = _YEAR_NOTE.sub("", bare)
    bare = _without_party(bare, party)
    for inside in re.findall(r"\(([^)]*)\)", bare):
        if _only(inside, party):
            bare = bare.replace(f"({inside})", " ")
    words: list[str] = []
    marks: list[str] = []
    for piece in _WORD.findall(fold(_CAMEL.sub(" ", bare))):
        if piece.isdigit() or (len(piece) == 1 and words):
            marks.append(piece)
        elif piece not in _SILENT:
            words.append(piece)
    return Title(tuple(words), tuple(marks))


def _without_party(text: str, party: Collection[str]) -> str:
    """The title without a part in front or behind that only names the customer: `Firm - Audit`, `Audit | Firm`."""
    parts = _PARTS.split(text)
    if len(parts) > 1 and party:
        if _only(parts[0], party):
            return " - ".join(parts[1:])
        if _only(parts[-1], party):
            return " - ".join(parts[:-1])
    return text


def _only(text: str, party: Collection[str]) -> bool:
    pieces = [piece for piece in _WORD.findall(fold(text).replace(".", "")) if piece not in _SILENT]
    return bool(pieces) and all(any(word_likeness(piece, word) >= 0.9 for word in party) for piece in pieces)


@lru_cache(maxsize=131_072)
def same_word(one: str, other: str) -> float:
    """How far two words of titles mean the same: 1 equal, .9 one stem, .8 abbreviated or a slip, .7 synonyms, 0 else."""
    if one == other:
        return 1.0
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    common = 0
    for first, second in zip(short, long, strict=False):
        if first != second:
            break
        common += 1
    if common == len(short) == 1:
        return 0.7  # an initial in front of a number: O365
    if common == len(short) and common >= 2:
        return 0.9 if common >= 4 else 0.8
    if common >= 4 and common >= 0.6 * len(short):
        return 0.9
    if short[0] == long[0] and len(short) >= 3 and skeleton(short) == short and _subsequence(short, long):
        return 0.8
    if len(long) >= 5 and OSA.distance(short, long, score_cutoff=1) <= 1:
        return 0.8
    group = _SYNONYMS.get(one)
    if group is not None and group == _SYNONYMS.get(other):
        return 0.7
    return 0.0


def _subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)


@lru_cache(maxsize=131_072)
def likeness(one: Title, other: Title) -> float:
    """How far two titles name the same work, 0 .. 1; below 0 when their marks contradict each other (Wave 1, Wave 2):
    the nearer to 0, the nearer the rest.
    """
    if not one.words or not other.words:
        return 0.0
    if one.words == other.words:
        score = 1.0
    else:
        left, right = _acronyms(one.words, other.words)
        score = _overlap(left, right)
    if one.marks != other.marks:
        if one.marks and other.marks and not (set(one.marks) & set(other.marks)):
            return score - 1.01
        score -= 0.1 if one.marks and other.marks else 0.15
    return max(score, 0.0)


def _acronyms(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both word rows with a run of words replaced by its initials where the other row holds those."""
    return _shortened(one, other), _shortened(other, one)


def _shortened(words: tuple[str, ...], by: tuple[str, ...]) -> tuple[str, ...]:
    for short in by:
        size = len(short)
        if 2 <= size <= 5 and short not in words:
            for start in range(len(words) - size + 1):
                if "".join(word[0] for word in words[start : start + size]) == short:
                    return (*words[:start], short, *words[start + size :])
    return words


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Shared part of two rows of words, each word used once, the best partners first."""
    pairs = sorted(
        ((same_word(a, b), -abs(i - j), i, j) for i, a in enumerate(one) for j, b in enumerate(other)), reverse=True
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    total = 0.0
    for score, _, i, j in pairs:
        if score <= 0:
            break
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            total += score
    return 2 * total / (len(one) + len(other))
