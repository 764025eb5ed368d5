"""Keys that a spreadsheet or a hand has damaged: leading zeros, a trailing .0, a power of ten, case, spaces, dashes."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_SHORT: Final = re.compile(r"^(\d(?:\.\d+)?)e\+?(\d+)$")
_TAIL: Final = re.compile(r"^(\d+)\.0+$")
_SIGNS: Final = re.compile(r"[\s\-_/.#]+")
_LONGEST: Final = 30  # digits past which a power of ten is no key


def plain_key(key: str) -> str:
    """A key without what programs and hands change: case, spaces and dashes, leading zeros, a trailing .0, a power of ten."""
    plain = key.strip().casefold()
    found = _TAIL.match(plain)
    if found:
        plain = found[1]
    found = _SHORT.match(plain)
    if found and int(found[2]) < _LONGEST and len(found[1].replace(".", "")) > int(found[2]):
        plain = f"{Decimal(plain):f}".partition(".")[0]
    plain = _SIGNS.sub("", plain)
    return plain.lstrip("0") or plain


def shortened(key: str) -> tuple[str, int] | None:
    """Head and power of a number that a spreadsheet has shortened to a power of ten; None for any other key."""
    found = _SHORT.match(key.strip().casefold())
    return (found[1], int(found[2])) if found and int(found[2]) < _LONGEST else None


def is_short_for(short: tuple[str, int], key: str) -> bool:
    """Whether head x 10^power is the whole number `key` rounded to the digits of the head."""
    head, power = short
    if len(key) != power + 1:
        return False
    places = len(head.partition(".")[2])
    return f"{Decimal(key).scaleb(-power):.{places}f}" == f"{Decimal(head):.{places}f}"


def mending(left: str, right: str) -> str:
    """In words, why two keys that differ are one."""
    one, other = left.strip(), right.strip()
    if one == other:
        return "spaces around the key"
    if one.casefold() == other.casefold():
        return "key in other case"
    if shortened(one) or shortened(other):
        return f"key shortened to a power of ten ({one} = {other})"
    if (_TAIL.match(one) or _TAIL.match(other)) and one.partition(".")[0] == other.partition(".")[0]:
        return "key with a trailing .0"
    if one.isdigit() and other.isdigit():
        return f"key without its leading zeros ({one} = {other})"
    return f"key written another way ({one} = {other})"
