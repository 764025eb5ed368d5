"""Customers, deals and orders as every CRM tells of them: draft frames out of typed cells, and what its words mean."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np
import pandas as pd

from core.normalise.addresses import host_of
from core.normalise.wording import currency_of
from core.records.schema import TABLES
from importers.shared.parsing import by_value, is_blank
from importers.shared.signs import or_sign, signed
from importers.shared.table_reader import TableReader
from importers.shared.wordings import has_any, methods, terms

if TYPE_CHECKING:
    from core.ports.importing import TableRead
    from importers.shared.bodies import Body
    from importers.shared.cells import Cells, Source
    from importers.shared.columns import Headings
    from importers.shared.sheets import Sheet

Must = tuple[str | tuple[str, ...], ...]
"""What `must` of a reader holds: names, and tuples of which any one is needed."""

MORE: Final = "more"
_PART: Final = "part_of_record"
_WON: Final = re.compile(
    r"\b(closed ?won|won|converted|gewonnen|gagn[ée]e?s?|ganad[oa]s?|vint[oae]|ganh[oa]|vyhr[aá]n[oa])\b"
)
_LOST: Final = re.compile(
    r"\b(closed ?lost|lost|cancell?ed|abandoned|deleted|out-sold|verloren|storniert|abgebrochen|perdue?s?|abandonn[ée]e?s?|"
    r"perdid[oa]s?|pers[oa]|prohr[aá]n[oa])\b"
)
_CURRENCIES: Final = {
    "euro": "EUR",
    "euros": "EUR",
    "us dollar": "USD",
    "u.s. dollar": "USD",
    "united states dollar": "USD",
    "pound sterling": "GBP",
    "british pound": "GBP",
    "british pounds": "GBP",
    "livre sterling": "GBP",
    "dollar us": "USD",
    "swiss franc": "CHF",
    "franc suisse": "CHF",
    "schweizer franken": "CHF",
    "canadian dollar": "CAD",
    "australian dollar": "AUD",
    "new zealand dollar": "NZD",
    "swedish krona": "SEK",
    "norwegian krone": "NOK",
    "danish krone": "DKK",
    "polish zloty": "PLN",
    "japanese yen": "JPY",
    "yen": "JPY",
}
_DEAL_TEXTS: Final = ("name", "customer_name", "pipeline", "stage", "owner", "deal_type", "service_line")
_CUSTOMER_TEXTS: Final = ("name", "legal_name", "street", "city", "region", "postcode", "country", "owner", "tax_code")
_ORDER_TEXTS: Final = ("customer_name", "title", "service_line", "method_text", "invoice_frequency", "tax_treatment")


class CrmReader(TableReader):
    """A layout of a CRM. foreign: folded headings that belong to another system's layout of the same kind; one of them rules this out."""

    foreign: ClassVar[frozenset[str]] = frozenset()

    def sure(self, headings: Headings) -> float:
        """How sure this reader is; 0 where a heading stands that only another system prints."""
        return 0.0 if self.foreign and self.foreign & set(headings.folded) else super().sure(headings)

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, with the currencies that stand beside their amounts."""
        return self.with_signs(super().body(sheet, header, width, places), places)

    def with_signs(self, body: Body, places: Mapping[str, int]) -> Body:
        """`body` with the currencies that stand beside the amounts of its columns."""
        return signed(body, places, (name for name in places if self.columns[name].money))

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The currency column by code or name, else the currency beside the amount, else that of the headings."""
        named = currencies(cells) if cells.has("currency") else pd.Series([""] * cells.size, dtype="object")
        named = or_sign(cells, named)
        return named.where(named != "", cells.source.currency)

    def read(self, sheet: Sheet, header: int, source: Source) -> TableRead:
        """The table; a column that is only looked at (to tell layouts apart, to leave rows out) feeds no canonical field."""
        table = super().read(sheet, header, source)
        known = {column.name for name in table.frames for column in TABLES[name].columns} | {"external_id"}
        uses = tuple(use if use.target in known else dataclasses.replace(use, target="") for use in table.columns)
        return dataclasses.replace(table, columns=uses)


class Counted(CrmReader):
    """A list that is recognised and counted, because no canonical table has a place for it. what: what its rows are."""

    what: ClassVar[str]

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """No records."""
        del cells
        return {}

    def read(self, sheet: Sheet, header: int, source: Source) -> TableRead:
        """The rows counted and summed, with a note that no record comes of them."""
        table = super().read(sheet, header, source)
        note = f"The rows are {self.what}: they are counted and summed, and none of Tieout's figures uses them."
        return dataclasses.replace(table, notes=(note, *table.notes))


def each(texts: pd.Series[str], make: Callable[[str], object]) -> list[object]:
    """`make` of every text, each different text made once."""
    codes, different = by_value(list(texts))
    made = [make(str(text)) for text in different]
    return [made[code] for code in codes.tolist()]


def texts_of(texts: pd.Series[str], make: Callable[[str], str]) -> pd.Series[str]:
    """A column of texts made anew by `make`."""
    return pd.Series(each(texts, make), dtype="object")


def told(stages: pd.Series[str]) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """Whether a stage or status says won, and whether it says won or lost; NA where it says neither."""
    plain = stages.str.casefold().str.replace("_", " ").str.strip()
    lost = np.array(each(plain, lambda text: _LOST.search(text) is not None), dtype=bool)
    won = np.array(each(plain, lambda text: _WON.search(text) is not None), dtype=bool) & ~lost
    unsaid = ~(won | lost)
    return (
        pd.Series(pd.arrays.BooleanArray(won, unsaid)),
        pd.Series(pd.arrays.BooleanArray(won | lost, unsaid.copy())),
    )


def decided(stages: pd.Series[str]) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """As `told`, of a column that always says whether a deal is over: another word means it is open; NA only where nothing stands."""
    won, closed = told(stages)
    blank = stages.str.strip() == ""
    return won.fillna(value=False).mask(blank), closed.fillna(value=False).mask(blank)


def currency_code(text: str) -> str:
    """The ISO code of a currency's code, sign or name; "" when it is none that is known."""
    plain = " ".join(text.split())
    return _CURRENCIES.get(plain.casefold(), "") or currency_of(plain.upper() if len(plain) == 3 else plain)


def currencies(cells: Cells, name: str = "currency") -> pd.Series[str]:
    """The currency of each row from a column of codes or names, else the table's own."""
    if not cells.has(name):
        return pd.Series([cells.source.currency] * cells.size, dtype="object")
    return texts_of(cells.text(name), currency_code)


def first_of(*columns: pd.Series[pd.Timestamp]) -> pd.Series[pd.Timestamp]:
    """Of each row the first value that is known."""
    out = columns[0]
    for column in columns[1:]:
        out = out.where(out.notna(), column)
    return out


def ids_or(ids: pd.Series[str], *others: pd.Series[str]) -> pd.Series[str]:
    """Of each row the first text that is not blank."""
    for other in others:
        ids = ids.where(ids != "", other)
    return ids


def deals(
    cells: Cells, currency: pd.Series[str], *, whole: int = 100, **own: pd.Series[Any]
) -> dict[str, pd.DataFrame]:
    """The draft of deals from the columns under their canonical names; `own` replaces or adds columns.

    whole: what a probability of one is printed as, 1 or 100.
    """
    frame: dict[str, pd.Series[Any]] = {
        "external_id": cells.trimmed("external_id"),
        "row": cells.row,
        **{name: cells.text(name) for name in _DEAL_TEXTS},
        "customer": cells.trimmed("customer"),
        "is_won": cells.flag("is_won"),
        "is_closed": cells.flag("is_closed"),
        "probability": cells.number("probability", 10_000 // whole),
        "amount": cells.money("amount", currency),
        "currency": currency,
        "close_date": cells.day("close_date"),
        "created": cells.day("created"),
        "method": methods(cells.text("method")),
        "method_text": cells.text("method"),
        "terms_days": terms(cells.text("terms")),
        "start": cells.day("start"),
        "po_required": cells.flag("po_required"),
        "has_handoff": has_any(cells, "method", "terms", "start", "po_required"),
        **own,
    }
    return {"deals": pd.DataFrame(frame)}


def customers(cells: Cells, **own: pd.Series[Any]) -> dict[str, pd.DataFrame]:
    """The draft of customers from the columns under their canonical names; `website` and `email` give the domain."""
    site, mail = texts_of(cells.text("website"), host_of), texts_of(cells.text("email"), host_of)
    frame: dict[str, pd.Series[Any]] = {
        "external_id": cells.trimmed("external_id"),
        "row": cells.row,
        **{name: cells.text(name) for name in _CUSTOMER_TEXTS},
        "email": cells.trimmed("email"),
        "domain": site.where(site != "", mail),
        "tax_id": cells.trimmed("tax_id"),
        "currency": currencies(cells),
        "terms_days": terms(cells.text("terms")),
        "parent": cells.trimmed("parent"),
        "created": cells.day("created"),
        **own,
    }
    return {"customers": pd.DataFrame(frame)}


def orders(cells: Cells, currency: pd.Series[str], **own: pd.Series[Any]) -> dict[str, pd.DataFrame]:
    """The draft of contracts from a list of orders or contracts; `value` is the untaxed total."""
    frame: dict[str, pd.Series[Any]] = {
        "external_id": cells.trimmed("external_id"),
        "row": cells.row,
        "ref": cells.trimmed("ref"),
        **{name: cells.text(name) for name in _ORDER_TEXTS},
        "method": methods(cells.text("method_text")),
        "currency": currency,
        "value": cells.money("value", currency),
        **{name: cells.day(name) for name in ("signed", "start", "end")},
        "terms_days": terms(cells.text("terms")),
        "po_number": cells.trimmed("po_number"),
        "deal_ref": cells.trimmed("deal_ref"),
        "status": cells.text("status"),
        **own,
    }
    return {"contracts": pd.DataFrame(frame)}


def order_status(printed: pd.Series[str], offers: Iterable[str], dropped: Iterable[str]) -> pd.Series[str]:
    """Statuses with the words for what is not agreed put as Tieout's own: draft, cancelled; others as printed."""
    words = {**dict.fromkeys(offers, "draft"), **dict.fromkeys(dropped, "cancelled")}
    return texts_of(printed, lambda text: words.get(" ".join(text.casefold().split()), text))


def continued(body: Body, places: Mapping[str, int], heads: Sequence[str], carried: Sequence[str]) -> Body:
    """`body` with its continuation rows known as such: rows in which none of the columns `heads` is filled belong to the row above.

    The cells of `carried` (the record's id and name) are filled down, so that a continuation row is no row without a name; amounts
    are not, so that sums stay those of the records. `records_only` takes the continuation rows out of a draft again.
    """
    marks = [places[name] for name in heads if name in places]
    copied = [places[name] for name in carried if name in places]
    parts: list[object] = []
    rows: list[list[object]] = []
    previous: list[object] | None = None
    for row in body.rows:
        more = previous is not None and bool(marks) and all(is_blank(row[place]) for place in marks)
        whole = list(row)
        if more and previous is not None:
            for place in copied:
                whole[place] = previous[place]
        else:
            previous = whole
        rows.append(whole)
        parts.append(MORE if more else "")
    if MORE in parts:
        body.rows = rows
    body.extra[_PART] = parts
    count = parts.count(MORE)
    if count:
        body.notes.append(f"{count} rows hold further lines of the record above them and are no records of their own.")
    return body


def records_only(cells: Cells, frames: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """`frames` without the continuation rows that `continued` found."""
    if not cells.has(_PART):
        return frames
    kept = cells.text(_PART) != MORE
    return {name: frame[kept].reset_index(drop=True) for name, frame in frames.items()}
