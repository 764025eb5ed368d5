"""The tables that all rooms share, declared once: column, kind, unit, and what absence means.

No pandas here: the store, the importers and the screens read these declarations, `core.records.tables` makes frames of them.

Kinds and their dtypes in a frame (and in SQLite):

- TEXT     object of str, "" when the source gave nothing           (TEXT)
- MONEY    Int64, minor units of the row's `currency` column, signed (INTEGER)
- RATE     Int64, ten-thousandths of a major unit per hour or piece (INTEGER)
- FX       Int64, millionths: base units per one unit of currency   (INTEGER)
- SECONDS  Int64, duration                                           (INTEGER)
- QUANTITY Int64, ten-thousandths of a piece or hour                 (INTEGER)
- BASIS    Int64, basis points: 10000 = 100 %                        (INTEGER)
- COUNT    Int64                                                     (INTEGER)
- DAY      datetime64[ns], midnight, no zone, NaT when absent        (TEXT, ISO)
- FLAG     boolean, NA when the source does not say                  (INTEGER 0/1)

Every number is nullable: NA means unknown, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a column holds; the module text gives dtype and unit of each."""

    TEXT = "text"
    MONEY = "money"
    RATE = "rate"
    FX = "fx"
    SECONDS = "seconds"
    QUANTITY = "quantity"
    BASIS = "basis"
    COUNT = "count"
    DAY = "day"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column. `note` says sign, unit or vocabulary where the kind does not."""

    name: str
    kind: Kind
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One declared table.

    entity: the word used in ids and outputs (`system:entity:external id`).
    columns: own columns; the provenance columns of PROVENANCE stand in front of them in every frame.
    """

    name: str
    entity: str
    columns: tuple[Column, ...]

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Provenance first, then the table's own columns."""
        return PROVENANCE + self.columns

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of `all_columns`, in order."""
        return tuple(column.name for column in self.all_columns)


def _columns(**kinds: Kind | tuple[Kind, str]) -> tuple[Column, ...]:
    return tuple(Column(name, *kind) if isinstance(kind, tuple) else Column(name, kind) for name, kind in kinds.items())


T, M, R, S, Q, B, N, D, F = (
    Kind.TEXT,
    Kind.MONEY,
    Kind.RATE,
    Kind.SECONDS,
    Kind.QUANTITY,
    Kind.BASIS,
    Kind.COUNT,
    Kind.DAY,
    Kind.FLAG,
)

PROVENANCE: Final = _columns(
    id=(T, "system:entity:external_id; unique in a frame"),
    system=T,
    external_id=(T, "as printed in the file; DESIGN.md, decisions, Identity"),
    batch=(N, "the import that brought this version; NA outside a book"),
    file=(T, "base name"),
    sheet=T,
    row=(N, "1-based data row below the header, unreadable rows counted"),
)

# Vocabulary of contracts.method and projects.method; "" when the wording is not known.
METHODS: Final = (
    "time_and_materials",
    "capped",  # time and materials, not to exceed
    "milestones",  # fixed fee, billed on acceptance
    "instalments",  # fixed fee, billed by date
    "retainer",  # fixed monthly fee
    "prepaid",  # block of hours, billed in advance
)
HOURLY_METHODS: Final = ("time_and_materials", "capped")
# Statuses (folded) of a payment that never was, or was taken back.
GONE: Final = frozenset({"void", "voided", "deleted", "cancelled", "canceled", "reversed", "failed"})

TABLES: Final[Mapping[str, Table]] = {
    table.name: table
    for table in (
        Table(
            "customers",
            "customer",
            _columns(
                name=T,
                legal_name=T,
                tax_id=T,
                domain=(T, "bare host of web site or e-mail, lower case, no www"),
                email=T,
                street=T,
                city=T,
                region=T,
                postcode=T,
                country=T,
                currency=T,
                terms_days=(N, "net days; NA when none is set"),
                tax_code=(T, "the default tax code as printed"),
                parent=(T, "id of the parent customer in the same system"),
                owner=T,
                created=D,
                derived=(F, "true when known only from other records, e.g. the client named on a contract"),
            ),
        ),
        Table(
            "deals",
            "deal",
            _columns(
                name=T,
                customer=(T, "id in the same system"),
                customer_name=T,
                pipeline=T,
                stage=T,
                is_won=F,
                is_closed=F,
                probability=B,
                amount=M,
                currency=T,
                close_date=D,
                created=D,
                owner=T,
                deal_type=T,
                method=(T, "METHODS"),
                method_text=T,
                service_line=T,
                terms_days=N,
                start=D,
                po_required=F,
                has_handoff=(F, "true when a source of the hand-off fields (method, terms, start, PO) was read"),
            ),
        ),
        Table(
            "contracts",
            "contract",
            _columns(
                ref=T,
                customer=(T, "id of the customer of the register"),
                customer_name=T,
                country=T,
                title=T,
                deal_ref=(T, "the deal's id as noted by hand, often empty"),
                service_line=T,
                method=(T, "METHODS"),
                method_text=T,
                currency=T,
                value=(M, "as first signed; change orders come on top"),
                cap=(M, "as first signed"),
                monthly_fee=M,
                prepaid_rate=R,
                signed=D,
                start=D,
                end=D,
                terms_days=N,
                po_required=F,
                po_number=T,
                po_expiry=D,
                tax_treatment=T,
                markup=(B, "on expenses; NA when expenses are not agreed"),
                expenses_excluded=(T, "categories, comma separated"),
                acceptance_required=F,
                invoice_frequency=T,
                status=T,
                project_code=T,
            ),
        ),
        Table(
            "change_orders",
            "change_order",
            _columns(
                contract=(T, "contract id"),
                ref=T,
                signed=D,
                amount=M,
                cap_change=M,
                new_end=D,
                currency=T,
                status=(T, "signed or draft"),
                description=T,
            ),
        ),
        Table(
            "rates",
            "rate",
            _columns(
                contract=(T, "contract id"),
                role=(T, "'' or 'Any' = every role"),
                person=(T, "name; '' = everyone of the role"),
                rate=R,
                currency=T,
                valid_from=D,
                valid_to=D,
            ),
        ),
        Table(
            "milestones",
            "milestone",
            _columns(
                contract=(T, "contract id"),
                name=T,
                type=(T, "milestone or instalment"),
                planned=D,
                accepted=D,
                amount=M,
                currency=T,
                status=T,
            ),
        ),
        Table(
            "fx_rates",
            "fx_rate",
            _columns(month=(T, "2026-09"), currency=T, base=T, rate=(Kind.FX, "base units for one unit of currency")),
        ),
        Table(
            "projects",
            "project",
            _columns(
                name=T,
                code=T,
                customer=(T, "id in the same system"),
                customer_name=T,
                status=T,
                active=F,
                billable=F,
                method=(T, "METHODS"),
                method_text=T,
                start=D,
                end=D,
                set_up=(D, "the day it was made ready for time"),
                manager=T,
                budget_amount=M,
                budget_seconds=S,
                currency=T,
                hours=(S, "tracked, as the project list prints it"),
                notes=T,
            ),
        ),
        Table(
            "people",
            "person",
            _columns(
                name=T,
                email=T,
                role=T,
                department=T,
                employment=T,
                start=D,
                end=D,
                weekly_capacity=S,
                valid_from=D,
                cost_rate=R,
                bill_rate=(R, "standard rate"),
                currency=T,
                skills=T,
                derived=(F, "true for a person known only from time or expense rows"),
            ),
        ),
        Table("leave", "leave", _columns(person=(T, "id of the roster person"), day=D, type=T, seconds=S)),
        Table("holidays", "holiday", _columns(day=D, name=T)),
        Table(
            "time",
            "time",
            _columns(
                day=D,
                customer=(T, "id in the same system"),
                customer_name=T,
                project=(T, "id in the same system"),
                project_name=T,
                person=(T, "id in the same system"),
                person_name=T,
                role=T,
                task=T,
                notes=T,
                seconds=S,
                billable=F,
                invoiced=F,
                approved=(F, "NA when the system has no approval"),
                rate=R,
                amount=M,
                cost_rate=R,
                currency=T,
                invoice_number=(T, "the invoice the time system names, if it does"),
                start_time=(T, "HH:MM:SS, 24 h"),
                end_time=T,
                created=D,
            ),
        ),
        Table(
            "expenses",
            "expense",
            _columns(
                day=D,
                customer=T,
                customer_name=T,
                project=T,
                project_name=T,
                person=T,
                person_name=T,
                category=T,
                merchant=(T, "first part of the note, before a comma"),
                notes=T,
                amount=(M, "cost"),
                currency=T,
                billable=F,
                invoiced=F,
                approved=F,
                invoice_number=T,
            ),
        ),
        Table(
            "invoices",
            "invoice",
            _columns(
                number=T,
                kind=(T, "invoice or credit_note; the id's entity follows it"),
                customer=(T, "id in the same system"),
                customer_name=T,
                reference=(T, "reference or memo, free text"),
                po_number=(T, "where the layout has a column of its own"),
                day=(D, "document date"),
                due=D,
                terms_days=N,
                total=(M, "with tax; credit notes negative"),
                tax=(M, "as the header says it"),
                paid=M,
                open=(M, "as the ledger says it; credit notes negative"),
                currency=T,
                status=(T, "open, paid, void, draft"),
                sent=F,
            ),
        ),
        Table(
            "invoice_lines",
            "invoice_line",
            _columns(
                invoice=(T, "invoice id"),
                line=(N, "1-based in the document"),
                description=T,
                item=(T, "product, service or tracking option"),
                quantity=Q,
                unit_price=R,
                amount=(M, "net; credit notes negative"),
                tax=(M, "NA when the layout prints tax only on the document"),
                tax_code=T,
                account=(T, "account code"),
                currency=T,
            ),
        ),
        Table(
            "payments",
            "payment",
            _columns(
                kind=(T, "payment, prepayment or credit_allocation"),
                customer=T,
                customer_name=T,
                day=D,
                number=(T, "transaction number or bank reference printed on the payment"),
                memo=T,
                amount=M,
                currency=T,
                fx_rate=Kind.FX,
                account=(T, "bank account code"),
                status=T,
            ),
        ),
        Table(
            "allocations",
            "allocation",
            _columns(
                source=(T, "id of the payment or credit note"),
                invoice=(T, "invoice id"),
                amount=(M, "positive"),
                currency=T,
                day=D,
            ),
        ),
        Table(
            "bank_lines",
            "bank_line",
            _columns(
                account=(T, "account number or the file's own name for it"),
                day=D,
                type=T,
                payee=T,
                description=T,
                reference=T,
                amount=(M, "money in positive"),
                balance=M,
                currency=T,
            ),
        ),
        Table(
            "journal_lines",
            "journal_line",
            _columns(
                journal=(T, "id of the document: system:journal:reference"),
                day=D,
                source=(T, "document type as printed"),
                document=(T, "reference as printed"),
                contact=T,
                description=T,
                account=(T, "account id"),
                account_code=T,
                account_name=T,
                debit=(M, "base currency, not negative"),
                credit=(M, "base currency, not negative"),
                currency=(T, "base currency"),
                project=T,
            ),
        ),
        Table(
            "accounts",
            "account",
            _columns(
                code=T,
                name=T,
                role=(T, "receivable bank revenue deferred unbilled tax other, by name and use; '' when unsure"),
                opening=(M, "debit positive, base currency"),
                currency=T,
            ),
        ),
    )
}

KINDS: Final[Mapping[tuple[str, str], Kind]] = {
    (table.name, column.name): column.kind for table in TABLES.values() for column in table.all_columns
}
"""(table, column) -> kind."""

# What a finding and a link look like as frames; outputs print them with Decimal amounts.
LINK_COLUMNS: Final = _columns(
    kind=(T, "LINK_KINDS"),
    left=(T, "id"),
    right=(T, "id"),
    amount=(M, "allocated or billed; NA where the kind has none"),
    currency=T,
    status=(T, "confirmed, suggested or rejected"),
    confidence=(Kind.BASIS, "probability in basis points"),
    reason=T,
)
LINK_KINDS: Final = (
    "customer",
    "deal-contract",
    "contract-project",
    "contract-invoice",
    "milestone-invoice",
    "payment-invoice",
    "bank-payment",
    "person",
)
FINDING_COLUMNS: Final = _columns(
    key=(T, "stable identity: control|subject|detail"),
    control=T,
    severity=(T, "S1, S2 or S3"),
    impact_class=(T, "LR, DC, OB, MS or PR"),
    amount=(M, "document currency, not negative; NA = not priced"),
    currency=T,
    base_amount=(M, "base currency at the document's rate; NA when unknown"),
    subject=(T, "id, or system:person:Name|2026-09-14"),
    related=(T, "ids joined by ';'"),
    message=T,
    suggestion=T,
    absorbed_by=(T, "key of the finding that prices this cause upstream; '' = counted in net"),
)
