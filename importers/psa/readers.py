"""The readers of project, time and expense systems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from importers.psa.bigtime import reader as bigtime
from importers.psa.clockify import reader as clockify
from importers.psa.erpnext import reader as erpnext
from importers.psa.everhour import reader as everhour
from importers.psa.harvest import reader as harvest
from importers.psa.kantata import reader as kantata
from importers.psa.kimai import reader as kimai
from importers.psa.odoo import reader as odoo
from importers.psa.quickbooks_time import reader as quickbooks_time
from importers.psa.tempo import reader as tempo
from importers.psa.toggl import reader as toggl
from importers.psa.toggl import workspace
from importers.psa.tryton import reader as tryton

if TYPE_CHECKING:
    from importers.shared.file_reader import FileReader
    from importers.shared.table_reader import TableReader

TABLES: Final[tuple[TableReader, ...]] = (
    harvest.TimeReport(),
    harvest.ExpenseReport(),
    harvest.Projects(),
    harvest.Clients(),
    harvest.Invoices(),
    harvest.InvoiceLines(),
    harvest.Payments(),
    clockify.TimeReport(),
    clockify.Summary(),
    clockify.ExpenseReport(),
    clockify.Projects(),
    toggl.TimeReport(),
    toggl.Summary(),
    kimai.TimeExport(),
    kimai.Projects(),
    tempo.Worklogs(),
    quickbooks_time.Timesheets(),
    bigtime.TimeExport(),
    bigtime.TimeReport(),
    bigtime.Expenses(),
    bigtime.Projects(),
    kantata.Time(),
    kantata.Expenses(),
    kantata.Projects(),
    kantata.ProjectAccounting(),
    everhour.Time(),
    everhour.Expenses(),
    everhour.Projects(),
    odoo.Timesheets(),
    odoo.Projects(),
    odoo.Tasks(),
    odoo.Expenses(),
    erpnext.Timesheets(),
    erpnext.Projects(),
    erpnext.ExpenseClaims(),
    tryton.Timesheets(),
    tryton.Projects(),
    tryton.Employees(),
)
FILES: Final[tuple[FileReader, ...]] = (
    workspace.Clients(),
    workspace.Projects(),
    workspace.People(),
    workspace.Tasks(),
    workspace.Tags(),
    workspace.Members(),
    workspace.Entries(),
    workspace.Nothing(),
)
