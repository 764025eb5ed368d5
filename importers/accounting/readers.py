"""The readers of ledgers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from importers.accounting.datev.reader import AccountNames, Parties, Postings
from importers.accounting.definitions import Definition
from importers.accounting.einvoice.reader import EInvoice
from importers.accounting.freshbooks import reader as freshbooks
from importers.accounting.freshbooks.answers import Answers
from importers.accounting.iif.reader import IifFile
from importers.accounting.odoo.reader import Accounts as OdooAccounts
from importers.accounting.odoo.reader import Invoices as OdooInvoices
from importers.accounting.odoo.reader import JournalEntries, JournalItems
from importers.accounting.odoo.reader import Payments as OdooPayments
from importers.accounting.quickbooks.journal import Journal
from importers.accounting.quickbooks.ledger import GeneralLedger
from importers.accounting.quickbooks.lists import AccountList, ProductList
from importers.accounting.quickbooks.open_items import OpenItems
from importers.accounting.quickbooks.reader import CustomerList, InvoiceList, ReceivedPayments, SalesDetail
from importers.accounting.quickbooks.sums import AgedSummary, DepositDetail, TrialBalance
from importers.accounting.quickbooks.transactions import TransactionList
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
    OdooInvoices(),
    JournalItems(),
    JournalEntries(),
    OdooPayments(),
    OdooAccounts(),
    TrytonInvoices(),
    MoveLines(),
    OpenItems(),
    TransactionList(),
    GeneralLedger(),
    AgedSummary(),
    TrialBalance(),
    DepositDetail(),
    AccountList(),
    ProductList(),
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
