from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.front_fake import FakeFront
from ui.pages.matches import presenter

FRONT = FakeFront()


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(9_990, "99 %, proven"), (9_350, "93 %, very likely"), (7_100, "71 %, likely"), (4_200, "42 %, possible")],
)
def test_confidence_in_words(confidence: int, words: str) -> None:
    view = replace(FRONT.match(next(iter(FRONT._links))), confidence=confidence)
    assert presenter.sureness(view) == words


def test_a_side_without_a_title_shows_its_id() -> None:
    view = replace(FRONT.match(next(iter(FRONT._links))), left_title="")
    assert presenter.sides(view)[0] == view.left_id


def test_kinds_are_shown_in_words() -> None:
    sheet = presenter.sheet(FRONT.matches())
    assert "Bank to payment" in {sheet.text(row, sheet.at["kind"]) for row in range(len(sheet))}
    assert presenter.default_reason("confirmed") != presenter.default_reason("rejected")
