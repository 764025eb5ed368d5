"""What people decided about single ties: hard constraints that no evidence overrules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from core.matching.evidence import SWORN, Bools, Evidence, confidence, reason


@dataclass(frozen=True)
class Verdicts:
    """Pairs that people rejected or confirmed, by kind; which side stands left does not matter."""

    rejected: frozenset[tuple[str, str, str]] = field(default_factory=frozenset)
    confirmed: frozenset[tuple[str, str, str]] = field(default_factory=frozenset)

    @classmethod
    def of(cls, frame: pd.DataFrame | None) -> Verdicts:
        """The verdicts of a frame with columns kind, left, right, verdict (confirmed or rejected); the last one counts."""
        if frame is None or not len(frame):
            return cls()
        last: dict[tuple[str, str, str], str] = {}
        for kind, left, right, verdict in frame[["kind", "left", "right", "verdict"]].itertuples(
            index=False, name=None
        ):
            last[_key(kind, left, right)] = str(verdict)
        return cls(
            frozenset(key for key, verdict in last.items() if verdict == "rejected"),
            frozenset(key for key, verdict in last.items() if verdict == "confirmed"),
        )

    def rejects(self, kind: str, left: str, right: str) -> bool:
        """Whether a person said that these two do not belong together."""
        return _key(kind, left, right) in self.rejected

    def confirms(self, kind: str, left: str, right: str) -> bool:
        """Whether a person said that these two belong together."""
        return _key(kind, left, right) in self.confirmed

    def allowed(self, kind: str, left: Iterable[str], right: Iterable[str]) -> Bools:
        """True for each pair that nobody rejected."""
        pairs = list(zip(left, right, strict=True))
        if not self.rejected:
            return np.ones(len(pairs), dtype=bool)
        return np.array([not self.rejects(kind, one, other) for one, other in pairs], dtype=bool)

    def of_kind(self, kind: str) -> list[tuple[str, str]]:
        """The confirmed pairs of `kind`, sorted."""
        return sorted((one, other) for what, one, other in self.confirmed if what == kind)


def kept(rows: list[dict[str, object]], verdicts: Verdicts, known: Iterable[str]) -> list[dict[str, object]]:
    """The link rows as people decided: rejected pairs gone, confirmed pairs of `known` ids there even without evidence."""
    if not verdicts.rejected and not verdicts.confirmed:
        return rows
    made = [row for row in rows if not verdicts.rejects(str(row["kind"]), str(row["left"]), str(row["right"]))]
    there = {_key(str(row["kind"]), str(row["left"]), str(row["right"])) for row in made}
    ids = set(known)
    for kind, left, right in sorted(verdicts.confirmed - there):
        if left in ids and right in ids:
            said = Evidence(SWORN, "confirmed by a person")
            made.append(
                {
                    "kind": kind,
                    "left": left,
                    "right": right,
                    "status": "confirmed",
                    "confidence": confidence(SWORN),
                    "reason": reason([said]),
                }
            )
    return made


def _key(kind: str, left: str, right: str) -> tuple[str, str, str]:
    return kind, min(left, right), max(left, right)
