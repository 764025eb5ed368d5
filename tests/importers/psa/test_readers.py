"""The list of readers of project, time and expense systems."""

from __future__ import annotations

from importers.psa.readers import FILES, TABLES


def test_each_layout_stands_once() -> None:
    layouts = [reader.layout for reader in TABLES] + [reader.layout for reader in FILES]
    assert layouts
    assert len(set(layouts)) == len(layouts)
