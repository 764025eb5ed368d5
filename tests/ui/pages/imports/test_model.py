from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from ui.pages.imports.model import dropped_paths


def test_only_what_lies_on_this_machine_is_taken(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.csv")), QUrl("https://example.test/b.csv")])
    assert dropped_paths(data) == [tmp_path / "a.csv"]
    assert dropped_paths(QMimeData()) == []
    assert dropped_paths(None) == []
