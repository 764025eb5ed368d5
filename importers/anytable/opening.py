"""Whether the rows of a sheet are a table at all: letters, notes, code and lists of lines are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Final

from importers.shared.parsing import is_blank, text_of

_LOOKED_AT: Final = 200  # rows looked at
_LONG: Final = 120  # letters of a cell that is a sentence and no heading
_NAME, _WORDS = 40, 4  # letters and words of a cell of a small list
_MARKS: Final = ("{", "[", "<", "%YAML", "---", "#!", "//")


def is_table(rows: Sequence[list[object]]) -> bool:
    """Whether most rows share a width of two cells or more and the first of them are no sentences; or a small list of short cells."""
    looked = list(islice(rows, _LOOKED_AT))
    filled = [sum(1 for cell in row if not is_blank(cell)) for row in looked]
    some = sum(1 for count in filled if count)
    first = next((text_of(cell).strip() for row in looked for cell in row if not is_blank(cell)), "")
    if first.startswith(_MARKS):
        return False
    several = [index for index, count in enumerate(filled) if count > 1]
    if len(several) < 2:
        return _is_small(looked)
    if len(several) * 2 < some and len(several) < 4:
        return False
    widths = Counter(len(looked[index]) for index in several)
    often = max(widths.values())
    if often * 2 < len(several) and often < 8:
        return False
    cells = [text_of(cell).strip() for cell in looked[several[0]] if not is_blank(cell)]
    return sum(1 for cell in cells if len(cell) <= _LONG) * 2 > len(cells)


def _is_small(rows: Sequence[list[object]]) -> bool:
    """A heading and something below it, all of one width, no cell longer than a name."""
    filled = [row for row in rows if any(not is_blank(cell) for cell in row)]
    texts = [text_of(cell).strip() for row in filled for cell in row]
    return (
        len(filled) > 1
        and len({len(row) for row in filled}) == 1
        and all(len(text) <= _NAME and len(text.split()) <= _WORDS for text in texts)
    )
