"""Runs the register of controls over a thread: findings priced in base currency, weighed, each cause counted once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import FunctionType, MethodType, ModuleType
from typing import Any, Final, cast

import numpy as np
import pandas as pd

from core.base.periods import Period
from core.controls import (
    billing,
    cash,
    documents,
    expenses,
    forecast,
    handoff,
    ledger,
    master_data,
    milestones,
    tax,
    timesheets,
    work_time,
)
from core.controls.dominance import absorbed_by
from core.controls.policy import Policy
from core.controls.registry import CONTROLS, Control
from core.records.schema import FINDING_COLUMNS
from core.records.tables import Tables, coerce, findings_frame
from core.thread.thread import Thread

# Importing an area registers its controls.
AREAS: Final[tuple[ModuleType, ...]] = (
    master_data,
    handoff,
    work_time,
    timesheets,
    expenses,
    milestones,
    billing,
    documents,
    tax,
    cash,
    ledger,
    forecast,
)

_WORDS: Final[Mapping[str, str]] = {
    "accounts": "a chart of accounts",
    "allocations": "payments with the invoices that they settle",
    "bank_lines": "a bank statement",
    "change_orders": "change orders",
    "contracts": "a contract register",
    "customers": "customers",
    "deals": "the deals of a CRM",
    "expenses": "an expense report",
    "fx_rates": "exchange rates",
    "holidays": "holidays",
    "invoice_lines": "invoice lines",
    "invoices": "invoices",
    "journal_lines": "a ledger report",
    "leave": "time off",
    "milestones": "billing schedules",
    "payments": "payments",
    "people": "a staff list",
    "projects": "a project list",
    "rates": "rate cards",
    "time": "a time report",
}
_UP: Final[Mapping[str, str]] = {"S3": "S2", "S2": "S1", "S1": "S1"}


@dataclass(frozen=True, slots=True)
class Part:
    """What one control said, and what it read to say it.

    findings: FINDING_COLUMNS plus day; None when it was not evaluated. seen: properties of the thread and the very objects they were;
    read: names of tables read directly ("links" for the links).
    """

    findings: pd.DataFrame | None
    reason: str
    seen: Mapping[str, Any]
    read: frozenset[str]


@dataclass(frozen=True)
class CheckResult:
    """Findings (FINDING_COLUMNS, sorted by control, subject and key) and (control, reason) of what could not be evaluated."""

    findings: pd.DataFrame
    not_evaluated: tuple[tuple[str, str], ...]
    parts: Mapping[str, Part] = field(default_factory=dict, repr=False, compare=False)
    settings: tuple[Policy, Period, str] | None = field(default=None, repr=False, compare=False)


def check(thread: Thread, policy: Policy | None = None, only: Collection[str] | None = None) -> CheckResult:
    """Runs every registered control (or those in `only`) whose tables were read; raises KeyError for an id in `only` that is unknown."""
    policy = policy or Policy()
    chosen = sorted(CONTROLS) if only is None else sorted({CONTROLS[id].id for id in only})
    parts = {id: _part(CONTROLS[id], thread, policy) for id in chosen}
    return _result(parts, thread, policy)


def restate(
    previous: CheckResult, thread: Thread, policy: Policy | None = None, changed_tables: frozenset[str] = frozenset()
) -> CheckResult:
    """`previous` after the `changed_tables` ("links" for the links) changed: equal to a full run, evaluating only what read them.

    thread: best the previous one `refreshed` with the same names. What a control read is known exactly: a table by its name, a property
    of the thread by being the same object as before.
    """
    policy = policy or Policy()
    if previous.settings != _settings(thread, policy):
        return check(thread, policy, previous.parts.keys() if previous.parts else None)
    parts: dict[str, Part] = {}
    for id, part in previous.parts.items():
        rule = CONTROLS[id]
        same = (
            part.reason == (_missing(rule, thread.tables) or part.reason)
            and not (part.read & changed_tables)
            and all(getattr(thread, name) is value for name, value in part.seen.items())
        )
        parts[id] = part if same else _part(rule, thread, policy)
    return _result(parts, thread, policy)


def _settings(thread: Thread, policy: Policy) -> tuple[Policy, Period, str]:
    return policy, thread.tables.period, thread.tables.base_currency


def _missing(rule: Control, tables: Tables) -> str:
    """Which tables the control needs that no file gave, in words; "" when all are there."""
    absent = [_WORDS.get(name, name.replace("_", " ")) for name in rule.needs if name not in tables.loaded]
    return f"no file with {' or '.join(absent)} was read" if absent else ""


def _part(rule: Control, thread: Thread, policy: Policy) -> Part:
    reason = _missing(rule, thread.tables)
    if reason:
        return Part(None, reason, {}, frozenset())
    watch = _Watch(thread)
    watched = cast("Thread", watch)
    reason = rule.unless(watched) if rule.unless else ""
    found = None if reason else rule.run(watched, policy)
    return Part(found, reason, watch.seen, frozenset(watch.read))


def _result(parts: Mapping[str, Part], thread: Thread, policy: Policy) -> CheckResult:
    found = [part.findings for part in parts.values() if part.findings is not None and len(part.findings)]
    skipped = tuple((id, part.reason) for id, part in sorted(parts.items()) if part.reason)
    settings = _settings(thread, policy)
    if not found:
        return CheckResult(findings_frame(), skipped, parts, settings)
    whole = pd.concat([each.drop(columns="day") for each in found], ignore_index=True)
    whole["day"] = np.concatenate([each["day"].to_numpy(dtype="datetime64[ns]") for each in found])
    whole = whole.sort_values(["control", "subject", "key"], kind="stable", ignore_index=True)
    again = whole.groupby("key").cumcount()
    whole["key"] = whole["key"].where(again == 0, whole["key"] + "#" + (again + 1).astype(str))
    day = whole["day"].fillna(pd.Timestamp(thread.tables.as_of)).astype("datetime64[ns]")
    known = whole["currency"] != ""
    whole["base_amount"] = thread.base(whole["amount"].where(known), whole["currency"], day)
    whole["severity"] = _severity(whole, thread, policy)
    whole["absorbed_by"] = absorbed_by(whole, thread)
    return CheckResult(coerce(whole, FINDING_COLUMNS), skipped, parts, settings)


def _severity(found: pd.DataFrame, thread: Thread, policy: Policy) -> pd.Series:
    """Each finding's severity, the policy's own word first, one step up where the impact is material."""
    said = found["control"].map(dict(policy.severity))
    severity = said.where(said.notna(), found["severity"]).astype("object")
    threshold = revenue(thread) * policy.materiality_basis
    if threshold <= 0:
        return severity
    heavy = (found["base_amount"].abs() * 10_000 >= threshold).fillna(False).astype(bool)
    return severity.where(~heavy, severity.map(_UP)).astype("object")


def revenue(thread: Thread) -> int:
    """Net of the period's live invoices in base currency, minor units; what is not known in base counts nothing."""
    period = thread.tables.period
    heads = thread.invoices
    inside = (heads["day"] >= pd.Timestamp(period.first)) & (heads["day"] <= pd.Timestamp(period.last)) & heads["live"]
    heads = heads[inside]
    return int(thread.base(heads["net"], heads["currency"], heads["day"]).fillna(0).sum())


class _Watch:
    """A thread that notes what is read of it: properties with the objects they gave, and tables by name."""

    def __init__(self, thread: Thread) -> None:
        self._thread = thread
        self.seen: dict[str, object] = {}
        self.read: set[str] = set()
        self.tables = _WatchedTables(thread.tables, self.read)

    def __getattr__(self, name: str) -> object:
        own = getattr(type(self._thread), name, None)
        if isinstance(own, FunctionType):  # a method reads through the watch, too
            return MethodType(own, self)
        value = getattr(self._thread, name)
        self.seen[name] = value
        return value


class _WatchedTables:
    """Tables that note the names read of them."""

    def __init__(self, tables: Tables, read: set[str]) -> None:
        self._tables = tables
        self._read = read

    def __getitem__(self, name: str) -> pd.DataFrame:
        self._read.add(name)
        return self._tables[name]

    def __getattr__(self, name: str) -> object:
        if name == "links":
            self._read.add("links")
        elif name == "frames":
            self._read.update(self._tables.frames)
        return getattr(self._tables, name)
