"""The outbox: what is queued, who may approve, what has moved, what has arrived; each thing exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from core.base.errors import TieoutError
from core.changes import history
from core.changes.editing import Edit
from core.changes.overlay import apply, value_at
from core.invoicing.corrections import Cause, Correction
from core.invoicing.preparing import prepare
from core.records.outbox import OutboxEntry
from core.records.steps import Step
from core.records.tables import Tables
from core.writeback import outbox
from core.writeback.outbox import approve, changes_to_entries, confirm, documents_to_entries, payload, recheck, withdraw
from tests.core.invoicing.firm import drafter, finding
from tests.core.writeback.shelf import AT, DEAL, TIME, book, merged, standing, step

INV1 = "xero:invoice:INV-1"


def queued(imported: Tables, *edits: Edit) -> tuple[OutboxEntry, ...]:
    return changes_to_entries([step(1, (), imported, *edits)], imported, who="Ade", at=AT)


def fields(entry: OutboxEntry) -> dict[str, tuple[object, object]]:
    return {row["field"]: (row["before"], row["after"]) for row in payload(entry)["fields"]}


def sent(correction: Correction, who: str = "Ade") -> tuple[OutboxEntry, ...]:
    return documents_to_entries([correction], book(), who=who, at=AT)


# --- changes ---------------------------------------------------------------------------------------------------------


def test_one_entry_a_record_with_what_was_and_what_shall_be() -> None:
    edits = [
        Edit("deals", DEAL, "amount", "1,200.00"),
        Edit("deals", DEAL, "terms_days", "45"),
        Edit("time", TIME, "rate", "90"),
    ]
    entries = queued(book(), *edits)
    assert [(e.number, e.system, e.entity, e.record, e.action, e.status) for e in entries] == [
        (1, "harvest", "time", TIME, "update", "prepared"),
        (2, "hubspot", "deal", DEAL, "update", "prepared"),
    ]
    assert fields(entries[1]) == {"amount": (100_000, 120_000), "terms_days": (30, 45)}
    assert fields(entries[0]) == {"rate": (1_000_000, 900_000)}  # the amount follows from it and is not sent
    made = payload(entries[1])
    assert (made["title"], made["why"], made["steps"]) == ("Alpha", "as signed", [1])
    assert entries[0].prepared_by == "Ade"


def test_a_code_is_sent_in_the_systems_own_words() -> None:
    (entry,) = queued(book(), Edit("deals", DEAL, "method", "retainer"))
    assert payload(entry)["fields"][0]["text"] == "Monthly fee"


def test_what_is_queued_is_not_queued_again() -> None:
    imported = book()
    steps = [step(1, (), imported, Edit("deals", DEAL, "amount", "1200"))]
    entries = changes_to_entries(steps, imported, who="Ade", at=AT)
    for status in ("prepared", "approved", "blocked", "written"):
        assert changes_to_entries(steps, imported, standing(entries, status), who="Ade", at=AT) == ()


def test_an_undone_correction_is_withdrawn_and_a_changed_one_replaced() -> None:
    imported = book()
    steps: list[Step] = [step(1, (), imported, Edit("deals", DEAL, "amount", "1200"))]
    entries = changes_to_entries(steps, imported, who="Ade", at=AT)
    again = [*steps, step(2, steps, imported, Edit("deals", DEAL, "amount", "1300"))]
    gone, new = changes_to_entries(again, imported, entries, who="Ade", at=AT)
    assert (gone.number, gone.status) == (1, "withdrawn")
    assert (new.number, fields(new)) == (2, {"amount": (100_000, 130_000)})
    undone = [*steps, history.undo(steps, "Ade", "", AT)]
    (gone,) = changes_to_entries(undone, imported, entries, who="Ade", at=AT)
    assert gone.status == "withdrawn"


def test_a_correction_undone_after_it_was_sent_is_sent_back() -> None:
    imported = book()
    steps: list[Step] = [step(1, (), imported, Edit("deals", DEAL, "amount", "1200"))]
    entries = standing(changes_to_entries(steps, imported, who="Ade", at=AT), "written")
    undone = [*steps, history.undo(steps, "Ade", "", AT)]
    (back,) = changes_to_entries(undone, imported, entries, who="Ade", at=AT)
    assert fields(back) == {"amount": (120_000, 100_000)}
    assert outbox.target_moved(back, imported) is None  # the import is from before the first file
    assert outbox.target_moved(back, book(amount="1200.00")) is None


def test_a_correction_on_one_that_was_confirmed_starts_from_what_is_there_now() -> None:
    imported = book()
    first = step(1, (), imported, Edit("deals", DEAL, "amount", "1200"))
    entries = standing(changes_to_entries([first], imported, who="Ade", at=AT), "confirmed")
    later = book(amount="1200.00")
    assert changes_to_entries([first], later, entries, who="Ade", at=AT) == ()
    second = step(2, [first], later, Edit("deals", DEAL, "amount", "1300"))
    (entry,) = changes_to_entries([first, second], later, entries, who="Ade", at=AT)
    assert fields(entry) == {"amount": (120_000, 130_000)}
    assert outbox.target_moved(entry, later) is None


def test_a_correction_that_the_import_already_shows_is_not_queued() -> None:
    steps = [step(1, (), book(), Edit("deals", DEAL, "amount", "1200"))]
    assert changes_to_entries(steps, book(amount="1200.00"), who="Ade", at=AT) == ()


# --- documents -------------------------------------------------------------------------------------------------------


def test_a_pair_is_queued_once_and_in_order() -> None:
    correction = prepare(drafter(), finding("TE-01", "harvest:project:P1"))
    entries = sent(correction)
    assert [(e.number, e.action, e.record) for e in entries] == [
        (1, "credit", "xero:credit_note:INV-1-CR"),
        (2, "create", "xero:invoice:INV-1-R"),
    ]
    for status in ("prepared", "approved", "written", "confirmed"):
        assert documents_to_entries([correction], book(), standing(entries, status), who="Ade", at=AT) == ()
    assert documents_to_entries([correction, correction], book(), who="Ade", at=AT) == entries


def test_a_blocked_correction_is_replaced() -> None:
    correction = prepare(drafter(), finding("BI-12", INV1))
    entries = standing(sent(correction), "blocked")
    gone, new = documents_to_entries([correction], book(), entries, who="Ade", at=AT)
    assert (gone.status, new.number, new.status) == ("withdrawn", 2, "prepared")


def test_two_corrections_of_one_invoice_are_refused() -> None:
    entries = sent(prepare(drafter(), finding("BI-09", INV1)))
    with pytest.raises(TieoutError) as caught:
        documents_to_entries([prepare(drafter(), finding("BI-12", INV1))], book(), entries, who="Ade", at=AT)
    assert caught.value.code == "WRB-208"
    assert "INV-1" in caught.value.sentence
    pair = [prepare(drafter(), finding(control, INV1)) for control in ("BI-09", "BI-12")]
    assert documents_to_entries(pair, book(), who="Ade", at=AT, leave_out=True) == entries
    assert documents_to_entries(
        [prepare(drafter(), finding("BI-12", INV1))], book(), withdraw(entries, [1]), who="Ade", at=AT
    )


def test_credits_of_two_lines_stand_side_by_side_under_two_numbers() -> None:
    entries = sent(prepare(drafter(), finding("EX-02", INV1, "20.00")))
    more = documents_to_entries(
        [prepare(drafter(), finding("BI-10", INV1, "200.00"))], book(), entries, who="Ade", at=AT
    )
    assert [e.record for e in (*entries, *more)] == ["xero:credit_note:INV-1-CR", "xero:credit_note:INV-1-CR2"]
    with pytest.raises(TieoutError) as caught:  # 24.00 + 240.00 + 864.00 is all of it, 864.00 twice is not
        documents_to_entries(
            [drafter().credit_only(INV1, [1, 2], cause=Cause("x"))], book(), (*entries, *more), who="Ade", at=AT
        )
    assert caught.value.code == "WRB-208"


def test_the_same_hours_are_not_drafted_twice() -> None:
    entries = sent(prepare(drafter(), finding("TE-03", "harvest:project:P1")))
    other = prepare(drafter(), finding("TE-03", "harvest:project:P1", detail="again"))
    with pytest.raises(TieoutError) as caught:
        documents_to_entries([other], book(), entries, who="Ade", at=AT)
    assert caught.value.code == "WRB-208"


# --- approving -------------------------------------------------------------------------------------------------------


def test_a_second_person_approves() -> None:
    entries = queued(book(), Edit("deals", DEAL, "amount", "1200"))
    (entry,) = approve(entries, [1], " Bea ", book())
    assert (entry.status, entry.approved_by) == ("approved", "Bea")


def test_a_correction_is_approved_whole() -> None:
    entries = sent(prepare(drafter(), finding("BI-09", INV1)))
    assert [e.number for e in approve(entries, [2], "Bea", book())] == [2, 1]


@pytest.mark.parametrize(
    ("numbers", "by", "code"),
    [([1], "ade", "ACC-102"), ([1], "", "ACC-101"), ([], " ", "ACC-101"), ([9], "Bea", "WRB-201")],
)
def test_who_may_not_approve(numbers: list[int], by: str, code: str) -> None:
    with pytest.raises(TieoutError) as caught:
        approve(queued(book(), Edit("deals", DEAL, "amount", "1200")), numbers, by, book())
    assert caught.value.code == code


def test_only_what_is_prepared_is_approved() -> None:
    entries = standing(queued(book(), Edit("deals", DEAL, "amount", "1200")), "written")
    with pytest.raises(TieoutError) as caught:
        approve(entries, [1], "Bea", book())
    assert (caught.value.code, "written" in caught.value.sentence) == ("WRB-202", True)
    with pytest.raises(TieoutError) as out:
        withdraw(entries, [1])
    assert out.value.code == "WRB-209"
    with pytest.raises(TieoutError) as unknown:
        withdraw(entries, [4])
    assert unknown.value.code == "WRB-201"


def test_an_incomplete_document_is_not_approved() -> None:
    correction = prepare(drafter(), finding("MS-01", "register:milestone:K-2|Build"))
    bare = replace(correction, documents=tuple(replace(d, problems=("No terms.",)) for d in correction.documents))
    with pytest.raises(TieoutError) as caught:
        approve(sent(bare), [1], "Bea", book())
    assert (caught.value.code, "No terms." in caught.value.sentence) == ("WRB-204", True)


# --- the target ------------------------------------------------------------------------------------------------------


def test_a_record_that_changed_meanwhile_is_not_overwritten() -> None:
    entries = queued(book(), Edit("deals", DEAL, "amount", "1200"))
    later = book(amount="1111.00")
    with pytest.raises(outbox.TargetMoved) as caught:
        approve(entries, [1], "Bea", later)
    assert caught.value.code == "WRB-203"
    assert caught.value.sentence == (
        "The deal Alpha changed in hubspot after it was corrected here: amount was 1000.00 and is 1111.00 in the latest import. "
        "Undo the correction, and correct the new value if it is still wrong."
    )
    blocked, reasons = recheck(entries, later)
    assert ([e.status for e in blocked], len(reasons)) == (["blocked"], 1)
    released, none = recheck(blocked, book())
    assert ([(e.status, e.approved_by) for e in released], none) == ([("prepared", "")], ())


def test_a_record_that_is_gone_has_moved() -> None:
    entries = queued(book(), Edit("deals", DEAL, "amount", "1200"))
    imported = book()
    empty = imported.with_frame("deals", imported["deals"].iloc[:0])
    moved = outbox.target_moved(entries[0], empty)
    assert moved is not None
    assert "no longer" in moved.sentence


def _invoices(imported: Tables, **change: Any) -> Tables:
    heads = imported["invoices"].copy()
    for name, value in change.items():
        heads.loc[heads["id"] == INV1, name] = value
    return imported.with_frame("invoices", heads)


@pytest.mark.parametrize("change", [{"total": 5}, {"customer": "xero:customer:Bolt Ltd"}, {"status": "void"}])
def test_a_posted_invoice_that_changed_is_not_credited(change: dict[str, Any]) -> None:
    entries = sent(prepare(drafter(), finding("BI-09", INV1)))
    assert outbox.target_moved(entries[0], book()) is None
    moved = outbox.target_moved(entries[0], _invoices(book(), **change))
    assert moved is not None
    assert moved.sentence.startswith("Invoice INV-1 changed in xero")
    blocked, _ = recheck(standing(entries, "approved"), _invoices(book(), **change))
    assert [e.number for e in blocked] == [1, 2]


def test_a_payment_does_not_move_an_invoice() -> None:
    entries = sent(prepare(drafter(), finding("BI-09", INV1)))
    assert outbox.target_moved(entries[0], _invoices(book(), paid=112_800, open=0, status="paid")) is None


def _posted(imported: Tables, entries: Sequence[OutboxEntry], **change: Any) -> Tables:
    """The ledger once the documents of `entries` are in it."""
    import pandas as pd

    from core.records.schema import TABLES
    from core.records.tables import coerce

    documents = [document for e in entries if (document := outbox.document_of(e)) is not None]
    rows = [
        {
            "id": document.id,
            "system": document.system,
            "external_id": document.number,
            "number": document.number,
            "kind": document.kind,
            "reference": document.reference,
            "total": document.total,
            "currency": document.currency,
            "status": "open",
            **change,
        }
        for document in documents
    ]
    table = TABLES["invoices"].all_columns
    return imported.with_frame(
        "invoices", pd.concat([imported["invoices"], coerce(pd.DataFrame(rows), table)], ignore_index=True)
    )


def test_a_credit_raised_by_hand_meanwhile_or_a_number_taken_stops_it() -> None:
    entries = sent(prepare(drafter(), finding("BI-09", INV1)))
    by_hand = _posted(book(), entries[:1], number="CN-7", id="xero:credit_note:CN-7", reference="for INV-1", total=-5)
    assert outbox.target_moved(entries[0], by_hand) is not None
    taken = _posted(book(), entries[1:], reference="other", total=1)
    moved = outbox.target_moved(entries[1], taken)
    assert moved is not None
    assert "another document has taken it" in moved.sentence


# --- confirming ------------------------------------------------------------------------------------------------------


def test_confirmed_only_when_the_import_shows_it() -> None:
    entries = standing(
        queued(book(), Edit("deals", DEAL, "amount", "1200"), Edit("deals", DEAL, "terms_days", "45")), "written"
    )
    assert confirm(entries, book(amount="1200.00")) == ()
    assert [e.status for e in confirm(entries, book(amount="1200.00", terms_days=45))] == ["confirmed"]
    assert confirm(standing(entries, "approved"), book(amount="1200.00", terms_days=45)) == ()


def test_a_document_is_confirmed_by_number_or_reference_to_the_cent() -> None:
    entries = standing(sent(prepare(drafter(), finding("BI-09", INV1))), "written")
    assert confirm(entries, book()) == ()
    assert len(confirm(entries, _posted(book(), entries))) == 2
    assert len(confirm(entries, _posted(book(), entries, number="INV-900"))) == 2
    assert confirm(entries, _posted(book(), entries, total=1)) == ()
    assert confirm(entries, _posted(book(), entries, status="void")) == ()


# --- any order of events ---------------------------------------------------------------------------------------------


class AnyCorrespondence(RuleBasedStateMachine):
    """A system that takes what is written to it, sooner or later; the book corrects, undoes, queues, sends and imports in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.amount = 1000
        self.imported = book()
        self.steps: tuple[Step, ...] = ()
        self.entries: tuple[OutboxEntry, ...] = ()
        self.on_the_way: list[OutboxEntry] = []

    @rule(amount=st.integers(1, 9))
    def correct(self, amount: int) -> None:
        now = value_at(apply(self.imported.frames, self.steps), "deals", DEAL, "amount")
        if now != amount * 100:
            edit = Edit("deals", DEAL, "amount", str(amount))
            self.steps += (step(len(self.steps) + 1, self.steps, self.imported, edit),)

    @precondition(lambda self: history.undoable(self.steps) is not None)
    @rule()
    def undo(self) -> None:
        self.steps += (history.undo(self.steps, "Ade", "", datetime(2026, 9, 30, tzinfo=UTC)),)

    @rule()
    def queue(self) -> None:
        news = changes_to_entries(self.steps, self.imported, self.entries, who="Ade", at=AT)
        self.entries = merged(self.entries, news)
        assert changes_to_entries(self.steps, self.imported, self.entries, who="Ade", at=AT) == ()

    @rule()
    def send(self) -> None:
        waiting = [e for e in self.entries if e.status == "prepared"]
        news = standing(approve(waiting, [e.number for e in waiting], "Bea", self.imported), "written")
        self.entries = merged(self.entries, news)
        self.on_the_way += news

    @rule()
    def the_system_takes_the_next_file(self) -> None:
        if self.on_the_way:
            before, after = fields(self.on_the_way.pop(0))["amount"]
            assert before == self.amount * 100  # nothing is overwritten that the book did not know
            self.amount = int(str(after)) // 100

    @rule()
    def import_again(self) -> None:
        self.imported = book(amount=f"{self.amount}.00")
        self.entries = merged(self.entries, confirm(self.entries, self.imported))

    @invariant()
    def one_entry_at_most_waits(self) -> None:
        assert sum(e.status in {"prepared", "approved", "blocked"} for e in self.entries) <= 1

    def teardown(self) -> None:
        """In the end, once everything has gone out and come back, the system holds what the book says."""
        for _ in range(3):
            self.queue()
            self.send()
            while self.on_the_way:
                self.the_system_takes_the_next_file()
            self.import_again()
        assert value_at(apply(self.imported.frames, self.steps), "deals", DEAL, "amount") == self.amount * 100


TestAnyCorrespondence = AnyCorrespondence.TestCase
TestAnyCorrespondence.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
