"""People are tied by e-mail, then by name with nicknames, initials and accents, one to one."""

from __future__ import annotations

import pytest

from core.matching.engine import match
from core.matching.people import given_likeness, name_likeness
from tests.core.controls.books import Row, book
from tests.core.matching.firm import ties, verdicts


def _people(*rows: tuple[str, str, str]) -> list[Row]:
    return [{"id": f"{system}:person:{name}", "name": name, "email": email} for system, name, email in rows]


@pytest.mark.parametrize(
    ("roster", "other"),
    [
        ("Zoë Marsh", "Zoe Marsh"),
        ("Christopher Marsh", "Chris Marsh"),
        ("Margaret O'Hara", "Peggy O'Hara"),
        ("Marsh, Deborah", "Deb Marsh"),
        ("Anthony van der Meer", "Tony van der Meer"),
        ("Helen Marsh", "Helen Marhs"),
    ],
)
def test_one_person_under_two_names(roster: str, other: str) -> None:
    tables = book(people=_people(("roster", roster, ""), ("roster", "Kim Lund", ""), ("harvest", other, "")))
    assert ties(tables, "person", status="confirmed") == {(roster, other)}


def test_an_initial_only_suggests() -> None:
    tables = book(people=_people(("roster", "Helen Marsh", ""), ("toggl", "H. Marsh", "")))
    assert ties(tables, "person", status="suggested") == {("Helen Marsh", "H. Marsh")}


def test_two_nicknames_of_one_family_are_told_apart_by_mail() -> None:
    tables = book(
        people=_people(
            ("roster", "Christopher Marsh", "c.marsh@firm.org"),
            ("roster", "Christina Marsh", "christina@firm.org"),
            ("clockify", "Chris Marsh", "christina@firm.org"),
        )
    )
    assert ties(tables, "person") == {("Christina Marsh", "Chris Marsh")}


def test_strangers_are_not_tied() -> None:
    tables = book(
        people=_people(("roster", "Helen Marsh", ""), ("harvest", "Kim Lund", ""), ("harvest", "Helen Lund", ""))
    )
    assert not len(match(tables))


def test_a_rejected_person_gets_the_next() -> None:
    tables = book(
        people=_people(("roster", "Robert Marsh", ""), ("harvest", "Bob Marsh", ""), ("harvest", "Rob Marsh", ""))
    )
    said = verdicts(("person", "harvest:person:Bob Marsh", "roster:person:Robert Marsh", "rejected"))
    assert ties(tables, "person", verdicts=said) == {("Robert Marsh", "Rob Marsh")}


def test_names_in_parts() -> None:
    assert given_likeness("jim", "james") == 0.9
    assert given_likeness("j", "james") == 0.6
    assert given_likeness("kim", "james") == 0.0
    assert name_likeness(("marsh", "helen"), ("helen", "marsh")) == 0.97
    assert name_likeness(("helen", "marsh"), ("helen", "lund")) == 0.0
