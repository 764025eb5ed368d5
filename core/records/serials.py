"""Running numbers in names and texts: `1/3`, `1 of 3` and `no. 1 of 3` say the same."""

from __future__ import annotations

import re
from typing import Final

_OF: Final = re.compile(
    r"(?<![\w./-])(?:no\.?|nr\.?|#)?\s*(\d{1,3})\s*(?:/|of|out of|from|von|de|di|van)\s*(\d{1,3})(?![\w./-]*\d)",
    re.IGNORECASE,
)
_SPELLINGS: Final = re.compile(r"install?ment|install?ement", re.IGNORECASE)


def same_serials(text: str) -> str:
    """`text` with every running number spelled ` 1 of 3 ` and every instalment spelled alike; days like 19/05 stay as they are.

    A running number is never above its total.
    """
    return _SPELLINGS.sub("instalment", _OF.sub(_spelled, text))


def _spelled(found: re.Match[str]) -> str:
    number, of = int(found[1]), int(found[2])
    return f" {number} of {of} " if 0 < number <= of and not found[2].startswith("0") else found[0]
