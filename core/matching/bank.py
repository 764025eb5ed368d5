"""Which bank line brought which payment: amount, day, payer and what the texts say, never the amount alone."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from core.matching.assign import one_to_one
from core.matching.customers import CustomerMatch
from core.matching.evidence import SWORN, Bools, Evidence, Floats, Objects, Pairs, confidence, reason
from core.matching.joins import days_between, either, texts
from core.matching.names import FirmName
from core.matching.parties import Party
from core.matching.payers import payer_likeness, payer_names
from core.matching.policy import MatchPolicy
from core.matching.receipts import bank_text, invoice_keys, named_invoices, payable, real_payments, twins
from core.matching.references import squeeze
from core.matching.sums import adding_up
from core.matching.verdicts import Verdicts
from core.records.tables import Tables

KIND: Final = "bank-payment"
_PRIOR: Final = -4.0


class BankMatch:
    """Ties bank lines to the payments of the ledger; a line may bring several payments of one receipt."""

    def __init__(
        self, tables: Tables, names: dict[str, tuple[FirmName, ...]], policy: MatchPolicy, verdicts: Verdicts
    ) -> None:
        self.policy = policy
        self.verdicts = verdicts
        lines = tables["bank_lines"].drop_duplicates("id")
        self.lines = lines[(lines["amount"] > 0).fillna(False)].reset_index(drop=True)
        self.payments = real_payments(tables)
        allocations = tables["allocations"]
        applied = allocations.groupby("source")["amount"].sum()
        self.payments["applied"] = self.payments["id"].map(applied).fillna(0).astype("int64")
        self.names = names
        keys = invoice_keys(payable(tables))
        self.named = named_invoices(self.lines["id"], bank_text(self.lines), keys)
        paid = allocations[["source", "invoice"]].drop_duplicates()
        receipt = paid["source"].map(self.payments.set_index("id")["receipt"])
        self.paid = paid.assign(receipt=receipt).dropna().groupby("receipt")["invoice"].agg(set).to_dict()
        self.memos = self.payments.groupby("receipt")["memo"].first().to_dict()
        self.doubles = twins(self.payments, policy.duplicate_window)
        self.receipts = self._receipts()
        self.parts: dict[str, list[tuple[str, int, str]]] = {}
        for receipt, *part in self.payments[["receipt", "id", "amount", "currency"]].itertuples(index=False, name=None):
            self.parts.setdefault(receipt, []).append((part[0], int(part[1]), part[2]))

    def _receipts(self) -> pd.DataFrame:
        grouped = self.payments.groupby("receipt", sort=True)
        return pd.DataFrame(
            {
                "amount": grouped["amount"].sum(),
                "day": grouped["day"].min(),
                "currency": grouped["currency"].first(),
                "customer": grouped["customer"].first(),
                "customer_name": grouped["customer_name"].first(),
                "number": grouped["number"].first(),
                "double": self.payments["id"].isin(self.doubles).groupby(self.payments["receipt"], sort=True).all(),
            }
        ).reset_index()

    def links(self) -> list[dict[str, object]]:
        """A link for each payment that a line brought; amount = the payment's."""
        if not len(self.lines) or not len(self.payments):
            return self._sworn()
        made = self._sworn()
        used_lines = {str(link["left"]) for link in made}
        used_payments = {str(link["right"]) for link in made}
        receipts = self.receipts[~self.receipts["receipt"].isin(self._of(used_payments))]
        lines = self.lines[~self.lines["id"].isin(used_lines)]
        held = self._near(lines, receipts)
        pairs, proof = self._weighed(held)
        weight = pairs.total
        chosen, lead = one_to_one(pairs.left, pairs.right, weight, self.policy.suggest)
        sure = proof & (weight >= self.policy.confirm) & (lead >= self.policy.margin)
        for row in np.flatnonzero(chosen):
            made += self._rows(str(pairs.left[row]), [str(pairs.right[row])], pairs.evidence(int(row)), bool(sure[row]))
        taken_lines = used_lines | set(pairs.left[chosen])
        taken = set(pairs.right[chosen])
        made += self._sums(
            lines[~lines["id"].isin(taken_lines)], receipts[~receipts["receipt"].isin(taken)], taken_lines, taken
        )
        lines = lines[~lines["id"].isin(taken_lines)]
        receipts = receipts[~receipts["receipt"].isin(taken)]
        made += self._left_over(lines, receipts)
        return made

    def _of(self, payments: set[str]) -> set[str]:
        return set(self.payments.loc[self.payments["id"].isin(payments), "receipt"])

    def _sworn(self) -> list[dict[str, object]]:
        made: list[dict[str, object]] = []
        known = {part[0]: part for parts in self.parts.values() for part in parts}
        for one, other in self.verdicts.of_kind(KIND):
            line, payment = (one, other) if ":bank_line:" in one else (other, one)
            _, amount, currency = known.get(payment, (payment, pd.NA, ""))
            made.append(
                {
                    "kind": KIND,
                    "left": line,
                    "right": payment,
                    "amount": amount,
                    "currency": currency,
                    "status": "confirmed",
                    "confidence": confidence(SWORN),
                    "reason": reason([Evidence(SWORN, "confirmed by a person")]),
                }
            )
        return made

    def _near(self, lines: pd.DataFrame, receipts: pd.DataFrame) -> pd.DataFrame:
        """Lines and receipts of one currency, a few days apart, equal in amount or short by what a bank keeps."""
        window = range(-self.policy.date_window, self.policy.date_window + 1)
        dated = lines.dropna(subset=["day"])[["id", "day", "currency", "amount"]].rename(
            columns={"id": "line", "day": "line_day", "amount": "came"}
        )
        spread = pd.concat([dated.assign(day=dated["line_day"] + np.timedelta64(shift, "D")) for shift in window])
        held = spread.merge(receipts, on=["day", "currency"])
        came, booked = held["came"].astype("int64"), held["amount"].astype("int64")
        fee = booked - came
        limit = np.maximum(self.policy.fee_limit, booked * self.policy.fee_share // 10_000)
        held = held[(fee >= 0) & (fee <= limit)]
        allowed = [
            not self._refused(line, receipt) for line, receipt in zip(held["line"], held["receipt"], strict=True)
        ]
        return held[np.array(allowed, dtype=bool)].sort_values(["line", "receipt"]).reset_index(drop=True)

    def _refused(self, line: str, receipt: str) -> bool:
        if not self.verdicts.rejected:
            return False
        return any(self.verdicts.rejects(KIND, line, member) for member, _, _ in self.parts[receipt])

    def _weighed(self, held: pd.DataFrame) -> tuple[Pairs, Bools]:
        pairs = Pairs(held["line"].to_numpy(dtype=object), held["receipt"].to_numpy(dtype=object))
        pairs.add(_PRIOR, "most lines bring another payment")
        fee = (held["amount"] - held["came"]).to_numpy(dtype=np.int64)
        exact = fee == 0
        pairs.add(
            np.where(exact, 3.0, 0.8),
            texts(["same amount" if not each else f"short by {each / 100:.2f}, as by a bank fee" for each in fee]),
        )
        gap = np.abs(days_between(held["line_day"], held["day"]))
        pairs.add(
            np.interp(gap, [0, 1, 3, 5, 9], [1.5, 1.5, 1.0, 0.2, -1.0]),
            texts([f"{each:.0f} days apart" for each in gap]),
        )
        likeness, words = self._payers(held)
        pairs.add(
            np.select([likeness >= 0.9, likeness >= 0.6, likeness >= 0.5, likeness < 0], [4.0, 1.5, 0.5, 0.0], -4.0),
            words,
        )
        named, other = self._mentions(held)
        pairs.add(
            np.where(named, 4.0, np.where(other, -0.5, 0.0)),
            either(named, "the line names an invoice it paid", "the line names other invoices"),
        )
        quoted = self._quotes(held)
        pairs.add(np.where(quoted, 2.5, 0.0), "the payment repeats the line's text")
        pairs.add(np.where(held["double"].to_numpy(dtype=bool), -2.5, 0.0), "looks like a receipt entered twice")
        alone = ~(held["line"].duplicated(keep=False) | held["receipt"].duplicated(keep=False)).to_numpy(dtype=bool)
        pairs.add(np.where(alone, 1.0, 0.0), "nothing else comes near")
        return pairs, (likeness >= 0.9) | named | (quoted & (likeness >= 0.5))

    def _payers(self, held: pd.DataFrame) -> tuple[Floats, Objects]:
        printed_on = {
            record: (payee, description)
            for record, payee, description in self.lines[["id", "payee", "description"]].itertuples(
                index=False, name=None
            )
        }
        found: list[float] = []
        words: list[str] = []
        for line, customer, name in zip(held["line"], held["customer"], held["customer_name"], strict=True):
            payee, description = printed_on[line]
            names = self.names.get(customer) or payer_names(name, "")
            likeness = payer_likeness(payer_names(payee, description), names)
            found.append(likeness)
            printed = payee or description
            words.append(
                f"payer {'fits' if likeness >= 0.5 else 'differs'}: {printed} / {name or customer.split(':', 2)[-1]}"
                if likeness >= 0
                else ""
            )
        return np.array(found, dtype=np.float64), texts(words)

    def _mentions(self, held: pd.DataFrame) -> tuple[Bools, Bools]:
        named: list[bool] = []
        other: list[bool] = []
        for line, receipt in zip(held["line"], held["receipt"], strict=True):
            said = self.named.get(line, ())
            paid: set[str] = self.paid.get(receipt, set())
            hit = bool(paid.intersection(said))
            named.append(hit)
            other.append(bool(said) and bool(paid) and not hit)
        return np.array(named, dtype=bool), np.array(other, dtype=bool)

    def _quotes(self, held: pd.DataFrame) -> Bools:
        said = dict(zip(self.lines["id"], bank_text(self.lines).map(squeeze), strict=True))
        memo = {receipt: squeeze(text) for receipt, text in self.memos.items()}
        number = {
            receipt: squeeze(text)
            for receipt, text in zip(self.receipts["receipt"], self.receipts["number"], strict=True)
        }
        return np.array(
            [
                (len(memo[receipt]) >= 4 and memo[receipt] in said[line])
                or (len(number[receipt]) >= 5 and number[receipt] in said[line])
                for line, receipt in zip(held["line"], held["receipt"], strict=True)
            ],
            dtype=bool,
        )

    def _sums(
        self, lines: pd.DataFrame, receipts: pd.DataFrame, taken_lines: set[str], taken: set[str]
    ) -> list[dict[str, object]]:
        """Lines that bring several receipts of one payer; marks what it uses in `taken_lines` and `taken`."""
        made: list[dict[str, object]] = []
        if not len(receipts):
            return made
        window = np.timedelta64(self.policy.date_window, "D")
        for line, day, currency, came, payee, description in lines[
            ["id", "day", "currency", "amount", "payee", "description"]
        ].itertuples(index=False):
            near = receipts[
                (receipts["currency"] == currency) & ((receipts["day"] - day).abs() <= window) & (receipts["amount"] < came)
                & ~receipts["receipt"].isin(taken)
            ]  # fmt: skip
            printed = payer_names(payee, description)
            fits = (
                near[[payer_likeness(printed, self.names.get(who, ())) >= 0.9 for who in near["customer"]]]
                if len(near)
                else near
            )
            found = adding_up(fits["amount"].astype("int64").tolist(), int(came), self.policy.settle_parts, least=2)
            if not found:
                continue
            parts = [str(fits["receipt"].iloc[at]) for at in found[0]]
            if any(self._refused(line, part) for part in parts):
                continue
            said = set(self.named.get(line, ()))
            named = bool(said) and all(said & self.paid.get(part, set()) for part in parts)
            evidence = [
                Evidence(3.0, f"{len(parts)} receipts add up to the line"),
                Evidence(_PRIOR, "most lines bring another payment"),
                Evidence(3.0, f"payer fits: {payee or description}"),
            ]
            if named:
                evidence.append(Evidence(4.0, "the line names an invoice of each"))
            if len(found) > 1:
                evidence.append(Evidence(-1.5, f"{len(found)} sets of receipts add up"))
            taken_lines.add(line)
            taken.update(parts)
            made += self._rows(line, parts, evidence, len(found) == 1 and named)
        return made

    def _left_over(self, lines: pd.DataFrame, receipts: pd.DataFrame) -> list[dict[str, object]]:
        """Lines and receipts that nothing else explains: same amount, near in time, and no second pair of that amount.

        So a receipt booked on the wrong customer is still shown beside its money, as a suggestion.
        """
        held = self._near(lines, receipts[~receipts["double"].astype(bool)])
        held = held[held["amount"] == held["came"]]
        single = ~held["line"].duplicated(keep=False) & ~held["receipt"].duplicated(keep=False)
        made: list[dict[str, object]] = []
        held = held[single].reset_index(drop=True)
        if not len(held):
            return made
        pairs, _ = self._weighed(held)
        for row in range(len(pairs)):
            evidence = pairs.evidence(row)
            evidence.append(Evidence(4.5, "no other payment or line of this amount is left"))
            if sum(each.weight for each in evidence) >= self.policy.suggest:
                made += self._rows(str(pairs.left[row]), [str(pairs.right[row])], evidence, sure=False)
        return made

    def _rows(self, line: str, receipts: list[str], evidence: list[Evidence], sure: bool) -> list[dict[str, object]]:
        weight = sum(each.weight for each in evidence)
        parts = [part for receipt in receipts for part in self.parts[receipt]]
        if len(parts) > 1 and len(receipts) == 1:
            evidence = [*evidence, Evidence(0.1, f"one receipt of {len(parts)} payments")]
        return [
            {
                "kind": KIND,
                "left": line,
                "right": payment,
                "amount": int(amount),
                "currency": currency,
                "status": "confirmed" if sure else "suggested",
                "confidence": confidence(weight),
                "reason": reason(evidence),
            }
            for payment, amount, currency in parts
        ]


def names_by_record(everyone: list[Party], customers: CustomerMatch) -> dict[str, tuple[FirmName, ...]]:
    """All names under which the customer behind a record is known in any system."""
    whole: dict[int, dict[FirmName, None]] = {}
    for party in everyone:
        whole.setdefault(customers.cluster[party.id], {}).update(dict.fromkeys(party.names))
    return {party.id: tuple(whole[customers.cluster[party.id]]) for party in everyone}
