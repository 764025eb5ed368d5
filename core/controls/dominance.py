"""Which finding prices a cause and which is only its symptom, as a table: a break is priced once, where it began."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pandas as pd

from core.thread.thread import Thread

SUBJECT: Final = "subject"


@dataclass(frozen=True, slots=True)
class Absorption:
    """Findings of `upstream` absorb those of `downstream` that name a common record.

    by: the entity of the common record (project, contract, invoice ...), among subject and related of both; or "subject": both have the same.
    own: the common record must be the upstream's subject (a double invoice names the first one, too). equal: the amounts must be the same,
    where the common record alone could be chance.
    """

    upstream: str
    downstream: tuple[str, ...]
    by: str
    own: bool = False
    equal: bool = False


def _absorbs(upstream: str, by: str, *downstream: str, own: bool = False, equal: bool = False) -> Absorption:
    return Absorption(upstream, downstream, by, own, equal)


# Order is precedence: where several upstream findings meet a symptom, the first of this list takes it.
ABSORPTIONS: Final[tuple[Absorption, ...]] = (
    # Nobody to bill: the customer is not in the ledger.
    _absorbs("MD-01", "project", "TE-03", "EX-03"),
    _absorbs("MD-01", "contract", "MS-01", "BI-04"),
    # No contract, no project, the wrong term of the deal: what follows is not priced again.
    _absorbs("HO-03", "project", "TE-03", "TE-04", "TE-06", "EX-03", "MD-12", own=True),
    _absorbs("HO-02", "contract", "MS-01", "MS-05", "BI-04", own=True),
    _absorbs("HO-15", "contract", "HO-07", own=True),
    _absorbs("HO-15", "project", "TE-06"),
    _absorbs("HO-12", "contract", "BI-06", own=True, equal=True),
    _absorbs("MD-08", "customer", "BI-18", own=True),
    _absorbs("MD-09", "invoice", "BI-09", "BI-08", "BI-10", own=True),
    # Work billed wrongly.
    _absorbs("TE-08", SUBJECT, "TE-10"),
    _absorbs("MS-04", "invoice", "BI-12", "BI-11", "BI-10"),
    _absorbs("MS-04", "contract", "BI-06", equal=True),
    _absorbs("MS-02", "invoice", "GL-10"),
    # The invoice itself.
    _absorbs("BI-07", "invoice", "BI-08", "BI-04", "BI-06", "BI-10", "MS-03", "EX-04", "TE-13", "GL-02", own=True),
    _absorbs("BI-09", "invoice", "BI-08", own=True),
    _absorbs("BI-06", "invoice", "BI-10"),
    _absorbs("BI-04", "invoice", "BI-12", "BI-11", "BI-10"),
    _absorbs("BI-12", "invoice", "BI-11", "BI-10", "BI-20", "TE-13", own=True),
    _absorbs("BI-10", "invoice", "TE-13", own=True),
    # Cash.
    _absorbs("CA-10", "invoice", "TE-03", "EX-03", "CA-02"),
    _absorbs("CA-10", "credit_note", "CA-09", "CA-02", own=True),
    _absorbs("CA-05", "payment", "CA-01", "CA-04", "CA-07", own=True),
    _absorbs("CA-02", "payment", "CA-04"),
    _absorbs("CA-07", "payment", "CA-01", own=True),
    # The books.
    _absorbs("GL-01", "journal", "GL-11"),
)


def absorbed_by(found: pd.DataFrame, thread: Thread) -> pd.Series:
    """For each finding the key of the one that prices its cause, "" when it stands for itself.

    found: FINDING_COLUMNS, keys unique. Chains end at their first cause.
    """
    pairs = pd.DataFrame(
        [
            (a.upstream, symptom, a.by, rank, a.own, a.equal)
            for rank, a in enumerate(ABSORPTIONS)
            for symptom in a.downstream
        ],
        columns=["upstream", "downstream", "by", "rank", "own", "equal"],
    )
    none = pd.Series("", index=found.index, dtype="object")
    taking = found[found["control"].isin({*pairs["upstream"], *pairs["downstream"]})]
    if taking.empty:
        return none
    named = pd.DataFrame(
        _named(taking, thread, frozenset(pairs["by"])), columns=["key", "control", "id", "by", "own"], dtype="object"
    )
    price = taking.drop_duplicates("key").set_index("key")["amount"]
    met = named.merge(pairs, left_on=["control", "by"], right_on=["downstream", "by"], suffixes=("", "_asked"))
    met = met.merge(named, left_on=["upstream", "by", "id"], right_on=["control", "by", "id"], suffixes=("", "_up"))
    owned = ~met["own_asked"].astype(bool) | met["own_up"].astype(bool)
    alike = (
        (met["key"].map(price).astype("Int64") == met["key_up"].map(price).astype("Int64")).fillna(False).astype(bool)
    )
    met = met[(met["key"] != met["key_up"]) & owned & (alike | ~met["equal"].astype(bool))]
    met = met.sort_values(["rank", "key_up"]).drop_duplicates("key")
    cause = dict(zip(met["key"], met["key_up"], strict=True))

    def root(key: str) -> str:
        seen = {key}
        while (up := cause.get(key, "")) and up not in seen:
            key = up
            seen.add(key)
        return key

    return found["key"].map(lambda key: root(key) if key in cause else "").astype("object")


def _named(found: pd.DataFrame, thread: Thread, entities: frozenset[str]) -> Iterable[tuple[str, str, str, str, bool]]:
    """(key, control, id, entity, whether it is the subject) of every record that a finding names, and of the customer or contract behind it."""
    heads = thread.invoices
    customer = dict(zip(heads["id"], heads["customer"], strict=True))
    schedule = thread.tables["milestones"]
    contract = dict(zip(schedule["id"], schedule["contract"], strict=True))
    for key, control, subject, related in zip(
        found["key"], found["control"], found["subject"], found["related"], strict=True
    ):
        yield key, control, subject, SUBJECT, True
        seen = set()
        for each in (subject, *related.split(";")):
            for record in (each, customer.get(each, ""), contract.get(each, "")):
                entity = record.split(":", 2)[1] if record.count(":") >= 2 else ""
                if entity in entities and record not in seen:
                    seen.add(record)
                    yield key, control, record, entity, record == subject
