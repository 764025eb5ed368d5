"""The readers of ledgers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from importers.accounting.datev.reader import AccountNames, Parties, Postings
from importers.accounting.definitions import Definition
from importers.accounting.einvoice.reader import EInvoice
from importers.accounting.freshbooks import reader as freshbooks
from importers.accounting.freshbooks.answers import Answers
from importers.accounting.iif.reader import IifFile
from importers.accounting.quickbooks.journal import Journal
from importers.accounting.quickbooks.reader import CustomerList, InvoiceList, ReceivedPayments, SalesDetail
from importers.accounting.tryton.reader import Invoices as TrytonInvoices
from importers.accounting.tryton.reader import MoveLines
from importers.accounting.xero.ledger import AccountTransactions
from importers.accounting.xero.reader import Contacts, Payments, SalesInvoices
from importers.accounting.zoho_books import reader as zoho

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
    TrytonInvoices(),
    MoveLines(),
    freshbooks.InvoiceDetails(),
    freshbooks.TimeEntryDetails(),
    freshbooks.Expenses(),
    freshbooks.Clients(),
    freshbooks.Payments(),
    zoho.Invoices(),
    zoho.CreditNotes(),
    zoho.Payments(),
    zoho.Contacts(),
)
FILES: Final[tuple[FileReader, ...]] = (EInvoice(), IifFile(), Answers(), Definition())
