"""Doubles in one table are grouped; names of one group of firms are not merged."""

from __future__ import annotations

import pandas as pd

from core.matching.dedupe import dedupe, summary, telling_columns

FIRST = ["harrow", "saltmarsh", "quillan", "larch", "tidewell", "copperline", "birchall", "northgate"]
SECOND = ["engineering", "foods", "media", "valley", "trust", "rail", "homes"]
NAMES = [f"{one} {other}" for one in FIRST for other in SECOND]
TABLE = pd.DataFrame(
    {
        "Id": [f"C{at}" for at in range(len(NAMES) + 2)],
        "Name": [*NAMES, "Harrow Engineering Ltd", "HARROW ENGINEERING"],
        "City": [["Leeds", "York", "Hull"][at % 3] for at in range(len(NAMES))] + ["Leeds", "Leeds"],
    },
    dtype="object",
)


def test_doubles_are_one_cluster_and_all_rows_are_told() -> None:
    found = dedupe(TABLE)
    assert found["row"].tolist() == list(range(1, len(TABLE) + 1))
    assert found["cluster"].tolist()[-2:] == [1, 1]
    assert found["cluster"].nunique() == len(NAMES)
    assert set(found["status"][:-2]) == {""}
    assert f"{len(TABLE)} rows, {len(NAMES)} different" in summary(found)


def test_numbers_of_rows_are_no_evidence() -> None:
    assert [each.name for each in telling_columns(TABLE)] == ["Name", "City"]


def test_firms_of_one_group_are_never_confirmed() -> None:
    table = pd.DataFrame(
        {"Name": [f"Harrow Tyres {land}" for land in ("India", "Chile", "Spain", "Poland")]}, dtype="object"
    )
    assert "confirmed" not in set(dedupe(table)["status"])


def test_empty_tables() -> None:
    assert dedupe(pd.DataFrame({"a": []}, dtype="object")).empty
    assert dedupe(pd.DataFrame({"a": ["x"]}, dtype="object"))["cluster"].tolist() == [1]
