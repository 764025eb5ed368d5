"""What an unknown table most likely is: the entity whose fields explain its columns best, each column with its confidence.

A column fits a field by what its heading says and by what its cells look like; columns and fields are paired one to one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.matching.assign import one_to_one
from importers.anytable.entities import BY_NAME, ENTITIES, MARKS, Entity, Look
from importers.anytable.profiles import Profile, bare, fit, profile
from importers.anytable.vocabulary import concepts, likeness

LOADS: Final = 0.75
"""A proposal at or above this confidence is loaded without asking; below it all rows of the table wait in quarantine."""
KNOWN: Final = 0.62
"""Below this confidence a table is taken for none of the kinds that a book holds."""
PAIRS: Final = (
    0.6  # a column and a field under this do not belong together: a wrong column is worse than one left unread
)
_BARE: Final = 0.5  # cells alone, without a heading, never say more than this
_MOSTLY: Final = 0.6
_FEW: Final = 3  # accounts of one's own that a statement may hold
_OTHER: Final = 0.7  # what is left of a proposal when a column left over belongs to another kind of table
SURE: Final = 0.75  # a column under this is named among those in doubt


@dataclass(frozen=True, slots=True)
class Guess:
    """One column. target: canonical field, "" = none; confidence 0..1."""

    heading: str
    target: str
    confidence: float


@dataclass(frozen=True)
class Proposal:
    """What a table is taken for. entity: "" = none that a book holds. doubts: headings that are in doubt, and what is missing."""

    entity: str
    confidence: float
    columns: tuple[Guess, ...]
    doubts: tuple[str, ...]

    @property
    def loads(self) -> bool:
        """Whether it is sure enough to be loaded without asking."""
        return bool(self.entity) and self.confidence >= LOADS


def propose(
    headings: Sequence[str],
    columns: Sequence[Sequence[object]],
    *,
    named: bool = True,
    title: str = "",
    entity: str = "",
) -> Proposal:
    """The best explanation of a table.

    columns: the cells below each heading. named: the table has headings of its own. title: sheet name and lone texts above the
    table. entity: the one that a person said it is; the best one is looked for when "".
    """
    seen = [profile(column) for column in columns]
    said = [concepts(heading) if named else () for heading in headings]
    about = frozenset(concepts(title)) if title else frozenset()
    candidates = [BY_NAME[entity]] if entity else list(ENTITIES) if named else _by_cells(seen)
    tried = [_tried(each, headings, said, seen, about, named=named, forced=bool(entity)) for each in candidates]
    best = max(tried, key=lambda one: one.confidence)
    told = best.confidence >= KNOWN if named else _stands_alone(best)
    if not entity and not told:
        return Proposal("", best.confidence, tuple(Guess(heading, "", 0.0) for heading in headings), tuple(headings))
    return best


def _by_cells(seen: Sequence[Profile]) -> list[Entity]:
    """The kinds that cells alone can show: promises to a named party, or, where money also goes out, a statement."""
    statement = any(one.low < 0 and bare(one, Look.MONEY) > _BARE for one in seen)
    return [BY_NAME[name] for name in (("bank_line",) if statement else ("contract", "time"))]


def _stands_alone(proposal: Proposal) -> bool:
    """Whether cells without headings show a record at least: a day, an amount of money and what it was for. It is never loaded unasked."""
    if not proposal.entity or not proposal.confidence:
        return False
    fields = BY_NAME[proposal.entity].fields
    looks = {fields[guess.target].look for guess in proposal.columns if guess.target}
    return {Look.DAY, Look.MONEY, Look.WORDS} <= looks


def _tried(
    entity: Entity,
    headings: Sequence[str],
    said: Sequence[tuple[str, ...]],
    seen: Sequence[Profile],
    about: frozenset[str],
    *,
    named: bool,
    forced: bool,
) -> Proposal:
    pairs = _pairs(entity, said, seen, named=named)
    guesses = tuple(Guess(heading, *(pairs.get(place, ("", 0.0)))) for place, heading in enumerate(headings))
    found = dict(pairs.values())
    words = about.union(*said) if said else about
    if any(one.absences > _MOSTLY for one in seen):
        words |= {"absence"}
    if any(one.documents > _MOSTLY and one.distinct > 1 for one in seen):
        words |= {"documents"}
    needs = [max((_met(name, found, words) for name in group), default=0.0) for group in entity.must]
    tells = max((_met(name, found, words) for name in entity.telling), default=0.0) if named else _BARE
    filled = [place for place, one in enumerate(seen) if one.distinct]
    explained = sum(pairs[place][1] for place in filled if place in pairs) / max(len(filled), 1)
    # A table with many columns of its own beside the ones that matter is still what it is.
    many = min(1.0, sum(sure for _, sure in pairs.values()) / 5)
    least = min(needs, default=0.0)
    confidence = 0.0
    if forced or (least > 0 and tells > 0):
        strength = 0.45 * (sum(needs) / len(needs)) + 0.25 * least + 0.10 * tells + 0.20 * max(explained, 0.6 * many)
        if _speaks_against(entity, said, seen, pairs, words):
            strength *= _OTHER
        confidence = round(strength * (0.55 + 0.45 * max(explained, 0.75 * many)), 4)
    doubts = [guess.heading for guess in guesses if guess.target and guess.confidence < SURE]
    for group, met in zip(entity.must, needs, strict=True):
        if not met:
            doubts.append(f"no column for {' or '.join(name.replace('_', ' ') for name in group)}")
    return Proposal(entity.name, min(confidence, 0.99), guesses, tuple(doubts))


def _speaks_against(
    entity: Entity,
    said: Sequence[tuple[str, ...]],
    seen: Sequence[Profile],
    pairs: Mapping[int, tuple[str, float]],
    words: frozenset[str],
) -> bool:
    """Whether a column that is left over belongs to another kind of table; an account of its own that never changes does not."""
    if {"absence", "documents"} & words & entity.against:
        return True
    return any(
        place not in pairs and entity.against.intersection(heading) - (set() if one.distinct > _FEW else {"account"})
        for place, (heading, one) in enumerate(zip(said, seen, strict=True))
    )


def missing_needs(entity: Entity, targets: set[str], texts: Sequence[str]) -> list[str]:
    """What an entity cannot do without and no column gives, one text each; texts: headings and title."""
    words = frozenset(word for text in texts for word in concepts(text))
    found = dict.fromkeys(targets, 1.0)
    return [
        f"no column for {' or '.join(name.replace('_', ' ') for name in group)}"
        for group in entity.must
        if not any(name in MARKS or _met(name, found, words) for name in group)
    ]


def _met(name: str, found: Mapping[str, float], words: frozenset[str]) -> float:
    mark = MARKS.get(name)
    if mark is not None:
        return 0.9 if words & mark else 0.0
    return found.get(name, 0.0)


def _pairs(
    entity: Entity, said: Sequence[tuple[str, ...]], seen: Sequence[Profile], *, named: bool
) -> dict[int, tuple[str, float]]:
    """Column -> field and confidence, one to one, of the largest sum."""
    left: list[int] = []
    right: list[int] = []
    weights: list[float] = []
    floor = PAIRS if named else _BARE * 0.6
    for place, (words, one) in enumerate(zip(said, seen, strict=True)):
        for number, name in enumerate(entity.names):
            meaning = entity.fields[name]
            together = _together(likeness(words, meaning.readings), fit(one, meaning.look)) if named else 0.0
            if not named:  # the earlier field of a look takes the earlier column of it
                together = _BARE * bare(one, meaning.look) - 0.001 * number - 0.0001 * place
            if together >= floor:
                left.append(place)
                right.append(number)
                weights.append(together)
    if not left:
        return {}
    chosen, _ = one_to_one(np.array(left), np.array(right), np.array(weights), floor)
    return {left[at]: (entity.names[right[at]], round(weights[at], 4)) for at in np.flatnonzero(chosen).tolist()}


def _together(name: float, look: float) -> float:
    """What a heading and the cells say together."""
    if look < 0.25:
        return 0.0
    return name * (0.45 + 0.55 * look)
