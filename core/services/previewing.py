"""A file before it is imported, as the screens are shown it, and what a person says of it."""

from __future__ import annotations

from typing import Final

from core.ports.importing import Answers, FileRead, Preview, SavedMapping, TableRead
from core.services.views import ColumnView, MappingView, PreviewView, QuestionView

_SAMPLES: Final = 5
_PROBLEMS: Final = 50


def preview_view(name: str, preview: Preview) -> PreviewView:
    """The preview of the file called `name`."""
    outcome = preview.outcome
    read = outcome if isinstance(outcome, FileRead) else None
    table = read.tables[preview.table] if read is not None and preview.table is not None else None
    return PreviewView(
        file=name,
        error="" if isinstance(outcome, FileRead) else outcome.sentence,
        system=table.system if table else "",
        entity=table.entity if table else "",
        sheet=table.sheet if table else "",
        sheets=preview.sheets,
        header_row=table.header_row if table else 0,
        encoding=(read.encoding or "") if read else "",
        delimiter=(read.delimiter or "") if read else "",
        confidence=table.confidence if table else 0.0,
        proposed=table.proposed if table else False,
        loads=bool(table and table.rows_loaded),
        columns=_columns(preview, table),
        rows=preview.rows,
        rows_read=table.rows_read if table else 0,
        rows_loaded=table.rows_loaded if table else 0,
        problems=tuple((p.row, p.column, p.value, p.reason) for p in table.problems[:_PROBLEMS]) if table else (),
        problem_count=len(table.problems) if table else 0,
        totals=tuple((t.column, t.currency, f"{t.amount:f}") for t in table.totals) if table else (),
        questions=tuple(_question(each.column, each.question, each.choices) for each in preview.questions),
        notes=(*(read.notes if read else ()), *(table.notes if table else ())),
        entities=preview.entities,
        targets=preview.targets,
        untied=table.untied if table else (),
    )


def _columns(preview: Preview, table: TableRead | None) -> tuple[ColumnView, ...]:
    uses = {use.source: use for use in table.columns} if table else {}
    out = []
    for place, heading in enumerate(preview.headings):
        use = uses.get(heading)
        cells = tuple(row[place] for row in preview.rows if place < len(row) and row[place].strip())
        samples = tuple(dict.fromkeys(cells))[:_SAMPLES]
        out.append(ColumnView(heading, use.target if use else "", use.confidence if use else 0.0, samples))
    return tuple(out)


def _question(column: str, text: str, choices: tuple[str, ...]) -> QuestionView:
    """The choices print as "day first: 03 April 2026": what stands before the colon is the answer."""
    return QuestionView(column, text, tuple((each.partition(":")[0], each) for each in choices))


def mapping_view(saved: SavedMapping) -> MappingView:
    """A saved mapping as it is listed."""
    answers: Answers = saved.answers
    columns = tuple((heading, answers.columns.get(heading, "")) for heading in saved.headings)
    return MappingView(saved.fingerprint, answers.entity or "", columns, saved.by, saved.at)
