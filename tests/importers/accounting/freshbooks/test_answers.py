"""Answers of the FreshBooks interface: lists are read, errors and keys are refused as what they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from importers.accounting.freshbooks.answers import Answers
from importers.registry import read
from importers.shared.intake import HeadingsOnly, NotATable, take_in
from tests.importers.accounting.real import sample
from tests.importers.samples import only, problems, rows, text_file, totals


def answer(path: Path, content: object) -> Path:
    return text_file(path, json.dumps(content, indent=1))


def clients(*records: dict[str, object], **page: object) -> dict[str, object]:
    return {"response": {"result": {"clients": list(records), "total": len(records), **page}}}


ACME = {
    "id": 7,
    "accounting_systemid": "A1",
    "organization": "Acme",
    "email": "jo@acme.example",
    "currency_code": "CAD",
}


def test_clients(tmp_path: Path) -> None:
    person = {
        "id": 8,
        "accounting_systemid": "A1",
        "fname": "Al",
        "lname": "Bee",
        "vat_number": None,
        "extra": {"a": [1]},
    }
    table = only(answer(tmp_path / "c.json", clients(ACME, person, page=1, pages=3)))
    assert (table.system, table.entity) == ("freshbooks", "customer")
    assert rows(table, "customers", "external_id", "name", "domain", "currency", "tax_id") == [
        ("7", "Acme", "acme.example", "CAD", ""),
        ("8", "Al Bee", "", "", ""),
    ]
    assert "The answer is page 1 of 3: the other pages hold the rest of the list." in table.notes


def test_time_entries(tmp_path: Path) -> None:
    entry = {
        "id": 1,
        "identity_id": 5,
        "client_id": 7,
        "project_id": 9,
        "started_at": "2026-01-15T23:30:00Z",
        "duration": 5400,
    }
    entries = [entry | {"billable": True, "billed": False, "note": "x"}, entry | {"id": 2, "duration": None}]
    table = only(answer(tmp_path / "t.json", {"meta": {"pages": 1}, "time_entries": entries}))
    assert rows(
        table, "time", "external_id", "day", "customer", "project", "seconds", "billable", "invoiced", "notes"
    ) == [("1", "2026-01-15", "freshbooks:customer:7", "9", 5_400, True, False, "x")]
    assert problems(table) == [(2, "IMP-204")]
    assert totals(table) == {("duration", ""): ("5400.00", 1)}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            {"response": {"errors": [{"errno": 1012, "message": "Client not found.", "field": "userid"}]}},
            "Client not found",
        ),
        ({"errno": 2001, "error": {"title": "t", "description": "field required"}}, "field required"),
        ({"errors": {"message": "failed", "status": 400, "details": []}}, "failed"),
        ({"message": "No access. At all."}, "No access"),
        ({"access_token": "secret-word", "token_type": "Bearer"}, "access keys"),
    ],
)
def test_an_answer_without_records_says_what_it_is(tmp_path: Path, content: object, said: str) -> None:
    with pytest.raises(NotATable) as refused:
        read(answer(tmp_path / "e.json", content))
    assert said in refused.value.sentence
    assert "answer" in refused.value.sentence
    assert "secret-word" not in refused.value.sentence


def test_an_empty_list_is_said(tmp_path: Path) -> None:
    with pytest.raises(HeadingsOnly):
        read(answer(tmp_path / "c.json", clients()))


@pytest.mark.parametrize(
    "content",
    [[], {}, {"clients": [{"id": 1}]}, {"time_entries": [{"id": 1}]}, {"message": {"a": 1}}, {"message": "x", "id": 1}],
)
def test_other_json_is_not_its_own(tmp_path: Path, content: object) -> None:
    assert Answers().sure(take_in(answer(tmp_path / "o.json", content))) == 0


@pytest.mark.parametrize("text", ["{broken", '{"a":' * 100_000, "{}"], ids=["broken", "deep", "empty"])
def test_what_is_no_json_is_not_its_own(tmp_path: Path, text: str) -> None:
    assert Answers().sure(take_in(text_file(tmp_path / "o.json", text))) == 0


def test_published_lists() -> None:
    people = only(sample("freshbooks/sdk_list_clients_response.json"))
    assert (people.system, people.entity, people.rows_read, people.rows_loaded) == ("freshbooks", "customer", 3, 3)
    time = only(sample("freshbooks/sdk_list_time_entries_response.json"))
    assert (time.entity, time.rows_loaded, totals(time)) == ("time", 2, {("duration", ""): ("7200.00", 2)})


@pytest.mark.parametrize(
    "name",
    [
        "sdk_auth_token_response",
        "sdk_create_ledger_account_response__validation_errors",
        "sdk_create_project__validation_errors",
        "sdk_get_client_response__not_found",
        "sdk_get_project_response__no_auth",
    ],
)
def test_published_errors_are_refused(name: str) -> None:
    with pytest.raises(NotATable, match="answer"):
        read(sample(f"freshbooks/{name}.json"))
