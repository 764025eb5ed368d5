"""Xero's reports of sums: aged receivables summary, trial balance."""

from __future__ import annotations

from typing import ClassVar

from importers.accounting.sums import ControlFigures
from importers.accounting.xero import fields


class AgedReceivables(ControlFigures):
    """Aged Receivables Summary: what each contact owes by age; blank is nought. The buckets are the organisation's own."""

    layout = "xero.aged_receivables"
    system = "xero"
    entity = "customer"
    columns = fields.AGED
    must: ClassVar = ("customer_name", "older", "total", ("first", "one", "current"))
    least = 0.8
    anchor = "total"
    what = "The aged receivables summary"


class TrialBalance(ControlFigures):
    """Trial balance of the year to date. Headings recalled, never seen in a file."""

    layout = "xero.trial_balance"
    system = "xero"
    entity = "account"
    columns = fields.TRIAL_BALANCE
    must: ClassVar = ("account_name", "debit", "credit")
    anchor = "account_name"
    recalled = True
    what = "The trial balance"
