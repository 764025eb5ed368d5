"""Are two records the same party? Names without their legal form, tax ids in one spelling, and their check digits."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz

# Legal forms by which a name may differ and still be the same party; dots and spaces are gone when they are compared.
_FORMS = frozenset(
    re.split(
        " ",
        "ltd limited llc llp lp inc incorporated corp corporation co company plc gmbh mbh ag kg ug ohg kgaa se sarl sas sasu "
        "sa eurl snc bv nv vof cv dac spa srl sl slu oy oyj ab as asa aps ltee pty pte pvt sro kft zrt doo oü",
    )
)
_DOTTED = re.compile(r"\b((?:\w\.){2,}\w?)(?=\W|$)")
_WORD = re.compile(r"[^\W_]+")
_TAX_COUNTRY = re.compile(r"([A-Z]{2})(?=[A-Z0-9]*\d)")


def words(name: str) -> tuple[str, ...]:
    """The words of a party's name: lower case, no accents, `&` as "and", legal forms and "the" left out."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    plain = _DOTTED.sub(lambda found: found[1].replace(".", ""), plain.replace("&", " and "))
    found = tuple(w for w in _WORD.findall(plain) if w not in _FORMS and w != "the")
    return found or tuple(_WORD.findall(plain))


_SAME_FORM = {
    "limited": "ltd",
    "ltee": "ltd",
    "incorporated": "inc",
    "corporation": "corp",
    "company": "co",
    "oyj": "oy",
    "slu": "sl",
    "sasu": "sas",
}


def legal_form(name: str) -> str:
    """The legal form that a name ends in, in one spelling; "" when it says none."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    last = _WORD.findall(_DOTTED.sub(lambda found: found[1].replace(".", ""), plain))[-1:]
    return _SAME_FORM.get(last[0], last[0]) if last and last[0] in _FORMS else ""


def _short_of(short: str, full: str) -> bool:
    """Whether `short` abbreviates `full`: same first letter, its letters in order, three at least."""
    if len(short) < 3 or len(short) >= len(full) or short[0] != full[0]:
        return False
    rest = iter(full)
    return all(letter in rest for letter in short)


def similarity(left: str, right: str) -> int:
    """How alike two names are, 0 to 100; abbreviated words count as equal, an added word does not."""
    a, b = words(left), words(right)
    if a == b or sorted(a) == sorted(b):
        return 100
    if len(a) == len(b) and all(x == y or _short_of(x, y) or _short_of(y, x) for x, y in zip(a, b, strict=True)):
        return 98
    if len(a) != len(b):  # a word more is another firm of the group, whatever the letters say
        return min(int(fuzz.ratio(" ".join(a), " ".join(b))), 90)
    return int(fuzz.ratio(" ".join(sorted(a)), " ".join(sorted(b))))


def tax_key(tax_id: str) -> str:
    """A tax id in one spelling: upper case, letters and digits only."""
    return re.sub(r"[^A-Z0-9]", "", tax_id.upper())


def same_tax_id(left: str, right: str) -> bool:
    """Whether two keys name one registration; a country prefix may stand on one side only."""
    if left == right:
        return True
    bare = [_TAX_COUNTRY.sub("", key, count=1) if key[:2].isalpha() else key for key in (left, right)]
    one_bare = left[:2].isalpha() != right[:2].isalpha()
    return one_bare and bare[0] == bare[1]


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(d) * w for d, w in zip(digits, weights, strict=False))


def _luhn(digits: str) -> bool:
    total = sum(sum(divmod(int(d) * (2 if place % 2 else 1), 10)) for place, d in enumerate(reversed(digits)))
    return total % 10 == 0


def _gb(n: str) -> bool:
    total = _weighted(n, (8, 7, 6, 5, 4, 3, 2)) + int(n[7:9])
    return total % 97 == 0 or (total + 55) % 97 == 0


def _nl(n: str) -> bool:
    value = "".join(str(ord(c) - 55) if c.isalpha() else c for c in f"NL{n}")
    return _weighted(n, (9, 8, 7, 6, 5, 4, 3, 2)) % 11 == int(n[8]) or int(value) % 97 == 1


def _ie(n: str) -> bool:
    extra = 9 * (ord(n[8]) - 64) if len(n) > 8 and n[8] != "W" else 0
    return "WABCDEFGHIJKLMNOPQRSTUV"[(_weighted(n, (8, 7, 6, 5, 4, 3, 2)) + extra) % 23] == n[7]


def _de(n: str) -> bool:
    product = 10
    for digit in n[:8]:
        total = (int(digit) + product) % 10 or 10
        product = 2 * total % 11
    return (11 - product) % 10 == int(n[8])


_CHECKS = {
    "GB": (r"\d{9}", _gb),
    "NL": (r"\d{9}B\d{2}", _nl),
    "IE": (r"\d{7}[A-W][A-IW]?", _ie),
    "DE": (r"\d{9}", _de),
    "BE": (r"[01]?\d{9}", lambda n: 97 - int(n[-10:-2]) % 97 == int(n[-2:])),
    "FR": (r"\d{11}", lambda n: (int(n[2:]) * 100 + 12) % 97 == int(n[:2])),
    "IT": (r"\d{11}", _luhn),
    "AT": (
        r"U\d{8}",
        lambda n: (6 - sum(sum(divmod(int(d) * (1 + p % 2), 10)) for p, d in enumerate(n[1:8]))) % 10 == int(n[8]),
    ),
    "DK": (r"\d{8}", lambda n: _weighted(n, (2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0),
}
_CANADA = re.compile(r"(\d{9})R[TPCM]\d{4}")


def tax_check(key: str) -> tuple[str, bool | None]:
    """The country whose rule the key follows and whether its check digits hold; None where no rule is known.

    Rules: the published check digits of VAT numbers (EU VIES formats, HMRC modulus 97 and 9755) and of Canadian business numbers (Luhn).
    """
    canada = _CANADA.fullmatch(key)
    if canada:
        return "CA", _luhn(canada[1])
    country, number = key[:2], key[2:]
    if country in _CHECKS:
        shape, rule = _CHECKS[country]
        if re.fullmatch(shape, number):
            return country, bool(rule(number))
    return "", None
