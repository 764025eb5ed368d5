"""On which side of the ledger a positive figure of each account stands, from the transactions that must balance.

The General Ledger report prints each account in its natural sign: income and liabilities are positive when they are credited. It does
not say which accounts these are. Two lines of one transaction do: their sides must add up to nothing.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

Entry = tuple[str, int]
"""Account and amount as printed."""

_DEBIT: Final = re.compile(
    r"receivable|\b(checking|chequing|savings|bank|undeposited funds|petty cash)\b", re.IGNORECASE
)
_CREDIT: Final = re.compile(
    r"payable|\b(income|revenue|sales|retained earnings|opening balance equity|owner'?s equity|credit card|visa|mastercard)\b",
    re.IGNORECASE,
)
_NOT_CREDIT: Final = re.compile(
    r"\b(tax expense|cost of|costs|expenses?|discounts?|commissions?|receivable)\b", re.IGNORECASE
)
_MOST: Final = 6  # accounts of a transaction whose sides are not known and can still be tried out


def sides_of(transactions: Iterable[Sequence[Entry]]) -> dict[str, int]:
    """Account -> 1 where a positive figure is a debit, -1 where it is a credit; accounts that nothing tells are absent.

    transactions: the lines of each; those that cannot balance in any way tell nothing. The names of accounts such as receivables and
    banks say the side to begin with, for an account that the transactions contradict they do not.
    """
    sums = [kept for lines in transactions if len(kept := _summed(lines)) > 1]
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    known = {account: side for account in {name for each in sums for name in each} if (side := _by_name(account))}
    pending = sums
    while pending:
        later: list[dict[str, int]] = []
        fresh: dict[str, Counter[int]] = defaultdict(Counter)
        for each in pending:
            found = _solved(each, known)
            if found is None:
                later.append(each)
            for account, side in (found or {}).items():
                fresh[account][side] += 1
        if not fresh:
            break
        for account, counted in fresh.items():
            votes[account].update(counted)
            (side, most), *rest = counted.most_common()
            if account not in known and (not rest or most > rest[0][1]):
                known[account] = side
        pending = later
    return known


def balanced(lines: Sequence[Entry], sides: Mapping[str, int]) -> bool:
    """Whether a transaction adds up to nothing under `sides`; False where a side is not known."""
    return all(account in sides for account, _ in lines) and not sum(sides[a] * amount for a, amount in lines)


def _summed(lines: Sequence[Entry]) -> dict[str, int]:
    found: dict[str, int] = {}
    for account, amount in lines:
        found[account] = found.get(account, 0) + amount
    return {account: amount for account, amount in found.items() if amount}


def _by_name(account: str) -> int:
    leaf = account.rpartition(":")[2]
    for text in (leaf, account):
        if _DEBIT.search(text):
            return 1
        if _CREDIT.search(text) and not _NOT_CREDIT.search(text):
            return -1
    return 0


def _solved(each: Mapping[str, int], known: Mapping[str, int]) -> dict[str, int] | None:
    """The sides of the accounts not yet known, where one way alone balances; None while more are possible or none is."""
    open_ = [account for account in each if account not in known]
    if not open_ or len(open_) > _MOST or len(open_) == len(each):
        return None
    fixed = sum(known[account] * amount for account, amount in each.items() if account in known)
    ways = [
        way
        for way in itertools.product((1, -1), repeat=len(open_))
        if fixed + sum(side * each[account] for side, account in zip(way, open_, strict=True)) == 0
    ]
    return dict(zip(open_, ways[0], strict=True)) if len(ways) == 1 else None
