"""Schema 001: the first book. Frozen as released: it says columns again and does not follow core.records.schema."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "001"
down_revision: Final = None
branch_labels: Final = None
depends_on: Final = None

# name:kind - t text never null, d ISO day or null, n whole number or null.
_RECORDS: Final = {
    "customers": (
        "name:t legal_name:t tax_id:t domain:t email:t street:t city:t region:t postcode:t country:t "
        "currency:t terms_days:n tax_code:t parent:t owner:t created:d derived:n "
    ),
    "deals": (
        "name:t customer:t customer_name:t pipeline:t stage:t is_won:n is_closed:n probability:n amount:n "
        "currency:t close_date:d created:d owner:t deal_type:t method:t method_text:t service_line:t "
        "terms_days:n start:d po_required:n has_handoff:n "
    ),
    "contracts": (
        "ref:t customer:t customer_name:t country:t title:t deal_ref:t service_line:t method:t method_text:t "
        "currency:t value:n cap:n monthly_fee:n prepaid_rate:n signed:d start:d end:d terms_days:n "
        "po_required:n po_number:t po_expiry:d tax_treatment:t markup:n expenses_excluded:t "
        "acceptance_required:n invoice_frequency:t status:t project_code:t "
    ),
    "change_orders": ("contract:t ref:t signed:d amount:n cap_change:n new_end:d currency:t status:t description:t "),
    "rates": ("contract:t role:t person:t rate:n currency:t valid_from:d valid_to:d "),
    "milestones": ("contract:t name:t type:t planned:d accepted:d amount:n currency:t status:t "),
    "fx_rates": ("month:t currency:t base:t rate:n "),
    "projects": (
        "name:t code:t customer:t customer_name:t status:t active:n billable:n method:t method_text:t start:d "
        "end:d set_up:d manager:t budget_amount:n budget_seconds:n currency:t hours:n notes:t "
    ),
    "people": (
        "name:t email:t role:t department:t employment:t start:d end:d weekly_capacity:n valid_from:d "
        "cost_rate:n bill_rate:n currency:t skills:t derived:n "
    ),
    "leave": ("person:t day:d type:t seconds:n "),
    "holidays": ("day:d name:t "),
    "time": (
        "day:d customer:t customer_name:t project:t project_name:t person:t person_name:t role:t task:t "
        "notes:t seconds:n billable:n invoiced:n approved:n rate:n amount:n cost_rate:n currency:t "
        "invoice_number:t start_time:t end_time:t created:d "
    ),
    "expenses": (
        "day:d customer:t customer_name:t project:t project_name:t person:t person_name:t category:t "
        "merchant:t notes:t amount:n currency:t billable:n invoiced:n approved:n invoice_number:t "
    ),
    "invoices": (
        "number:t kind:t customer:t customer_name:t reference:t po_number:t day:d due:d terms_days:n total:n "
        "tax:n paid:n open:n currency:t status:t sent:n "
    ),
    "invoice_lines": (
        "invoice:t line:n description:t item:t quantity:n unit_price:n amount:n tax:n tax_code:t account:t currency:t "
    ),
    "payments": (
        "kind:t customer:t customer_name:t day:d number:t memo:t amount:n currency:t fx_rate:n account:t status:t "
    ),
    "allocations": ("source:t invoice:t amount:n currency:t day:d "),
    "bank_lines": ("account:t day:d type:t payee:t description:t reference:t amount:n balance:n currency:t "),
    "journal_lines": (
        "journal:t day:d source:t document:t contact:t description:t account:t account_code:t account_name:t "
        "debit:n credit:n currency:t project:t "
    ),
    "accounts": ("code:t name:t role:t opening:n currency:t "),
}

# The same, and: k key numbered by itself, i whole number never null, o text or null, b bytes.
_LEDGERS: Final = {
    "book": "id:k format:t",
    "batches": "batch:k sha256:t file:t encoding:o delimiter:o notes:t at:t withdrawn_at:o withdrawn_by:o withdrawn_why:o",
    "parts": (
        "part:k batch:i position:i system:t entity:t layout:t sheet:t header_row:i rows_read:i rows_loaded:i rows_quarantined:i "
        "confidence:i columns:t notes:t new:i changed:i unchanged:i first_day:t last_day:t choices:t fingerprint:t corrects:n"
    ),
    "totals": "total:k part:i heading:t currency:t amount:t rows:i",
    "quarantine": "problem:k part:i file:t sheet:t row:i heading:t value:t code:t reason:t cells:t",
    "quarantine_marks": "id:k problem:i action:t batch:n cells:t who:t why:t at:t",
    "mappings": "id:k fingerprint:t headings:t answers:t who:t at:t closed_at:o",
    "seen": "seen:k part:i table_name:t mentions:b",
    "links": (
        "id:k kind:t left:t right:t amount:n currency:t status:t confidence:n reason:t run:t at:t closed_run:o closed_at:o"
    ),
    "verdicts": "id:k kind:t left:t right:t verdict:t amount:n currency:t who:t why:t at:t closed_at:o",
    "steps": "number:k name:t who:t why:t at:t undoes:n",
    "changes": "id:k step:i table_name:t record:t field:t before:t after:t",
    "runs": "id:k run:t at:t",
    "findings": (
        "id:k key:t control:t severity:t impact_class:t amount:n currency:t base_amount:n subject:t related:t message:t "
        "suggestion:t absorbed_by:t run:t at:t closed_run:o closed_at:o"
    ),
    "waivers": "id:k key:t who:t why:t reason_code:t expires:t ceiling_minor:n at:t closed_at:o closed_by:o closed_why:o",
    "kpis": (
        "id:k position:i kpi:t title:t period:t value:o unit:t numerator:o denominator:o excluded:t records:t unknown:t "
        "run:t at:t closed_run:o closed_at:o"
    ),
    "outbox": "number:k system:t entity:t record:t action:t payload:t prepared_by:t at:t",
    "outbox_marks": "id:k number:i status:t who:t at:t receipt:t",
    "settings": "id:k name:t value:t who:t at:t",
    "views": "name:p body:t",
}
_KEEPING: Final = "version:k part:i row:i identity:t external_id:t root:n live:i replaced_by:n"


def _column(text: str) -> sa.Column[Any]:
    name, kind = text.split(":")
    if kind == "k":
        number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
        return sa.Column(name, number, primary_key=True, autoincrement=True)
    if kind == "p":
        return sa.Column(name, sa.Text, primary_key=True)
    types: dict[str, type[sa.types.TypeEngine[Any]]] = {"b": sa.LargeBinary, "n": sa.BigInteger, "i": sa.BigInteger}
    return sa.Column(name, types.get(kind, sa.Text), nullable=kind in {"n", "o", "d"})


def upgrade() -> None:
    """Makes every table."""
    for name, columns in _LEDGERS.items():
        op.create_table(name, *(_column(each) for each in columns.split()))
    for name, columns in _RECORDS.items():
        op.create_table(f"rec_{name}", *(_column(each) for each in f"{_KEEPING} {columns}".split()))


def downgrade() -> None:
    """There is nothing before the first book."""
    raise NotImplementedError("the first schema cannot be taken back")
