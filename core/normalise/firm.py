"""Whose books these are: the name that the title rows of several exports share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def firm_of(titles: Iterable[Iterable[str]]) -> str:
    """The text without digits that stands above the headings of most files, two at least; "" when none does.

    titles: the title rows of each file. What follows " - " is the report's own name. Ties go to the longer text.
    """
    count: Counter[str] = Counter()
    for of_file in titles:
        count.update({text.split(" - ")[0].strip() for text in of_file})
    shared = [
        (files, len(text), text)
        for text, files in count.items()
        if files > 1 and text and not any(c.isdigit() for c in text)
    ]
    return max(shared, default=(0, 0, ""))[2]
