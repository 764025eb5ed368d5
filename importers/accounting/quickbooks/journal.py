"""QuickBooks Online's Journal: one block a document, its head on the first line only, its debit and credit totals below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import pandas as pd

from importers.accounting.journals import accounts_of, code_and_name, sides
from importers.accounting.quickbooks import fields
from importers.shared.bodies import FOOTER, Body, Check
from importers.shared.cells import Cells
from importers.shared.parsing import by_value, is_blank, text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader

_HEAD = ("day", "source", "document", "contact")


class Journal(TableReader):
    """The journal grouped by document. An entry that does not balance is loaded and noted. Amounts are in base currency."""

    layout = "quickbooks.journal"
    system = "quickbooks"
    entity = "journal"
    columns = fields.JOURNAL
    must: ClassVar = ("day", "source", "account_name", "debit", "credit")
    anchor = "account_name"

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Lines with the head of their document carried down; totals of documents checked against the lines and against each other."""
        body = Body()
        account, debit, credit = places["account_name"], places["debit"], places["credit"]
        heads = [places[name] for name in _HEAD if name in places]
        carried: list[object] = [""] * len(heads)
        kind = heads.index(places["source"])
        start = 0
        uneven: list[str] = []
        for number, row in enumerate((row for row in sheet.rows[header + 1 :] if row), 1):
            if not is_blank(row[account] if account < len(row) else ""):
                line = row + [""] * (width - len(row)) if len(row) < width else list(row)
                if is_blank(line[heads[kind]]):
                    for place, value in zip(heads, carried, strict=True):
                        if is_blank(line[place]):
                            line[place] = value
                else:
                    carried = [line[place] for place in heads]
                body.rows.append(line)
                body.numbers.append(number)
                continue
            first = text_of(row[0]).strip()
            if first.upper() == "TOTAL":
                body.checks.append(Check(first, 0, len(body.rows), row, number))
            elif len(row) > max(debit, credit) and not (is_blank(row[debit]) and is_blank(row[credit])):
                named = text_of(carried[heads.index(places["document"])]) if "document" in places else ""
                label = f"{text_of(carried[kind])} {named}".strip()
                body.checks.append(Check(f"The total of {label}", start, len(body.rows), row, number))
                if row[debit] != row[credit]:
                    uneven.append(f"{label} (debit {text_of(row[debit])}, credit {text_of(row[credit])})")
                start = len(body.rows)
            elif first and FOOTER.match(first):
                body.notes.append(f"The last line is the report's footer, not data: {first!r}.")
        if uneven:
            body.notes.append(
                f"{len(uneven)} entries do not balance and are loaded as they stand: {'; '.join(uneven[:10])}."
            )
        return body

    def currency(self, cells: Cells) -> pd.Series[str]:
        """Base currency; completed from the other files."""
        return pd.Series([cells.source.currency] * cells.size, dtype="object")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """journal_lines and accounts"""
        currency = self.currency(cells)
        debit, credit = sides(cells.money("debit", currency), cells.money("credit", currency))
        codes, different = by_value(list(cells.text("account_name")))
        split = pd.DataFrame(
            [code_and_name(str(text)) for text in different] or [("", "")], columns=["code", "name"]
        ).take(codes)
        code, name = split["code"].reset_index(drop=True), split["name"].reset_index(drop=True)
        document = cells.trimmed("document")
        lines = pd.DataFrame(
            {
                "external_id": cells.numbered(),
                "row": cells.row,
                "journal": document,
                "day": cells.day("day"),
                "source": cells.trimmed("source"),
                "document": document,
                "contact": cells.text("contact"),
                "description": cells.text("description"),
                "account": code.where(code != "", name),
                "account_code": code,
                "account_name": name,
                "debit": debit,
                "credit": credit,
                "currency": currency,
            }
        )
        accounts = accounts_of(code, name)
        if lines["description"].str.contains(r"^opening balance", case=False, regex=True).any():
            # the journal books what was there before as entries of its own, so that nothing stands before it
            accounts["opening"] = pd.array([0] * len(accounts), dtype="Int64")
        return {"journal_lines": lines, "accounts": accounts}
