"""The outbox as a person reads it: what is sent where, before and after."""

from __future__ import annotations

from core.changes.fields import EDITABLE
from core.records.outbox import OutboxEntry
from core.records.schema import Kind
from core.records.values import shown
from core.services.titles import plain
from core.services.views import Field, OutboxView
from core.writeback.outbox import document_of, payload


def outbox_view(entry: OutboxEntry) -> OutboxView:
    """One entry with its fields before and after, or the lines of its document."""
    document = document_of(entry)
    made = payload(entry)
    if document is None:
        currency = str(made.get("currency", ""))
        fields = tuple(_change(str(made["table"]), row, currency) for row in made["fields"])
        record, note = str(made.get("title") or plain(entry.record)), ""
    else:
        money = document.currency
        lines = [
            Field(line.description, "", shown(line.amount, Kind.MONEY, money), differs=True) for line in document.lines
        ]
        lines.append(Field("Tax", "", shown(document.tax, Kind.MONEY, money), differs=False))
        lines.append(Field("Total", "", shown(document.total, Kind.MONEY, money), differs=True))
        fields = tuple(lines)
        record, note = f"{document.number} {document.customer_name}", " ".join(document.problems)
    return OutboxView(
        entry.number, entry.system, entry.entity, record, entry.action, entry.status, entry.prepared_by, entry.approved_by,
        "", fields, note,
    )  # fmt: skip


def _change(table: str, row: dict[str, object], currency: str) -> Field:
    field = EDITABLE[table, str(row["field"])]
    before, after = (shown(row[side], field.kind, currency) for side in ("before", "after"))
    return Field(field.label, before, after, differs=before != after)
