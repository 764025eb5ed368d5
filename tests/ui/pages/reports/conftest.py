from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication


@pytest.fixture
def pack(app: QApplication, tmp_path: Path) -> Path:
    """A PDF of three pages, drawn by Qt."""
    app.processEvents()
    path = tmp_path / "pack.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    for number in range(3):
        painter.drawText(500, 500, f"Page {number + 1}")
        painter.fillRect(1000, 1000, 3000, 3000, "black")
        if number < 2:
            writer.newPage()
    painter.end()
    return path
