"""Documents whose head stands on their first row only: the rows below with an empty head are further lines of it."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from importers.accounting.documents import apart
from importers.shared.bodies import Body, flat_body
from importers.shared.cells import Cells
from importers.shared.columns import Field
from importers.shared.grids import Row
from importers.shared.parsing import is_blank, text_of
from importers.shared.sheets import Sheet


@dataclasses.dataclass(frozen=True, slots=True)
class Parts:
    """Which declared columns belong to the head of a document and which to its lines.

    heads: columns of the head, repeated on each of its lines, so that a document is put aside as a whole. lines: columns of the lines.
    texts: a column of the lines and a pattern of its cells; such lines (headings, comments, subtotals) are no records: they are left
    out, and noted.
    """

    heads: tuple[str, ...]
    lines: tuple[str, ...]
    texts: tuple[str, re.Pattern[str]] | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Apart:
    """Documents that are left out: by the first row of each, and what they are."""

    is_one: Callable[[Row], bool]
    what: str


def continued_body(
    sheet: Sheet,
    header: int,
    width: int,
    places: Mapping[str, int],
    anchor: int,
    parts: Parts,
    apart_from: Apart | None = None,
) -> Body:
    """The rows of documents and their lines; `doc` beside each row counts the documents from 1, `lined` says that it holds a line.

    apart_from: documents that are no records of this kind, which are left out and noted.
    """
    heads = [places[name] for name in parts.heads if name in places]
    lines = [places[name] for name in parts.lines if name in places]
    keys = [places[name] for name in ("external_id", "number", "document") if name in places and name in parts.heads]
    texts = places.get(parts.texts[0]) if parts.texts else None
    made: list[Row] = list(sheet.rows[: header + 1])
    docs: list[int] = []
    head: Row = []
    left_out = other = 0
    skipped = False
    for row in sheet.rows[header + 1 :]:
        if not row:
            made.append(row)
            continue
        below = bool(head) and not _any(row, heads) and _any(row, lines)
        line = list(row)
        if below:
            for place in heads:
                if place < min(len(line), len(head)):  # a row that is cut off stays one
                    line[place] = head[place]
        same = below or _same(row, head, keys)  # some exports print the head on each line
        if not below:
            head = line
        docs.append((docs[-1] if docs else 0) + (not same))
        skipped = skipped if same else apart_from is not None and apart_from.is_one(row)
        if skipped:
            other += 1
            made.append([""] * len(row))  # counted, as every row below the heading is, and empty
            continue
        if parts.texts and texts is not None and texts < len(row) and _matches(row[texts], parts.texts[1]):
            left_out += 1
            if below:
                made.append([""] * len(row))
                continue
            for place in lines:
                if place < len(line):
                    line[place] = ""
        made.append(line)
    body = flat_body(dataclasses.replace(sheet, rows=made), header, width, anchor)
    body.extra["doc"] = [str(docs[number - 1]) for number in body.numbers]
    body.extra["lined"] = ["x" if _any(row, lines) else "" for row in body.rows]
    body.extra["place"] = _places(body.extra["doc"], body.extra["lined"])
    if len(set(docs)) < len(docs):
        body.checks = []  # the head's amounts stand on every line now, and no longer add up to a printed total
    printed = sheet.rows[header]
    body.aside["headings"] = [(name, text_of(printed[places[name]]).strip()) for name in parts.heads if name in places]
    if other and apart_from is not None:
        body.notes.append(f"{other} rows are {apart_from.what} and are left out.")
    if left_out:
        body.notes.append(f"{left_out} lines are headings, comments or subtotals of a document and are left out.")
    return body


def _places(documents: Sequence[object], counts: Sequence[object] | None = None) -> list[object]:
    """Which line of its document each row is, from 1, as text: in the file, so that a line put aside keeps its number."""
    seen: Counter[object] = Counter()
    found: list[object] = []
    for index, document in enumerate(documents):
        seen[document] += counts is None or bool(counts[index])
        found.append(str(seen[document]))
    return found


def _any(row: Row, places: Sequence[int]) -> bool:
    return any(place < len(row) and not is_blank(row[place]) for place in places)


def _same(row: Row, head: Row, keys: Sequence[int]) -> bool:
    """Whether a row repeats the id or number of the document above it."""
    if not head or not _any(row, keys):
        return False
    own, above = ([text_of(line[place]).strip() if place < len(line) else "" for place in keys] for line in (row, head))
    return own == above


def _matches(cell: object, pattern: re.Pattern[str]) -> bool:
    return pattern.search(text_of(cell).strip().casefold()) is not None


def head_totals(cells: Cells, columns: Mapping[str, Field], *names: str) -> dict[str, tuple[str, pd.Series[int]]]:
    """Control totals of amounts of the head, each document counted once: for TableReader.amounts."""
    printed = {str(name): str(heading) for name, heading in cells.aside.get("headings", [])}
    first = ~cells.text("doc").duplicated()
    return {
        name: (printed.get(name, columns[name].headings[0]), cells.number(name).where(first))
        for name in names
        if cells.has(name)
    }


def document_ids(
    cells: Cells, kind: pd.Series[str], customer: pd.Series[str], number: pd.Series[str]
) -> pd.Series[str]:
    """External ids of documents: the column `external_id`, else `number`, else the file and the row of the document's first line."""
    own = cells.trimmed("external_id")
    first = cells.row.groupby(cells.text("doc")).transform("min").astype(str)
    named = apart(number, kind, customer).where(number != "", cells.source.file + "#" + first)
    return own.where(own != "", named)


def one_a_document(cells: Cells, heads: pd.DataFrame) -> pd.DataFrame:
    """The first of the rows of each document, and of each id of a kind."""
    kept = heads[~cells.text("doc").duplicated()]
    names = [name for name in ("kind", "external_id") if name in kept]
    return kept.drop_duplicates(names, ignore_index=True)


def lines_of(cells: Cells, lines: pd.DataFrame, document: pd.Series[str]) -> pd.DataFrame:
    """The rows of `lines` that hold a line, counted from 1 in each `invoice`; external ids are made of `document` and that number."""
    kept = np.asarray(cells.text("lined") != "")
    lines, document = lines[kept].reset_index(drop=True), document[kept].reset_index(drop=True)
    place = pd.Series(cells.text("place")[kept].to_numpy(), dtype="object")
    line = numbered(lines["invoice"], place)
    return lines.assign(line=line, external_id=document + "#" + line.astype(str))


def numbered(document: pd.Series[str], place: pd.Series[str]) -> pd.Series[int]:
    """Numbers of lines: their place in the document; counted anew where a document stands in several parts of the file."""
    told = pd.Series(pd.to_numeric(place, errors="coerce"), index=document.index)
    if told.isna().any() or pd.DataFrame({"document": document, "place": told}).duplicated().any():
        return document.groupby(document).cumcount() + 1
    return told.astype("int64")


def counted(body: Body, keys: Sequence[object]) -> None:
    """Notes beside each row how many rows its document has in the file (`lines`) and which of them it is (`place`).

    keys: what names the document, one a row.
    """
    often = Counter(keys)
    body.extra["place"] = _places(keys)
    body.extra["lines"] = [str(often[key]) for key in keys]


def summed(cells: Cells, values: pd.Series[int], document: pd.Series[str]) -> pd.Series[int]:
    """The sum of `values` over the lines of each document, on each of its rows; NA where a line is unreadable or its value unknown."""
    groups = values.groupby(document)
    whole = groups.transform("size") == pd.to_numeric(cells.text("lines"), errors="coerce")
    known = values.notna().groupby(document).transform("all")
    return groups.transform("sum").where(whole & known)
