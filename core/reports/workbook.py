"""The pack's XLSX twin: the same figures, with live sums by class and severity, live differences, filters and frozen panes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.base.money import from_minor
from core.records.schema import Kind
from core.reports.exceptions import ABSORBED, OPEN, WAIVED
from core.reports.livebook import Live, LiveBook, money_style, number_of, places
from core.reports.shapes import Heading, Pack, Section, Table, Tone, Value
from core.reports.wording import CLASSES, SEVERITIES, day_text, month_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEAD_ROW: Final = 4
_NUMERIC: Final = frozenset({Kind.MONEY, Kind.COUNT, Kind.QUANTITY, Kind.BASIS})
_WRAPPED: Final = frozenset({"message", "suggestion", "note", "reason", "excluded", "control_title"})
_WIDEST: Final = {
    "message": 60,
    "suggestion": 44,
    "reason": 60,
    "excluded": 46,
    "records": 40,
    "related_ids": 40,
    "key": 30,
}
# Differences are formulas of their row: column -> (first, what is taken from it).
_DIFFERENCES: Final = {
    "net_billed": ("billed", ("credited",)),
    "cash_difference": ("receivable", ("collected", "open")),
    "ledger_difference": ("expected", ("posted",)),
    "unaccounted": ("rows_read", ("rows_loaded", "rows_quarantined")),
}


@dataclass(frozen=True)
class Listing:
    """Where a sheet's rows stand. letters: column name -> letter; rows first..last (last < first when there are none)."""

    title: str
    letters: dict[str, str]
    first: int
    last: int

    def range(self, name: str) -> str:
        """The absolute range of a column, with its sheet."""
        letter = self.letters[name]
        return f"'{self.title}'!${letter}${self.first}:${letter}${max(self.last, self.first)}"


def write_workbook(pack: Pack, path: Path) -> None:
    """Writes the workbook; the same pack gives the same bytes, and the file appears whole or not at all."""
    book = LiveBook()
    summary = book.sheet("Summary")
    findings = _listing(book, "Findings", pack.section("findings"), "findings-", freeze=3)
    thread = _listing(book, "Thread", pack.section("thread"), "thread-", freeze=2)
    _bridges(book, thread, pack.section("thread"))
    _listing(book, "Links", pack.section("links"), "unproven", above=_table(pack, "links"))
    _listing(book, "KPIs", pack.section("kpis"), "kpis")
    _controls(book, pack, findings)
    totals = _listing(book, "Control totals", pack.section("sources"), "totals")
    _listing(book, "Quarantine", pack.section("sources"), "quarantine")
    _listing(book, "Not evaluated", pack.section("controls"), "not_evaluated")
    _summary(book, summary, pack, findings, thread, totals)
    for sheet in book.book.worksheets:
        _printed(sheet, pack)
    title = f"Reconciliation pack {pack.period}" + (f", {pack.firm}" if pack.firm else "")
    book.save(path, as_of=pack.as_of, title=title, author=pack.prepared_by)


def _table(pack: Pack, name: str) -> Table:
    return next(each for each in pack.tables() if each.name == name)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _listing(
    book: LiveBook,
    title: str,
    section: Section,
    prefix: str,
    *,
    freeze: int = 1,
    above: Table | None = None,
) -> Listing:
    """One sheet of all tables of `section` whose names start with `prefix`: title, lead, sums of what the filter shows, heading, rows."""
    sheet = book.sheet(title)
    tables = [each for each in section.tables if each.name.startswith(prefix)]
    model = tables[0] if tables else None
    book.put(sheet, 1, 1, model.title if model and len(tables) == 1 else section.title, "title")
    book.put(sheet, 2, 1, model.caption if model and len(tables) == 1 and model.caption else section.lead, "lead")
    top = _HEAD_ROW
    if above is not None:
        top = _small(book, sheet, 4, above) + 3
    if model is None:
        return Listing(title, {}, top + 1, top)
    headings = [each for each in model.headings if each.sheet]
    letters = {each.name: _letter(place) for place, each in enumerate(headings, 1)}
    for place, each in enumerate(headings, 1):
        book.put(sheet, top, place, each.title or each.name, "head_right" if each.kind in _NUMERIC else "head")
    sheet.row_dimensions[top].height = 30
    row = top
    for table in tables:
        row = _rows(book, sheet, table, headings, letters, row)
    listing = Listing(title, letters, top + 1, row)
    if row > top:
        sheet.auto_filter.ref = f"A{top}:{_letter(len(headings))}{row}"
        _sums(book, sheet, listing, tables, headings, top - 1)
    sheet.freeze_panes = f"{_letter(freeze + 1)}{top + 1}"
    _widths(sheet, tables, headings)
    return listing


def _rows(
    book: LiveBook, sheet: Worksheet, table: Table, headings: Sequence[Heading], letters: dict[str, str], row: int
) -> int:
    at = {each.name: table.index(each.name) for each in headings}
    currencies = {
        each.name: table.index(each.currency) for each in headings if each.kind is Kind.MONEY and each.currency
    }
    for number, values in enumerate(table.rows):
        row += 1
        quiet = bool(table.tones) and table.tones[number] is Tone.QUIET
        for place, heading in enumerate(headings, 1):
            value = values[at[heading.name]]
            code = str(values[currencies[heading.name]]) if heading.name in currencies else table.currency
            cell: object = number_of(value, heading.kind, code)
            if heading.name in _DIFFERENCES and value is not None:
                first, rest = _DIFFERENCES[heading.name]
                taken = "".join(f"-{letters[name]}{row}" for name in rest)
                # Sheets reckon in binary: the cent is settled, so that a difference of nothing is nothing.
                cell = Live(f"ROUND({letters[first]}{row}{taken},{places(code)})", cell)  # type: ignore[arg-type]
            style = _style(heading, value, code)
            book.put(sheet, row, place, cell, "quiet" if quiet and style == "text" else style)
    return row


def _style(heading: Heading, value: Value, currency: str) -> str:
    if isinstance(value, str) and heading.kind is not Kind.TEXT:
        return "quiet"
    if heading.kind is Kind.MONEY:
        return money_style(currency, "check" if heading.check else "money")
    if heading.kind is Kind.COUNT:
        return "check0" if heading.check else "count"
    if heading.kind is Kind.QUANTITY:
        return "number"
    if heading.kind is Kind.BASIS:
        return "percent"
    if heading.kind is Kind.DAY:
        return "day"
    return "wrap" if heading.name in _WRAPPED else "text"


def _sums(
    book: LiveBook, sheet: Worksheet, listing: Listing, tables: Sequence[Table], headings: Sequence[Heading], row: int
) -> None:
    """SUBTOTALs above the heading, so that they follow the filter and are never sorted into the rows; columns of several currencies have none."""
    rows = sum(len(each.rows) for each in tables)
    letter = _letter(1)
    count = Live(f'"Shown: "&SUBTOTAL(103,{letter}{listing.first}:{letter}{listing.last})', f"Shown: {rows}")
    book.put(sheet, row, 1, count, "total")
    for place, heading in enumerate(headings, 1):
        if place == 1:
            continue
        codes = {
            str(code)
            for table in tables
            for code in (table.column(heading.currency) if heading.currency else [table.currency])
        }
        if not heading.total or (heading.kind is Kind.MONEY and len(codes) > 1):
            book.put(sheet, row, place, None, "total")
            continue
        code = next(iter(codes), "")
        known = [value for table in tables for value in table.column(heading.name) if isinstance(value, int)]
        span = f"{listing.letters[heading.name]}{listing.first}:{listing.letters[heading.name]}{listing.last}"
        value = number_of(sum(known), heading.kind, code)
        style = money_style(code, "money_total") if heading.kind is Kind.MONEY else "count_total"
        book.put(sheet, row, place, Live(f"SUBTOTAL(109,{span})", value), style)  # type: ignore[arg-type]


def _widths(sheet: Worksheet, tables: Sequence[Table], headings: Sequence[Heading]) -> None:
    for place, heading in enumerate(headings, 1):
        wide = max((len(word) for word in heading.title.split()), default=6) + 3
        if heading.kind is Kind.MONEY or heading.kind is Kind.QUANTITY:
            wide = max(wide, 15)
        elif heading.kind is Kind.TEXT:
            for table in tables:
                at = table.index(heading.name)
                wide = max([wide, *(len(str(row[at] or "")) + 2 for row in table.rows[:400])])
        sheet.column_dimensions[_letter(place)].width = min(wide, _WIDEST.get(heading.name, 34))


def _small(book: LiveBook, sheet: Worksheet, row: int, table: Table) -> int:
    """A short table without filter; gives its last row."""
    headings = [each for each in table.headings if each.sheet]
    for place, each in enumerate(headings, 1):
        book.put(sheet, row, place, each.title, "head_right" if each.kind in _NUMERIC else "head")
    first = row + 1
    for values in table.rows:
        row += 1
        for place, heading in enumerate(headings, 1):
            value = values[table.index(heading.name)]
            book.put(
                sheet,
                row,
                place,
                number_of(value, heading.kind, table.currency),
                _style(heading, value, table.currency),
            )
    for total in table.totals[:1]:
        row += 1
        for place, heading in enumerate(headings, 1):
            if place == 1:
                book.put(sheet, row, place, total.label, "total")
            elif heading.name in total.sums:
                letter = _letter(place)
                value = number_of(total.sums[heading.name], heading.kind, table.currency)
                style = money_style(table.currency, "money_total") if heading.kind is Kind.MONEY else "count_total"
                cell = Live(f"SUM({letter}{first}:{letter}{row - 1})", value) if row > first else value  # type: ignore[arg-type]
                book.put(sheet, row, place, cell, style)
    return row


def _bridges(book: LiveBook, thread: Listing, section: Section) -> None:
    """Sums by currency and the bridges to the ledger, beneath the thread's rows."""
    sheet = book.book[thread.title]
    row = thread.last + 2
    book.put(sheet, row, 1, "Totals by currency", "label")
    for table in section.tables:
        if not table.carried or not table.rows:
            continue
        row += 1
        code = str(table.rows[0][table.index("currency")])
        book.put(sheet, row, 1, f"Total {code}", "total")
        headings = [each for each in table.headings if each.sheet]
        for place, heading in enumerate(headings[1:], 2):
            if not heading.total:
                book.put(sheet, row, place, code if heading.name == "currency" else None, "total")
                continue
            own = code if heading.currency else table.currency
            span = thread.range(heading.name).partition("!")[2]
            where = thread.range("currency").partition("!")[2]
            total = sum(value for value in table.column(heading.name) if isinstance(value, int))
            style = money_style(own, "check_total" if heading.check else "money_total")
            book.put(sheet, row, place, Live(f'SUMIFS({span},{where},"{code}")', from_minor(total, own)), style)
    for table in section.tables:
        if not table.name.startswith("bridge"):
            continue
        row += 2
        book.put(sheet, row, 1, table.title, "label")
        lines = [(str(values[0]), values[table.index("amount")]) for values in table.rows]
        lines += [(each.label, each.sums.get("amount")) for each in table.totals]
        for label, amount in lines:
            row += 1
            book.put(sheet, row, 1, label)
            book.put(sheet, row, 6, number_of(amount, Kind.MONEY, table.currency), money_style(table.currency))


def _controls(book: LiveBook, pack: Pack, findings: Listing) -> None:
    """Every control evaluated, counted live from the findings."""
    table = _table(pack, "controls")
    listing = _listing(book, "Controls", pack.section("controls"), "controls")
    sheet = book.book["Controls"]
    if not findings.letters:
        return
    control, base, state = (findings.range(name) for name in ("control", "base", "state"))
    formulas = {
        "count": "COUNTIF({control},A{row})",
        "open": 'COUNTIFS({control},A{row},{state},"' + OPEN + '")',
        "gross": "SUMIFS({base},{control},A{row})",
        "net": 'SUMIFS({base},{control},A{row},{state},"' + OPEN + '")',
    }
    for number, values in enumerate(table.rows, listing.first):
        for name, formula in formulas.items():
            heading = table.headings[table.index(name)]
            value = number_of(values[table.index(name)], heading.kind, table.currency)
            text = formula.format(control=control, base=base, state=state, row=number)
            place = [each.name for each in table.headings].index(name) + 1
            book.put(sheet, number, place, Live(text, value), _style(heading, 0, table.currency))  # type: ignore[arg-type]


# --- summary -------------------------------------------------------------------------------------------------------------


def _summary(book: LiveBook, sheet: Worksheet, pack: Pack, findings: Listing, thread: Listing, totals: Listing) -> None:
    base = pack.base_currency
    book.put(sheet, 1, 1, f"Reconciliation pack {month_text(pack.period.year, pack.period.month)}", "title")
    facts = (
        ("Firm", pack.firm),
        ("As of", day_text(pack.as_of)),
        ("Base currency", base),
        ("Close gate", f"{'Met' if pack.gate.met else 'Not met'}. {pack.gate.sentence}"),
        ("Book digest", pack.digest),
        ("Prepared by", pack.prepared_by),
        ("Reviewed by", pack.reviewed_by),
    )
    row = 2
    for label, text in facts:
        row += 1
        book.put(sheet, row, 1, label, "lead")
        book.put(sheet, row, 2, text, "label" if label == "Close gate" else "text")
    sheet.column_dimensions["A"].width = 34
    for column in "BCDEFGHIJK":
        sheet.column_dimensions[column].width = 14
    row = _impact(book, sheet, pack, findings, row + 2)
    row, matrix = _matrix(book, sheet, pack, findings, row + 3)
    _checks(book, sheet, pack, (findings, thread, totals), row + 3, matrix)
    sheet.freeze_panes = "A2"


def _impact(book: LiveBook, sheet: Worksheet, pack: Pack, findings: Listing, row: int) -> int:
    """Findings by impact class; the last row is the total. Column positions are those of _CLASS_COLUMNS."""
    table = _table(pack, "summary")
    base = pack.base_currency
    titles = (
        "Impact",
        "Class",
        "S1",
        "S2",
        "S3",
        "All",
        "Not priced",
        f"Gross {base}",
        "Counted upstream",
        "Waived",
        f"Net {base}",
    )
    book.put(sheet, row, 1, "Findings by impact", "label")
    row += 1
    for place, title in enumerate(titles, 1):
        book.put(sheet, row, place, title, "head" if place <= 2 else "head_right")
    first = row + 1
    listed = bool(findings.letters)
    kind, severity, state, amount = (
        findings.range(name) if listed else "" for name in ("impact_class", "severity", "state", "base")
    )
    for values in table.rows:
        row += 1
        book.put(sheet, row, 1, values[0])
        book.put(sheet, row, 2, values[1])
        counted = [f'COUNTIFS({kind},$B{row},{severity},"{each}")' for each in SEVERITIES]
        formulas = [
            *counted,
            f"SUM(C{row}:E{row})",
            f'COUNTIFS({kind},$B{row},{amount},"")',
            f"SUMIFS({amount},{kind},$B{row})",
            f'SUMIFS({amount},{kind},$B{row},{state},"{ABSORBED}")',
            f'SUMIFS({amount},{kind},$B{row},{state},"{WAIVED}")',
            f"H{row}-I{row}-J{row}",
        ]
        for place, (formula, heading, value) in enumerate(
            zip(formulas, table.headings[2:], values[2:], strict=True), 3
        ):
            shown = number_of(value, heading.kind, base)
            cell = Live(formula, shown) if listed or place in {6, 11} else shown  # type: ignore[arg-type]
            book.put(sheet, row, place, cell, _style(heading, 0, base))
    row += 1
    book.put(sheet, row, 1, "All findings", "total")
    book.put(sheet, row, 2, None, "total")
    for place, heading in enumerate(table.headings[2:], 3):
        letter = _letter(place)
        value = number_of(table.totals[0].sums[heading.name], heading.kind, base)
        style = money_style(base, "money_total") if heading.kind is Kind.MONEY else "count_total"
        book.put(sheet, row, place, Live(f"SUM({letter}{first}:{letter}{row - 1})", value), style)  # type: ignore[arg-type]
    return row


def _matrix(book: LiveBook, sheet: Worksheet, pack: Pack, findings: Listing, row: int) -> tuple[int, str]:
    """Net impact by class and severity; gives the last row and the cell of the grand total."""
    base = pack.base_currency
    section = pack.section("findings")
    book.put(sheet, row, 1, f"Net impact by class and severity, {base}", "label")
    row += 1
    for place, title in enumerate(("Impact", "Class", *SEVERITIES, "All"), 1):
        book.put(sheet, row, place, title, "head" if place <= 2 else "head_right")
    first = row + 1
    sums: dict[tuple[str, str], int] = {}
    for table in section.tables:
        columns = (table.column(name) for name in ("impact_class", "severity", "state", "base"))
        for kind, severity, state, value in zip(*columns, strict=True):
            if state == OPEN and isinstance(value, int):
                key = (str(kind), str(severity))
                sums[key] = sums.get(key, 0) + value
    style = money_style(base)
    for name, title in CLASSES.items():
        row += 1
        book.put(sheet, row, 1, title)
        book.put(sheet, row, 2, name)
        for place, severity in enumerate(SEVERITIES, 3):
            shown = from_minor(sums.get((name, severity), 0), base)
            cell: object = shown
            if findings.letters:
                ranges = [findings.range(each) for each in ("base", "impact_class", "severity", "state")]
                head = _letter(place)
                text = f'SUMIFS({ranges[0]},{ranges[1]},$B{row},{ranges[2]},{head}${first - 1},{ranges[3]},"{OPEN}")'
                cell = Live(text, shown)
            book.put(sheet, row, place, cell, style)
        across = sum(sums.get((name, severity), 0) for severity in SEVERITIES)
        book.put(sheet, row, 6, Live(f"SUM(C{row}:E{row})", from_minor(across, base)), style)
    row += 1
    book.put(sheet, row, 1, "All classes", "total")
    book.put(sheet, row, 2, None, "total")
    for place, severity in enumerate((*SEVERITIES, ""), 3):
        letter = _letter(place)
        down = sum(value for (_, of), value in sums.items() if not severity or of == severity)
        book.put(
            sheet,
            row,
            place,
            Live(f"SUM({letter}{first}:{letter}{row - 1})", from_minor(down, base)),
            money_style(base, "money_total"),
        )
    return row, f"F{row}"


def _checks(
    book: LiveBook, sheet: Worksheet, pack: Pack, listings: tuple[Listing, Listing, Listing], row: int, matrix: str
) -> None:
    """Cells that must be zero: what the sheets hold against what the pack says."""
    findings, thread, totals = listings
    base = pack.base_currency
    table = _table(pack, "summary")
    net = from_minor(table.totals[0].sums["net"] or 0, base)
    number = sum(len(each.rows) for each in pack.section("findings").tables)
    checks: list[tuple[str, str, int | Decimal]] = []
    if findings.letters:
        checks.append(("Findings listed less findings of the pack", f"ROWS({findings.range('number')})-{number}", 0))
        open_ = f'SUMIFS({findings.range("base")},{findings.range("state")},"{OPEN}")'
        checks.append((f"Net impact of the findings less that of the pack, {base}", f"ROUND({open_}-{net:f},4)", 0))
        checks.append(
            (f"Net impact by class and severity less that of the pack, {base}", f"ROUND({matrix}-{net:f},4)", 0)
        )
    if thread.letters and thread.last >= thread.first:
        cash = "-".join(f"SUM({thread.range(name)})" for name in ("receivable", "collected", "open", "cash_difference"))
        ledger = "-".join(f"SUM({thread.range(name)})" for name in ("expected", "posted", "ledger_difference"))
        unknown = any(
            value is None
            for each in pack.section("thread").tables
            if each.carried
            for name in ("cash_difference", "ledger_difference")
            for value in each.column(name)
        )
        if not unknown:
            checks.append(("Thread: receivable less collected, open and difference", f"ROUND({cash},4)", 0))
            checks.append(("Thread: expected less posted and difference", f"ROUND({ledger},4)", 0))
    if totals.letters:
        off = sum(value for value in _table(pack, "totals").column("unaccounted") if isinstance(value, int))
        checks.append(("Rows read, neither loaded nor in quarantine", f"SUM({totals.range('unaccounted')})", off))
    book.put(sheet, row, 1, "Checks: each must be zero", "label")
    row += 1
    for place, title in enumerate(("Check", "Result", ""), 1):
        book.put(sheet, row, place, title, "head_right" if place == 2 else "head")
    for label, formula, value in checks:
        row += 1
        book.put(sheet, row, 1, label, "wrap")
        book.put(sheet, row, 2, Live(formula, value), "check2")
        verdict = "ties" if value == 0 else "does not tie"
        book.put(sheet, row, 3, Live(f'IF(B{row}=0,"ties","does not tie")', verdict))


def _printed(sheet: Worksheet, pack: Pack) -> None:
    """Paper of a sheet: landscape, one page wide, digest and page count in the footer."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    foot = HeaderFooterItem()
    foot.left.text, foot.left.size = f"Book digest {pack.digest}", 7
    foot.right.text, foot.right.size = "Page &P of &N", 7
    sheet.oddFooter = foot
    if sheet.auto_filter.ref:
        head = "".join(char for char in sheet.auto_filter.ref.partition(":")[0] if char.isdigit())
        sheet.print_title_rows = f"{head}:{head}"
