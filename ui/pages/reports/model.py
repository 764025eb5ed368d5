"""Pages of a PDF as pictures, drawn by pdfium; loaded on first use and one at a time, since pdfium is not made for threads."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtGui import QImage

_one_at_a_time = threading.Lock()


def page_sizes(path: Path) -> list[tuple[float, float]]:
    """Width and height of every page in points; raises OSError or pdfium's own error where the file is not a PDF."""
    import pypdfium2

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(path)
        try:
            return [document.get_page_size(at) for at in range(len(document))]
        finally:
            document.close()


def page_image(path: Path, at: int, scale: float) -> QImage:
    """Page `at` (from 0) at `scale` pixels a point."""
    import pypdfium2

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(path)
        try:
            page = document[at]
            bitmap = page.render(scale=scale, prefer_bgrx=True)
            image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
            made = image.copy()  # the buffer goes with the bitmap
            bitmap.close()
            page.close()
            return made
        finally:
            document.close()
