"""One finding or link in full: both sides of the mismatch, the fields that differ, and the thread of the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pandas as pd

from core.records.schema import TABLES, Kind
from core.records.tables import Tables
from core.records.values import shown
from core.services.corrections import REMEDIES, common_value, named_records, plain_value, records_behind, split_ids
from core.services.titles import labels, plain, table_of
from core.services.views import CellKind, EditableField, Field, ThreadStep
from core.thread.pricing import settle
from core.thread.thread import Thread

# What is compared when two records stand side by side: label -> the field of each table that says it.
_COMPARED: Final[tuple[tuple[str, Mapping[str, str]], ...]] = (
    ("Customer", {"customers": "name", "deals": "customer_name", "contracts": "customer_name", "projects": "customer_name",
                  "invoices": "customer_name", "payments": "customer_name", "bank_lines": "payee", "time": "customer_name", "expenses": "customer_name"}),
    ("Title", {"deals": "name", "contracts": "title", "projects": "name", "milestones": "name", "people": "name"}),
    ("Reference", {"contracts": "ref", "invoices": "reference"}),
    ("Text", {"payments": "memo", "bank_lines": "description"}),
    ("Number", {"invoices": "number", "payments": "number"}),
    ("PO number", {"contracts": "po_number", "invoices": "po_number"}),
    ("Billing method", {"deals": "method_text", "contracts": "method_text", "projects": "method_text"}),
    ("Amount", {"deals": "amount", "contracts": "value", "projects": "budget_amount", "milestones": "amount", "invoices": "total",
                "payments": "amount", "bank_lines": "amount", "expenses": "amount", "time": "amount"}),
    ("Tax", {"invoices": "tax"}),
    ("Currency", {"deals": "currency", "contracts": "currency", "projects": "currency", "milestones": "currency", "invoices": "currency",
                  "payments": "currency", "bank_lines": "currency", "customers": "currency"}),
    ("Date", {"deals": "close_date", "contracts": "signed", "milestones": "accepted", "invoices": "day", "payments": "day", "bank_lines": "day",
              "time": "day", "expenses": "day"}),
    ("Start", {"deals": "start", "contracts": "start", "projects": "start", "milestones": "planned", "people": "start"}),
    ("End", {"contracts": "end", "projects": "end", "invoices": "due", "people": "end"}),
    ("Terms (days)", {"customers": "terms_days", "deals": "terms_days", "contracts": "terms_days", "invoices": "terms_days"}),
    ("Tax id", {"customers": "tax_id"}),
    ("Tax treatment", {"customers": "tax_code", "contracts": "tax_treatment"}),
    ("E-mail", {"customers": "email", "people": "email"}),
    ("Web domain", {"customers": "domain"}),
    ("City", {"customers": "city"}),
    ("Country", {"customers": "country", "contracts": "country"}),
    ("Role", {"people": "role", "time": "role"}),
    ("Rate", {"time": "rate", "people": "bill_rate"}),
    ("Hours", {"time": "seconds"}),
    ("Status", {"deals": "stage", "contracts": "status", "projects": "status", "milestones": "status", "invoices": "status"}),
)  # fmt: skip
_DUE: Final = frozenset({"PO number", "Terms (days)", "Billing method", "End"})
# Whose record is the other side of a finding, by the entity of the subject, best first.
_OTHER_SIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "customer": ("customer", "contract"),
    "deal": ("contract", "customer"),
    "contract": ("project", "deal", "invoice"),
    "project": ("contract", "customer"),
    "milestone": ("invoice", "contract"),
    "invoice": ("invoice", "contract", "customer", "payment"),
    "credit_note": ("invoice", "customer"),
    "payment": ("invoice", "bank_line", "payment"),
    "bank_line": ("payment", "invoice"),
    "time": ("contract", "time"),
    "expense": ("expense", "contract"),
    "person": ("contract", "project", "person"),
    "journal": ("account", "invoice"),
    "account": ("journal", "invoice"),
}
_CELLS: Final[Mapping[Kind, CellKind]] = {
    Kind.TEXT: CellKind.TEXT,
    Kind.MONEY: CellKind.MONEY,
    Kind.RATE: CellKind.RATE,
    Kind.FX: CellKind.TEXT,
    Kind.SECONDS: CellKind.SECONDS,
    Kind.QUANTITY: CellKind.TEXT,
    Kind.BASIS: CellKind.BASIS,
    Kind.COUNT: CellKind.COUNT,
    Kind.DAY: CellKind.DAY,
    Kind.FLAG: CellKind.FLAG,
}


def record_values(tables: Tables, record: str) -> dict[str, object]:
    """The fields of one record as plain Python; {} when the book does not hold it."""
    name = table_of(record)
    if not name:
        return {}
    frame = tables[name]
    column = "journal" if name == "journal_lines" else "id"
    rows = frame[frame[column] == record]
    if rows.empty:
        return {}
    row = rows.iloc[0]
    return {field: plain_value(row[field]) for field in rows.columns}


def _said(table: str, field: str, values: Mapping[str, object]) -> str:
    kind = next(column.kind for column in TABLES[table].columns if column.name == field)
    return shown(values.get(field), kind, str(values.get("currency") or ""))


def compare(tables: Tables, left: str, right: str) -> tuple[Field, ...]:
    """The two records field by field; a field that only one of them can hold is shown unlit."""
    sides = [(table_of(each), record_values(tables, each)) for each in (left, right)]
    fields = []
    for label, by_table in _COMPARED:
        texts = [
            _said(table, by_table[table], values) if table in by_table and values else None for table, values in sides
        ]
        if not any(texts):
            continue
        # A blank beside a value is a break only where one is due on both sides.
        both = all(texts) or (label in _DUE and None not in texts)
        differs = both and (texts[0] or "").casefold().strip() != (texts[1] or "").casefold().strip()
        fields.append(Field(label, texts[0] or "", texts[1] or "", differs))
    return tuple(fields)


def other_side(subject: str, related: str) -> str:
    """The record that the subject disagrees with, among the related ones; "" when none is named."""
    entity = subject.split(":", 2)[1] if subject.count(":") >= 2 else ""
    for wanted in _OTHER_SIDE.get(entity, ()):
        for each in named_records("", related, wanted):
            if each != subject:
                return each
    return next((each for each in split_ids(related) if each != subject), "")


def remedies(tables: Tables, control: str, subject: str, related: str) -> tuple[EditableField, ...]:
    """The fields that put the finding right, one a record (one for all when they hold the same value)."""
    remedy = REMEDIES.get(control)
    if remedy is None:
        return ()
    ids = records_behind(control, subject, related)
    if not ids:
        return ()
    kind = next(column.kind for column in TABLES[remedy.table].columns if column.name == remedy.field)
    frame = tables[remedy.table]
    currency = str(common_value(frame, ids, "currency") or "") if "currency" in frame.columns else ""
    label = remedy.field.replace("_", " ").capitalize()
    if len(ids) > 1:
        label = f"{label} of {len(ids)} records"
    value = common_value(frame, ids, remedy.field)
    return (EditableField(remedy.table, ";".join(ids), remedy.field, label, _CELLS[kind], value, currency),)


def thread_of(thread: Thread, contract: str, extra: Sequence[str] = ()) -> tuple[ThreadStep, ...]:
    """The stations of one contract, deal to ledger, with the records and their money; extra: records of a finding without contract."""
    tables = thread.tables
    if not contract:
        names = labels(tables, extra)
        return (
            ThreadStep("Records", tuple((each, names[each]) for each in extra), None, "", "not tied to a contract"),
        )
    contracts = thread.contracts
    row = contracts[contracts["id"] == contract]
    if row.empty:
        return (ThreadStep("Contract", ((contract, plain(contract)),), None, "", "the contract is not in the book"),)
    currency = str(row["currency"].iloc[0])
    price = row["price"].iloc[0]
    links = tables.links[tables.links["status"] != "rejected"]
    deals = links[(links["kind"] == "deal-contract") & (links["right"] == contract)]["left"].tolist()
    projects = links[(links["kind"] == "contract-project") & (links["left"] == contract)]["right"].tolist()
    invoices = thread.invoices[thread.invoices["contract"] == contract]
    paid = links[(links["kind"] == "payment-invoice") & links["right"].isin(invoices["id"])]
    banked = links[(links["kind"] == "bank-payment") & links["right"].isin(paid["left"])]
    time = thread.time[thread.time["contract"] == contract]
    billable = time[time["is_billable"]]
    worth = settle(pd.Series([int(billable["value_x"].fillna(0).sum())], dtype="Int64"), pd.Series([currency]))
    lines = tables["journal_lines"]
    posted = lines[lines["document"].isin(invoices["number"]) & (lines["credit"] > 0)]
    hours = int(billable["seconds"].sum()) / 3600
    names = labels(tables, [*deals, contract, *projects, *invoices["id"], *paid["left"], *banked["left"]])

    def named(ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((each, names[each]) for each in dict.fromkeys(ids))

    deal_amount = tables["deals"].set_index("id")["amount"].reindex(deals).sum() if deals else None
    live = invoices[invoices["live"]]
    return (
        ThreadStep("Deal", named(deals), _int(deal_amount), currency, "" if deals else "no deal is linked"),
        ThreadStep("Contract", named([contract]), _int(price), currency, "" if _int(price) is not None else "no value"),
        ThreadStep("Project", named(projects), None, "", "" if projects else "no project is linked"),
        ThreadStep("Time", (("", f"{hours:,.2f} billable hours"),), _int(worth.iloc[0]), currency),
        ThreadStep("Invoices", named(live["id"]), _int(live["net"].sum()), currency, "" if len(live) else "nothing billed"),
        ThreadStep("Payments", named(paid["left"]), _int(paid["amount"].sum()), currency, "" if len(paid) else "nothing received"),
        ThreadStep("Bank", named(banked["left"]), _int(banked["amount"].sum()), currency, "" if len(banked) else "nothing at the bank"),
        ThreadStep("Ledger", (("", f"{len(posted)} postings"),), _int(posted["credit"].sum()), tables.base_currency, "" if len(posted) else "nothing posted"),
    )  # fmt: skip


def _int(value: object) -> int | None:
    return None if value is None or pd.isna(value) else int(str(value))  # type: ignore[call-overload]  # a cell
