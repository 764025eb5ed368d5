"""What the threads say about customers: a contract's project, deal and invoices belong to the contract's customer."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from core.matching.evidence import confidence
from core.matching.references import contract_keys, leading_code, mentions, order_keys, squeeze, tokens, unique_keys
from core.records.tables import Tables


def deal_refs(tables: Tables) -> pd.DataFrame:
    """Contracts whose noted deal id is a deal's id (a 15-character form counts): columns deal, contract."""
    contracts, deals = tables["contracts"], tables["deals"]
    keys = unique_keys(
        (
            (key, record)
            for external, record in zip(deals["external_id"], deals["id"], strict=True)
            for key in {external.strip(), external.strip()[:15] if len(external.strip()) == 18 else external.strip()}
        ),
        shortest=1,
    )
    noted = contracts.loc[contracts["deal_ref"] != "", ["id", "deal_ref"]]
    found = [
        (keys.get(ref.strip()) or keys.get(ref.strip()[:15], ""), record)
        for record, ref in noted.itertuples(index=False)
    ]
    return pd.DataFrame([pair for pair in found if pair[0]], columns=["deal", "contract"])


def project_codes(tables: Tables) -> pd.DataFrame:
    """Each project with its code as printed, from its own column or its name: columns project, code (may be "")."""
    projects = tables["projects"]
    own = projects["code"].where(projects["code"] != "", projects["name"].map(leading_code))
    return pd.DataFrame({"project": projects["id"], "code": own.astype(object)})


def coded_projects(tables: Tables) -> pd.DataFrame:
    """Projects whose code names a contract, or that the register names: columns contract, project, how."""
    contracts = tables["contracts"]
    coded = project_codes(tables)
    keys = contract_keys(contracts, bare=True)
    rows: list[tuple[str, str, str]] = []
    for project, code in coded.itertuples(index=False):
        named = dict.fromkeys(keys[token] for token in tokens(code) if token in keys)
        if len(named) == 1:
            rows.append((next(iter(named)), project, f"project code {code} is the contract's ref"))
    by_code = unique_keys((squeeze(code), project) for project, code in coded.itertuples(index=False) if code)
    noted = contracts.loc[contracts["project_code"] != "", ["id", "project_code"]]
    for contract, code in noted.itertuples(index=False):
        project = by_code.get(squeeze(code))
        if project:
            rows.append((contract, project, f"the register names project {code}"))
    return pd.DataFrame(rows, columns=["contract", "project", "how"])


def quoted_contracts(tables: Tables) -> pd.DataFrame:
    """Invoices whose reference or order number quotes a contract: columns invoice, contract, how."""
    contracts, invoices = tables["contracts"], tables["invoices"]
    quoted = [(contract_keys(contracts), "contract ref"), (order_keys(contracts), "purchase order")]
    by_project = coded_projects(tables).drop_duplicates("project").set_index("project")["contract"]
    codes = {
        key: by_project[project]
        for key, project in unique_keys(
            (squeeze(code), project) for project, code in project_codes(tables).itertuples(index=False) if code
        ).items()
        if project in by_project.index
    }
    parts: list[pd.DataFrame] = []
    for keys, how in (*quoted, (codes, "project code")):
        for column in ("reference", "po_number"):
            rows, records = mentions(invoices[column], keys)
            parts.append(pd.DataFrame({"invoice": invoices["id"].to_numpy()[rows], "contract": records, "how": how}))
    return pd.concat(parts, ignore_index=True).drop_duplicates(["invoice", "contract", "how"])


def stray_votes(
    tables: Tables, links: list[dict[str, object]], cluster: dict[str, int], least: float
) -> Counter[tuple[str, str]]:
    """Votes of ties whose records belong to customers that are not yet one: the records agree, so may their customers.

    least: total weight from which a tie has a vote.
    """
    owner: dict[str, str] = {}
    for table in ("contracts", "deals", "projects"):
        frame = tables[table]
        owner.update(zip(frame["id"], frame["customer"], strict=True))
    votes: Counter[tuple[str, str]] = Counter()
    for link in links:
        one, other = owner.get(str(link["left"]), ""), owner.get(str(link["right"]), "")
        strong = int(str(link["confidence"])) >= confidence(least)
        if strong and one and other and cluster.get(one, -1) != cluster.get(other, -2):
            votes[min(one, other), max(one, other)] += 1
    return votes


def customer_votes(tables: Tables) -> Counter[tuple[str, str]]:
    """How many threads say that two customers of different systems are one: (id, id), smaller id first, -> threads."""
    contracts = tables["contracts"].drop_duplicates("id").set_index("id")["customer"]
    said: list[pd.DataFrame] = []
    for found, column, table in (
        (deal_refs(tables), "deal", "deals"),
        (coded_projects(tables), "project", "projects"),
        (quoted_contracts(tables), "invoice", "invoices"),
    ):
        owner = tables[table].drop_duplicates("id").set_index("id")["customer"]
        pairs = found[["contract", column]].drop_duplicates()
        said.append(pd.DataFrame({"a": pairs["contract"].map(contracts), "b": pairs[column].map(owner)}))
    time = tables["time"]
    billed = time.loc[time["invoice_number"] != "", ["customer", "invoice_number"]].drop_duplicates()
    if len(billed):
        invoices = tables["invoices"]
        by_number = (
            invoices[invoices["kind"] == "invoice"]
            .drop_duplicates("number", keep=False)
            .set_index("number")["customer"]
        )
        said.append(pd.DataFrame({"a": billed["customer"], "b": billed["invoice_number"].map(by_number)}))
    votes: Counter[tuple[str, str]] = Counter()
    for frame in said:
        told = frame.dropna()
        for one, other in told.itertuples(index=False):
            if one and other and one.split(":", 1)[0] != other.split(":", 1)[0]:
                votes[min(one, other), max(one, other)] += 1
    return votes
