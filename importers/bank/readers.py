"""The readers of banks and payment services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from importers.bank.bai2.reader import Bai2Report
from importers.bank.camt.reader import CamtStatement
from importers.bank.csv.reader import StatementLines
from importers.bank.mt940.reader import Mt940Statement
from importers.bank.ofx.reader import OfxStatement
from importers.bank.paypal.reader import PaypalActivity
from importers.bank.qif.reader import QifRegister
from importers.bank.stripe.reader import StripeBalance, StripeCharges, StripeHistory, StripePayouts

if TYPE_CHECKING:
    from importers.shared.file_reader import FileReader
    from importers.shared.table_reader import TableReader

TABLES: Final[tuple[TableReader, ...]] = (
    StatementLines(),
    PaypalActivity(),
    StripeBalance(),
    StripeHistory(),
    StripeCharges(),
    StripePayouts(),
)
FILES: Final[tuple[FileReader, ...]] = (OfxStatement(), CamtStatement(), Mt940Statement(), QifRegister(), Bai2Report())
