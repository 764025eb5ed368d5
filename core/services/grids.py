"""Grids of the screens made from frames: links and findings with what a person needs beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from core.records.schema import KINDS
from core.records.tables import Tables
from core.records.values import shown
from core.services.corrections import REMEDIES, named_records, plain_value, records_behind
from core.services.titles import labels
from core.services.views import CellKind, Grid, GridColumn
from core.thread.thread import Thread

MATCH_COLUMNS: Final = (
    GridColumn("kind", "Kind", CellKind.CODE, width=130),
    GridColumn("status", "Status", CellKind.CODE, width=100),
    GridColumn("confidence", "Confidence", CellKind.BASIS, width=90),
    GridColumn("left", "Left", CellKind.TEXT, width=260),
    GridColumn("right", "Right", CellKind.TEXT, width=260),
    GridColumn("amount", "Amount", CellKind.MONEY, width=120),
    GridColumn("currency", "Currency", CellKind.CODE, width=70),
    GridColumn("reason", "Evidence", CellKind.TEXT, width=420),
)
FINDING_GRID: Final = (
    GridColumn("control", "Control", CellKind.CODE, width=76),
    GridColumn("title", "What", CellKind.TEXT, width=210),
    GridColumn("severity", "Severity", CellKind.CODE, width=76),
    GridColumn("impact_class", "Impact", CellKind.CODE, width=70),
    GridColumn("amount", "Amount", CellKind.MONEY, width=112),
    GridColumn("currency", "Currency", CellKind.CODE, width=70),
    GridColumn("customer", "Customer", CellKind.CODE, width=190),
    GridColumn("owner", "Owner", CellKind.CODE, width=130),
    GridColumn("contract", "Contract", CellKind.CODE, width=110),
    GridColumn("subject", "Subject", CellKind.TEXT, width=220),
    GridColumn("message", "Finding", CellKind.TEXT, width=380),
    GridColumn("field", "To correct", CellKind.TEXT, width=120),
    GridColumn("value", "Value", CellKind.TEXT, editable=True, width=110),
    GridColumn("suggestion", "Suggestion", CellKind.TEXT, width=260),
    GridColumn("state", "State", CellKind.CODE, width=90),
)


def link_key(kind: str, left: str, right: str) -> str:
    """The stable key of a link; ids hold no tab."""
    return f"{kind}\t{left}\t{right}"


def split_key(key: str) -> tuple[str, str, str]:
    """kind, left and right of a link key."""
    kind, left, right = key.split("\t")
    return kind, left, right


def _values(series: pd.Series) -> list[object]:
    """A column as plain Python values, None for absent."""
    return [None if pd.isna(each) else each for each in series.astype("object").tolist()]


def match_grid(tables: Tables, links: pd.DataFrame) -> Grid:
    """All links; keys are link keys, sorted as the links are."""
    names = labels(tables, [*links["left"].tolist(), *links["right"].tolist()])
    keys = [link_key(*each) for each in zip(links["kind"], links["left"], links["right"], strict=True)]
    data: dict[str, Sequence[object]] = {
        name: _values(links[name]) for name in ("kind", "status", "confidence", "amount", "currency", "reason")
    }
    data["left"] = [names[each] for each in links["left"]]
    data["right"] = [names[each] for each in links["right"]]
    return Grid(MATCH_COLUMNS, keys, tuple(data[column.name] for column in MATCH_COLUMNS))


def finding_grid(thread: Thread, findings: pd.DataFrame, titles: Mapping[str, str], waived: Mapping[str, str]) -> Grid:
    """All findings with customer, owner, contract, the field to correct and their state. waived: finding key -> why."""
    tables = thread.tables
    subjects, related = findings["subject"].tolist(), findings["related"].tolist()
    names = labels(tables, subjects)
    places = _Places(thread)
    remedied = _Remedied(tables, findings)
    contracts, customers, owners = [], [], []
    fields: list[object] = []
    values: list[object] = []
    for control, subject, others in zip(findings["control"], subjects, related, strict=True):
        contract = places.contract(subject, others)
        contracts.append(contract.rsplit(":", 1)[-1] if contract else "")
        customers.append(places.customer(subject, others, contract))
        owners.append(places.owner(subject, others, contract))
        field, value = remedied.shown(control, subject, others)
        fields.append(field)
        values.append(value)
    states = [
        "waived" if key in waived else "absorbed" if absorbed else "open"
        for key, absorbed in zip(findings["key"], findings["absorbed_by"], strict=True)
    ]
    plain = ("control", "severity", "impact_class", "amount", "currency", "message", "suggestion")
    data: dict[str, Sequence[object]] = {name: _values(findings[name]) for name in plain}
    data |= {
        "title": [titles.get(control, "") for control in findings["control"]],
        "customer": customers,
        "owner": owners,
        "contract": contracts,
        "subject": [names[each] for each in subjects],
        "field": fields,
        "value": values,
        "state": states,
    }
    return Grid(FINDING_GRID, findings["key"].tolist(), tuple(data[column.name] for column in FINDING_GRID))


class _Remedied:
    """What the field that puts each finding right holds now; the records behind all findings are fetched in one pass a table."""

    def __init__(self, tables: Tables, findings: pd.DataFrame) -> None:
        wanted: dict[str, set[str]] = {}
        for control, subject, related in zip(
            findings["control"], findings["subject"], findings["related"], strict=True
        ):
            remedy = REMEDIES.get(control)
            if remedy is not None:
                wanted.setdefault(remedy.table, set()).update(records_behind(control, subject, related))
        self._frames = {
            name: frame[frame["id"].isin(list(ids))].set_index("id")
            for name, ids in wanted.items()
            for frame in (tables[name],)
        }
        self._columns: dict[tuple[str, str], dict[str, object]] = {}

    def _held(self, table: str, field: str) -> dict[str, object]:
        """Id -> value as JSON-able Python, None for unknown."""
        if (table, field) not in self._columns:
            column = self._frames[table][field]
            self._columns[table, field] = {
                str(i): plain_value(v) for i, v in zip(column.index, column.tolist(), strict=True)
            }
        return self._columns[table, field]

    def shown(self, control: str, subject: str, related: str) -> tuple[str, str]:
        """Label of the field that puts the finding right, and its value as text ("" when the records differ)."""
        remedy = REMEDIES.get(control)
        ids = records_behind(control, subject, related)
        if remedy is None or not ids:
            return "", ""
        held = self._held(remedy.table, remedy.field)
        values = {held.get(each) for each in ids}
        currencies = self._held(remedy.table, "currency") if "currency" in self._frames[remedy.table].columns else {}
        kind = KINDS[remedy.table, remedy.field]
        value = values.pop() if len(values) == 1 else None
        return remedy.field.replace("_", " "), shown(value, kind, str(currencies.get(ids[0]) or ""))


class _Places:
    """Where a finding belongs: contract, customer and owner of its subject, by one lookup each."""

    def __init__(self, thread: Thread) -> None:
        tables = thread.tables
        self._contract = {
            **dict(zip(tables["milestones"]["id"], tables["milestones"]["contract"], strict=True)),
            **thread.project_contract.to_dict(),
            **thread.invoice_contract.to_dict(),
            **{deal: contract for contract, deal in thread.contract_deal.items()},
        }
        contracts = thread.contracts
        self._name = dict(zip(contracts["id"], contracts["customer_name"], strict=True))
        for table in ("customers", "projects", "invoices", "payments", "deals"):
            frame = tables[table]
            column = "name" if table == "customers" else "customer_name"
            self._name.update(zip(frame["id"], frame[column], strict=True))
        clusters = thread.customer_cluster
        self._cluster = clusters.to_dict()
        self._customer_of = {
            record: customer
            for table in ("contracts", "projects", "invoices", "payments", "deals")
            for record, customer in zip(tables[table]["id"], tables[table]["customer"], strict=True)
        }
        projects = thread.projects
        led = projects[projects["manager"] != ""]
        self._manager = dict(zip(led["id"], led["manager"], strict=True))
        self._contract_manager = dict(zip(led["contract"], led["manager"], strict=True))
        self._deal_owner = dict(zip(tables["deals"]["id"], tables["deals"]["owner"], strict=True))
        self._contract_deal = thread.contract_deal.to_dict()
        crm = tables["customers"]
        self._customer_owner = {i: o for i, o in zip(crm["id"], crm["owner"], strict=True) if o}

    def contract(self, subject: str, related: str) -> str:
        """The contract id, "" when the finding names none and none is linked."""
        named = named_records(subject, related, "contract")
        if named:
            return named[0]
        for each in (subject, *related.split(";")):
            found = self._contract.get(each)
            if isinstance(found, str) and found:
                return found
        return ""

    def customer(self, subject: str, related: str, contract: str) -> str:
        """One name for the real customer, the same for all its records."""
        for each in (contract, subject, *related.split(";")):
            record = self._customer_of.get(each) or (each if ":customer:" in each else "")
            if record:
                head = self._cluster.get(record, record)
                return str(self._name.get(head) or self._name.get(record) or "")
        return ""

    def owner(self, subject: str, related: str, contract: str) -> str:
        """Project manager, else the deal's or customer's owner; for a person's day the person."""
        for each in (subject, *related.split(";")):
            if each in self._manager:
                return str(self._manager[each])
        if contract in self._contract_manager:
            return str(self._contract_manager[contract])
        for each in (subject, self._contract_deal.get(contract, ""), *related.split(";")):
            found = self._deal_owner.get(str(each)) or self._customer_owner.get(str(each))
            if found:
                return str(found)
        return subject.split(":", 2)[2].split("|", maxsplit=1)[0] if ":person:" in subject else ""
