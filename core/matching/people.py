"""Who of the roster a person in the time system is: e-mail first, then the name with nicknames and initials."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import pandas as pd

from core.matching.evidence import SWORN, Evidence, confidence, reason
from core.matching.names import fold, word_likeness, words_of
from core.matching.policy import MatchPolicy
from core.matching.verdicts import Verdicts
from core.records.tables import Tables

KIND: Final = "person"
_NICKNAME_LINES: Final = """
alexander alex al sandy xander lex sasha
alexandra alex alexa sandra lexi sasha
alfred alf alfie fred
andrew andy drew
anthony tony ant
antonio tony toni
barbara barb babs
benjamin ben benny benji
bernard bernie
bradley brad
catherine cathy cath kate katie cat
charles charlie chuck chas
charlotte charlie lottie
christian chris
christina chris tina christie chrissy
christine chris tina chrissie
christopher chris kit topher
cynthia cindy
daniel dan danny
danielle dani
david dave davey
deborah deb debbie debra
dominic dom nick
donald don donnie
dorothy dot dottie
douglas doug
edmund ed eddie ted
edward ed eddie ted ned
eleanor ellie nell nora
elizabeth liz beth lizzie betty eliza libby lisa
emily em emmy
emma em
eugene gene
ferdinand ferdi
florence flo
frances fran frankie
francis frank fran
franklin frank
frederick fred freddie
gabriel gabe
gabrielle gabby
geoffrey geoff jeff
gerald gerry jerry
gregory greg
harold harry hal
harry henry
helen nell
henry harry hank
isabella bella izzy
jacob jake
jacqueline jackie
james jim jimmy jamie
janet jan
jason jay
jeffrey jeff
jennifer jen jenny
jeremy jez jerry
jessica jess jessie
joan joanie
johannes hans joe
john jack johnny jon
jonathan jon jonny nathan
joseph joe joey
josephine jo josie
joshua josh
judith judy
julian jules
julia jules
katherine kate kathy katie kat kath kay
kathleen kathy kath
katarzyna kasia
kenneth ken kenny
kimberly kim
lawrence larry laurie
laurence larry laurie
leonard len lenny leo
leonardo leo
lillian lily
louis lou
louise lou
lucas luke
madeline maddie
magdalena magda lena
margaret maggie meg peggy marge madge greta
maria mia
martin marty
mary molly polly
matthew matt
maximilian max
melissa mel missy
michael mike mick mickey micky
michelle shelly
mohammed mo mohamed muhammad
natalie nat
nathaniel nathan nate nat
nicholas nick nicky nico
nicola nicky nic
nikolaus nik klaus
oliver ollie
olivia liv ollie
pamela pam
patricia pat patty trish tricia
patrick pat paddy
peter pete
philip phil pip
phillip phil
rachel rach
raymond ray
rebecca becky becca bex
richard rick dick rich ricky
robert bob rob bobby robbie bert
roberta bobbie
ronald ron ronnie
rosemary rosie
rudolf rudi
russell russ
samantha sam
samuel sam sammy
sarah sally
siobhan shiv
sophie soph
stanley stan
stephanie steph steff
stephen steve
steven steve
stuart stu
susan sue susie suzy
sylvester sly
tamara tammy
theodore ted theo teddy
theresa terry tess
thomas tom tommy
timothy tim timmy
valerie val
veronica ronnie
victor vic
victoria vicky tori
vincent vince vinny
virginia ginny
walter walt wally
wilhelm willi
william bill will billy willie liam
zachary zach zack
""".strip()


def _nicknames() -> dict[str, frozenset[str]]:
    whole: dict[str, set[str]] = {}
    for line in _NICKNAME_LINES.splitlines():
        full, *short = line.split()
        for name in short:
            whole.setdefault(name, set()).add(full)
        whole.setdefault(full, set()).add(full)
    return {name: frozenset(full) for name, full in whole.items()}


_FULL: Final = _nicknames()


@dataclass(frozen=True, slots=True)
class _Person:
    id: str
    label: str
    words: tuple[str, ...]
    email: str
    role: str


@lru_cache(maxsize=65_536)
def given_likeness(one: str, other: str) -> float:
    """How far two given names may be one person's: 1 equal, .9 nickname, .85 a slip, .6 an initial, 0 different."""
    if one == other:
        return 1.0
    if _FULL.get(one, frozenset({one})) & _FULL.get(other, frozenset({other})):
        return 0.9
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) == 1 and long.startswith(short):
        return 0.6
    if len(short) >= 3 and (long.startswith(short) or word_likeness(short, long) >= 0.82):
        return 0.85
    return 0.0


def name_likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How far two people's names, in words, may be one person's, 0 .. 1; family names must agree, order may not."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    if sorted(one) == sorted(other):
        return 0.97
    best = 0.0
    for left in (one, (*one[1:], one[0])):
        for right in (other, (*other[1:], other[0])):
            family = 1.0 if left[-1] == right[-1] else word_likeness(left[-1], right[-1]) * 0.95
            if len(left[-1]) == 1 or len(right[-1]) == 1:
                family = 0.6 if left[-1][0] == right[-1][0] else 0.0
            if family and len(left) > 1 and len(right) > 1:
                best = max(best, family * given_likeness(left[0], right[0]))
            elif family == 1.0 and len(left) != len(right):
                best = max(best, 0.4)
    return best


def match_people(tables: Tables, policy: MatchPolicy, verdicts: Verdicts) -> list[dict[str, object]]:
    """Links from roster persons to persons of each time system, one to one inside a system."""
    frame = tables["people"]
    roster = [_person(cells) for cells in _rows(frame[frame["system"] == "roster"])]
    links: list[dict[str, object]] = []
    for system in sorted(set(frame["system"]) - {"roster", ""}):
        links += _match(roster, [_person(cells) for cells in _rows(frame[frame["system"] == system])], policy, verdicts)
    return links


def _rows(frame: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    return list(frame[["id", "name", "email", "role"]].drop_duplicates("id").itertuples(index=False, name=None))


def _person(cells: tuple[str, str, str, str]) -> _Person:
    record, name, email, role = cells
    printed = name or record.split(":", 2)[-1]
    if printed.count(",") == 1:
        family, given = printed.split(",")
        printed = f"{given} {family}"
    return _Person(record, printed, tuple(words_of(printed.replace("-", " "))), fold(email), fold(role))


def _match(
    roster: list[_Person], others: list[_Person], policy: MatchPolicy, verdicts: Verdicts
) -> list[dict[str, object]]:
    scored: list[tuple[float, str, str, list[Evidence]]] = []
    for one in roster:
        for other in others:
            if verdicts.rejects(KIND, one.id, other.id):
                continue
            evidence = _evidence(one, other)
            if verdicts.confirms(KIND, one.id, other.id):
                evidence = [Evidence(SWORN, "confirmed by a person")]
            weight = sum(each.weight for each in evidence)
            if weight >= policy.suggest:
                scored.append((weight, one.id, other.id, evidence))
    scored.sort(key=lambda row: (-row[0], row[1], row[2]))
    taken: set[str] = set()
    links: list[dict[str, object]] = []
    for weight, left, right, evidence in scored:
        if left in taken or right in taken:
            continue
        taken.update((left, right))
        rivals = [row[0] for row in scored if (row[1] == left) != (row[2] == right)]
        clear = weight - max(rivals, default=-9.0) >= policy.margin
        links.append(
            {
                "kind": KIND,
                "left": left,
                "right": right,
                "status": "confirmed" if weight >= policy.confirm and clear else "suggested",
                "confidence": confidence(weight),
                "reason": reason(evidence),
            }
        )
    return links


def _evidence(one: _Person, other: _Person) -> list[Evidence]:
    found: list[Evidence] = []
    if one.email and other.email:
        if one.email == other.email:
            found.append(Evidence(9.0, f"same e-mail {one.email}"))
        elif one.email.split("@")[0] == other.email.split("@")[0]:
            found.append(Evidence(2.0, "same name before the @"))
        else:
            found.append(Evidence(-1.0, "e-mails differ"))
    alike = name_likeness(one.words, other.words)
    pair = f"{one.label} / {other.label}"
    if alike >= 0.97:
        found.append(Evidence(6.0, f"same name: {pair}"))
    elif alike >= 0.8:
        found.append(Evidence(3.0 + 5.0 * (alike - 0.8), f"same family name, given name fits: {pair}"))
    elif alike >= 0.5:
        found.append(Evidence(1.0, f"family name and initial agree: {pair}"))
    elif alike > 0:
        found.append(Evidence(0.0, f"names may agree: {pair}"))
    else:
        found.append(Evidence(-6.0, f"names differ: {pair}"))
    if one.role and other.role and found and alike:
        found.append(
            Evidence(0.5 if one.role == other.role else -0.2, "same role" if one.role == other.role else "roles differ")
        )
    return found
