"""The fingerprint of a table's headings, and whether an earlier mapping still fits them: wholly, with differences, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from core.ports.importing import Answers, SavedMapping
from importers.shared.columns import plain

_OVERLAP: Final = 0.6  # shared headings over all of both, from which a table is taken for an earlier one that drifted


def fingerprint_of(headings: Sequence[str]) -> str:
    """Digest of the folded headings; their order does not matter, for columns are found by name."""
    return sha256("\x1f".join(sorted(plain(heading) for heading in headings if heading)).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Recalled:
    """What an earlier mapping says of a table.

    answers: those that still hold. missing: headings it mapped that are gone, with their targets. new: headings it never saw.
    """

    saved: SavedMapping
    answers: Answers
    missing: Mapping[str, str]
    new: tuple[str, ...]

    @property
    def drifted(self) -> bool:
        """Whether the headings differ from those that were mapped."""
        return bool(self.missing or self.new)


def recall(headings: Sequence[str], saved: Sequence[SavedMapping]) -> Recalled | None:
    """The saved mapping of these headings: the latest of the same fingerprint, else the one that overlaps most, from 60 % on."""
    mine = fingerprint_of(headings)
    same = [each for each in saved if each.fingerprint == mine]
    if same:
        best = max(same, key=lambda each: each.at)
        return Recalled(best, best.answers, {}, ())
    here = {plain(heading): heading for heading in headings if heading}
    near = [(_overlap(set(here), each), each) for each in saved]
    near = [(overlap, each) for overlap, each in near if overlap >= _OVERLAP]
    if not near:
        return None
    best = max(near, key=lambda pair: (pair[0], pair[1].at))[1]
    before = {plain(heading) for heading in best.headings if heading}
    columns: dict[str, str] = {}
    missing: dict[str, str] = {}
    for heading, target in best.answers.columns.items():
        if plain(heading) in here:
            columns[here[plain(heading)]] = target
        elif target:
            missing[heading] = target
    new = tuple(heading for folded, heading in here.items() if folded not in before)
    for heading in new:
        columns[heading] = ""  # never mapped by resemblance to what was there before
    choices = {here[plain(heading)]: way for heading, way in best.answers.choices.items() if plain(heading) in here}
    gone = {heading: "" for heading in best.headings if heading and plain(heading) not in here}
    return Recalled(best, replace(best.answers, columns=columns, choices=choices), {**gone, **missing}, new)


def _overlap(mine: set[str], saved: SavedMapping) -> float:
    theirs = {plain(heading) for heading in saved.headings if heading}
    return len(mine & theirs) / max(len(mine | theirs), 1)
