"""What lists of time, expenses and projects have in common: columns of agreed names become draft rows; entries that are no hours of one day are set apart.

A layout declares its columns under these names; what it does not have stays absent.

- time: id, day, end_day, start_time, end_time, started, ended, duration, hours, first, last, person_name, email, role, customer_name,
  code, project_name, task, notes, billable, invoiced, approved, rate, amount, cost_rate, currency, invoice_number, created
- expenses: id, day, person as above, customer_name, code, project_name, category, merchant, notes, amount, currency, flags as above
- projects: id, code, name, customer_name, status, active, billable, method_text, start, end, set_up, manager, budget, budget_hours,
  currency, hours, notes
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.normalise.wording import currency_of
from core.ports.importing import RowProblem
from importers.psa.projects import merchant_of, people_of
from importers.shared.bodies import Body
from importers.shared.cells import Cells, Source
from importers.shared.columns import Headings
from importers.shared.parsing import Objects, Parsed, by_value, read_clock, text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader
from importers.shared.wordings import methods

DAY_SECONDS: Final = 86_400
RUNNING: Final = (
    "The entry has neither an end nor a duration: it was still running when the file was made. "
    "Stop it and export again, or enter its hours"
)
BACKWARDS: Final = "The entry ends before it begins, so that its hours cannot be told"
_SEVERAL: Final = "The entry runs over {days} days, so that its hours belong to no single day. Split it by day"
_CLOCK: Final = re.compile(r"[ T]((?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:\.\d+)?(?: ?([AaPp])\.?[Mm])?")


def first_of(*columns: pd.Series[str]) -> pd.Series[str]:
    """The first of several texts that is not blank, row by row."""
    answer = columns[0]
    for column in columns[1:]:
        missing = blanks(answer)
        if not missing.any():
            break
        answer = answer.where(~missing, column)
    return answer


def blanks(texts: pd.Series[str]) -> npt.NDArray[np.bool_]:
    """Where nothing but white space stands."""
    return ~np.fromiter(map(bool, map(str.strip, texts.tolist())), np.bool_, len(texts))


def person_of(cells: Cells) -> pd.Series[str]:
    """The name of each row's person: one column, first and last name, else the e-mail address."""
    parts = cells.text("first")
    if cells.has("first") or cells.has("last"):
        parts = (parts.str.strip() + " " + cells.text("last").str.strip()).str.strip()
    return first_of(cells.text("person_name"), parts, cells.text("email"))


def project_of(cells: Cells) -> pd.Series[str]:
    """The project's id: its code, or its name where it has none."""
    return first_of(cells.trimmed("code"), cells.text("project_name"))


def clock_in(texts: pd.Series[str]) -> pd.Series[str]:
    """The time of day (HH:MM:SS) in stamps such as "2026-01-05 09:00", "05/Jan/26 2:00 PM" or "2026-01-05T09:00:00Z"; "" without one."""
    codes, different = by_value(list(texts))
    read = [_clock(_CLOCK.search(str(text))) for text in different]
    return pd.Series(np.array(read or [""], dtype=object)[codes], dtype="object")


def clocks(cells: Cells, clock: str, stamp: str) -> pd.Series[str]:
    """The time of day in the column `clock`, else in the stamps of the column `stamp`; "" where neither tells."""
    own = cells.clock(clock)
    return first_of(own, clock_in(cells.text(stamp))) if cells.has(stamp) else own


def _clock(found: re.Match[str] | None) -> str:
    if found is None:
        return ""
    seconds = read_clock(" ".join(part for part in found.groups() if part))
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


def codes_of(texts: pd.Series[str]) -> pd.Series[str]:
    """ISO codes in wordings such as "British Pound - GBP" or "usd"; "" where there is none."""
    codes, different = by_value(list(texts))
    read = np.array([currency_of(str(text).upper()) for text in different] or [""], dtype=object)
    return pd.Series(read[codes], dtype="object")


def filled(texts: pd.Series[str]) -> pd.Series[bool]:
    """True where a text stands, False where it is blank."""
    return pd.Series(~blanks(texts), dtype="boolean")


def _of_day(clock: str) -> int:
    """Seconds after midnight of HH:MM:SS."""
    hour, minute, second = clock.split(":")
    return int(hour) * 3600 + int(minute) * 60 + int(second)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a row that can be read is not loaded: place in the column `name`, code and sentence (no full stop)."""

    name: str
    code: str
    sentence: str


class Doubting(TableReader):
    """A table whose layout has reasons of its own to set rows apart, by what their cells were read as.

    also: name of a text column -> the declared column whose cells it holds as they are printed.
    """

    also: ClassVar[Mapping[str, str]] = {}

    def doubts(self, body: Body, typed: Mapping[str, Parsed | Objects]) -> dict[int, Doubt]:
        """Positions in `body.rows` of rows that are not to be loaded, and why."""
        del body, typed
        return {}

    def _problems(
        self,
        body: Body,
        typed: Mapping[str, Parsed | Objects],
        places: Mapping[str, int],
        headings: Headings,
        source: Source,
    ) -> dict[int, RowProblem]:
        found = super()._problems(body, typed, places, headings, source)
        more = {index: doubt for index, doubt in self.doubts(body, typed).items() if index not in found}
        if not more:
            return found
        for index, doubt in more.items():
            place = places.get(doubt.name)
            heading = headings.printed[place] if place is not None else ""
            value = text_of(body.rows[index][place]) if place is not None else ""
            body.refused[index] = (heading, value, doubt.code, doubt.sentence)
        return super()._problems(body, typed, places, headings, source)

    def _columns(self, body: Body, places: Mapping[str, int]) -> dict[str, Sequence[object]]:  # type: ignore[override]  # the base needs nothing of itself for it
        columns = super()._columns(body, places)
        return {**columns, **{name: columns[own] for name, own in self.also.items() if own in columns}}


class Currencied(TableReader):
    """A table whose currency is a code, or a code among words, in a column or a heading."""

    mark = ""

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The code of each row; the heading's where the row has none; "" where neither tells."""
        own = codes_of(cells.text("currency")) if cells.has("currency") else cells.text("currency")
        return own.where(own != "", cells.source.currency)

    def ids(self, cells: Cells) -> pd.Series[str]:
        """The id as printed, or `file#n` where a row has none."""
        own = cells.trimmed("id")
        return first_of(own, cells.numbered()) if blanks(own).any() else own

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """The sum of the amounts, which no row is refused for."""
        if not cells.has("amount") or self.columns["amount"].total:
            return {}
        return {"amount": (self.columns["amount"].headings[0], cells.number("amount"))}


class TimeTable(Currencied, Doubting):
    """Detailed time, one row an entry. Where H:M:S and decimal hours are both printed, H:M:S is the truth: decimals are rounded."""

    entity = "time"
    anchor = "day"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """time, and the people in it"""
        currency = self.currency(cells)
        person = self.person(cells)
        frame = pd.DataFrame(
            {
                "external_id": self.ids(cells),
                "row": cells.row,
                "day": cells.day("day"),
                "project": self.project(cells),
                "person": person,
                "person_name": person.copy(),
                **{name: cells.text(name) for name in ("customer_name", "project_name", "role", "task", "notes")},
                "seconds": self.seconds(cells),
                "billable": self.billable(cells),
                "invoiced": self.invoiced(cells),
                "approved": self.approved(cells),
                "rate": cells.number("rate", 10_000),
                "amount": cells.money("amount", currency),
                "cost_rate": cells.number("cost_rate", 10_000),
                "currency": currency,
                "invoice_number": cells.trimmed("invoice_number"),
                "start_time": clocks(cells, "start_time", "started"),
                "end_time": clocks(cells, "end_time", "ended"),
                "created": cells.day("created"),
            },
            copy=False,  # each column is made for this frame alone
        )
        return {"time": frame, "people": people_of(person, role=cells.text("role"), email=cells.trimmed("email"))}

    def person(self, cells: Cells) -> pd.Series[str]:
        """Who worked."""
        return person_of(cells)

    def project(self, cells: Cells) -> pd.Series[str]:
        """What for: the project's code or name."""
        return project_of(cells)

    def billable(self, cells: Cells) -> pd.Series[bool]:
        """Whether the hours may be billed; NA when the layout does not say."""
        return cells.flag("billable")

    def invoiced(self, cells: Cells) -> pd.Series[bool]:
        """Whether the hours are billed."""
        return cells.flag("invoiced")

    def approved(self, cells: Cells) -> pd.Series[bool]:
        """Whether the hours are approved."""
        return cells.flag("approved")

    def seconds(self, cells: Cells) -> pd.Series[int]:
        """H:M:S where printed, else decimal hours, else from start to end."""
        printed = cells.seconds("duration").fillna(cells.seconds("hours"))
        return printed.fillna(self.span(cells)) if printed.isna().any() else printed

    def span(self, cells: Cells) -> pd.Series[int]:
        """Seconds from start to end; past midnight when the end is the earlier time of day and no day of it is printed."""
        if not any(cells.has(name) for name in ("start_time", "started")):
            return pd.Series(pd.array([None] * cells.size, dtype="Int64"))
        starts, ends = clocks(cells, "start_time", "started"), clocks(cells, "end_time", "ended")
        printed = (cells.day("end_day") - cells.day("day")).dt.days
        found: list[int | None] = []
        for start, end, days in zip(starts, ends, printed, strict=True):
            if not start or not end:
                found.append(None)
                continue
            seconds = _of_day(end) - _of_day(start)
            over = (1 if seconds < 0 else 0) if pd.isna(days) else int(days)
            found.append(over * DAY_SECONDS + seconds)
        return pd.Series(pd.array(found, dtype="Int64"))

    def doubts(self, body: Body, typed: Mapping[str, Parsed | Objects]) -> dict[int, Doubt]:
        """Entries still running, ending before they begin, or over several days."""
        size = len(body.rows)
        known = {name: column for name, column in typed.items() if isinstance(column, Parsed)}
        nothing = Parsed(np.zeros(size, np.int64), np.zeros(size, np.bool_), np.zeros(size, np.bool_), {})
        end = known.get("end_time", nothing).known
        if "ended" in typed:
            end = end | np.fromiter((bool(text_of(cell).strip()) for cell in typed["ended"]), np.bool_, size)  # type: ignore[union-attr]
        worked = known.get("duration", nothing)
        decimal = known.get("hours", nothing)
        told = worked.known | decimal.known
        zero = (worked.units == 0) & (decimal.units == 0)
        has_end = "end_time" in typed or "ended" in typed
        found: dict[int, Doubt] = {}
        running = ~told & ~end if not has_end else ~end & (~told | zero)
        name = next((one for one in ("duration", "hours", "end_time", "ended") if one in typed), "day")
        for index in np.flatnonzero(running).tolist():
            found[index] = Doubt(name, "IMP-204", RUNNING)
        first, last = known.get("day", nothing), known.get("end_day", nothing)
        days = np.where(first.known & last.known, last.units - first.units, 0)
        for index in np.flatnonzero(days > 1).tolist():
            found.setdefault(index, Doubt("end_day", "IMP-209", _SEVERAL.format(days=int(days[index]) + 1)))
        for index in np.flatnonzero(days < 0).tolist():
            found.setdefault(index, Doubt("end_day", "IMP-209", BACKWARDS))
        return found


class ExpenseTable(Currencied):
    """Expenses, one row a claim."""

    entity = "expense"
    anchor = "day"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """expenses, and the people in it"""
        currency = self.currency(cells)
        person = self.person(cells)
        notes = cells.text("notes")
        frame = pd.DataFrame(
            {
                "external_id": self.ids(cells),
                "row": cells.row,
                "day": cells.day("day"),
                "project": project_of(cells),
                "person": person,
                "person_name": person,
                **{name: cells.text(name) for name in ("customer_name", "project_name", "category")},
                "notes": notes,
                "merchant": first_of(cells.text("merchant"), merchant_of(notes)),
                "amount": cells.money("amount", currency),
                "currency": currency,
                "billable": self.billable(cells),
                "invoiced": self.invoiced(cells),
                "approved": self.approved(cells),
                "invoice_number": cells.trimmed("invoice_number"),
            }
        )
        return {"expenses": frame, "people": people_of(person, email=cells.trimmed("email"))}

    def person(self, cells: Cells) -> pd.Series[str]:
        """Who spent it."""
        return person_of(cells)

    def billable(self, cells: Cells) -> pd.Series[bool]:
        """Whether the cost may be billed on."""
        return cells.flag("billable")

    def invoiced(self, cells: Cells) -> pd.Series[bool]:
        """Whether the cost is billed."""
        return cells.flag("invoiced")

    def approved(self, cells: Cells) -> pd.Series[bool]:
        """Whether the claim is approved."""
        return cells.flag("approved")


class ProjectTable(Currencied):
    """Projects, one row a project."""

    entity = "project"
    anchor = "name"
    apart: ClassVar[tuple[str, ...]] = ("projects",)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Projects"""
        currency = self.currency(cells)
        kind = cells.text("method_text")
        frame = pd.DataFrame(
            {
                "external_id": first_of(cells.trimmed("id"), cells.trimmed("code"), cells.text("name")),
                "row": cells.row,
                "name": cells.text("name"),
                "code": cells.trimmed("code"),
                "customer_name": cells.text("customer_name"),
                "status": cells.trimmed("status"),
                "active": self.active(cells),
                "billable": self.billable(cells),
                "method": self.method(kind),
                "method_text": kind,
                **{name: cells.day(name) for name in ("start", "end", "set_up")},
                "manager": cells.text("manager"),
                "budget_amount": cells.money("budget", currency),
                "budget_seconds": cells.seconds("budget_hours"),
                "currency": currency,
                "hours": cells.seconds("hours"),
                "notes": cells.text("notes"),
            }
        )
        return {"projects": frame}

    def billable(self, cells: Cells) -> pd.Series[bool]:
        """Whether the project bills its time; NA when the layout does not say."""
        return cells.flag("billable")

    def method(self, kind: pd.Series[str]) -> pd.Series[str]:
        """The billing method by its wording."""
        return methods(kind)

    def active(self, cells: Cells) -> pd.Series[bool]:
        """The flag, else what the status says; NA where neither tells."""
        status = cells.trimmed("status").str.casefold()
        over = status.isin(["archived", "completed", "closed", "cancelled", "canceled", "done", "inactive"])
        told = (~over).astype("boolean").mask(status == "", pd.NA)
        return cells.flag("active").fillna(told)


class SummaryReport(TableReader):
    """Sums of time by project, person or day: read to be known, never loaded, for the detailed report holds the same hours.

    advice: which report to export instead.
    """

    entity = "time_summary"
    mark = ""
    advice: ClassVar[str]

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, with the sentence that says why they are no entries."""
        body = super().body(sheet, header, width, places)
        body.notes.append(
            f"This is a summary: its {len(body.rows)} rows are sums of time entries and are not loaded as time. {self.advice}"
        )
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Nothing: sums are no entries"""
        del cells
        return {}


def bare(texts: pd.Series[str]) -> pd.Series[bool]:
    """True where a duration is printed as a bare number, and not as H:MM or with units."""
    return texts.str.strip().str.fullmatch(r"-?\d+(?:[.,]\d+)?").astype("boolean")
