"""Drafts of single files to the canonical tables of the firm: ids, references, facets of one record merged, records known from others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
import pandas as pd

from core.normalise import currencies
from core.normalise.accounts import roles
from core.records.schema import TABLES
from core.records.tables import coerce, empty

base_currency = currencies.base_currency

# (table, column) -> the table whose id stands in the column, where the draft holds its external id.
_REFERENCES: Final = (
    ("customers", "parent", "customers"),
    ("deals", "customer", "customers"),
    ("contracts", "customer", "customers"),
    ("projects", "customer", "customers"),
    ("change_orders", "contract", "contracts"),
    ("rates", "contract", "contracts"),
    ("milestones", "contract", "contracts"),
    ("journal_lines", "account", "accounts"),
)
_WITH_CUSTOMER: Final = ("contracts", "deals", "projects", "time", "expenses", "invoices", "payments")
_PART: Final = re.compile(r"/\d+$")
_WITH_CURRENCY: Final = tuple(
    name
    for name, table in TABLES.items()
    if any(column.name == "currency" for column in table.columns) and name != "customers"
)


def assemble(drafts: Mapping[str, pd.DataFrame], *, base_currency: str | None = None) -> dict[str, pd.DataFrame]:
    """All canonical tables from `drafts`; a pure function, the same for the same rows in the same order.

    drafts: canonical table -> draft rows of all files with `system`, `external_id`, `facet` (the layout a row comes from) and the
    columns of core.records.schema that the layout knows; references hold external ids or names of the same system, documents
    `invoice:INV-1` or `credit_note:CN-1`.
    Answers one frame for every declared table, exactly its columns and dtypes, RangeIndex, `id` unique.
    """
    base = base_currency or currencies.base_currency(drafts)
    lookup = currencies.Currencies(drafts, base)
    frames: dict[str, pd.DataFrame] = {}
    for name, draft in drafts.items():
        frame = draft.reset_index(drop=True)
        if name in _WITH_CURRENCY:
            frame = lookup.fill(name, frame)
        frames[name] = _merged(name, frame)
    _know_people(frames)
    _add_ids(frames)
    _refer(frames)
    _name_customers(frames)
    _refer_documents(frames)
    _refer_projects(frames)
    _refer_people(frames)
    _refer_customers(frames)
    if "accounts" in frames:
        frames["accounts"] = roles(frames["accounts"], frames.get("journal_lines"))
    return {name: _canonical(name, frames.get(name)) for name in TABLES}


def _canonical(name: str, frame: pd.DataFrame | None) -> pd.DataFrame:
    table = TABLES[name]
    if frame is None or frame.empty:
        return empty(table)
    if name == "deals":
        frame = frame.assign(has_handoff=_column(frame, "has_handoff").astype("boolean").fillna(value=False))
    if name in {"customers", "people"}:
        frame = frame.assign(derived=_column(frame, "derived").astype("boolean").fillna(value=False))
    return coerce(frame, table.all_columns)


def _column(frame: pd.DataFrame, name: str, blank: object = pd.NA) -> pd.Series[str]:
    return frame[name] if name in frame else pd.Series([blank] * len(frame), index=frame.index, dtype="object")


def _text(frame: pd.DataFrame, name: str) -> pd.Series[str]:
    return _column(frame, name, "").fillna("")


def _keys(name: str, frame: pd.DataFrame) -> pd.Series[str]:
    """`system:entity:external id`."""
    entity: pd.Series[str] | str = (
        _text(frame, "kind").replace("", "invoice") if name == "invoices" else TABLES[name].entity
    )
    return frame["system"] + ":" + entity + ":" + frame["external_id"]


def record_keys(name: str, frame: pd.DataFrame) -> pd.Series[str]:
    """What tells the records of a draft apart: rows of equal keys become one."""
    keys = _keys(name, frame)
    if name == "bank_lines":  # a bank's own line id is unique in one account only
        keys = keys + "|" + _text(frame, "account")
    if keys.duplicated().any():
        # A row that is only named by its place is itself alone: files of other months and other sheets have the same places.
        keys = keys.where(~_placed(frame), keys + "#" + keys.groupby(keys).cumcount().astype(str))
    return keys


def _placed(frame: pd.DataFrame) -> pd.Series[bool]:
    """Rows without an id of their own, which are named by file and row; a posting by its part of the row too."""
    if not {"file", "row"} <= set(frame.columns):
        return pd.Series(data=False, index=frame.index)
    place = frame["file"].astype(str) + "#" + frame["row"].astype(str)
    return (frame["external_id"] == place) | (frame["external_id"].str.replace(_PART, "", regex=True) == place)


def _merged(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """One row a record: where several layouts tell of it, the first non-empty value of each field.

    The layout that tells of most records goes first (an object export before a report that repeats some of it).
    """
    keys = record_keys(name, frame)
    double = keys.duplicated(keep=False)
    if not double.any():
        return frame.drop(columns="facet", errors="ignore")
    facet = _text(frame, "facet")
    counts = facet.value_counts()
    order = {
        layout: rank for rank, layout in enumerate(sorted(counts.index, key=lambda layout: (-counts[layout], layout)))
    }
    same = double & keys.groupby(keys).transform("size").gt(1)
    ranked = frame[same].assign(_key=keys[same], _rank=facet[same].map(order)).sort_values("_rank", kind="stable")
    texts = [column for column in ranked.columns if ranked[column].dtype == object and column != "_key"]
    ranked[texts] = ranked[texts].replace("", None)
    first = ranked.groupby("_key", sort=False).first()
    first.index.name = None
    places = pd.Series(frame.index[same], index=keys[same]).groupby(level=0).min()
    first.index = pd.Index(places.reindex(first.index).to_numpy())
    merged = pd.concat(
        [frame[~same], first.drop(columns="_rank").astype(frame.dtypes.to_dict(), errors="ignore")]
    ).sort_index()
    return merged.drop(columns="facet", errors="ignore").reset_index(drop=True)


def _know_people(frames: dict[str, pd.DataFrame]) -> None:
    """A person known only from the name on time or expense rows is the one of that name whom the same system lists under an id."""
    people = frames.get("people")
    if people is None:
        return
    derived = _column(people, "derived").astype("boolean").fillna(value=False)
    key = people["system"] + "|" + _text(people, "name").map(_plain)
    listed = key[~derived & (_text(people, "name") != "")]
    once = listed[~listed.duplicated(keep=False)]
    known = derived & key.isin(set(once)) & ~key.isin(set(listed[listed.duplicated()]))
    if not known.any():
        return
    ids = dict(zip(once, people["external_id"][once.index], strict=True))
    said = dict(zip(people["system"] + "|" + people["external_id"], key, strict=True))
    gone = {text: ids[said[text]] for text in (people["system"] + "|" + people["external_id"])[known]}
    frames["people"] = people[~known].reset_index(drop=True)
    for name in ("time", "expenses"):
        if name in frames and "person" in frames[name]:
            frame = frames[name]
            found = (frame["system"] + "|" + _text(frame, "person")).map(gone)
            frames[name] = frame.assign(person=found.where(found.notna(), _text(frame, "person")))


def _add_ids(frames: dict[str, pd.DataFrame]) -> None:
    for name, frame in frames.items():
        keys = _keys(name, frame)
        again = keys.groupby(keys).cumcount() if keys.duplicated().any() else None
        if again is not None:  # only rows without an id of their own can meet here; they stay apart
            keys = keys.where(again == 0, keys + " (" + (again + 1).astype(str) + ")")
        frames[name] = frame.assign(id=keys)


def _refer(frames: dict[str, pd.DataFrame]) -> None:
    for name, column, target in _REFERENCES:
        if name in frames and column in frames[name]:
            frame = frames[name]
            value = _text(frame, column)
            entity = TABLES[target].entity
            frames[name] = frame.assign(**{column: (frame["system"] + f":{entity}:" + value).where(value != "", "")})


def _name_customers(frames: dict[str, pd.DataFrame]) -> None:
    """Projects that only number their customer get its name, by which time and expenses find them."""
    if "projects" in frames and "customer" in frames["projects"] and "customers" in frames:
        frame, customers = frames["projects"], frames["customers"]
        known = dict(zip(customers["id"], _text(customers, "name"), strict=True))
        named = _text(frame, "customer_name")
        frames["projects"] = frame.assign(
            customer_name=named.where(named != "", _text(frame, "customer").map(known).fillna(""))
        )


def _refer_documents(frames: dict[str, pd.DataFrame]) -> None:
    for name, columns in (("invoice_lines", ("invoice",)), ("allocations", ("source", "invoice"))):
        if name in frames:
            frame = frames[name]
            made = {
                column: (frame["system"] + ":" + _text(frame, column)).where(_text(frame, column) != "", "")
                for column in columns
            }
            frames[name] = frame.assign(**made)
    if "journal_lines" in frames:
        frame = frames["journal_lines"]
        document = _text(frame, "journal")
        frames["journal_lines"] = frame.assign(
            journal=frame["system"] + ":journal:" + document.where(document != "", frame["external_id"])
        )


def _plain(text: str) -> str:
    return " ".join(text.split())


def _mapped(frame: pd.DataFrame, columns: Iterable[str], known: Mapping[tuple[str, ...], str]) -> pd.Series[str]:
    """Values of `known` by the columns of each row, white space collapsed; "" where there is none. Each different row is looked up once."""
    if frame.empty:  # an index of several columns cannot be told from no rows
        return pd.Series([], index=frame.index, dtype="object")
    parts = [_text(frame, column) for column in columns]
    whole = pd.MultiIndex.from_arrays(parts) if len(parts) > 1 else pd.Index(parts[0])
    codes, different = pd.factorize(whole)
    found = [
        known.get(tuple(_plain(str(part)) for part in (key if isinstance(key, tuple) else (key,))), "")
        for key in different
    ]
    return pd.Series(np.array(found or [""], dtype=object)[codes], index=frame.index, dtype="object")


def _index(frame: pd.DataFrame | None, columns: Iterable[str]) -> dict[tuple[str, ...], str]:
    """(columns of each row, white space collapsed) -> id; the first row wins."""
    if frame is None:
        return {}
    parts = [[_plain(str(value)) for value in _text(frame, column)] for column in columns]
    found: dict[tuple[str, ...], str] = {}
    for *key, identity in zip(*parts, frame["id"], strict=True):
        found.setdefault(tuple(key), identity)
    return found


def _refer_projects(frames: dict[str, pd.DataFrame]) -> None:
    """Time and expenses to their project: by its id and customer, its id, its name and customer, its name; unknown ones are added."""
    projects = frames.get("projects")
    if projects is not None:
        code = _text(projects, "code")
        projects = projects.assign(_own=code.where(code != "", _text(projects, "name")))
    for name in ("time", "expenses"):
        if name not in frames:
            continue
        frame = frames[name]
        answer = pd.Series([""] * len(frame), index=frame.index, dtype="object")
        for own, theirs in (
            (("system", "project", "project_name", "customer_name"), ("system", "_own", "name", "customer_name")),
            (("system", "project", "customer_name"), ("system", "_own", "customer_name")),
            (("system", "project"), ("system", "external_id")),
            (("system", "project_name", "customer_name"), ("system", "name", "customer_name")),
            (("system", "project_name"), ("system", "name")),
        ):
            if (answer != "").all():
                break
            answer = answer.where(answer != "", _mapped(frame, own, _index(projects, theirs)))
        unknown = frame[(answer == "") & (_text(frame, "project") != "")]
        if len(unknown):
            frames["projects"] = _grown(frames.get("projects"), _projects_of(unknown), "projects")
            answer = answer.where(
                answer != "",
                _mapped(frame, ("system", "project"), _index(frames["projects"], ("system", "external_id"))),
            )
        frames[name] = frame.assign(project=answer)


def _projects_of(rows: pd.DataFrame) -> pd.DataFrame:
    columns = [c for c in ("system", "file", "sheet", "row", "customer_name", "project_name", "currency") if c in rows]
    made = rows[columns].rename(columns={"project_name": "name"}).assign(external_id=rows["project"])
    return made.drop_duplicates(["system", "external_id"], ignore_index=True)


def _grown(frame: pd.DataFrame | None, more: pd.DataFrame, name: str) -> pd.DataFrame:
    more = more.assign(id=_keys(name, more))
    if frame is None:
        return more
    more = more[~more["id"].isin(set(frame["id"]))]
    return pd.concat([frame, more], ignore_index=True) if len(more) else frame


def _refer_people(frames: dict[str, pd.DataFrame]) -> None:
    """Time and expenses to the person of their own system, leave to the person of the roster by id, name or e-mail."""
    people = frames.get("people")
    for name in ("time", "expenses"):
        if name in frames:
            frame = frames[name]
            frames[name] = frame.assign(
                person=_mapped(frame, ("system", "person"), _index(people, ("system", "external_id")))
            )
    if "leave" in frames:
        frame = frames["leave"]
        answer = pd.Series([""] * len(frame), index=frame.index, dtype="object")
        for column in ("external_id", "name", "email"):
            answer = answer.where(
                answer != "", _mapped(frame, ("system", "person"), _index(people, ("system", column)))
            )
        kept = frame["system"] + ":person:" + _text(frame, "person")
        frames["leave"] = frame.assign(person=answer.where(answer != "", kept))


def _refer_customers(frames: dict[str, pd.DataFrame]) -> None:
    """Records to the customer of their own system by name; customers that only such records name are added as derived."""
    for name in _WITH_CUSTOMER:
        if name not in frames:
            continue
        frame = frames[name]
        given = _text(frame, "customer")
        answer = given.where(
            given != "",
            _mapped(frame, ("system", "customer_name"), _index(frames.get("customers"), ("system", "name"))),
        )
        if (
            answer == ""
        ).any() and "customers" in frames:  # a ledger may print the customer's account in place of the name
            coded = _mapped(frame, ("system", "customer_name"), _index(frames["customers"], ("system", "external_id")))
            coded = coded.where(answer == "", "")
            named = dict(zip(frames["customers"]["id"], _text(frames["customers"], "name"), strict=True))
            answer = answer.where(coded == "", coded)
            frame = frame.assign(customer_name=_text(frame, "customer_name").where(coded == "", coded.map(named)))
        unknown = frame[(answer == "") & (_text(frame, "customer_name").str.strip() != "")]
        if len(unknown):
            frames["customers"] = _grown(frames.get("customers"), _customers_of(name, unknown), "customers")
            again = _mapped(frame, ("system", "customer_name"), _index(frames["customers"], ("system", "name")))
            answer = answer.where(answer != "", again)
        frames[name] = frame.assign(customer=answer)


def _customers_of(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    columns = [c for c in ("system", "file", "sheet", "row") if c in rows]
    columns += [c for c in ("country", "currency") if c in rows and name in {"contracts", "invoices"}]
    made = rows[columns].assign(external_id=rows["customer_name"], name=rows["customer_name"], derived=True)
    return made.drop_duplicates(["system", "external_id"], ignore_index=True)
