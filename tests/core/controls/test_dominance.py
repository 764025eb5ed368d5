"""A cause is priced once."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from core.controls.dominance import ABSORPTIONS, SUBJECT, absorbed_by
from core.controls.registry import CONTROLS
from core.records.schema import TABLES
from core.records.tables import findings_frame
from tests.core.controls.asking import C, P
from tests.core.controls.books import thread

I1, M1 = "xero:invoice:I1", "register:milestone:C1|1"
BOOK = thread(
    invoices=[{"id": I1, "kind": "invoice", "customer": "xero:customer:Oak"}], milestones=[{"id": M1, "contract": C}]
)


def taken(*rows: tuple[str, str, str]) -> dict[str, str]:
    """Control -> the control that absorbs it, of findings given as (control, subject, related)."""
    frame = findings_frame({"key": c, "control": c, "subject": s, "related": r} for c, s, r in rows)
    return {k: v for k, v in zip(frame["control"], absorbed_by(frame, BOOK), strict=True) if v}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("HO-03", P, ""), ("TE-03", P, "")], {"TE-03": "HO-03"}),
        ([("HO-03", P, ""), ("TE-03", P + "2", "")], {}),
        ([("HO-15", C, P), ("TE-06", "x:project:R", P)], {"TE-06": "HO-15"}),
        ([("BI-12", I1, "xero:invoice:I2"), ("BI-10", I1, "")], {"BI-10": "BI-12"}),
        ([("BI-12", I1, "xero:invoice:I2"), ("BI-10", "xero:invoice:I2", "")], {}),
        ([("HO-02", C, ""), ("MS-01", M1, "")], {"MS-01": "HO-02"}),
        ([("MD-08", "xero:customer:Oak", ""), ("BI-18", I1, "")], {"BI-18": "MD-08"}),
        ([("TE-08", "h:person:A|2026-09-01", "r:person:E1"), ("TE-10", "h:person:A|2026-09-02", "r:person:E1")], {}),
        ([("TE-08", "h:person:A|2026-09-01", ""), ("TE-10", "h:person:A|2026-09-01", "")], {"TE-10": "TE-08"}),
        ([("GL-01", "xero:account:610", "xero:journal:M1"), ("GL-11", "xero:journal:M1", "")], {"GL-11": "GL-01"}),
        ([("GL-02", I1, ""), ("GL-01", "xero:account:610", I1)], {}),
    ],
)
def test_meeting(rows: list[tuple[str, str, str]], expected: dict[str, str]) -> None:
    assert taken(*rows) == expected


@pytest.mark.parametrize(("amount", "same"), [(500, True), (499, False)])
def test_where_a_common_record_may_be_chance_the_amounts_tell(amount: int, same: bool) -> None:
    rows = [
        {"key": "HO-12", "control": "HO-12", "subject": C, "amount": 500},
        {"key": "BI-06", "control": "BI-06", "subject": C, "amount": amount},
    ]
    assert absorbed_by(findings_frame(rows), BOOK).tolist() == ["", "HO-12" if same else ""]


def test_a_chain_ends_at_its_first_cause() -> None:
    """A milestone billed twice is a double invoice, which is a line without support."""
    rows = [("MS-04", M1, I1), ("BI-12", I1, ""), ("BI-10", I1, "")]
    assert taken(*rows) == {"BI-12": "MS-04", "BI-10": "MS-04"}
    assert taken(*rows[1:]) == {"BI-10": "BI-12"}


def test_the_first_of_two_causes_takes_it() -> None:
    rows = [("MD-01", "hubspot:customer:7", P), ("HO-03", P, ""), ("TE-03", P, "")]
    assert taken(*rows)["TE-03"] == "MD-01"


def test_nothing_found_is_nothing_absorbed() -> None:
    assert absorbed_by(findings_frame(), BOOK).empty
    assert taken(("FC-01", "hubspot:deal:1", "")) == {}


def test_the_table_names_controls_and_entities_and_has_no_circle() -> None:
    entities = {table.entity for table in TABLES.values()} | {SUBJECT, "credit_note", "journal"}
    below: dict[str, set[str]] = {}
    for each in ABSORPTIONS:
        assert each.by in entities
        below.setdefault(each.upstream, set()).update(each.downstream)

    def under(control: str, path: tuple[str, ...] = ()) -> None:
        assert control not in path, " > ".join((*path, control))
        for symptom in below.get(control, ()):
            under(symptom, (*path, control))

    for control in below:
        under(control)
    known: set[str] = set(CONTROLS) | {"BI-11", "CA-04", "MS-05", "TE-13"}  # symptoms that are not evaluated yet
    assert {each.upstream for each in ABSORPTIONS} <= set(CONTROLS)
    assert {symptom for symptoms in below.values() for symptom in symptoms} <= known


def test_the_answer_is_indexed_as_the_findings() -> None:
    rows: list[dict[str, Any]] = [{"key": c, "control": c, "subject": P} for c in ("HO-03", "TE-03")]
    frame = findings_frame(rows).set_index(pd.Index([7, 9]))
    assert absorbed_by(frame, BOOK).to_dict() == {7: "", 9: "HO-03"}
