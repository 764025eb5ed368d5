"""Reasons for a tie: each has a weight and a sentence, a score is their sum, and the link's text can be read back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]
Ints = npt.NDArray[np.int64]

SWORN: Final = 50.0  # weight of a person's word: more than all evidence together
_SIGNED: Final = re.compile(r"^(.*) \(([+-]\d+\.\d)\)$")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a tie. weight: natural log-odds, negative = speaks against it."""

    weight: float
    text: str

    def __str__(self) -> str:
        return f"{self.text.replace('; ', ', ')} ({self.weight:+.1f})"


def confidence(weight: float) -> int:
    """Probability in basis points of a total `weight` of log-odds, within 1..9999."""
    return int(np.clip(round(10_000 / (1 + np.exp(-weight))), 1, 9_999))


def reason(evidence: Sequence[Evidence]) -> str:
    """The evidence in words, the weightiest first."""
    told = [each for each in evidence if abs(each.weight) >= 0.05]
    return "; ".join(str(each) for each in sorted(told, key=lambda each: (-abs(each.weight), each.text)))


def read_reason(text: str) -> list[Evidence]:
    """The evidence that a link's `reason` was made of; a part without a weight counts 0."""
    parts: list[Evidence] = []
    for part in filter(None, text.split("; ")):
        found = _SIGNED.match(part)
        parts.append(Evidence(float(found[2]), found[1]) if found else Evidence(0.0, part))
    return parts


@dataclass
class Pairs:
    """Candidate pairs with their evidence, column by column.

    left, right: ids or positions, one entry a pair. Features are added as whole columns; a weight of 0 says nothing.
    """

    left: npt.NDArray[Any]
    right: npt.NDArray[Any]
    _features: list[tuple[Floats, Objects | str]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.left)

    def add(self, weight: Any, text: Objects | str) -> None:
        """One more reason: `weight` a scalar or a column, `text` one sentence or a column of sentences."""
        column = np.broadcast_to(np.asarray(weight, dtype=np.float64), (len(self),))
        self._features.append((column, text))

    @property
    def total(self) -> Floats:
        """Sum of the weights of each pair."""
        whole = np.zeros(len(self))
        for weight, _ in self._features:
            whole = whole + weight
        return whole

    def evidence(self, row: int) -> list[Evidence]:
        """The reasons of one pair."""
        return [
            Evidence(float(weight[row]), text if isinstance(text, str) else str(text[row]))
            for weight, text in self._features
            if weight[row]
        ]

    def reasons(self, rows: Sequence[int] | Ints) -> list[str]:
        """The reason texts of `rows`."""
        return [reason(self.evidence(int(row))) for row in rows]
