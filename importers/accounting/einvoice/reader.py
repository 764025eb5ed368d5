"""Reader of electronic invoices of EN 16931: UBL 2.1 (Peppol, XRechnung) and CII (Factur-X, ZUGFeRD, XRechnung)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from core.ports.importing import TableRead
from importers.accounting.einvoice.fields import CREDITS, DOCUMENT, LINES, NAMESPACES, SYNTAXES, Syntax
from importers.accounting.einvoice.tree import Node, root_name, tree_of
from importers.shared.cells import Cells, Source
from importers.shared.columns import Field, Form
from importers.shared.file_reader import FileReader
from importers.shared.intake import Intake
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader
from importers.shared.wordings import terms

_HEAD: Final = 200_000  # characters in which the namespace stands


class EInvoice(FileReader):
    """One invoice or credit note a file. Credit notes print their amounts positive and are read negative."""

    layout = "einvoice.invoice"
    system = "einvoice"
    entity = "invoice"

    def sure(self, intake: Intake) -> float:
        """Certain of a root element of one of the syntaxes in its namespace."""
        root = root_name(intake.text) if intake.kind == "text" and "<" in intake.text[:1000] else ""
        return 1.0 if root in NAMESPACES and NAMESPACES[root] in intake.text[:_HEAD] else 0.0

    def read(self, intake: Intake) -> list[TableRead]:
        """The document with its lines; raises Forbidden for a document type or entities, CutShort for broken XML."""
        root = tree_of(intake.text, intake.name)
        syntax = SYNTAXES[root.name]
        document = _terms(root, syntax.document)
        document["BT-110"] = _tax(root, syntax, document["BT-5"])
        credit = root.name == "CreditNote" or document["BT-3"] in CREDITS
        sums = _terms(root, syntax.sums)
        rows = [_terms(line, syntax.line) for line in root.all(syntax.lines)]
        adjustments = [_adjustment(each, syntax) for each in root.all(syntax.adjustments)]
        source = Source(intake.name, "", document["BT-5"].upper())
        head = _Document(credit=credit).read(_sheet(DOCUMENT, [document]), 0, source)
        head = dataclasses.replace(head, entity="credit_note" if credit else "invoice")
        head = _with_notes(head, document, sums, rows, adjustments)
        if not rows and not adjustments:
            return [dataclasses.replace(head, header_row=0)]
        lines = _Lines("credit_note" if credit else "invoice", document["BT-1"], credit=credit)
        return [_whole(head, lines.read(_sheet(LINES, [*rows, *adjustments]), 0, source))]


def _whole(head: TableRead, lines: TableRead) -> TableRead:
    """One table of the document and its lines, the lines being its rows; a document that cannot be read takes them along."""
    if not head.rows_loaded:
        why = head.problems[0]
        problems = tuple(dataclasses.replace(why, row=row) for row in range(1, lines.rows_read + 1))
        return dataclasses.replace(
            head, header_row=0, frames={}, rows_read=lines.rows_read, problems=problems, totals=()
        )
    return dataclasses.replace(
        head,
        header_row=0,
        columns=(*head.columns, *lines.columns),
        frames={**head.frames, **lines.frames},
        rows_read=lines.rows_read,
        rows_loaded=lines.rows_loaded,
        problems=lines.problems,
        totals=(*head.totals, *lines.totals),
        notes=(*head.notes, *lines.notes),
        untied=(*head.untied, *lines.untied),
    )


def _terms(node: Node, paths: Mapping[str, str]) -> dict[str, str]:
    return {term: node.first(*path.split("|")) for term, path in paths.items()}


def _tax(root: Node, syntax: Syntax, currency: str) -> str:
    """The VAT total in the document's currency; a second one in the accounting currency may stand beside it."""
    amounts = root.all(syntax.taxes)
    own = [each for each in amounts if each.attributes.get("currencyID", currency) == currency] or amounts
    return own[0].text.strip() if own else ""


def _adjustment(node: Node, syntax: Syntax) -> dict[str, str]:
    """An allowance or charge on the whole document as a line: allowances lower the sum."""
    found = _terms(node, syntax.adjustment)
    charge = found.pop("charge").casefold() in {"true", "1"}
    found["BT-153"] = "Charge" if charge else "Allowance"
    if not charge:
        amount = found["BT-131"]
        found["BT-131"] = amount.removeprefix("-") if amount.startswith("-") else f"-{amount}" if amount else ""
    return found


def _sheet(columns: Mapping[str, Field], rows: Sequence[Mapping[str, str]]) -> Sheet:
    """Rows of terms under the headings of `columns`; numbers with six places, so that a point can be nothing but the decimal mark."""
    headings = [(field.headings[0], field.form) for field in columns.values()]
    body: list[list[object]] = [
        [_plain(row.get(heading.split(" ", 1)[0], ""), form) for heading, form in headings] for row in rows
    ]
    return Sheet("", [[heading for heading, _ in headings], *body], ragged=False, delimiter=None)


def _plain(value: str, form: Form) -> str:
    if form is Form.DAY:
        return value[:10]
    if form is not Form.NUMBER or not value:
        return value
    amount = _decimal(value)
    return value if amount is None else f"{amount:.6f}"


def _decimal(value: str) -> Decimal | None:
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount) < 10**15 else None


def _with_notes(
    head: TableRead,
    document: Mapping[str, str],
    sums: Mapping[str, str],
    rows: Sequence[Mapping[str, str]],
    adjustments: Sequence[Mapping[str, str]],
) -> TableRead:
    """`head` with who bills whom, and with each sum of the document that its parts do not add up to."""
    untied = _unequal(document, sums, rows, adjustments)
    notes = [f"{document['BT-27'] or 'A seller without a name'} bills {document['BT-44']}."]
    if not rows:
        notes.append("The document has no lines; only its sums are read.")
    return dataclasses.replace(head, notes=(*head.notes, *notes, *untied), untied=(*head.untied, *untied))


def _unequal(
    document: Mapping[str, str],
    sums: Mapping[str, str],
    rows: Sequence[Mapping[str, str]],
    adjustments: Sequence[Mapping[str, str]],
) -> list[str]:
    """One sentence for each rule of EN 16931 on sums that does not hold; a rule is tested when all its figures can be read."""
    whole = {**document, **sums}

    def figure(term: str) -> Decimal | None:
        return _decimal(whole[term]) if whole.get(term) else Decimal(0)

    def added(lines: Sequence[Mapping[str, str]]) -> Decimal | None:
        amounts = [_decimal(line["BT-131"]) for line in lines]
        known = [each for each in amounts if each is not None]
        return sum(known, Decimal(0)) if len(known) == len(amounts) else None

    rules: list[tuple[str, str, list[tuple[int, Decimal | None]]]] = []
    if rows:
        rules.append(("BR-CO-10: the sum of the lines", "BT-106", [(1, added(rows))]))
        reduced = [(1, figure("BT-108")), (-1, figure("BT-107"))]
        rules.append(("BR-CO-11/12: allowances and charges", "", [*reduced, (-1, added(adjustments))]))
    if whole.get("BT-106"):
        net: list[tuple[int, Decimal | None]] = [(1, figure("BT-106")), (-1, figure("BT-107")), (1, figure("BT-108"))]
        rules.append(("BR-CO-13: the total without VAT", "BT-109", net))
    rules.append(("BR-CO-15: the total with VAT", "BT-112", [(1, figure("BT-109")), (1, figure("BT-110"))]))
    left: list[tuple[int, Decimal | None]] = [(1, figure("BT-112")), (-1, figure("BT-113")), (1, figure("BT-114"))]
    if whole.get("BT-115"):
        rules.append(("BR-CO-16: the amount due", "BT-115", left))
    found = []
    for name, term, parts in rules:
        printed = figure(term) if term else Decimal(0)
        known = [sign * value for sign, value in parts if value is not None]
        if printed is None or len(known) < len(parts) or (term and not whole.get(term)):
            continue
        if printed != sum(known):
            found.append(f"{name} does not agree: {printed:,.2f} is printed, its parts add up to {sum(known):,.2f}.")
    return found


class _Document(TableReader):
    layout = EInvoice.layout
    system = EInvoice.system
    entity = "invoice"
    columns = DOCUMENT
    must: ClassVar = ("number", "day", "total")
    anchor = "number"

    def __init__(self, *, credit: bool) -> None:
        """credit: the document is a credit note."""
        self._sign = -1 if credit else 1
        self._kind = "credit_note" if credit else "invoice"

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The document's own"""
        return pd.Series([cells.source.currency] * cells.size, dtype="object")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices"""
        currency = self.currency(cells)
        frame = pd.DataFrame(
            {
                "external_id": cells.trimmed("number"),
                "row": cells.row,
                "number": cells.trimmed("number"),
                "kind": pd.Series([self._kind] * cells.size, dtype="object"),
                "customer_name": cells.trimmed("customer_name"),
                "reference": _joined(cells, "buyer_reference", "project", "contract", "credited"),
                "po_number": cells.trimmed("po_number"),
                "day": cells.day("day"),
                "due": cells.day("due"),
                "terms_days": terms(_net_only(cells.text("terms"))),
                "total": cells.money("total", currency) * self._sign,
                "tax": cells.money("tax", currency) * self._sign,
                "paid": cells.money("paid", currency) * self._sign,
                "currency": currency,
                "status": pd.Series(["open"] * cells.size, dtype="object"),
            }
        )
        return {"invoices": frame}


def _net_only(texts: pd.Series[str]) -> pd.Series[str]:
    """Terms without those that speak of a discount, whose days are not the days to pay in full."""
    return texts.where(~texts.str.contains("%|discount|skonto|escompte", case=False, regex=True), "")


def _joined(cells: Cells, *names: str) -> pd.Series[str]:
    """The different texts of several columns, each once, parted by blanks."""
    columns = [cells.trimmed(name) for name in names]
    rows = zip(*columns, strict=True)
    return pd.Series([" ".join(dict.fromkeys(part for part in row if part)) for row in rows], dtype="object")


class _Lines(TableReader):
    layout = EInvoice.layout
    system = EInvoice.system
    entity = "invoice_line"
    columns = LINES
    must: ClassVar = ("amount",)
    anchor = "amount"

    def __init__(self, kind: str, number: str, *, credit: bool) -> None:
        """kind, number: of the document the lines belong to; credit: its amounts credit the buyer."""
        self._of = kind, number
        self._sign = -1 if credit else 1

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The document's own"""
        return pd.Series([cells.source.currency] * cells.size, dtype="object")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """invoice_lines"""
        currency = self.currency(cells)
        kind, number = self._of
        rate = cells.trimmed("rate").str.replace(r"\.0+$", "", regex=True)
        turn = pd.Series(np.arange(1, cells.size + 1), dtype="Int64")
        frame = pd.DataFrame(
            {
                "external_id": pd.Series([f"{number}#{n}" for n in turn], dtype="object"),
                "row": cells.row,
                "invoice": pd.Series([f"{kind}:{number}"] * cells.size, dtype="object"),
                "line": turn,
                "description": cells.text("description"),
                "item": cells.text("item"),
                "quantity": cells.number("quantity", 10_000) * self._sign,
                "unit_price": _per_piece(cells),
                "amount": cells.money("amount", currency) * self._sign,
                "tax_code": (cells.trimmed("category") + " " + (rate + "%").where(rate != "", "")).str.strip(),
                "currency": currency,
            }
        )
        return {"invoice_lines": frame}


def _per_piece(cells: Cells) -> pd.Series[int]:
    """The price of one piece, ten-thousandths: the price printed for a base quantity, divided by it."""
    price, base = cells.number("unit_price"), cells.number("base").replace(0, pd.NA).fillna(1_000_000)
    made = [
        pd.NA if pd.isna(p) else int((Decimal(int(p)) * 10_000 / Decimal(int(b))).to_integral_value("ROUND_HALF_UP"))
        for p, b in zip(price, base, strict=True)
    ]
    return pd.Series(pd.array(made, dtype="Int64"))
