"""Which invoices a payment pays: the ledger's own word, unless the money's text, payer and amount prove another.

A receipt that the ledger leaves open is settled by what it names, else by the open invoices it adds up to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

from core.matching.customers import CustomerMatch
from core.matching.evidence import SWORN, Evidence, confidence, reason
from core.matching.names import FirmName
from core.matching.payers import payer_likeness, payer_names
from core.matching.policy import MatchPolicy
from core.matching.receipts import bank_text, invoice_keys, payable, real_payments, twins
from core.matching.references import contract_keys, mentions, order_keys
from core.matching.sums import adding_up
from core.matching.verdicts import Verdicts
from core.records.tables import Tables

KIND: Final = "payment-invoice"


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice as settlement sees it. total, open: minor units; open is what the ledger leaves unpaid."""

    id: str
    customer: str
    cluster: int
    currency: str
    day: pd.Timestamp
    total: int
    contract: str


@dataclass(slots=True)
class Payment:
    """A payment with what is known of it. said: invoices its texts name; quoted: contracts; printed: the payer's names."""

    id: str
    customer: str
    cluster: int
    currency: str
    day: pd.Timestamp
    amount: int
    arrived: bool
    said: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    printed: tuple[FirmName, ...] = ()
    applied: dict[str, int] = field(default_factory=dict)


class Settlement:
    """All payments of the ledgers against all invoices."""

    def __init__(
        self,
        tables: Tables,
        customers: CustomerMatch,
        names: dict[str, tuple[FirmName, ...]],
        bank_links: list[dict[str, object]],
        contract_links: list[dict[str, object]],
        policy: MatchPolicy,
        verdicts: Verdicts,
    ) -> None:
        self.policy = policy
        self.verdicts = verdicts
        self.names = names
        self.customers = customers
        self.invoices = self._invoices(tables, contract_links)
        self.payments = self._payments(tables, bank_links)
        self.credited = self._credited(tables)
        self.open = {invoice.id: invoice.total - self.credited.get(invoice.id, 0) for invoice in self.invoices.values()}
        for payment in self.payments:
            for invoice, amount in payment.applied.items():
                if invoice in self.open:
                    self.open[invoice] -= amount
        self.by_cluster: dict[tuple[int, str], list[str]] = {}
        for each in sorted(self.invoices.values(), key=lambda invoice: (invoice.day, invoice.id)):
            self.by_cluster.setdefault((each.cluster, each.currency), []).append(each.id)

    def links(self) -> list[dict[str, object]]:
        """A link for each payment and each invoice it pays; amount = the part of the payment."""
        made: list[dict[str, object]] = []
        rest: list[tuple[Payment, int]] = []
        for payment in self.payments:
            rows, left = self._ledger(payment)
            made += rows
            if left > 0:
                rest.append((payment, left))
        for payment, left in sorted(rest, key=lambda each: (each[0].day, each[0].id)):
            made += self._unapplied(payment, left)
        return made + self._sworn({(str(row["left"]), str(row["right"])) for row in made})

    # What stands in the ledger.

    def _ledger(self, payment: Payment) -> tuple[list[dict[str, object]], int]:
        """Rows for the ledger's allocations that stand, and what remains of the payment to be settled elsewhere."""
        made: list[dict[str, object]] = []
        left = payment.amount - sum(payment.applied.values())
        left = max(left, 0)
        unmet = [record for record in payment.said if record not in payment.applied and self.open.get(record, 0) > 0]
        for record, amount in payment.applied.items():
            invoice = self.invoices.get(record)
            if invoice is None or self.verdicts.rejects(KIND, payment.id, record):
                left += amount
                continue
            if unmet and record not in payment.said and self._meant_elsewhere(payment, invoice, amount, unmet):
                self.open[record] += amount
                left += amount
                continue
            kept = amount
            surplus = amount - invoice.total
            if surplus > self.policy.short_limit and self._takes(payment, surplus, unmet):
                kept = invoice.total
                self.open[record] += surplus
                left += surplus
            made.append(self._row(payment, record, kept, self._standing(payment, invoice, kept), sure=True))
        return made, left

    def _meant_elsewhere(self, payment: Payment, invoice: Invoice, amount: int, unmet: list[str]) -> bool:
        """Whether what the payment names, and not `invoice`, is what `amount` pays: the sums agree and the payer is theirs."""
        owed = [self.open[record] for record in unmet]
        if amount not in {sum(owed), *owed}:
            return False
        if any(self.invoices[record].currency != payment.currency for record in unmet):
            return False
        if all(self.invoices[record].cluster == invoice.cluster for record in unmet):
            return True
        return self._payer_is(payment, unmet[0]) and not self._payer_is(payment, invoice.id)

    def _payer_is(self, payment: Payment, record: str) -> bool:
        names = self.names.get(self.invoices[record].customer, ())
        return payer_likeness(payment.printed, names) >= 0.9

    def _takes(self, payment: Payment, surplus: int, unmet: list[str]) -> bool:
        """Whether another open invoice explains what was applied too much."""
        if unmet and sum(self.open[record] for record in unmet) == surplus:
            return True
        exact = [record for record in self._theirs(payment) if self.open[record] == surplus]
        return (bool(unmet) and any(self.open[record] <= surplus for record in unmet)) or len(exact) == 1

    def _standing(self, payment: Payment, invoice: Invoice, amount: int) -> list[Evidence]:
        found = [Evidence(5.0, "the ledger applies it")]
        if invoice.id in payment.said:
            found.append(Evidence(3.0, "its text names the invoice"))
        elif invoice.contract and invoice.contract in payment.quoted:
            found.append(Evidence(1.5, "its text quotes the contract"))
        if payment.cluster == invoice.cluster:
            found.append(Evidence(1.0, "same customer"))
        else:
            found.append(Evidence(-2.0, "another customer"))
        if amount == invoice.total:
            found.append(Evidence(1.0, "it pays the whole invoice"))
        return found

    # What the ledger leaves open.

    def _unapplied(self, payment: Payment, left: int) -> list[dict[str, object]]:
        """Rows for the open part of a payment: named invoices first, else the sets of open invoices that add up to it."""
        made: list[dict[str, object]] = []
        named = [
            record
            for record in payment.said
            if self.open.get(record, 0) > 0 and self.invoices[record].currency == payment.currency
            and not self.verdicts.rejects(KIND, payment.id, record)
        ]  # fmt: skip
        owed = [self.open[record] for record in named]
        exact = adding_up(owed, left, len(named)) if len(named) <= self.policy.settle_invoices else []
        if exact:
            named = [named[at] for at in exact[0]]
        missing = sum(self.open[record] for record in named) - left
        for record in named:
            part = min(left, self.open[record])
            if part <= 0:
                break
            fits = missing <= 0 or (len(named) == 1 and missing <= self.policy.short_limit)
            mine = self.invoices[record].cluster == payment.cluster or self._payer_is(payment, record)
            evidence = [
                Evidence(5.0, "its text names the invoice"),
                Evidence(
                    2.0 if fits else -1.0, "the amount is what it leaves open" if fits else "the amount is another"
                ),
                Evidence(1.5 if mine else -3.0, "same customer" if mine else "another customer"),
            ]
            made.append(self._row(payment, record, part, evidence, sure=fits and mine and len(exact) < 2))
            self.open[record] -= part
            left -= part
        if left > 0 and not named:
            made += self._by_sum(payment, left)
        return made

    def _theirs(self, payment: Payment) -> list[str]:
        """Open invoices of the payer at the day of the payment, oldest first."""
        latest = payment.day + np.timedelta64(self.policy.date_window, "D")
        return [
            record
            for record in self.by_cluster.get((payment.cluster, payment.currency), [])
            if self.open[record] > 0 and self.invoices[record].day <= latest
            and not self.verdicts.rejects(KIND, payment.id, record)
        ]  # fmt: skip

    def _by_sum(self, payment: Payment, left: int) -> list[dict[str, object]]:
        if payment.cluster < 0:
            return []
        theirs = self._theirs(payment)
        about = [record for record in theirs if self.invoices[record].contract in payment.quoted]
        quoted = bool(about) and bool(
            adding_up([self.open[record] for record in about], left, self.policy.settle_parts)
        )
        pool = (about if quoted else theirs)[: self.policy.settle_invoices]
        amounts = [self.open[record] for record in pool]
        sets = adding_up(amounts, left, self.policy.settle_parts)
        if sets:
            chosen, alone = sets[0], len(sets) == 1
            evidence = [
                Evidence(1.0, "same customer"),
                Evidence(
                    2.0,
                    "the amount is what these invoices leave open"
                    if len(chosen) > 1
                    else "the amount is what the invoice leaves open",
                ),
            ]
            evidence.append(
                Evidence(1.0, "no other open invoices add up to it")
                if alone
                else Evidence(-1.5, "other open invoices add up to it too")
            )
            if quoted:
                evidence.append(Evidence(2.0, "its text quotes the contract"))
            sure = alone and (quoted or (len(chosen) <= 2 and payment.arrived))
        else:
            short = [at for at, amount in enumerate(amounts) if 0 < amount - left <= self.policy.short_limit]
            if len(short) != 1:
                return []
            chosen, sure = (short[0],), False
            evidence = [
                Evidence(1.0, "same customer"),
                Evidence(0.5, "the amount is just under what the invoice leaves open"),
            ]
        made: list[dict[str, object]] = []
        for at in chosen:
            part = min(amounts[at], left)
            made.append(self._row(payment, pool[at], part, evidence, sure=sure))
            self.open[pool[at]] -= part
            left -= part
        return made

    def _row(
        self, payment: Payment, invoice: str, amount: int, evidence: list[Evidence], *, sure: bool
    ) -> dict[str, object]:
        weight = sum(each.weight for each in evidence)
        if self.verdicts.confirms(KIND, payment.id, invoice):
            evidence, weight, sure = [Evidence(SWORN, "confirmed by a person")], SWORN, True
        return {
            "kind": KIND,
            "left": payment.id,
            "right": invoice,
            "amount": amount,
            "currency": payment.currency,
            "status": "confirmed" if sure and weight >= self.policy.confirm else "suggested",
            "confidence": confidence(weight),
            "reason": reason(evidence),
        }

    def _sworn(self, made: set[tuple[str, str]]) -> list[dict[str, object]]:
        by_id = {payment.id: payment for payment in self.payments}
        rows: list[dict[str, object]] = []
        for one, other in self.verdicts.of_kind(KIND):
            payment, invoice = (one, other) if one in by_id else (other, one)
            if (payment, invoice) in made or payment not in by_id:
                continue
            amount = by_id[payment].amount
            if invoice in self.invoices:
                amount = min(amount, self.invoices[invoice].total)
            rows.append(self._row(by_id[payment], invoice, amount, [], sure=True))
        return rows

    # Reading the tables.

    def _invoices(self, tables: Tables, contract_links: list[dict[str, object]]) -> dict[str, Invoice]:
        contract = {str(link["right"]): str(link["left"]) for link in contract_links}
        frame = tables["invoices"].drop_duplicates("id")
        frame = frame[(frame["kind"] != "credit_note") & (frame["status"] != "void") & frame["total"].notna()]
        found: dict[str, Invoice] = {}
        for record, customer, currency, day, total in frame[["id", "customer", "currency", "day", "total"]].itertuples(
            index=False, name=None
        ):
            found[record] = Invoice(
                record, customer, self.customers.cluster.get(customer, -1), currency,
                pd.Timestamp(0) if pd.isna(day) else day, int(total), contract.get(record, ""),
            )  # fmt: skip
        return found

    def _credited(self, tables: Tables) -> dict[str, int]:
        """What credit notes take from each invoice."""
        allocations = tables["allocations"]
        credits = allocations[allocations["source"].str.split(":", n=2).str[1].eq("credit_note")]
        totals = credits.groupby("invoice")["amount"].sum()
        return {str(record): int(amount) for record, amount in totals.items()}

    def _payments(self, tables: Tables, bank_links: list[dict[str, object]]) -> list[Payment]:
        frame = real_payments(tables).sort_values(["day", "id"], kind="stable")
        allocations = tables["allocations"].dropna(subset=["amount"])
        applied: dict[str, dict[str, int]] = {}
        for source, invoice, amount in allocations[["source", "invoice", "amount"]].itertuples(index=False, name=None):
            own = applied.setdefault(source, {})
            own[invoice] = own.get(invoice, 0) + int(amount)
        frame["applied"] = (
            frame["id"].map({source: sum(own.values()) for source, own in applied.items()}).fillna(0).astype("int64")
        )
        lines = tables["bank_lines"].drop_duplicates("id")
        text_of = dict(zip(lines["id"], bank_text(lines), strict=True))
        payer_of = {
            record: payer_names(payee, description)
            for record, payee, description in lines[["id", "payee", "description"]].itertuples(index=False, name=None)
        }
        line_of = {str(link["right"]): str(link["left"]) for link in bank_links}
        doubles = {each for each in twins(frame, self.policy.duplicate_window) if each not in line_of}
        frame = frame[~frame["id"].isin(doubles)].reset_index(drop=True)
        texts = (frame["memo"] + " " + frame["id"].map(line_of).map(text_of).fillna("")).to_numpy(dtype=object)
        said = self._said(frame["id"], texts, invoice_keys(payable(tables)))
        contracts = tables["contracts"]
        quoted = self._said(frame["id"], texts, {**order_keys(contracts), **contract_keys(contracts)})
        made: list[Payment] = []
        for record, customer, currency, day, amount in frame[
            ["id", "customer", "currency", "day", "amount"]
        ].itertuples(index=False, name=None):
            made.append(
                Payment(
                    record, customer, self.customers.cluster.get(customer, -1), currency,
                    pd.Timestamp(0) if pd.isna(day) else day, int(amount), record in line_of,
                    tuple(each for each in said.get(record, ()) if each in self.invoices), quoted.get(record, ()),
                    payer_of.get(line_of.get(record, ""), ()), applied.get(record, {}),
                )
            )  # fmt: skip
        return made

    @staticmethod
    def _said(
        owner: pd.Series[str], texts: np.ndarray[tuple[int], np.dtype[np.object_]], keys: dict[str, str]
    ) -> dict[str, tuple[str, ...]]:
        rows, records = mentions(texts, keys)
        found: dict[str, dict[str, None]] = {}
        for who, record in zip(owner.to_numpy(dtype=object)[rows], records, strict=True):
            found.setdefault(str(who), {})[str(record)] = None
        return {who: tuple(named) for who, named in found.items()}
