"""The invented firm as the export files its systems would give: HubSpot, Harvest, Xero, two bank layouts, register and staff list."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.periods import Period
from importers.sample.facts import FIRM, ROLE_RATES, Facts, cents, invent

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ACCOUNTS = {
    "090": "Business Current Account",
    "200": "Fees - Advisory",
    "210": "Fees - Projects",
    "260": "Rechargeable Expenses",
    "477": "Salaries",
    "610": "Accounts Receivable",
    "820": "VAT",
    "850": "Deferred Income",
    "970": "Owner Funds",
}
_OPENING = Decimal(240_000)


def write_sample(folder: Path, period: Period) -> Path:
    """Writes the export files of the sample firm for the month end of `period` into `folder` and returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    facts = invent(period)
    _crm(folder, facts)
    _time_system(folder, facts)
    _ledger(folder, facts)
    _bank(folder, facts)
    _people(folder, facts)
    _register(folder, facts)
    return folder


def _csv(path: Path, header: str, rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def _yes(value: bool) -> str:
    return "Yes" if value else "No"


def _crm(folder: Path, facts: Facts) -> None:
    after = facts.period.last + timedelta(days=4)
    ids = {c.crm: str(5_100_000_000 + 7919 * i) for i, c in enumerate(facts.customers)}
    companies = [
        (
            ids[c.crm],
            c.crm,
            c.domain,
            c.city,
            c.postcode,
            "United Kingdom",
            "Ruth Calloway",
            "2025-02-03 09:00",
            c.vat,
            f"Net {c.terms}",
            "Customer",
        )
        for c in facts.customers
    ]
    twin = facts.customers[5]
    companies.append(
        (
            "5100990001",
            twin.time,
            twin.domain,
            twin.city,
            twin.postcode,
            "United Kingdom",
            "Owen Marsh",
            "2026-01-12 11:20",
            "",
            "Net 30",
            "Customer",
        )
    )
    _csv(
        folder / f"hubspot-crm-exports-all-companies-{after}.csv",
        "Record ID,Company name,Company Domain Name,City,Postal Code,Country/Region,Company owner,"
        "Create Date,VAT Number,Payment terms,Lifecycle Stage",
        companies,
    )
    deals: list[tuple[object, ...]] = [
        (
            c.deal,
            c.title,
            "Sales Pipeline",
            "Closed Won",
            c.value,
            c.value,
            "GBP",
            f"{c.signed - timedelta(days=6)} 10:00",
            f"{c.signed - timedelta(days=90)} 09:00",
            "Ruth Calloway",
            "New Business",
            "1",
            "true",
            "false",
            c.method,
            "Advisory",
            f"Net {c.customer.terms}",
            c.start,
            _yes(c.po_required),
            c.customer.crm,
            ids[c.customer.crm],
        )
        for c in facts.contracts
    ]
    deal, customer, title, amount, won = facts.lone_deal
    deals.append(
        (
            deal,
            title,
            "Sales Pipeline",
            "Closed Won",
            amount,
            amount,
            "GBP",
            f"{won} 15:10",
            f"{won - timedelta(days=60)} 09:00",
            "Owen Marsh",
            "New Business",
            "1",
            "true",
            "false",
            "Time & materials",
            "Advisory",
            f"Net {customer.terms}",
            facts.period.shift(1).first,
            "No",
            customer.crm,
            ids[customer.crm],
        )
    )
    stages = (("Qualified", "0.4"), ("Proposal", "0.6"), ("Negotiation", "0.8"))
    for index, customer in enumerate(facts.customers):
        stage, chance = stages[index % 3]
        close = (
            facts.period.last + timedelta(days=20 + 9 * index)
            if index != 2
            else facts.period.first - timedelta(days=11)
        )
        deals.append(
            (
                str(7_200_000_000 + index * 104729),
                f"{customer.crm.split()[0]} follow-on",
                "Sales Pipeline",
                stage,
                12000 + 4500 * index,
                12000 + 4500 * index,
                "GBP",
                f"{close} 09:00",
                f"{facts.period.shift(-1).first} 09:00",
                "Owen Marsh",
                "Existing Business",
                chance,
                "false",
                "false",
                "",
                "",
                "",
                "",
                "",
                customer.crm,
                ids[customer.crm],
            )
        )
    _csv(
        folder / f"hubspot-crm-exports-all-deals-{after}.csv",
        "Record ID,Deal Name,Pipeline,Deal Stage,Amount,Amount in company currency,Currency,Close Date,"
        "Create Date,Deal owner,Deal Type,Deal probability,Is Closed Won,Is closed lost,Billing method,"
        "Service line,Payment terms,Project start,PO required,Associated Company,Associated Company IDs",
        deals,
    )


def _time_system(folder: Path, facts: Facts) -> None:
    span = f"from{facts.period.shift(-5).first}to{facts.period.last}"
    _csv(
        folder / "harvest_clients.csv",
        "Client Name,Address",
        [(c.time, f"1 High Street\n{c.city}\n{c.postcode}\nUnited Kingdom") for c in facts.customers],
    )
    projects: list[tuple[object, ...]] = []
    for contract in facts.contracts:
        if not contract.has_project:
            continue
        hours = sum((e.hours for e in facts.time if e.contract is contract), Decimal(0))
        budget = contract.value if contract.method != "Monthly retainer" else ""
        by = "Total Project Fees" if budget else "No Budget"
        set_up = contract.signed + timedelta(days=6)
        projects.append(
            (
                contract.customer.time,
                contract.project,
                contract.code,
                contract.start,
                contract.end,
                f"Billing type: {contract.method}; Set up: {set_up}; Manager: Owen Marsh",
                hours,
                hours,
                "",
                by,
                budget,
                "",
                "",
                "",
                "",
                "",
            )
        )
    projects.append(
        (
            FIRM,
            "Internal",
            "INT",
            facts.period.shift(-5).first,
            "",
            "",
            sum((e.hours for e in facts.time if e.contract is None), Decimal(0)),
            0,
            "",
            "No Budget",
            "",
            "",
            "",
            "",
            "",
            "",
        )
    )
    _csv(
        folder / "harvest_projects.csv",
        "Client,Project,Project Code,Start Date,End Date,Project Notes,Total Hours,Billable Hours,"
        "Billable Amount,Budget By,Budget,Budget Spent,Budget Remaining,Total Costs,Team Costs,Expenses",
        projects,
    )
    rows: list[list[object]] = []
    for entry in facts.time:
        client, name, code = (
            (entry.contract.customer.time, entry.contract.project, entry.contract.code)
            if entry.contract
            else (FIRM, "Internal", "INT")
        )
        rows.append(
            [
                entry.day,
                client,
                name,
                code,
                entry.task,
                entry.notes,
                entry.hours,
                _yes(entry.billable),
                _yes(entry.invoiced),
                _yes(entry.approved),
                entry.person.first,
                entry.person.last,
                entry.person.role,
                "Yes",
                f"{entry.rate:.2f}",
                cents(entry.hours * entry.rate),
                f"{entry.person.cost:.2f}",
                cents(entry.hours * entry.person.cost),
                "British Pound - GBP",
                "",
            ]
        )
    rows[40][6] = "7.5h?"  # a cell that nobody can read: quarantine has something to show
    _csv(
        folder / f"harvest_time_report_{span}.csv",
        "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,"
        "Last Name,Roles,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,"
        "External Reference URL",
        rows,
    )
    _csv(
        folder / f"harvest_expense_report_{span}.csv",
        "Date,Client,Project,Project Code,Category,Notes,Cost,Currency,Billable?,Invoiced?,Approved?,"
        "First Name,Last Name",
        [
            (
                x.day,
                x.contract.customer.time,
                x.contract.project,
                x.contract.code,
                x.category,
                x.notes,
                x.cost,
                "British Pound - GBP",
                "Yes",
                _yes(x.invoiced),
                "Yes",
                x.person.first,
                x.person.last,
            )
            for x in facts.expenses
        ],
    )


def _ledger(folder: Path, facts: Facts) -> None:
    _csv(
        folder / "Contacts.csv",
        "*ContactName,AccountNumber,EmailAddress,POAddressLine1,POCity,POPostalCode,POCountry,TaxNumber,"
        "AccountsReceivableTaxCodeName,Website,LegalName,DueDateSalesDay,DueDateSalesTerm",
        [
            (
                c.ledger,
                "",
                f"accounts@{c.domain}",
                "1 High Street",
                c.city,
                c.postcode,
                "United Kingdom",
                c.vat,
                "20% (VAT on Income)",
                f"https://www.{c.domain}",
                c.crm,
                c.terms + (30 if i == 4 else 0),
                "DAYSAFTERBILLDATE",
            )
            for i, c in enumerate(facts.customers)
        ],
    )
    lines: list[tuple[object, ...]] = []
    for invoice in facts.invoices:
        customer = invoice.contract.customer
        tax_total = sum(invoice.taxes, Decimal(0))
        due = invoice.total - invoice.paid
        for (text, quantity, price, account), net, tax in zip(invoice.lines, invoice.nets, invoice.taxes, strict=True):
            lines.append(
                (
                    customer.ledger,
                    f"accounts@{customer.domain}",
                    invoice.number,
                    invoice.reference,
                    f"{invoice.day:%d/%m/%Y}",
                    f"{invoice.due:%d/%m/%Y}",
                    "",
                    invoice.total,
                    tax_total,
                    invoice.paid,
                    due,
                    "",
                    text,
                    f"{quantity:.2f}",
                    f"{price:.2f}",
                    "",
                    net,
                    account,
                    "20% (VAT on Income)" if invoice.taxed else "Zero Rated Income",
                    tax,
                    "GBP",
                    "Sales invoice",
                    "Sent",
                    "Awaiting Payment" if due else "Paid",
                )
            )
    _csv(
        folder / "SalesInvoices.csv",
        "ContactName,EmailAddress,InvoiceNumber,Reference,InvoiceDate,DueDate,PlannedDate,Total,TaxTotal,"
        "InvoiceAmountPaid,InvoiceAmountDue,InventoryItemCode,Description,Quantity,UnitAmount,Discount,"
        "LineAmount,AccountCode,TaxType,TaxAmount,Currency,Type,Sent,Status",
        lines,
    )
    _csv(
        folder / "Payments.csv",
        "PaymentID,Type,Date,ContactName,InvoiceNumber,CreditNoteNumber,Amount,CurrencyCode,CurrencyRate,"
        "Reference,BankAccountCode,Status",
        [
            (
                r.id,
                "Payment" if r.invoice else "Prepayment",
                r.day,
                r.customer.ledger,
                r.invoice.number if r.invoice else "",
                "",
                r.amount,
                "GBP",
                "1.0000",
                r.reference,
                "090",
                "AUTHORISED",
            )
            for r in facts.receipts
            if r.in_ledger
        ],
    )
    _account_transactions(folder / "AccountTransactions.xlsx", facts)


def _journal(facts: Facts) -> list[tuple[date, str, str, str, str, Decimal, str, str]]:
    """Postings: day, source, contact, description, reference, amount (debit positive), account, project."""
    out: list[tuple[date, str, str, str, str, Decimal, str, str]] = []
    for invoice in facts.invoices:
        if not invoice.posted:
            continue
        contact = invoice.contract.customer.ledger
        out.append(
            (invoice.day, "Receivable Invoice", contact, invoice.reference, invoice.number, invoice.total, "610", "")
        )
        tax = sum(invoice.taxes, Decimal(0))
        for (text, _, _, account), net in zip(invoice.lines, invoice.nets, strict=True):
            out.append(
                (invoice.day, "Receivable Invoice", contact, text, invoice.number, -net, account, invoice.contract.code)
            )
        if tax:
            out.append((invoice.day, "Receivable Invoice", contact, "VAT", invoice.number, -tax, "820", ""))
    for receipt in facts.receipts:
        if receipt.in_ledger:
            text = f"Payment: {receipt.customer.ledger}"
            out.append(
                (
                    receipt.day,
                    "Receivable Payment",
                    receipt.customer.ledger,
                    text,
                    receipt.reference,
                    receipt.amount,
                    "090",
                    "",
                )
            )
            out.append(
                (
                    receipt.day,
                    "Receivable Payment",
                    receipt.customer.ledger,
                    text,
                    receipt.reference,
                    -receipt.amount,
                    "610",
                    "",
                )
            )
    for number, back in enumerate(range(5, -1, -1), 1):
        month = facts.period.shift(-back)
        for account, sign in (("477", 1), ("090", -1)):
            out.append(
                (
                    month.last,
                    "Spend Money",
                    "Payroll",
                    "Salaries",
                    f"SM-{number:04d}",
                    sign * Decimal(41_500),
                    account,
                    "",
                )
            )
        releases = [
            c
            for c in facts.contracts
            if c.fee is not None and any(i.contract is c and Period.of(i.day) == month for i in facts.invoices)
        ]
        for contract in releases:
            fee = contract.fee or Decimal(0)
            for account, sign in (("850", 1), ("200", -1)):
                out.append(
                    (
                        month.last,
                        "Manual Journal",
                        "",
                        f"Release {contract.ref} {month}",
                        f"MJ-{number:04d}",
                        sign * fee,
                        account,
                        contract.code,
                    )
                )
    return out


def _account_transactions(path: Path, facts: Facts) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Account Transactions")
    first, last = facts.period.shift(-5).first, facts.period.last
    for title in (
        "Account Transactions",
        FIRM,
        f"For the period {first.day} {first:%B %Y} to {last.day} {last:%B %Y}",
        "",
    ):
        sheet.append([title])
    sheet.append(
        [
            "Date",
            "Source",
            "Contact",
            "Description",
            "Reference",
            "Debit",
            "Credit",
            "Running Balance",
            "Account Code",
            "Account",
            "Project",
        ]
    )
    opening = {"090": _OPENING, "970": -_OPENING}
    journal = _journal(facts)
    whole_debit = whole_credit = Decimal(0)
    for code, name in _ACCOUNTS.items():
        balance = opening.get(code, Decimal(0))
        sheet.append([f"{code} - {name}"])
        sheet.append(["Opening Balance", "", "", "", "", *_sides(balance), float(balance)])
        debit = credit = Decimal(0)
        for day, source, contact, text, reference, amount, _, project in sorted(
            (p for p in journal if p[6] == code), key=lambda p: p[0]
        ):
            balance += amount
            debit, credit = debit + max(amount, Decimal(0)), credit + max(-amount, Decimal(0))
            sheet.append([day, source, contact, text, reference, *_sides(amount), float(balance), code, name, project])
        sheet.append([f"Total {code} - {name}", "", "", "", "", float(debit), float(credit), 0.0])
        sheet.append(["Closing Balance", "", "", "", "", *_sides(balance), float(balance)])
        whole_debit, whole_credit = whole_debit + debit, whole_credit + credit
    sheet.append(["Total", "", "", "", "", float(whole_debit), float(whole_credit), ""])
    book.save(path)


def _sides(amount: Decimal) -> tuple[float, float]:
    """Debit and credit cells as a spreadsheet holds them."""
    return float(max(amount, Decimal(0))), float(max(-amount, Decimal(0)))


def _bank(folder: Path, facts: Facts) -> None:
    moves: list[tuple[date, str, str, Decimal]] = []
    for receipt in facts.receipts:
        payee = receipt.customer.crm.upper()[:22]
        moves.append((receipt.day, "BACS", f"{payee} {receipt.text}".strip(), receipt.amount))
    moves.extend(
        (facts.period.shift(-back).last, "BACS", "PAYROLL Salaries", Decimal(-41_500)) for back in range(5, -1, -1)
    )
    moves.sort(key=lambda m: (m[0], m[2]))
    balance, rows = _OPENING, []
    for day, kind, text, amount in moves:
        balance += amount
        rows.append(
            (f"{day:%d/%m/%Y}", kind, text, -amount if amount < 0 else "", amount if amount > 0 else "", balance)
        )
    _csv(
        folder / f"bank_gbp_{facts.period.shift(-5).first}_{facts.period.last}.csv",
        "Date,Type,Description,Paid out,Paid in,Balance",
        rows,
    )


def _people(folder: Path, facts: Facts) -> None:
    _csv(
        folder / "roster.csv",
        "person_id,display_name,email,role,department,employment_type,start_date,end_date,"
        "weekly_capacity_hours,valid_from,cost_rate,bill_rate,currency",
        [
            (
                p.id,
                p.name,
                f"{p.first}.{p.last}@fenwick-lowe.example".lower(),
                p.role,
                "Delivery",
                "Full-Time",
                "2022-01-10",
                "",
                "37.50",
                "2022-01-10",
                f"{p.cost}.00",
                f"{ROLE_RATES[p.role]}.00",
                "GBP",
            )
            for p in facts.people
        ],
    )
    _csv(
        folder / "leave.csv",
        "person_id,date,type,hours",
        [(p.id, d, "Annual leave", "7.50") for p, d in facts.leave],
    )
    _csv(folder / "holidays.csv", "date,name", facts.holidays)


def _register(folder: Path, facts: Facts) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    last = facts.period.last

    def sheet(title: str, header: str) -> Worksheet:
        made = book.create_sheet(title)
        made.append([f"{FIRM} - Contract register: {title}"])
        made.append([f"As at {last.day} {last:%B %Y}"])
        made.append([""])
        made.append(header.split(","))
        return made

    contracts = sheet(
        "Contracts",
        "Contract ref,Client,Country,Title,CRM deal,Service line,Billing method,Currency,Contract value,"
        "Cap,Monthly fee,Prepaid rate,Signed,Start,End,Payment terms (days),PO required,PO number,"
        "PO expiry,Tax treatment,Expense mark-up %,Expenses excluded,Acceptance required,Status,"
        "Project code",
    )
    rates = sheet("Rate card", "Contract ref,Role,Person,Rate per hour,Currency,Valid from,Valid to")
    schedule = sheet("Schedule", "Contract ref,Type,Milestone,Planned,Accepted,Amount,Currency,Status")
    orders = sheet("Change orders", "Contract ref,Change order,Signed,Amount,Currency,Status,Description")
    fx = sheet("FX rates", "Month,Currency,Rate to GBP")
    for index, c in enumerate(facts.contracts):
        contracts.append(
            [
                c.ref,
                c.customer.register,
                "United Kingdom",
                c.title,
                c.deal if index % 3 else "",
                "Advisory",
                c.method,
                "GBP",
                float(c.value),
                float(c.cap) if c.cap else "",
                float(c.fee) if c.fee else "",
                "",
                c.signed,
                c.start,
                c.end,
                c.customer.terms,
                _yes(c.po_required),
                c.po,
                c.end + timedelta(days=60) if c.po else "",
                "Standard 20%",
                c.markup if c.markup is not None else "",
                "Entertainment" if c.markup else "",
                _yes("milestones" in c.method),
                "Active",
                c.code if c.has_project else "",
            ]
        )
        if c.method.startswith("Time"):
            for role, rate in ROLE_RATES.items():
                rates.append([c.ref, role, "", float(rate), "GBP", c.start, ""])
        for name, amount, planned, accepted in c.milestones:
            kind = "Milestone" if "milestones" in c.method else "Instalment"
            state = "Accepted" if accepted else "Planned"
            schedule.append([c.ref, kind, name, planned, accepted or "", float(amount), "GBP", state])
    orders.append([facts.contracts[0].ref, "CO1", "", 8000.0, "GBP", "Draft", "Proposed extension"])
    for back in range(5, -1, -1):
        fx.append([str(facts.period.shift(-back)), "EUR", 0.86])
    book.save(folder / "register.xlsx")
