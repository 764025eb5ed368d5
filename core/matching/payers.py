"""Who a bank line comes from: the payer's name as banks print it, shortened, cut off and mixed with references."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Final

from core.matching.names import FirmName, Likeness, aliases, best_look, fold

# Words a bank adds; none of them is part of a payer's name.
_BANK_WORDS: Final = frozenset(
    [
        "bacs",
        "fps",
        "fpi",
        "chaps",
        "bgc",
        "bacsin",
        "credit",
        "cr",
        "dr",
        "sepa",
        "transfer",
        "trf",
        "tfr",
        "from",
        "payment",
        "pymt",
        "pmt",
        "giro",
        "faster",
        "received",
        "receipt",
        "incoming",
        "inward",
        "deposit",
        "dep",
        "ach",
        "wire",
        "wiretransfer",
        "check",
        "cheque",
        "chq",
        "ref",
        "reference",
        "inv",
        "invoice",
        "invoices",
        "rechnung",
        "facture",
        "factuur",
        "re",
        "no",
        "nr",
        "number",
        "po",
        "order",
        "via",
        "bank",
        "counter",
        "mobile",
        "online",
        "remittance",
        "orig",
        "co",
        "name",
        "ccd",
        "ppd",
        "ctx",
        "iat",
        "entry",
        "descr",
        "desc",
        "value",
        "date",
        "uberweisung",
        "gutschrift",
        "virement",
        "overboeking",
        "bonifico",
        "transferencia",
        "auftraggeber",
    ]
)
_MARK: Final = re.compile(r"\d")
_CUT: Final = 18  # letters from which a name that stops short is taken for one the bank cut off


@lru_cache(maxsize=65_536)
def payer_names(payee: str, description: str) -> tuple[FirmName, ...]:
    """The names a bank line may mean: its payee, or the words of its description that are not references."""
    found: dict[FirmName, None] = {}
    for text, is_name in ((payee, True), (description, False)):
        plain = html.unescape(text).strip()
        if not plain:
            continue
        if is_name:
            found.update(dict.fromkeys(aliases(plain)))
        kept = [word for word in plain.split() if not _noise(word)]
        if kept:
            found.update(dict.fromkeys(aliases(" ".join(kept))))
        if is_name and found:
            break
    return tuple(found)


def _noise(word: str) -> bool:
    digits = sum(map(bool, map(_MARK.match, word)))
    plain = fold(word).strip(".,:;#/-()*")
    return digits >= 3 or not plain or (digits > 0 and len(plain) - digits < 4) or plain in _BANK_WORDS


@lru_cache(maxsize=262_144)
def payer_likeness(printed: tuple[FirmName, ...], names: tuple[FirmName, ...]) -> float:
    """How far the printed payer is a firm of these names: 1 the name, .9 cut off or shortened, .5 a part of it, 0 another.

    -1 when the line prints no name, or the firm has none.
    """
    if not printed or not names:
        return -1.0
    look = best_look(printed, names)
    if look.likeness > Likeness.CONTAINED:
        return 0.6 if look.forms < 0 else 1.0 if look.likeness >= Likeness.REORDERED else 0.9
    for mine in printed:
        for name in names:
            if len(mine.joined) >= _CUT and name.joined.startswith(mine.joined[:-1]):
                return 0.9
            if len(mine.words) == len(name.words) + 1 and mine.words[:-1] == name.words and len(mine.words[-1]) <= 3:
                return 0.9  # the legal form cut off
    if look.likeness == Likeness.CONTAINED:
        return 0.5
    return 0.0
