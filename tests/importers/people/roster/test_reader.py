"""Staff, leave, holidays."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, rows, text_file


def test_people(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "r.csv",
            "person_id,display_name,email,role,start_date,end_date,weekly_capacity_hours,valid_from,cost_rate,bill_rate,currency",
            "E1,Zoë Marsh,z@firm.example,Principal,2024-05-24,,37.50,2024-05-24,88.00,195.00,GBP",
            "E2,Ann Lee,a@firm.example,Admin,2024-05-24,,37.50,2024-05-24,30.00,,GBP",
        )
    )
    assert rows(
        table, "people", "external_id", "name", "start", "end", "weekly_capacity", "cost_rate", "bill_rate"
    ) == [
        ("E1", "Zoë Marsh", "2024-05-24", None, 135_000, 880_000, 1_950_000),
        ("E2", "Ann Lee", "2024-05-24", None, 135_000, 300_000, None),
    ]


def test_people_without_a_number_go_by_name(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "r.csv",
            "Person,Email,Role,Cost Rate,Weekly Capacity,Skills",
            "Ann Lee,a@x.example,Admin,30,40,SQL",
        )
    )
    assert rows(table, "people", "external_id", "weekly_capacity", "skills") == [("Ann Lee", 144_000, "SQL")]


def test_leave_by_day_and_by_span(tmp_path: Path) -> None:
    daily = only(
        text_file(
            tmp_path / "l.csv",
            "person_id,date,type,hours",
            "E1,2026-04-07,Annual leave,7.50",
            "E1,2026-04-07,Annual leave,7.50",
        )
    )
    assert rows(daily, "leave", "external_id", "day", "seconds") == [
        ("E1|2026-04-07|Annual leave", "2026-04-07", 27_000),
        ("E1|2026-04-07|Annual leave|2", "2026-04-07", 27_000),
    ]
    spans = only(
        text_file(
            tmp_path / "s.csv",
            "Person,From,To,Hours per Day,Type",
            "Ann,2026-04-10,2026-04-13,7.5,Annual",
            "Ann,2026-05-02,,4,Sick",
        )
    )
    assert rows(spans, "leave", "day", "seconds", "row") == [
        ("2026-04-10", 27_000, 1),
        ("2026-04-13", 27_000, 1),
        ("2026-05-02", 14_400, 2),
    ]
    assert (spans.rows_read, spans.rows_loaded) == (2, 2)


def test_holidays(tmp_path: Path) -> None:
    table = only(text_file(tmp_path / "h.csv", "date,name", "2025-12-25,Christmas Day"))
    assert rows(table, "holidays", "external_id", "day", "name") == [("2025-12-25", "2025-12-25", "Christmas Day")]
