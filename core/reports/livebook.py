"""An XLSX file with live formulas that also carry their values, safe text, and the same bytes every time.

openpyxl writes a formula without its value, and stamps the clock into the file; both are put right in the finished archive. It is
imported when the first book is made.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from core.base.money import exponent, from_minor
from core.base.spreadsheets import RISKY
from core.records.schema import Kind

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_LONGEST: Final = 32_000
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMULA: Final = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v ?/?>(?:</v>)?</c>', re.DOTALL)
_INK, _GREY, _RULE, _SHADE, _ACCENT, _RED = "1C2430", "6B7684", "D5DAE0", "F1F4F7", "1A4F6E", "AD2923"

STYLES: Final = (
    "text",
    "wrap",
    "quiet",
    "head",
    "head_right",
    "title",
    "lead",
    "label",
    "total",
    "count",
    "count_total",
    "day",
    "percent",
    "number",
    "link",
    *(f"{name}{places}" for name in ("money", "check", "money_total", "check_total") for places in (0, 2, 3, 4)),
)


@dataclass(frozen=True, slots=True)
class Live:
    """A formula (without '=') and the value it has now; value None = empty."""

    formula: str
    value: int | Decimal | str | None


def places(currency: str) -> int:
    """Decimal places of the number formats; those of the currency, among the ones there are styles for."""
    found = exponent(currency)
    return found if found in {0, 2, 3, 4} else 2


def money_style(currency: str, name: str = "money") -> str:
    """The style of an amount of `currency`."""
    return f"{name}{places(currency)}"


def number_of(value: object, kind: Kind, currency: str = "") -> int | Decimal | str | date | None:
    """A cell of a report as the workbook keeps it: amounts in major units, exactly."""
    if kind is Kind.MONEY and isinstance(value, int):
        return from_minor(value, currency)
    if kind is Kind.BASIS and isinstance(value, int):
        return Decimal(value) / 10_000
    if value is None or isinstance(value, (int, Decimal, str, date)):
        return value
    return str(value)


class LiveBook:
    """One workbook being written; sheets in the order they are added."""

    def __init__(self) -> None:
        from openpyxl import Workbook

        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        self._live: dict[str, dict[str, Live]] = {}
        self._add_styles()

    def sheet(self, title: str, tab: str = _ACCENT) -> Worksheet:
        """A new sheet."""
        made: Worksheet = self.book.create_sheet(title)
        made.sheet_properties.tabColor = tab
        made.sheet_view.showGridLines = False
        self._live[title] = {}
        return made

    def put(self, sheet: Worksheet, row: int, column: int, value: object, style: str = "text") -> None:
        """Writes one cell. Text is never read as a formula, whatever it starts with; only a Live is one."""
        if value is None or value == "":
            if style.endswith(("total", "head")) or "total" in style:
                sheet.cell(row, column).style = style
            return
        cell = sheet.cell(row, column)
        if isinstance(value, Live):
            cell.value = f"={value.formula}"
            cell.style = style
            self._live[sheet.title][cell.coordinate] = value
            return
        if isinstance(value, str):
            text = _UNPRINTABLE.sub(" ", value)
            text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\N{HORIZONTAL ELLIPSIS}"
            cell.value = text
            cell.style = style
            if text.startswith(RISKY):
                # Kept as it is, as text, also when a person opens the cell and presses Enter.
                cell.data_type = "s"
                cell.quotePrefix = True
            return
        cell.value = value  # type: ignore[assignment]
        cell.style = style

    def save(self, path: Path, *, as_of: date, title: str, author: str) -> None:
        """Writes the file, whole or not at all; every date in it is `as_of`."""
        properties = self.book.properties
        properties.creator = author or "Tieout"
        properties.lastModifiedBy = author or "Tieout"
        properties.title = title
        properties.created = properties.modified = datetime(as_of.year, as_of.month, as_of.day, 12)  # noqa: DTZ001 (the format wants it bare)
        self.book.calculation.fullCalcOnLoad = True
        raw = io.BytesIO()
        self.book.save(raw)
        part = path.with_name(path.name + ".part")
        part.write_bytes(self._settled(raw, as_of))
        part.replace(path)

    def _settled(self, raw: io.BytesIO, as_of: date) -> bytes:
        """The archive with fixed times, sorted entries and the values of its formulas."""
        sheets = {f"xl/worksheets/sheet{number}.xml": title for number, title in enumerate(self.book.sheetnames, 1)}
        out = io.BytesIO()
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
            names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
            for name in names:
                content = source.read(name)
                if name == "docProps/core.xml":
                    stamp = f"{as_of.isoformat()}T12:00:00Z".encode()
                    content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, content)
                elif name in sheets:
                    content = self._valued(content, self._live.get(sheets[name], {}))
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o600 << 16
                target.writestr(info, content)
        return out.getvalue()

    @staticmethod
    def _valued(content: bytes, live: dict[str, Live]) -> bytes:
        def filled(found: re.Match[bytes]) -> bytes:
            value = live[found[1].decode()].value
            if value is None:
                return found[0]
            attributes = re.sub(rb'\s+t="[^"]*"', b"", found[2])
            kind = b' t="str"' if isinstance(value, str) else b""
            shown = (
                escape(value) if isinstance(value, str) else f"{value:f}" if isinstance(value, Decimal) else str(value)
            )
            return b'<c r="%s"%s%s><f>%s</f><v>%s</v></c>' % (found[1], attributes, kind, found[3], shown.encode())

        return _FORMULA.sub(filled, content) if live else content

    def _add_styles(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

        thin, firm = Side("thin", color=_RULE), Side("thin", color=_GREY)
        top = Alignment(vertical="top")
        right = Alignment(horizontal="right", vertical="top")

        def style(name: str, **given: Any) -> None:
            font = {"name": "Calibri", "size": 10, "color": _INK, **given.pop("font", {})}
            made = NamedStyle(name, font=Font(**font), alignment=given.pop("alignment", top), **given)
            self.book.add_named_style(made)

        bold = {"bold": True}
        shade = PatternFill("solid", fgColor=_SHADE)
        style("text")
        style("wrap", alignment=Alignment(vertical="top", wrap_text=True))
        style("quiet", font={"color": _GREY})
        style("title", font={"bold": True, "size": 15})
        style("lead", font={"color": _GREY})
        style("label", font=bold)
        style("link", font={"color": _ACCENT, "underline": "single"})
        head = {"font": {"bold": True, "color": "FFFFFF"}, "fill": PatternFill("solid", fgColor=_ACCENT)}
        style("head", alignment=Alignment(vertical="center", wrap_text=True), **head)
        style("head_right", alignment=Alignment(horizontal="right", vertical="center", wrap_text=True), **head)
        total = {"font": bold, "fill": shade, "border": Border(top=firm, bottom=thin)}
        style("total", **total)
        style("count", number_format="#,##0", alignment=right)
        style("count_total", number_format="#,##0", alignment=right, **total)
        style("number", number_format="#,##0.00##", alignment=right)
        style("percent", number_format="0.00%", alignment=right)
        style("day", number_format="yyyy-mm-dd", alignment=right)
        for digits in (0, 2, 3, 4):
            shape = "#,##0" + ("." + "0" * digits if digits else "")
            style(f"money{digits}", number_format=shape, alignment=right)
            style(f"check{digits}", number_format=f"[Red]{shape};[Red]-{shape};{shape}", alignment=right)
            style(f"money_total{digits}", number_format=shape, alignment=right, **total)
            style(f"check_total{digits}", number_format=f"[Red]{shape};[Red]-{shape};{shape}", alignment=right, **total)
