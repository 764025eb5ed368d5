"""Corrections proposed: what is accepted, what follows, and every refusal with its sentence."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from core.base.errors import TieoutError
from core.changes.editing import Edit, NothingToChange, corrections, propose
from core.changes.fields import EDITABLE, editable_fields
from core.changes.overlay import UnknownField
from core.records.schema import KINDS, TABLES
from core.records.steps import Change
from core.records.tables import coerce

TIME = "harvest:time:t.csv#1"
CONTRACT = "register:contract:K-1"
INVOICE = "xero:invoice:INV-1"


@pytest.fixture
def frames() -> dict[str, pd.DataFrame]:
    rows: dict[str, list[Mapping[str, object]]] = {
        "time": [
            {
                "id": f"harvest:time:t.csv#{n}",
                "system": "harvest",
                "project": "harvest:project:P1",
                "project_name": "One",
                "customer": "harvest:customer:Acme",
                "customer_name": "Acme",
                "seconds": 5400,
                "rate": 1_000_000,
                "amount": 15_000,
                "currency": "GBP",
                "billable": True,
            }
            for n in (1, 2)
        ],
        "projects": [
            {"id": "harvest:project:P1", "system": "harvest", "name": "One", "method": "capped", "start": "2026-01-01"},
            {
                "id": "harvest:project:P2",
                "system": "harvest",
                "name": "Two",
                "customer": "harvest:customer:Bolt",
                "customer_name": "Bolt",
            },
            {"id": "clockify:project:P3", "system": "clockify", "name": "Three"},
        ],
        "contracts": [{"id": CONTRACT, "system": "register", "currency": "GBP", "start": "2026-01-01", "value": 500}],
        "invoices": [
            {"id": INVOICE, "system": "xero", "day": "2026-09-01", "due": "2026-10-01", "total": 1, "currency": "GBP"}
        ],
        "customers": [{"id": "xero:customer:Acme", "system": "xero", "name": "Acme", "terms_days": 30}],
    }
    return {name: coerce(pd.DataFrame(list(each)), TABLES[name].all_columns) for name, each in rows.items()}


def test_a_rate_is_read_and_kept_beside_what_was_seen(frames: dict[str, pd.DataFrame]) -> None:
    assert propose(frames, "time", TIME, "rate", "120.50") == Change("time", TIME, "rate", 1_000_000, 1_205_000)


def test_what_follows_from_a_new_rate_is_in_the_step(frames: dict[str, pd.DataFrame]) -> None:
    assert corrections(frames, [Edit("time", TIME, "rate", "120.50")]) == (
        Change("time", TIME, "rate", 1_000_000, 1_205_000),
        Change("time", TIME, "amount", 15_000, 18_075),
    )


def test_new_rate_and_new_hours_give_one_amount(frames: dict[str, pd.DataFrame]) -> None:
    made = corrections(frames, [Edit("time", TIME, "rate", "200"), Edit("time", TIME, "seconds", "2:00")])
    assert [c.after for c in made if c.field == "amount"] == [40_000]


def test_another_project_brings_its_names(frames: dict[str, pd.DataFrame]) -> None:
    made = corrections(frames, [Edit("time", TIME, "project", "harvest:project:P2")])
    assert {c.field: c.after for c in made} == {
        "project": "harvest:project:P2",
        "project_name": "Two",
        "customer": "harvest:customer:Bolt",
        "customer_name": "Bolt",
    }


def test_bulk_leaves_out_what_is_right_already(frames: dict[str, pd.DataFrame]) -> None:
    edits = [Edit("time", TIME, "billable", "no"), Edit("time", "harvest:time:t.csv#2", "billable", "yes")]
    assert corrections(frames, edits) == (Change("time", TIME, "billable", True, False),)


def test_bulk_is_all_or_nothing(frames: dict[str, pd.DataFrame]) -> None:
    with pytest.raises(TieoutError) as caught:
        corrections(frames, [Edit("time", TIME, "rate", "200"), Edit("time", "harvest:time:t.csv#2", "rate", "many")])
    assert caught.value.code == "CHG-104"


@pytest.mark.parametrize(
    ("table", "record", "field", "value", "code", "words"),
    [
        ("invoices", INVOICE, "total", "5.00", "CHG-101", "Posted invoices are corrected by credit and re-bill"),
        ("invoice_lines", "x", "amount", "5.00", "CHG-101", "Posted invoices are corrected by credit and re-bill"),
        ("payments", "x", "amount", "5.00", "CHG-101", "import again"),
        ("time", TIME, "person_name", "Ade", "CHG-101", "rate per hour"),
        ("holidays", "x", "name", "Ade", "CHG-101", "import again"),
        ("time", "harvest:time:t.csv#9", "rate", "5", "CHG-102", "no time"),
        ("time", TIME, "colour", "red", "CHG-103", "colour"),
        ("nothing", TIME, "colour", "red", "CHG-103", "colour"),
        ("time", TIME, "rate", "-5", "CHG-104", "at least 0.00"),
        ("time", TIME, "rate", "1,5", "CHG-104", "decimal point"),
        ("time", TIME, "seconds", "25", "CHG-104", "at most 24.00"),
        ("time", TIME, "seconds", "", "CHG-104", "left empty"),
        ("time", TIME, "project", "clockify:project:P3", "CHG-104", "same system"),
        ("time", TIME, "project", "harvest:project:P9", "CHG-104", "same system"),
        ("projects", "harvest:project:P1", "method", "hourly", "CHG-104", "time_and_materials"),
        ("projects", "harvest:project:P1", "end", "2025-12-31", "CHG-104", "before 2026-01-01"),
        ("invoices", INVOICE, "due", "2026-08-31", "CHG-104", "before 2026-09-01"),
        ("contracts", CONTRACT, "value", "5.001", "CHG-104", "2 decimal places"),
        ("customers", "xero:customer:Acme", "terms_days", "Net 30", "CHG-106", "already is 30"),
    ],
)
def test_refusals(
    frames: dict[str, pd.DataFrame], table: str, record: str, field: str, value: str, code: str, words: str
) -> None:
    with pytest.raises(TieoutError) as caught:
        propose(frames, table, record, field, value)
    assert (caught.value.code, words in caught.value.sentence) == (code, True), caught.value.sentence


def test_a_bulk_edit_that_changes_nothing_says_so(frames: dict[str, pd.DataFrame]) -> None:
    with pytest.raises(NothingToChange):
        corrections(frames, [Edit("time", TIME, "billable", True)])


def test_an_unknown_field_has_its_own_error(frames: dict[str, pd.DataFrame]) -> None:
    with pytest.raises(UnknownField):
        propose(frames, "time", TIME, "colour", "red")


def test_every_declared_field_is_a_column_and_no_total_is_among_them() -> None:
    assert all((table, field) in KINDS for table, field in EDITABLE)
    assert {field.name for field in editable_fields("invoices")} == {"reference", "po_number", "due", "sent"}
    assert not editable_fields("invoice_lines")
