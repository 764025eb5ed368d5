"""An invented consulting firm and six months of its work, with the mistakes that firms make; the same for the same month every time."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from core.base.periods import Period, add_business_days

FIRM = "Fenwick & Lowe Consulting Ltd"
CENT = Decimal("0.01")
ROLE_RATES = {"Partner": 210, "Senior Consultant": 150, "Consultant": 115, "Analyst": 85}


@dataclass(frozen=True, slots=True)
class Person:
    """One member of staff; rates per hour in pounds."""

    id: str
    first: str
    last: str
    role: str
    cost: int

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer as each system spells it."""

    crm: str
    time: str
    ledger: str
    register: str
    city: str
    postcode: str
    domain: str
    vat: str
    terms: int


@dataclass(slots=True)
class Contract:
    """One signed contract with its deal and project."""

    ref: str
    customer: Customer
    title: str
    project: str
    code: str
    method: str
    value: Decimal
    signed: date
    start: date
    end: date
    deal: str
    po: str = ""
    po_required: bool = False
    cap: Decimal | None = None
    fee: Decimal | None = None
    markup: int | None = None
    milestones: list[tuple[str, Decimal, date, date | None]] = field(default_factory=list)
    has_project: bool = True


@dataclass(slots=True)
class Entry:
    """One time entry."""

    day: date
    contract: Contract | None
    person: Person
    task: str
    notes: str
    hours: Decimal
    rate: Decimal
    billable: bool
    invoiced: bool = False
    approved: bool = True


@dataclass(slots=True)
class Expense:
    """One expense claim."""

    day: date
    contract: Contract
    person: Person
    category: str
    notes: str
    cost: Decimal
    invoiced: bool = False


@dataclass(slots=True)
class Invoice:
    """One posted sales invoice; lines are (text, quantity, unit price, account)."""

    number: str
    contract: Contract
    day: date
    due: date
    reference: str
    lines: list[tuple[str, Decimal, Decimal, str]]
    taxed: bool = True
    paid: Decimal = Decimal(0)
    posted: bool = True

    @property
    def nets(self) -> list[Decimal]:
        """Net of each line."""
        return [cents(quantity * price) for _, quantity, price, _ in self.lines]

    @property
    def taxes(self) -> list[Decimal]:
        """Tax of each line."""
        return [cents(net * Decimal("0.20")) if self.taxed else Decimal("0.00") for net in self.nets]

    @property
    def total(self) -> Decimal:
        """With tax."""
        return sum(self.nets, Decimal(0)) + sum(self.taxes, Decimal(0))


@dataclass(slots=True)
class Receipt:
    """One payment in the ledger and what the bank shows of it; invoice None = on account; at_bank False = never arrived."""

    id: str
    customer: Customer
    invoice: Invoice | None
    day: date
    amount: Decimal
    reference: str
    text: str
    in_ledger: bool = True


@dataclass(slots=True)
class Facts:
    """Everything the firm knows."""

    period: Period
    people: list[Person]
    customers: list[Customer]
    contracts: list[Contract]
    lone_deal: tuple[str, Customer, str, Decimal, date]
    time: list[Entry]
    expenses: list[Expense]
    invoices: list[Invoice]
    receipts: list[Receipt]
    leave: list[tuple[Person, date]]
    holidays: list[tuple[date, str]]


def cents(value: Decimal) -> Decimal:
    """Rounded to pence, half-up."""
    return value.quantize(CENT, ROUND_HALF_UP)


_PEOPLE = (
    ("Ruth", "Calloway", "Partner", 95),
    ("Owen", "Marsh", "Senior Consultant", 62),
    ("Priya", "Nair", "Senior Consultant", 62),
    ("Tomas", "Lindqvist", "Consultant", 45),
    ("Hannah", "Bright", "Consultant", 45),
    ("Callum", "Reyes", "Analyst", 32),
    ("Ines", "Ferreira", "Analyst", 32),
)
_CUSTOMERS = (
    (
        "Harrow Engineering Ltd",
        "Harrow Engineering Limited",
        "Harrow Engineering Ltd",
        "HARROW ENGINEERING LTD",
        "Leeds",
        "LS1 4AP",
        30,
    ),
    (
        "Saltmarsh Foods plc",
        "Saltmarsh Foods PLC",
        "Saltmarsh Foods plc",
        "Saltmarsh Foods plc",
        "Norwich",
        "NR1 3QG",
        30,
    ),
    (
        "Tidewell Hospitals Trust",
        "Tidewell Hosp. Trust",
        "Tidewell Hospitals Trust",
        "Tidewell Hospitals Trust",
        "Bristol",
        "BS1 5TR",
        45,
    ),
    (
        "Copperline Rail Services Ltd",
        "Copperline Rail Svcs Ltd",
        "Copperline Rail Services Limited",
        "Copperline Rail Services Ltd",
        "York",
        "YO1 7HH",
        30,
    ),
    (
        "Birchall & Stowe LLP",
        "Birchall and Stowe LLP",
        "Birchall & Stowe LLP",
        "Birchall & Stowe LLP",
        "London",
        "EC2A 4BX",
        14,
    ),
    (
        "Northgate Homes Ltd",
        "Northgate Homes",
        "Northgate Homes Ltd.",
        "Northgate Homes Limited",
        "Durham",
        "DH1 3NJ",
        30,
    ),
    ("Quillan Media Ltd", "Quillan Media Ltd", "Quillan Media Ltd", "Quillan Media Ltd", "Cardiff", "CF10 1BH", 30),
    (
        "Larch Valley Energy Ltd",
        "Larch Valley Energy Ltd",
        "Larch Valley Energy Ltd",
        "Larch Valley Energy Ltd",
        "Exeter",
        "EX1 1HS",
        60,
    ),
)
# title, project, customer, method, months from the first month, extra
_WORK = (
    ("Operating Model Review", "Operating model review", 0, "Time & materials", 9),
    ("Finance Systems Selection", "Finance systems selection", 1, "Time & materials", 8),
    ("Patient Flow Programme Support", "Patient flow programme", 2, "Time & materials, capped", 8),
    ("Timetable Cost Study", "Timetable cost study", 3, "Time & materials", 7),
    ("Practice Pricing Review", "Practice pricing review", 4, "Time & materials", 8),
    ("Sales Process Redesign", "Sales process redesign", 5, "Fixed fee, milestones", 7),
    ("Audience Data Strategy", "Audience data strategy", 6, "Fixed fee, milestones", 8),
    ("Board Advisory Retainer", "Board advisory", 7, "Monthly retainer", 12),
    ("Procurement Advisory Retainer", "Procurement advisory", 1, "Monthly retainer", 12),
    ("Regulatory Readiness", "Regulatory readiness", 7, "Fixed fee, instalments", 6),
)
_TASKS = ("Analysis", "Workshop", "Interviews", "Report writing", "Project management")
_NOTES = (
    "Interviewed department heads",
    "Built the cost model",
    "Reviewed draft findings",
    "Prepared steering group papers",
    "Mapped current process",
    "Checked data extracts",
)


def invent(period: Period) -> Facts:
    """The firm's six months to the end of `period`."""
    rng = random.Random(20_240_917)  # noqa: S311  # invented figures, no secret
    first = period.shift(-5)
    people = [Person(f"P{101 + i}", f, last, role, cost) for i, (f, last, role, cost) in enumerate(_PEOPLE)]
    customers = [
        Customer(
            crm,
            time,
            ledger,
            register,
            city,
            code,
            crm.lower().split()[0].strip("&") + ".example",
            f"GB{rng.randrange(10**8, 10**9)}",
            terms,
        )
        for crm, time, ledger, register, city, code, terms in _CUSTOMERS
    ]
    contracts = _contracts(rng, first, customers)
    holidays = [(add_business_days(period.shift(-1).last, -4), "Summer bank holiday")]
    leave = [(people[4], add_business_days(period.shift(-2).first, k)) for k in range(5, 10)]
    time = _time(rng, period, people, contracts, holidays, leave)
    expenses = _expenses(rng, period, people, contracts)
    invoices = _invoices(period, contracts, time, expenses)
    receipts = _receipts(rng, period, invoices)
    lone = (
        str(rng.randrange(10**9, 10**10)),
        customers[3],
        "Depot Energy Review",
        Decimal(38000),
        add_business_days(period.first, -18),
    )
    facts = Facts(period, people, customers, contracts, lone, time, expenses, invoices, receipts, leave, holidays)
    _mistakes(facts)
    return facts


def _contracts(rng: random.Random, first: Period, customers: list[Customer]) -> list[Contract]:
    made: list[Contract] = []
    for index, (title, project, customer, method, months) in enumerate(_WORK):
        start = add_business_days(first.first, -1 + (index % 3)) if index % 4 else first.first
        start = max(start, first.first)
        ref = f"FL-{first.year}-{101 + index}"
        contract = Contract(
            ref,
            customers[customer],
            title,
            project,
            ref if index % 2 else f"PRJ{40 + index}",
            method,
            Decimal(0),
            add_business_days(start, -12),
            start,
            first.shift(months - 1).last,
            str(rng.randrange(10**9, 10**10)),
            po=f"PO-{rng.randrange(30000, 90000)}" if index % 3 == 0 else "",
            po_required=index % 3 == 0,
        )
        if method.startswith("Time"):
            contract.value, contract.markup = Decimal(rng.randrange(60, 120)) * 1000, 5
            contract.cap = contract.value if "capped" in method else None
        elif "milestones" in method:
            plan = [("Kick-off and plan", 1), ("Interim report", 3), ("Final report", 5), ("Benefits review", 7)]
            for name, month in plan:
                planned = add_business_days(first.shift(month - 1).first, 12)
                contract.milestones.append(
                    (name, Decimal(9000 + 500 * month), planned, planned + timedelta(days=2) if month < 6 else None)
                )
            contract.value = sum((m[1] for m in contract.milestones), Decimal(0))
        elif "retainer" in method:
            contract.fee = Decimal(2500 + 500 * (index % 3))
            contract.value = contract.fee * months
        else:
            for number in range(1, 4):
                contract.milestones.append(
                    (f"Instalment {number} of 3", Decimal(6000), first.shift(2 * (number - 1)).first, None)
                )
            contract.value = Decimal(18000)
        made.append(contract)
    return made


def _time(
    rng: random.Random,
    period: Period,
    people: list[Person],
    contracts: list[Contract],
    holidays: list[tuple[date, str]],
    leave: list[tuple[Person, date]],
) -> list[Entry]:
    entries: list[Entry] = []
    off = {(p.id, d) for p, d in leave}
    closed = {d for d, _ in holidays}
    day = period.shift(-5).first
    teams = {p.id: [contracts[(i + k * 3) % len(contracts)] for k in range(4)] for i, p in enumerate(people)}
    while day <= period.last:
        if day.weekday() < 5 and day not in closed:
            for person in people:
                if (person.id, day) in off:
                    continue
                left = Decimal("7.5")
                for contract in rng.sample(teams[person.id], 2):
                    hours = min(left, Decimal(rng.randrange(8, 20)) / 4)
                    if not contract.start <= day <= contract.end or hours <= 0:
                        continue
                    hourly = contract.method.startswith("Time")
                    rate = Decimal(ROLE_RATES[person.role]) if hourly else Decimal(0)
                    entries.append(
                        Entry(day, contract, person, rng.choice(_TASKS), rng.choice(_NOTES), hours, rate, billable=True)
                    )
                    left -= hours
                if left > 0:
                    entries.append(
                        Entry(day, None, person, "Administration", "Internal", left, Decimal(0), billable=False)
                    )
        day += timedelta(days=1)
    return entries


def _expenses(rng: random.Random, period: Period, people: list[Person], contracts: list[Contract]) -> list[Expense]:
    made: list[Expense] = []
    hourly = [c for c in contracts if c.markup is not None and c.cap is None]
    for back in range(5, -1, -1):
        month = period.shift(-back)
        for contract in hourly:
            kind, note = rng.choice(
                (
                    ("Rail travel", "LNER, rail travel, London"),
                    ("Hotel", "Premier Inn, hotel, Leeds"),
                    ("Printing", "CopyShop, printing, York"),
                )
            )
            made.append(
                Expense(
                    add_business_days(month.first, rng.randrange(2, 15)),
                    contract,
                    rng.choice(people),
                    kind,
                    note,
                    Decimal(rng.randrange(2500, 30000)) / 100,
                )
            )
    return made


def _invoices(period: Period, contracts: list[Contract], time: list[Entry], expenses: list[Expense]) -> list[Invoice]:
    drafts: list[tuple[date, Contract, list[tuple[str, Decimal, Decimal, str]]]] = []
    for back in range(5, -2, -1):
        month = period.shift(-back)
        billed = month.shift(-1)
        label = billed.first.strftime("%B %Y")
        for contract in contracts:
            lines: list[tuple[str, Decimal, Decimal, str]] = []
            day = add_business_days(month.first, contracts.index(contract) % 3)
            if contract.method.startswith("Time") and back >= 0:
                worked = [e for e in time if e.contract is contract and Period.of(e.day) == billed]
                for person in dict.fromkeys(e.person for e in worked):
                    mine = [e for e in worked if e.person is person]
                    lines.append(
                        (f"{person.name} - {label}", sum((e.hours for e in mine), Decimal(0)), mine[0].rate, "200")
                    )
                    for each in mine:
                        each.invoiced = True
                for claim in (x for x in expenses if x.contract is contract and Period.of(x.day) == billed):
                    charge = cents(claim.cost * (100 + (contract.markup or 0)) / 100)
                    merchant = claim.notes.split(",")[0]
                    lines.append(
                        (
                            f"Expenses: {claim.category}, {merchant}, {claim.day:%d/%m} ({claim.person.name})",
                            Decimal(1),
                            charge,
                            "260",
                        )
                    )
                    claim.invoiced = True
            elif contract.fee is not None and back >= 0 and contract.start <= month.last:
                lines.append((f"Retainer {month.first:%B %Y} - {contract.title}", Decimal(1), contract.fee, "850"))
                day = month.first
            elif "instalments" in contract.method and back >= 0:
                for name, amount, planned, _ in contract.milestones:
                    if Period.of(planned) == month:
                        lines.append((f"{name} - {contract.title}", Decimal(1), amount, "850"))
            elif "milestones" in contract.method:
                for name, amount, _, accepted in contract.milestones:
                    if accepted and Period.of(accepted) == billed and add_business_days(accepted, 2) <= period.last:
                        lines.append((f"Milestone: {name} - {contract.title}", Decimal(1), amount, "210"))
                        day = add_business_days(accepted, 2)
            if lines and day <= period.last:
                drafts.append((day, contract, lines))
    drafts = [d for d in drafts if not _forgotten(period, d[1], d[0])]
    drafts.sort(key=lambda d: (d[0], d[1].ref))
    return [
        Invoice(
            f"FL-{2001 + i}",
            c,
            day,
            day + timedelta(days=c.customer.terms),
            c.po or (c.ref if i % 4 else c.code),
            lines,
        )
        for i, (day, c, lines) in enumerate(drafts)
    ]


def _forgotten(period: Period, contract: Contract, day: date) -> bool:
    """The two invoices that nobody wrote: an accepted milestone and one month of a retainer."""
    month = Period.of(day)
    return (contract.title, month) in {
        ("Audience Data Strategy", period.shift(-1)),
        ("Board Advisory Retainer", period.shift(-2)),
    }


def _receipts(rng: random.Random, period: Period, invoices: list[Invoice]) -> list[Receipt]:
    made: list[Receipt] = []
    for invoice in invoices:
        day = invoice.due + timedelta(days=rng.randrange(-3, 9))
        while day.weekday() > 4:
            day += timedelta(days=1)
        if day > period.last:
            continue
        number = len(made)
        text = rng.choice((invoice.number, f"INV {invoice.number}", invoice.number.replace("-", ""), ""))
        identity = f"{rng.getrandbits(32):08x}-{rng.getrandbits(16):04x}-4{rng.getrandbits(12):03x}-8{rng.getrandbits(12):03x}-{rng.getrandbits(48):012x}"
        made.append(
            Receipt(identity, invoice.contract.customer, invoice, day, invoice.total, f"BACS {7001 + number}", text)
        )
        invoice.paid = invoice.total
    return made


def _mistakes(facts: Facts) -> None:
    """What goes wrong in every firm, once each; nothing here is known to the checks."""
    period, time = facts.period, facts.time
    by_contract = {c.title: c for c in facts.contracts}
    review, selection, practice = (
        by_contract["Operating Model Review"],
        by_contract["Finance Systems Selection"],
        by_contract["Practice Pricing Review"],
    )

    def entries(contract: Contract, month: Period) -> list[Entry]:
        return [e for e in time if e.contract is contract and Period.of(e.day) == month]

    def invoice(contract: Contract, month: Period) -> Invoice:
        return next(i for i in facts.invoices if i.contract is contract and Period.of(i.day) == month)

    def rebuild(contract: Contract, month: Period) -> None:
        """The invoice of the work of `month` again, after its entries were changed."""
        bill = invoice(contract, month.shift(1))
        kept = [line for line in bill.lines if line[3] == "260"]
        lines: list[tuple[str, Decimal, Decimal, str]] = []
        worked = [e for e in entries(contract, month) if e.invoiced]
        for person in dict.fromkeys(e.person for e in worked):
            mine = [e for e in worked if e.person is person]
            lines.append(
                (f"{person.name} - {month.first:%B %Y}", sum((e.hours for e in mine), Decimal(0)), mine[0].rate, "200")
            )
        bill.lines = lines + kept
        for receipt in facts.receipts:
            if receipt.invoice is bill:
                receipt.amount = bill.paid = bill.total

    # A rate below the card for one person, billed as it stood.
    month = period.shift(-3)
    person = entries(review, month)[0].person
    for entry in entries(review, month):
        if entry.person is person:
            entry.rate -= 10
    rebuild(review, month)
    # Hours that were forgotten on the invoice.
    month = period.shift(-2)
    for entry in entries(selection, month)[:4]:
        entry.invoiced = False
    rebuild(selection, month)
    # Hours nobody approved.
    for entry in entries(practice, period.shift(-1))[:3]:
        entry.approved = entry.invoiced = False
    rebuild(practice, period.shift(-1))
    # The same entry typed twice in the open month.
    twin = entries(review, period)[3]
    time.insert(
        time.index(twin) + 1,
        Entry(twin.day, twin.contract, twin.person, twin.task, twin.notes, twin.hours, twin.rate, billable=True),
    )
    # An expense that is on no invoice.
    claim = next(x for x in facts.expenses if x.contract is selection and Period.of(x.day) == period.shift(-2))
    claim.invoiced = False
    bill = invoice(selection, period.shift(-1))
    bill.lines = [line for line in bill.lines if line[3] != "260"]
    for receipt in facts.receipts:
        if receipt.invoice is bill:
            receipt.amount = bill.paid = bill.total
    # An invoice without the PO that the contract asks for; one with the wrong tax; one that was never posted.
    invoice(review, period.shift(-1)).reference = "As agreed"
    wrong = invoice(practice, period)
    wrong.taxed = False
    for receipt in facts.receipts:
        if receipt.invoice is wrong:
            receipt.amount = wrong.paid = wrong.total
    invoice(by_contract["Timetable Cost Study"], period).posted = False
    # A receipt short by the bank's fee, one left on account, one that is at the bank only.
    paid = [r for r in facts.receipts if r.invoice is not None and r.invoice.paid == r.invoice.total]
    short, account, alone = paid[6], paid[10], paid[14]
    short.amount -= 12
    short.invoice.paid -= 12  # type: ignore[union-attr]  # chosen above with an invoice
    account.invoice.paid = Decimal(0)  # type: ignore[union-attr]  # the same
    account.invoice = None
    alone.invoice.paid = Decimal(0)  # type: ignore[union-attr]  # the same
    alone.in_ledger = False
    # A signed contract that nobody set up.
    facts.contracts.append(
        Contract(
            f"FL-{period.year}-140",
            facts.customers[6],
            "Newsroom Cost Benchmark",
            "Newsroom cost benchmark",
            "",
            "Fixed fee, instalments",
            Decimal(15000),
            add_business_days(period.shift(-2).first, 4),
            period.shift(-1).first,
            period.shift(3).last,
            "4471120938",
            milestones=[(f"Instalment {n} of 3", Decimal(5000), period.shift(n - 2).first, None) for n in (1, 2, 3)],
            has_project=False,
        )
    )
