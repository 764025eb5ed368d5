"""QuickBooks Online reports of sums: A/R ageing summary, trial balance, deposit detail."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from importers.accounting.quickbooks import fields
from importers.accounting.sums import ControlFigures

if TYPE_CHECKING:
    from importers.shared.columns import Headings


class AgedSummary(ControlFigures):
    """A/R Ageing Summary: what each customer owes by age. The buckets are the firm's own."""

    layout = "quickbooks.aged_summary"
    system = "quickbooks"
    entity = "customer"
    columns = fields.AGED
    must: ClassVar = ("current", "first", "total", ("second", "oldest"))
    least = 0.8
    anchor = "total"
    what = "The ageing summary"


class TrialBalance(ControlFigures):
    """Trial balance: nothing but names, debits and credits."""

    layout = "quickbooks.trial_balance"
    system = "quickbooks"
    entity = "account"
    columns = fields.TRIAL_BALANCE
    must: ClassVar = ("debit", "credit")
    least = 1.0
    anchor = "debit"
    what = "The trial balance"

    def sure(self, headings: Headings) -> float:
        """Only of a heading that has nothing else: names of accounts (mostly without a heading), debit and credit."""
        known = super().sure(headings)
        return known if len(headings.printed) >= 3 and headings.folded[1:3] == ("debit", "credit") else 0.0


class DepositDetail(ControlFigures):
    """Deposit Detail: each deposit and the receipts in it, which other reports tell as payments. Headings recalled."""

    layout = "quickbooks.deposits"
    system = "quickbooks"
    entity = "payment"
    columns = fields.DEPOSITS
    must: ClassVar = ("day", "amount", "cleared", ("customer_name", "vendor"))
    anchor = "amount"
    recalled = True
    what = "The deposit detail"
