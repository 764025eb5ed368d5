"""The two-person rule: what one name prepares, another name approves. Pure; names are compared normalised."""

from __future__ import annotations

import re
import unicodedata

from core.base.errors import TieoutError


class NameMissing(TieoutError):
    """Nobody said who prepares or approves."""

    code = "ACC-101"
    template = "The {role}'s name is missing. Say who {does} this."


class SamePerson(TieoutError):
    """The preparer tried to approve the own work."""

    code = "ACC-102"
    template = "{approver} prepared this and cannot approve it as well. Ask a second person to approve."


def person_key(name: str) -> str:
    """What remains of a name when case, accents, punctuation and word order are put aside; "" for no name.

    An e-mail address counts as the name in front of the @, so `Jane.Doe@firm.test` and `Doe, Jane` are one person.
    """
    plain = unicodedata.normalize("NFKD", name.split("@", 1)[0])
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    return " ".join(sorted(re.findall(r"[^\W_]+", plain)))


def may_approve(preparer: str, approver: str) -> bool:
    """True when both are named and are two different people."""
    return bool(person_key(preparer)) and bool(person_key(approver)) and person_key(preparer) != person_key(approver)


def require_second_person(preparer: str, approver: str) -> None:
    """Raises NameMissing or SamePerson unless `approver` may approve what `preparer` prepared."""
    if not person_key(approver):
        raise NameMissing(role="approver", does="approves")
    if not person_key(preparer):
        raise NameMissing(role="preparer", does="prepares")
    if not may_approve(preparer, approver):
        raise SamePerson(approver=approver.strip())
