"""Which contract an invoice bills: quoted numbers, titles and milestones in its lines, fees, and hours worked."""

from __future__ import annotations

import re
from typing import Any, Final

import numpy as np
import pandas as pd

from core.matching.assign import best_for_each
from core.matching.customers import CustomerMatch
from core.matching.evidence import Bools, Floats, Pairs
from core.matching.joins import (
    add_verdicts,
    cluster_of,
    days_between,
    either,
    proven_customers,
    rows_of,
    stands,
    told,
)
from core.matching.names import fold
from core.matching.policy import MatchPolicy
from core.matching.references import contract_keys, mentions, order_keys, squeeze, unique_keys
from core.matching.verdicts import Verdicts
from core.matching.wording import Title, likeness, title_of
from core.records.flags import billable
from core.records.tables import Tables

KIND: Final = "contract-invoice"
_PRIOR: Final = -3.0
_OF_CONTRACT: Final = ["id", "customer", "cluster", "title", "start", "end", "method", "service_line", "currency"]
_OF_INVOICE: Final = ["id", "customer", "cluster", "day", "net", "currency"]
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan januar",
            "feb februar",
            "mar march marz",
            "apr",
            "may mai",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct okt",
            "nov",
            "dec dez",
        ),
        1,
    )
    for name in (part[:3] for part in names.split())
}
_MONTH: Final = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|okt|dez|mai)[a-z]*\.?[\s,'-]*((?:19|20)\d\d)\b"
    r"|\b((?:19|20)\d\d)[-/](0[1-9]|1[0-2])\b(?![-/]\d)|\b(0[1-9]|1[0-2])/((?:19|20)\d\d)\b"
)
_LABEL: Final = re.compile(
    r"^\s*(?:milestone|instal?lment|retainer|prepaid(?: hours)?|deposit|fixed fee|fee|services|professional services|expenses?)\b[^:–-]*[:–-]\s*",
    re.IGNORECASE,
)


def service_month(text: str) -> str:
    """The month a line says it is for, as `2026-09`; "" when it says none."""
    found = _MONTH.search(fold(text))
    if not found:
        return ""
    if found[1]:
        return f"{found[2]}-{_MONTHS[found[1]]:02d}"
    return f"{found[3]}-{found[4]}" if found[3] else f"{found[6]}-{found[5]}"


def line_pieces(text: str) -> tuple[str, ...]:
    """The parts of a line's text that may be the title of a job: before a colon, and behind each dash."""
    pieces: list[str] = []
    head, colon, tail = text.partition(":")
    if colon and len(head) > 3:
        pieces.append(head)
    body = tail if colon else text
    for separator in (" - ", " – ", " | "):
        parts = body.split(separator)
        for start in range(1, len(parts)):
            pieces.append(separator.join(parts[start:]))
    if not pieces and not colon:
        pieces.append(text)
    return tuple(piece.strip() for piece in pieces if _MONTH.sub("", fold(piece)).strip(" ,"))


def bills(tables: Tables) -> pd.DataFrame:
    """Invoices that can belong to a contract (no credit notes, nothing void), with their net amount."""
    invoices = tables["invoices"].drop_duplicates("id")
    real = invoices[(invoices["kind"] != "credit_note") & (invoices["status"] != "void")].reset_index(drop=True)
    lines = tables["invoice_lines"].groupby("invoice")["amount"].sum(min_count=1)
    net = real["id"].map(lines).astype("Int64")
    return real.assign(net=net.fillna(real["total"] - real["tax"].fillna(0)))


class InvoiceMatch:
    """Weighs every invoice against the contracts it may bill."""

    def __init__(
        self,
        tables: Tables,
        terms: pd.DataFrame,
        units: pd.DataFrame,
        customers: CustomerMatch,
        words: dict[int, frozenset[str]],
        project_links: list[dict[str, object]],
        policy: MatchPolicy,
        verdicts: Verdicts,
    ) -> None:
        self.tables = tables
        self.terms = terms
        self.units = units
        self.customers = customers
        self.words = words
        self.policy = policy
        self.verdicts = verdicts
        self.invoices = bills(tables)
        self.invoices["cluster"] = cluster_of(self.invoices["customer"], customers)
        lines = tables["invoice_lines"]
        self.lines = lines[lines["invoice"].isin(self.invoices["id"])].reset_index(drop=True)
        self.lines["month"] = self.lines["description"].map(service_month).astype(object)
        self.work = pd.DataFrame(
            [(link["right"], link["left"]) for link in project_links], columns=["project", "contract"]
        ).drop_duplicates("project")
        self.contract_of = dict(zip(self.work["project"], self.work["contract"], strict=True))

    def links(self) -> list[dict[str, object]]:
        """One contract for each invoice where the evidence allows; amount = net billed."""
        if not len(self.invoices) or not len(self.terms):
            return []
        quoted = self._quoted()
        titled = self._titled()
        timed = self._timed()
        held = self._candidates([quoted, titled, timed])
        if not len(held):
            return []
        pairs = Pairs(held["contract"].to_numpy(dtype=object), held["invoice"].to_numpy(dtype=object))
        proof = self._weigh(pairs, held, quoted, titled, timed)
        sure = add_verdicts(KIND, pairs, self.verdicts)
        weight = pairs.total
        chosen, lead = best_for_each(pairs.right, weight, self.policy.suggest)
        confirmed = stands(weight, lead, proof, sure, self.policy)
        return rows_of(
            KIND, pairs, np.flatnonzero(chosen), confirmed, weight, held["i_net"],
            held["i_currency"],
        )  # fmt: skip

    # What each source says: frames of contract, invoice, and the words for it.

    def _quoted(self) -> pd.DataFrame:
        """Contracts quoted by number in the reference, the order number or a line."""
        codes = unique_keys(
            (squeeze(code), self.contract_of[project])
            for project, code in self.units[["id", "code"]].itertuples(index=False)
            if code and project in self.contract_of
        )
        noted = unique_keys(
            (squeeze(code), record)
            for record, code in self.terms.loc[self.terms["project_code"] != "", ["id", "project_code"]].itertuples(
                index=False
            )
        )
        sources = (
            (contract_keys(self.terms), "contract ref", 8.0),
            (order_keys(self.terms), "purchase order", 7.0),
            ({**noted, **codes}, "project code", 7.0),
        )
        text = self.lines.groupby("invoice")["description"].agg(" ".join)
        places = (
            (self.invoices["reference"], "reference"),
            (self.invoices["po_number"], "order number"),
            (self.invoices["id"].map(text).fillna(""), "lines"),
        )
        parts: list[pd.DataFrame] = []
        for keys, what, weight in sources:
            for column, where in places:
                rows, records = mentions(column, keys)
                parts.append(
                    pd.DataFrame(
                        {
                            "contract": records,
                            "invoice": self.invoices["id"].to_numpy()[rows],
                            "quoted": weight if where != "lines" else weight - 2.0,
                            "quote": f"{what} in the {where}",
                        }
                    )
                )
        found = pd.concat(parts, ignore_index=True).sort_values("quoted", ascending=False, kind="stable")
        return found.drop_duplicates(["contract", "invoice"])

    def _titled(self) -> pd.DataFrame:
        """How near a contract's title or its project's name stands to a title in the lines, for contracts in question."""
        headings = [self.terms[["id", "cluster", "heading"]].rename(columns={"id": "contract"})]
        headings.append(
            self.units.assign(contract=self.units["id"].map(self.contract_of))[
                ["contract", "cluster", "heading"]
            ].dropna(subset=["contract"])
        )
        names = pd.concat(headings, ignore_index=True).drop_duplicates(["contract", "heading"])
        cluster = dict(zip(self.invoices["id"], self.invoices["cluster"], strict=True))
        none: frozenset[str] = frozenset()
        rows: list[tuple[str, Any, str, Title]] = []
        for invoice, text in self.lines[["invoice", "description"]].itertuples(index=False):
            at = cluster[invoice]
            party: frozenset[str] = self.words.get(int(at), none) if not pd.isna(at) else none
            for piece in line_pieces(text):
                rows.append((invoice, at, piece, title_of(piece, party)))
        pieces = pd.DataFrame(rows, columns=["invoice", "cluster", "piece", "title"]).drop_duplicates(
            ["invoice", "title"]
        )
        within = pieces.dropna(subset=["cluster"]).merge(names.dropna(subset=["cluster"]), on="cluster")
        across = pieces.drop(columns="cluster").merge(
            names.drop(columns="cluster"), left_on="title", right_on="heading"
        )
        across = across[across["title"].map(lambda title: len(title.words) > 1)]
        both = pd.concat([within.drop(columns="cluster"), across], ignore_index=True)
        both["near"] = [likeness(one, other) for one, other in zip(both["title"], both["heading"], strict=True)]
        both = both.sort_values("near", ascending=False, kind="stable").drop_duplicates(["contract", "invoice"])
        return both[["contract", "invoice", "near", "piece"]]

    def _timed(self) -> pd.DataFrame:
        """Contracts whose time entries name the invoice."""
        time = self.tables["time"]
        named = time.loc[time["invoice_number"] != "", ["project", "invoice_number"]].drop_duplicates()
        ledgers = self.invoices[~self.invoices["system"].isin(time["system"])]
        numbered = (ledgers if len(ledgers) else self.invoices)[["id", "number"]]
        numbers = unique_keys(
            (squeeze(number), record) for record, number in numbered.itertuples(index=False) if number
        )
        found = pd.DataFrame(
            {
                "contract": named["project"].map(self.contract_of),
                "invoice": named["invoice_number"].map(squeeze).map(numbers),
            }
        ).dropna()
        return found.drop_duplicates().assign(timed=True)

    def _candidates(self, sources: list[pd.DataFrame]) -> pd.DataFrame:
        known = self.terms[["id", "cluster"]].rename(columns={"id": "contract"})
        mine = self.invoices[["id", "cluster"]].rename(columns={"id": "invoice"})
        same = known.dropna().merge(mine.dropna(), on="cluster")[["contract", "invoice"]]
        contracts = set(self.terms["id"])
        sworn = pd.DataFrame(
            [pair if pair[0] in contracts else pair[::-1] for pair in self.verdicts.of_kind(KIND)],
            columns=["contract", "invoice"],
        )
        parts = [same, *(source[["contract", "invoice"]] for source in sources), sworn]
        held = pd.concat(parts, ignore_index=True).drop_duplicates()
        held = held[held["contract"].isin(contracts) & held["invoice"].isin(self.invoices["id"])]
        held = held[self.verdicts.allowed(KIND, held["contract"], held["invoice"])].sort_values(["invoice", "contract"])
        held = held.merge(self.terms[_OF_CONTRACT].add_prefix("k_"), left_on="contract", right_on="k_id", how="left")
        return held.merge(
            self.invoices[_OF_INVOICE].add_prefix("i_"), left_on="invoice", right_on="i_id", how="left"
        ).reset_index(drop=True)

    def _weigh(
        self, pairs: Pairs, held: pd.DataFrame, quoted: pd.DataFrame, titled: pd.DataFrame, timed: pd.DataFrame
    ) -> Bools:
        pairs.add(_PRIOR, "most invoices bill another contract")
        key = held[["contract", "invoice"]]
        quote = key.merge(quoted, on=["contract", "invoice"], how="left")
        weight = quote["quoted"].fillna(0.0).to_numpy()
        pairs.add(weight, quote["quote"].fillna("").to_numpy(dtype=object))
        named = weight > 0
        others = held["invoice"].isin(quoted["invoice"]).to_numpy(dtype=bool) & ~named
        pairs.add(np.where(others, -3.0, 0.0), "its numbers quote another contract")
        by_time = key.merge(timed, on=["contract", "invoice"], how="left")["timed"].notna().to_numpy(dtype=bool)
        pairs.add(np.where(by_time, 9.0, 0.0), "time entries name this invoice")
        elsewhere = held["invoice"].isin(timed["invoice"]).to_numpy(dtype=bool) & ~by_time
        pairs.add(np.where(elsewhere, -3.0, 0.0), "time entries give this invoice to another contract")
        near = key.merge(titled, on=["contract", "invoice"], how="left")
        found = near["near"].fillna(0.0).to_numpy()
        pairs.add(
            np.interp(found, [-0.6, -0.4, -0.01, 0.0, 0.4, 0.6, 0.8, 1.0], [0.0, -1.5, -3.0, 0.0, 0.3, 1.5, 3.0, 5.0]),
            ("title in a line: " + near["piece"].fillna("") + " / " + held["k_title"]).to_numpy(dtype=object),
        )
        same = (held["k_cluster"] == held["i_cluster"]).fillna(False).to_numpy(dtype=bool)
        pairs.add(np.where(same, 1.5, -3.0), either(same, "same customer", "another customer"))
        _, differ = told(held["k_currency"], held["i_currency"])
        pairs.add(np.where(differ, -2.0, 0.0), "currencies differ")
        early = days_between(held["i_day"], held["k_start"]) > self.policy.advance_days
        late = days_between(held["k_end"], held["i_day"]) > self.policy.arrears_days
        pairs.add(np.where(early | late, -3.0, 0.0), "dated outside the contract's term")
        pairs.add(np.where(self._other_months(held), -1.5, 0.0), "its months lie outside the contract's term")
        hours = self._hours(held)
        none_agree = self._has_hours(held) & (hours == 0) & ~by_time
        pairs.add(
            4.0 * hours - np.where(none_agree, 1.0, 0.0),
            either(none_agree, "none of its hours were worked on this contract", "hours of the month agree"),
        )
        fee = self._fee(held)
        pairs.add(np.where(fee, 2.0, 0.0), "amount is the agreed fee or instalment")
        item = self._item(held)
        pairs.add(np.where(item, 0.6, 0.0), "same service line")
        spent = self._spent(held)
        pairs.add(2.0 * spent, "its expenses were made for this contract")
        method = self._method(held)
        pairs.add(
            np.where(method < 0, -1.5, np.where(method > 0, 0.5, 0.0)),
            either(method < 0, "billed in another manner", "billed in the agreed manner"),
        )
        proved = same & proven_customers(held["k_customer"], held["i_customer"], self.customers)
        clear = (found >= 0.75) | (hours >= 0.6) | (fee & (found >= 0.4))
        return named | by_time | (proved & clear)

    # Single facts about a pair.

    def _billed(self) -> pd.DataFrame:
        """Lines with hours: invoice, month, hours in hundredths, rate; a line without a month takes the month before."""
        lines = self.lines
        before = (lines["invoice"].map(self.invoices.set_index("id")["day"]).dt.to_period("M") - 1).astype(str)
        month = lines["month"].where(lines["month"] != "", before)
        timely = (lines["quantity"].notna() & lines["unit_price"].notna() & (lines["unit_price"] > 0)).to_numpy(
            dtype=bool
        )
        return pd.DataFrame(
            {"invoice": lines["invoice"], "month": month, "quantity": lines["quantity"], "rate": lines["unit_price"]}
        )[
            timely
            & ~lines["description"]
            .str.contains(r"(?i)expense|retainer|milestone|instal|prepaid", regex=True)
            .to_numpy()
        ]

    def _worked(self) -> pd.DataFrame:
        """Hours of contracts by month and who: contract, month, quantity, by role, by person and by rate."""
        time = self.tables["time"]
        contract = time["project"].map(self.contract_of)
        real = (
            contract.notna().to_numpy(dtype=bool)
            & billable(time).to_numpy(dtype=bool)
            & time["day"].notna().to_numpy(dtype=bool)
        )
        frame = pd.DataFrame(
            {
                "contract": contract[real],
                "month": time.loc[real, "day"].dt.strftime("%Y-%m"),
                "role": time.loc[real, "role"],
                "person": time.loc[real, "person_name"],
                "rate": time.loc[real, "rate"].astype("Int64").fillna(-1),
                "seconds": time.loc[real, "seconds"].fillna(0).astype("int64"),
            }
        )
        parts = []
        for keys in (["role"], ["person"], ["role", "rate"], ["person", "rate"], []):
            parts.append(
                frame.groupby(["contract", "month", *keys], sort=False)["seconds"]
                .sum()
                .reset_index()[["contract", "month", "seconds"]]
            )
        whole = pd.concat(parts, ignore_index=True)
        whole["quantity"] = (whole["seconds"] * 10_000 + 1_800) // 3_600
        return whole[["contract", "month", "quantity"]].drop_duplicates()

    def _hours(self, held: pd.DataFrame) -> Floats:
        """0 .. 1: share of an invoice's hour lines whose hours are what somebody, or some role, worked on the contract."""
        billed = self._billed()
        self._hourly = set(billed["invoice"])
        if not len(billed) or not len(self.work):
            return np.zeros(len(held))
        rows = held[["contract", "invoice"]].merge(billed, on="invoice")
        worked = self._worked().assign(hit=1.0)
        rows["quantity"] = rows["quantity"].astype("int64")
        hit = rows.merge(worked, on=["contract", "month", "quantity"], how="left")["hit"].fillna(0.0)
        share = hit.groupby([rows["contract"], rows["invoice"]]).mean()
        index = pd.MultiIndex.from_frame(held[["contract", "invoice"]])
        return share.reindex(index).fillna(0.0).to_numpy(dtype=np.float64)

    def _other_months(self, held: pd.DataFrame) -> Bools:
        """Whether an invoice names months, all of them before the contract starts or after it ends."""
        named = self.lines[self.lines["month"] != ""].groupby("invoice")["month"].agg(["min", "max"])
        first, last = (held["invoice"].map(named[column]).fillna("") for column in ("min", "max"))
        starts, ends = (held[column].dt.strftime("%Y-%m").fillna("") for column in ("k_start", "k_end"))
        after = (first != "") & (ends != "") & (first > ends)
        before = (last != "") & (starts != "") & (last < starts)
        return (after | before).to_numpy(dtype=bool)

    def _has_hours(self, held: pd.DataFrame) -> Bools:
        return held["invoice"].isin(self._hourly).to_numpy(dtype=bool)

    def _fee(self, held: pd.DataFrame) -> Bools:
        """Whether a line's amount is the contract's monthly fee, an instalment, a milestone or a block of prepaid hours."""
        lines = self.lines[["invoice", "amount", "unit_price"]]
        milestones = self.tables["milestones"][["contract", "amount"]].dropna().drop_duplicates()
        fees = pd.concat(
            [milestones, self.terms[["id", "monthly_fee"]].dropna().set_axis(["contract", "amount"], axis=1)],
            ignore_index=True,
        )
        rows = held[["contract", "invoice"]].merge(lines, on="invoice")
        by_amount = rows.dropna(subset=["amount"]).merge(fees.drop_duplicates(), on=["contract", "amount"])
        rates = self.terms[["id", "prepaid_rate"]].dropna().set_axis(["contract", "unit_price"], axis=1)
        by_rate = rows.dropna(subset=["unit_price"]).merge(rates, on=["contract", "unit_price"])
        hits = pd.concat([by_amount, by_rate])[["contract", "invoice"]].drop_duplicates()
        return _among(held, hits)

    def _item(self, held: pd.DataFrame) -> Bools:
        """Whether a line's product or tracking option names the contract's service line."""
        items = self.lines.groupby("invoice")["item"].agg(lambda values: " | ".join(dict.fromkeys(values)))
        item = held["invoice"].map(items).fillna("")
        return np.array(
            [bool(line) and fold(line) in fold(text) for line, text in zip(held["k_service_line"], item, strict=True)],
            dtype=bool,
        )

    def _spent(self, held: pd.DataFrame) -> Floats:
        """0 .. 1: share of an invoice's expense lines that are an expense of the contract's projects, by merchant and day."""
        lines = self.lines[self.lines["description"].str.contains("(?i)expens", regex=True)]
        expenses = self.tables["expenses"]
        contract = expenses["project"].map(self.contract_of)
        if not len(lines) or not contract.notna().any():
            return np.zeros(len(held))
        mine = pd.DataFrame(
            {
                "contract": contract,
                "merchant": expenses["merchant"].where(expenses["merchant"] != "", expenses["category"]).map(fold),
                "day": expenses["day"].dt.strftime("%d"),
            }
        ).dropna()
        rows = held[["contract", "invoice"]].merge(lines[["invoice", "line", "description"]], on="invoice")
        rows["text"] = rows["description"].map(fold)
        both = rows.merge(mine.drop_duplicates(), on="contract")
        hit = [
            bool(merchant) and merchant in text and bool(re.search(rf"(?<!\d){day}(?!\d)", text))
            for merchant, text, day in zip(both["merchant"], both["text"], both["day"], strict=True)
        ]
        found = both[np.array(hit, dtype=bool)].drop_duplicates(["contract", "invoice", "line"])
        count = found.groupby(["contract", "invoice"]).size()
        whole = lines.groupby("invoice").size()
        index = pd.MultiIndex.from_frame(held[["contract", "invoice"]])
        share = count.reindex(index).fillna(0.0).to_numpy() / held["invoice"].map(whole).fillna(1.0).to_numpy()
        return np.asarray(share, dtype=np.float64)

    def _method(self, held: pd.DataFrame) -> Ints8:
        """1 where the lines look like the contract's billing method, -1 where they look like another, 0 where unclear."""
        kind = _manner(self.lines)
        manner = held["invoice"].map(kind).fillna("")
        method = held["k_method"]
        hourly = method.isin(["time_and_materials", "capped"])
        fits = ((manner == "hours") & hourly) | ((manner != "hours") & (manner == method))
        unclear = (manner == "") | (method == "")
        return np.where(unclear, 0, np.where(fits, 1, -1)).astype(np.int8)


Ints8 = np.ndarray[Any, np.dtype[np.int8]]


def _manner(lines: pd.DataFrame) -> dict[str, str]:
    """How an invoice bills, by its words: a billing method, or `hours`; invoices whose words do not say are left out."""
    text = lines["description"].str.casefold()
    says = pd.Series("", index=lines.index, dtype=object)
    for word, manner in (
        (r"prepaid|pre-paid|block of hours|hour bank", "prepaid"),
        (r"retainer|monthly fee", "retainer"),
        (r"instal?lment", "instalments"),
        (r"milestone", "milestones"),
    ):
        says = says.where((says != "") | ~text.str.contains(word, regex=True), manner)
    hours = (
        (says == "")
        & (lines["month"] != "")
        & ~text.str.contains("expens")
        & (lines["quantity"] != 10_000).fillna(False)
    )
    says = says.where(~hours, "hours")
    found = pd.DataFrame({"invoice": lines["invoice"], "says": says})
    found = found[found["says"] != ""].drop_duplicates()
    single = found.drop_duplicates("invoice", keep=False)
    return dict(zip(single["invoice"], single["says"], strict=True))


def _among(held: pd.DataFrame, hits: pd.DataFrame) -> Bools:
    index = pd.MultiIndex.from_frame(held[["contract", "invoice"]])
    return np.asarray(index.isin(pd.MultiIndex.from_frame(hits)), dtype=bool)
