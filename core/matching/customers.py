"""Which customer records of different systems are one customer: evidence, then clusters that contradict nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from core.matching.candidates import alike_texts, sharing
from core.matching.evidence import SWORN, Evidence, confidence, reason
from core.matching.names import Likeness, NameLook, best_look, skeleton
from core.matching.parties import Party
from core.matching.policy import MatchPolicy
from core.matching.verdicts import Verdicts

KIND: Final = "customer"
_PRIOR: Final = -4.0
_LOOKS_ALIKE: Final = 55.0  # per cent of letters two whole names share before they are compared word by word
_CLEAR_BALLOT: Final = 0.8  # share of threads from which they alone may pair two records that have nobody else
_ALONE: Final = 1.5  # what it adds that nothing else comes near


@dataclass(frozen=True, slots=True)
class Comparison:
    """What speaks for and against two records being one customer.

    proven: the evidence would settle it if nobody else comes near; vetoed: they cannot be one; backed: something other
    than the name agrees.
    """

    evidence: tuple[Evidence, ...]
    proven: bool
    vetoed: bool
    backed: bool
    look: NameLook

    @property
    def weight(self) -> float:
        """Sum of the evidence, with what is known before looking (most pairs are strangers)."""
        return _PRIOR + sum(each.weight for each in self.evidence)


def compare_parties(
    one: Party,
    other: Party,
    *,
    shared_hosts: frozenset[str] = frozenset(),
    words: frozenset[str] = frozenset(),
    ballot: float = 0.0,
) -> Comparison:
    """Evidence that `one` and `other` are the same customer.

    shared_hosts: domains that several firms of one system use. words: words that several systems spell alike, so that one
    is not a slip of another. ballot: -1..1, how far the threads say so.
    """
    found: list[Evidence] = []
    look = best_look(one.names, other.names)
    found.append(_name_evidence(look, one, other))
    real = [f"{left} / {right}" for left, right in look.slips if left in words and right in words]
    if real:
        found.append(Evidence(-3.0, f"both are words of their own: {', '.join(real)}"))
    vetoed = look.likeness > Likeness.CONTAINED and look.forms < 0
    proven_by_id = backed = False
    if one.tax and other.tax:
        if one.tax == other.tax:
            found.append(Evidence(8.0, f"same tax id {one.tax}"))
            proven_by_id = backed = True
        elif OSA.distance(one.tax, other.tax) == 1:
            found.append(Evidence(1.5, f"tax ids {one.tax} and {other.tax} differ by one character"))
        else:
            found.append(Evidence(-4.0, f"tax ids differ: {one.tax}, {other.tax}"))
    if one.domain and other.domain:
        if one.domain == other.domain:
            common = one.domain in shared_hosts
            found.append(Evidence(1.5 if common else 5.0, f"same domain {one.domain}"))
            backed = backed or not common
        else:
            found.append(Evidence(-3.0, f"domains differ: {one.domain}, {other.domain}"))
    if one.email and one.email == other.email:
        found.append(Evidence(3.0, f"same e-mail {one.email}"))
        backed = True
    placed, near = _place_evidence(one, other)
    found += placed
    backed = backed or near
    if one.country and other.country and one.country != other.country:
        found.append(Evidence(-6.0, f"countries differ: {one.country.upper()}, {other.country.upper()}"))
        vetoed = True
    if one.currencies and other.currencies and not one.currencies & other.currencies:
        found.append(Evidence(-2.5, "no currency in common"))
    if ballot:
        told = "their threads meet" if ballot > 0 else "their threads lead elsewhere"
        found.append(Evidence(round(4.0 * ballot, 2), told))
        backed = backed or ballot > 0.4
    whole = look.likeness >= Likeness.REORDERED or (
        look.likeness >= Likeness.TYPO and (backed or (len(look.shared) > 1 and look.quality > 0.87 and not real))
    )
    proven = not vetoed and (whole or (proven_by_id and look.likeness > Likeness.UNLIKE))
    return Comparison(tuple(found), proven, vetoed, backed, look)


def _name_evidence(look: NameLook, one: Party, other: Party) -> Evidence:
    pair = f"{one.label} / {other.label}"
    if look.likeness == Likeness.UNLIKE:
        return Evidence(
            -8.0 + float(np.interp(look.quality, [0.7, 0.8, 0.87, 0.95], [0.0, 3.0, 5.5, 7.5])), f"names differ: {pair}"
        )
    if look.likeness == Likeness.CONTAINED:
        return Evidence(-3.0, f"one name says more than the other: {pair}")
    weight = {Likeness.SAME: 6.5, Likeness.REORDERED: 6.0, Likeness.ABBREVIATED: 6.0, Likeness.TYPO: 5.8}[look.likeness]
    weight -= 6.0 * (1.0 - look.quality)
    if look.forms < 0:
        return Evidence(weight - 8.0, f"same words but another legal form: {pair}")
    told = {
        Likeness.SAME: "same name",
        Likeness.REORDERED: "same words in another order",
        Likeness.ABBREVIATED: "same name abbreviated",
        Likeness.TYPO: "same name but for a slip",
    }[look.likeness]
    return Evidence(weight + (1.5 if look.forms > 0 else 0.0), f"{told}: {pair}")


def _place_evidence(one: Party, other: Party) -> tuple[list[Evidence], bool]:
    found: list[Evidence] = []
    near = False
    if one.street and other.street:
        if one.street == other.street:
            found.append(Evidence(2.5, f"same street ({one.street})"))
            near = True
        else:
            found.append(Evidence(-2.0, "streets differ"))
    for first, second in ((one, other), (other, one)):
        if first.city and second.address:
            inside = f" {first.city} " in f" {second.address} "
            found.append(Evidence(1.0 if inside else -1.5, f"city {first.city} {'agrees' if inside else 'differs'}"))
            if first.postcode:
                inside = first.postcode in second.address.replace(" ", "")
                found.append(
                    Evidence(1.5 if inside else -0.5, f"postcode {first.postcode} {'agrees' if inside else 'differs'}")
                )
            break
    return found, near


@dataclass
class _Clusters:
    """Records grouped step by step; a step that would contradict something is not taken."""

    members: dict[int, list[int]] = field(default_factory=dict)
    home: dict[int, int] = field(default_factory=dict)

    def of(self, record: int) -> list[int]:
        return self.members.setdefault(self.home.setdefault(record, record), [record])

    def join(self, one: int, other: int) -> None:
        keep, gone = self.home[one], self.home[other]
        for record in self.members.pop(gone):
            self.home[record] = keep
            self.members[keep].append(record)


@dataclass(frozen=True)
class CustomerMatch:
    """The customers found.

    cluster: record id -> number of its customer, every record has one; links: rows for LINK_COLUMNS.
    proven: pairs of ids that stand as confirmed.
    """

    cluster: dict[str, int]
    links: list[dict[str, object]]
    proven: frozenset[tuple[str, str]]

    def same(self, one: str, other: str) -> bool:
        """Whether two records are one customer."""
        return one in self.cluster and self.cluster.get(one) == self.cluster.get(other)


def match_customers(
    everyone: list[Party], votes: Counter[tuple[str, str]], policy: MatchPolicy, verdicts: Verdicts
) -> CustomerMatch:
    """Clusters of customer records and a link for each pair of different systems inside one."""
    book = _Book(everyone, votes, policy, verdicts)
    pairs = book.scored()
    clusters = book.clusters(pairs)
    links: list[dict[str, object]] = []
    proven: set[tuple[str, str]] = set()
    numbers: dict[str, int] = {}
    for number, members in enumerate(sorted(clusters, key=min)):
        for member in members:
            numbers[everyone[member].id] = number
        rows, sure = book.links(sorted(members))
        links += rows
        proven |= sure
    return CustomerMatch(numbers, links, frozenset(proven))


class _Book:
    """All parties with what was compared so far."""

    def __init__(
        self, everyone: list[Party], votes: Counter[tuple[str, str]], policy: MatchPolicy, verdicts: Verdicts
    ) -> None:
        self.everyone = everyone
        self.policy = policy
        self.verdicts = verdicts
        self.at = {party.id: position for position, party in enumerate(everyone)}
        self.ballots = _ballots(votes, self.at, everyone)
        users: dict[tuple[str, str], set[str]] = defaultdict(set)
        for party in everyone:
            if party.domain and party.names:
                users[party.system, party.domain].add(party.names[0].joined)
        self.shared_hosts = frozenset(host for (_, host), names in users.items() if len(names) > 2)
        spelled: dict[str, set[str]] = defaultdict(set)
        for party in everyone:
            for name in party.names:
                for word in name.words:
                    spelled[word].add(party.system)
        self.words = frozenset(word for word, systems in spelled.items() if len(systems) > 1)
        self.orphans: set[tuple[int, int]] = set()
        self.seen: dict[tuple[int, int], Comparison] = {}
        self.best: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)

    def comparison(self, one: int, other: int) -> Comparison:
        """The comparison of two positions, made once."""
        key = (one, other) if one < other else (other, one)
        if key not in self.seen:
            first, second = self.everyone[key[0]], self.everyone[key[1]]
            self.seen[key] = compare_parties(
                first, second, shared_hosts=self.shared_hosts, words=self.words, ballot=self.ballots.get(key, 0.0)
            )
        return self.seen[key]

    def scored(self) -> list[tuple[float, int, int]]:
        """Candidate pairs with their weight, best first; pairs of one system too, as they may be duplicates."""
        pairs: list[tuple[float, int, int]] = []
        for one, other in _candidates(self.everyone, self.policy, list(self.ballots)):
            first, second = self.everyone[one], self.everyone[other]
            if self.verdicts.rejects(KIND, first.id, second.id) or self._hopeless(one, other):
                continue
            weight = self.comparison(one, other).weight
            if first.system != second.system:
                self.best[one, second.system].append((weight, other))
                self.best[other, first.system].append((weight, one))
            if weight >= self.policy.suggest:
                pairs.append((weight, one, other))
        for left, right in self.verdicts.of_kind(KIND):
            if left in self.at and right in self.at:
                one, other = sorted((self.at[left], self.at[right]))
                pairs.append((SWORN, one, other))
        return sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))

    def _hopeless(self, one: int, other: int) -> bool:
        """Whether the names alone rule two records out: they differ, and no id, domain or thread ties them."""
        first, second = self.everyone[one], self.everyone[other]
        look = best_look(first.names, second.names)
        tied = (
            (first.tax and first.tax == second.tax)
            or (first.domain and first.domain == second.domain)
            or (first.email and first.email == second.email)
            or (one, other) in self.ballots
        )
        return not tied and (
            look.likeness == Likeness.CONTAINED or (look.likeness == Likeness.UNLIKE and look.quality < 0.8)
        )

    def clusters(self, pairs: list[tuple[float, int, int]]) -> list[list[int]]:
        """Every record in exactly one cluster."""
        made = _Clusters()
        for weight, one, other in pairs:
            left, right = made.of(one), made.of(other)
            if left is right:
                continue
            if weight >= SWORN or all(self._together(a, b) for a in left for b in right):
                made.join(one, other)
        for record in range(len(self.everyone)):
            made.of(record)
        self._pair_orphans(made)
        return list(made.members.values())

    def _pair_orphans(self, made: _Clusters) -> None:
        """Join what only the threads tie, where neither side has anybody else in the other's system."""
        for (one, other), ballot in sorted(self.ballots.items()):
            left, right = made.of(one), made.of(other)
            first, second = self.everyone[one].system, self.everyone[other].system
            if left is right or ballot < _CLEAR_BALLOT:
                continue
            taken = {self.everyone[each].system for each in left} & {self.everyone[each].system for each in right}
            if taken or any(self.everyone[each].system == second for each in left):
                continue
            if any(self.everyone[each].system == first for each in right):
                continue
            rejected = any(
                self.verdicts.rejects(KIND, self.everyone[a].id, self.everyone[b].id) for a in left for b in right
            )
            if not rejected and not any(self.comparison(a, b).vetoed for a in left for b in right):
                made.join(one, other)
                self.orphans.add((min(one, other), max(one, other)))

    def _together(self, one: int, other: int) -> bool:
        """Whether nothing forbids two records to be one customer; inside a system they must be shown duplicates."""
        first, second = self.everyone[one], self.everyone[other]
        if self.verdicts.rejects(KIND, first.id, second.id):
            return False
        found = self.comparison(one, other)
        if found.vetoed:
            return False
        if first.system != second.system:
            return not (found.look.likeness == Likeness.CONTAINED and not found.backed)
        alike = found.look.likeness >= Likeness.TYPO and found.weight >= self.policy.confirm
        return alike and (found.backed or (found.look.likeness >= Likeness.REORDERED and found.look.forms > 0))

    def links(self, members: list[int]) -> tuple[list[dict[str, object]], set[tuple[str, str]]]:
        """A link for each pair of different systems in one cluster; what each pair shows, or the record both tie to."""
        if len(members) < 2:
            return [], set()
        inside = set(members)
        strength = {
            member: max(self.comparison(member, each).weight for each in members if each != member)
            for member in members
        }
        component = {member: member for member in members}
        for one, other in combinations(members, 2):
            if self._proof(one, other, inside):
                old, new = component[other], component[one]
                component = {member: new if root == old else root for member, root in component.items()}
        rows: list[dict[str, object]] = []
        sure: set[tuple[str, str]] = set()
        for one, other in combinations(members, 2):
            first, second = self.everyone[one], self.everyone[other]
            if first.system == second.system or self.verdicts.rejects(KIND, first.id, second.id):
                continue
            found = self.comparison(one, other)
            if self.verdicts.confirms(KIND, first.id, second.id):
                evidence: list[Evidence] = [Evidence(SWORN, "confirmed by a person")]
                weight = SWORN
            elif found.weight >= self.policy.suggest:
                evidence, weight = list(found.evidence), found.weight
                if not self._rivalled(one, other, inside, self.policy.suggest):
                    evidence.append(Evidence(_ALONE, "no other record comes near"))
                    weight += _ALONE
            elif (one, other) in self.orphans and component[one] != component[other]:
                weight = 1.0
                evidence = [
                    Evidence(4.0, "their threads meet"),
                    Evidence(-3.0, f"names differ: {first.label} / {second.label}"),
                ]
            else:
                others = [each for each in members if each not in {one, other}]
                hub = max(others or members, key=lambda each: (strength[each], -each))
                weight = max(min(strength[one], strength[other]), 0.5)
                evidence = [Evidence(weight, f"both tie to {self.everyone[hub].label} ({self.everyone[hub].system})")]
            stands = component[one] == component[other] or weight >= SWORN
            if stands:
                sure.add((first.id, second.id))
            rows.append(
                {
                    "kind": KIND,
                    "left": first.id,
                    "right": second.id,
                    "status": "confirmed" if stands else "suggested",
                    "confidence": confidence(weight),
                    "reason": reason(evidence),
                }
            )
        return rows, sure

    def _proof(self, one: int, other: int, inside: set[int]) -> bool:
        """Whether the pair is proven and nobody outside the cluster comes near either of them."""
        found = self.comparison(one, other)
        if self.verdicts.confirms(KIND, self.everyone[one].id, self.everyone[other].id):
            return True
        if not found.proven or found.weight + _ALONE < self.policy.confirm - 0.5:
            return False
        if self.everyone[one].system == self.everyone[other].system:
            return found.weight >= self.policy.confirm
        return not self._rivalled(one, other, inside, found.weight - self.policy.margin)

    def _rivalled(self, one: int, other: int, inside: set[int], weight: float) -> bool:
        """Whether a record outside the cluster ties to either of the two with more than `weight`."""
        return any(
            rival > weight and each not in inside
            for record, partner in ((one, other), (other, one))
            for rival, each in self.best[record, self.everyone[partner].system]
        )


def _ballots(
    votes: Counter[tuple[str, str]], at: dict[str, int], everyone: list[Party]
) -> dict[tuple[int, int], float]:
    """How far the threads tie two parties: the larger of both sides' shares, and -1 .. 0 where they tie each elsewhere."""
    cast: dict[tuple[int, str], int] = defaultdict(int)
    counted: dict[tuple[int, int], int] = {}
    for (one, other), number in votes.items():
        if one not in at or other not in at:
            continue
        first, second = at[one], at[other]
        counted[min(first, second), max(first, second)] = number
        cast[first, everyone[second].system] += number
        cast[second, everyone[first].system] += number
    ballots: dict[tuple[int, int], float] = {}
    for (first, second), number in counted.items():
        share = max(number / cast[first, everyone[second].system], number / cast[second, everyone[first].system])
        ballots[first, second] = share * min(1.0, 0.7 + 0.15 * number) if share >= 0.5 else -0.5 * (1 - share)
    return ballots


def _candidates(everyone: list[Party], policy: MatchPolicy, voted: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs worth comparing: a shared id, domain, e-mail or whole name; or a shared word or much of the spelling, if the
    names also look alike as a whole.
    """
    owner: list[int] = []
    keys: list[str] = []
    whose: list[int] = []
    spelled: list[str] = []
    sorted_words: list[str] = []
    word_owner: list[int] = []
    words: list[str] = []
    for position, party in enumerate(everyone):
        found = {f"t:{party.tax}", f"d:{party.domain}", f"e:{party.email}"}
        for name in party.names:
            found.add(f"n:{name.joined}")
            found.add("s:" + "".join(sorted(skeleton(word) for word in name.words)))
            told = {*name.words, *(skeleton(word) for word in name.words)}
            word_owner += [len(whose)] * len(told)
            words += told
            whose.append(position)
            spelled.append(name.joined)
            sorted_words.append(" ".join(sorted(name.words)))
        real = [key for key in found if len(key) > 2]
        owner += [position] * len(real)
        keys += real
    left, right = sharing(np.array(owner, dtype=np.int64), np.array(keys, dtype=object), policy.key_limit)
    by_word = sharing(np.array(word_owner, dtype=np.int64), np.array(words, dtype=object), policy.key_limit)
    by_letters = alike_texts(spelled, 0.5, policy.key_limit)
    one, other = (np.concatenate(sides) for sides in zip(by_word, by_letters, strict=True))
    texts = np.array(sorted_words, dtype=object)
    near = (
        process.cpdist(texts[one], texts[other], scorer=fuzz.ratio, score_cutoff=_LOOKS_ALIKE) > 0
        if len(one)
        else one > 0
    )
    names = np.array(whose, dtype=np.int64)
    first = np.concatenate([left, names[one[near]]])
    second = np.concatenate([right, names[other[near]]])
    low, high = np.minimum(first, second), np.maximum(first, second)
    pairs = np.unique((low[low != high] << np.int64(32)) | high[low != high])
    made = {(int(pair) >> 32, int(pair) & 0xFFFFFFFF) for pair in pairs}
    return sorted(made | set(voted))
