"""What the ledger would print on a document of a contract: customer, account, item, tax code, terms; learned from what it posted.

Each answer is the one most used before; where nothing was posted yet it is "" or None, and the document names that as a problem.
"""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from core.records.tables import Tables
from core.thread.thread import Thread


class Ledger:
    """The accounting system of one book, read through its thread; pure, answers are cached."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self.tables: Tables = thread.tables

    @cached_property
    def system(self) -> str:
        """The system that most invoices come from; "" without invoices."""
        counts = self.tables["invoices"]["system"].value_counts()
        return str(counts.index[0]) if len(counts) else ""

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every document number that the ledger has used."""
        return frozenset(self.tables["invoices"]["number"].tolist())

    @cached_property
    def _customers(self) -> pd.DataFrame:
        customers = self.tables["customers"]
        customers = customers[customers["system"] == self.system].copy()
        customers["cluster"] = self.thread.cluster_of(customers["id"])
        return customers

    @cached_property
    def contracts(self) -> pd.DataFrame:
        """The thread's contracts by id."""
        return self.thread.contracts.drop_duplicates("id").set_index("id", drop=False)

    def customer_of(self, contract: str) -> tuple[str, str]:
        """(id, name) of the contract's customer in the ledger: of the same real customer, the record most invoiced; ("", "") if none."""
        if contract not in self.contracts.index:
            return "", ""
        same = self._customers[self._customers["cluster"] == self.contracts.loc[contract, "cluster"]]
        if same.empty:
            return "", ""
        heads = self.thread.invoices
        mine = heads.loc[heads["contract"] == contract, "customer"].value_counts()
        every = heads["customer"].value_counts()
        ranked = sorted(same["id"].tolist(), key=lambda each: (-mine.get(each, 0), -every.get(each, 0), each))
        name = same.loc[same["id"] == ranked[0], "name"].iloc[0]
        return ranked[0], str(name)

    def terms_of(self, contract: str, customer: str) -> int | None:
        """Net days: the contract's, else the ledger customer's default, else None."""
        for frame, record in ((self.tables["contracts"], contract), (self.tables["customers"], customer)):
            days = frame.loc[frame["id"] == record, "terms_days"].dropna()
            if len(days):
                return int(days.iloc[0])
        return None

    @cached_property
    def _lines(self) -> pd.DataFrame:
        lines = self.thread.lines
        lines = lines[~lines["void"]].copy()
        lines["treatment"] = self.thread.of_contract(lines["contract"], "tax_treatment")
        lines["service"] = self.thread.of_contract(lines["contract"], "service_line")
        return lines

    def account_of(self, contract: str, bills: str) -> tuple[str, str]:
        """(account, item) of a line that bills `bills`, most used for the contract, else its service line, else anywhere."""
        lines = self._lines
        kinds = [bills, "milestone", "instalment"] if bills in {"milestone", "instalment"} else [bills]
        kind = lines[lines["bills"].isin(kinds)]
        service = str(self.contracts.loc[contract, "service_line"]) if contract in self.contracts.index else ""
        tries = (
            kind[(kind["contract"] == contract) & (kind["bills"] == bills)],
            kind[(kind["service"] == service) & (kind["bills"] == bills)],
            kind[kind["contract"] == contract],
            kind,
            lines[lines["contract"] == contract],
            lines,
        )
        for each in tries:
            if len(each):
                pairs = (each["account"] + "\x1f" + each["item"]).value_counts()
                best = min(pairs[pairs == pairs.iloc[0]].index)
                account, _, item = str(best).partition("\x1f")
                return account, item
        return "", ""

    def tax_code_of(self, treatment: str, customer: str) -> str:
        """The tax code most used under a contract's treatment, else the ledger customer's default, else ""."""
        used = self._lines.loc[
            (self._lines["treatment"] == treatment) & (self._lines["tax_code"] != "") & (treatment != ""), "tax_code"
        ].value_counts()
        if len(used):
            return str(min(used[used == used.iloc[0]].index))
        codes = self._customers.loc[self._customers["id"] == customer, "tax_code"]
        return str(codes.iloc[0]) if len(codes) else ""

    def needs_account(self) -> bool:
        """True when the ledger's lines carry account codes; a ledger that books by item has none."""
        return bool((self.tables["invoice_lines"]["account"] != "").any())
