"""Reader of a GnuCash book in XML, plain or compressed: the ledger with its accounts, customers, invoices and what paid them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

import pandas as pd

from core.ports.importing import ColumnTotal, ColumnUse, RowProblem, TableRead
from importers.accounting.entries import unbalanced
from importers.accounting.gnucash import fields
from importers.accounting.gnucash.book import (
    Account,
    NotANumber,
    Prices,
    Split,
    Transaction,
    accounts_of,
    book_of,
    day_of,
    fraction,
    minor_units,
    prices_of,
    transactions_of,
)
from importers.accounting.gnucash.business import business_tables
from importers.bank.markup import tree_of
from importers.shared.file_reader import FileReader
from importers.shared.intake import HeadingsOnly, Intake

_LARGEST: Final = 10**17  # minor units, inside 64 bits
_LINES: Final = (
    "external_id",
    "row",
    "journal",
    "day",
    "source",
    "document",
    "contact",
    "description",
    "account",
    "account_code",
    "account_name",
    "debit",
    "credit",
    "currency",
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a transaction is put aside: element, its text, code, sentence."""

    element: str
    value: str
    code: str
    sentence: str


class Book(FileReader):
    """A whole book. The firm's currency is the one most transactions are in, then most accounts.

    A transaction in another is turned into it by the split that is in the firm's currency, else by the last price of the book before
    its day; without either, and where a figure cannot be read, it is put aside as a whole.
    """

    layout = "gnucash.book"
    system = "gnucash"
    entity = "journal"

    def sure(self, intake: Intake) -> float:
        """Certain of a file whose root says GnuCash."""
        return 1.0 if "<gnc-v2" in intake.text[:2000] else 0.0

    def read(self, intake: Intake) -> list[TableRead]:
        """The ledger, then customers and invoices where the book has any; raises HeadingsOnly for a book without transactions."""
        book = book_of(tree_of(intake.text, intake.name))
        accounts, transactions = accounts_of(book), transactions_of(book)
        if not transactions:
            raise HeadingsOnly(file=intake.name, what="a GnuCash book")
        often = Counter(each.currency for each in transactions)
        kept = Counter(each.commodity for each in accounts.values())
        base = min(often, key=lambda code: (-often[code], -kept[code], code))
        return [
            _ledger(intake.name, accounts, transactions, prices_of(book), base),
            *business_tables(book, accounts, transactions, intake.name),
        ]


def _ledger(
    file: str, accounts: dict[str, Account], transactions: list[Transaction], prices: Prices, base: str
) -> TableRead:
    rows: list[tuple[object, ...]] = []
    problems: list[RowProblem] = []
    sums: dict[tuple[str, str], list[Fraction]] = {}
    number = 0
    for one in transactions:
        booked, refusal = _booked(one, accounts, prices, base)
        for index, split in enumerate(one.splits):
            number += 1
            if refusal is not None:
                problems.append(_problem(file, number, refusal, one, split))
                continue
            account = accounts[split.account]
            amount = booked[index]
            value = fraction(split.value)
            sums.setdefault(("debit" if value > 0 else "credit", one.currency), []).append(abs(value))
            rows.append(
                (
                    split.guid or f"{file}#{number}",
                    number,
                    one.guid,
                    pd.Timestamp(day_of(one.day)),
                    fields.KINDS.get(one.kind, split.action),
                    one.number,
                    one.description if one.kind else "",
                    split.memo or one.description,
                    account.path,
                    account.code,
                    account.path,
                    max(amount, 0),
                    max(-amount, 0),
                    base,
                )
            )
    lines = pd.DataFrame(rows, columns=list(_LINES))
    lines[["debit", "credit"]] = lines[["debit", "credit"]].astype("Int64")
    lines["day"] = pd.to_datetime(lines["day"])
    return TableRead(
        "gnucash",
        "journal",
        "gnucash.book",
        "",
        0,
        tuple(ColumnUse(element, target) for element, target in fields.BOOK.items()),
        {"journal_lines": lines, "accounts": _accounts(accounts)},
        number,
        len(lines),
        tuple(problems),
        tuple(
            ColumnTotal(f"split:value ({side})", currency, _decimal(sum(parts, Fraction(0))), len(parts))
            for (side, currency), parts in sorted(sums.items())
        ),
        unbalanced(lines),
    )


def _booked(
    one: Transaction, accounts: dict[str, Account], prices: Prices, base: str
) -> tuple[list[int], Refusal | None]:
    """The splits in minor units of the base currency, debits positive; or why the transaction cannot be booked."""
    try:
        day = day_of(one.day)
    except ValueError:
        return [], Refusal("trn:date-posted", one.day, "IMP-203", f"{one.day!r} in trn:date-posted is not a date")
    values: list[Fraction] = []
    for split in one.splits:
        if split.account not in accounts:
            return [], Refusal("split:account", split.account, "IMP-204", "The account of a split is not in the book")
        try:
            values.append(fraction(split.value))
        except NotANumber:
            return [], Refusal("split:value", split.value, "IMP-202", f"{split.value!r} in split:value is not a number")
    if one.currency == base:
        return [minor_units(value, base) for value in values], None
    rate = _rate(one, values, accounts, base) or prices.on(day, one.currency, base)
    if rate is None:
        sentence = (
            f"The transaction is in {one.currency or 'no currency'}, and the book does not say what that is in {base}"
        )
        return [], Refusal("trn:currency", one.currency, "IMP-208", sentence)
    amounts = _turned(one, values, accounts, base, rate)
    if max(map(abs, amounts), default=0) > _LARGEST:
        return [], Refusal("split:value", "", "IMP-202", "A split is too large to be an amount")
    return amounts, None


def _rate(one: Transaction, values: list[Fraction], accounts: dict[str, Account], base: str) -> Fraction | None:
    """What one unit of the transaction's currency is in the base, by a split whose account is kept in that."""
    for split, value in zip(one.splits, values, strict=True):
        if accounts[split.account].commodity == base and value:
            try:
                return fraction(split.quantity) / value
            except NotANumber:
                continue
    return None


def _turned(
    one: Transaction, values: list[Fraction], accounts: dict[str, Account], base: str, rate: Fraction
) -> list[int]:
    """Splits in base currency: those of base accounts as they stand, the others at `rate`; the rounding goes to the largest of these."""
    amounts = [minor_units(value * rate, base) for value in values]
    others = list(range(len(amounts)))
    for index, split in enumerate(one.splits):
        if accounts[split.account].commodity == base:
            try:
                amounts[index] = minor_units(fraction(split.quantity), base)
                others.remove(index)
            except NotANumber:
                continue
    if others and sum(values, Fraction(0)) == 0 and abs(sum(amounts)) <= len(amounts):
        largest = max(others, key=lambda index: (abs(amounts[index]), -index))
        amounts[largest] -= sum(amounts)
    return amounts


def _problem(file: str, number: int, why: Refusal, one: Transaction, split: Split) -> RowProblem:
    cells = (
        ("trn:id", one.guid),
        ("trn:date-posted", one.day),
        ("trn:num", one.number),
        ("trn:description", one.description),
        ("trn:currency", one.currency),
        ("split:id", split.guid),
        ("split:account", split.account),
        ("split:memo", split.memo),
        ("split:value", split.value),
    )
    return RowProblem(file, "", number, why.element, why.value, why.code, f"{why.sentence}.", cells)


def _accounts(accounts: dict[str, Account]) -> pd.DataFrame:
    frame = pd.DataFrame(
        [(each.path, each.code, each.path, fields.ROLES.get(each.kind, "")) for each in accounts.values()],
        columns=["external_id", "code", "name", "role"],
    )
    return frame[frame["external_id"] != ""].drop_duplicates("external_id", ignore_index=True)


def _decimal(value: Fraction) -> Decimal:
    """An exact decimal with two places at least."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    cents = exact.quantize(Decimal("0.01"))
    return cents if cents == exact else exact
