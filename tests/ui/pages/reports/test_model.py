from __future__ import annotations

from pathlib import Path

import pytest

from ui.pages.reports.model import page_image, page_sizes


def test_every_page_has_its_size(pack: Path) -> None:
    assert [(round(width), round(height)) for width, height in page_sizes(pack)] == [(595, 842)] * 3


def test_a_page_is_drawn_at_the_scale_asked_for(pack: Path) -> None:
    image = page_image(pack, 1, 0.5)
    assert (image.width(), image.height()) == (298, 421)
    inks = {image.pixelColor(x, y).name() for x in range(0, 298, 7) for y in range(0, 421, 7)}
    assert {"#000000", "#ffffff"} <= inks


def test_what_is_no_pdf_is_an_error(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.pdf"
    wrong.write_text("not a PDF", encoding="utf-8")
    with pytest.raises(Exception, match=r"(?i)pdf"):
        page_sizes(wrong)
