"""Which open amounts add up to a receipt: the few sets that do, and whether there is more than one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations


def adding_up(
    amounts: Sequence[int], target: int, parts: int, *, least: int = 1, limit: int = 2
) -> list[tuple[int, ...]]:
    """Sets of `least` .. `parts` positions whose amounts add up to `target`; fewest parts first, at most `limit` sets.

    amounts, target: minor units of one currency, positive. Sets up to two parts are found by look-up, three and four by
    meeting in the middle, so a few dozen open invoices cost milliseconds.
    """
    found: list[tuple[int, ...]] = []
    places: dict[int, list[int]] = {}
    for at, amount in enumerate(amounts):
        places.setdefault(amount, []).append(at)
    top = min(parts, len(amounts))
    if least <= 1 <= top:
        found += [(at,) for at in places.get(target, [])]
    for size in range(max(least, 2), top + 1):
        if len(found) >= limit:
            break
        found += _of_size(amounts, target, size, places, limit - len(found))
    return found[:limit]


def _of_size(
    amounts: Sequence[int], target: int, size: int, places: dict[int, list[int]], limit: int
) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    if size <= 3:
        for head in combinations(range(len(amounts)), size - 1):
            rest = target - sum(amounts[at] for at in head)
            for last in places.get(rest, ()) if rest > 0 else ():
                if last > head[-1]:
                    found.append((*head, last))
                    if len(found) >= limit:
                        return found
        return found
    half = size // 2
    by_sum: dict[int, list[tuple[int, ...]]] = {}
    for head in combinations(range(len(amounts)), half):
        by_sum.setdefault(sum(amounts[at] for at in head), []).append(head)
    for tail in combinations(range(len(amounts)), size - half):
        rest = target - sum(amounts[at] for at in tail)
        for head in by_sum.get(rest, ()) if rest > 0 else ():
            if head[-1] < tail[0]:
                found.append((*head, *tail))
                if len(found) >= limit:
                    return found
    return found
