from __future__ import annotations

import pandas as pd
import pytest

from core.records.schema import FINDING_COLUMNS
from core.records.tables import coerce, findings_frame
from core.store.book import Book
from core.store.errors import NameMissing
from tests.core.store.reads import AT, LATER


def found(**amounts: int | None) -> pd.DataFrame:
    """Findings by key with their amounts."""
    rows = [
        {
            "key": key,
            "control": "TE-03",
            "severity": "S2",
            "impact_class": "LR",
            "amount": amount,
            "currency": "GBP",
            "base_amount": amount,
            "subject": f"harvest:project:{key}",
        }
        for key, amount in amounts.items()
    ]
    return findings_frame(rows)


def test_findings_come_back_sorted_by_key(book: Book) -> None:
    book.save_findings(found(b=200, a=None), "2026-09", AT)
    out = book.findings()
    pd.testing.assert_frame_equal(coerce(out, FINDING_COLUMNS), found(a=None, b=200))
    assert out["first_seen"].tolist() == ["2026-09"] * 2
    assert out["gone"].tolist() == [""] * 2


def test_a_finding_keeps_its_first_run_and_is_gone_when_a_run_misses_it(book: Book) -> None:
    assert book.save_findings(found(a=100, b=100), "one", AT) == (2, 0)
    assert book.save_findings(found(a=150, b=100), "two", LATER) == (1, 1)
    assert book.save_findings(found(a=150), "three", LATER) == (0, 1)
    rows = book.findings(gone=True)[["key", "amount", "first_seen", "last_seen", "gone"]].to_numpy().tolist()
    assert rows == [["a", 150, "one", "three", ""], ["b", 100, "one", "two", "three"]]
    assert book.findings()["key"].tolist() == ["a"]
    book.save_findings(found(a=150, b=90), "four", LATER)
    assert book.findings()[["key", "first_seen", "last_seen"]].to_numpy().tolist() == [
        ["a", "one", "four"],
        ["b", "one", "four"],
    ]


def test_the_same_run_again_writes_nothing(book: Book) -> None:
    book.save_findings(found(a=1), "2026-09", AT)
    assert book.save_findings(found(a=1), "2026-09", LATER) == (0, 0)
    assert book.findings()["last_seen"].tolist() == ["2026-09"]


def test_no_findings_at_all_is_an_answer_too(book: Book) -> None:
    assert not len(book.findings(gone=True))
    book.save_findings(found(), "one", AT)
    assert book.findings().columns[-3:].tolist() == ["first_seen", "last_seen", "gone"]


def test_a_waiver_stands_until_it_is_given_anew_or_taken_back(book: Book) -> None:
    book.waive("k1", "Ann Lee", "small", "immaterial", "2026-12-31", 5_000, AT)
    book.waive("k1", "Bo Orr", "agreed", "client-agreed", "", None, LATER)
    book.waive("k0", "Ann Lee", "", "immaterial", "", None, LATER)
    assert [(w.key, w.who, w.reason_code, w.expires, w.ceiling_minor, w.at) for w in book.waivers()] == [
        ("k0", "Ann Lee", "immaterial", "", None, LATER),
        ("k1", "Bo Orr", "client-agreed", "", None, LATER),
    ]
    book.unwaive("k1", "Ann Lee", "not agreed", LATER)
    assert [w.key for w in book.waivers()] == ["k0"]


def test_a_waiver_needs_a_person_and_a_reason(book: Book) -> None:
    with pytest.raises(NameMissing, match="a reason"):
        book.waive("k1", "Ann Lee", "", " ", "", None, AT)
    with pytest.raises(NameMissing, match="who gives it"):
        book.waive("k1", "", "", "immaterial", "", None, AT)
    assert book.waivers() == ()
