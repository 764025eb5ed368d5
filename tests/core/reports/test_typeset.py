from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.reports import typeset
from core.reports.typeset import BOLD, NARROW, NARROW_BOLD, REGULAR, FontMissing, face, font, plain

NAMES = (REGULAR, BOLD, NARROW, NARROW_BOLD)


@pytest.mark.parametrize("name", NAMES)
def test_fonts_draw_latin_greek_and_cyrillic_with_figures_of_one_width(name: str) -> None:
    known = font(name).face.charToGlyph
    assert [sign for sign in "ÅŁőžșĦıȚŴЖщїґΩώϊẞ€£—–…·’“№" if ord(sign) not in known] == []
    widths = {face(name).width(digit, 10) for digit in "0123456789"}
    assert len(widths) == 1


@pytest.mark.parametrize("name", NAMES)
def test_fonts_are_small_and_their_licence_is_beside_them(name: str) -> None:
    assert (typeset.FONT_FOLDER / f"{name}.ttf").stat().st_size < 700_000
    assert "SIL OPEN FONT LICENSE" in (typeset.FONT_FOLDER / "NotoSans-OFL.txt").read_text(encoding="utf-8")


def test_missing_font_is_a_sentence() -> None:
    with pytest.raises(FontMissing, match=r"NoSuch\.ttf is missing") as caught:
        font("NoSuch")
    assert caught.value.code == "RPT-101"


def test_plain() -> None:
    assert plain("A\n  b\u2192c \u2264 d") == "A b->c <= d"
    assert plain("e\u0301") == "é"
    assert plain("two  spaces stay") == "two  spaces stay"


def test_wrap_cuts_with_an_ellipsis() -> None:
    lines = face(NARROW).wrap("one two three four five six seven eight nine ten", 8, 60, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert face(NARROW).wrap("", 8, 60, 2) == ()


def test_long_ids_break_after_a_separator() -> None:
    lines = face(NARROW).wrap("Report_Detailed_10_01_2025-09_30_2026.csv", 8, 90, 9)
    assert "".join(lines) == "Report_Detailed_10_01_2025-09_30_2026.csv"
    assert all(line[-1] in "-_." for line in lines[:-1])


@settings(deadline=None)
@given(st.text(max_size=120), st.integers(20, 200), st.integers(1, 5))
def test_wrapped_lines_fit_and_lose_nothing_that_fits(text: str, width: int, lines: int) -> None:
    of = face(NARROW)
    wrapped = of.wrap(text, 8, width, lines)
    assert len(wrapped) <= lines
    # One sign wider than the column stands alone; there is nowhere to break it.
    assert all(of.width(line, 8) <= width + 0.01 or len(line) <= 2 for line in wrapped)
    if not any(line.endswith("…") for line in wrapped) and "…" not in text:
        assert "".join(wrapped).replace(" ", "") == plain(text).replace(" ", "")
