"""The readers of CRM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from importers.crm.creme import reader as creme
from importers.crm.dynamics import reader as dynamics
from importers.crm.erpnext import reader as erpnext
from importers.crm.hubspot import reader as hubspot
from importers.crm.odoo import reader as odoo
from importers.crm.pipedrive import reader as pipedrive
from importers.crm.salesforce import reader as salesforce
from importers.crm.tryton import reader as tryton
from importers.crm.zoho_crm import reader as zoho_crm

if TYPE_CHECKING:
    from importers.shared.file_reader import FileReader
    from importers.shared.table_reader import TableReader

TABLES: Final[tuple[TableReader, ...]] = (
    hubspot.Companies(),
    hubspot.Deals(),
    hubspot.CompaniesTranslated(),
    hubspot.DealsTranslated(),
    hubspot.LineItems(),
    hubspot.Contacts(),
    hubspot.Invoices(),
    salesforce.Accounts(),
    salesforce.Opportunities(),
    salesforce.Contracts(),
    salesforce.StageHistory(),
    salesforce.OpportunityLines(),
    salesforce.Orders(),
    salesforce.Quotes(),
    salesforce.OpportunityReport(),
    salesforce.OpportunityReportByName(),
    salesforce.TranslatedReport(),
    salesforce.TranslatedReportByName(),
    salesforce.AccountReport(),
    pipedrive.Deals(),
    pipedrive.DealsByName(),
    pipedrive.BareDeals(),
    pipedrive.TranslatedDeals(),
    pipedrive.Organizations(),
    zoho_crm.Deals(),
    zoho_crm.Accounts(),
    dynamics.Opportunities(),
    dynamics.OpportunitiesByName(),
    dynamics.Accounts(),
    dynamics.Rows(),
    odoo.Leads(),
    odoo.Partners(),
    odoo.Orders(),
    tryton.Parties(),
    tryton.Opportunities(),
    tryton.Sales(),
    creme.Opportunities(),
    creme.Organisations(),
    erpnext.Opportunities(),
)
FILES: Final[tuple[FileReader, ...]] = ()
