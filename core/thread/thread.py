"""The thread as tables: what the links prove, folded onto contracts, work and invoices, computed once and shared.

Engines that check, measure or report read this instead of joining again. Everything is lazy and never changed in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

import numpy as np
import pandas as pd

from core.records.flags import billable
from core.records.schema import HOURLY_METHODS
from core.records.tables import Tables
from core.thread import documents, pricing
from core.thread.banking import CashBook, cash_book
from core.thread.billed_expenses import billed_expenses
from core.thread.folding import best_left, best_right, clusters, live_links, mapped
from core.thread.months import months_of
from core.thread.postings import ledger_lines, postings
from core.thread.schedule import billed_milestones, schedule
from core.thread.taxes import document_tax, rated_lines, tax_rates


class Thread:
    """The joined view of one `Tables`.

    All frames keep the canonical columns and add those named in each property. Values of work are exact products
    (`core.thread.pricing`); amounts are minor units of the row's currency unless a column says base.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    # --- who and what belongs together -------------------------------------------------------------------------------

    @cached_property
    def customer_cluster(self) -> pd.Series:
        """Customer id -> smallest id of all records of the same real customer."""
        return clusters(self.tables["customers"]["id"].tolist(), self.tables.links)

    def cluster_of(self, customers: pd.Series) -> pd.Series:
        """The cluster of each customer id; the id itself when it is in none."""
        found = customers.map(self.customer_cluster)
        return found.where(found.notna(), customers).astype("object")

    @cached_property
    def project_contract(self) -> pd.Series:
        """Project id -> contract id."""
        return best_left(self.tables.links, "contract-project")

    @cached_property
    def contract_deal(self) -> pd.Series:
        """Contract id -> deal id."""
        return best_left(self.tables.links, "deal-contract")

    @cached_property
    def invoice_contract(self) -> pd.Series:
        """Invoice id -> contract id."""
        return best_left(self.tables.links, "contract-invoice")

    @cached_property
    def person_roster(self) -> pd.Series:
        """Time-system person id -> roster person id."""
        return best_left(self.tables.links, "person")

    @cached_property
    def milestone_invoices(self) -> pd.DataFrame:
        """Milestone-invoice links: milestone, invoice, amount, and the invoice's live, day, total."""
        chosen = live_links(self.tables.links, "milestone-invoice")
        out = chosen[["left", "right", "amount", "currency"]].rename(columns={"left": "milestone", "right": "invoice"})
        return out.merge(
            self.invoices[["id", "live", "void", "day", "number", "net"]].rename(columns={"id": "invoice"}),
            on="invoice",
        )

    # --- contracts ---------------------------------------------------------------------------------------------------

    @cached_property
    def contracts(self) -> pd.DataFrame:
        """Contracts with cluster, changes (signed change orders), later, price (value + changes), full_cap, last_day, deal, projects, active.

        later: change orders signed after the as-of date, which what is kept without dates (deal, budget, schedule) may hold already.
        full_cap: cap + signed changes (cap_change where given, else the amount). last_day: end or the latest signed new_end.
        active: not cancelled or draft by its status text.
        """
        contracts = self.tables["contracts"].copy()
        orders = self.tables["change_orders"]
        signed = orders[
            (orders["status"].str.casefold().isin(["signed", "approved", "accepted"])) & orders["signed"].notna()
        ]
        by_then = signed["signed"] <= pd.Timestamp(self.tables.as_of)
        later = signed[~by_then].groupby("contract")["amount"].sum()
        signed = signed[by_then]
        changes = signed.groupby("contract")["amount"].sum()
        cap_changes = signed["cap_change"].fillna(signed["amount"]).groupby(signed["contract"]).sum()
        ends = signed.groupby("contract")["new_end"].max()
        contracts["cluster"] = self.cluster_of(contracts["customer"])
        contracts["changes"] = contracts["id"].map(changes).astype("Int64").fillna(0)
        contracts["later"] = contracts["id"].map(later).astype("Int64").fillna(0)
        contracts["price"] = contracts["value"] + contracts["changes"]
        contracts["full_cap"] = contracts["cap"] + contracts["id"].map(cap_changes).astype("Int64").fillna(0)
        extended = contracts["id"].map(ends) if len(ends) else pd.Series(pd.NaT, index=contracts.index)
        contracts["last_day"] = pd.concat([contracts["end"], pd.to_datetime(extended)], axis=1).max(axis=1)
        contracts["deal"] = mapped(contracts["id"], self.contract_deal)
        contracts["projects"] = contracts["id"].map(self.project_contract.value_counts()).astype("Int64").fillna(0)
        contracts["active"] = ~contracts["status"].str.casefold().isin(
            ["cancelled", "canceled", "draft", "void", "lost"]
        )
        return contracts

    @cached_property
    def contract_by_id(self) -> pd.DataFrame:
        """`contracts` indexed by id, each id once."""
        return self.contracts.drop_duplicates("id").set_index("id", drop=False)

    @cached_property
    def contract_projects(self) -> pd.Series:
        """Contract id -> ids of its projects, `;` joined."""
        projects = self.projects
        return projects[projects["contract"] != ""].groupby("contract")["id"].agg(";".join)

    def of_contract(self, contract: pd.Series, column: str) -> pd.Series:
        """One column of the contracts for each contract id; absent where the id is "" or unknown."""
        frame = self.contract_by_id[column]
        found = contract.map(frame)
        if frame.dtype == "object":
            return found.astype("object").where(found.notna(), "")
        return found.astype(frame.dtype)

    @cached_property
    def projects(self) -> pd.DataFrame:
        """Projects with contract, contract_method, cluster; is_billable: flagged billable and not an internal project."""
        projects = self.tables["projects"].copy()
        projects["contract"] = mapped(projects["id"], self.project_contract)
        projects["contract_method"] = self.of_contract(projects["contract"], "method")
        projects["cluster"] = self.cluster_of(projects["customer"])
        projects["is_billable"] = projects["billable"].fillna(True).astype(bool)
        return projects

    # --- work --------------------------------------------------------------------------------------------------------

    @cached_property
    def roster(self) -> pd.DataFrame:
        """People of the roster (not derived), indexed by id."""
        people = self.tables["people"]
        return people[~people["derived"].fillna(False).astype(bool)].drop_duplicates("id").set_index("id", drop=False)

    @cached_property
    def names(self) -> tuple[frozenset[str], frozenset[str]]:
        """Lower-case names of people and of roles that an invoice line may name."""
        people = self.tables["people"]
        roles = [*people["role"].str.casefold().tolist(), *self.tables["rates"]["role"].str.casefold().tolist()]
        return (
            frozenset(n for n in people["name"].str.casefold().tolist() if n),
            frozenset(n for n in roles if n and n != "any"),
        )

    @cached_property
    def placed_time(self) -> pd.DataFrame:
        """Time with all that `time` adds but the card's rates and the invoice."""
        time = self.tables["time"].copy()
        time["contract"] = mapped(time["project"], self.project_contract)
        time["method"] = self.of_contract(time["contract"], "method")
        time["cluster"] = self.cluster_of(time["customer"])
        time["month"] = months_of(time["day"])
        time["roster"] = mapped(time["person"], self.person_roster)
        role = mapped(time["roster"], self.roster["role"])
        time["work_role"] = time["role"].where(time["role"] != "", role)
        time["is_billable"] = billable(time)
        time["is_approved"] = time["approved"].fillna(True).astype(bool)
        time["is_invoiced"] = time["invoiced"].fillna(False).astype(bool)
        time["hourly"] = time["method"].isin(HOURLY_METHODS)
        time["standard_rate"] = time["roster"].map(self.roster["bill_rate"]).astype("Int64")
        time["value_x"] = time["seconds"] * time["rate"]
        return time

    @cached_property
    def card_keys(self) -> pricing.CardKeys:
        """Who asks the rate card for `time`."""
        time = self.placed_time
        roster_name = mapped(time["roster"], self.roster["name"]).str.casefold()
        return pricing.card_keys(
            pd.DataFrame(
                {
                    "contract": time["contract"],
                    "person_names": time["person_name"].str.casefold() + "|" + roster_name,
                    "role": time["work_role"],
                    "day": time["day"],
                }
            )
        )

    @cached_property
    def time(self) -> pd.DataFrame:
        """Time priced and placed: contract, method, cluster, month, roster, work_role, is_billable, is_approved, is_invoiced, hourly,
        card_rate (Int64, NA = no line on the card), card_currency, standard_rate, value_x, card_x (exact products), invoice.

        method: the contract's; "" without contract. is_billable: see `core.records.flags`. is_approved: NA counts as
        approved (the system has no approval). hourly: billed by the hour.
        invoice: the invoice the hours stand on: the one the time system names, else the earliest live hourly invoice of contract and
        month, else any not voided; "" when not invoiced or not found.
        """
        time = self.unpriced_time.copy(deep=False)
        for name, column in self.time_cards.items():
            time[name] = column
        return time

    @cached_property
    def time_cards(self) -> pd.DataFrame:
        """What the rate card says of `time`: card_rate, card_currency, card_x; what the time system's own rate cannot change."""
        card = pricing.card_rates(self.card_keys, self.tables["rates"])
        worth = self.placed_time["seconds"] * card["rate"]
        return pd.DataFrame({"card_rate": card["rate"], "card_currency": card["currency"], "card_x": worth})

    @cached_property
    def unpriced_time(self) -> pd.DataFrame:
        """`time` without the card: what a changed rate cannot change."""
        time = self.placed_time.copy(deep=False)
        time["invoice"] = self.time_invoices
        return time

    @cached_property
    def time_invoices(self) -> pd.Series:
        """The invoice that each invoiced row of time stands on (see `time`)."""
        time = self.placed_time
        numbers = self.invoices.drop_duplicates("number").set_index("number")["id"]
        named = time["invoice_number"].map(numbers)
        hourly = self.lines[self.lines["bills"].isin(["hourly"]) & ~self.lines["void"] & (self.lines["contract"] != "")]
        first = hourly.assign(rank=(~hourly["live"]).astype(int)).sort_values(
            ["rank", "invoice_day", "invoice"], kind="stable"
        )
        first = first.drop_duplicates(["contract", "month"])
        by_month = pd.Series(
            first["invoice"].to_numpy(), index=pd.Index(first["contract"] + "|" + first["month"]), dtype="object"
        )
        placed = (time["contract"] + "|" + time["month"]).map(by_month)
        found = named.where(named.notna(), placed)
        return found.where(found.notna() & time["is_invoiced"], "").astype("object")

    @cached_property
    def expenses(self) -> pd.DataFrame:
        """Expenses placed and priced: contract, method, cluster, month, markup, charge (cost plus mark-up, rounded per expense), is_billable,
        is_approved, is_invoiced, excluded (its category is excluded by the contract).
        """
        expenses = self.tables["expenses"].copy()
        expenses["contract"] = mapped(expenses["project"], self.project_contract)
        expenses["method"] = self.of_contract(expenses["contract"], "method")
        expenses["cluster"] = self.cluster_of(expenses["customer"])
        expenses["month"] = months_of(expenses["day"])
        expenses["markup"] = self.of_contract(expenses["contract"], "markup").astype("Int64")
        expenses["charge"] = pricing.share(expenses["amount"], expenses["markup"].fillna(0) + 10_000)
        expenses["is_billable"] = billable(expenses)
        expenses["is_approved"] = expenses["approved"].fillna(True).astype(bool)
        expenses["is_invoiced"] = expenses["invoiced"].fillna(False).astype(bool)
        excluded = self.of_contract(expenses["contract"], "expenses_excluded").str.casefold()
        category = expenses["category"].str.casefold()
        expenses["excluded"] = np.array(
            [bool(c) and c in [part.strip() for part in e.split(",")] for c, e in zip(category, excluded, strict=True)],
            dtype=bool,
        )
        return expenses

    # --- documents ---------------------------------------------------------------------------------------------------

    @cached_property
    def credits(self) -> pd.DataFrame:
        """See `core.thread.documents.credits`."""
        return documents.credits(self.tables)

    @cached_property
    def open_balances(self) -> pd.Series:
        """See `core.thread.documents.open_balances`."""
        return documents.open_balances(self.tables)

    @cached_property
    def invoices(self) -> pd.DataFrame:
        """See `core.thread.documents.invoice_heads`; adds cluster of the billed customer."""
        heads = documents.invoice_heads(self.tables, self.credits)
        heads["cluster"] = self.cluster_of(heads["customer"])
        return heads

    @cached_property
    def lines(self) -> pd.DataFrame:
        """See `core.thread.documents.invoice_lines`."""
        return documents.invoice_lines(self.tables, self.invoices, self.tables["contracts"], *self.names)

    @cached_property
    def billed_expenses(self) -> pd.DataFrame:
        """See `core.thread.billed_expenses.billed_expenses`."""
        return billed_expenses(self.expenses, self.lines)

    @cached_property
    def schedule(self) -> pd.DataFrame:
        """See `core.thread.schedule.schedule`."""
        return schedule(self.tables["milestones"], self.contract_by_id, self.contract_projects)

    @cached_property
    def billed_milestones(self) -> pd.DataFrame:
        """See `core.thread.schedule.billed_milestones`."""
        links = self.tables.links
        refused = links[(links["kind"] == "milestone-invoice") & (links["status"] == "rejected")]
        milestones = self.tables["milestones"]
        milestones = milestones.assign(cluster=self.of_contract(milestones["contract"], "cluster"))
        lines = self.lines.assign(cluster=self.cluster_of(self.lines["customer"]))
        return billed_milestones(milestones, lines, self.milestone_invoices, refused)

    @cached_property
    def tax_rates(self) -> pd.DataFrame:
        """See `core.thread.taxes.tax_rates`."""
        return tax_rates(self.lines, self.invoices)

    @cached_property
    def rated_lines(self) -> pd.DataFrame:
        """See `core.thread.taxes.rated_lines`."""
        return rated_lines(self.lines, self.tax_rates)

    @cached_property
    def document_tax(self) -> pd.DataFrame:
        """See `core.thread.taxes.document_tax`."""
        return document_tax(self.rated_lines, self.invoices)

    @cached_property
    def reissues(self) -> pd.DataFrame:
        """Invoices that bill again what a voided or error-credited invoice billed: invoice, replaces.

        The replacement is the first later live invoice of the same contract with the same net and, where hourly, the same service month
        (a voided document may print no amounts: then contract and month decide).
        """
        heads = self.invoices[self.invoices["contract"] != ""]
        month = self.lines[self.lines["month"] != ""].groupby("invoice")["month"].max()
        heads = heads.assign(month=mapped(heads["id"], month))
        gone = heads[heads["void"] | heads["error_credit"]]
        live = heads[heads["live"]]
        pairs = gone.merge(live, on="contract", suffixes=("_gone", ""))
        same_net = (pairs["net_gone"] == pairs["net"]).fillna(False) | (pairs["net_gone"].fillna(0) == 0)
        same_month = pairs["month_gone"] == pairs["month"]
        pairs = pairs[same_net & same_month & (pairs["day"] >= pairs["day_gone"])]
        pairs = pairs.sort_values(["id_gone", "day", "id"]).drop_duplicates("id_gone")
        return pd.DataFrame(
            {"invoice": pairs["id"].to_numpy(), "replaces": pairs["id_gone"].to_numpy()}, dtype="object"
        )

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """See `core.thread.postings.ledger_lines`."""
        return ledger_lines(self.tables)

    @cached_property
    def postings(self) -> pd.DataFrame:
        """See `core.thread.postings.postings`: what the ledger holds under each invoice's number."""
        return postings(self.ledger, self.invoices)

    @cached_property
    def cash(self) -> CashBook:
        """See `core.thread.banking.cash_book`."""
        return cash_book(self.tables)

    def fx_rate(self, currency: pd.Series, day: pd.Series) -> pd.Series:
        """Millionths of base per unit of each row's currency in the day's month; one million for the base; NA when unknown (Int64)."""
        return pricing.fx_rates(currency, day, self.tables["fx_rates"], self.tables.base_currency)

    def base(self, amount: pd.Series, currency: pd.Series, day: pd.Series) -> pd.Series:
        """Amounts in base minor units at the rate of each day's month (see `pricing.to_base`)."""
        return pricing.to_base(amount, currency, day, self.tables["fx_rates"], self.tables.base_currency)

    # --- reuse after an edit -----------------------------------------------------------------------------------------

    def refreshed(
        self, tables: Tables, changed: frozenset[str], fields: Mapping[str, frozenset[str]] = MappingProxyType({})
    ) -> Thread:
        """A thread of `tables` that keeps what cannot depend on the `changed` table names ("links" for the links).

        fields: which fields of a changed table changed, where that is known; rows are the same then.
        An edit of a rate or a person that leaves all names and roles as they were does not touch the invoice lines. Time whose
        own rate changed stays where it was placed and keeps what the card says of it.
        """
        fresh = Thread(tables)
        if changed & {"people", "rates"} and self.names != fresh.names:
            changed |= {"names"}
        for name, needs in _DEPENDS.items():
            if name in self.__dict__ and not (needs & changed):
                fresh.__dict__[name] = self.__dict__[name]
        if changed == {"time"} and fields.get("time", _ANY) <= _PRICE:
            for name in _UNPRICED & self.__dict__.keys():
                fresh.__dict__[name] = self.__dict__[name]
            if "placed_time" in self.__dict__:
                placed = self.placed_time.copy(deep=False)
                for name in sorted(_PRICE):
                    placed[name] = tables["time"][name]
                placed["value_x"] = placed["seconds"] * placed["rate"]
                fresh.__dict__["placed_time"] = placed
        return fresh


_ANY = frozenset({"*"})
_PRICE = frozenset({"rate", "amount", "cost_rate"})  # of time: what it is worth, not where it belongs
_UNPRICED = frozenset({"card_keys", "time_cards", "time_invoices"})
_LINKED = frozenset({"links", "customers"})
_HEADS = _LINKED | {"invoices", "invoice_lines", "allocations"}
_LINES = _HEADS | {"contracts", "names", "accounts"}  # names: see `Thread.refreshed`
_TIME = _LINKED | {"time", "contracts", "change_orders", "people"}
_DEPENDS: Mapping[str, frozenset[str]] = {
    "customer_cluster": _LINKED,
    "project_contract": frozenset({"links"}),
    "contract_deal": frozenset({"links"}),
    "invoice_contract": frozenset({"links"}),
    "person_roster": frozenset({"links"}),
    "milestone_invoices": _HEADS,
    "contracts": _LINKED | {"contracts", "change_orders"},
    "contract_by_id": _LINKED | {"contracts", "change_orders"},
    "contract_projects": _LINKED | {"projects", "contracts", "change_orders"},
    "projects": _LINKED | {"projects", "contracts", "change_orders"},
    "roster": frozenset({"people"}),
    "placed_time": _TIME,
    "card_keys": _TIME,
    "time_invoices": _TIME | _LINES,
    "unpriced_time": _TIME | _LINES,
    "time_cards": _TIME | {"rates"},
    "time": _TIME | _LINES | {"rates"},
    "expenses": _LINKED | {"expenses", "contracts", "change_orders"},
    "credits": frozenset({"invoices", "allocations"}),
    "open_balances": frozenset({"invoices", "allocations"}),
    "invoices": _HEADS,
    "names": frozenset({"people", "rates"}),
    "lines": _LINES,
    "billed_expenses": _LINES | {"change_orders", "expenses"},
    "schedule": _LINKED | {"milestones", "contracts", "change_orders", "projects"},
    "billed_milestones": _LINES | {"milestones", "change_orders"},
    "rated_lines": _LINES,
    "document_tax": _LINES,
    "tax_rates": _LINES,
    "reissues": _LINES,
    "ledger": frozenset({"journal_lines", "accounts"}),
    "postings": _HEADS | {"journal_lines", "accounts"},
    "cash": frozenset(
        {"links", "payments", "allocations", "invoices", "bank_lines", "journal_lines", "accounts", "fx_rates"}
    ),
}

__all__ = ["Thread", "best_right"]
