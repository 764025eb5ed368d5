"""Pages of a printed PDF as pictures, for the screen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core.base.errors import TieoutError


class NoSuchPage(TieoutError):
    """A page was asked for that the document does not have."""

    code = "RPT-102"
    template = "{file} has {pages} pages; there is no page {page}."


class NotPrintable(TieoutError):
    """A file is not a PDF that can be shown."""

    code = "RPT-103"
    template = "{file} cannot be shown: it is missing or not a PDF. Print the pack again."


def page_count(path: Path) -> int:
    """Number of pages; raises NotPrintable."""
    with _opened(path) as document:
        return len(document)


def pdf_page_png(path: Path, page: int, scale: float = 1.5) -> bytes:
    """Page `page` (1-based) as PNG bytes, `scale` pixels a point; raises NoSuchPage and NotPrintable."""
    with _opened(path) as document:
        if not 1 <= page <= len(document):
            raise NoSuchPage(file=path.name, pages=len(document), page=page)
        leaf = document[page - 1]
        bitmap = leaf.render(scale=scale)
        picture = bitmap.to_pil()
        out = io.BytesIO()
        picture.save(out, format="PNG")
        leaf.close()
        return out.getvalue()


def page_pictures(path: Path, out: Path, scale: float = 1.5) -> tuple[Path, ...]:
    """Writes every page as `page-01.png`, `page-02.png` ... into `out`, which must be there; raises NotPrintable."""
    made = []
    for page in range(1, page_count(path) + 1):
        picture = out / f"page-{page:02d}.png"
        picture.write_bytes(pdf_page_png(path, page, scale))
        made.append(picture)
    return tuple(made)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(str(path))
    except (OSError, pypdfium2.PdfiumError) as cause:
        raise NotPrintable(file=path.name) from cause
    try:
        yield document
    finally:
        document.close()
