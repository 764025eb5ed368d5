"""The one spacing scale, in logical pixels, and the type sizes, in points of a 96 dpi screen's pixels."""

from __future__ import annotations

from typing import Final

XS: Final = 4
S: Final = 8
M: Final = 12
L: Final = 16
XL: Final = 24

ROW: Final = 30  # height of a grid row
CONTROL: Final = 32  # height of a button or field

SMALL: Final = 11
BODY: Final = 13
TITLE: Final = 20
