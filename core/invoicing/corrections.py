"""Correction documents: the credit note that reverses a posted invoice, the invoice that replaces it, the invoice never made.

Pure: tables in, drafts out. A posted invoice is never changed. The same finding gives the same correction, ids and numbers included.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from core.base.errors import TieoutError
from core.base.money import Rounding, exponent
from core.invoicing.ledger import Ledger
from core.invoicing.numbering import correction_id, document_number
from core.invoicing.tax import TaxRounding, TaxRule, tax_rule, with_tax
from core.records.documents import Document, DocumentLine, line_amount
from core.records.tables import Tables
from core.thread.thread import Thread

ONE = 10_000
"""A quantity of one, and a price of one major unit, in ten-thousandths."""
BALANCING = "Difference between the lines and the total, as posted"
"""Describes the line that makes up what the posted lines lack against their header."""


class NotDraftable(TieoutError):
    """No correction document can be made of this, and why."""

    code = "INV-101"
    template = "No document can be drafted: {reason}"


class AlreadyReversed(TieoutError):
    """The invoice is void or credited in full."""

    code = "INV-102"
    template = "{invoice} is {state} already; there is nothing left to credit."


class UnknownDocument(TieoutError):
    """No such invoice, contract, project or milestone."""

    code = "INV-103"
    template = "There is no {what} {record!r} in the book."


@dataclass(frozen=True, slots=True)
class Drafting:
    """How documents are drafted. on: document date, None = the close's as-of day. lines_by: person or role (hourly lines).

    taken: numbers that other drafts hold.
    """

    on: date | None = None
    tax_rounding: TaxRounding = TaxRounding.LINE
    rounding: Rounding = Rounding.HALF_UP
    lines_by: str = "person"
    taken: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Correction:
    """The documents that put one thing right.

    id: carried by every document. documents: credit notes before the invoices that replace them.
    difference: minor units, what the customer is billed more (less when negative) once all are posted; None where tax is unknown.
    """

    id: str
    key: str
    control: str
    what: str
    documents: tuple[Document, ...]
    difference: int | None

    @property
    def problems(self) -> tuple[str, ...]:
        """Everything that keeps the documents from being approved, each once."""
        return tuple(dict.fromkeys(each for document in self.documents for each in document.problems))


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a correction is made. key: stable, gives the correction its id (a finding's key); what: in words."""

    key: str
    control: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class LineEdit:
    """What should be different on one posted line; None = as posted. drop: the line should not be there.

    quantity, unit_price: ten-thousandths; amount: net minor units, given alone it becomes one piece at that price.
    """

    quantity: int | None = None
    unit_price: int | None = None
    amount: int | None = None
    description: str | None = None
    drop: bool = False


class Drafter:
    """Makes correction documents of one book; cheap to keep, since what it learns of the ledger is cached."""

    def __init__(self, book: Tables | Thread, settings: Drafting | None = None) -> None:
        self.thread = book if isinstance(book, Thread) else Thread(book)
        self.settings = settings or Drafting()

    @cached_property
    def ledger(self) -> Ledger:
        """What the ledger prints."""
        return Ledger(self.thread)

    @property
    def tables(self) -> Tables:
        """The book."""
        return self.thread.tables

    @property
    def day(self) -> date:
        """The date of the documents."""
        return self.settings.on or self.tables.as_of

    # --- a posted invoice --------------------------------------------------------------------------------------------

    def head(self, invoice: str) -> dict[str, Any]:
        """The invoice's row of `Thread.invoices`; raises UnknownDocument, or AlreadyReversed when it is void or credited in full."""
        row = self._head(invoice)
        if row["void"] or row["full_credit"]:
            raise AlreadyReversed(invoice=row["number"], state="void" if row["void"] else "credited in full")
        return row

    def _head(self, invoice: str) -> dict[str, Any]:
        heads = self.thread.invoices
        rows = heads[heads["id"] == invoice]
        if rows.empty:
            raise UnknownDocument(what="invoice", record=invoice)
        return {str(name): rows[name].iloc[0] for name in rows.columns}

    def posted_lines(self, invoice: str) -> tuple[DocumentLine, ...]:
        """The lines of a live invoice as posted (see `lines_as_posted`); raises UnknownDocument or AlreadyReversed."""
        self.head(invoice)
        return self.lines_as_posted(invoice)

    def lines_as_posted(self, invoice: str) -> tuple[DocumentLine, ...]:
        """The lines as posted; where they do not add up to the header, a balancing line makes up the difference.

        Tax a line stays as posted where the lines' tax adds up to the header's, else it is None and only the header counts.
        """
        head = self._head(invoice)
        rows = self.tables["invoice_lines"]
        rows = rows[rows["invoice"] == invoice].sort_values("line", kind="stable")
        lines = [
            _posted(dict(zip(rows.columns, values, strict=True)), head)
            for values in zip(*(rows[c] for c in rows.columns), strict=True)
        ]
        net = _whole(head["total"]) - _whole(head["tax"]) if _known(head["total"], head["tax"]) else None
        rest = 0 if net is None else net - sum(line.amount for line in lines)
        if rest or not lines:
            lines.append(_one(BALANCING, rest, str(head["currency"]), lines[-1] if lines else None))
        taxes = [line.tax for line in lines]
        if None in taxes or (_known(head["tax"]) and sum(t or 0 for t in taxes) != _whole(head["tax"])):
            lines = [replace(line, tax=None) for line in lines]
        return tuple(lines)

    def credit_and_rebill(
        self,
        invoice: str,
        corrected: Sequence[DocumentLine] | None = None,
        *,
        cause: Cause | None = None,
        customer: str | None = None,
        currency: str | None = None,
        contract: str | None = None,
    ) -> Correction:
        """Credits a posted invoice in full and bills it anew.

        corrected: the right lines, None = as posted. customer: id in the ledger, None = as posted. currency: None = as posted.
        Tax of the new invoice follows the contract's treatment, else each line's tax code, rounded as the settings say.
        Raises UnknownDocument, AlreadyReversed, or NotDraftable when part of the invoice was credited already.
        """
        head = self.head(invoice)
        if head["credited"]:
            raise NotDraftable(reason=f"part of {head['number']} was credited already. Credit the rest by hand.")
        cause = cause or Cause(f"credit-rebill|{invoice}")
        correction = correction_id(cause.key)
        credit = self._credit(head, self.posted_lines(invoice), cause, full=True, rebilled=True)
        belongs = contract or str(head["contract"])
        lines = self.posted_lines(invoice) if corrected is None else tuple(corrected)
        payer, name = str(head["customer"]), str(head["customer_name"])
        if customer is not None:
            payer, name = customer, self._customer_name(customer)
        taxed, tax, problems = self._taxed(lines, belongs, payer)
        rebill = self._document(
            correction,
            "invoice",
            payer,
            name,
            belongs,
            currency or str(head["currency"]),
            taxed,
            tax,
            original=invoice,
            original_number=str(head["number"]),
            reference=" / ".join(
                part for part in (str(head["reference"]) or self._contract_text(belongs, "ref"), correction) if part
            ),
            po_number=str(head["po_number"]) or self._contract_text(belongs, "po_number"),
            reason=cause.what or "Billed anew",
            problems=problems,
        )
        posted = _whole(head["total"]) if _known(head["total"]) else None
        difference = None
        if posted is not None and rebill.total is not None and rebill.currency == head["currency"]:
            difference = rebill.total - posted
        return Correction(
            correction,
            cause.key,
            cause.control,
            cause.what or "Credit in full and bill anew",
            (credit, rebill),
            difference,
        )

    def credit_only(
        self, invoice: str, lines: Collection[int] | None = None, *, cause: Cause | None = None
    ) -> Correction:
        """Credits a posted invoice in full, or only the given lines (1-based), with nothing billed instead."""
        head = self.head(invoice)
        posted = self.posted_lines(invoice)
        if lines is None and head["credited"]:
            raise NotDraftable(reason=f"part of {head['number']} was credited already. Credit the rest by hand.")
        chosen = posted if lines is None else tuple(line for n, line in enumerate(posted, 1) if n in set(lines))
        if not chosen:
            raise NotDraftable(reason=f"{head['number']} has no such line.")
        return self.credit_lines(invoice, chosen, cause=cause, full=lines is None)

    def credit_lines(
        self,
        invoice: str,
        lines: Sequence[DocumentLine],
        *,
        cause: Cause | None = None,
        full: bool = False,
    ) -> Correction:
        """Credits the given lines (positive, as billed) of a posted invoice; raises NotDraftable above what is left of it."""
        head = self.head(invoice)
        cause = cause or Cause(f"credit|{invoice}")
        credit = self._credit(head, tuple(lines), cause, full=full)
        if _known(head["total"]) and credit.total is not None:
            left = _whole(head["total"]) - _whole(head["credited"])
            if -credit.total > left:
                raise NotDraftable(reason=f"the credit is larger than what is left of {head['number']}.")
        return Correction(
            correction_id(cause.key), cause.key, cause.control, cause.what or "Credit", (credit,), credit.total
        )

    def _credit(
        self, head: dict[str, Any], lines: tuple[DocumentLine, ...], cause: Cause, *, full: bool, rebilled: bool = False
    ) -> Document:
        """The credit note of `lines` (as billed, positive); in full it reverses the header to the cent."""
        problems: tuple[str, ...] = ()
        tax: int | None
        if full and _known(head["tax"]):
            tax = _whole(head["tax"])
        elif all(line.tax is not None for line in lines):
            tax = sum(line.tax or 0 for line in lines)
        else:
            lines, tax, problems = self._taxed(lines, str(head["contract"]), str(head["customer"]), as_posted=head)
        reversed_lines = tuple(
            replace(line, quantity=-line.quantity, amount=-line.amount, tax=None if line.tax is None else -line.tax)
            for line in lines
        )
        correction = correction_id(cause.key)
        # Worded so that the next import tells a corrected error from a commercial credit.
        words = "Billing error, rebilled" if rebilled else "Billing error"
        return self._document(
            correction,
            "credit_note",
            str(head["customer"]),
            str(head["customer_name"]),
            str(head["contract"]),
            str(head["currency"]),
            reversed_lines,
            None if tax is None else -tax,
            original=str(head["id"]),
            original_number=str(head["number"]),
            reference=f"{head['number']} - {words} / {correction}",
            po_number=str(head["po_number"]),
            reason=cause.what or "Billing error",
            problems=problems,
        )

    # --- a new invoice -----------------------------------------------------------------------------------------------

    def draft(
        self,
        contract: str,
        lines: Sequence[DocumentLine],
        *,
        cause: Cause,
        original: str = "",
    ) -> Correction:
        """An invoice of `lines` for the contract's customer, with the contract's tax, terms, PO and reference.

        original: the posted invoice it stands in for, if any. Raises UnknownDocument or NotDraftable.
        """
        if contract not in self.ledger.contracts.index:
            raise UnknownDocument(what="contract", record=contract)
        if not lines:
            raise NotDraftable(reason="there is nothing left to bill.")
        correction = correction_id(cause.key)
        customer, name = self.ledger.customer_of(contract)
        problems: tuple[str, ...] = ()
        if not customer:
            name = self._contract_text(contract, "customer_name")
            problems = (
                f"{name} has no customer record in {self.ledger.system or 'the ledger'}. Create or map it first.",
            )
        taxed, tax, trouble = self._taxed(lines, contract, customer)
        number = ""
        if original:
            heads = self.tables["invoices"]
            number = str(heads.loc[heads["id"] == original, "number"].iloc[0])
        parts = (self._contract_text(contract, "ref"), self._contract_text(contract, "po_number"), correction)
        document = self._document(
            correction,
            "invoice",
            customer,
            name,
            contract,
            self._contract_text(contract, "currency") or self.tables.base_currency,
            taxed,
            tax,
            original=original,
            original_number=number,
            reference=" / ".join(part for part in parts if part),
            po_number=self._contract_text(contract, "po_number"),
            reason=cause.what,
            problems=problems + trouble,
        )
        return Correction(correction, cause.key, cause.control, cause.what or "Invoice", (document,), document.total)

    # --- shared ------------------------------------------------------------------------------------------------------

    def _document(
        self,
        correction: str,
        kind: str,
        customer: str,
        name: str,
        contract: str,
        currency: str,
        lines: tuple[DocumentLine, ...],
        tax: int | None,
        *,
        original: str,
        original_number: str,
        reference: str,
        po_number: str,
        reason: str,
        problems: tuple[str, ...],
    ) -> Document:
        due: date | None = None
        if kind == "invoice":
            terms = self.ledger.terms_of(contract, customer)
            if terms is None:
                problems += ("No payment terms are known, so there is no due date. Set the contract's terms.",)
            else:
                due = self.day + timedelta(days=terms)
            if any(not line.account for line in lines) and self.ledger.needs_account():
                problems += ("A line has no revenue account: nothing like it was posted before. Choose the account.",)
        net = sum(line.amount for line in lines)
        return Document(
            correction=correction,
            kind=kind,
            system=self.ledger.system,
            number=document_number(correction, kind, original_number, self.ledger.numbers | self.settings.taken),
            customer=customer,
            customer_name=name,
            contract=contract,
            day=self.day,
            due=due,
            currency=currency,
            lines=lines,
            net=net,
            tax=tax,
            total=None if tax is None else net + tax,
            original=original,
            original_number=original_number,
            reference=reference,
            po_number=po_number,
            reason=reason,
            problems=problems,
        )

    def _taxed(
        self,
        lines: Sequence[DocumentLine],
        contract: str,
        customer: str,
        as_posted: dict[str, Any] | None = None,
    ) -> tuple[tuple[DocumentLine, ...], int | None, tuple[str, ...]]:
        """Lines with tax by the contract's treatment, else by their tax codes; the tax, and why it is unknown.

        as_posted: the head of an invoice whose lines carry no tax of their own: its codes come before the contract's treatment.
        """
        how = {"where": self.settings.tax_rounding, "rounding": self.settings.rounding}
        treatment = self._contract_text(contract, "tax_treatment")
        if treatment and as_posted is None:
            rule = tax_rule(treatment)
            taxed, tax = with_tax(lines, rule, tax_code=self.ledger.tax_code_of(treatment, customer), **how)  # type: ignore[arg-type]
            return taxed, tax, (rule.reason,) if rule.reason else ()
        by_code: dict[str, TaxRule] = {line.tax_code: tax_rule(line.tax_code) for line in lines}
        if as_posted is not None and _known(as_posted["tax"]) and not _whole(as_posted["tax"]):
            by_code = {code: TaxRule(code, 0) for code in by_code}
        unknown = [rule.reason for rule in by_code.values() if rule.rate is None]
        if unknown:
            if as_posted is not None and treatment:
                return self._taxed(lines, contract, customer)
            return tuple(replace(line, tax=None) for line in lines), None, tuple(dict.fromkeys(unknown))
        made: dict[int, DocumentLine] = {}
        for code, rule in by_code.items():
            places = [n for n, line in enumerate(lines) if line.tax_code == code]
            taxed, _ = with_tax([lines[n] for n in places], rule, **how)  # type: ignore[arg-type]
            made.update(zip(places, taxed, strict=True))
        ordered = tuple(made[n] for n in range(len(lines)))
        return ordered, sum(line.tax or 0 for line in ordered), ()

    def _contract_text(self, contract: str, column: str) -> str:
        contracts = self.ledger.contracts
        return str(contracts.loc[contract, column]) if contract in contracts.index else ""

    def _customer_name(self, customer: str) -> str:
        customers = self.tables["customers"]
        names = customers.loc[customers["id"] == customer, "name"]
        if names.empty:
            raise UnknownDocument(what="customer", record=customer)
        return str(names.iloc[0])


def edited(lines: Sequence[DocumentLine], edits: dict[int, LineEdit], currency: str) -> tuple[DocumentLine, ...]:
    """`lines` (as posted) with each 1-based line changed as its edit says; an amount follows from quantity and price.

    Raises NotDraftable for a line that is not there.
    """
    unknown = set(edits) - set(range(1, len(lines) + 1))
    if unknown:
        raise NotDraftable(reason=f"the invoice has no line {min(unknown)}.")
    made: list[DocumentLine] = []
    for number, line in enumerate(lines, 1):
        edit = edits.get(number)
        if edit is None:
            made.append(line)
            continue
        if edit.drop:
            continue
        quantity = line.quantity if edit.quantity is None else edit.quantity
        price = line.unit_price if edit.unit_price is None else edit.unit_price
        amount = line_amount(quantity, price, currency)
        if edit.amount is not None:
            amount = edit.amount
            if line_amount(quantity, price, currency) != amount:
                quantity, price = ONE, price_of(amount, currency)
        made.append(
            replace(
                line,
                description=line.description if edit.description is None else edit.description,
                quantity=quantity,
                unit_price=price,
                amount=amount,
                tax=None,
            )
        )
    return tuple(made)


def price_of(amount: int, currency: str) -> int:
    """The unit price (ten-thousandths) of one piece that costs `amount` minor units."""
    return amount * 10 ** (4 - exponent(currency))


def _known(*values: Any) -> bool:
    return not any(pd.isna(value) for value in values)


def _whole(value: Any) -> int:
    return int(value)


def _posted(row: dict[Any, Any], head: dict[str, Any]) -> DocumentLine:
    if not _known(row["amount"]):
        raise NotDraftable(reason=f"a line of {head['number']} has no amount. Import the invoice again.")
    amount, currency = _whole(row["amount"]), str(head["currency"])
    quantity, price = ONE, price_of(amount, currency)
    # As posted, where the ledger's own figures agree; a line whose quantity and price do not give its amount is one piece.
    if _known(row["quantity"], row["unit_price"]):
        own = _whole(row["quantity"]), _whole(row["unit_price"])
        if line_amount(*own, currency) == amount:
            quantity, price = own
    return DocumentLine(
        description=str(row["description"]),
        quantity=quantity,
        unit_price=price,
        amount=amount,
        tax=_whole(row["tax"]) if _known(row["tax"]) else None,
        tax_code=str(row["tax_code"]),
        account=str(row["account"]),
        item=str(row["item"]),
        sources=(str(row["id"]),),
    )


def _one(description: str, amount: int, currency: str, like: DocumentLine | None) -> DocumentLine:
    base = like or DocumentLine(description, ONE, 0, 0)
    price = price_of(amount, currency)
    return replace(base, description=description, quantity=ONE, unit_price=price, amount=amount, tax=None, sources=())
