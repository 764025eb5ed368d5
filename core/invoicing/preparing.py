"""From a finding to its correction: one function a control, chosen by the declared table of remedies.

A finding is a mapping with the columns of FINDING_COLUMNS. What the finding names in `subject` and `related` is taken at its word;
where it names no records, the same rule that the control states selects them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any, Final

import pandas as pd

from core.invoicing import unbilled
from core.invoicing.corrections import (
    BALANCING,
    ONE,
    Cause,
    Correction,
    Drafter,
    LineEdit,
    NotDraftable,
    UnknownDocument,
    edited,
    price_of,
)
from core.invoicing.numbering import correction_id
from core.invoicing.suits import SUITS
from core.records.documents import DocumentLine, line_amount
from core.thread.folding import mapped

Finding = Mapping[str, Any]
_Recipe = Callable[[Drafter, Finding], Correction]


def prepare(drafter: Drafter, finding: Finding) -> Correction:
    """The correction documents for a finding; the same finding gives the same correction.

    Raises NotDraftable with the reason (no document suits the control, or the wrong line cannot be told), AlreadyReversed or
    UnknownDocument.
    """
    control = str(finding["control"])
    recipe = _RECIPES.get(control)
    if recipe is None:
        raise NotDraftable(reason=f"findings of {control} are put right in the records, not by a document.")
    return recipe(drafter, finding)


# --- reading a finding -----------------------------------------------------------------------------------------------


def _named(finding: Finding, entity: str) -> list[str]:
    """Ids of `entity` that the finding names, subject first, each once."""
    every = [str(finding["subject"]), *str(finding["related"]).split(";")]
    return list(dict.fromkeys(each for each in every if each.split(":", 2)[1:2] == [entity]))


def _one_of(finding: Finding, entity: str) -> str:
    ids = _named(finding, entity)
    if not ids:
        raise NotDraftable(reason=f"the finding names no {entity.replace('_', ' ')}.")
    return ids[0]


def _amount(finding: Finding) -> int | None:
    return None if pd.isna(finding["amount"]) else int(finding["amount"])


def _month(finding: Finding) -> str:
    """The month that the finding is about, from its key, else its message."""
    for text in (str(finding["key"]), str(finding["message"])):
        found = re.search(r"\b(20\d{2}-(?:0[1-9]|1[0-2]))\b", text)
        if found:
            return found[1]
    raise NotDraftable(reason="the finding names no month.")


def _cause(finding: Finding) -> Cause:
    control = str(finding["control"])
    return Cause(str(finding["key"]), control, SUITS[control].what)


def _project_contract(drafter: Drafter, project: str) -> str:
    contract = drafter.thread.project_contract.get(project)
    if not contract:
        raise NotDraftable(reason="the project has no contract. Link one first.")
    return str(contract)


def _lines(drafter: Drafter, invoice: str) -> pd.DataFrame:
    """`Thread.lines` of one invoice in order; position + 1 is the place among the posted lines."""
    lines = drafter.thread.lines
    return lines[lines["invoice"] == invoice].sort_values("line", kind="stable").reset_index(drop=True)


# --- credits ---------------------------------------------------------------------------------------------------------


def _again(drafter: Drafter, finding: Finding) -> Correction:
    """BI-08, BI-09: the same lines, tax anew."""
    return drafter.credit_and_rebill(_one_of(finding, "invoice"), cause=_cause(finding))


def _added_up(drafter: Drafter, finding: Finding) -> Correction:
    """BI-07: lines whose amounts follow from quantity and price."""
    invoice = _one_of(finding, "invoice")
    currency = str(drafter.head(invoice)["currency"])
    posted = drafter.posted_lines(invoice)
    rows = _lines(drafter, invoice)
    edits: dict[int, LineEdit] = {}
    for number, (quantity, price, amount) in enumerate(
        zip(rows["quantity"], rows["unit_price"], rows["amount"], strict=True), 1
    ):
        known = not (pd.isna(quantity) or pd.isna(price))
        if known and line_amount(int(quantity), int(price), currency) != int(amount):
            edits[number] = LineEdit(quantity=int(quantity), unit_price=int(price))
    if posted[-1].description == BALANCING:
        edits[len(posted)] = LineEdit(drop=True)
    return drafter.credit_and_rebill(invoice, edited(posted, edits, currency), cause=_cause(finding))


def _by_amount(bills: str | None) -> _Recipe:
    """BI-10, EX-02: credits the one line of that amount, else the only set of lines that adds up to it."""

    def recipe(drafter: Drafter, finding: Finding) -> Correction:
        invoice = _one_of(finding, "invoice")
        drafter.head(invoice)
        rows = _lines(drafter, invoice)
        if bills:
            rows = rows[rows["bills"] == bills]
        known = rows["amount"].dropna()
        places = _adding_up(
            dict(zip(known.index.tolist(), known.astype("int64").tolist(), strict=True)), _amount(finding)
        )
        if places is None:
            raise NotDraftable(reason="the line meant cannot be told by its amount. Credit it by choosing the lines.")
        return drafter.credit_only(invoice, [place + 1 for place in places], cause=_cause(finding))

    return recipe


_MOST_LINES: Final = 14
"""Sets of more lines than these are not searched."""


def _adding_up(amounts: Mapping[int, int], wanted: int | None) -> tuple[int, ...] | None:
    """The places of the one line of the wanted amount, else of the only set of lines that adds up to it; None when there is no such one."""
    if not wanted:
        return None
    alone = [place for place, amount in amounts.items() if amount == wanted]
    if alone:
        return (alone[0],) if len(alone) == 1 else None
    if len(amounts) > _MOST_LINES:
        return None
    found = [
        chosen
        for size in range(2, len(amounts) + 1)
        for chosen in combinations(amounts, size)
        if sum(amounts[place] for place in chosen) == wanted
    ]
    return found[0] if len(found) == 1 else None


def _in_full(drafter: Drafter, finding: Finding) -> Correction:
    """BI-12: credits the duplicate."""
    return drafter.credit_only(_one_of(finding, "invoice"), cause=_cause(finding))


def _right_customer(drafter: Drafter, finding: Finding) -> Correction:
    """BI-20: the contract's customer in the ledger."""
    invoice = _one_of(finding, "invoice")
    head = drafter.head(invoice)
    contract = str(head["contract"]) or next(iter(_named(finding, "contract")), "")
    customer, _ = drafter.ledger.customer_of(contract)
    if not customer or customer == head["customer"]:
        raise NotDraftable(
            reason="the ledger has no record of the contract's customer to bill. Create or map it first."
        )
    return drafter.credit_and_rebill(invoice, customer=customer, contract=contract, cause=_cause(finding))


def _right_currency(drafter: Drafter, finding: Finding) -> Correction:
    """MD-09: the same figures in the contract's currency."""
    invoice = _one_of(finding, "invoice")
    contract = str(drafter.head(invoice)["contract"])
    if contract not in drafter.ledger.contracts.index:
        raise NotDraftable(reason="the invoice is tied to no contract. Link one first.")
    currency = str(drafter.ledger.contracts.loc[contract, "currency"])
    return drafter.credit_and_rebill(invoice, currency=currency, cause=_cause(finding))


def _marked_up(drafter: Drafter, finding: Finding) -> Correction:
    """EX-04: each expense line at cost plus the contract's mark-up."""
    invoice = _one_of(finding, "invoice")
    head = drafter.head(invoice)
    rows = _lines(drafter, invoice)
    expenses = drafter.thread.expenses
    named = _named(finding, "expense")
    mine = expenses[expenses["id"].isin(named)] if named else expenses[expenses["contract"] == head["contract"]]
    edits: dict[int, LineEdit] = {}
    change = 0
    for place in rows.index[rows["bills"] == "expense"]:
        text, amount = str(rows.loc[place, "description"]).casefold(), int(rows.loc[place, "amount"])
        told = [
            int(charge)
            for merchant, person, day, charge in zip(
                mine["merchant"], mine["person_name"], mine["day"], mine["charge"], strict=True
            )
            if merchant.casefold() in text and person.casefold() in text and _tells_day(text, day)
        ]
        if told and amount not in told and len(set(told)) == 1:
            edits[int(place) + 1] = LineEdit(amount=told[0])
            change += abs(told[0] - amount)
    if not edits or (_amount(finding) is not None and change != _amount(finding)):
        raise NotDraftable(reason="the lines with the wrong mark-up cannot be told apart. Give the corrected lines.")
    currency = str(head["currency"])
    return drafter.credit_and_rebill(
        invoice, edited(drafter.posted_lines(invoice), edits, currency), cause=_cause(finding)
    )


def _tells_day(text: str, day: pd.Timestamp) -> bool:
    """True when the text names the day, or names none at all."""
    ways = ("%d/%m", "%m/%d", "%Y-%m-%d", "%d.%m")
    return any(day.strftime(way) in text for way in ways) or not re.search(r"\d{1,2}[/.]\d{1,2}|\d{4}-\d{2}", text)


# --- hours on posted invoices ----------------------------------------------------------------------------------------


def _rerated(drafter: Drafter, finding: Finding) -> Correction:
    """TE-01, TE-02: billed hours at the card's rate, one pair an invoice."""
    project = _one_of(finding, "project")
    time = drafter.thread.time
    wrong = time["is_billable"] & time["is_invoiced"] & (time["invoice"] != "") & (time["project"] == project)
    wrong &= time["card_rate"].notna() & (time["card_rate"] != time["rate"]).fillna(False).astype(bool)
    rows = _meant(time[wrong], finding)
    if rows.empty:
        raise NotDraftable(reason="none of the hours is billed yet. Correct their rate instead.")
    return _rebilled_hours(drafter, finding, rows, reprice=True)


def _without_unapproved(drafter: Drafter, finding: Finding) -> Correction:
    """TE-05: the invoice without the hours that nobody approved."""
    invoice = _one_of(finding, "invoice")
    time = drafter.thread.time
    rows = _meant(time[~time["is_approved"] & time["is_billable"] & (time["invoice"] == invoice)], finding)
    if rows.empty:
        raise NotDraftable(reason="the unapproved hours on the invoice cannot be told.")
    return _rebilled_hours(drafter, finding, rows, reprice=False)


def _meant(rows: pd.DataFrame, finding: Finding) -> pd.DataFrame:
    named = _named(finding, "time")
    return rows[rows["id"].isin(named)] if named else rows


def _rebilled_hours(drafter: Drafter, finding: Finding, rows: pd.DataFrame, *, reprice: bool) -> Correction:
    """Takes the hours of `rows` off the lines that bill them, and bills them again at the card's rate where `reprice`."""
    parts: list[Correction] = []
    for invoice, mine in rows.groupby("invoice", sort=True):
        head = drafter.head(str(invoice))
        posted = list(drafter.posted_lines(str(invoice)))
        lines = _lines(drafter, str(invoice))
        left: dict[int, int] = {}
        moved: list[DocumentLine] = []
        keys = ["person_name", "roster_name", "work_role", "month", "rate", "card_rate"]
        names = mapped(mine["roster"], drafter.thread.roster["name"])
        grouped = mine.assign(roster_name=names).groupby(keys, sort=True, dropna=False)["seconds"].sum().reset_index()
        for group in unbilled.records(grouped):
            who = {group[name].casefold() for name in keys[:3]} - {""}
            quantity, rest = divmod(int(group["seconds"]) * ONE, 3600)
            rate = None if pd.isna(group["rate"]) else int(group["rate"])
            place = _billing_line(lines, who, group["month"], rate, quantity)
            if place is None or rest:
                raise NotDraftable(
                    reason=f"the line of {head['number']} that bills {group['person_name']} in {group['month']} cannot be told. "
                    "Give the corrected lines."
                )
            left[place] = left.get(place, posted[place].quantity) - quantity
            if reprice:
                old, card = posted[place], int(group["card_rate"])
                amount = line_amount(quantity, card, str(head["currency"]))
                moved.append(
                    DocumentLine(old.description, quantity, card, amount, None, old.tax_code, old.account, old.item)
                )
        if min(left.values()) < 0:
            raise NotDraftable(
                reason=f"{head['number']} bills fewer hours than the time system says. Give the corrected lines."
            )
        edits = {place + 1: LineEdit(quantity=rest, drop=not rest) for place, rest in left.items()}
        kept = edited(posted, edits, str(head["currency"]))
        fresh = (*kept, *_joined(moved, str(head["currency"])))
        if fresh:
            parts.append(drafter.credit_and_rebill(str(invoice), fresh, cause=_cause(finding)))
        else:
            parts.append(drafter.credit_only(str(invoice), cause=_cause(finding)))
    return _together(finding, parts)


def _billing_line(lines: pd.DataFrame, who: set[str], month: str, rate: int | None, quantity: int) -> int | None:
    """Position of the one hourly line that bills these people in that month, at that rate where one does; None when it cannot be told.

    Where no line names them, the only line of that month with exactly these hours at that rate is taken.
    """
    hourly = ((lines["bills"] == "hourly") & (lines["month"] == month)).astype(bool)
    priced = (lines["unit_price"] == rate).fillna(False).astype(bool) if rate is not None else hourly
    hours = (lines["quantity"] == quantity).fillna(False).astype(bool)
    named = hourly & lines["who"].isin(who)
    for fits in (named & priced, named, hourly & priced & hours):
        places = lines.index[fits]
        if len(places):
            return int(places[0]) if len(places) == 1 else None
    return None


def _joined(lines: list[DocumentLine], currency: str) -> tuple[DocumentLine, ...]:
    """Lines of one description and price added up."""
    made: dict[tuple[str, int], DocumentLine] = {}
    for line in lines:
        key = (line.description, line.unit_price)
        quantity = line.quantity + (made[key].quantity if key in made else 0)
        amount = line_amount(quantity, line.unit_price, currency)
        made[key] = DocumentLine(
            line.description, quantity, line.unit_price, amount, None, line.tax_code, line.account, line.item
        )
    return tuple(made.values())


def _together(finding: Finding, parts: list[Correction]) -> Correction:
    if len(parts) == 1:
        return parts[0]
    known = [part.difference for part in parts if part.difference is not None]
    key = str(finding["key"])
    return Correction(
        correction_id(key),
        key,
        str(finding["control"]),
        SUITS[str(finding["control"])].what,
        tuple(document for part in parts for document in part.documents),
        sum(known) if len(known) == len(parts) else None,
    )


# --- schedules -------------------------------------------------------------------------------------------------------


def _milestone(drafter: Drafter, finding: Finding) -> tuple[str, str, str]:
    """(id, contract, name) of the milestone that the finding is about."""
    milestone = _one_of(finding, "milestone")
    frame = drafter.tables["milestones"]
    row = frame[frame["id"] == milestone]
    if row.empty:
        raise UnknownDocument(what="milestone", record=milestone)
    return milestone, str(row["contract"].iloc[0]), str(row["name"].iloc[0])


def _milestone_line(drafter: Drafter, invoice: str, name: str) -> int:
    """Position of the line that bills the milestone: by its name, else the only scheduled line."""
    rows = _lines(drafter, invoice)
    named = rows.index[rows["description"].str.casefold().str.contains(name.casefold(), regex=False)]
    scheduled = rows.index[rows["bills"].isin(["milestone", "instalment"])]
    for places in (named, scheduled, rows.index):
        if len(places) == 1:
            return int(places[0])
    raise NotDraftable(reason=f"the line that bills {name} cannot be told. Give the corrected lines.")


def _milestone_invoices(drafter: Drafter, milestone: str, finding: Finding) -> list[str]:
    """Live invoices of the milestone, oldest first; those that the finding names where the links have none."""
    linked = drafter.thread.milestone_invoices
    mine = linked[(linked["milestone"] == milestone) & linked["live"]].sort_values(["day", "number"], kind="stable")
    found = list(dict.fromkeys(mine["invoice"])) or _named(finding, "invoice")
    if not found:
        raise NotDraftable(reason="no invoice of the milestone is known.")
    return found


def _milestone_credit(drafter: Drafter, finding: Finding) -> Correction:
    """MS-02: credits the line of the milestone."""
    milestone, _, name = _milestone(drafter, finding)
    invoice = _milestone_invoices(drafter, milestone, finding)[-1]
    return drafter.credit_only(invoice, [_milestone_line(drafter, invoice, name) + 1], cause=_cause(finding))


def _milestone_amount(drafter: Drafter, finding: Finding) -> Correction:
    """MS-03: the agreed amount."""
    milestone, contract, name = _milestone(drafter, finding)
    invoice = _milestone_invoices(drafter, milestone, finding)[-1]
    agreed = unbilled.milestone_lines(drafter, [milestone], contract)[0].amount
    edits = {_milestone_line(drafter, invoice, name) + 1: LineEdit(amount=agreed)}
    currency = str(drafter.head(invoice)["currency"])
    return drafter.credit_and_rebill(
        invoice, edited(drafter.posted_lines(invoice), edits, currency), cause=_cause(finding)
    )


def _milestone_twice(drafter: Drafter, finding: Finding) -> Correction:
    """MS-04: credits the milestone on every invoice after the first."""
    milestone, _, name = _milestone(drafter, finding)
    linked = _milestone_invoices(drafter, milestone, finding)
    extra = linked[1:] or [each for each in _named(finding, "invoice") if each not in linked]
    if not extra:
        raise NotDraftable(reason="only one live invoice of the milestone is known.")
    return _together(
        finding,
        [
            drafter.credit_only(invoice, [_milestone_line(drafter, invoice, name) + 1], cause=_cause(finding))
            for invoice in extra
        ],
    )


def _above_price(drafter: Drafter, finding: Finding) -> Correction:
    """BI-06: credits the excess on the contract's invoices, newest first."""
    contract = _one_of(finding, "contract")
    excess = _amount(finding)
    if excess is None:
        raise NotDraftable(reason="the excess is not priced.")
    heads = drafter.thread.invoices
    mine = heads[(heads["contract"] == contract) & heads["live"] & ~heads["full_credit"]]
    named = _named(finding, "invoice")
    mine = mine.assign(named=mine["id"].isin(named)).sort_values(["named", "day", "number"], ascending=False)
    parts: list[Correction] = []
    for invoice, currency in zip(mine["id"].tolist(), mine["currency"].tolist(), strict=True):
        lines: list[DocumentLine] = []
        for line in reversed(drafter.posted_lines(invoice)):
            part = min(excess, line.amount)
            if part <= 0 or excess <= 0:
                continue
            if part == line.amount:
                lines.append(line)
            else:
                price = price_of(part, currency)
                lines.append(
                    DocumentLine(
                        f"Part of: {line.description}", ONE, price, part, None, line.tax_code, line.account, line.item
                    )
                )
            excess -= part
        if lines:
            whole = sum(line.amount for line in lines)
            if int(drafter.head(invoice)["net"]) - whole < 0:
                raise NotDraftable(reason="the excess cannot be placed on the invoices. Credit it by hand.")
            parts.append(drafter.credit_lines(invoice, lines, cause=_cause(finding)))
        if not excess:
            break
    if excess or not parts:
        raise NotDraftable(reason="the contract's invoices are smaller than the excess.")
    return _together(finding, parts)


# --- drafts ----------------------------------------------------------------------------------------------------------


def _hours(drafter: Drafter, finding: Finding) -> Correction:
    """TE-03: the approved hours on no invoice."""
    project = _one_of(finding, "project")
    contract = _project_contract(drafter, project)
    time = drafter.thread.time
    named = _named(finding, "time")
    rows = time[time["id"].isin(named)] if named else unbilled.open_time(drafter, project)
    return drafter.draft(contract, unbilled.time_lines(drafter, rows, contract), cause=_cause(finding))


def _expenses(drafter: Drafter, finding: Finding) -> Correction:
    """EX-03: the expenses on no invoice."""
    project = _one_of(finding, "project")
    contract = _project_contract(drafter, project)
    expenses = drafter.thread.expenses
    named = _named(finding, "expense")
    rows = expenses[expenses["id"].isin(named)] if named else unbilled.open_expenses(drafter, project)
    return drafter.draft(contract, unbilled.expense_lines(drafter, rows, contract), cause=_cause(finding))


def _milestone_draft(drafter: Drafter, finding: Finding) -> Correction:
    """MS-01: the milestone."""
    milestone, contract, _ = _milestone(drafter, finding)
    return drafter.draft(contract, unbilled.milestone_lines(drafter, [milestone], contract), cause=_cause(finding))


def _schedule(drafter: Drafter, finding: Finding) -> Correction:
    """HO-02: what the schedule or the retainer says is due."""
    contract = _one_of(finding, "contract")
    if contract not in drafter.ledger.contracts.index:
        raise UnknownDocument(what="contract", record=contract)
    if str(drafter.ledger.contracts.loc[contract, "method"]) == "retainer":
        lines = unbilled.retainer_lines(drafter, unbilled.missing_months(drafter, contract), contract)
    else:
        lines = unbilled.milestone_lines(drafter, unbilled.due_milestones(drafter, contract), contract)
    return drafter.draft(contract, lines, cause=_cause(finding))


def _retainer(drafter: Drafter, finding: Finding) -> Correction:
    """BI-04: drafts the month that is missing, credits the one that was billed twice."""
    contract, month = _one_of(finding, "contract"), _month(finding)
    lines = drafter.thread.lines
    mine = lines[(lines["contract"] == contract) & lines["live"] & (lines["bills"] == "retainer")]
    billed = mine[mine["month"].where(mine["month"] != "", mine["invoice_day"].dt.strftime("%Y-%m")) == month]
    billed = billed.sort_values(["invoice_day", "number", "line"], kind="stable")
    if billed.empty:
        return drafter.draft(contract, unbilled.retainer_lines(drafter, [month], contract), cause=_cause(finding))
    if len(billed) == 1:
        raise NotDraftable(reason=f"{month} is billed once. Run the controls again.")
    parts = []
    for invoice, mine_of in billed.iloc[1:].groupby("invoice", sort=True):
        rows = _lines(drafter, str(invoice))
        places = [int(place) + 1 for place in rows.index[rows["line"].isin(mine_of["line"])]]
        parts.append(drafter.credit_only(str(invoice), places, cause=_cause(finding)))
    return _together(finding, parts)


def _rebill(drafter: Drafter, finding: Finding) -> Correction:
    """CA-10: the invoice that was credited for re-billing and never billed again."""
    note = _one_of(finding, "credit_note")
    credits = drafter.thread.credits
    mine = credits[(credits["credit"] == note) & (credits["invoice"] != "")]
    if mine.empty:
        raise NotDraftable(reason="the credit note names no invoice.")
    if not mine["is_rebill"].any():
        raise NotDraftable(reason="the credit is larger than the invoice. Reduce it in the ledger.")
    original = str(mine["invoice"].iloc[0])
    contract = drafter.thread.invoice_contract.get(original)
    if not contract:
        raise NotDraftable(reason="the credited invoice is tied to no contract. Link one first.")
    lines = drafter.lines_as_posted(original)
    return drafter.draft(str(contract), lines, original=original, cause=_cause(finding))


_RECIPES: Final[Mapping[str, _Recipe]] = {
    "BI-04": _retainer,
    "BI-06": _above_price,
    "BI-07": _added_up,
    "BI-08": _again,
    "BI-09": _again,
    "BI-10": _by_amount(None),
    "BI-12": _in_full,
    "BI-20": _right_customer,
    "CA-10": _rebill,
    "EX-02": _by_amount("expense"),
    "EX-03": _expenses,
    "EX-04": _marked_up,
    "HO-02": _schedule,
    "MD-09": _right_currency,
    "MS-01": _milestone_draft,
    "MS-02": _milestone_credit,
    "MS-03": _milestone_amount,
    "MS-04": _milestone_twice,
    "TE-01": _rerated,
    "TE-02": _rerated,
    "TE-03": _hours,
    "TE-05": _without_unapproved,
}
