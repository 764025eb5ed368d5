"""Readers of a contract register: contracts, rate card, schedule of milestones and instalments, change orders, rates of exchange."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from core.ports.importing import TableRead
from importers.people.register import fields
from importers.people.register.wording import from_month_end, is_signed, method_in, net_days, status_word
from importers.shared.bodies import Body
from importers.shared.cells import Cells, Source
from importers.shared.columns import Headings
from importers.shared.days import day_reader
from importers.shared.parsing import Unreadable, by_value, text_of
from importers.shared.sheets import Sheet
from importers.shared.signs import or_sign, signed
from importers.shared.table_reader import TableReader

_BASE = re.compile(r"\b(?:to|in)\s+([A-Z]{3})\b")
_INSTALMENT = re.compile(
    r"instal|stage pay|abschlag|teilzahlung|\brate \d|acompte|échéance|\bplazo|termijn|progress pay|tranche"
)
_MONTH = re.compile(r"(\d{4})[-/ ](\d{1,2})(?:[-/ ].*)?|(\d{1,2})[-/ ](\d{4})")


_INVOICES: Final = frozenset(
    {
        "invoice number",
        "invoice no",
        "invoice no.",
        "invoice #",
        "invoice id",
        "rechnungsnummer",
        "rechnung nr.",
        "n° de facture",
        "número de factura",
        "factuurnummer",
    }
)
_ANY_NAME: Final = frozenset({"description", "name", "title", "payment", "event", "phase", "stage"})


class _Register(TableReader):
    """foreign: folded headings of lists that name contracts too, but are none of the register's."""

    system = "register"
    mark = ""
    least = 0.5
    anchor = "ref"
    foreign: ClassVar[frozenset[str]] = frozenset()

    def sure(self, headings: Headings) -> float:
        """How sure this reader is; 0 where a heading tells that the list is of invoices or of hours."""
        return 0.0 if self.foreign & set(headings.folded) else super().sure(headings)

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The currency column in capitals, else the currency beside the amount, else that of the headings."""
        named = cells.trimmed("currency").str.upper()
        named = or_sign(cells, named)
        return named.where(named != "", cells.source.currency)

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, with the currencies that stand beside their amounts."""
        return signed(
            super().body(sheet, header, width, places), places, ("value", "amount", "monthly_fee", "cap", "rate")
        )


class Contracts(_Register):
    """One contract a row."""

    layout = "register.contracts"
    entity = "contract"
    columns = fields.CONTRACTS
    apart = ("contracts",)
    must: ClassVar = ("ref", "customer_name", ("value", "method", "monthly_fee"), ("start", "signed", "end"))
    foreign = _INVOICES

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows; terms that count from a month's end are said, because net days cannot hold them."""
        body = super().body(sheet, header, width, places)
        if "terms" in places:
            printed = [text_of(row[places["terms"]]) for row in body.rows]
            late = sorted({text for text in printed if from_month_end(text)})
            if late:
                count = sum(1 for text in printed if text in late)
                body.notes.append(
                    f"{count} contracts are due from the end of a month ({', '.join(late[:3])}): "
                    "that is no number of net days, so their terms are left unknown."
                )
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Contracts"""
        currency = self.currency(cells)
        markup = cells.number("markup", 100)
        known = markup.dropna()
        if len(known) and (known > 0).any() and (known <= 100).all():
            markup = cells.number("markup", 10_000)  # a cell formatted as per cent holds 0.05
        frame = pd.DataFrame(
            {
                "external_id": cells.trimmed("ref"),
                "row": cells.row,
                "ref": cells.trimmed("ref"),
                **{
                    name: cells.text(name)
                    for name in (
                        "customer_name",
                        "country",
                        "title",
                        "service_line",
                        "tax_treatment",
                        "expenses_excluded",
                        "invoice_frequency",
                    )
                },
                **{name: cells.trimmed(name) for name in ("deal_ref", "po_number", "project_code")},
                "method": _made(cells.text("method"), method_in),
                "status": _made(cells.text("status"), status_word),
                "method_text": cells.text("method"),
                "currency": currency,
                **{name: cells.money(name, currency) for name in ("value", "cap", "monthly_fee")},
                "prepaid_rate": cells.number("prepaid_rate", 10_000),
                **{name: cells.day(name) for name in ("signed", "start", "end", "po_expiry")},
                "terms_days": _days(cells.text("terms")),
                "po_required": cells.flag("po_required"),
                "acceptance_required": cells.flag("acceptance_required"),
                "markup": markup,
            }
        )
        return {"contracts": frame}


class RateCard(_Register):
    """One agreed rate a row; a person's own rate goes before the rate of the role."""

    layout = "register.rates"
    entity = "rate"
    columns = fields.RATES
    apart = ("rates",)
    must: ClassVar = ("ref", "rate", ("role", "person"))
    foreign = frozenset(
        {"hours", "hrs", "duration", "quantity", "qty", "stunden", "heures", "horas", "uren", *_INVOICES}
    )

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Rates"""
        ref, role, person = cells.trimmed("ref"), cells.trimmed("role"), cells.trimmed("person")
        begin = cells.day("valid_from")
        frame = pd.DataFrame(
            {
                "external_id": ref + "|" + role + "|" + person + "|" + begin.dt.strftime("%Y-%m-%d").fillna(""),
                "row": cells.row,
                "contract": ref,
                "role": role,
                "person": person,
                "rate": cells.number("rate", 10_000),
                "currency": self.currency(cells),
                "valid_from": begin,
                "valid_to": cells.day("valid_to"),
            }
        )
        return {"rates": frame}


class Schedule(_Register):
    """One milestone or instalment a row; its id is `REF|name`."""

    layout = "register.milestones"
    entity = "milestone"
    columns = fields.MILESTONES
    apart = ("milestones",)
    must: ClassVar = ("ref", "name", "amount", ("planned", "accepted"))

    def sure(self, headings: Headings) -> float:
        """How sure this reader is; 0 for lines of invoices, which have a description, an amount and a day as well."""
        place = headings.position(self.columns["name"])
        if place is not None and headings.folded[place] in _ANY_NAME and _INVOICES & set(headings.folded):
            return 0.0
        return super().sure(headings)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Milestones"""
        ref, name, currency = cells.trimmed("ref"), cells.text("name"), self.currency(cells)
        printed = cells.trimmed("type").str.casefold()
        is_part = (printed + " " + name.str.casefold()).str.contains(_INSTALMENT)
        kind = pd.Series(["instalment" if part else "milestone" for part in is_part], dtype="object")
        frame = pd.DataFrame(
            {
                "external_id": ref + "|" + name,
                "row": cells.row,
                "contract": ref,
                "name": name,
                "type": kind,
                "planned": cells.day("planned"),
                "accepted": cells.day("accepted"),
                "amount": cells.money("amount", currency),
                "currency": currency,
                "status": _made(cells.text("status"), status_word),
            }
        )
        return {"milestones": frame}


class ChangeOrders(_Register):
    """One change order a row; only signed ones change anything."""

    layout = "register.change_orders"
    entity = "change_order"
    columns = fields.CHANGE_ORDERS
    apart = ("change_orders",)
    must: ClassVar = ("ref", "name", ("amount", "cap_change", "new_end"))

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """change_orders"""
        ref, name, currency = cells.trimmed("ref"), cells.trimmed("name"), self.currency(cells)
        signed = cells.day("signed")
        said = pd.Series(pd.array([is_signed(text) for text in cells.text("status")], dtype="boolean"))
        done = said.where(said.notna(), signed.notna()).astype(bool)
        frame = pd.DataFrame(
            {
                "external_id": ref + "|" + name,
                "row": cells.row,
                "contract": ref,
                "ref": name,
                "signed": signed,
                "amount": cells.money("amount", currency),
                "cap_change": cells.money("cap_change", currency),
                "new_end": cells.day("new_end"),
                "currency": currency,
                "status": pd.Series(["signed" if each else "draft" for each in done], dtype="object"),
                "description": cells.text("description"),
            }
        )
        return {"change_orders": frame}


class ExchangeRates(_Register):
    """One currency and month a row; the heading of the rate names the base currency."""

    layout = "register.fx_rates"
    entity = "fx_rate"
    columns = fields.FX
    must: ClassVar = ("month", "currency", "rate")
    anchor = "month"

    def read(self, sheet: Sheet, header: int, source: Source) -> TableRead:
        """The rates, with the base currency that stands in the heading."""
        headings = Headings.of(sheet.rows[header])
        place = headings.position(self.columns["rate"])
        found = _BASE.search(headings.printed[place]) if place is not None else None
        own = found[1] if found else (headings.currencies[place] if place is not None else "")
        return super().read(sheet, header, Source(source.file, source.sheet, own or source.currency))

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """fx_rates"""
        month = cells.text("month").map(_month)
        currency = cells.trimmed("currency").str.upper()
        frame = pd.DataFrame(
            {
                "external_id": month + "|" + currency,
                "row": cells.row,
                "month": month,
                "currency": currency,
                "base": pd.Series([cells.source.currency] * cells.size, dtype="object"),
                "rate": cells.number("rate"),
            }
        )
        return {"fx_rates": frame}


def _made(texts: pd.Series[str], make: Callable[[str], str]) -> pd.Series[str]:
    """A column of texts made anew by `make`."""
    codes, different = by_value(list(texts))
    made = np.array([make(str(text)) for text in different] or [""], dtype=object)
    return pd.Series(made[codes], dtype="object")


def _days(texts: pd.Series[str]) -> pd.Series[int]:
    """Net days (Int64) of payment terms; NA where there are none."""
    return pd.Series(pd.array([net_days(text) for text in texts], dtype="Int64"))


def _month(text: str) -> str:
    """2026-09 from "2026-09", "09/2026", a day, or "Sep 2026"; the text itself where it is none."""
    plain = text.strip()
    found = _MONTH.fullmatch(plain)
    if found:
        return f"{found[1]}-{int(found[2]):02d}" if found[1] else f"{found[4]}-{int(found[3]):02d}"
    try:
        return str(pd.Timestamp(day_reader("dmy")(f"1 {plain}"), unit="D").strftime("%Y-%m"))
    except Unreadable:
        return plain
