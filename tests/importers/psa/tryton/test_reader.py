"""Tryton's timesheets, projects and employees."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.normalise.assemble import assemble
from core.ports.importing import CorrectedRow, Origin
from importers.registry import drafts_of, read_files
from importers.replaying import read_again
from tests.importers.samples import PACKS, only, problems, rows, text_file, totals

SAMPLES = PACKS.parent / "formats" / "samples" / "tryton"
TIME = "ID,Company,Employee,Date,Duration,Work,Description,Cost Price,Invoice Line/Invoice/Number,Invoice Line,UUID"
WORK = "ID,Number,Name,Record Name,Type,Parent,Party,Party/Code,Product,List Price,Invoice Method,Status,Progress,Effort,Duration"
EMPLOYEE = "ID,Record Name,Party,Company,Start Date,End Date,Supervisor,Cost Prices/Date,Cost Prices/Cost Price"


def test_timesheets(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            TIME,
            r"1,Firm,Mei Cal,2026-01-05,12600.0,Portal\Design\Pages,x,45.5012,7,3.50 h @ (90),",
            r"2,Firm,Mei Cal,2026-01-05,2:30,Portal,x,45.50,,,",
            r"3,Firm,Mei Cal,2026-01-05,90000.0,Portal,,45.50,,,",
            r"4,Firm,Mei Cal,16/01/2026 x,60.0,Portal,,45.50,,,",
            r"5,Firm,Mei Cal,2026-01-05,,Portal,,45.50,,,",
            r"6,Firm,Mei Cal,2026-01-05,1d 02:30,Portal,,45.50,,,",
            encoding="utf-8-sig",
        )
    )
    assert (table.system, table.entity) == ("tryton", "time")
    assert rows(table, "time", "external_id", "project", "task", "person", "seconds", "cost_rate", "invoiced", "invoice_number") == [
        ("1", "Portal", r"Design\Pages", "Mei Cal", 12_600, 455_012, True, "7"),
        ("2", "Portal", "", "Mei Cal", 9_000, 455_000, False, ""),
        ("3", "Portal", "", "Mei Cal", 90_000, 455_000, False, ""),
    ]  # fmt: skip
    assert [row for row, _ in problems(table)] == [4, 5, 6]
    assert totals(table) == {("Duration", ""): ("31.00", 3)}


def test_a_corrected_row_is_read_in_the_unit_it_is_printed_in(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            TIME,
            "1,Firm,Mei Cal,2026-01-05,,Portal,,45.50,,,",
            "2,Firm,Mei Cal,2026-01-05,,Portal,,45.50,,,",
        )
    )
    origin = Origin("t.csv", "", table.system, table.entity, table.layout, {}, table.choices)
    right = [
        CorrectedRow(problem.row, tuple((name, hours if name == "Duration" else cell) for name, cell in problem.cells))
        for problem, hours in zip(table.problems, ("9000.0", "2:30"), strict=True)
    ]
    again = read_again(origin, right)
    assert rows(again, "time", "external_id", "seconds") == [("1", 9_000), ("2", 9_000)]


def test_projects_have_the_hours_of_their_tasks(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "p.csv",
            WORK,
            "408,1,Portal,Portal,project,,Acme,2,Hour,120.0000,timesheet,Open,,288000.0,47700.0",
            r"409,2,Design,Portal\Design,task,Portal,,,Hour,120.0000,,Open,,,40500.0",
            "410,3,Fixed,Fixed,project,,Beta,3,Hour,120.0000,effort,Done,,10:00,0:00",
        )
    )
    assert (table.system, table.entity) == ("tryton", "project")
    assert table.rows_read == table.rows_loaded == 3
    assert rows(
        table, "projects", "external_id", "name", "code", "customer_name", "method", "active", "budget_seconds", "hours"
    ) == [
        ("408", "Portal", "1", "Acme", "time_and_materials", True, 288_000, 47_700),
        ("410", "Fixed", "3", "Beta", "", False, 36_000, 0),
    ]
    assert any("1 rows are tasks" in note for note in table.notes)


def test_employees_with_several_cost_prices(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "e.csv",
            EMPLOYEE,
            "308,Mei Cal,Mei Cal,Firm,2020-01-01,,,2025-01-01,40.25",
            ",,,,,,,2026-01-01,45.5012",
            "309,Bo Sim,Bo Sim,Firm,,2026-06-30,Mei Cal,,",
        )
    )
    assert (table.system, table.entity, table.rows_loaded) == ("tryton", "person", 3)
    assert rows(table, "people", "external_id", "name", "start", "end", "valid_from", "cost_rate") == [
        ("308", "Mei Cal", "2020-01-01", None, "2026-01-01", 455_012),
        ("309", "Bo Sim", None, "2026-06-30", None, None),
    ]


def test_time_finds_its_project_and_its_employee(tmp_path: Path) -> None:
    files = [
        text_file(tmp_path / "t.csv", TIME, r"1,Firm,Mei Cal,2026-01-05,3600.0,Portal\Design,x,45.50,,,"),
        text_file(tmp_path / "p.csv", WORK, "408,1,Portal,Portal,project,,Acme,2,,,timesheet,Open,,,3600.0"),
        text_file(tmp_path / "e.csv", EMPLOYEE, "308,Mei Cal,Mei Cal,Firm,,,,2026-01-01,45.50"),
    ]
    frames = assemble(drafts_of(read_files(files)))
    assert frames["time"][["project", "person"]].to_numpy().tolist() == [["tryton:project:408", "tryton:person:308"]]
    assert len(frames["people"]) == 1


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples of real exports are not here")
def test_real_exports() -> None:
    time = only(SAMPLES / "tryton_timesheet_line.csv")
    assert totals(time) == {("Duration", ""): ("13.25", 3)}
    assert rows(time, "time", "external_id", "invoiced") == [("188", False), ("187", True), ("186", True)]
    works = only(SAMPLES / "tryton_project_work.csv")
    assert works.rows_loaded == 2
    assert rows(works, "projects", "external_id", "hours") == [("408", 47_700)]
    employees = only(SAMPLES / "tryton_employee.csv")
    assert (employees.system, employees.entity) == ("tryton", "person")
    assert rows(employees, "people", "external_id", "name", "cost_rate") == [("308", "Ada Lindqvist", 455_000)]
