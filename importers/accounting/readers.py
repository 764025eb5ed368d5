"""The readers of ledgers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from importers.accounting.datev.reader import AccountNames, Parties, Postings
from importers.accounting.definitions import Definition
from importers.accounting.einvoice.reader import EInvoice
from importers.accounting.erpnext import reader as erpnext
from importers.accounting.freshbooks import reader as freshbooks
from importers.accounting.freshbooks.answers import Answers
from importers.accounting.gnucash.file import Book
from importers.accounting.gnucash.reader import Transactions
from importers.accounting.iif.reader import IifFile
from importers.accounting.myob import reader as myob
from importers.accounting.odoo import reader as odoo
from importers.accounting.quickbooks.journal import Journal
from importers.accounting.quickbooks.ledger import GeneralLedger
from importers.accounting.quickbooks.lists import AccountList, ProductList
from importers.accounting.quickbooks.open_items import OpenItems
from importers.accounting.quickbooks.reader import CustomerList, InvoiceList, ReceivedPayments, SalesDetail
from importers.accounting.quickbooks.sums import AgedSummary, DepositDetail, TrialBalance
from importers.accounting.quickbooks.transactions import TransactionList
from importers.accounting.sage import fifty as sage
from importers.accounting.sage import intacct
from importers.accounting.tryton import reader as tryton
from importers.accounting.wave import reader as wave
from importers.accounting.xero import sums as xero_sums
from importers.accounting.xero.details import AgedReceivablesDetail, CreditNotes, InvoiceDetail
from importers.accounting.xero.ledger import AccountTransactions
from importers.accounting.xero.lists import ChartOfAccounts
from importers.accounting.xero.reader import Contacts, Payments, SalesInvoices
from importers.accounting.xero.template import InvoiceTemplate
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
    odoo.Invoices(),
    odoo.JournalItems(),
    odoo.JournalEntries(),
    odoo.Payments(),
    odoo.Accounts(),
    erpnext.Invoices(),
    erpnext.Payments(),
    erpnext.Ledger(),
    erpnext.Accounts(),
    tryton.Invoices(),
    tryton.MoveLines(),
    sage.AuditTrail(),
    sage.Customers(),
    sage.Contacts(),
    sage.Invoices(),
    sage.Activity(),
    intacct.Invoices(),
    intacct.Journals(),
    intacct.Customers(),
    intacct.Receipts(),
    wave.Transactions(),
    Transactions(),
    wave.Customers(),
    myob.Sales(),
    myob.Customers(),
    myob.Receipts(),
    myob.Journals(),
    InvoiceTemplate(),
    CreditNotes(),
    AgedReceivablesDetail(),
    InvoiceDetail(),
    ChartOfAccounts(),
    xero_sums.AgedReceivables(),
    xero_sums.TrialBalance(),
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
FILES: Final[tuple[FileReader, ...]] = (EInvoice(), IifFile(), Answers(), Definition(), Book())
