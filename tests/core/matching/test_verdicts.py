"""What people decided is a hard constraint, whichever side stands left."""

from __future__ import annotations

import numpy as np

from core.matching.verdicts import Verdicts, kept
from tests.core.matching.firm import verdicts

SAID = Verdicts.of(
    verdicts(
        ("person", "b", "a", "rejected"),
        ("person", "c", "d", "rejected"),
        ("person", "c", "d", "confirmed"),
    )
)


def test_the_last_verdict_counts() -> None:
    assert SAID.rejects("person", "a", "b")
    assert not SAID.rejects("customer", "a", "b")
    assert SAID.confirms("person", "d", "c")
    assert SAID.of_kind("person") == [("c", "d")]


def test_no_verdicts_allow_everything() -> None:
    assert Verdicts.of(None) == Verdicts()
    assert np.array_equal(SAID.allowed("person", ["a", "x"], ["b", "y"]), [False, True])


def test_rows_are_kept_as_decided() -> None:
    rows: list[dict[str, object]] = [
        {"kind": "person", "left": "a", "right": "b"},
        {"kind": "person", "left": "e", "right": "f"},
    ]
    made = kept(rows, SAID, {"c", "d"})
    assert [(row["left"], row["right"]) for row in made] == [("e", "f"), ("c", "d")]
    assert made[1]["status"] == "confirmed"
    assert len(kept(rows, SAID, ())) == 1  # a record that is gone is not tied
