"""What was made of one file, as DESIGN.md's JSON and as rows of text."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.base.spreadsheets import neutral
from core.ports.importing import FileRead, Question, TableRead

if TYPE_CHECKING:
    import pandas as pd


def as_json(read: FileRead, ask: Callable[[TableRead], Sequence[Question]]) -> dict[str, Any]:
    """file, encoding, delimiter and the main table's figures, with `tables` for each table where a file holds several.

    ask: what has to be asked before the rest of a table can be read (the importers' side, joined in main).
    """
    tables = [_table(each, ask(each)) for each in read.tables]
    main = max(tables, key=lambda t: int(t["rows"]) + int(t["quarantined"]), default={})
    out = {
        "file": read.file,
        "encoding": read.encoding,
        "delimiter": read.delimiter,
        "quote": read.quote,
        "escape": read.escape,
        **main,
    }
    if len(tables) > 1:
        out["tables"] = tables
    return out


def refused_json(file: str, encoding: str, sentence: str) -> dict[str, Any]:
    """What is known of a text that holds no table: how it was decoded, and why nothing is made of it."""
    blank = dict.fromkeys(("delimiter", "quote", "escape", "sheet", "header_row", "system", "entity"))
    empty: dict[str, Any] = {
        "confidence": 0.0,
        "columns": [],
        "rows": 0,
        "quarantined": 0,
        "totals": {},
        "questions": [],
    }
    return {"file": file, "encoding": encoding, **blank, **empty, "notes": [sentence]}


def _table(table: TableRead, questions: Sequence[Question]) -> dict[str, Any]:
    totals: dict[str, dict[str, str]] = {}
    for each in table.totals:
        totals.setdefault(each.column, {})[each.currency] = f"{each.amount:f}"
    return {
        "sheet": table.sheet or None,
        "header_row": table.header_row or None,
        "system": (table.system if table.entity else None) or None,
        "entity": table.entity or None,
        "confidence": table.confidence,
        "columns": [
            {"source": c.source, "target": c.target or None, "confidence": c.confidence} for c in table.columns
        ],
        # Of a table that is not understood there is nothing to load or refuse yet: its rows are counted as they stand.
        "rows": table.rows_loaded if table.entity else table.rows_read,
        "quarantined": len(table.problems) if table.entity else 0,
        "totals": totals,
        "questions": [asdict(each) for each in questions],
        "notes": list(table.notes),
    }


def rows_csv(read: FileRead, printed: tuple[Sequence[str], Sequence[Sequence[str]]] | None, path: Path) -> None:
    """Writes the rows of the main table as text, header first.

    printed: the file's own headings and rows; None for a file whose records are told by marks of its own: the canonical rows then,
    and an empty file where nothing is made of its records (tags, tasks).
    """
    if printed is None:
        frames = [frame for table in read.tables for frame in table.frames.values()]
        if frames:
            write_frame(path, max(frames, key=len))
        else:
            path.write_text("", encoding="utf-8")
        return
    headings, rows = printed
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for row in (headings, *rows):
            writer.writerow([neutral(cell) for cell in row])


def write_frame(path: Path, frame: pd.DataFrame) -> None:
    """Writes a frame as CSV: UTF-8, comma, LF, "" for absent; cells that a spreadsheet would run as a formula get an apostrophe."""
    values = frame.astype("object").where(frame.notna(), "")
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for row in ([*frame.columns], *values.to_numpy().tolist()):
            writer.writerow([neutral(cell) if isinstance(cell, str) else cell for cell in row])
