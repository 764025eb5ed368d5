"""Real tables with known answers tie and dedupe as well as ever; skipped where they do not lie beside this folder."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import pytest

from core.matching.dedupe import dedupe
from core.matching.tie import tie
from importers.shared.anytable import read_any
from tests.importers.samples import PACKS

DATA = PACKS.parent / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the public test data does not lie beside this folder")

Pairs = set[tuple[str, str]]


def score(found: Pairs, truth: Pairs) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    hits = len(found & truth)
    precision, recall = hits / max(len(found), 1), hits / len(truth)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def pairs_of(groups: Iterable[object]) -> Pairs:
    """All pairs of rows of one group."""
    out: Pairs = set()
    for _, rows in pd.Series(range(len(list(groups)))).groupby(list(groups)):
        members = [str(row) for row in rows]
        out |= {(a, b) for at, a in enumerate(members) for b in members[at + 1 :]}
    return out


@pytest.mark.parametrize(
    ("left", "right", "answers", "separator", "best", "proven"),
    [
        ("dblp-acm/DBLP2.csv", "dblp-acm/ACM.csv", "dblp-acm/DBLP-ACM_perfectMapping.csv", ",", 0.985, 0.90),
        ("abt-buy/abt.csv", "abt-buy/buy.csv", "abt-buy/gt.csv", "|", 0.90, 0.0),
        (
            "fodors-zagats/fodors.csv",
            "fodors-zagats/zagats.csv",
            "fodors-zagats/matches_fodors_zagats.csv",
            ",",
            0.985,
            0.90,
        ),
    ],
)
@pytest.mark.parametrize("answer_column", ["kept", "removed"])
def test_tables_tie(
    left: str, right: str, answers: str, separator: str, best: float, proven: float, answer_column: str
) -> None:
    one, other = read_any(DATA / left), read_any(DATA / right)
    if answer_column == "removed":  # one of the sets carries its answer as a column
        one, other = one.drop(columns="class", errors="ignore"), other.drop(columns="class", errors="ignore")
    table = pd.read_csv(DATA / answers, dtype=str, sep=separator)
    truth = set(zip(table.iloc[:, 0], table.iloc[:, 1], strict=True))
    rows = tie(one, other).rows
    rows = rows[rows["left_row"].gt(0) & rows["right_row"].gt(0)]
    assert rows["left_row"].is_unique
    assert rows["right_row"].is_unique
    ids = list(
        zip(one["id"].to_numpy()[rows["left_row"] - 1], other["id"].to_numpy()[rows["right_row"] - 1], strict=True)
    )
    assert score(set(ids), truth)[2] >= best
    sure = {pair for pair, status in zip(ids, rows["status"], strict=True) if status == "confirmed"}
    precision, recall, _ = score(sure, truth)
    assert precision >= 0.998
    assert recall >= proven


def test_people_written_twice_are_found() -> None:
    frame = read_any(DATA / "febrl" / "dataset3.csv")
    truth = pairs_of(frame["rec_id"].str.split("-").str[1])
    assert score(pairs_of(dedupe(frame)["cluster"]), truth)[2] >= 0.998
    without = dedupe(frame.drop(columns="rec_id"))
    assert score(pairs_of(without["cluster"]), truth)[2] >= 0.998


def test_places_written_many_times_are_found() -> None:
    frame = read_any(DATA / "chicago-early-childhood" / "csv_example_input_with_true_ids.csv")
    truth = pairs_of(frame.pop("True Id"))
    assert score(pairs_of(dedupe(frame)["cluster"]), truth)[2] >= 0.95


def test_firms_of_one_group_are_not_merged() -> None:
    families = pd.read_json(DATA / "company-families" / "val_dict.json", typ="series")
    names = [name for family in families for name in dict.fromkeys(family)]
    assert "confirmed" not in set(dedupe(pd.DataFrame({"Name": names}, dtype="object"))["status"])
