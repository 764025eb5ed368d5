"""A book worked on in memory: what a step touches is restated, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from core.records.steps import Change, Step
from core.services.desk import Desk
from core.services.session import Session, differences
from core.store.book import open_or_create
from tests.core.services.desks import PERIOD, copy_of

AT = datetime(2026, 9, 30, 12, tzinfo=UTC)


def step(*changes: Change, number: int = 1) -> Step:
    return Step(number, "Correct", "Ann Preparer", "why", AT, changes)


def finding(**values: object) -> pd.DataFrame:
    row = dict.fromkeys(("currency", "severity", "impact_class", "message", "related", "absorbed_by"), "")
    return pd.DataFrame([{"key": "k", "amount": pd.NA, **row, **values}])


def test_differences_are_the_new_the_changed_and_the_gone() -> None:
    assert differences(finding(), finding()) == (set(), set())
    assert differences(finding(), finding(amount=5)) == ({"k"}, set())
    assert differences(finding(), finding(key="other")) == ({"other"}, {"k"})


def test_a_new_session_lays_the_steps_of_the_book_over_what_was_imported(sample_book: Path, tmp_path: Path) -> None:
    book = open_or_create(copy_of(sample_book, tmp_path))
    invoice = str(book.drafts()["invoices"]["external_id"].iloc[0])
    made = step(Change("invoices", f"xero:invoice:{invoice}", "po_number", "", "PO 7"))
    book.append_step(made)
    session = Session(book, PERIOD)
    assert session.steps == [made]
    frame = session.tables["invoices"]
    assert frame.loc[frame["po_number"] == "PO 7", "external_id"].tolist() == [invoice]
    assert "PO 7" not in session.imported["invoices"]["po_number"].tolist()
    book.close()


def test_a_step_that_the_book_refuses_leaves_no_trace(shown: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    session = shown.session
    before = session.tables

    def full(_: Step) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(shown.book, "append_step", full)
    with pytest.raises(OSError, match="full"):
        session.apply_step(step(Change("invoices", before["invoices"]["id"].iloc[0], "po_number", "", "PO 7")))
    assert session.steps == []
    assert session.tables is before


def test_a_verdict_on_a_pair_that_nobody_proposed_adds_the_link(shown: Desk) -> None:
    session = shown.session
    payment, invoice = session.tables["payments"]["id"].iloc[0], "xero:invoice:none"
    key = f"payment-invoice\t{payment}\t{invoice}"
    session.steps.append(step(Change("links", key, "verdict", None, "confirmed")))
    try:
        links = session._with_verdicts(session.tables.links)
    finally:
        session.steps.pop()
    added = links[links["right"] == invoice]
    assert added[["kind", "left", "status", "reason"]].to_numpy().tolist() == [
        ["payment-invoice", payment, "confirmed", "confirmed by Ann Preparer"]
    ]
    assert len(links) == len(session.tables.links) + 1
    assert links.dtypes.equals(session.tables.links.dtypes)


def test_only_what_would_change_is_a_change(shown: Desk) -> None:
    key = shown.session.result.findings["key"].iloc[0]
    (change,) = shown.session.changes_of([key], "waiver", "2026-12-31|fee")
    assert (change.table, change.record, change.before, change.after) == ("findings", key, None, "2026-12-31|fee")
    shown.session.steps.append(step(change))
    try:
        assert shown.session.waivers() == {key: "2026-12-31|fee"}
        assert shown.session.changes_of([key], "waiver", "2026-12-31|fee") == ()
    finally:
        shown.session.steps.pop()
