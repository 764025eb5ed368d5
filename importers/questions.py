"""What Tieout has to ask before it can read the rest of a table, and the answers: from a file of the same keys that `read` prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from core.base.errors import BadUsage
from core.ports.importing import Answers, ColumnUse, Question, TableRead
from importers.anytable.entities import BY_NAME
from importers.anytable.proposal import SURE
from importers.anytable.reader import DRIFTED, GENERIC, UNKNOWN, UNSURE
from importers.registry import FILE_READERS, READERS
from importers.shared.days import day_reader
from importers.shared.numbers import number_reader
from importers.shared.parsing import MILLION, Unreadable

DAY: Final = "IMP-206"
NUMBER: Final = "IMP-207"
_UNREAD: Final = "leave unread"


def questions_of(table: TableRead) -> tuple[Question, ...]:
    """The questions behind the rows of `table` that can be read in two ways, in order of their columns' first such row."""
    asked: dict[tuple[str, str], list[str]] = {}
    for problem in table.problems:
        if problem.code in {DAY, NUMBER}:
            asked.setdefault((problem.column, problem.code), []).append(problem.value)
    return (*_of_the_table(table), *(_question(column, code, values) for (column, code), values in asked.items()))


def _of_the_table(table: TableRead) -> tuple[Question, ...]:
    """What a table that waits as a whole is, or which of its columns is which."""
    code = table.problems[0].code if table.problems and not table.rows_loaded else ""
    if code == UNKNOWN:
        return (Question("", "What is this a list of?", tuple(BY_NAME)),)
    if code not in {UNSURE, DRIFTED} or table.entity not in BY_NAME:
        return ()
    entity = BY_NAME[table.entity]
    fed = {use.target for use in table.columns if use.target}
    open_ = [name for group in entity.must if not fed.intersection(group) for name in group if name in entity.fields]
    return tuple(
        Question(use.source, _which(use), (*filter(None, (use.target,)), *dict.fromkeys(open_), _UNREAD))
        for use in table.columns
        if (use.target and use.confidence < SURE) or (not use.target and open_)
    )


def _which(use: ColumnUse) -> str:
    if use.target:
        return f"Is {use.source} the {use.target.replace('_', ' ')}?"
    return f"What is in {use.source}?"


def _question(column: str, code: str, values: list[str]) -> Question:
    if code == DAY:
        text = (
            f"Does the day or the month come first in {column}? {len(values)} rows wait, the first reads {values[0]}."
        )
        ways = (("day first", "dmy"), ("month first", "mdy"))
        return Question(column, text, tuple(f"{name}: {_as_day(values[0], order)}" for name, order in ways))
    text = f"Which sign marks the decimals in {column}? {len(values)} rows wait, the first reads {values[0]}."
    ways = (("point", "."), ("comma", ","))
    return Question(column, text, tuple(f"{name}: {_as_number(values[0], mark)}" for name, mark in ways))


def _as_day(text: str, order: str) -> str:
    try:
        return (date(1970, 1, 1) + timedelta(days=day_reader(order)(text))).strftime("%d %B %Y")
    except Unreadable as cause:
        return f"{text} {cause}"


def _as_number(text: str, mark: str) -> str:
    try:
        value = number_reader(mark)(text)
    except Unreadable as cause:
        return f"{text} {cause}"
    whole, part = divmod(abs(value), MILLION)
    digits = f"{part:06d}".rstrip("0")
    return f"{'-' if value < 0 else ''}{whole:,}" + (f".{digits}" if digits else "")


# --- answers -----------------------------------------------------------------------------------------------------------

_PRINTED: Final = frozenset(
    {"file", "confidence", "rows", "quarantined", "totals", "notes", "tables", "escape", "fingerprint", "proposed"}
)
"""Keys that `read` prints and that answer nothing: they are passed over, so that its answer can be corrected and given back."""
_ANSWERED: Final = (
    "encoding",
    "delimiter",
    "quote",
    "sheet",
    "header_row",
    "system",
    "entity",
    "columns",
    "questions",
    "choices",
)
_WAYS: Final = {
    "day first": "dmy",
    "month first": "mdy",
    "year first": "ymd",
    "point": ".",
    "comma": ",",
    **{way: way for way in ("dmy", "mdy", "ymd", ".", ",")},
}


def answers_of(said: object) -> Answers:
    """The answers in a mapping file: any of the keys that `read` prints. Raises BadUsage with a sentence for each bad one.

    columns: [{"source": heading, "target": field}] or {heading: field}, null = leave it unread. questions: [{"column", "answer"}], the
    answer one of the choices as printed; choices: {heading: dmy, mdy, ymd, "." or ","}.
    """
    if not isinstance(said, Mapping):
        raise BadUsage(reason="The mapping has to be one JSON object, with keys as `read` prints them.")
    for key in said:
        if key not in _PRINTED and key not in _ANSWERED:
            raise BadUsage(
                reason=f"The mapping has a key {key!r} that is not known. Its keys are: {', '.join(_ANSWERED)}."
            )
    system = _text(said, "system")
    systems = sorted({GENERIC, *(each.system for each in READERS), *(each.system for each in FILE_READERS)})
    if system is not None and system not in systems:
        raise BadUsage(reason=f"There is no system {system!r}. It is one of {', '.join(systems)}.")
    return Answers(
        encoding=_text(said, "encoding"),
        delimiter=_mark(said, "delimiter"),
        quote=_mark(said, "quote", blank=True),
        sheet=_text(said, "sheet"),
        header_row=_row(said),
        system=system,
        entity=_entity(said),
        columns={**_columns(said.get("columns")), **_fields(said.get("questions"))},
        choices={**_choices(said.get("questions")), **_choices(said.get("choices"), only=True)},
    )


def _text(said: Mapping[str, Any], key: str) -> str | None:
    value = said.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise BadUsage(reason=f"{key} in the mapping has to be a text or null, not {value!r}.")
    return value


def _entity(said: Mapping[str, Any]) -> str | None:
    """The entity said, or the answer to what the table is a list of."""
    for heading, answer in _pairs(said.get("questions"), "questions", _answer):
        if not heading and isinstance(answer, str):
            return answer
    return _text(said, "entity")


def _mark(said: Mapping[str, Any], key: str, *, blank: bool = False) -> str | None:
    value = said.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not (len(value) == 1 or (blank and not value)):
        raise BadUsage(reason=f"{key} in the mapping has to be one character, not {value!r}.")
    return value


def _row(said: Mapping[str, Any]) -> int | None:
    value = said.get("header_row")
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadUsage(
            reason=f"header_row in the mapping has to be the 1-based row of the heading, 0 for none, not {value!r}."
        )
    return value


def _pairs(
    said: object, key: str, read: Callable[[Mapping[str, Any]], tuple[object, object] | None]
) -> list[tuple[str, object]]:
    """(heading, answer) from an object or a list of objects."""
    pairs: list[tuple[object, object]] = []
    if said is None:
        return []
    if isinstance(said, Mapping):
        pairs = list(said.items())
    elif isinstance(said, list) and all(isinstance(each, Mapping) for each in said):
        pairs = [pair for each in said if (pair := read(each)) is not None]
    else:
        raise BadUsage(reason=f"{key} in the mapping has to be a list of objects as `read` prints it, or one object.")
    out = []
    for heading, answer in pairs:
        if not isinstance(heading, str):
            raise BadUsage(reason=f"{key} in the mapping names no column in {heading!r}.")
        out.append((heading, answer))
    return out


def _columns(said: object) -> dict[str, str]:
    made = {}
    for heading, target in _pairs(said, "columns", lambda each: (each.get("source"), each.get("target"))):
        if target is not None and not isinstance(target, str):
            raise BadUsage(
                reason=f"The target of {heading!r} in the mapping has to be a field's name or null, not {target!r}."
            )
        made[heading] = target or ""
    return made


def _answer(each: Mapping[str, Any]) -> tuple[object, object] | None:
    return (each.get("column"), each["answer"]) if each.get("answer") is not None else None


def _way(answer: object) -> str:
    """How days or decimals are read by an answer; "" when it says something else."""
    return _WAYS.get(answer) or _WAYS.get(answer.split(":")[0], "") if isinstance(answer, str) else ""


def _choices(said: object, *, only: bool = False) -> dict[str, str]:
    """Ways to read days and decimals; only: there may be nothing else."""
    made = {}
    for heading, answer in _pairs(said, "questions", _answer):
        way = _way(answer)
        if way:
            made[heading] = way
        elif only:
            raise BadUsage(
                reason=f"{answer!r} is no answer for {heading!r}: it is dmy, mdy or ymd for days, a point or a comma for decimals."
            )
    return made


def _fields(said: object) -> dict[str, str]:
    """Fields by column, of the questions that ask which column is which."""
    made = {}
    for heading, answer in _pairs(said, "questions", _answer):
        if not isinstance(answer, str):
            raise BadUsage(reason=f"The answer for {heading!r} has to be a text, not {answer!r}.")
        if heading and not _way(answer):
            made[heading] = "" if answer == _UNREAD else answer
    return made
