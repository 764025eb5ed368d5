"""The pack on A4 paper: cover with sign-off, then its sections; the book's digest and `page x of y` on every page.

Laid out whole before it is drawn, so the cover can name pages. reportlab is imported on use; the same pack gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.reports.layout import (
    ACCENT,
    ALERT,
    GOOD,
    GREY,
    INK,
    LEADING,
    PALE,
    RULE,
    SHADE,
    SIZE,
    SMALL,
    STRONG_RULE,
    Grid,
    Piece,
)
from core.reports.shapes import Figure, Pack, Section, Tone
from core.reports.typeset import BOLD, NARROW, NARROW_BOLD, REGULAR, Pen, face, plain
from core.reports.wording import cell_text, day_text, month_text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

A4: Final = (595.28, 841.89)
TITLE: Final = "Reconciliation pack"
_SIDE: Final = 40.0
_TOP: Final = 54.0
_BOTTOM: Final = 44.0
_BETWEEN: Final = 20.0
_LEAD_LINES: Final = 4


@dataclass
class Sheet:
    """One page being filled: pieces of tables, and the section that opens on it with the height its title starts at."""

    section: Section
    wide: bool
    pieces: list[Piece] = field(default_factory=list)
    opening: list[tuple[Section, float]] = field(default_factory=list)
    used: float = 0.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper."""
        return (A4[1], A4[0]) if self.wide else A4

    @property
    def room(self) -> float:
        """Height between the margins."""
        return self.size[1] - _TOP - _BOTTOM


def print_pack(pack: Pack, path: Path) -> int:
    """Writes the pack to `path` and gives the number of pages; the file appears whole or not at all."""
    from reportlab.pdfgen.canvas import Canvas

    sheets = lay_out(pack)
    part = path.with_name(path.name + ".part")
    canvas = Canvas(str(part), pagesize=A4, pageCompression=1, invariant=1)
    _describe(canvas, pack)
    pen = Pen(canvas)
    pages = len(sheets) + 1
    starts = {section.name: number for number, sheet in enumerate(sheets, 2) for section, _ in sheet.opening}
    _cover(pen, pack, starts)
    _foot(pen, pack, A4[0], 1, pages)
    pen.turn()
    for number, sheet in enumerate(sheets, 2):
        canvas.setPageSize(sheet.size)
        _draw(pen, pack, sheet)
        _foot(pen, pack, sheet.size[0], number, pages)
        pen.turn()
    canvas.save()
    part.replace(path)
    return pages


def lay_out(pack: Pack) -> list[Sheet]:
    """The sheets after the cover. A section starts a sheet when the paper turns or a third of it is used."""
    sheets: list[Sheet] = []
    for section in pack.sections:
        here = sheets[-1] if sheets else None
        if here is None or here.wide != section.wide or here.used > here.room / 3:
            here = Sheet(section, section.wide)
            sheets.append(here)
        here.opening.append((section, here.used + (_BETWEEN if here.used else 0)))
        here.used += _title_height(section, here.size[0] - 2 * _SIDE) + (_BETWEEN if here.used else 0)
        for table in section.tables:
            grid = Grid(table, here.size[0] - 2 * _SIDE)
            if not grid.columns:
                continue
            for number, piece in enumerate(grid.pieces(here.used, here.room, here.room)):
                if number or (piece.top == 0 and here.used):
                    here = Sheet(section, section.wide)
                    sheets.append(here)
                here.pieces.append(piece)
                here.used = piece.top + piece.height + _BETWEEN
    return sheets


def _describe(canvas: Canvas, pack: Pack) -> None:
    canvas.setTitle(f"{TITLE} {pack.period}" + (f", {pack.firm}" if pack.firm else ""))
    canvas.setAuthor(pack.prepared_by or "Tieout")
    canvas.setSubject(f"Book digest {pack.digest}")
    canvas.setCreator("Tieout")
    canvas.setProducer("Tieout")
    canvas.setDateFormatter(_pdf_date(pack.as_of))
    canvas.setCatalogEntry("Lang", "en")


def _pdf_date(day: date) -> object:
    """Formats every date of the file as `day`: a pack says when its figures stood, not when it was printed."""

    def formatted(*_: int) -> str:
        return f"D:{day:%Y%m%d}120000+00'00'"

    return formatted


def _foot(pen: Pen, pack: Pack, width: float, number: int, pages: int) -> None:
    pen.rule(_SIDE, 32, width - _SIDE, RULE, 0.5)
    pen.text(NARROW, SMALL, _SIDE, 22, plain(f"Book digest {pack.digest}"), GREY)
    pen.text(NARROW, SMALL, width - _SIDE, 22, f"Page {number} of {pages}", GREY, right=True)


def _draw(pen: Pen, pack: Pack, sheet: Sheet) -> None:
    width, height = sheet.size
    left = f"{pack.firm} \N{MIDDLE DOT} " if pack.firm else ""
    left += f"{TITLE} \N{MIDDLE DOT} {month_text(pack.period.year, pack.period.month)}"
    pen.text(NARROW, SMALL, _SIDE, height - 30, plain(left), GREY)
    pen.text(NARROW, SMALL, width - _SIDE, height - 30, plain(sheet.section.title), GREY, right=True)
    pen.rule(_SIDE, height - 36, width - _SIDE, RULE, 0.5)
    top = height - _TOP
    for section, used in sheet.opening:
        pen.canvas.bookmarkPage(section.name)
        pen.canvas.addOutlineEntry(section.title, section.name, 0)
        _section_title(pen, section, top - used, width - 2 * _SIDE)
    for piece in sheet.pieces:
        piece.grid.draw(pen, piece, _SIDE, top - piece.top)


def _lead(section: Section, width: float) -> tuple[str, ...]:
    return face(REGULAR).wrap(section.lead, 8, min(width, 520), _LEAD_LINES)


def _title_height(section: Section, width: float) -> float:
    lines = len(_lead(section, width))
    return 26 + lines * 11.0 + (10 if lines else 4)


def _section_title(pen: Pen, section: Section, y: float, width: float) -> None:
    pen.text(BOLD, 15, _SIDE, y - 14, plain(section.title), INK)
    for number, line in enumerate(_lead(section, width)):
        pen.text(REGULAR, 8, _SIDE, y - 31 - number * 11, line, GREY)


# --- cover ---------------------------------------------------------------------------------------------------------------


def _cover(pen: Pen, pack: Pack, starts: dict[str, int]) -> None:
    width, height = A4
    right = width - _SIDE
    pen.box(_SIDE, height - 62, 34, 3, ACCENT)
    if pack.firm:
        pen.text(BOLD, 9, _SIDE, height - 84, TITLE, ACCENT)
    y = height - 112
    for line in face(BOLD).wrap(pack.firm or TITLE, 24, right - _SIDE, 2):
        pen.text(BOLD, 24, _SIDE, y, line, INK)
        y -= 29
    y += 6
    pen.text(REGULAR, 12, _SIDE, y, month_text(pack.period.year, pack.period.month), INK)
    said = f"As of {day_text(pack.as_of)}. Amounts in {pack.base_currency} where no other currency is named."
    pen.text(REGULAR, 8.5, _SIDE, y - 15, plain(said), GREY)
    y = _verdict(pen, pack, y - 40, right)
    y = _tiles(pen, pack.headline, y - 26, right)
    y = _contents(pen, pack, starts, y - 14, right)
    _sign_off(pen, pack, right)


def _verdict(pen: Pen, pack: Pack, y: float, right: float) -> float:
    colour = GOOD if pack.gate.met else ALERT
    lines = face(REGULAR).wrap(pack.gate.sentence, 8.5, right - _SIDE - 32, 3)
    tall = 34 + 12 * len(lines)
    pen.box(_SIDE, y - tall, right - _SIDE, tall, SHADE)
    pen.box(_SIDE, y - tall, 3, tall, colour)
    pen.text(BOLD, 11, _SIDE + 16, y - 20, "Close gate: met" if pack.gate.met else "Close gate: not met", colour)
    for number, line in enumerate(lines):
        pen.text(REGULAR, 8.5, _SIDE + 16, y - 35 - 12 * number, line, INK)
    return y - tall


def _tiles(pen: Pen, figures: tuple[Figure, ...], y: float, right: float) -> float:
    """Figures four in a row."""
    across = 4
    step = (right - _SIDE + 14) / across
    for start in range(0, len(figures), across):
        pen.rule(_SIDE, y, right, RULE, 0.5)
        for place, figure in enumerate(figures[start : start + across]):
            x = _SIDE + place * step
            wide = step - 14
            for number, line in enumerate(face(NARROW).wrap(figure.title, 7.4, wide, 1)):
                pen.text(NARROW, 7.4, x, y - 14 - 9 * number, line, GREY)
            shown = cell_text(figure.value, figure.kind, figure.unit) if figure.value is not None else "unknown"
            ink = {Tone.ALERT: ALERT, Tone.GOOD: GOOD, Tone.QUIET: PALE}.get(figure.tone, INK)
            pen.text(NARROW_BOLD, 14, x, y - 33, shown, ink)
            if figure.value is not None and figure.unit:
                after = x + face(NARROW_BOLD).width(shown, 14) + 3
                pen.text(NARROW, 7.4, after, y - 33, figure.unit, GREY)
            note = figure.note if figure.value is not None else figure.unknown
            for number, line in enumerate(face(NARROW).wrap(note, 7, wide, 2)):
                pen.text(NARROW, 7, x, y - 45 - 8.5 * number, line, GREY)
        y -= 64
    return y


def _contents(pen: Pen, pack: Pack, starts: dict[str, int], y: float, right: float) -> float:
    pen.text(BOLD, 9, _SIDE, y - 10, "Contents", INK)
    y -= 18
    for section in pack.sections:
        page = starts.get(section.name)
        if page is None:
            continue
        pen.rule(_SIDE, y, right, RULE, 0.4)
        pen.text(REGULAR, 8.5, _SIDE, y - 11.5, plain(section.title), INK)
        pen.text(REGULAR, 8.5, right, y - 11.5, str(page), GREY, right=True)
        pen.canvas.linkRect("", section.name, (_SIDE, y - 15, right, y), relative=0, thickness=0)
        y -= 15.5
    return y


def _sign_off(pen: Pen, pack: Pack, right: float) -> None:
    y = 206.0
    pen.text(BOLD, 9, _SIDE, y, "Sign-off", INK)
    words = (
        "The signatures stand for the figures of this pack under the book digest printed on every page. "
        "A changed figure gives another digest, and the pack is to be signed anew."
    )
    for number, line in enumerate(face(NARROW).wrap(words, SIZE, right - _SIDE, 2)):
        pen.text(NARROW, SIZE, _SIDE, y - 13 - LEADING * number, line, GREY)
    half = (right - _SIDE - 24) / 2
    for place, (role, who) in enumerate((("Prepared by", pack.prepared_by), ("Reviewed by", pack.reviewed_by))):
        x = _SIDE + place * (half + 24)
        at = y - 46
        for label, filled in ((role, who), ("Signature", ""), ("Date", "")):
            pen.text(NARROW, SIZE, x, at, label, GREY)
            pen.text(NARROW_BOLD, 9, x + 58, at, _short(filled, half - 58), INK)
            pen.rule(x + 58, at - 4, x + half, STRONG_RULE, 0.6)
            at -= 32


def _short(text: str, width: float) -> str:
    lines = face(NARROW_BOLD).wrap(text, 9, width, 1)
    return lines[0] if lines else ""
