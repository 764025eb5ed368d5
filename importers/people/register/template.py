"""The contract register and the roster as an empty workbook to fill in, under the headings that Tieout reads best."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NOTE_SHEET: Final = "Read me"
_EPOCH: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - the archive's own zero, so that the same template is the same bytes
_ROWS: Final = 500  # rows below the headings that carry formats and lists
_DAY: Final = "yyyy-mm-dd"
_MONEY: Final = "#,##0.00"
_TEXT: Final = "@"


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its heading, number format, width in characters, and the words it takes, () for any."""

    title: str
    format: str = _TEXT
    width: int = 16
    words: tuple[str, ...] = ()


def _day(title: str) -> Heading:
    return Heading(title, _DAY, 13)


def _money(title: str) -> Heading:
    return Heading(title, _MONEY, 15)


_METHODS: Final = (
    "Time and materials",
    "Time and materials (capped)",
    "Fixed fee (milestones)",
    "Fixed fee (instalments)",
    "Monthly retainer",
    "Prepaid hours",
)
_YES_NO: Final = ("Yes", "No")

SHEETS: Final[dict[str, tuple[Heading, ...]]] = {
    "Contracts": (
        Heading("Contract Ref"),
        Heading("Customer", width=28),
        Heading("Title", width=34),
        _day("Signed Date"),
        _day("Start Date"),
        _day("End Date"),
        Heading("Billing Method", width=26, words=_METHODS),
        Heading("Currency", width=10),
        _money("Value"),
        _money("Cap"),
        Heading("Payment Terms (days)", "0", 22),
        Heading("Tax Treatment"),
        Heading("PO Required", width=13, words=_YES_NO),
        Heading("PO Number"),
        Heading("Invoice Frequency", width=18, words=("Monthly", "Quarterly", "On milestone", "On completion")),
        Heading("Expense Policy", width=24),
        Heading("Expense Markup %", "0.00", 18),
        _money("Retainer Amount"),
        Heading("Deal Ref"),
        Heading("Status", width=12, words=("Draft", "Active", "Completed", "Cancelled")),
        Heading("Service Line"),
    ),
    "Rates": (
        Heading("Contract Ref"),
        Heading("Role", width=20),
        Heading("Person", width=24),
        Heading("Rate", "#,##0.00##", 12),
        Heading("Currency", width=10),
        _day("From"),
        _day("To"),
    ),
    "Milestones": (
        Heading("Contract Ref"),
        Heading("Milestone", width=34),
        _money("Amount"),
        _day("Planned Date"),
        _day("Accepted Date"),
        Heading("Status", width=12, words=("Planned", "Accepted", "Cancelled")),
    ),
    "Change Orders": (
        Heading("Contract Ref"),
        Heading("CO Ref"),
        _day("Signed Date"),
        _money("Value Change"),
        _money("Cap Change"),
        _day("New End Date"),
    ),
    "Roster": (
        Heading("Person", width=24),
        Heading("Email", width=30),
        Heading("Role", width=20),
        Heading("Cost Rate", "#,##0.00##", 12),
        Heading("Weekly Capacity", "0.00", 17),
        _day("Start"),
        _day("End"),
        Heading("Skills", width=30),
    ),
    "Leave": (
        Heading("Person", width=24),
        _day("From"),
        _day("To"),
        Heading("Hours per Day", "0.00", 15),
        Heading("Type", width=18),
    ),
}
"""Sheet -> its columns, in order (DESIGN.md, the contract register and the roster)."""

_NOTES: Final = (
    "Contract register and roster for Tieout.",
    "Fill in the sheets, one row for each contract, rate, milestone, change order, person or leave.",
    "Leave what you do not know empty: an empty cell is unknown, never zero.",
    "Contract Ref ties the sheets together. Write it exactly as it stands on the contract, the same on every sheet.",
    "Amounts are without tax, in the contract's currency (three letters, such as EUR). Dates are real dates; any date format will do.",
    "Value and Cap are as first signed. What was agreed later goes on Change Orders; a change order without a signed date counts as a draft.",
    "Rate is per hour. A rate for a person goes before the rate of the role; Role 'Any' is a rate for every role.",
    "A milestone named 'Instalment ...' is billed by its planned date; every other one when it is accepted.",
    "Cost Rate is what an hour costs the firm. Do not enter salaries; Tieout takes none in.",
    "Leave counts the working days from From to To. Rename, move or add columns as you like: Tieout finds them by their headings.",
)


def register_template() -> bytes:
    """The workbook: a sheet of explanations, then the sheets of SHEETS with headings and no rows; the same bytes every time."""
    from openpyxl import Workbook

    book = Workbook()
    notes = book.worksheets[0]
    notes.title = NOTE_SHEET
    _explain(notes)
    for name, headings in SHEETS.items():
        _head(book.create_sheet(name), headings)
    book.properties.created = book.properties.modified = _EPOCH
    book.properties.creator = "Tieout"
    raw = io.BytesIO()
    book.save(raw)
    return _timeless(raw)


def write_template(path: Path) -> None:
    """Writes the workbook to `path`; raises OSError where that cannot be done."""
    path.write_bytes(register_template())


def _explain(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width = 110
    for row, text in enumerate(_NOTES, 1):
        cell = sheet.cell(row, 1, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if row == 1:
            cell.font = Font(bold=True)


def _head(sheet: Worksheet, headings: tuple[Heading, ...]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.freeze_panes = "A2"
    for place, heading in enumerate(headings, 1):
        letter = get_column_letter(place)
        sheet.cell(1, place, heading.title).font = Font(bold=True)
        sheet.column_dimensions[letter].width = heading.width
        sheet.column_dimensions[letter].number_format = heading.format
        if heading.words:
            rule = DataValidation(
                type="list", formula1=f'"{",".join(heading.words)}"', allow_blank=True, showErrorMessage=False
            )
            rule.add(f"{letter}2:{letter}{_ROWS + 1}")
            sheet.add_data_validation(rule)


def _timeless(raw: io.BytesIO) -> bytes:
    """The same archive with the time of day taken out of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _fixed(content)
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, content)
    return out.getvalue()


def _fixed(properties: bytes) -> bytes:
    """The document's properties with the moment of saving put back to the epoch: openpyxl writes its own clock there."""
    stamp = _EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)", rb"\g<1>" + stamp + rb"\g<2>", properties)
