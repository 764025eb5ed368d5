"""Which record and which field put a finding right."""

from __future__ import annotations

import pandas as pd
import pytest

from core.changes.fields import EDITABLE
from core.controls.registry import CONTROLS
from core.records.schema import TABLES
from core.services.corrections import REMEDIES, common_value, named_records, plain_value, records_behind

TWO = "harvest:time:a;harvest:time:b;harvest:project:P"


@pytest.mark.parametrize("control", sorted(REMEDIES))
def test_a_remedy_is_a_field_that_a_step_may_set_on_records_of_that_entity(control: str) -> None:
    remedy = REMEDIES[control]
    assert control in CONTROLS
    assert (remedy.table, remedy.field) in EDITABLE
    assert TABLES[remedy.table].entity == remedy.entity


def test_the_records_behind_a_finding_are_those_of_its_remedy() -> None:
    assert records_behind("TE-01", "harvest:project:P", TWO) == ("harvest:time:a", "harvest:time:b")
    assert records_behind("TE-08", "harvest:person:Ann|2026-09-04", TWO) == ("harvest:time:a",)
    assert records_behind("GL-02", "xero:invoice:1", TWO) == ()


def test_the_subject_comes_first_and_an_id_may_hold_colons() -> None:
    assert named_records("xero:invoice:A:1", "xero:invoice:2;xero:invoice:A:1;;odd", "invoice") == (
        "xero:invoice:A:1",
        "xero:invoice:2",
    )


def test_records_that_differ_or_do_not_say_have_no_common_value() -> None:
    frame = pd.DataFrame({"id": ["a", "b", "c"], "rate": pd.array([100, 100, 90], dtype="Int64")})
    assert common_value(frame, ("a", "b"), "rate") == 100
    assert common_value(frame, ("a", "c"), "rate") is None
    assert common_value(frame, ("no such",), "rate") is None


@pytest.mark.parametrize(
    ("cell", "plain"),
    [(pd.NA, None), (pd.NaT, None), (None, None), (pd.Timestamp("2026-09-04"), "2026-09-04"), ("", ""), (7, 7)],
)
def test_a_cell_is_plain_or_none(cell: object, plain: object) -> None:
    assert plain_value(cell) == plain


def test_a_numpy_number_becomes_a_python_one() -> None:
    assert type(plain_value(pd.Series([3]).to_numpy()[0])) is int
