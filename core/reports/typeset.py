"""Text on a PDF page, fast: embedded Unicode fonts, widths, wrapping, and a pen that writes page operators itself.

A paragraph object a cell costs more than ten times the page (measured on a table of 10,000 rows); here a cell is one line of operators.
reportlab is imported when the first pen is made.
"""

from __future__ import annotations

import unicodedata
import zlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.base.errors import TieoutError

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

FONT_FOLDER: Final = Path(__file__).resolve().parents[2] / "resources" / "fonts"
REGULAR: Final = "NotoSans-Regular"
BOLD: Final = "NotoSans-Bold"
NARROW: Final = "NotoSans-SemiCondensed"
NARROW_BOLD: Final = "NotoSans-SemiCondensedSemiBold"
ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"

# Signs the fonts do not draw, in plain words of the same sense.
_PLAINER: Final = str.maketrans(
    {
        "\N{RIGHTWARDS ARROW}": "->",
        "\N{LEFTWARDS ARROW}": "<-",
        "\N{MINUS SIGN}": "-",
        "\N{LESS-THAN OR EQUAL TO}": "<=",
        "\N{GREATER-THAN OR EQUAL TO}": ">=",
        "\N{NOT EQUAL TO}": "!=",
        "\N{ALMOST EQUAL TO}": "~",
        "\N{MULTIPLICATION SIGN}": "x",
        "\N{CHECK MARK}": "yes",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{SOFT HYPHEN}": "",
    }
)


class FontMissing(TieoutError):
    """A font of the installation is not where it should be."""

    code = "RPT-101"
    template = "The font {name} is missing in {folder}. Reinstall Tieout or restore that folder."


@lru_cache(maxsize=8)
def font(name: str) -> TTFont:
    """The font called `name` of resources/fonts; raises FontMissing."""
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        return TTFont(name, str(FONT_FOLDER / f"{name}.ttf"))
    except (OSError, TTFError) as cause:
        raise FontMissing(name=f"{name}.ttf", folder=FONT_FOLDER) from cause


def plain(text: str) -> str:
    """`text` on one line, composed, with signs the fonts do not draw replaced."""
    if text.isascii():
        return text if text.isprintable() else " ".join(text.split())
    return unicodedata.normalize("NFC", " ".join(text.split())).translate(_PLAINER)


class Face:
    """Widths of one font. Sizes and widths are points."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.font = font(name)
        self._widths = _Widths(self.font)
        self._wrapped: dict[tuple[str, float, float, int], tuple[str, ...]] = {}

    def width(self, text: str, size: float) -> float:
        """Width of `text` set in `size`."""
        return sum(map(self._widths.__getitem__, text)) * size / 1000

    def wrap(self, text: str, size: float, width: float, lines: int) -> tuple[str, ...]:
        """`text` in at most `lines` lines no wider than `width`; what does not fit is cut with an ellipsis."""
        key = (text, size, width, lines)
        known = self._wrapped.get(key)
        if known is None:
            if len(self._wrapped) > _MOST_WRAPPED:
                self._wrapped.clear()
            known = self._wrapped[key] = self._wrap(plain(text), width * 1000 / size, lines)
        return known

    def _wrap(self, text: str, room: float, lines: int) -> tuple[str, ...]:
        """`room` in thousandths of the size."""
        widths = self._widths
        if sum(map(widths.__getitem__, text)) <= room:
            return (text,) if text else ()
        out: list[str] = []
        line, used = "", 0.0
        space = widths[" "]
        words = text.split(" ")
        while words:
            word = words.pop(0)
            size = sum(map(widths.__getitem__, word))
            if line and used + space + size <= room:
                line, used = f"{line} {word}", used + space + size
                continue
            if line:
                out.append(line)
            if len(out) == lines:
                out[-1] = self._cut(f"{out[-1]} {word}", room)
                return tuple(out)
            while size > room:
                head = self._fits(word, room)
                out.append(word[:head])
                word = word[head:]
                if len(out) == lines:
                    out[-1] = self._cut(out[-1] + word, room)
                    return tuple(out)
                size = sum(map(widths.__getitem__, word))
            line, used = word, size
        out.append(line)
        return tuple(out)

    def _fits(self, word: str, room: float) -> int:
        """How many leading characters of `word` fit, broken after a separator where there is one; at least one."""
        used, count = 0.0, 0
        for count, char in enumerate(word):  # noqa: B007 (the place reached is the answer)
            used += self._widths[char]
            if used > room:
                break
        soft = max((place for place, char in enumerate(word[:count], 1) if char in "-_/:.#|,;"), default=0)
        return max(soft if soft > count // 2 else count, 1)

    def _cut(self, text: str, room: float) -> str:
        room -= self._widths[ELLIPSIS]
        used = 0.0
        for place, char in enumerate(text):
            used += self._widths[char]
            if used > room:
                return text[:place].rstrip() + ELLIPSIS
        return text + ELLIPSIS


_MOST_WRAPPED: Final = 20_000


class _Widths(dict[str, float]):
    """Character -> width in thousandths of the size."""

    def __init__(self, of: TTFont) -> None:
        super().__init__()
        self._known: dict[int, float] = of.face.charWidths
        self._default: float = of.face.defaultWidth

    def __missing__(self, char: str) -> float:
        value = self[char] = self._known.get(ord(char), self._default)
        return value


@lru_cache(maxsize=8)
def face(name: str) -> Face:
    """The face of font `name`, its widths kept between documents; raises FontMissing."""
    return Face(name)


class _Codes(dict[int, str]):
    """Code point -> escaped byte in the document's first subset of a font; `far` holds those in later subsets."""

    def __init__(self, of: TTFont, canvas: Canvas) -> None:
        super().__init__()
        self._font = of
        self._document = canvas._doc  # type: ignore[attr-defined] # noqa: SLF001 (reportlab's subsets are kept a document)
        self.far: set[str] = set()

    def __missing__(self, code: int) -> str:
        subset, raw = self._font.splitString(chr(code), self._document)[0]
        if subset:
            self.far.add(chr(code))
            return ""
        value = self[code] = _escaped(raw)
        return value

    def runs(self, text: str) -> list[tuple[str, str]]:
        """(internal font name, escaped bytes) of each run of one subset."""
        split = self._font.splitString(text, self._document)
        return [(self._font.getSubsetInternalName(subset, self._document), _escaped(raw)) for subset, raw in split]

    def name(self, subset: int) -> str:
        """The page's name for a subset of the font."""
        return str(self._font.getSubsetInternalName(subset, self._document))


def _escaped(raw: bytes) -> str:
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b"()\\" else f"\\{byte:03o}" for byte in raw)


class Pen:
    """Draws text, rules and boxes on the pages of one canvas. Coordinates are points from the lower left."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._document = canvas._doc  # type: ignore[attr-defined] # noqa: SLF001 (its pages are packed as they end)
        self._ops: list[str] = []
        self._codes: dict[str, _Codes] = {}
        self._ink = ""

    def text(
        self, name: str, size: float, x: float, y: float, text: str, ink: str = "0 0 0", *, right: bool = False
    ) -> None:
        """One line of already plain `text` with its baseline at y; right: x is its right edge. ink: red green blue, 0..1."""
        if not text:
            return
        if right:
            x -= face(name).width(text, size)
        codes = self._codes.get(name)
        if codes is None:
            # The first subset gets its name now, so that names follow the order of use and the bytes repeat.
            codes = self._codes[name] = _Codes(font(name), self.canvas)
            " ".translate(codes)
            codes.name(0)
        if ink != self._ink:
            self._ops.append(f"{ink} rg")
            self._ink = ink
        body = text.translate(codes)
        if codes.far and not codes.far.isdisjoint(text):
            shown = " ".join(f"{code} {size:g} Tf ({part}) Tj" for code, part in codes.runs(text))
            self._ops.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET")
        else:
            self._ops.append(f"BT {codes.name(0)} {size:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm ({body}) Tj ET")

    def rule(self, x: float, y: float, to: float, ink: str, weight: float = 0.4) -> None:
        """A horizontal rule."""
        self._ops.append(f"{ink} RG {weight:g} w {x:.2f} {y:.2f} m {to:.2f} {y:.2f} l S")

    def box(self, x: float, y: float, width: float, height: float, ink: str) -> None:
        """A filled rectangle."""
        self._ops.append(f"{ink} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")
        self._ink = ink

    def turn(self) -> None:
        """Ends the page."""
        self.canvas.addLiteral("\n".join(self._ops))
        self._ops.clear()
        self._ink = ""
        self.canvas.showPage()
        self._pack()

    def _pack(self) -> None:
        """Compresses the page just ended: reportlab would keep the operators of all pages until the file is saved."""
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

        page = self._document.Pages[-1]
        packed = zlib.compress(page.stream.encode("ascii"), 6)
        page.Contents = PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), packed)
        page.stream = ""
