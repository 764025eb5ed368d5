"""Toggl Track's workspace export: JSON lists known by their keys."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from core.normalise.assemble import assemble
from importers.psa.toggl.workspace import NothingListed
from importers.registry import drafts_of, read, read_files
from importers.shared.intake import UnknownLayout
from tests.importers.samples import PACKS, only, problems, rows, text_file, totals

SAMPLES = PACKS.parent / "formats" / "samples" / "toggl" / "workspace_data_export"

CLIENTS = [
    {"id": 301, "name": "Acme", "archived": False, "wid": 7},
    {"id": 302, "name": "Beta", "archived": True, "wid": 7},
]
PROJECTS = [
    {"id": 401, "name": "Run", "active": True, "client_id": 301, "cid": 301, "billable": True, "wid": 7, "currency": "EUR",
     "fixed_fee": 1200.5, "estimated_hours": 10, "estimated_seconds": 36_000, "actual_seconds": 7_200, "rate": 100.01, "start_date": "2026-01-01"},
    {"id": 402, "name": "Run", "active": False, "client_id": 302, "cid": 302, "billable": False, "wid": 7, "currency": None,
     "fixed_fee": None, "estimated_hours": None, "estimated_seconds": None, "actual_seconds": None, "rate": None, "start_date": None},
]  # fmt: skip
USERS = [
    {
        "id": 9,
        "uid": 2001,
        "name": "Mei Cal",
        "email": "mei@firm.example",
        "rate": 120.1234,
        "labour_cost": 60,
        "wid": 7,
        "working_hours_in_minutes": 2400,
    }
]
TASKS = [{"id": 601, "name": "Design", "project_id": 401, "active": True, "estimated_seconds": 0, "workspace_id": 7}]
TAGS = [{"id": 501, "name": "Backend", "creator_id": 1, "workspace_id": 7}]
MEMBERS = [
    {"id": 801, "project_id": 401, "user_id": 2001, "manager": True, "rate": 100.02, "workspace_id": 7, "gid": None}
]


def written(path: Path, records: object) -> Path:
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("records", "entity"),
    [
        (CLIENTS, "customer"),
        (PROJECTS, "project"),
        (USERS, "person"),
        (TASKS, "task"),
        (TAGS, "tag"),
        (MEMBERS, "project_member"),
    ],
)
def test_the_keys_tell_what_a_list_is(tmp_path: Path, records: list[dict[str, Any]], entity: str) -> None:
    table = only(written(tmp_path / "data.json", records))
    assert (table.system, table.entity) == ("toggl", entity)
    assert table.rows_read == table.rows_loaded == len(records)


def test_projects(tmp_path: Path) -> None:
    table = only(written(tmp_path / "p.json", PROJECTS))
    assert rows(table, "projects", "external_id", "customer", "active", "billable", "budget_amount", "budget_seconds", "hours", "currency") == [
        ("401", "301", True, True, 120_050, 36_000, 7_200, "EUR"),
        ("402", "302", False, False, None, None, None, ""),
    ]  # fmt: skip


def test_people(tmp_path: Path) -> None:
    table = only(written(tmp_path / "u.json", USERS))
    assert rows(table, "people", "external_id", "name", "bill_rate", "cost_rate", "weekly_capacity") == [
        ("2001", "Mei Cal", 1_201_234, 600_000, 144_000)
    ]


def test_entries_of_the_api(tmp_path: Path) -> None:
    base = {
        "workspace_id": 7,
        "project_id": 401,
        "billable": True,
        "description": "x",
        "user_id": 2001,
        "tags": ["a", "b"],
    }
    table = only(
        written(
            tmp_path / "t.json",
            [
                {
                    **base,
                    "id": 1,
                    "start": "2026-01-05T09:00:00+01:00",
                    "stop": "2026-01-05T10:00:01+01:00",
                    "duration": 3601,
                },
                {**base, "id": 2, "start": "2026-01-05T11:00:00+01:00", "stop": None, "duration": -1767607200},
                {**base, "id": 3, "start": None, "stop": None, "duration": 60},
            ],
        )
    )
    assert rows(
        table, "time", "external_id", "day", "project", "person", "seconds", "billable", "start_time", "end_time"
    ) == [("1", "2026-01-05", "401", "2001", 3_601, True, "09:00:00", "10:00:01")]
    assert problems(table) == [(2, "IMP-204"), (3, "IMP-204")]
    assert "still running" in table.problems[0].reason
    assert totals(table) == {("duration", ""): ("1.000277", 1)}


def test_entries_of_the_reports(tmp_path: Path) -> None:
    group = {
        "user_id": 2001,
        "username": "Mei Cal",
        "project_id": 401,
        "billable": True,
        "description": "x",
        "hourly_rate_in_cents": 12_345,
        "billable_amount_in_cents": 12_345,
        "currency": "EUR",
        "row_number": 1,
    }
    one = {
        "id": 1,
        "seconds": 3600,
        "start": "2026-01-05T09:00:00Z",
        "stop": "2026-01-05T10:00:00Z",
        "at": "2026-01-05T10:00:00Z",
    }
    records = [{**group, "time_entries": [one]}, {**group, "time_entries": [{**one, "id": 2}, {**one, "id": 3}]}]
    table = only(written(tmp_path / "t.json", records))
    assert rows(table, "time", "external_id", "person", "person_name", "seconds", "rate", "amount", "currency") == [
        ("1", "2001", "Mei Cal", 3_600, 1_234_500, 12_345, "EUR"),
        ("2", "2001", "Mei Cal", 3_600, 1_234_500, None, "EUR"),
        ("3", "2001", "Mei Cal", 3_600, 1_234_500, None, "EUR"),
    ]
    assert any("in UTC" in note for note in table.notes)


def test_an_empty_list_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(NothingListed, match="a list with nothing in it"):
        read(written(tmp_path / "401.json", []))


@pytest.mark.parametrize(
    "records", [{"id": 1}, [1, 2], [{"id": 1, "name": "x"}], [{"id": 1, "name": "x", "wid": 1, "email": "y"}]]
)
def test_other_json_is_none_of_it(tmp_path: Path, records: object) -> None:
    with pytest.raises(UnknownLayout):
        read(written(tmp_path / "x.json", records))


def test_json_cut_short_is_none_of_it(tmp_path: Path) -> None:
    with pytest.raises(UnknownLayout):
        read(text_file(tmp_path / "x.json", json.dumps(CLIENTS)[:-5]))


def test_reports_find_the_projects_and_people_of_the_workspace(tmp_path: Path) -> None:
    """Two projects of one name are told apart by their client, which the workspace names by number only."""
    export = tmp_path / "export.zip"
    with zipfile.ZipFile(export, "w") as packed:
        for name, records in (
            ("clients", CLIENTS),
            ("projects", PROJECTS),
            ("workspace_users", USERS),
            ("tasks/402", []),
        ):
            packed.writestr(f"{name}.json", json.dumps(records))
    report = text_file(
        tmp_path / "t.csv",
        "User,Email,Client,Project,Start date,Start time,End date,End time,Duration",
        "Mei Cal,mei@firm.example,Beta,Run,2026-01-05,09:00:00,2026-01-05,10:00:00,01:00:00",
    )
    frames = assemble(drafts_of(read_files([export, report])))
    assert frames["time"]["project"].tolist() == ["toggl:project:402"]
    assert frames["time"]["person"].tolist() == ["toggl:person:2001"]
    assert frames["time"]["customer"].tolist() == ["toggl:customer:302"]
    assert len(frames["projects"]) == 2
    assert len(frames["people"]) == 1


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples of real exports are not here")
def test_a_real_export() -> None:
    found = {}
    for path in sorted(SAMPLES.rglob("*.json")):
        try:
            table = only(path)
        except NothingListed:
            continue
        found[path.relative_to(SAMPLES).as_posix()] = (table.system, table.entity, table.rows_loaded)
    assert found == {
        "clients.json": ("toggl", "customer", 2),
        "projects.json": ("toggl", "project", 3),
        "projects_users/402.json": ("toggl", "project_member", 1),
        "tags.json": ("toggl", "tag", 2),
        "tasks/402.json": ("toggl", "task", 2),
        "workspace_users.json": ("toggl", "person", 1),
    }
