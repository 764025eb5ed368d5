"""A sales document to be made in the ledger: the draft of an invoice or credit note with its lines, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from core.base.money import divide_round, exponent


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One line. Amounts of a credit note are negative.

    quantity: ten-thousandths of a piece or hour; unit_price: ten-thousandths of a major unit; amount: net, minor units.
    tax: minor units, None = not known a line. sources: ids of the work, expenses or milestones that it bills.
    """

    description: str
    quantity: int
    unit_price: int
    amount: int
    tax: int | None = None
    tax_code: str = ""
    account: str = ""
    item: str = ""
    sources: tuple[str, ...] = ()

    def exact(self, currency: str) -> bool:
        """True when quantity x unit price, rounded half-up, is the amount: what a ledger computes from the two."""
        return line_amount(self.quantity, self.unit_price, currency) == self.amount


def line_amount(quantity: int, unit_price: int, currency: str) -> int:
    """Minor units of quantity x unit price, both in ten-thousandths, rounded half-up."""
    return divide_round(quantity * unit_price, 10 ** (8 - exponent(currency)))


@dataclass(frozen=True, slots=True)
class Document:
    """One invoice or credit note to be made.

    correction: the id that every written record carries. kind: invoice or credit_note. customer: id in the ledger, "" = unknown.
    original: id of the posted invoice that it reverses or replaces, "" = none. due: None = terms unknown (and for credit notes).
    net, total: minor units; tax, total: None = unknown, with the reason among `problems`.
    problems: sentences that keep it from being approved; empty = complete.
    """

    correction: str
    kind: str
    system: str
    number: str
    customer: str
    customer_name: str
    contract: str
    day: date
    due: date | None
    currency: str
    lines: tuple[DocumentLine, ...]
    net: int
    tax: int | None
    total: int | None
    original: str = ""
    original_number: str = ""
    reference: str = ""
    po_number: str = ""
    reason: str = ""
    problems: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id that the document will have once it is imported: system:kind:number."""
        return f"{self.system}:{self.kind}:{self.number}"

    def as_json(self) -> dict[str, Any]:
        """Plain values that JSON can hold."""
        made = asdict(self)
        made["day"] = self.day.isoformat()
        made["due"] = self.due.isoformat() if self.due else None
        return made

    @classmethod
    def from_json(cls, made: Mapping[str, Any]) -> Document:
        """The document that `as_json` wrote; raises KeyError or TypeError for anything else."""
        values = dict(made)
        values["day"] = date.fromisoformat(values["day"])
        values["due"] = date.fromisoformat(values["due"]) if values["due"] else None
        values["lines"] = tuple(DocumentLine(**{**line, "sources": tuple(line["sources"])}) for line in values["lines"])
        values["problems"] = tuple(values["problems"])
        return cls(**values)
