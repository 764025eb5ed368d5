"""The page of exports that are read, made of the readers themselves: `python -m tests.docs.exports` writes docs/EXPORTS.md anew."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.reports.wording import SYSTEMS
from importers.registry import FILE_READERS, READERS

if TYPE_CHECKING:
    from importers.shared.file_reader import FileReader
    from importers.shared.table_reader import TableReader

PAGE = Path(__file__).parents[2] / "docs" / "EXPORTS.md"
HEAD = """# Exports that are read

Every file is recognised by what stands in it, never by its name alone: CSV and other texts in any of fifty encodings, XLSX, XLSM, XLSB, XLS
and ODS workbooks, JSON and XML answers, and ZIP or gzip archives of them. A row that cannot be read waits in quarantine with the reason.

A table of none of these layouts is mapped by what its headings mean and its cells look like; what is not sure enough waits for a person
(`main.py read FILE`, or "Map columns" on the import page), and the mapping is remembered for files with the same headings.
Layouts marked *recalled* are known from memory and not from a real file: look at their mapping the first time.

| system | layout | holds | what it is |
|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    readers: list[TableReader | FileReader] = [*READERS, *FILE_READERS]
    kept = [each for each in readers if each.system != "generic"]
    return HEAD + "".join(f"{_line(each)}\n" for each in sorted(kept, key=lambda each: (each.system, each.layout)))


def _line(reader: TableReader | FileReader) -> str:
    name = reader.layout.partition(".")[2].replace("_", " ") + (" *recalled*" if reader.recalled else "")
    what = " ".join((inspect.getdoc(type(reader)) or "").split("\n\n")[0].split()).replace("|", "\\|")
    return f"| {SYSTEMS.get(reader.system, reader.system.capitalize())} | {name} | {reader.entity.replace('_', ' ')} | {what} |"


def main() -> int:
    """Writes the page."""
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
