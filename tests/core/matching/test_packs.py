"""Matching on the sample month ends, read by the real importers; wide margins, so that only a real loss fails."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from core.base.periods import Period
from core.matching.engine import match
from core.normalise.assemble import assemble
from core.normalise.currencies import base_currency
from core.records.tables import Tables, links_frame
from importers.registry import drafts_of, read_folder

SHARED = Path(__file__).parents[4] / "shared" / "packs"
PACKS = sorted(path.parents[1].name for path in SHARED.glob("*/truth/links.csv")) if SHARED.is_dir() else []
pytestmark = pytest.mark.skipif(not PACKS, reason="the sample month ends are not beside the repository")


@cache
def _tables(pack: str) -> Tables:
    drafts = drafts_of(read_folder(SHARED / pack / "exports", refused=[]))
    return Tables(assemble(drafts), links_frame(), base_currency(drafts), Period(2026, 9), frozenset(drafts))


def _pairs(frame: pd.DataFrame) -> dict[str, set[frozenset[str]]]:
    left = frame["left_system"] + ":" + frame["left_entity"] + ":" + frame["left_id"]
    right = frame["right_system"] + ":" + frame["right_entity"] + ":" + frame["right_id"]
    found: dict[str, set[frozenset[str]]] = {}
    for kind, one, other in zip(frame["kind"], left, right, strict=True):
        found.setdefault(kind, set()).add(frozenset((one, other)))
    return found


@pytest.mark.parametrize("pack", PACKS or ["none"])
def test_a_month_end(pack: str) -> None:
    truth = _pairs(pd.read_csv(SHARED / pack / "truth" / "links.csv", dtype=str, keep_default_na=False))
    neither = _pairs(pd.read_csv(SHARED / pack / "truth" / "links_optional.csv", dtype=str, keep_default_na=False))
    tables = _tables(pack)
    began = time.process_time()
    links = match(tables)
    spent = time.process_time() - began
    wrong = sure = 0
    for kind, expected in truth.items():
        mine = links[links["kind"] == kind]
        found = {frozenset(pair) for pair in zip(mine["left"], mine["right"], strict=True)} - neither.get(kind, set())
        stands = mine[mine["status"] == "confirmed"]
        confirmed = {frozenset(pair) for pair in zip(stands["left"], stands["right"], strict=True)} - neither.get(
            kind, set()
        )
        assert 2 * len(found & expected) / (len(found) + len(expected)) >= 0.97, kind
        wrong += len(confirmed - expected)
        sure += len(confirmed)
    assert wrong <= 0.003 * sure
    assert sure >= 0.85 * sum(map(len, truth.values()))
    assert spent < 8.0  # about 1 s on a quiet machine
