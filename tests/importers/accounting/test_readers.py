"""The list of readers of ledgers."""

from __future__ import annotations

from importers.accounting.readers import FILES, TABLES


def test_each_layout_stands_once() -> None:
    layouts = [reader.layout for reader in TABLES] + [reader.layout for reader in FILES]
    assert layouts
    assert len(set(layouts)) == len(layouts)
