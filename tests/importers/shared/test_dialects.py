"""How a text writes its table."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.shared.decoding import decoded
from importers.shared.dialects import Dialect, Told, blocks, lists, told
from tests.importers.samples import PACKS

REAL = PACKS.parent / "data"
SIGNS = {
    "comma": ",",
    "semicolon": ";",
    "tab": "\t",
    "vslash": "|",
    "space": " ",
    "doublequote": '"',
    "singlequote": "'",
}


def rows(text: str) -> list[list[str]]:
    found = told(text)
    return list(lists(text[found.start :], found.dialect))


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "^", "~"])
def test_marks_between_cells(mark: str) -> None:
    text = "".join(
        f"{mark.join(row)}\n"
        for row in (
            ["Client", "Day", "Amount"],
            ["A", "2026-04-01", "1200.50"],
            ["B", "2026-04-02", "7"],
            ["C", "2026-04-02", "8"],
        )
    )
    assert told(text).dialect == Dialect(mark)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    text = end.join(["Client;Amount", '"Smith\nand Sons";1,5', "B;2,5", ""])
    assert rows(text) == [["Client", "Amount"], ["Smith\nand Sons", "1,5"], ["B", "2,5"]]


def test_decimal_commas_do_not_part_cells() -> None:
    assert told("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n").dialect.delimiter == ";"


def test_sentences_are_one_column() -> None:
    assert told("Notes\nCalled the client today: no answer\nSent the bill\n").dialect.delimiter == ","


def test_columns_parted_by_spaces() -> None:
    assert told("C  0.000  0.000\nH  0.000  1.089\nH  1.026  0.000\nH -0.513 -0.889\n").dialect == Dialect(
        " ", spaced=True
    )


@pytest.mark.parametrize("line", ["sep=;\n", '"sep=;"\r\n', "SEP=;\r"])
def test_a_line_that_says_it(line: str) -> None:
    found = told(line + "a,b;c\n1,2;3\n")
    assert (found.dialect.delimiter, found.start) == (";", len(line))


def test_what_a_person_says_counts() -> None:
    assert told("a,b;c\n1,2;3\n", ";", "").dialect == Dialect(";", "")


def test_single_quotes() -> None:
    assert rows("id,name\n1,'arnie, morton'\n2,'joe''s, bar'\n") == [
        ["id", "name"],
        ["1", "arnie, morton"],
        ["2", "joe's, bar"],
    ]
    assert rows("id,name\n1,it's\n2,joe's\n")[1] == ["1", "it's"]


def test_a_backslash_before_quotes() -> None:
    assert rows('id,name\n1,"5\\" pipe, steel"\n2,"a"\n')[1] == ["1", '5" pipe, steel']
    assert rows('id,path\n1,"C:\\data\\"\n2,"D:\\"\n')[1] == ["1", "C:\\data\\"]


def test_quotes_behind_spaces() -> None:
    assert rows('id, name\n1, "Smith, Ann"\n2, "B"\n')[1] == ["1", "Smith, Ann"]
    assert rows("id, name\n1,  B\n")[1] == ["1", "  B"]


def test_printed_lines_of_rows_that_take_several() -> None:
    found = Told(Dialect(), 0, 1.0)
    assert list(blocks('a,b\n1,"x\ny"\n2,z\n', found, 2)) == [
        ([["a", "b"], ["1", "x\ny"]], [["a,b\n"], ['1,"x\n', 'y"\n']]),
        ([["2", "z"]], None),
    ]


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_read_whatever_the_mark(table: list[list[str]], mark: str, end: str) -> None:
    """Every cell quoted: no content may change what is read, once the dialect is said."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark, quoting=csv.QUOTE_ALL, lineterminator=end).writerows(table)
    assert list(lists(out.getvalue(), Dialect(mark))) == table


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files do not lie beside this folder")
def test_real_dialects() -> None:
    """F1 over the files of the W3C collection, as the paper of CSVsniffer counts.

    A file is right when mark, quote and escape are those of its annotation (a doubled quote and none are one: neither escapes); a
    dialect is always given, so that precision, recall and with them F1 are the share of files that are right.
    """
    folder = REAL / "csv-w3c-csvw"
    right, wrong = 0, []
    for line in (folder / "W3C-CSVW-Dialect_annotations.txt").read_text(encoding="utf-8").splitlines():
        name, *parts = line.split("|")
        if len(parts) < 5 or not (folder / name).is_file():
            continue
        got = told(decoded((folder / name).read_bytes()).text).dialect
        want = (SIGNS[parts[1]], SIGNS[parts[2]], "\\" if parts[3] == "backslash" else "")
        if (got.delimiter, got.quote, got.escape) == want:
            right += 1
        else:
            wrong.append(name)
    assert right + len(wrong) == 214
    assert right / 214 >= 0.985, wrong


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files do not lie beside this folder")
@pytest.mark.parametrize("path", sorted((REAL / "csv-spectrum" / "csvs").glob("*.csv")), ids=lambda path: path.stem)
def test_the_spectrum(path: Path) -> None:
    """Equal to the JSON; one of its files prints a telephone number that its JSON does not have."""
    head, *body = rows(decoded(path.read_bytes()).text)
    got = [dict(zip(head, row, strict=True)) for row in body if row]
    want = json.loads((path.parent.parent / "json" / f"{path.stem}.json").read_text(encoding="utf-8"))
    want = want if isinstance(want, list) else [want]
    if "Contact Phone Number" in head:
        for row in (*got, *want):
            del row["Contact Phone Number"]
    assert got == want
