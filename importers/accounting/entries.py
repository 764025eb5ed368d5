"""Ledgers in rows: what every reader of journal lines does alike, and entries that do not balance."""

from __future__ import annotations

import dataclasses
from typing import Any, Final

import numpy as np
import pandas as pd

from core.base.money import from_minor
from core.ports.importing import TableRead
from importers.accounting.journals import accounts_of, code_and_name
from importers.shared.cells import Cells, Source
from importers.shared.parsing import by_value
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader

_SHOWN: Final = 10


class EntryReader(TableReader):
    """A ledger in rows, in base currency. Entries that do not balance are loaded as they stand and noted."""

    entity = "journal"

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The base currency: of a column `base` where the file has one; else completed from the other files."""
        if cells.has("base"):
            return cells.trimmed("base").str.upper()
        return pd.Series([cells.source.currency] * cells.size, dtype="object")

    def read(self, sheet: Sheet, header: int, source: Source) -> TableRead:
        """The table, with a note on entries that do not balance."""
        table = super().read(sheet, header, source)
        return dataclasses.replace(table, notes=(*table.notes, *unbalanced(table.frames.get("journal_lines"))))


def unbalanced(lines: pd.DataFrame | None) -> tuple[str, ...]:
    """A sentence on the entries of `lines` whose debit is not their credit; none where all balance."""
    if lines is None or lines.empty:
        return ()
    key = lines["journal"].where(lines["journal"] != "", lines["external_id"])
    sums = pd.DataFrame(
        {
            "debit": lines["debit"].fillna(0).astype("int64").groupby(key, sort=False).sum(),
            "credit": lines["credit"].fillna(0).astype("int64").groupby(key, sort=False).sum(),
            "currency": lines["currency"].fillna("").groupby(key, sort=False).first(),
        }
    )
    uneven = sums[sums["debit"] != sums["credit"]]
    if uneven.empty:
        return ()
    shown = []
    for name, row in list(uneven.iterrows())[:_SHOWN]:
        debit, credit = (from_minor(int(row[side]), str(row["currency"])) for side in ("debit", "credit"))
        shown.append(f"{name} (debit {debit}, credit {credit})")
    return (f"{len(uneven)} entries do not balance and are loaded as they stand: {'; '.join(shown)}.",)


def split_accounts(accounts: pd.Series[str]) -> tuple[pd.Series[str], pd.Series[str]]:
    """Codes and names of accounts printed in one cell, such as "1200 Accounts Receivable"; each different one is split once."""
    codes, different = by_value(list(accounts))
    pairs = [code_and_name(str(text)) for text in different] or [("", "")]
    code, name = (np.array([pair[side] for pair in pairs], dtype=object)[codes] for side in (0, 1))
    return pd.Series(code, dtype="object"), pd.Series(name, dtype="object")


def entry_frames(cells: Cells, code: pd.Series[str], name: pd.Series[str], **columns: Any) -> dict[str, pd.DataFrame]:
    """journal_lines of the given columns, and the accounts that stand on them; rows are named by file and row unless an id is given."""
    lines = pd.DataFrame({"external_id": cells.numbered(), "row": cells.row} | columns)
    lines = lines.assign(account=code.where(code != "", name), account_code=code, account_name=name)
    return {"journal_lines": lines, "accounts": accounts_of(code, name)}
