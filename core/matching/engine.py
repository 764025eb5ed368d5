"""All ties of a book: customers first, then each kind on the ties that were found before it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from core.matching.bank import BankMatch, names_by_record
from core.matching.customers import CustomerMatch, match_customers
from core.matching.deals import match_deals
from core.matching.evidence import Evidence, read_reason
from core.matching.invoices import InvoiceMatch
from core.matching.joins import party_words
from core.matching.milestones import match_milestones
from core.matching.parties import Party, parties, with_customers
from core.matching.people import match_people
from core.matching.policy import MatchPolicy
from core.matching.projects import contract_terms, match_projects, project_units
from core.matching.settlement import Settlement
from core.matching.verdicts import Verdicts, kept
from core.matching.votes import customer_votes, stray_votes
from core.records.schema import LINK_COLUMNS
from core.records.tables import Tables, coerce, links_frame


def match(tables: Tables, policy: MatchPolicy = MatchPolicy(), verdicts: pd.DataFrame | None = None) -> pd.DataFrame:  # noqa: B008 - frozen
    """Every tie between records of `tables`, with its evidence in words.

    verdicts: what people decided, columns kind, left, right, verdict (confirmed or rejected); hard constraints.
    Returns LINK_COLUMNS sorted by kind, left, right; each pair of a kind once.
    """
    said = Verdicts.of(verdicts)
    tables = with_customers(tables)
    everyone = parties(tables)
    votes = customer_votes(tables)
    found = _thread(tables, everyone, votes, policy, said)
    strays = stray_votes(tables, found.projects + found.deals, found.customers.cluster, policy.confirm)
    if strays:  # what was tied across customers tells that they may be one: look again, knowing it
        found = _thread(tables, everyone, votes + strays, policy, said)
    customers, words, terms, units = found.customers, found.words, found.terms, found.units
    invoices = InvoiceMatch(tables, terms, units, customers, words, found.projects, policy, said).links()
    rows = customers.links + found.projects + found.deals + invoices
    rows += match_milestones(tables, invoices, policy, said)
    names = names_by_record(everyone, customers)
    bank = BankMatch(tables, names, policy, said).links()
    rows += bank
    rows += Settlement(tables, customers, names, bank, invoices, policy, said).links()
    rows += match_people(tables, policy, said)
    return _frame(kept(rows, said, _ids(tables) if said.confirmed else ()))


def explain(links: pd.DataFrame, left: str, right: str) -> list[Evidence]:
    """The evidence of the tie between two records, whichever stands left; empty when `links` holds no such tie."""
    one = (links["left"] == left) & (links["right"] == right)
    other = (links["left"] == right) & (links["right"] == left)
    return [each for text in links.loc[one | other, "reason"] for each in read_reason(text)]


def _ids(tables: Tables) -> set[str]:
    """Every record id that a link may name."""
    names = (
        "customers",
        "deals",
        "contracts",
        "projects",
        "people",
        "milestones",
        "invoices",
        "payments",
        "bank_lines",
    )
    return {record for name in names for record in tables[name]["id"]}


@dataclass(frozen=True)
class _Thread:
    """The ties from customer to project, and the frames they were made of."""

    customers: CustomerMatch
    words: dict[int, frozenset[str]]
    terms: pd.DataFrame
    units: pd.DataFrame
    projects: list[dict[str, object]]
    deals: list[dict[str, object]]


def _thread(
    tables: Tables, everyone: list[Party], votes: Counter[tuple[str, str]], policy: MatchPolicy, said: Verdicts
) -> _Thread:
    customers = match_customers(everyone, votes, policy, said)
    words = party_words(everyone, customers)
    terms = contract_terms(tables, customers, words)
    units = project_units(tables, customers, words)
    return _Thread(
        customers, words, terms, units,
        match_projects(tables, terms, units, customers, policy, said),
        match_deals(tables, terms, words, customers, policy, said),
    )  # fmt: skip


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = links_frame(rows)
    frame = frame.sort_values(["kind", "left", "right"], kind="stable").drop_duplicates(["kind", "left", "right"])
    return coerce(frame, LINK_COLUMNS)
