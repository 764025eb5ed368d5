"""Drafts of several files become the firm's tables."""

from __future__ import annotations

from typing import Any

import pandas as pd

from core.normalise.assemble import assemble
from core.records.schema import TABLES
from core.records.tables import DTYPES


def drafts(**tables: list[dict[str, Any]]) -> dict[str, pd.DataFrame]:
    """Draft frames from short rows."""
    made = {}
    for name, rows in tables.items():
        frame = pd.DataFrame(rows)
        for column, default in (("system", "harvest"), ("facet", "f")):
            if column not in frame:
                frame[column] = default
        made[name] = frame
    return made


def test_nothing_gives_every_table_empty() -> None:
    frames = assemble({})
    assert set(frames) == set(TABLES)
    for name, frame in frames.items():
        assert tuple(frame.columns) == TABLES[name].column_names
        assert frame.empty


def test_columns_and_dtypes_are_the_declared_ones() -> None:
    frames = assemble(
        drafts(
            time=[
                {
                    "external_id": "t#1",
                    "person": "Ann",
                    "person_name": "Ann",
                    "seconds": 60,
                    "day": pd.Timestamp("2026-01-05"),
                }
            ]
        )
    )
    for name, frame in frames.items():
        for column in TABLES[name].all_columns:
            assert str(frame[column.name].dtype) == DTYPES[column.kind]


def test_references_inside_a_system() -> None:
    frames = assemble(
        drafts(
            customers=[{"external_id": "Acme Ltd ", "name": "Acme Ltd "}],
            projects=[
                {"external_id": "P1", "name": "Review", "code": "P1", "customer_name": "Acme  Ltd", "currency": "EUR"},
                {"external_id": "Run", "name": "Run", "code": "", "customer_name": "Acme Ltd", "currency": ""},
                {"external_id": "Run (2)", "name": "Run", "code": "", "customer_name": "Beta", "currency": ""},
            ],
            people=[{"external_id": "Ann", "name": "Ann", "derived": True}],
            time=[
                {
                    "external_id": "t#1",
                    "project": "P1",
                    "project_name": "Review",
                    "customer_name": "Acme Ltd",
                    "person": "Ann",
                    "person_name": "Ann",
                    "currency": "",
                },
                {
                    "external_id": "t#2",
                    "project": "Run",
                    "project_name": "Run",
                    "customer_name": "Beta",
                    "person": "Ann",
                    "person_name": "Ann",
                    "currency": "GBP",
                },
                {
                    "external_id": "t#3",
                    "project": "Lost",
                    "project_name": "Lost",
                    "customer_name": "Acme Ltd",
                    "person": "Ann",
                    "person_name": "Ann",
                    "currency": "GBP",
                },
            ],
        )
    )
    assert frames["time"]["project"].tolist() == [
        "harvest:project:P1",
        "harvest:project:Run (2)",
        "harvest:project:Lost",
    ]
    assert frames["time"]["customer"].tolist() == [
        "harvest:customer:Acme Ltd ",
        "harvest:customer:Beta",
        "harvest:customer:Acme Ltd ",
    ]
    assert frames["time"]["person"].tolist() == ["harvest:person:Ann"] * 3
    assert frames["time"]["currency"].tolist() == ["EUR", "GBP", "GBP"]
    assert frames["projects"]["id"].tolist()[-1] == "harvest:project:Lost"
    assert frames["projects"]["customer"].tolist()[0] == "harvest:customer:Acme Ltd "
    customers = frames["customers"]
    assert dict(zip(customers["id"], customers["derived"], strict=True)) == {
        "harvest:customer:Acme Ltd ": False,
        "harvest:customer:Beta": True,
    }


def test_two_layouts_of_one_record_are_merged() -> None:
    frames = assemble(
        drafts(
            deals=[
                {
                    "system": "salesforce",
                    "facet": "report",
                    "external_id": "2",
                    "name": "Two (report)",
                    "stage": "",
                    "owner": "Mei",
                    "has_handoff": True,
                    "amount": 5,
                    "row": 1,
                },
                {
                    "system": "salesforce",
                    "facet": "object",
                    "external_id": "1",
                    "name": "One",
                    "stage": "Won",
                    "owner": "",
                    "has_handoff": pd.NA,
                    "amount": 7,
                    "row": 1,
                },
                {
                    "system": "salesforce",
                    "facet": "object",
                    "external_id": "2",
                    "name": "Two",
                    "stage": "Lost",
                    "owner": "",
                    "has_handoff": pd.NA,
                    "amount": pd.NA,
                    "row": 2,
                },
                {
                    "system": "salesforce",
                    "facet": "object",
                    "external_id": "3",
                    "name": "Three",
                    "stage": "Lost",
                    "owner": "",
                    "has_handoff": pd.NA,
                    "amount": 9,
                    "row": 3,
                },
            ]
        )
    )
    deals = frames["deals"]
    assert deals[["external_id", "name", "stage", "owner", "amount", "has_handoff"]].to_numpy().tolist()[0] == [
        "2",
        "Two",
        "Lost",
        "Mei",
        5,
        True,
    ]
    assert deals["external_id"].tolist() == ["2", "1", "3"]
    assert deals["has_handoff"].tolist() == [True, False, False]
    assert len(deals) == 3


def test_documents_payments_and_the_ledger() -> None:
    frames = assemble(
        drafts(
            invoices=[
                {"system": "xero", "kind": "invoice", "external_id": "1", "customer_name": "Acme", "currency": "EUR"},
                {
                    "system": "xero",
                    "kind": "credit_note",
                    "external_id": "1",
                    "customer_name": "Acme",
                    "currency": "EUR",
                },
            ],
            invoice_lines=[
                {"system": "xero", "external_id": "1#1", "invoice": "invoice:1", "amount": 5, "currency": ""}
            ],
            allocations=[
                {
                    "system": "xero",
                    "external_id": "a",
                    "source": "credit_note:1",
                    "invoice": "invoice:1",
                    "amount": 5,
                    "currency": "",
                }
            ],
            journal_lines=[
                {
                    "system": "xero",
                    "external_id": "l#1",
                    "journal": "R-1",
                    "source": "Receivable Invoice",
                    "account": "200",
                    "account_code": "200",
                    "account_name": "Fees",
                    "debit": 0,
                    "credit": 5,
                },
                {
                    "system": "xero",
                    "external_id": "l#2",
                    "journal": "",
                    "source": "x",
                    "account": "200",
                    "account_code": "200",
                    "account_name": "Fees",
                    "debit": 5,
                    "credit": 0,
                },
            ],
            accounts=[{"system": "xero", "external_id": "200", "code": "200", "name": "Fees"}],
        ),
        base_currency="GBP",
    )
    assert frames["invoices"]["id"].tolist() == ["xero:invoice:1", "xero:credit_note:1"]
    assert frames["invoice_lines"][["invoice", "currency"]].to_numpy().tolist() == [["xero:invoice:1", "EUR"]]
    assert frames["allocations"][["source", "invoice", "currency"]].to_numpy().tolist() == [
        ["xero:credit_note:1", "xero:invoice:1", "EUR"]
    ]
    assert frames["journal_lines"]["journal"].tolist() == ["xero:journal:R-1", "xero:journal:l#2"]
    assert frames["journal_lines"]["account"].tolist() == ["xero:account:200"] * 2
    assert frames["journal_lines"]["currency"].tolist() == ["GBP", "GBP"]
    assert frames["accounts"]["role"].tolist() == ["revenue"]


def test_the_register() -> None:
    frames = assemble(
        drafts(
            contracts=[
                {
                    "system": "register",
                    "external_id": "C-1",
                    "ref": "C-1",
                    "customer_name": "ACME",
                    "country": "Ireland",
                    "currency": "EUR",
                }
            ],
            milestones=[
                {"system": "register", "external_id": "C-1|Go", "contract": "C-1", "amount": 5, "currency": ""}
            ],
            people=[{"system": "roster", "external_id": "E1", "name": "Ann Lee", "email": "a@x.example"}],
            leave=[
                {"system": "roster", "external_id": f"l{i}", "person": who}
                for i, who in enumerate(("E1", "Ann Lee", "a@x.example", "Bob"))
            ],
        )
    )
    assert frames["milestones"][["contract", "currency"]].to_numpy().tolist() == [["register:contract:C-1", "EUR"]]
    assert frames["customers"][["id", "country", "currency", "derived"]].to_numpy().tolist() == [
        ["register:customer:ACME", "Ireland", "EUR", True]
    ]
    assert frames["leave"]["person"].tolist() == ["roster:person:E1"] * 3 + ["roster:person:Bob"]


def test_the_drafts_are_left_as_they_were() -> None:
    given = drafts(
        time=[
            {
                "external_id": "t#1",
                "project": "P",
                "project_name": "P",
                "customer_name": "A",
                "person": "",
                "currency": "",
            }
        ]
    )
    before = given["time"].copy()
    assemble(given)
    pd.testing.assert_frame_equal(given["time"], before)


def test_a_line_id_of_two_accounts_is_two_lines() -> None:
    line = {"system": "bank", "external_id": "F1", "account": "1", "amount": 5, "currency": "GBP"}
    frames = assemble(drafts(bank_lines=[line, {**line, "account": "2"}, line]))
    assert frames["bank_lines"][["id", "account"]].to_numpy().tolist() == [
        ["bank:bank_line:F1", "1"],
        ["bank:bank_line:F1 (2)", "2"],
    ]


def test_people_of_the_time_rows_are_those_whom_the_system_lists() -> None:
    listed = {"external_id": "308", "name": "Ann  Lee", "cost_rate": 455_000, "derived": pd.NA}
    twins = [{"external_id": number, "name": "Bo Sim", "derived": pd.NA} for number in ("1", "2")]
    seen = [{"external_id": name, "name": name, "derived": True} for name in ("Ann Lee", "Bo Sim", "Cy Ode")]
    time = [
        {"external_id": f"t#{number}", "person": name, "person_name": name, "seconds": 60}
        for number, name in enumerate(("Ann Lee", "Bo Sim", "Cy Ode"))
    ]
    frames = assemble(drafts(people=[listed, *twins, *seen], time=time))
    assert frames["time"]["person"].tolist() == [
        "harvest:person:308",
        "harvest:person:Bo Sim",  # two are listed under the name: nobody can tell which
        "harvest:person:Cy Ode",
    ]
    assert "harvest:person:Ann Lee" not in set(frames["people"]["id"])


def test_a_project_that_numbers_its_customer() -> None:
    frames = assemble(
        drafts(
            customers=[{"external_id": "301", "name": "Acme"}, {"external_id": "302", "name": "Beta"}],
            projects=[
                {"external_id": "401", "name": "Run", "customer": "301"},
                {"external_id": "402", "name": "Run", "customer": "302"},
            ],
            time=[
                {"external_id": "t#1", "project": "Run", "project_name": "Run", "customer_name": "Beta", "seconds": 60}
            ],
        )
    )
    assert frames["projects"]["customer"].tolist() == ["harvest:customer:301", "harvest:customer:302"]
    assert frames["projects"]["customer_name"].tolist() == ["Acme", "Beta"]
    assert frames["time"]["project"].tolist() == ["harvest:project:402"]
    assert frames["time"]["customer"].tolist() == ["harvest:customer:302"]


def test_a_contract_that_numbers_its_customer() -> None:
    frames = assemble(
        drafts(
            customers=[{"external_id": "001", "name": "Acme"}],
            contracts=[
                {"external_id": "800", "ref": "C-1", "customer": "001", "customer_name": "", "currency": "EUR"},
                {"external_id": "801", "ref": "C-2", "customer": "", "customer_name": "Acme", "currency": "EUR"},
            ],
        )
    )
    assert frames["contracts"]["customer"].tolist() == ["harvest:customer:001"] * 2
    assert len(frames["customers"]) == 1


def test_an_invoice_that_prints_the_customers_account() -> None:
    invoices = [
        {"external_id": "1", "kind": "invoice", "customer_name": "ACME01"},
        {"external_id": "2", "kind": "invoice", "customer_name": "Acme Ltd"},
        {"external_id": "3", "kind": "invoice", "customer_name": "BETA01"},
        {"external_id": "4", "kind": "invoice", "customer_name": ""},
    ]
    frames = assemble(drafts(customers=[{"external_id": "ACME01", "name": "Acme Ltd"}], invoices=invoices))
    assert frames["invoices"]["customer"].tolist() == [
        "harvest:customer:ACME01",
        "harvest:customer:ACME01",
        "harvest:customer:BETA01",
        "",
    ]
    assert frames["invoices"]["customer_name"].tolist() == ["Acme Ltd", "Acme Ltd", "BETA01", ""]
    assert frames["customers"]["derived"].tolist() == [False, True]


def test_rows_named_only_by_their_place_stay_apart_where_files_and_sheets_have_the_same_places() -> None:
    def row(month: int, sheet: str, at: int = 1) -> dict[str, Any]:
        return {
            "external_id": f"time.csv#{at}",
            "file": "time.csv",
            "sheet": sheet,
            "row": at,
            "person_name": "Ann",
            "seconds": 60 * month,
            "day": pd.Timestamp(2026, month, 5),
        }

    time = assemble(drafts(time=[row(1, ""), row(1, "", 2), row(2, ""), row(3, "March")]))["time"]
    assert time["seconds"].tolist() == [60, 60, 120, 180]
    assert time["id"].is_unique


def test_postings_named_only_by_their_place_stay_apart() -> None:
    lines = [
        {"external_id": name, "file": "gl.csv", "row": 1, "account_name": "Fees", "credit": minor}
        for name, minor in (("gl.csv#1", 100), ("gl.csv#1/2", 200), ("gl.csv#1", 300), ("gl.csv#1/2", 400))
    ]
    assert assemble(drafts(journal_lines=lines))["journal_lines"]["credit"].tolist() == [100, 200, 300, 400]
