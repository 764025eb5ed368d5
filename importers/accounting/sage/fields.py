"""Columns of Sage: Sage 50 (UK), Business Cloud Accounting, Intacct.

Documented: the Sage 50 audit trail and customer records, the contacts of Business Cloud Accounting, Intacct's template of invoices. From
memory: the invoice list and ledger activity of Sage 50 and Business Cloud, Intacct's templates of journals, customers and receipts.
"""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, money, number, text

AUDIT_TRAIL: Final = {
    "kind": text("Type", "Transaction Type", "Tran Type", need=True),
    "customer_name": text("Account Reference", "Account Ref", "A/C", "Account"),
    "nominal": text("Nominal A/C Ref", "Nominal A/C", "Nominal Code", "N/C", target="account"),
    "department": text("Department Code", "Department", "Dept", target="item"),
    "day": day("Date", need=True, order="dmy"),
    "number": text("Reference", "Ref", "Inv Ref"),
    "description": text("Details"),
    "amount": money("Net Amount", "Net", need=True, total=True),
    "tax_code": text("Tax Code", "T/C"),
    "tax": money("Tax Amount", "Tax", "VAT Amount", total=True),
    "rate": number("Exchange Rate", target=""),
    "reference": text("Extra Reference", "Extra Ref", "Ex.Ref"),
    "user": text("User Name", target=""),
    "project": text("Project Refn", "Project Reference", "Project Ref", target="item"),
    "cost_code": text("Cost Code Refn", "Cost Code Reference", target=""),
}

CUSTOMERS: Final = {
    "external_id": text("A/C", "Account Reference", "Account Ref", need=True),
    "name": text("Name", "Account Name", "Company Name"),
    "street": text("Address Line 1", "Street 1", "Address 1"),
    "city": text("Address Line 3", "Town", "Address 3"),
    "region": text("Address Line 4", "County", "Address 4"),
    "postcode": text("Address Line 5", "Postcode", "Post Code", "Address 5"),
    "country": text("Country", "Country Code"),
    "contact": text("Contact Name", target=""),
    "tax_id": text("VAT Number", "VAT Registration Number"),
    "limit": money("Credit Limit", target=""),
    "terms": text("Trading Terms Text", "Terms", target=""),
    "settlement": number("Settlement Due Days", target=""),
    "due_days": number("Payment Due Days", target="terms_days"),
    "nominal": text("Def. N/C", "Default Nominal Code", "Nominal Code", target=""),
    "tax_code": text("Def. Tax Code", "Default Tax Code", "Tax Code"),
    "email": text("E-mail", "E-mail 1", "Email", "Email Address"),
    "website": text("WWW", "Web Address", "Website", target="domain"),
    "currency": text("Currency"),
}

CONTACTS: Final = {
    "external_id": text("Reference", need=True),
    "name": text("Company Name", need=True),
    "currency": text("Currency"),
    "limit": money("Credit Limit", target=""),
    "street": text("Main Address Line 1"),
    "city": text("Main Address Town"),
    "region": text("Main Address County"),
    "postcode": text("Main Address Post Code"),
    "country": text("Main Address Country"),
    "contact": text("Main Contact Name", target=""),
    "email": text("Main Contact Email"),
    "tax_id": text("VAT Number"),
    "ledger": text("Ledger Account", target=""),
    "due_days": number("Credit Days", "Payment Terms", target="terms_days"),
}

INVOICES: Final = {
    "number": text("Invoice Number", "Invoice No", "Invoice No.", "Number", need=True),
    "kind": text("Type", "Transaction Type"),
    "customer_name": text("Customer Name", "Customer", "Contact Name", "Contact", need=True),
    "reference": text("Reference", "Customer Reference"),
    "day": day("Invoice Date", "Date", "Issue Date", need=True, order="dmy"),
    "due": day("Due Date", order="dmy"),
    "net": money("Net Amount", "Net", strict=True, target=""),
    "tax": money("VAT Amount", "VAT", "Tax Amount"),
    "total": money("Total Amount", "Total", "Gross", need=True, total=True),
    "open": money("Outstanding Amount", "Outstanding", "Amount Outstanding"),
    "currency": text("Currency"),
    "status": text("Status"),
}

ACTIVITY: Final = {
    "nominal": text("Nominal Code", "N/C", "Ledger Account Code", "Nominal A/C Ref"),
    "nominal_name": text(
        "Nominal Name", "Ledger Account", "Ledger Account Name", "Account Name", target="account_name"
    ),
    "entry": text("Trx No", "Transaction No", "Tran No", "No", "No.", target="journal"),
    "source": text("Type", "Tp", "Transaction Type", need=True),
    "day": day("Date", "Trx Date", "Transaction Date", need=True, order="dmy"),
    "contact": text("A/C", "Account", "Contact", "Contact Name"),
    "document": text("Ref", "Reference", "Invoice Number", "Invoice No"),
    "description": text("Details", "Description"),
    "department": text("Dept", "Department", target="project"),
    "tax_code": text("T/C", "Tax Code", target=""),
    "debit": money("Debit", "Debits", total=True),
    "credit": money("Credit", "Credits", total=True),
}

INTACCT_INVOICES: Final = {
    "ignored": text("DONOTIMPORT", target=""),
    "number": text("INVOICE_NO", "INVOICENO", "INVOICE_NUMBER"),
    "customer_name": text("CUSTOMER_NAME", "CUSTOMER_ID", "CUSTOMERID"),
    "customer_id": text("CUSTOMER_ID", "CUSTOMERID", target="customer_name"),
    "po_number": text("PO_NO", "PONUMBER"),
    "day": day("CREATED_DATE", "INVOICE_DATE", "WHENCREATED"),
    "posted": day("POSTING_DATE", "GLPOSTINGDATE", target="day"),
    "due": day("DUE_DATE", "WHENDUE"),
    "doc_total": money("TOTAL_DUE", "TOTALENTERED", strict=True, target="total"),
    "paid": money("TOTAL_PAID", "TOTALPAID"),
    "terms": text("TERM_NAME", "TERMNAME", target="terms_days"),
    "reference": text("DESCRIPTION"),
    "currency": text("CURRENCY"),
    "base": text("BASECURR", "BASE_CURRENCY", target=""),
    "line_no": text("LINE_NO", target="line"),
    "description": text("MEMO", "ENTRYDESCRIPTION"),
    "account": text("ACCT_NO", "ACCOUNTNO", "ACCT_LABEL", "ACCOUNTLABEL"),
    "amount": money("AMOUNT", "TRX_AMOUNT", total=True),
    "item": text("ITEM_ID", "ITEMID", "ARINVOICEITEM_ITEMID", "PROJECT_ID", "ARINVOICEITEM_PROJECTID"),
    "department": text("DEPT_ID", target=""),
    "location": text("LOCATION_ID", target=""),
}

INTACCT_JOURNALS: Final = {
    "ignored": text("DONOTIMPORT", target=""),
    "source": text("JOURNAL"),
    "day": day("DATE"),
    "reversed": text("REVERSEDATE", target=""),
    "memo": text("DESCRIPTION", target="description"),
    "document": text("REFERENCE_NO", "REFERENCENO"),
    "line_no": text("LINE_NO", target=""),
    "account": text("ACCT_NO", "ACCOUNTNO", need=True),
    "line_document": text("DOCUMENT", target=""),
    "description": text("MEMO"),
    "debit": money("DEBIT", total=True),
    "credit": money("CREDIT", total=True),
    "contact": text("GLENTRY_CUSTOMERID", "CUSTOMER_ID"),
    "project": text("GLENTRY_PROJECTID", "PROJECT_ID"),
    "currency": text("CURRENCY"),
    "base": text("BASECURR", target="currency"),
    "location": text("LOCATION_ID", target=""),
}

INTACCT_CUSTOMERS: Final = {
    "ignored": text("DONOTIMPORT", target=""),
    "external_id": text("CUSTOMER_ID", "CUSTOMERID", need=True),
    "name": text("CUSTOMER_NAME", "NAME", need=True),
    "terms": text("TERM_NAME", "TERMNAME", target="terms_days"),
    "tax_id": text("TAX_ID", "TAXID"),
    "currency": text("CURRENCY"),
    "email": text("EMAIL1", "EMAIL"),
    "website": text("URL1", "URL", target="domain"),
    "street": text("ADDRESS1", "MAILADDRESS_ADDRESS1"),
    "city": text("CITY"),
    "region": text("STATE"),
    "postcode": text("ZIP"),
    "country": text("COUNTRY"),
    "parent": text("PARENT_ID", "PARENTID"),
    "active": text("ACTIVE", "STATUS", target=""),
    "type": text("CUSTTYPE", "CUSTOMER_TYPE", target=""),
}

INTACCT_RECEIPTS: Final = {
    "ignored": text("DONOTIMPORT", target=""),
    "day": day("RECEIPT_DATE", "PAYMENT_DATE", "RECEIPTDATE", need=True),
    "customer_name": text("CUSTOMER_ID", "CUSTOMERID", need=True),
    "number": text("DOCUMENT_NO", "DOCNUMBER", "RECEIPT_NO", "RECORDID"),
    "invoice": text("INVOICE_NO", "INVOICENO"),
    "amount": money("AMOUNT", "TRX_AMOUNT", "AMOUNT_APPLIED", need=True, total=True),
    "account": text("BANK_ACCOUNT_ID", "BANKACCOUNTID", "FINANCIALENTITY", "UNDEPFUNDSACCT"),
    "method": text("PAYMENTMETHOD", "PAYMENT_METHOD", target=""),
    "memo": text("DESCRIPTION", "MEMO"),
    "currency": text("CURRENCY"),
}
