"""What Home says, made of a HomeView. No Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from core.services.views import CellKind, Figure, Grid, GridColumn, HomeView, StepView, Task
from ui.grids.cells import money_text
from ui.grids.sheet import Chosen, Order, Sheet

DEAREST: Final = (
    GridColumn("severity", "Severity", CellKind.CODE, width=52),
    GridColumn("title", "What", CellKind.TEXT, width=210),
    GridColumn("customer", "Customer", CellKind.TEXT, width=150),
    GridColumn("amount", "Amount", CellKind.MONEY, width=124),
    GridColumn("currency", "Currency", CellKind.CODE, width=0),
)
SILENT: Final = (
    GridColumn("control", "Control", CellKind.TEXT, width=72),
    GridColumn("reason", "Why not", CellKind.TEXT, width=300),
)
IMPACT_WORDS: Final = {
    "LR": "Earned, and never asked for",
    "DC": "Will come, but late",
    "OB": "Asked for without right",
    "MS": "Booked wrongly",
    "PR": "Not in order, no money",
}


@dataclass(frozen=True, slots=True)
class Tile:
    """One impact class. value: the large text; detail, gross: below it; facets: what its findings are in the exceptions grid."""

    name: str
    title: str
    value: str
    currency: str
    detail: str
    gross: str
    facets: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the month. unknown: the reason why there is no value."""

    title: str
    value: str
    unit: str
    unknown: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. wanted: what its page shows first."""

    title: str
    detail: str
    count: str
    page: str
    wanted: dict[str, object]


def is_empty(view: HomeView) -> bool:
    """True while nothing has been imported: no figure is known and nothing was found."""
    known = any(each.minor or each.text not in {"", "0"} for each in view.figures)
    return (
        not known and not any(each.minor for each in view.impact) and all(each.page == "reports" for each in view.tasks)
    )


def tiles(view: HomeView) -> list[Tile]:
    """The impact classes; process findings have a count in place of money."""
    made = []
    for each in view.impact:
        facets = {"impact_class": frozenset({each.name}), "state": frozenset({"open"})}
        if each.minor is None:
            count = each.text.split()[0] if each.text else "–"
            made.append(Tile(each.name, each.title, count, "open", IMPACT_WORDS.get(each.name, ""), "", facets))
            continue
        gross = f"gross {money_text(int(each.unit), each.currency)}" if each.unit.lstrip("-").isdigit() else ""
        made.append(
            Tile(each.name, each.title, money_text(each.minor, each.currency), each.currency, each.text, gross, facets)
        )
    return made


def row(figure: Figure) -> Row:
    """One figure as text."""
    if figure.unknown or (figure.minor is None and not figure.text):
        return Row(figure.title, "–", "", figure.unknown or "not known")
    if figure.minor is not None:
        return Row(figure.title, money_text(figure.minor, figure.currency), figure.currency, "")
    return Row(figure.title, _two_places(figure.text), figure.unit, "")


def _two_places(text: str) -> str:
    """A measure with two decimals at most; the exact one stands on the Reports page."""
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return text
    places = min(2, max(0, -int(value.as_tuple().exponent)))
    return f"{value:,.{places}f}".replace("-", "−")


def dearest(grid: Grid, most: int = 12) -> Grid:
    """The open findings of the largest amounts, a short grid; amounts of several currencies by their major units."""
    sheet = Sheet(grid)
    if not len(sheet):
        return Grid(DEAREST, (), tuple(() for _ in DEAREST))
    rows = sheet.rows(Chosen(facets={"state": frozenset({"open"})}, orders=(Order("amount", descending=True),)))
    rows = [row for row in rows if sheet.column("amount")[row] is not None][:most]
    values = tuple([sheet.column(column.name)[row] for row in rows] for column in DEAREST)
    return Grid(DEAREST, [sheet.keys[row] for row in rows], values)


def step(task: Task) -> Step:
    """One task, with where it leads: a severity named in its words, suggested links, entries that wait."""
    wanted: dict[str, object] = {}
    if task.page == "exceptions":
        facets = {"state": frozenset({"open"})}
        severity = re.search(r"\bS[123]\b", f"{task.title} {task.detail}")
        if severity:
            facets["severity"] = frozenset({severity[0]})
        wanted = {"facets": facets}
    elif task.page == "matches":
        wanted = {"facets": {"status": frozenset({"suggested"})}}
    return Step(task.title, task.detail, f"{task.count:,}" if task.count else "", task.page, wanted)


def silent(view: HomeView) -> Grid:
    """The controls that could not be evaluated, with the reason."""
    pairs = view.not_evaluated
    keys = [f"{at}\t{control}" for at, (control, _) in enumerate(pairs)]
    return Grid(SILENT, keys, ([control for control, _ in pairs], [reason for _, reason in pairs]))


@dataclass(frozen=True, slots=True)
class Recent:
    """One line of the recent work."""

    name: str
    detail: str
    undone: bool


def recent(steps: Sequence[StepView], most: int = 3) -> list[Recent]:
    """The newest steps, newest first."""
    return [
        Recent(each.name, f"{each.who} · {each.at:%d %b %H:%M}" + (f" · {each.why}" if each.why else ""), each.undone)
        for each in steps[:most]
    ]


def gate(view: HomeView) -> tuple[str, bool]:
    """The state of the close gate in words, and whether it is open."""
    if view.gate_open:
        return "Nothing blocks the close", True
    blocking = next((task.count for task in view.tasks if "S1" in f"{task.title} {task.detail}"), 0)
    return (f"{blocking:,} findings of severity S1 block the close" if blocking else "The close is blocked"), False
