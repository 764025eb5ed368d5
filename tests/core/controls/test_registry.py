"""The register of controls and the frame of findings."""

from __future__ import annotations

import pandas as pd
import pytest

from core.controls.registry import CONTROLS, control, findings, joined
from core.controls.run import AREAS
from core.records.schema import FINDING_COLUMNS, TABLES
from core.records.tables import coerce, findings_frame

assert AREAS


def test_findings_have_the_declared_columns_and_a_day() -> None:
    out = findings(
        "FC-02",
        subject=pd.Series(["a", "b"], index=[4, 9]),
        amount=pd.Series([-5, pd.NA], dtype="Int64", index=[4, 9]),
        message=pd.Series(["x", None], index=[4, 9]),
        detail="d",
    )
    assert [*out.columns] == [column.name for column in FINDING_COLUMNS] + ["day"]
    assert out[["key", "severity", "impact_class"]].to_numpy().tolist() == [
        ["FC-02|a|d", "S3", "DC"],
        ["FC-02|b|d", "S3", "DC"],
    ]
    assert (out["amount"].iloc[0], pd.isna(out["amount"].iloc[1]), out["message"].tolist()) == (5, True, ["x", ""])
    plain = out.drop(columns="day")
    pd.testing.assert_frame_equal(coerce(plain, FINDING_COLUMNS), plain)
    pd.testing.assert_series_equal(findings_frame().dtypes, plain.dtypes)


def test_nothing_found_is_an_empty_frame() -> None:
    out = findings("FC-02", subject=pd.Series([], dtype="object"), message=pd.Series([], dtype="object"))
    assert out.empty


def test_an_id_is_taken_once() -> None:
    with pytest.raises(ValueError, match="FC-02"):
        control("FC-02", "Again", severity="S3", impact="PR", needs=())(CONTROLS["FC-02"].run)


@pytest.mark.parametrize("rule", CONTROLS.values(), ids=CONTROLS.keys())
def test_each_control_says_what_it_is(rule: object) -> None:
    from core.controls.registry import Control

    assert isinstance(rule, Control)
    assert rule.severity in {"S1", "S2", "S3"}
    assert rule.impact_class in {"LR", "DC", "OB", "MS", "PR"}
    assert rule.title
    assert rule.depends - {"links"} <= set(TABLES)
    assert (rule.run.__doc__ or "").strip()


def test_joined_keeps_order_and_drops_blanks() -> None:
    assert joined(["b", "", "a", "b"]) == "b;a"
