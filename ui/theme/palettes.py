"""The two palettes. Every pair of ink and ground that carries text keeps a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Tone(StrEnum):
    """What a colour says; a word always stands beside it, colour alone never carries a meaning."""

    DANGER = "danger"
    WARN = "warn"
    INFO = "info"
    GOOD = "good"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme as #rrggbb. tones: tone -> (ink, ground)."""

    name: str
    canvas: str
    surface: str
    hover: str
    line: str
    line_strong: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    lit: str
    stripe: str
    shadow: str
    tones: dict[Tone, tuple[str, str]]


LIGHT: Final = Palette(
    name="light",
    canvas="#F5F6F8",
    surface="#FFFFFF",
    hover="#EDF0F4",
    line="#E1E5EA",
    line_strong="#BCC4CE",
    text="#1A2330",
    muted="#566170",
    faint="#8B95A3",
    accent="#1B5E9E",
    accent_hover="#164D82",
    accent_soft="#E3EDF7",
    on_accent="#FFFFFF",
    lit="#FDF0CE",
    stripe="#FAFBFC",
    shadow="#000000",
    tones={
        Tone.DANGER: ("#9F2A30", "#FAE7E7"),
        Tone.WARN: ("#7F5300", "#FBEFD6"),
        Tone.INFO: ("#2E5686", "#E6EEF7"),
        Tone.GOOD: ("#1D6439", "#E1F2E7"),
        Tone.QUIET: ("#566170", "#ECEFF3"),
    },
)
DARK: Final = Palette(
    name="dark",
    canvas="#12161B",
    surface="#1A1F26",
    hover="#252C35",
    line="#2B323C",
    line_strong="#4A5462",
    text="#E5E9EF",
    muted="#A1ABB8",
    faint="#6E7988",
    accent="#7DB4EE",
    accent_hover="#9CC7F5",
    accent_soft="#1F344B",
    on_accent="#0C1B2B",
    lit="#43381A",
    stripe="#1D232A",
    shadow="#000000",
    tones={
        Tone.DANGER: ("#FFA3A3", "#412429"),
        Tone.WARN: ("#F0C778", "#3A2F17"),
        Tone.INFO: ("#A8C6F0", "#233248"),
        Tone.GOOD: ("#90D7A8", "#1B3827"),
        Tone.QUIET: ("#A9B3C0", "#29303A"),
    },
)


def _luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2, definition)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    high, low = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def text_pairs(palette: Palette) -> dict[str, tuple[str, str]]:
    """Every (ink, ground) that carries text, by name."""
    grounds = {"canvas": palette.canvas, "surface": palette.surface, "hover": palette.hover, "stripe": palette.stripe}
    pairs = {
        f"{ink} on {name}": (getattr(palette, ink), ground)
        for ink in ("text", "muted")
        for name, ground in grounds.items()
    }
    pairs |= {f"tone {tone}": pair for tone, pair in palette.tones.items()}
    return pairs | {
        "accent on surface": (palette.accent, palette.surface),
        "accent on canvas": (palette.accent, palette.canvas),
        "accent on soft": (palette.accent, palette.accent_soft),
        "text on soft": (palette.text, palette.accent_soft),
        "muted on soft": (palette.muted, palette.accent_soft),
        "on accent": (palette.on_accent, palette.accent),
        "text on lit": (palette.text, palette.lit),
        "danger on surface": (palette.tones[Tone.DANGER][0], palette.surface),
    }
