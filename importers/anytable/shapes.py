"""How the columns of an unknown table become draft frames: each canonical column by its kind, and what an entity has of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from core.normalise.addresses import host_of
from core.normalise.wording import currency_of
from core.records.schema import KINDS, Kind
from importers.accounting.documents import apart, kind_of
from importers.accounting.journals import accounts_of, sides
from importers.anytable.entities import Entity, Look
from importers.psa.projects import merchant_of, people_of
from importers.shared.cells import Cells, minor_units
from importers.shared.wordings import methods, terms

Frames = dict[str, pd.DataFrame]
Texts = pd.Series  # of str

_STATUS: Final = (
    ("void", re.compile(r"void|cancel|deleted|written off|storn")),
    ("draft", re.compile(r"draft|entwurf|brouillon|proforma")),
    ("open", re.compile(r"unpaid|overdue|outstanding|open|sent|due|offen|part|approved|authori[sz]ed|issued|posted")),
    ("paid", re.compile(r"paid|settled|closed|bezahlt|pay[ée]|cleared|complete")),
)
_WON: Final = re.compile(r"\bwon\b|gewonnen|gagn|ganad|vint[oa]|closedwon")
_LOST: Final = re.compile(r"\blost\b|verloren|perdu|perdid|pers[oa]|closedlost|abandon|dead")


def frames_of(entity: Entity, cells: Cells, currency: pd.Series[str]) -> Frames:
    """Draft frames by canonical table of the typed columns, named as the fields of `entity`."""
    return _SHAPES[entity.name](cells, currency, _plain(entity, cells, currency))


def currencies(cells: Cells) -> pd.Series[str]:
    """The ISO code of each row: its currency column, else the file's own."""
    if not cells.has("currency"):
        return pd.Series([cells.source.currency] * cells.size, dtype="object")
    printed = cells.trimmed("currency")
    read = {text: currency_of(text) or text.upper() for text in printed.unique()}
    return printed.map(read).replace("", cells.source.currency).astype("object")


def _plain(entity: Entity, cells: Cells, currency: pd.Series[str]) -> pd.DataFrame:
    """The canonical columns that the table prints, each read by its kind; `external_id` is filled later."""
    frame = pd.DataFrame({"external_id": cells.trimmed("external_id"), "row": cells.row})
    for name in entity.names:
        kind = KINDS.get((entity.table, name))
        if kind is not None and name not in {"external_id", "currency"} and cells.has(name):
            clock = entity.fields[name].look is Look.CLOCK
            frame[name] = cells.clock(name) if clock else _cell(kind, name, cells, currency)
    if (entity.table, "currency") in KINDS:
        frame["currency"] = currency
    return frame


def _cell(kind: Kind, name: str, cells: Cells, currency: pd.Series[str]) -> pd.Series[str]:
    if name == "terms_days":
        return terms(cells.text(name))  # type: ignore[return-value]
    readers: dict[Kind, Callable[[], object]] = {
        Kind.MONEY: lambda: cells.money(name, currency),
        Kind.RATE: lambda: cells.number(name, 10_000),
        Kind.QUANTITY: lambda: cells.number(name, 10_000),
        Kind.BASIS: lambda: _basis(cells, name),
        Kind.COUNT: lambda: cells.number(name, 1),
        Kind.SECONDS: lambda: cells.seconds(name),
        Kind.DAY: lambda: cells.day(name),
        Kind.FLAG: lambda: cells.flag(name),
    }
    made = readers.get(kind, lambda: cells.text(name))()
    assert isinstance(made, pd.Series)
    return made


def _basis(cells: Cells, name: str) -> pd.Series[int]:
    """Basis points of per cents; a column whose figures all lie between 0 and 1 holds shares."""
    known = cells.number(name).dropna()
    share = len(known) > 0 and bool((known.abs() <= 1_000_000).all()) and bool((known % 1_000_000 != 0).any())
    return cells.number(name, 10_000 if share else 100)


def _first(*columns: pd.Series[str]) -> pd.Series[str]:
    """Cell by cell the first that is not blank."""
    out = columns[0]
    for column in columns[1:]:
        out = out.where(out.str.strip() != "", column)
    return out


def _person(cells: Cells) -> pd.Series[str]:
    whole = (cells.text("firstname").str.strip() + " " + cells.text("lastname").str.strip()).str.strip()
    return _first(cells.text("person_name"), whole, cells.trimmed("person"))


def _customer(cells: Cells, frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` with the customer's name, which is its number where the table prints no name."""
    return frame.assign(
        customer=cells.trimmed("customer"), customer_name=_first(cells.text("customer_name"), cells.trimmed("customer"))
    )


def _work(cells: Cells, frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` with customer, project and person; rows without an id are named by file and row."""
    name = _person(cells)
    return _customer(cells, frame).assign(
        external_id=_first(frame["external_id"], cells.numbered()),
        project=_first(cells.trimmed("project"), cells.text("project_name")),
        project_name=_first(cells.text("project_name"), cells.trimmed("project")),
        person=_first(cells.trimmed("person"), name),
        person_name=name,
    )


def _staff(frame: pd.DataFrame, **more: pd.Series[str]) -> pd.DataFrame:
    people = people_of(frame["person_name"], **more)
    ids = frame.drop_duplicates("person_name").set_index("person_name")["person"]
    return people.assign(external_id=people["name"].map(ids).astype("object"))


def _time(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    del currency
    made = _work(cells, frame)
    made["task"] = (cells.trimmed("taskid") + " " + cells.text("task").str.strip()).str.strip()
    for name in ("start_time", "end_time"):
        if cells.has(name):
            made[name] = cells.clock(name)
    return {"time": made, "people": _staff(made, role=cells.text("role"))}


def _expense(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    del currency
    made = _work(cells, frame)
    made["merchant"] = _first(cells.text("merchant"), merchant_of(cells.text("notes")))
    return {"expenses": made, "people": _staff(made)}


def _status(texts: pd.Series[str]) -> pd.Series[str]:
    read = {}
    for text in texts.unique():
        plain = str(text).strip().casefold()
        read[text] = next((word for word, pattern in _STATUS if plain and pattern.search(plain)), "")
    return texts.map(read).astype("object")


def _credited(kind: pd.Series[str], amounts: pd.Series[int]) -> pd.Series[int]:
    """Credit notes negative, whatever sign they are printed with."""
    return amounts.where(kind != "credit_note", -amounts.abs())


def _invoice(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    number = cells.trimmed("number")
    net, tax = cells.money("net", currency), cells.money("tax", currency)
    total = cells.money("total", currency)
    if cells.has("net") and cells.has("tax"):
        total = total.fillna(net + tax)
    kind = kind_of(cells.trimmed("kind"))
    kind = kind.where(~(total < 0).fillna(value=False), "credit_note")
    made = _customer(cells, frame)
    external = _first(apart(number, kind, made["customer_name"]), cells.numbered()).where(
        number != "", cells.numbered()
    )
    told = [cells.text("reference").str.strip(), *(cells.trimmed(name) for name in ("contract", "project"))]
    status = _status(cells.text("status"))
    settled = cells.day("paid_date").notna() & (status == "")
    made = made.assign(
        external_id=external,
        number=number,
        kind=kind,
        reference=(told[0] + " " + told[1] + " " + told[2]).str.split().str.join(" "),
        total=_credited(kind, total),
        tax=_credited(kind, tax),
        open=_credited(kind, cells.money("open", currency)),
        status=status.where(~settled, "paid"),
    )
    out = {"invoices": made}
    if cells.has("net"):
        out["invoice_lines"] = pd.DataFrame(
            {
                "external_id": external + "#1",
                "row": cells.row,
                "invoice": kind + ":" + external,
                "line": pd.array([1] * cells.size, dtype="Int64"),
                "description": made["reference"],
                "amount": _credited(kind, net),
                "currency": currency,
            }
        )
    return out


def _lines(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    number = cells.trimmed("invoice")
    kind = pd.Series(["invoice"] * cells.size, dtype="object")
    heads = _customer(
        cells,
        pd.DataFrame(
            {
                "external_id": number,
                "row": cells.row,
                "number": number,
                "kind": kind,
                "day": cells.day("day"),
                "due": cells.day("due"),
                "currency": currency,
            }
        ),
    ).drop_duplicates("external_id", ignore_index=True)
    made = frame.assign(invoice=kind + ":" + number, account=cells.trimmed("account_code"))
    made["line"] = made.groupby("invoice").cumcount() + 1
    made["external_id"] = number + "#" + made["line"].astype(str)
    made["unit_price"] = cells.number("unit_price", 10_000)
    return {"invoices": heads, "invoice_lines": made}


def _payment(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    external = _first(frame["external_id"], cells.numbered())
    made = _customer(cells, frame).assign(external_id=external, kind="payment")
    invoice = cells.trimmed("invoice_number")
    made["memo"] = _first(cells.text("memo"), invoice)
    allocations = pd.DataFrame(
        {
            "external_id": external + "|" + invoice,
            "row": cells.row,
            "source": "payment:" + external,
            "invoice": "invoice:" + invoice,
            "amount": cells.money("amount", currency).abs(),
            "currency": currency,
            "day": cells.day("day"),
        }
    )
    return {"payments": made, "allocations": allocations[invoice != ""].reset_index(drop=True)}


def signed(cells: Cells) -> pd.Series[int]:
    """Millionths of a bank line, money in positive: the amount, else what came in less what went out."""
    if cells.has("amount") and not (cells.has("debit") or cells.has("creditside")):
        return cells.number("amount")
    out, into = cells.number("debit"), cells.number("creditside")
    known = out.notna() | into.notna()
    net = into.fillna(0).abs() - out.fillna(0).abs()
    return net.where(known, cells.number("amount"))


def _bank(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    stem = cells.source.file.rsplit(".", 1)[0]
    made = frame.assign(
        external_id=cells.numbered(),
        account=_first(cells.trimmed("account"), pd.Series([stem] * cells.size, dtype="object")),
        amount=minor_units(signed(cells), currency),
    )
    return {"bank_lines": made}


def _journal(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    debit, credit = cells.money("debit", currency), cells.money("creditside", currency)
    if cells.has("amount") and not cells.has("debit"):
        amount = cells.money("amount", currency)
        debit, credit = amount.where(amount > 0), (-amount).where(amount < 0)
    debit, credit = sides(debit, credit)
    document = cells.trimmed("document")
    code = cells.trimmed("account_code")
    made = frame.assign(
        external_id=cells.numbered(),
        journal=_first(document, cells.numbered()),
        document=document,
        account=_first(code, cells.trimmed("account_name")),
        account_code=code,
        account_name=cells.trimmed("account_name"),
        debit=debit,
        credit=credit,
    )
    return {"journal_lines": made, "accounts": accounts_of(code, made["account_name"])}


def _account(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    del currency
    return {"accounts": frame.assign(external_id=_first(cells.trimmed("code"), cells.trimmed("name")))}


def _customers(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    del currency
    made = frame.assign(external_id=_first(frame["external_id"], cells.trimmed("name")))
    made["domain"] = _first(cells.trimmed("domain"), cells.trimmed("email")).map(host_of)
    return {"customers": made}


def _deal(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    del currency
    stage = cells.text("stage").str.casefold()
    won, lost = stage.str.contains(_WON), stage.str.contains(_LOST)
    made = _customer(cells, frame).assign(
        external_id=_first(frame["external_id"], cells.text("name")),
        is_won=won.where(stage != "").astype("boolean"),
        is_closed=(won | lost).where(stage != "").astype("boolean"),
    )
    if cells.has("method_text"):
        made["method"] = methods(cells.text("method_text"))
    handoff = any(cells.has(name) for name in ("method_text", "terms_days", "start"))
    made["has_handoff"] = pd.array([True if handoff else pd.NA] * cells.size, dtype="boolean")
    return {"deals": made}


def _contract(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    del currency
    made = _customer(cells, frame).assign(
        external_id=_first(cells.trimmed("ref"), cells.trimmed("title"), cells.numbered()),
        ref=_first(cells.trimmed("ref"), cells.trimmed("title")),
        method=methods(cells.text("method_text")),
        method_text=cells.text("method_text"),
    )
    return {"contracts": made}


def _change(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    del currency
    name = _first(cells.trimmed("ref"), cells.trimmed("description"), cells.numbered())
    printed = cells.trimmed("status").str.casefold()
    is_signed = printed.str.contains("sign|approv|accept|execut") & ~printed.str.contains("unsign|not ")
    is_signed = is_signed.where(printed != "", cells.day("signed").notna())
    return {
        "change_orders": frame.assign(
            external_id=cells.trimmed("contract") + "|" + name,
            ref=name,
            status=pd.Series(np.where(is_signed.astype(bool), "signed", "draft"), dtype="object"),
        )
    }


def _rate(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    del currency
    contract, role, person = cells.trimmed("contract"), cells.trimmed("role"), cells.trimmed("person_name")
    begin = cells.day("valid_from").dt.strftime("%Y-%m-%d").fillna("")
    return {
        "rates": frame.assign(
            external_id=contract + "|" + role + "|" + person + "|" + begin, contract=contract, role=role, person=person
        )
    }


def _milestone(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    del currency
    contract = _first(cells.trimmed("contract"), cells.trimmed("project"))
    name = cells.text("name")
    part = (cells.trimmed("type") + " " + name).str.casefold().str.contains("instal|stage pay")
    return {
        "milestones": frame.assign(
            external_id=contract + "|" + name,
            contract=contract,
            name=name,
            type=pd.Series(np.where(part, "instalment", "milestone"), dtype="object"),
        )
    }


def _project(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    del currency
    code = cells.trimmed("code")
    made = _customer(cells, frame).assign(external_id=_first(code, cells.text("name")), code=code)
    made["name"] = _first(cells.text("name"), code)
    if cells.has("method_text"):
        made["method"] = methods(cells.text("method_text"))
    return {"projects": made}


def _people(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    del currency
    name = _person(cells)
    return {"people": frame.assign(external_id=_first(cells.trimmed("person"), name), name=name)}


def _leave(cells: Cells, currency: pd.Series[str], frame: pd.DataFrame) -> Frames:
    del currency
    made = frame.assign(person=_person(cells), type=cells.text("type"))[["row", "person", "type"]]
    made["seconds"] = cells.seconds("seconds")
    first = cells.day("start").fillna(cells.day("day"))
    last = cells.day("end").fillna(first)
    spans = [
        [day for day in pd.date_range(begin, finish) if day.weekday() < 5 or begin == finish]
        for begin, finish in zip(first, last, strict=True)
    ]
    counts = np.fromiter((len(span) for span in spans), np.int64, len(spans))
    spread = made.loc[made.index.repeat(counts)].reset_index(drop=True)
    spread["day"] = pd.Series([day for span in spans for day in span], dtype="datetime64[ns]")
    base = spread["person"] + "|" + spread["day"].dt.strftime("%Y-%m-%d") + "|" + spread["type"]
    again = base.groupby(base).cumcount()
    spread.insert(0, "external_id", base.where(again == 0, base + "|" + (again + 1).astype(str)))
    return {"leave": spread}


_SHAPES: Final[Mapping[str, Callable[[Cells, pd.Series[str], pd.DataFrame], Frames]]] = MappingProxyType(
    {
        "time": _time,
        "expense": _expense,
        "invoice": _invoice,
        "invoice_line": _lines,
        "payment": _payment,
        "bank_line": _bank,
        "journal": _journal,
        "account": _account,
        "customer": _customers,
        "deal": _deal,
        "contract": _contract,
        "change_order": _change,
        "rate": _rate,
        "milestone": _milestone,
        "project": _project,
        "person": _people,
        "leave": _leave,
    }
)
