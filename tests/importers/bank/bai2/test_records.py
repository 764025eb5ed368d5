"""BAI2 records, continuations, several on a line."""

from __future__ import annotations

import pytest

from importers.bank.bai2.records import Record, detail_of, records_of, summaries_of


def test_records_and_continuations() -> None:
    text = "01,a,b,240101,0000,1,,,2/  02,a,b,1,240101,,USD,2/\n03,1,USD,010,5,,/\n88,015,6,,/\n16,142,7,Z,,,paid 3/4\nto us/\n88,more/ text\n49,18,4/ 98,18,1,6/\n99,18,1,8/"
    records = list(records_of(text))
    assert [(record.code, record.count) for record in records] == [
        ("01", 1),
        ("02", 1),
        ("03", 2),
        ("16", 2),
        ("49", 1),
        ("98", 1),
        ("99", 1),
    ]
    assert records[2].fields == ["1", "USD", "010", "5", "", "", "015", "6", "", ""]
    assert detail_of(records[3]).text == ("paid 3/4 to us", "more/ text")


@pytest.mark.parametrize(
    ("text", "bank", "customer"),
    [
        ("142,7,Z,B1,C1,text", "B1", "C1"),
        ("142,7,,B1,C1,text", "B1", "C1"),
        ("115,7,S,1,2,3,B1,C1,text", "B1", "C1"),
        ("409,7,V,060316,,B1,C1,text", "B1", "C1"),
        ("409,7,D,2,0,5,1,2,B1,C1,text", "B1", "C1"),
        ("409,7,0", "", ""),
    ],
)
def test_what_the_funds_type_brings_with_it(text: str, bank: str, customer: str) -> None:
    detail = detail_of(Record("16", text))
    assert (detail.bank, detail.customer, detail.amount) == (bank, customer, "7")


def test_fields_that_run_on_into_a_continuation() -> None:
    detail = detail_of(Record("16", "115,7,S,1", ["2,3,B1,C1,text", "more"]))
    assert (detail.bank, detail.customer, detail.text) == ("B1", "C1", ("text", "more"))
    with pytest.raises(ValueError, match="ends before its references"):
        detail_of(Record("16", "115,7,S,1"))


def test_summaries() -> None:
    fields = [
        "010",
        "500000",
        "",
        "",
        "190",
        "70000000",
        "4",
        "0",
        "110",
        "70000000",
        "15",
        "D",
        "3",
        "0",
        "20000000",
        "1",
        "30000000",
        "3",
        "20000000",
        "",
        "",
        "",
        "",
        "060",
        "1",
        "",
        "",
    ]
    assert summaries_of(fields) == {"010": "500000", "190": "70000000", "110": "70000000", "060": "1"}
