from __future__ import annotations

from pathlib import Path

import pytest

from core.reports.pdf import print_pack
from core.reports.preview import NoSuchPage, NotPrintable, page_count, page_pictures, pdf_page_png
from tests.core.reports.books import pack


def test_pages_as_pictures(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    pages = print_pack(pack(), path)
    assert page_count(path) == pages
    picture = pdf_page_png(path, 1, 0.5)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") in range(290, 310)
    made = page_pictures(path, tmp_path, 0.2)
    assert [each.name for each in made] == [f"page-{number:02d}.png" for number in range(1, pages + 1)]
    assert all(each.read_bytes().startswith(b"\x89PNG") for each in made)


def test_page_beyond_the_end(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    pages = print_pack(pack(), path)
    with pytest.raises(NoSuchPage, match=f"pack.pdf has {pages} pages; there is no page 99"):
        pdf_page_png(path, 99)


def test_not_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    path.write_text("no")
    for wrong in (path, tmp_path / "absent.pdf"):
        with pytest.raises(NotPrintable, match="cannot be shown"):
            page_count(wrong)
