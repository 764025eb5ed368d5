"""What the mapping wizard says and what its choices mean, made of a PreviewView. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.ports.importing import Answers
from core.services.views import ColumnView, MappingView, PreviewView, QuestionView
from ui.grids.cells import grouped
from ui.theme.palettes import Tone

ENTITIES: Final = {
    "time": "Time entries",
    "expense": "Expenses",
    "invoice": "Invoices",
    "invoice_line": "Invoice lines",
    "payment": "Payments",
    "bank_line": "Bank statement",
    "journal": "Ledger postings",
    "account": "Chart of accounts",
    "customer": "Customers",
    "deal": "Deals",
    "contract": "Contracts",
    "change_order": "Change orders",
    "rate": "Rate card",
    "milestone": "Milestones",
    "project": "Projects",
    "person": "People",
    "leave": "Leave",
}
SYSTEMS: Final = {
    "generic": "A list of our own",
    "register": "Contract register",
    "roster": "Staff roster",
    "bank": "Bank",
    "bigtime": "BigTime",
    "clockify": "Clockify",
    "creme": "Creme CRM",
    "datev": "DATEV",
    "dynamics": "Dynamics 365",
    "erpnext": "ERPNext",
    "everhour": "Everhour",
    "freshbooks": "FreshBooks",
    "gnucash": "GnuCash",
    "harvest": "Harvest",
    "hubspot": "HubSpot",
    "kantata": "Kantata",
    "kimai": "Kimai",
    "myob": "MYOB",
    "odoo": "Odoo",
    "pipedrive": "Pipedrive",
    "quickbooks": "QuickBooks",
    "quickbooks_time": "QuickBooks Time",
    "sage": "Sage",
    "salesforce": "Salesforce",
    "tempo": "Tempo",
    "toggl": "Toggl",
    "tryton": "Tryton",
    "wave": "Wave",
    "xero": "Xero",
    "zoho_books": "Zoho Books",
    "zoho_crm": "Zoho CRM",
}
ENCODINGS: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with mark",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1252": "Western (1252)",
    "cp1250": "Central European (1250)",
    "iso8859-15": "Latin-9",
    "mac_roman": "Mac Roman",
}
DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
UNREAD: Final = "leave unread"
_FIELDS: Final = {
    "seconds": "hours",
    "external_id": "id",
    "firstname": "first name",
    "lastname": "last name",
    "taskid": "task id",
    "creditside": "credit or debit",
}
_WAYS: Final = {"day first": "dmy", "month first": "mdy", "year first": "ymd", "point": ".", "comma": ","}
_CERTAIN: Final = 0.995
_SURE: Final = 0.9
_LIKELY: Final = 0.75


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on how a column is read. choices: (the answer as core.ports.importing.Answers has it, what it makes of a cell)."""

    column: str
    question: str
    choices: tuple[tuple[str, str], ...]


def field_name(target: str, wording: str = "") -> str:
    """A field as a person reads it; "" is a column that is left unread."""
    if not target:
        return UNREAD
    return _FIELDS.get(target) or wording or target.replace("_", " ")


def fields(view: PreviewView) -> tuple[tuple[str, str], ...]:
    """What a column may feed, (field, name), in the order of the names; leaving it unread comes first."""
    named = sorted(
        ((target, field_name(target, wording)) for target, wording in view.targets), key=lambda each: each[1]
    )
    return (("", UNREAD), *named)


def sureness(column: ColumnView, said: Answers) -> tuple[str, Tone]:
    """How sure the column's field is, in words and as a tone."""
    if column.heading in said.columns:
        return "you said so", Tone.GOOD
    if not column.target:
        return "not read", Tone.QUIET
    tone = Tone.GOOD if column.confidence >= _SURE else Tone.INFO if column.confidence >= _LIKELY else Tone.WARN
    return "sure" if column.confidence >= _CERTAIN else f"{column.confidence:.0%} sure", tone


def ways(questions: Sequence[QuestionView]) -> tuple[Asked, ...]:
    """The questions on the order of days and on decimal marks; what a column is, is said in the list of columns."""
    out = []
    for each in questions:
        choices = tuple((_WAYS[answer], shown) for answer, shown in each.choices if answer in _WAYS)
        if each.column and len(choices) == len(each.choices):
            out.append(Asked(each.column, each.question, choices))
    return tuple(out)


def standing(view: PreviewView) -> tuple[str, Tone]:
    """What would become of the file, in a few words."""
    if view.error:
        return "cannot be read so", Tone.DANGER
    if not view.loads:
        return "waits for your answer", Tone.WARN
    if view.problem_count:
        return f"{view.problem_count:,} rows would wait", Tone.WARN
    return "every row loads", Tone.GOOD


def rows_said(view: PreviewView) -> str:
    """Rows read, loaded and quarantined; the three always tie."""
    return f"{view.rows_read:,} rows read = {view.rows_loaded:,} loaded + {view.problem_count:,} in quarantine"


def totals(view: PreviewView) -> tuple[tuple[str, str], ...]:
    """Control totals, (column, sum with its currency)."""
    return tuple((column, f"{grouped(amount)} {currency}".strip()) for column, currency, amount in view.totals)


def reason(view: PreviewView) -> str:
    """Why the table as a whole does not load; "" when it does or when its rows have reasons of their own."""
    if view.error:
        return view.error
    if view.loads or not view.problems:
        return ""
    reasons = {text for *_, text in view.problems}
    return next(iter(reasons)) if len(reasons) == 1 and len(view.problems) > 1 else ""


def warnings(view: PreviewView, before: PreviewView | None = None) -> tuple[str, ...]:
    """What a person has to know before importing: why it does not load, headings that changed, totals that do not tie.

    before: how the file was read before anything was said; what was wrong with its headings then is still worth knowing.
    """
    said = [reason(view)] if view.error or ways(view.questions) == () else []
    changed = [note for note in (before or view).notes if "headings differ" in note]
    return tuple(dict.fromkeys(filter(None, (*changed, *said, *view.untied))))


def remarks(view: PreviewView) -> tuple[str, ...]:
    """The notes that are no warnings."""
    return tuple(note for note in view.notes if "headings differ" not in note)


def problems(view: PreviewView) -> tuple[tuple[str, ...], ...]:
    """Row, cell and reason of the rows that would wait, while not all of them wait for one reason."""
    if reason(view):
        return ()
    return tuple(
        (f"{row:,}", f"{column}: {value}" if column and value else column or value, text)
        for row, column, value, text in view.problems
    )


def adopted(view: PreviewView, said: Answers) -> Answers | None:
    """What a person says by looking at a preview and changing nothing; None when that is nothing beyond what is `said`.

    A proposal that is sure enough to load is theirs once they see it; of several sheets it is the one shown that they speak of.
    """
    entity = said.entity or (view.entity if view.proposed and view.loads else None)
    sheet = said.sheet or (view.sheet if len(view.sheets) > 1 and view.sheet in view.sheets else None)
    made = replace(said, sheet=sheet, entity=entity)
    return made if made != said else None


def to_confirm(view: PreviewView) -> str:
    """The entity that an unsure proposal takes the table for, for a person to confirm; "" when there is nothing to confirm."""
    return view.entity if view.proposed and not view.loads and not view.error else ""


def mapping_rows(view: MappingView) -> tuple[tuple[str, str], ...]:
    """Heading and field of a saved mapping; one of a known layout keeps only how days and decimals are read."""
    if not any(target for _, target in view.columns):
        return tuple((heading, "as its system names it") for heading, _ in view.columns)
    return tuple((heading, field_name(target)) for heading, target in view.columns)


def with_target(said: Answers, columns: Sequence[ColumnView], heading: str, target: str) -> Answers:
    """`said` with one column's field; another column that fed it is left unread, because a field has one column."""
    chosen: dict[str, str] = dict(said.columns)
    if target:
        for each in columns:
            if each.heading != heading and each.target == target:
                chosen[each.heading] = ""
    chosen[heading] = target
    return replace(said, columns=chosen)


def with_entity(said: Answers, entity: str) -> Answers:
    """`said` for another kind of list: its columns are to be told anew."""
    return replace(said, entity=entity or None, columns={})


def with_choice(said: Answers, column: str, way: str) -> Answers:
    """`said` with the order of days or the decimal mark of one column."""
    return replace(said, choices={**said.choices, column: way})


def with_sheet(said: Answers, sheet: str) -> Answers:
    """`said` for another sheet."""
    return replace(_uncut(said), sheet=sheet, header_row=None, entity=None)


def with_header(said: Answers, row: int | None) -> Answers:
    """`said` with the heading in another row; 0 for a table without headings, None for the one that is found."""
    return replace(_uncut(said), header_row=row)


def with_text(said: Answers, encoding: str | None, delimiter: str | None) -> Answers:
    """`said` for a text file that is decoded or cut otherwise."""
    return replace(_uncut(said), encoding=encoding, delimiter=delimiter)


def _uncut(said: Answers) -> Answers:
    """Of a table that is cut otherwise the columns are not known any more."""
    return replace(said, columns={}, choices={})
