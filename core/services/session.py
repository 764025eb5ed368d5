"""The open book worked on in memory: frames, links, thread, findings and measures, restated by what an edit touched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from core.base.periods import Period
from core.changes import history, overlay
from core.controls.policy import Policy
from core.controls.run import CheckResult, check, restate
from core.kpi.measure import Measure
from core.kpi.run import measure
from core.matching.engine import match
from core.matching.policy import MatchPolicy
from core.normalise.assemble import assemble, base_currency
from core.ports.importing import Progress, no_progress
from core.records.schema import TABLES
from core.records.steps import Change, Step
from core.records.tables import Tables
from core.services.grids import link_key, split_key
from core.store.book import Book
from core.thread.standing import standing
from core.thread.thread import Thread


class Session:
    """Everything computed from one book for one period.

    imported: frames as the systems gave them; tables: with live steps laid over and links folded in. `run` brings all up to date;
    `apply_step` restates only what a step touches.
    """

    def __init__(self, book: Book, period: Period, policy: Policy | None = None) -> None:
        self.book = book
        self.period = period
        self.policy = policy or Policy()
        self.match_policy = MatchPolicy()
        self.steps: list[Step] = list(book.steps())
        self.imported: dict[str, pd.DataFrame] = {}
        self._tables: Tables | None = None
        self._thread: Thread | None = None
        self._result: CheckResult | None = None
        self._measures: tuple[Measure, ...] | None = None

    # --- up to date --------------------------------------------------------------------------------------------------

    def load(self) -> Tables:
        """Reads the book's current records, lays the live steps over them and folds in the links on record."""
        drafts = self.book.drafts()
        base = base_currency(drafts)
        self.imported = assemble(drafts, base_currency=base)
        frames = overlay.apply(self.imported, self.steps)
        loaded = frozenset(name for name, frame in frames.items() if len(frame))
        links = self._with_verdicts(self.book.links())
        self._tables = Tables(frames, links, base, self.period, loaded)
        self._thread = self._result = self._measures = None
        return self._tables

    def rematch(self, at: datetime) -> None:
        """Matches again, human verdicts standing, and records the engine's links."""
        tables = self.tables
        links = match(tables, self.match_policy, self.verdicts())
        self.book.record_links(links, str(self.period), at)
        self._tables = tables.with_links(self._with_verdicts(links))
        self._thread = self._result = self._measures = None

    def run(self, at: datetime, progress: Progress = no_progress) -> None:
        """Loads, matches, checks and measures; saves findings and measures in the book."""
        for done, (what, work) in enumerate(
            (
                ("Reading the book", self.load),
                ("Matching", lambda: self.rematch(at)),
                ("Checking", lambda: self.result),
                ("Measuring", lambda: self.measures),
            )
        ):
            progress(what, done, 4)
            work()
        self.book.save_findings(self.result.findings, str(self.period), at)
        progress("Done", 4, 4)

    @property
    def tables(self) -> Tables:
        """The tables, loaded on first use."""
        return self._tables if self._tables is not None else self.load()

    @property
    def thread(self) -> Thread:
        """The joined view of `tables` as they stood at the as-of date."""
        if self._thread is None:
            self._thread = Thread(standing(self.tables))
        return self._thread

    @property
    def whole(self) -> Thread:
        """The joined view of `tables` with what came after the as-of date: what corrections have to know."""
        return self.thread if self.thread.tables is self.tables else Thread(self.tables)

    @property
    def result(self) -> CheckResult:
        """Findings and what could not be evaluated."""
        if self._result is None:
            self._result = check(self.thread, self.policy)
        return self._result

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures of the period."""
        if self._measures is None:
            self._measures = measure(self.thread)
        return self._measures

    # --- verdicts and waivers: steps on the tables "links" and "findings" ----------------------------------------------

    def verdicts(self) -> pd.DataFrame:
        """Live human verdicts: kind, left, right, verdict, by."""
        live: dict[str, tuple[str, str]] = {}
        for step in history.live(self.steps):
            for change in step.changes:
                if change.table == "links":
                    live[change.record] = (str(change.after or ""), step.who)
        rows = [(*split_key(key), verdict, who) for key, (verdict, who) in live.items() if verdict]
        return pd.DataFrame(rows, columns=["kind", "left", "right", "verdict", "by"], dtype="object")

    def waivers(self) -> dict[str, str]:
        """Live waivers not yet expired at the as-of date: finding key -> reason in words."""
        live: dict[str, str] = {}
        for step in history.live(self.steps):
            for change in step.changes:
                if change.table == "findings":
                    live[change.record] = str(change.after or "")
        as_of = self.period.last.isoformat()
        return {key: text for key, text in live.items() if text and text.split("|", 1)[0] >= as_of}

    def _with_verdicts(self, links: pd.DataFrame) -> pd.DataFrame:
        """`links` with human verdicts laid over; a confirmed pair that the engine does not propose is added."""
        verdicts = self.verdicts()
        if verdicts.empty:
            return links
        links = links.copy()
        keys = (links["kind"] + "\t" + links["left"] + "\t" + links["right"]).tolist()
        places = {key: place for place, key in enumerate(keys)}
        added = []
        for kind, left, right, verdict, who in verdicts.to_numpy().tolist():
            reason = f"{verdict} by {who}"
            place = places.get(link_key(kind, left, right))
            if place is not None:
                links.loc[links.index[place], ["status", "confidence", "reason"]] = [verdict, 10_000, reason]
            else:
                row = {
                    "kind": kind,
                    "left": left,
                    "right": right,
                    "currency": "",
                    "status": verdict,
                    "confidence": 10_000,
                    "reason": reason,
                }
                added.append(row)
        if added:
            links = pd.concat([links, pd.DataFrame(added).astype({"confidence": "Int64"})], ignore_index=True)
            links["amount"] = links["amount"].astype("Int64")
        return links

    # --- steps -------------------------------------------------------------------------------------------------------

    def apply_step(self, step: Step) -> tuple[set[str], set[str]]:
        """Records `step` in the book and restates: keys of findings that are new or different, and keys that are gone."""
        before = self.result.findings
        self.steps.append(step)
        try:
            self.book.append_step(step)
        except BaseException:
            self.steps.pop()
            raise
        touched = frozenset(change.table for change in step.changes)
        tables = self.tables
        names = touched - {"links", "findings"}
        if step.undoes is None:
            frames = overlay.with_changes(tables.frames, [c for c in step.changes if c.table in names])
        else:
            # An undo brings back what the remaining steps say, not just the text of its own changes.
            frames = overlay.apply({name: self.imported[name] for name in names}, self.steps)
        tables = Tables({**tables.frames, **frames}, tables.links, tables.base_currency, tables.period, tables.loaded)
        if "links" in touched:
            tables = tables.with_links(self._with_verdicts(self.book.links()))
            if step.undoes is not None and self._forgot(tables.links, step):
                # The pair was ruled out when the engine last ran: it must judge it again.
                self._tables = tables
                self.rematch(step.at)
                return differences(before, self.result.findings)
        changed = touched - {"findings"}
        fields = {name: frozenset(c.field for c in step.changes if c.table == name) for name in changed}
        stood = standing(tables)
        if stood is tables and self.thread.tables is self.tables:
            self._thread = self.thread.refreshed(tables, changed, fields)
        else:  # what is put aside as later may depend on any table
            self._thread = Thread(stood)
            changed = frozenset(TABLES) | {"links"} if changed else changed
        self._tables = tables
        self._measures = None
        if changed:
            self._result = restate(self.result, self._thread, self.policy, changed)
        return differences(before, self.result.findings)

    def _forgot(self, links: pd.DataFrame, step: Step) -> bool:
        """Whether a pair whose verdict `step` takes back is not among the engine's links."""
        known = set(links["kind"] + "\t" + links["left"] + "\t" + links["right"])
        return any(change.table == "links" and change.record not in known for change in step.changes)

    def changes_of(self, keys: Iterable[str], field: str, value: str) -> tuple[Change, ...]:
        """Changes that set a link or finding field (`verdict`, `waiver`) of `keys`; before as it stands."""
        table = "links" if field == "verdict" else "findings"
        current = (
            {link_key(k, a, b): v for k, a, b, v, _ in self.verdicts().to_numpy().tolist()}
            if table == "links"
            else self.waivers()
        )
        return tuple(Change(table, key, field, current.get(key), value) for key in keys if current.get(key) != value)


def differences(before: pd.DataFrame, after: pd.DataFrame) -> tuple[set[str], set[str]]:
    """Keys of rows that are new or changed, and keys that are gone."""
    columns = ["amount", "currency", "severity", "impact_class", "message", "related", "absorbed_by"]

    def prints(frame: pd.DataFrame) -> dict[str, tuple[object, ...]]:
        values = [[None if pd.isna(each) else each for each in frame[c].tolist()] for c in columns]
        return dict(zip(frame["key"].tolist(), zip(*values, strict=True), strict=True))

    old, new = prints(before), prints(after)
    return {key for key, value in new.items() if old.get(key) != value}, set(old) - set(new)
