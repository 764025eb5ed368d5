"""The thread tie-out as pages: contract, billed, cash, ledger; the bridges to the ledger's own balances; and the ties by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from core.kpi.receivables import unapplied
from core.records.schema import LINK_KINDS, Kind
from core.records.tables import Tables
from core.reports.shapes import Heading, Section, Table, Tone, Total, Value, total
from core.reports.wording import METHODS, counted
from core.thread.thread import Thread

_M: Final = Kind.MONEY
THREAD_HEADINGS: Final = (
    Heading("ref", "Contract", width=66, under=("method",), under_lines=1, strong=True),
    Heading("method", "Billing"),
    Heading("customer", "Customer", width=138, under=("title",), under_lines=1),
    Heading("title", "Title"),
    Heading("currency", "Currency"),
    Heading("value", "Contract value", _M, width=59, currency="currency", total=True, band="Contract and billing, net"),
    Heading("billed", "Billed", _M, width=59, currency="currency", total=True, band="Contract and billing, net"),
    Heading("credited", "Credited", _M, width=50, currency="currency", total=True, band="Contract and billing, net"),
    Heading("net_billed", "Net billed", _M, currency="currency", total=True),
    Heading("receivable", "Receivable", _M, width=59, currency="currency", total=True, band="Cash, tax included"),
    Heading("collected", "Collected", _M, width=59, currency="currency", total=True, band="Cash, tax included"),
    Heading("banked", "Seen at bank", _M, width=59, currency="currency", total=True, band="Cash, tax included"),
    Heading("open", "Open", _M, width=57, currency="currency", total=True, band="Cash, tax included"),
    Heading(
        "cash_difference",
        "Cash difference",
        _M,
        width=50,
        currency="currency",
        short="Difference",
        band="Cash, tax included",
        total=True,
        check=True,
    ),
    Heading("expected", "Expected in ledger", _M, width=59, short="Expected", total=True, band="Ledger"),
    Heading("posted", "Posted in ledger", _M, width=59, short="Posted", total=True, band="Ledger"),
    Heading(
        "ledger_difference",
        "Ledger difference",
        _M,
        width=50,
        short="Difference",
        band="Ledger",
        total=True,
        check=True,
    ),
    Heading("documents", "Documents", Kind.COUNT),
    Heading("suggested", "Ties only suggested", Kind.COUNT),
    Heading("contract", "Contract id"),
    Heading("records", "Records"),
)
LEAD: Final = (
    "Each contract from its value (signed change orders included) through invoices and credit notes to cash and the ledger. "
    "Receivable less collected less open must be zero; what the documents should have posted to revenue and deferred revenue, less what "
    "they did post, must be zero. An asterisk marks a row that rests on suggested ties."
)


def thread_section(tables: Tables, ties: pd.DataFrame, joined: Thread) -> Section:
    """One table a currency with sums carried from page to page, then the bridges in base currency. ties: frame of TIEOUT_COLUMNS."""
    base = tables.base_currency
    parts: list[Table] = []
    first = [base, *sorted(set(ties["currency"]) - {base})]
    for currency in first:
        part = ties[ties["currency"] == currency]
        if not part.empty:
            parts.append(_thread_table(part, currency, base))
    bridges = [_ledger_bridge(tables, ties), _receivables_bridge(tables, ties, joined)]
    return Section("thread", "Thread tie-out", LEAD, tables=(*parts, *bridges), wide=True)


def _thread_table(part: pd.DataFrame, currency: str, base: str) -> Table:
    values = {name: _cells(part[name]) for name in part.columns}
    values["ref"] = [
        f"{ref or 'none'}{'*' if weak else ''}" for ref, weak in zip(part["ref"], part["suggested"], strict=True)
    ]
    values["method"] = [METHODS.get(each, "") for each in part["method"]]
    headings = tuple(
        replace(each, band=f"Ledger, {base}") if each.band == "Ledger" else each for each in THREAD_HEADINGS
    )
    rows = tuple(zip(*(values[each.name] for each in headings), strict=True))
    checks = [position for position, each in enumerate(headings) if each.check]
    off = [any(row[position] != 0 for position in checks) for row in rows]
    table = Table(
        f"thread-{currency}",
        f"Contracts in {currency}",
        headings,
        rows,
        tuple(tuple(text.split(";")) for text in part["records"]),
        tuple(Tone.ALERT if each else Tone.PLAIN for each in off),
        currency=base,
        caption=f"{counted(len(rows), 'row')}, {sum(off):,} with a difference.",
        carried=True,
    )
    return replace(table, totals=(total(table, f"Total {currency}"),))


def _cells(column: pd.Series) -> list[Value]:
    if column.dtype == "object":
        return list(column)
    return [None if pd.isna(each) else int(each) for each in column.tolist()]


_BRIDGE: Final = (
    Heading("line", "", width=300),
    Heading("count", "Records", Kind.COUNT, width=60),
    Heading("amount", "Amount", _M, width=90),
)


def _ledger_bridge(tables: Tables, ties: pd.DataFrame) -> Table:
    """What the thread's documents posted, what else moved revenue and deferred revenue, and the accounts' whole movement."""
    base = tables.base_currency
    entries, accounts = tables["journal_lines"], tables["accounts"]
    title = "From the thread to revenue and deferred revenue"
    if not {"journal_lines", "accounts"} <= tables.loaded:
        return Table(
            "bridge_ledger", title, _BRIDGE, (), caption="No ledger was read, so nothing can be said.", currency=base
        )
    earning = accounts.loc[accounts["role"].isin(["revenue", "deferred"]), "id"]
    entries = entries[entries["account"].isin(earning) & (entries["day"] <= pd.Timestamp(tables.as_of))]
    net = entries["credit"].fillna(0) - entries["debit"].fillna(0)
    tied, loose = ties[ties["contract"] != ""], ties[ties["contract"] == ""]
    posted, whole = ties["posted"].sum(), int(net.sum())
    lines: list[tuple[str, Value, Value]] = [
        ("Expected from the documents of contracts", _count(tied), _sum(tied["expected"])),
        ("Expected from documents tied to no contract", _count(loose), _sum(loose["expected"])),
        (
            "Not posted as expected (difference of the tie-out)",
            int((ties["ledger_difference"] != 0).sum()),
            -int(ties["ledger_difference"].sum()),
        ),
        ("Posted by these documents (the three above)", _count(ties), int(posted)),
        ("Other entries: accruals, releases, manual journals", "", whole - int(posted)),
    ]
    table = Table("bridge_ledger", title, _BRIDGE, tuple(lines), currency=base)
    return replace(table, totals=(Total("Movement of the accounts in the ledger", {"amount": whole}, base),))


def _receivables_bridge(tables: Tables, ties: pd.DataFrame, joined: Thread) -> Table:
    """Open items of the thread, less receipts on account, against the control accounts of the ledger."""
    base = tables.base_currency
    tied, loose = ties[ties["contract"] != ""], ties[ties["contract"] == ""]
    rests = unapplied(joined)
    on_account = -_known(joined.base(rests["rest"], rests["currency"], rests["day"]))
    lines: list[tuple[str, int | None, int | None]] = [
        ("Open on contracts", _count(tied), _sum(tied["open_base"])),
        ("Open on documents tied to no contract", _count(loose), _sum(loose["open_base"])),
        ("Receipts applied to no invoice", len(rests), on_account),
    ]
    parts = [amount for _, _, amount in lines]
    listed = sum(each for each in parts if each is not None) if None not in parts else None
    table = Table(
        "bridge_receivables", "From the thread to the receivables account", _BRIDGE, tuple(lines), currency=base
    )
    totals = [Total("Open items", {"amount": listed}, base)]
    if {"journal_lines", "accounts"} <= tables.loaded:
        control = _balance(tables, "receivable")
        totals.append(Total("Balance of the receivables accounts in the ledger", {"amount": control}, base))
        gap = None if listed is None or control is None else listed - control
        totals.append(Total("Difference", {"amount": gap}, base))
    return replace(table, totals=tuple(totals))


def _balance(tables: Tables, role: str) -> int | None:
    accounts = tables["accounts"]
    chosen = accounts[accounts["role"] == role]
    if chosen.empty:
        return None
    entries = tables["journal_lines"]
    entries = entries[entries["account"].isin(chosen["id"]) & (entries["day"] <= pd.Timestamp(tables.as_of))]
    moved = int(entries["debit"].fillna(0).sum()) - int(entries["credit"].fillna(0).sum())
    return int(chosen["opening"].fillna(0).sum()) + moved


def _count(part: pd.DataFrame) -> int:
    return int(part["documents"].sum())


def _sum(column: pd.Series) -> int | None:
    return None if column.isna().any() else int(column.sum())


def _known(column: pd.Series) -> int:
    return int(column.fillna(0).sum())


_KINDS: Final = {
    "customer": "Customer across systems",
    "deal-contract": "Deal to contract",
    "contract-project": "Contract to project",
    "contract-invoice": "Contract to invoice",
    "milestone-invoice": "Milestone to invoice",
    "payment-invoice": "Receipt to invoice",
    "bank-payment": "Bank line to receipt",
    "person": "Person across systems",
}
_LINKS: Final = (
    Heading("kind", "Tie", width=180, strong=True),
    Heading("confirmed", "Confirmed", Kind.COUNT, width=66, total=True),
    Heading("suggested", "Suggested", Kind.COUNT, width=66, total=True),
    Heading("rejected", "Rejected", Kind.COUNT, width=66, total=True),
    Heading("all", "All", Kind.COUNT, width=66, total=True),
)
_UNPROVEN: Final = (
    Heading("kind", "Tie"),
    Heading("left", "Left"),
    Heading("right", "Right"),
    Heading("amount", "Amount", Kind.MONEY, currency="currency"),
    Heading("currency", "Currency"),
    Heading("status", "Status"),
    Heading("confidence", "Confidence", Kind.BASIS),
    Heading("reason", "Why"),
)
_MOST_LINKS: Final = 5_000


def links_section(links: pd.DataFrame) -> Section:
    """Ties by kind and status; those that are not confirmed one by one (workbook only, at most 5,000)."""
    kinds = [*LINK_KINDS, *sorted(set(links["kind"]) - set(LINK_KINDS))]
    counts = pd.crosstab(links["kind"], links["status"]) if len(links) else pd.DataFrame()
    rows: list[tuple[Value, ...]] = []
    for kind in kinds:
        if len(links) and kind in counts.index:
            found = [int(counts.loc[kind].get(each, 0)) for each in ("confirmed", "suggested", "rejected")]
            rows.append((_KINDS.get(kind, kind), *found, sum(found)))
    table = Table("links", "Ties by kind", _LINKS, tuple(rows))
    table = replace(table, totals=(total(table, "All ties"),))
    weak = links[links["status"] != "confirmed"].sort_values(
        ["status", "kind", "left", "right"], ascending=[False, True, True, True]
    )
    unproven = tuple(
        zip(
            *(_cells(weak[heading.name].head(_MOST_LINKS)) for heading in _UNPROVEN),
            strict=True,
        )
    )
    more = len(weak) - len(unproven)
    shown = Table(
        "unproven",
        "Ties not confirmed",
        _UNPROVEN,
        unproven,
        caption=f"{more:,} more are in links.csv." if more else "",
    )
    lead = (
        "Only what is proven is confirmed; a suggested tie waits for a person, a rejected one was refused by one. "
        "Every tie stands with its evidence in links.csv."
    )
    return Section("links", "Ties between the systems", lead, tables=(table, shown))


def ties_off(sections: Sequence[Table]) -> tuple[int, int]:
    """(contracts, contracts with a difference) over the thread tables."""
    seen: dict[str, bool] = {}
    for table in sections:
        if table.carried:
            for contract, tone in zip(table.column("contract"), table.tones, strict=True):
                seen[str(contract)] = seen.get(str(contract), False) or tone is Tone.ALERT
    seen.pop("", None)
    return len(seen), sum(seen.values())
