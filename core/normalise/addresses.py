"""Postal addresses printed in one cell, and the host behind a web site or an e-mail address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# Hosts that many firms share say nothing about which firm it is.
SHARED_HOSTS: Final = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "hotmail.co.uk",
        "live.com",
        "msn.com",
        "yahoo.com",
        "yahoo.co.uk",
        "icloud.com",
        "me.com",
        "aol.com",
        "gmx.de",
        "gmx.net",
        "web.de",
        "btinternet.com",
        "proton.me",
        "protonmail.com",
    ]
)
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.\-]*://)?(?:[^/@\s]*@)?([^/:?#\s]+)", re.IGNORECASE)
_US = re.compile(
    r"^(?P<street>.+?), (?P<city>[^,]+), (?P<region>[A-Z]{2}) (?P<postcode>\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?: (?P<country>\D+))?$"
)


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of a postal address; "" where a part is not told."""

    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""


def host_of(text: str) -> str:
    """Bare host of a web site or e-mail address, lower case and without www; "" for shared mail hosts and plain words."""
    found = _HOST.match(text.strip())
    if not found:
        return ""
    host = found[1].casefold().removeprefix("www.").strip(".")
    return "" if "." not in host or host in SHARED_HOSTS else host


def address_of(text: str) -> Address:
    """The parts of an address printed over several lines or as one North American line; all in `street` when it is neither."""
    lines = [line.strip() for line in text.replace("\r", "\n").split("\n") if line.strip()]
    if len(lines) == 1:
        found = _US.match(lines[0])
        if found:
            return Address(**{name: (part or "").strip() for name, part in found.groupdict().items()})
        return Address(street=lines[0])
    if len(lines) < 3:
        return Address(street=" ".join(lines))
    country = lines.pop() if not any(letter.isdigit() for letter in lines[-1]) else ""
    digits = [index for index, line in enumerate(lines) if index and any(letter.isdigit() for letter in line)]
    postcode = lines.pop(digits[-1]) if digits else ""
    city = lines.pop() if len(lines) > 1 else ""
    return Address(", ".join(lines), city, "", postcode, country)
