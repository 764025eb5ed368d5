"""Answers of the FreshBooks interface saved as JSON: lists of clients and time entries; an error answer is refused as one."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar, Final

import pandas as pd

from core.ports.importing import TableRead
from importers.accounting.freshbooks import fields
from importers.accounting.freshbooks.reader import customers_of, named
from importers.shared.cells import Cells, Source
from importers.shared.columns import Field
from importers.shared.file_reader import FileReader
from importers.shared.intake import HeadingsOnly, Intake, NotATable
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader

_MOST: Final = 64 << 20  # characters of one answer; a page of a list holds 100 records
_SECRETS: Final = frozenset({"access_token", "refresh_token"})


class Answers(FileReader):
    """One page of a list, or an error in one of the four envelopes."""

    layout = "freshbooks.answer"
    system = "freshbooks"
    entity = "customer"

    def sure(self, intake: Intake) -> float:
        """Certain of the envelopes of this interface."""
        answer = _answer(intake)
        return 1.0 if answer and (_refusal(answer) or _lists(answer)) else 0.0

    def read(self, intake: Intake) -> list[TableRead]:
        """The lists of the answer; raises NotATable for an error or a token, HeadingsOnly for an empty list."""
        answer = _answer(intake)
        refusal = _refusal(answer)
        if refusal:
            raise NotATable(file=intake.name, what=refusal)
        found = []
        for key, records in _lists(answer).items():
            if records:
                reader = _READERS[key]
                table = reader.read(_sheet(reader.columns, records), 0, Source(intake.name, ""))
                found.append(dataclasses.replace(table, header_row=0, notes=(*table.notes, *_part(answer))))
        if not found:
            raise HeadingsOnly(file=intake.name, what="a FreshBooks list")
        return found


def _answer(intake: Intake) -> dict[str, Any]:
    """The object in the file; {} for anything else."""
    text = intake.text.lstrip("\ufeff \t\r\n")
    return _parsed(text) if intake.kind == "text" and text.startswith("{") and len(text) < _MOST else {}


@lru_cache(maxsize=2)
def _parsed(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _result(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    response = answer.get("response")
    result = response.get("result") if isinstance(response, dict) else None
    return result if isinstance(result, dict) else {}


def _lists(answer: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Key of a known list -> its records, which have the keys without which they are none of this interface."""
    found: dict[str, list[dict[str, Any]]] = {}
    for place, key, needs in (
        (_result(answer), "clients", "accounting_systemid"),
        (answer, "time_entries", "identity_id"),
    ):
        records = place.get(key)
        paged = "total" in place or isinstance(answer.get("meta"), dict)
        if (
            isinstance(records, list)
            and all(isinstance(each, dict) and needs in each for each in records)
            and (records or paged)
        ):
            found[key] = records
    return found


def _refusal(answer: Mapping[str, Any]) -> str:
    """What an answer without records is, with its own words; "" for any other."""
    if _SECRETS & set(answer):
        return "an answer with access keys, which belong in no folder of exports"
    response = answer.get("response")
    inner = response.get("errors") if isinstance(response, dict) else None
    if isinstance(inner, list) and inner and isinstance(inner[0], dict) and "errno" in inner[0]:
        return _error(inner[0].get("message"))
    error, errors = answer.get("error"), answer.get("errors")
    if "errno" in answer and isinstance(error, dict):
        return _error(error.get("description") or error.get("title"))
    if isinstance(errors, dict) and "status" in errors and "message" in errors:
        return _error(errors["message"])
    if set(answer) == {"message"} and isinstance(answer["message"], str):
        return _error(answer["message"])
    return ""


def _error(message: object) -> str:
    said = " ".join(str(message or "").split()).split(". ")[0].rstrip(".")[:160]
    return f"an error answer of a programming interface{f' ({said})' if said else ''}"


def _part(answer: Mapping[str, Any]) -> list[str]:
    """A sentence when the answer is one page of several."""
    meta = answer.get("meta") if isinstance(answer.get("meta"), dict) else _result(answer)
    page, pages = (meta or {}).get("page"), (meta or {}).get("pages")
    if isinstance(pages, int) and pages > 1:
        return [f"The answer is page {page} of {pages}: the other pages hold the rest of the list."]
    return []


def _sheet(columns: Mapping[str, Field], records: Sequence[Mapping[str, Any]]) -> Sheet:
    keys = list(
        dict.fromkeys([*(field.headings[0] for field in columns.values()), *(k for each in records for k in each)])
    )
    body: list[list[object]] = [[_cell(each.get(key)) for key in keys] for each in records]
    return Sheet("", [list(keys), *body], ragged=False, delimiter=None)


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return json.dumps(value, default=str)
    return str(value)


class _Clients(TableReader):
    layout = "freshbooks.client_answer"
    system = "freshbooks"
    entity = "customer"
    columns = fields.CLIENT_ANSWER
    must: ClassVar = ("external_id",)
    anchor = "external_id"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        frame = customers_of(cells, cells.trimmed("external_id"), named(cells))
        return {"customers": frame.assign(created=cells.day("created"))}


class _TimeEntries(TableReader):
    layout = "freshbooks.time_answer"
    system = "freshbooks"
    entity = "time"
    columns = fields.TIME_ANSWER
    must: ClassVar = ("external_id",)
    anchor = "external_id"

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """Seconds worked"""
        return {"duration": ("duration", cells.number("duration"))}

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Time, each entry by the ids of its client, project and person"""
        client = cells.trimmed("customer")
        frame = pd.DataFrame(
            {
                "external_id": cells.trimmed("external_id"),
                "row": cells.row,
                "day": cells.day("day"),
                "customer": ("freshbooks:customer:" + client).where(client != "", ""),
                "project": cells.trimmed("project"),
                "person": cells.trimmed("person"),
                "task": cells.trimmed("task"),
                "notes": cells.text("notes"),
                "seconds": cells.number("duration", 1),
                "billable": cells.flag("billable"),
                "invoiced": cells.flag("invoiced"),
                "created": cells.day("created"),
            }
        )
        return {"time": frame}


_READERS: Final[Mapping[str, TableReader]] = {"clients": _Clients(), "time_entries": _TimeEntries()}
