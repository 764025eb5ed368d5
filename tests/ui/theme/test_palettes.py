from __future__ import annotations

import pytest

from ui.theme.palettes import DARK, LIGHT, Palette, contrast, text_pairs

PAIRS = [(palette, name, pair) for palette in (LIGHT, DARK) for name, pair in text_pairs(palette).items()]


@pytest.mark.parametrize(("palette", "name", "pair"), PAIRS, ids=[f"{p.name}: {name}" for p, name, _ in PAIRS])
def test_every_text_is_readable(palette: Palette, name: str, pair: tuple[str, str]) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    assert contrast(*pair) >= 4.5, f"{palette.name} {name} {pair}: {contrast(*pair):.2f}"


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda each: str(each.name))
def test_focus_and_borders_of_controls_can_be_seen(palette: Palette) -> None:
    """WCAG 2.2, 1.4.11: the focus ring is at least 3 to 1 against what it stands on."""
    for ground in (palette.surface, palette.canvas):
        assert contrast(palette.accent, ground) >= 3


def test_contrast_of_black_and_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
