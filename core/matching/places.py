"""Where a firm sits: country under any of its usual names, and an address that may be one line, a block, or columns."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from core.matching.names import fold

_COUNTRIES: Final = """
gb gbr uk united kingdom;great britain;england;scotland;wales;northern ireland
us usa united states;united states of america;u.s.;u.s.a.;america
ca can canada
ie irl ireland;republic of ireland;eire
de deu ger germany;deutschland
nl nld netherlands;the netherlands;nederland;holland
fr fra france
be bel belgium;belgie;belgique
lu lux luxembourg
at aut austria;osterreich
ch che switzerland;schweiz;suisse;svizzera
es esp spain;espana
pt prt portugal
it ita italy;italia
dk dnk denmark;danmark
se swe sweden;sverige
no nor norway;norge
fi fin finland;suomi
is isl iceland
pl pol poland;polska
cz cze czech republic;czechia;cesko
sk svk slovakia
hu hun hungary;magyarorszag
ro rou romania
bg bgr bulgaria
gr grc greece;hellas
hr hrv croatia
si svn slovenia
ee est estonia;eesti
lv lva latvia
lt ltu lithuania
cy cyp cyprus
mt mlt malta
tr tur turkey;turkiye
ua ukr ukraine
au aus australia
nz nzl new zealand
jp jpn japan
cn chn china
hk hkg hong kong
sg sgp singapore
my mys malaysia
in ind india
ae are united arab emirates;uae
sa sau saudi arabia
il isr israel
za zaf south africa
br bra brazil;brasil
mx mex mexico
ar arg argentina
cl chl chile
co col colombia
""".strip()
_TAX_PREFIXES: Final = re.compile(
    r"^(?:GB|IE|DE|NL|FR|BE|LU|ATU?|CHE|ES|PT|IT|DK|SE|NO|FI|PL|CZ|SK|HU|RO|BG|EL|GR|HR|SI|EE|LV|LT|CY|MT|EU|AU|NZ)(?=\d|[A-Z]\d)"
)


def _country_names() -> tuple[dict[str, str], frozenset[str]]:
    names: dict[str, str] = {}
    codes: set[str] = set()
    for line in _COUNTRIES.splitlines():
        head, *rest = line.split(";")
        words = head.split()
        short = [word for word in words if len(word) <= 3 and word != "new"]
        codes.update(short)
        for name in (*short, " ".join(word for word in words if word not in short), *rest):
            if name:
                names[name] = words[0]
    return names, frozenset(codes)


_NAMES, _CODES = _country_names()


@lru_cache(maxsize=4096)
def country_of(text: str) -> str:
    """Two-letter code of the country that `text` names; "" when it names none that is known."""
    plain = fold(text).strip(" .,")
    return _NAMES.get(plain, "") or _NAMES.get(plain.replace(".", ""), "")


@lru_cache(maxsize=16_384)
def country_in(address: str) -> str:
    """Two-letter code of the country that an address ends with; "" when it ends with none."""
    words = re.findall(r"[a-z.]+", fold(address))
    for count in (4, 3, 2, 1):
        if len(words) >= count:
            tail = " ".join(words[-count:])
            if tail in _NAMES and (tail not in _CODES or len(tail) == 3):
                return _NAMES[tail]
    return ""


@lru_cache(maxsize=16_384)
def plain_address(*parts: str) -> str:
    """The address in folded words with one space between them."""
    return " ".join(re.findall(r"[0-9a-z]+", fold(" ".join(part for part in parts if part))))


@lru_cache(maxsize=16_384)
def street_key(address: str) -> str:
    """House number and first letters of the street, from a plain address; "" when there is no number in front."""
    found = re.search(r"\b(\d+[a-z]?) ([a-z]{2,}|\d+(?:st|nd|rd|th)\b)", address)
    if not found:
        return ""
    return f"{found[1]} {found[2][:5]}"


@lru_cache(maxsize=16_384)
def plain_tax(text: str) -> str:
    """A tax id as letters and digits without its country's prefix."""
    whole = re.sub(r"[^0-9A-Z]", "", text.upper())
    return _TAX_PREFIXES.sub("", whole)
