"""Everyone a system calls a customer, with all that its records tell about who that is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.matching.names import FirmName, fold, gather
from core.matching.places import country_in, country_of, plain_address, plain_tax, street_key
from core.records.tables import Tables

# Hosts that give mailboxes to anybody: sharing one says nothing.
PUBLIC_HOSTS: Final = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "hotmail.co.uk",
        "live.com",
        "msn.com",
        "yahoo.com",
        "yahoo.co.uk",
        "ymail.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "gmx.de",
        "gmx.net",
        "gmx.com",
        "web.de",
        "t-online.de",
        "freenet.de",
        "mail.com",
        "mail.ru",
        "yandex.ru",
        "proton.me",
        "protonmail.com",
        "btinternet.com",
        "sky.com",
        "virginmedia.com",
        "orange.fr",
        "wanadoo.fr",
        "free.fr",
        "laposte.net",
        "libero.it",
        "zoho.com",
        "example.com",
        "example.org",
        "comcast.net",
        "verizon.net",
        "att.net",
        "sbcglobal.net",
        "bellsouth.net",
        "shaw.ca",
        "rogers.com",
    ]
)
_HOLDERS: Final = ("contracts", "deals", "projects", "invoices", "payments")


@dataclass(frozen=True, slots=True)
class Party:
    """One customer record. Everything is plain (folded, without marks); "" or empty = not told."""

    id: str
    system: str
    label: str
    names: tuple[FirmName, ...]
    tax: str
    domain: str
    email: str
    address: str
    street: str
    city: str
    postcode: str
    country: str
    currencies: frozenset[str]


def with_customers(tables: Tables) -> Tables:
    """The tables with the customer's id filled in where a record only tells the customer's name.

    The name is looked up among the customers of the same system; one that is not there gets the id its name makes.
    """
    known = tables["customers"]
    ids = {
        (system, fold(name)): record
        for record, system, name in known[["id", "system", "name"]].iloc[::-1].itertuples(index=False, name=None)
    }
    for table in _HOLDERS:
        frame = tables[table]
        bare = ((frame["customer"] == "") & (frame["customer_name"].str.strip() != "")).to_numpy(dtype=bool)
        if bare.any():
            found = [
                ids.get((system, fold(name)), f"{system}:customer:{name}")
                for system, name in frame.loc[bare, ["system", "customer_name"]].itertuples(index=False, name=None)
            ]
            filled = frame.copy()
            filled.loc[bare, "customer"] = found
            tables = tables.with_frame(table, filled)
    return tables


def parties(tables: Tables) -> list[Party]:
    """Every customer of every system, sorted by id, also those that only other records name."""
    customers = tables["customers"]
    names: dict[str, str] = {}
    currencies: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, Counter[str]] = defaultdict(Counter)
    for table in _HOLDERS:
        frame = tables[table]
        held = frame[frame["customer"] != ""]
        for record, name in held[["customer", "customer_name"]].drop_duplicates().itertuples(index=False):
            names[record] = names.get(record, "") or name
        told = frame[(frame["customer"] != "") & (frame["currency"] != "")]
        for record, currency in told[["customer", "currency"]].drop_duplicates().itertuples(index=False):
            currencies[record].add(currency)
    contracts = tables["contracts"]
    for record, country in zip(contracts["customer"], contracts["country"], strict=True):
        if country_of(country):
            countries[record][country_of(country)] += 1
    made: dict[str, Party] = {}
    columns = ["id", "system", "name", "legal_name", "tax_id", "domain", "email", "street", "city", "region"]
    for cells in customers[[*columns, "postcode", "country", "currency"]].itertuples(index=False, name=None):
        record, system, name, legal, tax, domain, email, street, city, region, postcode, country, currency = cells
        if currency:
            currencies[record].add(currency)
        made[record] = _party(
            record, system, (name, legal), tax=tax, domain=domain, email=email,
            lines=(street, city, region, postcode, country), currencies=currencies[record], countries=countries[record],
        )  # fmt: skip
    for record, name in names.items():
        if record not in made and record.count(":") >= 2:
            made[record] = _party(
                record, record.split(":", 1)[0], (name,), currencies=currencies[record], countries=countries[record]
            )
    return [made[record] for record in sorted(made)]


def _party(
    record: str,
    system: str,
    names: tuple[str, ...],
    *,
    currencies: Iterable[str],
    countries: Counter[str],
    tax: str = "",
    domain: str = "",
    email: str = "",
    lines: tuple[str, ...] = ("", "", "", "", ""),
) -> Party:
    street, city, region, postcode, country = lines
    address = plain_address(street, city, region, postcode)
    where = country_of(country) or country_in(street)
    if not where and len(countries) == 1:
        where = next(iter(countries))
    host = _host(domain) or _host(email.rsplit("@", 1)[-1] if "@" in email else "")
    return Party(
        id=record,
        system=system,
        label=next((name for name in names if name), record.split(":", 2)[-1]),
        names=gather(names) or gather((record.split(":", 2)[-1],)),
        tax=plain_tax(tax),
        domain="" if host in PUBLIC_HOSTS else host,
        email=fold(email),
        address=address,
        street=street_key(plain_address(street)),
        city=plain_address(city),
        postcode="".join(plain_address(postcode).split()),
        country=where,
        currencies=frozenset(currencies),
    )


def _host(text: str) -> str:
    host = fold(text).removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return host.split("/", 1)[0].strip()
