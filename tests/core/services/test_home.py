"""The month at a glance adds up to the findings behind it."""

from __future__ import annotations

import pandas as pd
import pytest

from core.services.desk import Desk
from core.services.home import IMPACT_TITLES, gate_open, home_view, open_findings


def test_net_is_what_is_neither_waived_nor_absorbed(shown: Desk) -> None:
    home = home_view(shown.session, "Firm", "digest", 0, 0)
    live = open_findings(shown.session)
    assert (live["absorbed_by"] == "").all()
    assert {figure.name for figure in home.impact} == set(IMPACT_TITLES)
    for figure in home.impact:
        mine = live[live["impact_class"] == figure.name]
        assert figure.text.startswith(f"{len(mine)} open")
        if figure.name == "PR":
            assert figure.minor is None
        else:
            assert figure.minor == int(mine["base_amount"].dropna().sum())
            assert int(figure.unit) >= (figure.minor or 0)


def test_tasks_count_what_waits(shown: Desk) -> None:
    home = home_view(shown.session, "Firm", "digest", 3, 2)
    counts = {task.page: task.count for task in home.tasks if task.page in {"imports", "sending"}}
    assert counts == {"imports": 3, "sending": 2}
    severities = open_findings(shown.session)["severity"].value_counts()
    assert sum(task.count for task in home.tasks if task.page == "exceptions") == int(severities.sum())
    assert home.gate_open is gate_open(shown.session) is False


def test_a_month_with_nothing_open_says_print(shown: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = shown.session.result.findings["key"]
    monkeypatch.setattr(shown.session, "waivers", lambda: dict.fromkeys(everything, "agreed"))
    home = home_view(shown.session, "Firm", "digest", 0, 0)
    assert [task.page for task in home.tasks] == ["reports"]
    assert home.gate_open
    assert all(figure.text == "0 open" for figure in home.impact)


def test_an_unknown_measure_has_a_reason_and_no_zero(shown: Desk) -> None:
    for figure in home_view(shown.session, "Firm", "digest", 0, 0).figures:
        known = figure.minor is not None or figure.text != ""
        assert known != bool(figure.unknown), figure
        assert (figure.currency == "GBP") == (figure.minor is not None)


def test_findings_of_the_frame_are_not_touched(shown: Desk) -> None:
    before = shown.session.result.findings.copy()
    home_view(shown.session, "Firm", "digest", 0, 0)
    pd.testing.assert_frame_equal(shown.session.result.findings, before)
