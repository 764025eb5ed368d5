"""Readers of the staff list, leave and holidays: sheets of the register, files of their own, reports of a staff system."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from importers.people.roster import fields
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.columns import Headings
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader

_PAY: Final = re.compile(
    r"\b(salar(y|ies)|pay|paid|wages?|compensation|bonus|gehalt|grundgehalt|fixgehalt|festgehalt|gehaltsintervall|lohn|"
    r"salaires?|rémunération|salarios?|sueldos?|salaris)\b"
)
_NOT_A_PAY: Final = re.compile(r"\bpay(ment|ments|roll)?\s+(terms?|no|id|number)\b|\bpaid leave\b")
_REFUSED: Final = re.compile(
    r"\b(denied|declined|rejected|refused|cancell?ed|withdrawn|abgelehnt|storniert|zurückgezogen|refusée?|annulée?|"
    r"rechazad[oa]|cancelad[oa]|afgewezen|geannuleerd)\b"
)
_DAY_SECONDS: Final = 86_400
_OUTSIDERS: Final = frozenset(
    {
        *("record id", "contact owner", "lead status", "account name", "account", "customer", "client", "company"),
        *("company name", "website", "hours", "project", "date"),
    }
)
"""Headings of lists of other people (contacts of customers) and of what people did."""

_WORK: Final = frozenset(
    {
        *(
            "project",
            "project name",
            "client",
            "customer",
            "task",
            "billable",
            "billable?",
            "matter",
            "job",
            "activity",
        ),
        *("rate", "amount", "invoice", "invoiced", "start time", "end time", "work", "projekt", "kunde", "tätigkeit"),
        *("projet", "tâche", "proyecto", "tarea", "cliente", "klant", "taak"),
    }
)
"""Headings of time worked, which is no leave."""

_ANY_NAME: Final = frozenset({"name", "description", "bezeichnung", "occasion"})
_AT_WORK: Final = ("weekly_capacity", "cost_rate", "bill_rate", "start", "valid_from")


class _Roster(TableReader):
    system = "roster"
    mark = ""
    least = 0.5


class _Staff(_Roster):
    """Lists of people. Columns of pay are emptied as the file is read: nothing of them is kept, not even in quarantine."""

    entity = "person"

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, without what people are paid."""
        headings = Headings.of(sheet.rows[header])
        own = {places[name] for name in ("pay", "pay_per") if name in places}
        pay = own | {
            place
            for place, heading in enumerate(headings.folded)
            if _PAY.search(heading) and not _NOT_A_PAY.search(heading) and place not in places.values()
        }
        body = super().body(sheet, header, width, places)
        if pay:
            body.rows = [["" if place in pay else cell for place, cell in enumerate(row)] for row in body.rows]
            names = ", ".join(headings.printed[place] for place in sorted(pay))
            body.notes.append(f"What people are paid ({names}) is not taken in.")
        return body

    def people(self, cells: Cells) -> pd.Series[str]:
        """The name of each person as given and family name."""
        last_first = pd.Series([_turned(text) for text in cells.text("last_first")], dtype="object")
        parts = (cells.trimmed("first") + " " + cells.trimmed("last")).str.strip()
        name = cells.text("name")
        name = name.where(name.str.strip() != "", parts)
        return name.where(name != "", last_first)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """People"""
        printed, name = cells.trimmed("external_id"), self.people(cells)
        frame = pd.DataFrame(
            {
                "external_id": printed.where(printed != "", name),
                "row": cells.row,
                "name": name,
                **{column: cells.text(column) for column in ("role", "department", "employment", "skills")},
                "email": cells.trimmed("email"),
                "currency": self.currency(cells),
                **{column: cells.day(column) for column in ("start", "end", "valid_from")},
                "weekly_capacity": cells.seconds("weekly_capacity"),
                "cost_rate": cells.number("cost_rate", 10_000),
                "bill_rate": cells.number("bill_rate", 10_000),
            }
        )
        return {"people": frame}


def _turned(text: str) -> str:
    """`Ann Lee` of `Lee, Ann`; other texts as they are."""
    last, comma, first = text.partition(",")
    return f"{first.strip()} {last.strip()}" if comma else text.strip()


class People(_Staff):
    """One member of staff a row, with capacity and rates."""

    layout = "roster.people"
    columns = fields.PEOPLE
    must: ClassVar = ("name", ("role", "email"), ("weekly_capacity", "cost_rate", "bill_rate", "email"))
    anchor = "name"

    def sure(self, headings: Headings) -> float:
        """How sure this reader is; 0 for people elsewhere, of whom no capacity, rate or first day is told."""
        if _OUTSIDERS & set(headings.folded) and not set(_AT_WORK) & set(headings.places(self.columns)):
            return 0.0
        return super().sure(headings)


class BambooHr(_Staff):
    """A report of BambooHR; the labels are recalled but for the names of its interface."""

    layout = "roster.bamboohr"
    columns = fields.BAMBOOHR
    must: ClassVar = ("external_id", ("last", "last_first", "name"), ("start", "employment", "role", "email"))
    anchor = "external_id"
    recalled = True


class Personio(_Staff):
    """An export of Personio's employee list in English or German; the labels are recalled."""

    layout = "roster.personio"
    columns = fields.PERSONIO
    must: ClassVar = (
        "first",
        "last",
        "role",
        ("start", "employment"),
        ("office", "company", "pay", "pay_per"),
    )
    anchor = "last"
    recalled = True


class Gusto(_Staff):
    """An employee report of Gusto or of a payroll service like it; the labels are recalled."""

    layout = "roster.gusto"
    columns = fields.GUSTO
    must: ClassVar = ("first", "last", ("role", "department"), ("start", "employment"), ("pay", "pay_per", "manager"))
    anchor = "last"
    recalled = True


SYSTEMS: Final = (BambooHr(), Personio(), Gusto())
"""The readers of staff systems' reports."""


class Staff(_Staff):
    """One member of staff a row, the name in two columns."""

    layout = "roster.staff"
    columns = fields.STAFF
    must: ClassVar = (
        "first",
        "last",
        ("role", "department"),
        ("weekly_capacity", "cost_rate", "bill_rate", "start", "employment"),
    )
    anchor = "last"

    def sure(self, headings: Headings) -> float:
        """How sure this reader is; 0 for lists of people elsewhere (contacts of customers, hours worked) and reports of a staff system."""
        if _OUTSIDERS & set(headings.folded) or any(system.sure(headings) for system in SYSTEMS):
            return 0.0
        return super().sure(headings)


class Leave(_Roster):
    """Leave by day, or from a day to a day (working days Monday to Friday); what was refused or called off is no leave."""

    layout = "roster.leave"
    entity = "leave"
    columns = fields.LEAVE
    must: ClassVar = ("person", "day", ("type", "to", "days"), ("hours", "all_hours", "days", "type"))
    anchor = "person"
    unwanted = ("status", _REFUSED, "leave that was refused or called off")

    def sure(self, headings: Headings) -> float:
        """How sure this reader is; 0 where a heading speaks of work: that is a list of hours."""
        return 0.0 if _WORK & set(headings.folded) else super().sure(headings)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """leave, one row a person and day"""
        given, whole = cells.seconds("hours"), cells.seconds("all_hours")
        summed = bool(
            (given > _DAY_SECONDS).fillna(value=False).any()
        )  # no day has more than 24 hours: the column holds sums
        frame = pd.DataFrame(
            {
                "row": cells.row,
                "person": cells.trimmed("person"),
                "day": cells.day("day"),
                "type": cells.text("type"),
                "seconds": given.mask(given.notna()) if summed else given,
                "_whole": given.where(given.notna(), whole) if summed else whole.mask(given.notna()),
            }
        )
        frame = _spread(frame, cells.day("to") if cells.has("to") else frame["day"])
        base = frame["person"] + "|" + frame["day"].dt.strftime("%Y-%m-%d") + "|" + frame["type"]
        again = base.groupby(base).cumcount()
        frame.insert(0, "external_id", base.where(again == 0, base + "|" + (again + 1).astype(str)))
        return {"leave": frame}


def _spread(frame: pd.DataFrame, last: pd.Series[pd.Timestamp]) -> pd.DataFrame:
    """One row for each working day of a span, a sum of hours (`_whole`) shared among its days to the second."""
    last = last.fillna(frame["day"])
    days = [
        [day for day in pd.date_range(begin, end) if day.weekday() < 5 or begin == end]
        for begin, end in zip(frame["day"], last, strict=True)
    ]
    counts = np.fromiter((len(span) for span in days), np.int64, len(days))
    spread = frame.loc[frame.index.repeat(counts)].reset_index(drop=True)
    spread["day"] = pd.Series([day for span in days for day in span], dtype="datetime64[ns]")
    whole = spread.pop("_whole")
    if whole.notna().any():
        number = pd.Series(np.repeat(counts, counts))
        place = pd.Series(np.concatenate([np.arange(count) for count in counts]) if len(counts) else [], dtype="int64")
        share = whole // number + (place < whole % number).astype("Int64")
        spread["seconds"] = spread["seconds"].where(spread["seconds"].notna(), share)
    return spread


class Holidays(_Roster):
    """One day on which nobody works a row."""

    layout = "roster.holidays"
    entity = "holiday"
    columns = fields.HOLIDAYS
    must: ClassVar = ("day", "name")
    anchor = "day"

    def sure(self, headings: Headings) -> float:
        """How sure this reader is; 0 where a day merely has a name or description, and more than that is told of it."""
        place = headings.position(self.columns["name"])
        known = set(headings.places(self.columns).values())
        more = sum(1 for heading in headings.folded if heading) > len(known)
        if place is not None and headings.folded[place] in _ANY_NAME and more:
            return 0.0
        return super().sure(headings)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Holidays"""
        day = cells.day("day")
        frame = pd.DataFrame(
            {"external_id": day.dt.strftime("%Y-%m-%d"), "row": cells.row, "day": day, "name": cells.text("name")}
        )
        return {"holidays": frame}
