"""Tables tie by their paired columns, one to one, and a table by itself."""

from __future__ import annotations

import numpy as np
import pytest

from core.matching.linkage.fields import Column
from core.matching.linkage.linking import link

FIRST = ["harrow", "saltmarsh", "quillan", "larch", "tidewell", "copperline", "birchall", "northgate"]
SECOND = ["engineering", "foods", "media", "valley", "trust", "rail", "homes"]
NAMES = [f"{one} {other}" for one in FIRST for other in SECOND]
TOWNS = ["Leeds", "York", "Hull"]


def test_rows_in_any_order_find_their_partners() -> None:
    order = np.random.default_rng(5).permutation(len(NAMES))
    left = Column("name", NAMES, [NAMES[at].title() + " Ltd" for at in order])
    town = Column("town", [TOWNS[at % 3] for at in range(len(NAMES))], [TOWNS[at % 3] for at in order])
    found = link([left, town])
    pairs = set(zip(found.left[found.chosen].tolist(), found.right[found.chosen].tolist(), strict=True))
    assert pairs == {(int(at), place) for place, at in enumerate(order)}
    assert found.chance[found.chosen].min() > 0.5
    total = sum(
        np.where(field.level >= 0, weight[np.maximum(field.level, 0)], 0.0)
        for field, weight in zip(found.fields, found.weights, strict=True)
    )
    assert np.allclose(total, found.weight)


def test_one_table_with_itself_gives_each_pair_once() -> None:
    names = [*NAMES, "Harrow Engineering Limited"]
    found = link([Column("name", names, names)], within=True)
    assert (found.left < found.right).all()
    assert (0, len(NAMES)) in set(
        zip(found.left[found.chosen].tolist(), found.right[found.chosen].tolist(), strict=True)
    )


@pytest.mark.parametrize("within", [True, False])
def test_no_rows_no_ties(within: bool) -> None:
    assert not len(link([Column("name", [], [])], within=within).left)
