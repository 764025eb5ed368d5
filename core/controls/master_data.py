"""Master data: the same customer, terms, tax id, currency and rates in every system (CONTROLS.md, section 1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from core.base.money import divide_round, exponent
from core.controls import wording
from core.controls.gathering import gathered
from core.controls.parties import legal_form, same_tax_id, similarity, tax_check, tax_key
from core.controls.policy import Policy
from core.controls.registry import control, findings, joined
from core.controls.sentences import sentences
from core.records.tables import findings_frame
from core.thread.pricing import FX_ONE, settle, share
from core.thread.thread import Thread

# Who keeps customers for which purpose is seen from what else a system holds.
# Names that differ more than this under one tax id are members of a tax group.
_SAME_TAX_ALIKE = 60
# Check digits mean something in a country where that share of the book's ids hold them.
_CHECKED_SHARE = 0.8
_LEDGER = ("invoices", "payments", "journal_lines", "accounts")


def systems_of(thread: Thread, *tables: str) -> frozenset[str]:
    """The systems from which rows of `tables` came."""
    return frozenset(system for name in tables for system in thread.tables[name]["system"].unique().tolist())


def unmatched(thread: Thread) -> str:
    """Why nothing can be said about ties: nothing has been matched; "" when links are there."""
    return "" if len(thread.tables.links) else "nothing has been matched across the systems yet"


def _lists(frame: pd.DataFrame, key: str, value: str) -> pd.Series:
    """Key -> related ids, joined."""
    return frame.groupby(key, sort=True)[value].agg(joined)


@control(
    "MD-01",
    "Customer missing downstream",
    severity="S1",
    impact="DC",
    needs=("customers", "contracts", "invoices"),
    reads=(
        "deals",
        "projects",
        "time",
        "expenses",
        "rates",
        "people",
        "change_orders",
        "fx_rates",
        "invoice_lines",
        "allocations",
        *_LEDGER,
    ),
    unless=unmatched,
)
def customer_not_in_ledger(thread: Thread, _policy: Policy) -> pd.DataFrame:
    """Customers with signed or worked business whom no ledger record stands for; unbilled work of theirs waits.

    A customer whose contract has an invoice is in the ledger under another name: that is a missing tie, not a missing customer.
    """
    customers = thread.tables["customers"]
    cluster = thread.cluster_of(customers["id"])
    in_ledger = set(cluster[customers["system"].isin(systems_of(thread, *_LEDGER))])
    contracts = thread.contracts
    projects = thread.projects[thread.projects["is_billable"] & (thread.projects["contract"] != "")]
    billed = set(thread.invoice_contract) - {""}
    known = set(contracts[contracts["id"].isin(billed)]["cluster"]) | in_ledger
    busy = set(contracts[contracts["active"]]["cluster"]) | set(projects["cluster"])
    missing = sorted(busy - known - {""})
    if not missing:
        return findings_frame()
    records = pd.DataFrame(
        {"id": customers["id"], "system": customers["system"], "name": customers["name"], "cluster": cluster}
    )
    records = records[records["cluster"].isin(missing)]
    rank = np.select(
        [records["system"].isin(systems_of(thread, "deals")), records["system"].isin(systems_of(thread, "projects"))],
        [0, 1],
        2,
    )
    records = records.assign(rank=rank).sort_values(["cluster", "rank", "id"])
    head = records.drop_duplicates("cluster").set_index("cluster")

    first = contracts.drop_duplicates("cluster").set_index("cluster")["currency"].to_dict()
    waiting = _waiting(thread, missing)
    totals = [waiting.get(key, (0, first.get(key, thread.tables.base_currency))) for key in head.index]
    head["amount"] = pd.array([amount for amount, _ in totals], dtype="Int64")
    head["currency"] = [currency for _, currency in totals]
    parts = pd.concat(
        [
            records[["cluster", "id"]],
            contracts[contracts["cluster"].isin(missing)][["cluster", "id"]],
            projects[projects["cluster"].isin(missing)][["cluster", "id"]],
        ]
    )
    parts = parts[~parts["id"].isin(head["id"])]
    related = _lists(parts, "cluster", "id").reindex(head.index).fillna("")
    return findings(
        "MD-01",
        subject=head["id"],
        amount=head["amount"],
        currency=head["currency"],
        related=related,
        message=sentences(
            lambda name, amount: (
                f"{name} has contracts or open projects and no customer record in the ledger; unbilled work and expenses of {amount} cannot be invoiced."
            ),
            head["name"],
            wording.money(head["amount"], head["currency"]),
        ),
        suggestion="Map the customer to a ledger record, or create one, then bill the work.",
    )


def _waiting(thread: Thread, clusters: Collection[str]) -> dict[str, tuple[int | None, str]]:
    """Unbilled approved work at card rate and billable expenses with mark-up of customers, where there are any: minor units and currency.

    In base currency at the as-of date where a customer's work is in several currencies; None where a rate of exchange is missing.
    """
    flags = ["is_billable", "is_approved", "is_invoiced"]
    time = thread.time
    time = time.loc[time["cluster"].isin(clusters), [*flags, "hourly", "cluster", "currency", "card_x", "value_x"]]
    time = time[time["hourly"] & time["is_billable"] & time["is_approved"] & ~time["is_invoiced"]]
    work = (
        time.assign(x=time["card_x"].fillna(time["value_x"])).groupby(["cluster", "currency"])["x"].sum().reset_index()
    )
    work["amount"] = settle(work["x"].astype("Int64"), work["currency"])
    costs = thread.expenses
    costs = costs.loc[costs["cluster"].isin(clusters), [*flags, "cluster", "currency", "charge"]]
    costs = costs[costs["is_billable"] & costs["is_approved"] & ~costs["is_invoiced"]]
    both = pd.concat([work, costs.rename(columns={"charge": "amount"})], ignore_index=True)
    both["base"] = thread.base(
        both["amount"], both["currency"], pd.Series(pd.Timestamp(thread.tables.as_of), both.index)
    )
    out: dict[str, tuple[int | None, str]] = {}
    for cluster, rows in both.groupby("cluster"):
        coins = rows["currency"].unique()
        amount = rows["amount"] if len(coins) == 1 else rows["base"]
        total = None if amount.isna().any() else int(amount.sum())
        out[str(cluster)] = (total, str(coins[0]) if len(coins) == 1 else thread.tables.base_currency)
    return out


@control(
    "MD-02",
    "Duplicate customer inside one system",
    severity="S2",
    impact="DC",
    needs=("customers",),
    reads=("invoices", "allocations", "invoice_lines"),
)
def duplicate_customer(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Two records of one system for one customer: same tax id, or the same name beside the same domain, e-mail, address or postcode.

    Different tax ids, countries or legal forms, or one being the parent of the other speak against it; a name alone never suffices.
    """
    pairs = _twins(thread, policy)
    if not pairs:
        return findings_frame()
    a = pd.DataFrame([one for one, _ in pairs])
    b = pd.DataFrame([two for _, two in pairs])
    heads = thread.invoices[~thread.invoices["void"]]
    open_by = heads.groupby("customer")["open"].sum()
    first, second = a["id"].map(open_by).astype("Int64"), b["id"].map(open_by).astype("Int64")
    carried = first.notna() & second.notna()
    amount = pd.concat([first, second], axis=1).min(axis=1).astype("Int64").clip(lower=0)
    ledger = a["system"].isin(systems_of(thread, "invoices"))
    currency = (
        a["id"]
        .map(heads.drop_duplicates("customer").set_index("customer")["currency"])
        .fillna(thread.tables.base_currency)
    )
    amount = amount.where(carried, 0).where(ledger).astype("Int64")
    return findings(
        "MD-02",
        subject=b["id"],
        related=a["id"],
        detail=a["id"],
        amount=amount,
        currency=currency.where(ledger, ""),
        message=sentences(
            lambda name, name_2, system: f"{name} and {name_2} in {system} are two records of one customer.",
            b["name"],
            a["name"],
            a["system"],
        ),
        suggestion="Merge them: keep the one with more open items, and keep the other name as an alias.",
    )


@dataclass(frozen=True, slots=True)
class _Party:
    """A customer record reduced to what tells two of them apart."""

    id: str
    system: str
    name: str
    parent: str
    country: str
    tax: str
    domain: str
    email: str
    place: str
    postcode: str
    cluster: str

    def beside(self, other: _Party) -> bool:
        """Whether the two share a domain, e-mail, address or postcode."""
        return any(
            mine and mine == theirs
            for mine, theirs in (
                (self.domain, other.domain),
                (self.email, other.email),
                (self.place, other.place),
                (self.postcode, other.postcode),
            )
        )

    def against(self, other: _Party, *, same_tax: bool) -> bool:
        """Whether something says that the two are different parties."""
        if self.id == other.parent or other.id == self.parent:
            return True
        if self.country and other.country and self.country != other.country:
            return True
        # "Oak Ltd" and "Oak BV" are two firms, unless one tax id says otherwise.
        forms = legal_form(self.name), legal_form(other.name)
        return not same_tax and (bool(self.tax and other.tax) or (all(forms) and forms[0] != forms[1]))


def _parties(thread: Thread) -> list[_Party]:
    people = thread.tables["customers"]
    people = people[~people["derived"].fillna(False).astype(bool)]
    columns = ("id", "system", "name", "parent", "country", "tax_id", "domain", "email", "street", "postcode")
    clusters = thread.cluster_of(people["id"])
    out = []
    for id, system, name, parent, country, tax, domain, email, street, postcode, cluster in zip(
        *(people[c] for c in columns), clusters, strict=True
    ):
        place = f"{street}|{postcode}".casefold() if street else ""
        code = postcode.replace(" ", "").casefold()
        out.append(
            _Party(
                id,
                system,
                name,
                parent,
                country.casefold(),
                tax_key(tax),
                domain,
                email.casefold(),
                place,
                code,
                cluster,
            )
        )
    return out


# A host or address shared by more (a mail provider, a serviced office) says nothing.
_CROWD = 8


def _twins(thread: Thread, policy: Policy) -> list[tuple[_Party, _Party]]:
    """Pairs of one system that are one party, by id."""
    groups: dict[tuple[str, str, str], list[_Party]] = {}
    for party in _parties(thread):
        for mark in ("tax", "domain", "email", "place", "postcode", "cluster"):
            value = getattr(party, mark)
            if value:
                groups.setdefault((mark, party.system, value), []).append(party)
    met: dict[tuple[str, str], tuple[_Party, _Party]] = {}
    for members in groups.values():
        if 1 < len(members) <= _CROWD:
            for one, two in combinations(sorted(members, key=lambda each: each.id), 2):
                met[one.id, two.id] = one, two
    out = []
    for _, (one, two) in sorted(met.items()):
        same_tax = bool(one.tax and two.tax) and same_tax_id(one.tax, two.tax)
        if one.against(two, same_tax=same_tax):
            continue
        alike = similarity(one.name, two.name)
        named = alike >= policy.name_similarity
        tied = one.cluster == two.cluster and not (one.tax and two.tax)
        if (same_tax and alike >= _SAME_TAX_ALIKE) or (named and (one.beside(two) or tied)):
            out.append((one, two))
    return out


@control(
    "MD-04",
    "Tax id mismatch or invalid",
    severity="S2",
    impact="OB",
    needs=("customers",),
    reads=("contracts", "change_orders", "invoice_lines", "allocations", *_LEDGER),
)
def tax_id_mismatch(thread: Thread, policy: Policy) -> pd.DataFrame:
    """One customer with two tax ids in two systems, or a tax id whose check digits fail.

    Check digits count for a country only where most ids of the book hold them. Impact: the tax that a reverse charge would cost on the
    invoices of the period if the id is wrong.
    """
    customers = thread.tables["customers"]
    people = customers[customers["tax_id"] != ""]
    if people.empty:
        return findings_frame()
    hit = pd.DataFrame(_tax_breaks(thread, people), columns=["cluster", "id", "other", "sentence"], dtype="object")
    if hit.empty:
        return findings_frame()
    amount, currency = _reverse_charged(thread, policy, hit["cluster"])
    return findings(
        "MD-04",
        subject=hit["id"],
        related=hit["other"],
        amount=amount,
        currency=currency,
        message=hit["sentence"],
        suggestion="Ask the customer for the right id, correct it, and hold reverse-charge invoices until then.",
    )


def _tax_breaks(thread: Thread, customers: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    """(cluster, customer, other record or "", sentence): one a real customer, the ledger's record first, two ids before a bad one."""
    ledger = systems_of(thread, *_LEDGER)
    clusters = thread.cluster_of(customers["id"])
    parties: dict[str, list[tuple[bool, str, str, str, str, str]]] = {}
    checked: dict[str, list[bool]] = {}
    for id, system, name, printed, cluster in zip(
        customers["id"], customers["system"], customers["name"], customers["tax_id"], clusters, strict=True
    ):
        key = tax_key(printed)
        parties.setdefault(cluster, []).append((system not in ledger, id, system, name, printed, key))
        country, holds = tax_check(key)
        if holds is not None:
            checked.setdefault(country, []).append(holds)
    trusted = {country for country, held in checked.items() if sum(held) >= _CHECKED_SHARE * len(held)}
    out = []
    for cluster, records in sorted(parties.items()):
        records.sort()
        for (_, id, system, name, printed, key), (_, other, system_2, _, printed_2, key_2) in combinations(records, 2):
            if system != system_2 and not same_tax_id(key, key_2):
                sentence = f"{name}: tax id {printed} in {system}, {printed_2} in {system_2}."
                out.append((cluster, id, other, sentence))
                break
        else:
            for _, id, system, name, printed, key in records:
                country, holds = tax_check(key)
                if holds is False and country in trusted:
                    out.append(
                        (cluster, id, "", f"{name}: the check digits of tax id {printed} in {system} do not hold.")
                    )
                    break
    return out


def _reverse_charged(thread: Thread, policy: Policy, cluster: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Tax at the standard rate on the period's net of each reverse-charge customer (else 0), and its currency."""
    contracts = thread.contracts
    reverse = set(contracts[contracts["tax_treatment"].str.contains("reverse", case=False)]["cluster"])
    period = thread.tables.period
    heads = thread.invoices[thread.invoices["live"]]
    standard = policy.standard_tax_basis
    if standard is None:
        ratio = (heads["tax"].astype("Float64") * 10_000 / heads["net"].astype("Float64")).round(-1)
        usual = ratio[(ratio > 0).fillna(False)].mode()
        standard = int(usual.iloc[0]) if len(usual) else 0
    heads = heads[(heads["day"] >= pd.Timestamp(period.first)) & (heads["day"] <= pd.Timestamp(period.last))]
    net = heads.groupby("cluster")["net"].sum()
    codes = pd.concat([contracts[["cluster", "currency"]], thread.invoices[["cluster", "currency"]]]).drop_duplicates(
        "cluster"
    )
    found = cluster.map(net).astype("Int64").fillna(0).where(cluster.isin(reverse), 0)
    amount = share(found, pd.Series(standard, index=cluster.index, dtype="Int64"))
    return amount, cluster.map(codes.set_index("cluster")["currency"]).fillna(thread.tables.base_currency)


@control(
    "MD-08",
    "Payment terms mismatch",
    severity="S2",
    impact="DC",
    needs=("contracts", "customers", "invoices"),
    reads=("change_orders", "invoice_lines", "allocations", *_LEDGER),
    unless=unmatched,
)
def terms_mismatch(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Ledger customers whose default terms are those of none of their contracts; priced at the cost of capital on their invoices.

    Where the ledger's customer list has no terms, those that most of the customer's invoices carry stand for them.
    """
    customers = thread.tables["customers"]
    ledger = customers.loc[customers["system"].isin(systems_of(thread, *_LEDGER)), ["id", "name", "terms_days"]]
    ledger["terms_days"] = ledger["terms_days"].fillna(ledger["id"].map(_usual_terms(thread)).astype("Int64"))
    ledger = ledger[ledger["terms_days"].notna()]
    ledger["cluster"] = thread.cluster_of(ledger["id"])
    contracts = thread.contracts
    contracts = contracts[contracts["terms_days"].notna() & contracts["active"] & (contracts["cluster"] != "")]
    met = ledger[["id", "name", "terms_days", "cluster"]].merge(
        contracts[["id", "cluster", "terms_days", "last_day"]], on="cluster", suffixes=("", "_k")
    )
    if met.empty:
        return findings_frame()
    fine = met.loc[(met["terms_days"] == met["terms_days_k"]).fillna(False).astype(bool), "id"]
    met = met[~met["id"].isin(fine)].sort_values(["id", "last_day", "id_k"], ascending=[True, False, True])
    if met.empty:
        return findings_frame()
    head = gathered(met, "id", first=["name", "terms_days", "terms_days_k"], ids=["id_k"]).set_index("id", drop=False)
    head = head.rename(columns={"terms_days": "days", "terms_days_k": "agreed", "id_k": "related"})
    heads = thread.invoices[~thread.invoices["void"]]
    terms = thread.of_contract(heads["contract"], "terms_days").astype("Int64")
    heads = heads.assign(agreed=terms.fillna(heads["customer"].map(head["agreed"]).astype("Int64")))
    heads = heads[heads["customer"].isin(head.index)]
    gap = heads["customer"].map(head["days"]).astype("Int64") - heads["agreed"]
    weighted = (heads["total"] * gap).groupby(heads["customer"]).sum()
    cost = [
        divide_round(abs(int(weighted.get(key, 0))) * policy.cost_of_capital_basis, 365 * 10_000) for key in head.index
    ]
    amount = pd.Series(cost, index=head.index, dtype="Int64")
    currency = head.index.to_series().map(heads.drop_duplicates("customer").set_index("customer")["currency"])
    currency = currency.fillna(thread.tables.base_currency)
    return findings(
        "MD-08",
        subject=head.index.to_series(),
        related=head["related"],
        amount=amount,
        currency=currency,
        message=sentences(
            lambda name, agreed, days, amount: (
                f"{name}: the contract says {agreed} days, the ledger {days}; the difference costs {amount} at the cost of capital."
            ),
            head["name"],
            head["agreed"].astype(str),
            head["days"].astype(str),
            wording.money(amount, currency),
        ),
        suggestion="Set the customer's terms in the ledger as in the contract and re-date open invoices.",
    )


def _usual_terms(thread: Thread) -> dict[str, int]:
    """Customer -> the net days of its invoices, where it has three or more and most of them agree."""
    heads = thread.invoices[~thread.invoices["void"]]
    days = heads["terms_days"].fillna((heads["due"] - heads["day"]).dt.days.astype("Int64"))
    counts = days.groupby([heads["customer"], days]).size()
    whole = counts.groupby(level=0).transform("sum")
    usual = counts[(counts * 2 > whole) & (whole >= 3)]
    return {customer: int(net) for customer, net in usual.index}


@control(
    "MD-09",
    "Currency mismatch",
    severity="S1",
    impact="OB",
    needs=("contracts", "invoices"),
    reads=("change_orders", "customers", "invoice_lines", "allocations", "fx_rates", "projects"),
)
def currency_mismatch(thread: Thread, _policy: Policy) -> pd.DataFrame:
    """Invoices in another currency than their contract: total x (difference of the two rates of the month), in base currency."""
    heads = thread.invoices[thread.invoices["live"] & (thread.invoices["contract"] != "")]
    agreed = thread.of_contract(heads["contract"], "currency")
    hit = heads[(agreed != heads["currency"]) & (agreed != "") & (heads["currency"] != "")]
    if hit.empty:
        return findings_frame()
    agreed = agreed[hit.index]
    gap = (thread.fx_rate(agreed, hit["day"]) - thread.fx_rate(hit["currency"], hit["day"])).abs()
    base = thread.tables.base_currency
    priced = [
        pd.NA
        if total is pd.NA or rate is pd.NA
        else divide_round(int(total) * int(rate) * 10 ** exponent(base), FX_ONE * 10 ** exponent(code))
        for total, rate, code in zip(hit["total"].astype(object), gap.astype(object), hit["currency"], strict=True)
    ]
    amount = pd.Series(priced, index=hit.index, dtype="Int64")
    projects = thread.projects[thread.projects["contract"].isin(hit["contract"])]
    project = hit["contract"].map(_lists(projects, "contract", "id")) if len(projects) else ""
    return findings(
        "MD-09",
        subject=hit["id"],
        related=(hit["contract"] + ";" + project).fillna(hit["contract"]).str.strip(";"),
        amount=amount,
        currency=base,
        day=hit["day"],
        message=sentences(
            lambda number, currency, agreed, amount: (
                f"Invoice {number} is in {currency}, its contract in {agreed}: {amount} at the rate of the month."
            ),
            hit["number"],
            hit["currency"],
            agreed,
            wording.money(amount, pd.Series(base, index=hit.index)),
        ),
        suggestion="Credit the invoice and issue it in the contract's currency.",
    )


_PRICED = ["contract", "person", "person_name", "work_role", "roster", "project", "currency"]


@control(
    "MD-12",
    "Person without a rate, or twice on the roster",
    severity="S2",
    impact="LR",
    needs=("time", "rates", "contracts"),
    reads=("people", "change_orders", "customers", "invoices", "invoice_lines", "allocations"),
)
def person_without_rate(thread: Thread, _policy: Policy) -> pd.DataFrame:
    """Billable hours on a contract billed by the hour whose card has no line for the person on the day, at the standard rate.

    A contract without any card at all is one finding on the contract. Two roster records with one e-mail are one person twice.
    """
    time = thread.time
    unknown = time["hourly"] & time["is_billable"] & time["card_rate"].isna() & (time["contract"] != "")
    rows = time.loc[unknown, [*_PRICED, "seconds", "standard_rate", "rate"]]
    out = []
    if len(rows):
        carded = rows["contract"].isin(thread.tables["rates"]["contract"])
        rows["subject"] = rows["person"].where(carded, rows["contract"])
        rows["carded"] = carded
        rows["x"] = rows["seconds"] * rows["standard_rate"].fillna(rows["rate"])
        rows["key"] = rows["subject"] + "|" + rows["contract"] + "|" + rows["currency"]
        head = gathered(
            rows,
            "key",
            total=["x", "seconds"],
            first=["subject", "contract", "currency", "person_name", "work_role", "carded"],
            ids=["roster", "project"],
        )
        amount = settle(head["x"], head["currency"])
        ref = wording.label(head["contract"])
        who = (head["person_name"] + " (" + head["work_role"] + ") is not on the rate card of " + ref).where(
            head["carded"], "Contract " + ref + " is billed by the hour and has no rate card"
        )
        out.append(
            findings(
                "MD-12",
                subject=head["subject"],
                detail=head["contract"],
                related=(head["roster"] + ";" + head["contract"] + ";" + head["project"]).str.strip(";"),
                amount=amount,
                currency=head["currency"],
                message=sentences(
                    lambda who, seconds, amount: f"{who}: {seconds} billable hours, {amount} at the standard rate.",
                    who,
                    wording.hours(head["seconds"]),
                    wording.money(amount, head["currency"]),
                ),
                suggestion="Agree a rate and add the line to the card.",
            )
        )
    roster = thread.roster
    mailed = roster[roster["email"] != ""]
    twice = mailed.assign(mail=mailed["email"].str.casefold())
    twice = twice[twice.duplicated("mail", keep=False)].reset_index(drop=True)
    if len(twice):
        pair = twice.groupby("mail").agg(
            first=("id", "first"), others=("id", lambda ids: joined(ids.iloc[1:])), name=("name", "first")
        )
        out.append(
            findings(
                "MD-12",
                subject=pair["first"],
                related=pair["others"],
                detail=pair.index.to_series(),
                impact_class="PR",
                message=sentences(
                    lambda name, pair: f"{name} stands on the roster twice with the e-mail {pair}.",
                    pair["name"],
                    pair.index.to_series(),
                ),
                suggestion="Merge the two people.",
            )
        )
    return pd.concat(out, ignore_index=True) if out else findings_frame()
