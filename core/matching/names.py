"""Names of firms: what is left when case, accents, legal form, abbreviation and order are taken away, and how two compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

# Letters that have no decomposition in Unicode but a usual spelling in ASCII.
_LETTERS: Final = str.maketrans(
    {
        "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
        "ŋ": "n", "ĸ": "k", "ŧ": "t", "’": "'", "‘": "'", "´": "'", "–": "-", "—": "-", "\u00a0": " ",
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
        "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
        "ю": "iu", "я": "ia", "і": "i", "ї": "i", "є": "e", "ґ": "g",
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
        "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
        "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    }
)  # fmt: skip

# Legal forms, each with the spellings that mean it. Forms of one line are the same form to a reader.
_FORM_LINES: Final = """
ltd limited ltee limitee ltd.
llc
llp
lp
inc incorporated incorporee
corp corporation
co company cie compagnie
plc
pllc
pc
dac
clg
uc
cic
gmbh mbh
ggmbh
ug
kg
kgaa
ohg
ag
se
ev
eg
bv
nv
vof
cv
sa
sas sasu
sarl eurl
snc
sca
srl
spa
sl slu
slp
lda
ltda
oy
oyj
ab
asa
as
aps
is
ehf hf
ou
uab
sia
spzoo zoo
sro
doo
dd
kft
zrt nyrt
eood ood
ad
ead
srls
pty
pte
pvt private
bhd berhad
sdn
kk
gk
jsc
pjsc
ooo
oao zao ao
fze fzco fzllc
wll
""".strip()
FORMS: Final[dict[str, str]] = {
    spelling: line.split()[0] for line in _FORM_LINES.splitlines() for spelling in line.split()
}
_LEADING_FORMS: Final = frozenset({"ooo", "oao", "zao", "pt", "jsc", "pjsc"})
# Standing beside another form they say nothing of their own.
_WEAK_FORMS: Final = frozenset({"co", "pty", "pte", "pvt", "sdn"})

# Usual abbreviations whose letters do not give them away, and words with several endings.
_WORD_LINES: Final = """
associates assoc assocs associate assn ass
association asscn
international intl int intnl internatl
national natl nat
broadcasting bcast bcasting broadcast
holdings hldgs hldg holding
partners ptnrs ptnr partner ptrs
publishing publ pub publishers
chemicals chem chems chemical
insurance ins insur
engineering eng engg engrg engineers
manufacturing mfg mfrs manufacturers mfr
services svc svcs serv servs service srvcs
solutions soln solns sol solution
technology tech technologies techs technol
management mgmt mgt mgmnt
group grp groupe gruppe grupo
university univ
hospital hosp
industries ind inds industry indus industrial
pharmaceuticals pharma pharm pharmaceutical
systems sys syst system
communications comm comms commun communication
telecommunications telecom telecoms telco
development dev devt developments
financial fin fincl finance
investments inv invs investment invest
properties prop props property
consulting cons consult consultants consultancy consultant
laboratories lab labs laboratory
brothers bros
center centre ctr cntr
government govt gov
marketing mkt mktg mkting
transportation transport transp trans
distribution dist distrib distributors
diagnostics diag diagnostic
networks netw ntwk network
aerospace aero
construction constr const
equipment equip eqpt
electronics elec electr electronic
environmental env envir environment
resources res rsrcs resource
enterprises ent entpr enterprise
foundation fdn found
department dept
logistics log logist
education edu educ educational
exploration explor
american amer
european eur euro
saint st
mount mt
fort ft
north n
south s
east e
west w
and & und et y e og och i
the
of de du des van von der den
""".strip()
_WORDS: Final[dict[str, str]] = {
    spelling: line.split()[0] for line in _WORD_LINES.splitlines() for spelling in line.split() if len(spelling) > 1
}
_SILENT: Final = frozenset({"and", "the", "of", "&"})

_EASILY_SLIPPED: Final = ("and", "the", *sorted(form for form in FORMS if len(form) >= 4))

_TRADING: Final = re.compile(
    r"\s*(?:,|\()?\s*\b(?:d\s*/?\s*b\s*/?\s*a|doing business as|t\s*/\s*a|trading as|trading under|a\s*/?\s*k\s*/?\s*a|also known as"
    r"|f\s*/?\s*k\s*/?\s*a|formerly(?: known as)?|o\s*/\s*a|operating as|c\s*/\s*o)\b\.?:?\s*",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"[(\[]([^)\]]*)[)\]]")
_APOSTROPHE: Final = re.compile(r"'")
_NOT_WORD: Final = re.compile(r"[^0-9a-z&]+")
_DIGITS: Final = re.compile(r"\d+")
_UMLAUT: Final = re.compile(r"([aou])e")
_VOWELS: Final = frozenset("aeiouy")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """`text` in lower-case ASCII letters: accents dropped, special letters spelled out, space collapsed."""
    lowered = text.casefold().translate(_LETTERS)
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered)
        lowered = (
            "".join(letter for letter in lowered if not unicodedata.combining(letter)).casefold().translate(_LETTERS)
        )
    return " ".join(lowered.split())


def words_of(text: str) -> list[str]:
    """The words of `text`, folded; single letters that stand together (`B.G.`, `L L C`) are one word."""
    parts = _NOT_WORD.sub(" ", _APOSTROPHE.sub("", fold(text))).split()
    words: list[str] = []
    run = ""
    for part in parts:
        if len(part) == 1 and part.isalpha():
            run += part
            continue
        if run:
            words.append(run)
            run = ""
        words.append(part)
    if run:
        words.append(run)
    return words


@dataclass(frozen=True, slots=True)
class FirmName:
    """One name of a firm, taken apart.

    words: the telling words, abbreviations spelled out, legal form and silent words gone.
    forms: the legal forms named, in their shortest spelling; empty when the name has none.
    printed: the words as they stood, one for each of `words`.
    """

    words: tuple[str, ...]
    forms: frozenset[str]
    printed: tuple[str, ...]

    @property
    def joined(self) -> str:
        """The telling words without a space."""
        return "".join(self.words)


@lru_cache(maxsize=65_536)
def parse(text: str) -> FirmName:
    """`text` as a firm's name."""
    words = words_of(text)
    forms: set[str] = set()
    while len(words) > 1:
        last = words[-1]
        if last in FORMS:
            forms.add(FORMS[last])
        elif last != "&" or not forms:
            break
        words.pop()
        if last == "zoo" and len(words) > 1 and words[-1] == "sp":
            words.pop()
    if len(words) > 1 and words[0] in _LEADING_FORMS:
        forms.add(FORMS.get(words[0], words[0]))
        words = words[1:]
    if len(forms) > 1:
        forms -= _WEAK_FORMS
    told = [(_WORDS.get(word, word), word) for word in words]
    told = [pair for pair in told if pair[0] not in _SILENT] or told
    return FirmName(tuple(word for word, _ in told), frozenset(forms), tuple(word for _, word in told))


@lru_cache(maxsize=65_536)
def aliases(text: str) -> tuple[FirmName, ...]:
    """Every name that `text` gives a firm: the legal one, the one it trades under, and what stands in brackets."""
    pieces = [piece for piece in _TRADING.split(text) if piece and piece.strip()] or [text]
    found: list[FirmName] = []
    for piece in pieces:
        inside = [part for part in _BRACKETS.findall(piece) if _is_name(part)]
        outside = _BRACKETS.sub(" ", piece).strip(" ,-")
        for part in (outside, *inside):
            name = parse(part)
            if name.words and name not in found:
                found.append(name)
    return tuple(found) or (parse(text),)


_TRADES: Final = (
    "t/a",
    "t / a",
    "dba",
    "d/b",
    "trading",
    "formerly",
    "aka",
    "a/k",
    "f/k",
    "o/a",
    "c/o",
    "known as",
    "operating as",
)


def without_trade_name(folded: str) -> str:
    """A folded name without what it trades as or was called before; the same object where it says neither."""
    if not any(mark in folded for mark in _TRADES):
        return folded
    return next((piece for piece in _TRADING.split(folded) if piece and piece.strip()), folded)


def canonical_word(word: str) -> str:
    """A word of a name with its usual abbreviation spelled one way."""
    return _WORDS.get(word, word)


def _is_name(text: str) -> bool:
    """Whether a text in brackets can be a name: not a number, a country, a legal form or a remark of one letter."""
    words = words_of(text)
    return bool(words) and not all(word in FORMS or word.isdigit() or len(word) < 3 for word in words)


class Likeness(IntEnum):
    """How near two names are; higher is nearer."""

    UNLIKE = 0
    CONTAINED = 1  # one says all of the other and more: often a relative, not the same firm
    TYPO = 2
    ABBREVIATED = 3
    REORDERED = 4
    SAME = 5


@dataclass(frozen=True, slots=True)
class NameLook:
    """What comparing two names showed. forms: 1 both name the same form, 0 one or none names it, -1 they differ."""

    likeness: Likeness
    forms: int
    quality: (
        float  # 1 = word for word, less for each abbreviation or slip; of unlike names the share of letters that agree
    )
    shared: tuple[str, ...] = ()
    slips: tuple[tuple[str, str], ...] = ()  # words taken for one although letters differ


@lru_cache(maxsize=262_144)
def word_likeness(one: str, other: str) -> float:
    """How sure `one` and `other` are the same word: 1 equal, about .9 abbreviated, .8 to .9 with a slip, 0 different.

    Digits must agree exactly.
    """
    if one == other:
        return 1.0
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return 0.0
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if not short or len(long) < 3:
        return 0.0
    if len(short) >= 3 and long.startswith(short):
        return 0.93 if len(short) >= 4 else 0.9
    if len(short) >= 3 and short[0] == long[0] and _skeleton(long).startswith(_skeleton(short)):
        if _skeleton(short) == _skeleton(long):
            return 0.92
        if short == _skeleton(short) and 2 * len(short) >= len(_skeleton(long)):
            return 0.88
    if len(long) < 4:
        return 0.0
    limit = 1 if len(long) < 8 else 2
    distance = OSA.distance(one, other, score_cutoff=limit)
    if distance > limit:
        return 0.0
    if distance == 1 and len(long) >= 5:
        return 0.9
    return 0.82 if distance == 1 or len(long) >= 9 else 0.8


@lru_cache(maxsize=65_536)
def _skeleton(word: str) -> str:
    """The first letter and the consonants after it, doubled ones once."""
    letters = [word[0]]
    for letter in word[1:]:
        if letter not in _VOWELS and letter != letters[-1]:
            letters.append(letter)
    return "".join(letters)


def skeleton(word: str) -> str:
    """`word` as it stands when vowels are dropped: the first letter and the consonants after it."""
    return _skeleton(word) if word else ""


@lru_cache(maxsize=65_536)
def compare(one: FirmName, other: FirmName) -> NameLook:
    """How near two names are, by their telling words in any order."""
    forms = 0
    if one.forms and other.forms:
        forms = 1 if one.forms & other.forms else -1
    if one.words == other.words:
        return NameLook(Likeness.SAME, forms, 1.0, one.words)
    if one.joined == other.joined:
        return NameLook(Likeness.SAME, forms, 0.97, one.words)
    if _flat(one.joined) == _flat(other.joined):
        return NameLook(Likeness.SAME, forms, 0.95, one.words)
    if sorted(one.words) == sorted(other.words):
        return NameLook(Likeness.REORDERED, forms, 0.95, one.words)
    # Words run together or split by a slip: compare what is left without the spaces.
    longest = max(len(one.joined), len(other.joined))
    if longest >= 8 and len(one.words) != len(other.words) and not _numbers_differ(one, other):
        distance = OSA.distance(one.joined, other.joined, score_cutoff=2)
        if distance <= (1 if longest < 14 else 2):
            return NameLook(Likeness.TYPO, forms, 0.85, one.words)
    few, many = (one, other) if len(one.words) <= len(other.words) else (other, one)
    left = list(zip(many.words, many.printed, strict=True))
    quality, exact = 1.0, 0
    shared: list[str] = []
    slips: list[tuple[str, str]] = []
    for word, printed in zip(few.words, few.printed, strict=True):
        best, at = 0.0, -1
        for index, (whole, raw) in enumerate(left):
            likeness = max(word_likeness(word, whole), word_likeness(printed, raw))
            if likeness > best:
                best, at = likeness, index
        if at < 0:
            break
        whole, raw = left.pop(at)
        exact += best == 1.0
        if best < 1.0 and not _abbreviates(printed, raw) and not _abbreviates(word, whole):
            slips.append((printed, raw))
        quality *= best
        shared.append(whole)
    else:
        extra = [raw for _, raw in left if not _negligible(raw)]
        if not extra:
            if exact == 0 and len(few.words) == 1 and quality < 0.85:
                return NameLook(Likeness.UNLIKE, forms, 0.0)
            if left:
                return NameLook(Likeness.TYPO, forms, quality * 0.9, tuple(shared), tuple(slips))
            return NameLook(
                Likeness.TYPO if slips else Likeness.ABBREVIATED, forms, quality, tuple(shared), tuple(slips)
            )
        if exact:
            return NameLook(Likeness.CONTAINED, forms, quality * len(few.words) / len(many.words), tuple(shared))
    near = 0.0 if _numbers_differ(one, other) else OSA.normalized_similarity(one.joined, other.joined, score_cutoff=0.7)
    return NameLook(Likeness.UNLIKE, forms, near, tuple(shared))


def _flat(joined: str) -> str:
    """The letters with a spelled-out umlaut written short: `mueller` and `muller` are one."""
    return _UMLAUT.sub(r"\1", joined)


def _negligible(word: str) -> bool:
    """Whether an extra word is no word of its own: a scrap of two letters, or a slip of `and`, `the` or a legal form."""
    if any(letter.isdigit() for letter in word):
        return False
    return len(word) <= 2 or any(
        OSA.distance(word, each, score_cutoff=1) <= 1 for each in _EASILY_SLIPPED if abs(len(each) - len(word)) <= 1
    )


def _abbreviates(one: str, other: str) -> bool:
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return long.startswith(short) or short == _skeleton(short) or (short[0] == long[0] and len(long) - len(short) > 2)


def _numbers_differ(one: FirmName, other: FirmName) -> bool:
    return sorted(_DIGITS.findall(" ".join(one.words))) != sorted(_DIGITS.findall(" ".join(other.words)))


@lru_cache(maxsize=131_072)
def best_look(one: tuple[FirmName, ...], other: tuple[FirmName, ...]) -> NameLook:
    """The nearest of all pairs of the two parties' names.

    A form that differs counts only when it does so on the names that agree.
    """
    looks = [compare(a, b) for a in one for b in other]
    return max(looks, key=lambda look: (look.likeness > Likeness.CONTAINED, look.likeness, look.quality, look.forms))


def gather(texts: Iterable[str]) -> tuple[FirmName, ...]:
    """All names that several texts give one firm, each once, in order."""
    found: dict[FirmName, None] = {}
    for text in texts:
        if text and text.strip():
            found.update(dict.fromkeys(aliases(text.strip())))
    return tuple(found)
