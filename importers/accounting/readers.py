"""The readers of ledgers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from importers.accounting.datev.reader import AccountNames, Parties, Postings
from importers.accounting.quickbooks.journal import Journal
from importers.accounting.quickbooks.reader import CustomerList, InvoiceList, ReceivedPayments, SalesDetail
from importers.accounting.xero.ledger import AccountTransactions
from importers.accounting.xero.reader import Contacts, Payments, SalesInvoices

if TYPE_CHECKING:
    from importers.shared.file_reader import FileReader
    from importers.shared.table_reader import TableReader

TABLES: Final[tuple[TableReader, ...]] = (
    SalesInvoices(),
    Contacts(),
    Payments(),
    AccountTransactions(),
    CustomerList(),
    InvoiceList(),
    SalesDetail(),
    ReceivedPayments(),
    Journal(),
    Postings(),
    AccountNames(),
    Parties(),
)
FILES: Final[tuple[FileReader, ...]] = ()
