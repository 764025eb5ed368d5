"""The outbox in words a person can judge."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from core.invoicing.corrections import Drafter
from core.invoicing.preparing import prepare
from core.records.steps import Change, Step
from core.services.desk import Desk
from core.services.sending import outbox_view
from core.writeback.outbox import changes_to_entries, documents_to_entries

AT = datetime(2026, 9, 30, 12, tzinfo=UTC)


def test_a_correction_shows_its_field_before_and_after(shown: Desk) -> None:
    customer = "xero:customer:Birchall & Stowe LLP"
    step = Step(1, "Correct terms days", "Ann", "as agreed", AT, (Change("customers", customer, "terms_days", 44, 14),))
    (entry,) = map(outbox_view, changes_to_entries([step], shown.imported(), (), who="Ann", at=AT))
    (field,) = entry.before_after
    assert (entry.system, entry.entity, entry.prepared_by, entry.approved_by) == ("xero", "customer", "Ann", "")
    assert (field.left, field.right, field.differs) == ("44", "14", True)
    assert "Birchall & Stowe LLP" in entry.record


def test_a_draft_shows_its_lines_which_add_up_to_its_total(shown: Desk) -> None:
    found = shown.session.result.findings
    row = found[(found["control"] == "MS-01") & (found["absorbed_by"] == "")].to_dict("records")[0]
    correction = prepare(Drafter(shown.session.thread), {str(name): value for name, value in row.items()})
    (entry,) = map(outbox_view, documents_to_entries([correction], shown.imported(), (), who="Ann", at=AT))
    *lines, tax, total = entry.before_after
    assert (tax.label, total.label) == ("Tax", "Total")
    amounts = [Decimal(each.right.replace(",", "")) for each in (*lines, tax, total)]
    assert sum(amounts[:-1]) == amounts[-1]
    assert amounts[0] == Decimal(row["amount"]) / 100
    assert all(each.left == "" for each in lines)
