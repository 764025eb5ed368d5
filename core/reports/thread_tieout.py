"""The thread in money: every contract from its price through billing and cash to the ledger, with what does not tie.

Amounts stay in the contract's currency up to the bank; the ledger side is in base currency at the rate of each document's month.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from core.base.money import allocate
from core.records.schema import Column, Kind
from core.records.tables import Tables, coerce
from core.thread.folding import live_links, mapped
from core.thread.thread import Thread

_T, _M, _N = Kind.TEXT, Kind.MONEY, Kind.COUNT

TIEOUT_COLUMNS: Final = (
    Column("contract", _T, "contract id; '' = documents that no contract claims"),
    Column("ref", _T),
    Column("customer", _T, "name as the contract prints it"),
    Column("title", _T),
    Column("method", _T, "METHODS"),
    Column("currency", _T),
    Column("value", _M, "price as first signed plus signed change orders"),
    Column("billed", _M, "net of all invoices that are not void"),
    Column("credited", _M, "net of credit notes, positive"),
    Column("net_billed", _M, "billed - credited"),
    Column("receivable", _M, "invoices less credit notes, tax included"),
    Column("collected", _M, "receipts tied to these invoices"),
    Column("banked", _M, "the part of collected whose receipt is tied to a bank line"),
    Column("open", _M, "open invoices less open credit notes, as the ledger says"),
    Column("cash_difference", _M, "receivable - collected - open"),
    Column("expected", _M, "net_billed in base currency, each document at its month's rate"),
    Column("posted", _M, "revenue and deferred postings of these documents, credit positive, base currency"),
    Column("ledger_difference", _M, "expected - posted"),
    Column("open_base", _M, "open in base currency"),
    Column("documents", _N, "invoices and credit notes"),
    Column("suggested", _N, "ties behind this row that are suggested only"),
    Column("records", _T, "ids behind the row joined by ';': contract, documents, receipts, bank lines"),
)
_KEYS: Final = ["contract", "currency"]
_BILLED: Final = ["billed", "credited", "receivable", "open", "open_base", "expected", "posted"]
_PAID: Final = ["collected", "banked"]


def tie_out(tables: Tables, thread: Thread | None = None) -> pd.DataFrame:
    """One row a contract, and one a currency for documents without contract; columns of TIEOUT_COLUMNS.

    A contract billed in a currency not its own has a row for each. A sum with an unknown part is NA, never a smaller number.
    `thread`: the same tables already joined, to save the work.
    """
    thread = thread or Thread(tables)
    documents = _documents(thread)
    cash = _cash(tables, documents)
    out = _rows(thread, documents)
    out = out.merge(_sums(documents, _BILLED), on=_KEYS, how="left").merge(_sums(cash, _PAID), on=_KEYS, how="left")
    counted = documents.groupby(_KEYS, sort=False)["id"].nunique().rename("documents").reset_index()
    out = out.merge(counted, on=_KEYS, how="left")
    # What has no documents was billed nothing, what has no receipts was paid nothing; a sum of unknowns stays unknown.
    silent = out["documents"].isna()
    for column in [*_BILLED, "documents"]:
        out[column] = out[column].astype("Int64").mask(silent, 0)
    unpaid = ~pd.MultiIndex.from_frame(out[_KEYS]).isin(pd.MultiIndex.from_frame(cash[_KEYS]))
    known = {"collected": "payments" in tables.loaded, "banked": "bank_lines" in tables.loaded}
    for column in _PAID:
        out[column] = out[column].astype("Int64").mask(unpaid, 0)
        if not known[column]:
            out[column] = pd.Series(pd.NA, index=out.index, dtype="Int64")
    out["net_billed"] = out["billed"] - out["credited"]
    out["cash_difference"] = out["receivable"] - out["collected"] - out["open"]
    out["ledger_difference"] = out["expected"] - out["posted"]
    out = _evidence(out, documents, cash)
    out["last"] = out["contract"] == ""
    return coerce(out.sort_values(["last", "ref", "contract", "currency"], kind="stable"), TIEOUT_COLUMNS)


def _sums(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Sums by contract and currency, NA where a part is unknown."""
    keys = [frame[key] for key in _KEYS]
    sums = frame[columns].groupby(keys, sort=False).sum(min_count=1)
    return sums.mask(frame[columns].isna().groupby(keys, sort=False).any()).reset_index()


def _documents(thread: Thread) -> pd.DataFrame:
    """Invoices up to the as-of date, and credit notes on the contract of the invoice they credit: _KEYS, id, suggested, parts of _BILLED."""
    heads = thread.invoices
    heads = heads[~(heads["day"] > pd.Timestamp(thread.tables.as_of))]
    weak = _suggested(thread.tables.links, "contract-invoice")
    invoices = heads[["id", "system", "number", "contract", "currency", "day", "net", "total", "open"]].copy()
    invoices["suggested"] = invoices["id"].isin(weak)
    for column in ("net", "total", "open"):
        invoices[column] = invoices[column].astype("Int64").mask(heads["void"], 0)
    invoices["billed"], invoices["credited"] = invoices["net"], 0
    notes = _credit_notes(thread)
    notes["contract"] = mapped(notes["invoice"], pd.Series(heads["contract"].to_numpy(), index=heads["id"].to_numpy()))
    notes["suggested"] = notes["invoice"].isin(weak)
    notes["billed"], notes["credited"] = 0, -notes["net"]
    both = pd.concat([invoices, notes.drop(columns=["invoice"])], ignore_index=True)
    both["receivable"] = both["total"]
    both["expected"] = thread.base(both["net"], both["currency"], both["day"])
    both["open_base"] = thread.base(both["open"], both["currency"], both["day"])
    both["posted"] = _posted(thread.tables, both)
    for column in _BILLED:
        both[column] = both[column].astype("Int64")
    return both


def _credit_notes(thread: Thread) -> pd.DataFrame:
    """One row a credit note and invoice it credits, amounts negative as printed; a note on several invoices is split by what was applied."""
    tables = thread.tables
    heads = tables["invoices"]
    heads = heads[(heads["kind"] == "credit_note") & (heads["status"] != "void")]
    heads = heads[~(heads["day"] > pd.Timestamp(tables.as_of))]
    lines = tables["invoice_lines"].groupby("invoice")["amount"].sum(min_count=1)
    notes = heads[["id", "system", "number", "currency", "day", "total", "tax", "open"]].copy()
    notes["net"] = notes["id"].map(lines).astype("Int64").fillna(notes["total"] - notes["tax"])
    # Layouts differ in the sign of the rest of a credit note; here it always lessens what is owed.
    notes["open"] = -notes["open"].abs()
    used = thread.credits[["credit", "invoice"]].rename(columns={"credit": "id"})
    notes = notes.merge(used, on="id", how="left")
    notes["invoice"] = notes["invoice"].fillna("").astype("object")
    several = notes[notes["id"].duplicated(keep=False)]
    for _, part in several.groupby("id", sort=False):
        applied = tables["allocations"]
        applied = applied[applied["source"] == part["id"].iloc[0]].groupby("invoice")["amount"].sum()
        weights = [int(each) for each in part["invoice"].map(applied).astype("Int64").fillna(0)]
        weights = weights if sum(weights) > 0 and min(weights) >= 0 else [1] * len(part)
        for column in ("net", "total", "open"):
            if not pd.isna(part[column].iloc[0]):
                notes.loc[part.index, column] = allocate(int(part[column].iloc[0]), weights)
    return notes.drop(columns=["tax"])


def _posted(tables: Tables, documents: pd.DataFrame) -> pd.Series:
    """Net credit on revenue and deferred accounts of each document's postings (Int64, base); NA without a ledger."""
    nothing = pd.Series(pd.NA, index=documents.index, dtype="Int64")
    if not {"journal_lines", "accounts"} <= tables.loaded:
        return nothing
    entries = tables["journal_lines"]
    earning = tables["accounts"].loc[tables["accounts"]["role"].isin(["revenue", "deferred"]), "id"]
    entries = entries[entries["account"].isin(earning) & (entries["day"] <= pd.Timestamp(tables.as_of))]
    net = entries["credit"].fillna(0) - entries["debit"].fillna(0)
    posted = net.groupby(entries["system"] + "|" + entries["document"]).sum()
    found = (documents["system"] + "|" + documents["number"]).map(posted).astype("Int64").fillna(0)
    return _shared(found, documents)


def _shared(posted: pd.Series, documents: pd.DataFrame) -> pd.Series:
    """Postings of documents that stand in several rows, shared by the rows' nets."""
    out = posted.copy()
    for _, part in documents[documents["id"].duplicated(keep=False)].groupby("id", sort=False):
        weights = [abs(int(each)) for each in part["net"].fillna(0)]
        weights = weights if sum(weights) else [1] * len(part)
        out.loc[part.index] = allocate(int(posted.loc[part.index[0]]), weights)
    return out


def _cash(tables: Tables, documents: pd.DataFrame) -> pd.DataFrame:
    """Receipts on invoices: payment, invoice, contract, currency, collected, banked, bank (ids), suggested.

    Suggested ties count as long as the receipt still covers them, so that alternatives are not added up.
    """
    ties = live_links(tables.links, "payment-invoice")[["left", "right", "amount", "status"]]
    ties = ties.rename(columns={"left": "payment", "right": "invoice", "amount": "collected"})
    payments = tables["payments"]
    size = pd.Series(payments["amount"].to_numpy(), index=payments["id"].to_numpy(), dtype="Int64")
    size = size[~size.index.duplicated()]
    confirmed = ties["status"] == "confirmed"
    run = ties["collected"].fillna(0).groupby(ties["payment"]).cumsum()
    covered = (run <= ties["payment"].map(size).astype("Int64")).fillna(True).astype(bool)
    ties = ties[confirmed | covered].copy()
    ties["suggested"] = ties["status"] != "confirmed"
    banks = live_links(tables.links, "bank-payment")
    lines = pd.concat(
        [
            banks[["left", "right", "status"]].set_axis(["bank", "payment", "status"], axis=1),
            banks[["right", "left", "status"]].set_axis(["bank", "payment", "status"], axis=1),
        ]
    )
    lines = lines[lines["payment"].isin(size.index) & (lines["status"] == "confirmed")].drop_duplicates("payment")
    ties["bank"] = mapped(ties["payment"], pd.Series(lines["bank"].to_numpy(), index=lines["payment"].to_numpy()))
    ties["banked"] = ties["collected"].mask(ties["bank"] == "", 0)
    invoices = documents[["id", "contract", "currency"]].drop_duplicates("id").rename(columns={"id": "invoice"})
    return ties.merge(invoices, on="invoice")


def _rows(thread: Thread, documents: pd.DataFrame) -> pd.DataFrame:
    """The rows of the tie-out: contracts that are active or were billed, further currencies, documents without contract."""
    contracts = thread.contracts.drop_duplicates("id")
    seen = documents[_KEYS].drop_duplicates()
    kept = contracts[contracts["active"] | contracts["id"].isin(seen["contract"])]
    out = kept[["id", "ref", "customer_name", "title", "method", "currency", "price"]]
    out = out.set_axis(["contract", "ref", "customer", "title", "method", "currency", "value"], axis=1)
    more = seen.merge(out[_KEYS].assign(known=True), on=_KEYS, how="left")
    more = more.loc[more["known"].isna(), _KEYS]
    more = more.merge(out.drop(columns=["currency", "value"]).drop_duplicates("contract"), on="contract", how="left")
    more["title"] = more["title"].where(more["contract"] != "", "Documents tied to no contract")
    return pd.concat(
        [out, coerce(more, [each for each in TIEOUT_COLUMNS if each.name in out.columns])], ignore_index=True
    )


def _evidence(out: pd.DataFrame, documents: pd.DataFrame, cash: pd.DataFrame) -> pd.DataFrame:
    """`out` with the ids behind each row and how many of its ties are only suggested."""
    behind = pd.concat(
        [
            documents[[*_KEYS, "id", "suggested"]],
            cash[[*_KEYS, "payment", "suggested"]].set_axis([*_KEYS, "id", "suggested"], axis=1),
            cash.loc[cash["bank"] != "", [*_KEYS, "bank"]].set_axis([*_KEYS, "id"], axis=1).assign(suggested=False),
        ],
        ignore_index=True,
    ).drop_duplicates([*_KEYS, "id"])
    weak = behind["suggested"].astype("int64").groupby([behind[key] for key in _KEYS]).sum().rename("suggested")
    ids = behind.groupby(_KEYS, sort=False)["id"].agg(";".join).rename("behind")
    out = out.merge(ids.reset_index(), on=_KEYS, how="left").merge(weak.reset_index(), on=_KEYS, how="left")
    out["suggested"] = out["suggested"].astype("Int64").fillna(0)
    out["records"] = (out["contract"] + ";" + out["behind"].fillna("")).str.strip(";")
    return out.drop(columns=["behind"])


def _suggested(links: pd.DataFrame, kind: str) -> pd.Series:
    """Right ids whose best live tie of `kind` is only suggested."""
    best = live_links(links, kind).drop_duplicates("right")
    return best.loc[best["status"] != "confirmed", "right"]
