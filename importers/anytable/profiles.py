"""What the cells of a column look like: shares of days, numbers, yes and no, names ..., each different value looked at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

import numpy as np

from importers.anytable.entities import Look
from importers.shared.days import day_reader
from importers.shared.numbers import clock_seconds
from importers.shared.parsing import Unreadable, by_value, is_blank, text_of

SAMPLE: Final = 4000  # rows looked at
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_PERSON: Final = re.compile(
    r"(?:[A-Z][a-z]{1,4}\. )?[^\W\d_][\w'’.-]*(?:,? (?:[^\W\d_][\w'’.-]*|(?:van|von|de|der|den|di|da|la)))+\.?"
)
_CODE: Final = re.compile(r"[A-Z]{3}")
_ID: Final = re.compile(r"(?=.*\d)[\w/.#\-]+(?: ?\d+)?")
_CLOCK: Final = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?")
_YES_NO: Final = frozenset(
    [
        "yes",
        "no",
        "y",
        "n",
        "true",
        "false",
        "0",
        "1",
        "x",
        "ja",
        "nein",
        "oui",
        "non",
        "si",
        "sí",
        "sim",
        "não",
        "billable",
        "non-billable",
    ]
)
_AROUND: Final = re.compile(r"[\s\u00a0\u202f\u2009'’()%+−-]|[A-Z]{0,2}[$£€¥]|\b[A-Z]{3}\b")
_VOID: Final = frozenset({"n/a", "na", "-", "--", "none", "null", "nil", "tbd", "tbc", "?", "."})
_ABSENCE: Final = re.compile(
    r"\b(holidays?|vacation|sick(ness)?|annual leave|leave|pto|parental|maternity|paternity|compassionate|urlaub|krank\w*|"
    r"elternzeit|conge\w*|maladie|vacaciones|ferie|verlof)\b",
    re.IGNORECASE,
)
_STATE: Final = re.compile(
    r"\b(open|closed?|paid|unpaid|partial(ly)?|void(ed)?|draft|sent|overdue|outstanding|cancell?ed|pending|approved|rejected|"
    r"active|inactive|archived|completed?|done|finished|in progress|on hold|planned|signed|expired|terminated|billed|invoiced|"
    r"accepted|delivered|new|live|ended|settled|escalated|posted|processed|offen|bezahlt|storniert|aktiv|abgeschlossen|genehmigt|"
    r"entwurf|payee?|ouvert|brouillon|annule|termine|actif|pagad[oa]|abiert[oa]|betaald)\b",
    re.IGNORECASE,
)
_DOCUMENT: Final = re.compile(
    r"(sales |purchase |customer )?(invoice|credit (memo|note)|journal( entry)?|bill|sales receipt|payment|deposit|expense|"
    r"rechnung|gutschrift|zahlung|facture|avoir)s?$",
    re.IGNORECASE,
)
_FIRM: Final = re.compile(
    r"\b(ltd|limited|inc|llc|llp|plc|gmbh|ag|kg|sa|sas|sarl|srl|spa|bv|nv|corp|corporation|company|co|group|holdings?|partners|"
    r"bank|university|council|trust|services?|solutions|systems|shpk|sh\.?p\.?k|ab|oy|aps|as|pty)\b\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Profile:
    """One column: shares (0..1) are of its filled cells.

    filled: share of all rows; distinct: different values; unique: distinct over filled. cents: numbers with two places or a
    currency sign; hours: numbers from 0 to 24; percent: numbers from 0 to 100 or with the sign. letters: mean share of letters.
    words: mean number of words. low, high: of the numbers. rising: numbers that grow by one, as running numbers do. absences: words for days off;
    states: words for how far something is. documents: kinds of documents of a ledger.
    """

    rows: int
    filled: float
    distinct: int
    unique: float
    days: float
    numbers: float
    whole: float
    cents: float
    hours: float
    percent: float
    yes: float
    emails: float
    codes: float
    persons: float
    firms: float
    ids: float
    clocks: float
    letters: float
    words: float
    low: float
    high: float
    rising: bool
    absences: float
    states: float
    documents: float


_NOTHING: Final = Profile(0, 0, 0, 0, *(0.0,) * 17, False, 0.0, 0.0, 0.0)


def void(text: str) -> bool:
    """Whether a text says that there is no value ("N/A", "-")."""
    return text.strip().casefold() in _VOID


def profile(values: Sequence[object]) -> Profile:
    """The profile of the first SAMPLE cells."""
    cells = list(values[:SAMPLE])
    codes, different = by_value(cells)
    counts = np.bincount(codes, minlength=len(different)) if different else np.zeros(0)
    shown = [(value, text_of(value).strip(), int(count)) for value, count in zip(different, counts, strict=True)]
    filled = [(value, text, count) for value, text, count in shown if not is_blank(value) and not void(text)]
    total = sum(count for _, _, count in filled)
    if not total:
        return _NOTHING
    figures = [(_figure(value, text), count) for value, text, count in filled]
    numbers = [(figure, count) for figure, count in figures if figure is not None]
    size = sum(count for _, count in numbers)
    low = min((figure for figure, _ in numbers), default=0.0)
    high = max((figure for figure, _ in numbers), default=0.0)
    texts = [(text, count) for value, text, count in filled]
    order = [figure for figure, _ in numbers]

    def share(test: Callable[[str], object]) -> float:
        return sum(count for text, count in texts if test(text)) / total

    return Profile(
        rows=len(cells),
        filled=total / len(cells),
        distinct=len(filled),
        unique=len(filled) / total,
        days=sum(count for value, text, count in filled if _is_day(value, text)) / total,
        numbers=size / total,
        whole=sum(count for figure, count in numbers if figure == int(figure)) / max(size, 1),
        cents=share(_has_cents),
        hours=sum(count for figure, count in numbers if 0 <= figure <= 24) / total
        + sum(count for value, text, count in filled if _is_duration(value, text)) / total,
        percent=sum(count for figure, count in numbers if 0 <= figure <= 100) / total,
        yes=share(lambda text: text.casefold() in _YES_NO),
        emails=share(_EMAIL.fullmatch),
        codes=share(_CODE.fullmatch),
        persons=share(lambda text: _PERSON.fullmatch(text) and len(text) < 50 and not _FIRM.search(text)),
        firms=share(_FIRM.search),
        ids=share(_ID.fullmatch),
        clocks=sum(count for value, text, count in filled if isinstance(value, time) or _CLOCK.fullmatch(text)) / total,
        letters=sum(_letters(text) * count for text, count in texts) / total,
        words=sum(len(text.split()) * count for text, count in texts) / total,
        low=low,
        high=high,
        absences=share(_ABSENCE.search),
        documents=share(_DOCUMENT.match),
        states=share(_STATE.search),
        rising=len(order) > 2 and order[-1] - order[0] == len(order) - 1 and order == sorted(order),
    )


def _figure(value: object, text: str) -> float | None:
    if isinstance(value, (bool, date, datetime, time, timedelta)):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    plain = _AROUND.sub("", text)
    if not re.fullmatch(r"\d[\d.,]*|[.,]\d+", plain):
        return None
    marks = [mark for mark in plain if mark in ".,"]
    if marks:
        last = marks[-1]
        if len(set(marks)) == 1 and (len(marks) > 1 or len(plain.rsplit(last, 1)[1]) == 3):
            plain = plain.replace(last, "")  # good enough for a range; the reader settles the mark by evidence
        else:
            head, tail = plain.rsplit(last, 1)
            plain = head.replace(".", "").replace(",", "") + "." + tail
    figure = float(plain)
    return -figure if text.lstrip().startswith(("-", "(", "−")) else figure


def _is_day(value: object, text: str) -> bool:
    if isinstance(value, (date, datetime)):
        return True
    if not isinstance(value, str) or not any(letter.isdigit() for letter in text):
        return False
    if re.fullmatch(r"[\d]+(?:[.,]\d+)?", text) and not re.fullmatch(r"(?:19|20)\d{6}", text):
        return False
    try:
        day_reader("dmy")(text)
    except Unreadable:
        try:
            day_reader("mdy")(text)
        except Unreadable:
            return False
    return True


def _is_duration(value: object, text: str) -> bool:
    if isinstance(value, (time, timedelta)):
        return True
    return not text.isdigit() and clock_seconds(text) is not None


def _has_cents(text: str) -> bool:
    return bool(re.search(r"[.,]\d{2}\b(?![.,\d/])|[$£€¥]", text)) and not re.search(r"[/:]", text)


def _letters(text: str) -> float:
    return sum(letter.isalpha() for letter in text) / max(len(text), 1)


def fit(seen: Profile, look: Look) -> float:
    """How well a column suits a look, 0..1; a blank column suits everything a little."""
    if not seen.rows or not seen.distinct:
        return 0.5
    return max(0.0, min(1.0, _FITS[look](seen)))


def _name(p: Profile) -> float:
    return (1 - p.days) * (1 - 0.8 * p.numbers) * (0.55 + 0.45 * min(1.0, p.letters * 1.4)) * (1 - 0.8 * p.yes)


def _number(p: Profile) -> float:
    return p.numbers * (1 - p.days)


def _money(p: Profile) -> float:
    running = p.whole > 0.99 and p.rising
    return _number(p) * (0.3 if running else 1.0)


def _hours(p: Profile) -> float:
    small = p.hours if p.hours >= 0.5 else 0.6 * p.numbers
    return small * (1 - p.days) * (0.3 if p.rising and p.distinct > 20 else 1)


def _identity(p: Profile) -> float:
    return (1 - p.days) * (0.6 + 0.4 * max(p.ids, 0.5 * p.unique)) * (1 - 0.7 * p.cents) * (1 if p.words < 4 else 0.5)


def _few(p: Profile) -> float:
    few = 1.0 if p.distinct <= 40 else max(0.4, 1 - p.unique)
    return (1 - p.days) * (1 - 0.6 * p.numbers) * few * (1 - 0.5 * p.cents)


_FITS: Final[Mapping[Look, Callable[[Profile], float]]] = {
    Look.DAY: lambda p: p.days or 0.55 * (p.whole > 0.99 and p.numbers > 0.95 and 30_000 <= p.low <= p.high <= 60_000),
    Look.MONEY: _money,
    Look.RATE: _money,
    Look.COUNT: lambda p: max(_number(p), 0.6 * (p.words < 4) * (1 - p.days)),
    Look.PERCENT: lambda p: p.percent,
    Look.HOURS: _hours,
    Look.FLAG: lambda p: p.yes if p.yes > 0.5 else 0.6 * (p.distinct <= 3) * (1 - p.numbers) * (1 - p.days),
    Look.CLOCK: lambda p: p.clocks,
    Look.ID: _identity,
    Look.NAME: _name,
    Look.PERSON: lambda p: _name(p) * (0.55 + 0.45 * p.persons) * (1 - 0.4 * p.firms),
    Look.EMAIL: lambda p: p.emails,
    Look.CURRENCY: lambda p: max(p.codes, 0.5 * (p.distinct <= 10 and p.numbers == 0)),
    Look.LABEL: _few,
    Look.STATUS: lambda p: _few(p) * (0.5 + 0.5 * p.states),
    Look.WORDS: lambda p: (1 - 0.9 * p.days) * (1 - 0.6 * p.numbers),
}


def bare(seen: Profile, look: Look) -> float:
    """How well the cells alone tell a look, without a heading, 0..1: only looks that few other columns have."""
    if not seen.rows or not seen.distinct:
        return 0.0
    return max(0.0, min(1.0, _TELLING[look](seen) if look in _TELLING else 0.0))


_TELLING: Final[Mapping[Look, Callable[[Profile], float]]] = {
    Look.DAY: lambda p: p.days,
    Look.MONEY: lambda p: _number(p) * min(1.0, (0.4 + p.cents) if p.high >= 100 else p.cents),
    Look.EMAIL: lambda p: p.emails,
    Look.CURRENCY: lambda p: p.codes * (p.distinct <= 12),
    Look.CLOCK: lambda p: p.clocks,
    Look.WORDS: lambda p: _name(p) * min(1.0, p.words / 4),
    Look.NAME: lambda p: _name(p) * min(1.0, 0.45 + p.firms + 0.3 * p.unique) * (p.words < 6) * (p.words > 1.2),
    Look.PERSON: lambda p: p.persons * (p.distinct > 2) * (1 - p.firms),
}
