"""A month end with one export missing: what cannot be judged says why, and nothing else is found because of the gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import pytest

from core.base.periods import Period
from core.controls.policy import Policy
from core.controls.run import CheckResult, check
from core.kpi.measure import Measure
from core.kpi.run import measure
from core.matching.engine import match
from core.matching.policy import MatchPolicy
from core.normalise.assemble import assemble, base_currency
from core.ports.importing import FileRead
from core.records.tables import Tables, links_frame
from core.thread.standing import standing
from core.thread.thread import Thread
from importers.registry import drafts_of, read_folder
from importers.sample.files import write_sample

PERIOD = Period(2026, 9)
NOBODY = pd.DataFrame([], columns=["kind", "left", "right", "verdict", "by"], dtype="object")

# What must not be judged without the file, and how many findings at most may come that the whole folder does not give.
MISSING: Mapping[str, tuple[tuple[str, ...], int]] = {
    "hubspot": (("HO-01", "FC-02"), 1),
    "harvest_time": (("TE-01", "TE-03", "TE-08", "TE-09"), 1),
    "harvest_projects": ((), 1),
    "SalesInvoices": (("BI-04", "BI-09", "CA-02", "MS-01"), 3),
    "Payments": (("CA-01", "CA-02"), 1),
    "AccountTransactions": (("GL-01", "GL-02"), 1),
    "bank": ((), 1),
    "register": (("BI-04", "HO-02", "TE-01", "MS-01"), 2),
    "leave": ((), 2),  # in a small firm two empty weeks still stand out
}


def closed(tables: Tables) -> tuple[CheckResult, tuple[Measure, ...]]:
    thread = Thread(standing(tables.with_links(match(tables, MatchPolicy(), NOBODY))))
    return check(thread, Policy()), measure(thread)


def tables_of(reads: Sequence[FileRead], without: str = "?") -> Tables:
    drafts = drafts_of([each for each in reads if not each.file.startswith(without)])
    base = base_currency(drafts)
    frames = assemble(drafts, base_currency=base)
    return Tables(frames, links_frame(), base, PERIOD, frozenset(name for name, frame in frames.items() if len(frame)))


def subjects(result: CheckResult) -> set[tuple[str, str]]:
    found = result.findings
    found = found[(found["absorbed_by"] == "") & (found["severity"] != "S3")]
    return set(zip(found["control"], found["subject"], strict=True))


@pytest.fixture(scope="module")
def reads(tmp_path_factory: pytest.TempPathFactory) -> Sequence[FileRead]:
    return read_folder(write_sample(tmp_path_factory.mktemp("firm"), PERIOD))


@pytest.fixture(scope="module")
def whole(reads: Sequence[FileRead]) -> set[tuple[str, str]]:
    """What the whole folder gives."""
    return subjects(closed(tables_of(reads))[0])


@pytest.mark.parametrize("file", MISSING)
def test_a_missing_file_is_no_finding(file: str, reads: Sequence[FileRead], whole: set[tuple[str, str]]) -> None:
    silent, most = MISSING[file]
    result, measures = closed(tables_of(reads, file))
    reasons = dict(result.not_evaluated)
    assert set(silent) <= set(reasons)
    assert all(reasons.values())
    more = sorted(subjects(result) - whole)
    assert len(more) <= most, more
    for each in measures:
        assert each.value is not None or each.unknown


@pytest.mark.parametrize("name", ["contracts", "projects", "invoices", "accounts"])
def test_tables_of_one_row_are_judged(name: str, reads: Sequence[FileRead]) -> None:
    tables = tables_of(reads)
    closed(tables.with_frame(name, tables[name].iloc[:1].reset_index(drop=True)))


def test_an_empty_book_has_no_findings() -> None:
    result, measures = closed(Tables({}, links_frame(), "EUR", PERIOD))
    assert result.findings.empty
    assert all(reason for _, reason in result.not_evaluated)
    assert all(each.value is None or each.value == 0 for each in measures)
