"""The schema's revisions, oldest first. A released one is never edited; a new one is added behind it with its own module in `versions`."""

from __future__ import annotations

from typing import Final

REVISIONS: Final = ("001",)
HEAD: Final = REVISIONS[-1]
