from __future__ import annotations

from ui.theme import spacing


def test_the_scale_rises() -> None:
    scale = [spacing.XS, spacing.S, spacing.M, spacing.L, spacing.XL]
    assert scale == sorted(set(scale))
    assert all(step % 4 == 0 for step in scale)
