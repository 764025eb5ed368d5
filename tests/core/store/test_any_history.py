"""Whatever is imported, withdrawn, proposed and decided, in any order: the book says what the standing acts say."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from core.ports.importing import FileRead
from core.records.tables import links_frame
from core.store.book import Book, open_book
from tests.core.store.reads import AT, LATER, customers, identities

IDS = st.sampled_from(["c1", "c2", "c3"])
CONTENT = st.dictionaries(IDS, st.sampled_from(["Ash", "Birch", "Cedar"]), min_size=1)
SIDES = st.sampled_from(["a", "b", "c"])
TIES = st.dictionaries(st.tuples(SIDES, SIDES), st.sampled_from(["confirmed", "suggested"]), max_size=4)


class AnyHistory(RuleBasedStateMachine):
    """A book, and beside it the plainest account of what it should say."""

    blank: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="tieout-"))
        self.book = self.opened("book")
        self.standing: dict[int, FileRead] = {}
        self.content: dict[int, dict[str, str]] = {}
        self.proposed: dict[tuple[str, str], str] = {}
        self.decided: dict[tuple[str, str], str] = {}

    def opened(self, name: str) -> Book:
        """An empty book."""
        return open_book(shutil.copy(self.blank, self.folder / f"{name}.tieout"))

    @rule(content=CONTENT)
    def imports(self, content: dict[str, str]) -> None:
        read = customers("clients.csv", *content.items(), content=repr(sorted(content.items())))
        known = [number for number, each in self.standing.items() if each.sha256 == read.sha256]
        before = self.says()
        outcome = self.book.add_batch(read, identities, AT)
        assert outcome.already is bool(known)
        assert outcome.new == sum(each not in before for each in content) * (not known)
        if known:
            assert self.says() == before
        else:
            self.standing[outcome.batch], self.content[outcome.batch] = read, content

    @precondition(lambda self: self.standing)
    @rule(data=st.data())
    def withdraws(self, data: Any) -> None:
        batch = data.draw(st.sampled_from(sorted(self.standing)))
        self.book.undo_batch(batch, "Ann Lee", "", LATER)
        del self.standing[batch], self.content[batch]

    @rule(ties=TIES)
    def proposes(self, ties: dict[tuple[str, str], str]) -> None:
        rows = [{"kind": "person", "left": a, "right": b, "status": status} for (a, b), status in ties.items()]
        same = ties == self.proposed
        assert (self.book.record_links(links_frame(rows), "run", AT) == (0, 0)) is same
        self.proposed = ties

    @rule(left=SIDES, right=SIDES, verdict=st.sampled_from(["confirmed", "rejected", "undecided"]))
    def decides(self, left: str, right: str, verdict: str) -> None:
        self.book.decide("person", left, right, verdict, "Ann Lee", "", AT)
        self.decided.pop((left, right), None)
        self.decided.pop((right, left), None)
        if verdict != "undecided":
            self.decided[left, right] = verdict

    @rule()
    def opens_again(self) -> None:
        before = self.book.digest()
        self.book.close()
        assert self.book.digest() == before

    def says(self) -> dict[str, str]:
        frame = self.book.drafts(["customers"])["customers"]
        assert frame["identity"].is_unique
        return dict(zip(frame["identity"], frame["name"], strict=True))

    @invariant()
    def records_are_those_read_last(self) -> None:
        expected: dict[str, str] = {}
        for batch in sorted(self.content):
            expected |= self.content[batch]
        assert self.says() == expected

    @invariant()
    def ties_are_the_proposals_under_the_verdicts(self) -> None:
        def verdict(pair: tuple[str, str]) -> str | None:
            return self.decided.get(pair) or self.decided.get(pair[::-1])

        expected = {pair: verdict(pair) or status for pair, status in self.proposed.items()}
        for pair, said in self.decided.items():
            if pair not in expected and pair[::-1] not in expected:
                expected[pair] = said
        frame = self.book.links()
        found = dict(zip(zip(frame["left"], frame["right"], strict=True), frame["status"], strict=True))
        assert found == expected

    def teardown(self) -> None:
        """What stands, imported alone into another book, is the same book."""
        with self.opened("twin") as twin:
            for _, read in sorted(self.standing.items()):
                twin.add_batch(read, identities, LATER)
            rows = [{"kind": "person", "left": a, "right": b, "status": s} for (a, b), s in self.proposed.items()]
            twin.record_links(links_frame(rows), "another", LATER)
            for (left, right), said in self.decided.items():
                twin.decide("person", left, right, said, "Ann Lee", "", LATER)
            assert twin.digest() == self.book.digest()
        self.book.close()
        shutil.rmtree(self.folder)


def test_any_history(blank: Path) -> None:
    class Machine(AnyHistory):
        pass

    Machine.blank = blank
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Machine,
        settings=settings(max_examples=10, stateful_step_count=12, deadline=None, suppress_health_check=checks),
    )
