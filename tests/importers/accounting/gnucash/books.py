"""Small GnuCash books as the program writes them."""

from __future__ import annotations

ACCOUNTS = {
    "root": ("Root Account", "ROOT", "", ""),
    "assets": ("Assets", "ASSET", "root", "USD"),
    "bank": ("Bank", "BANK", "assets", "USD"),
    "euro": ("Euro Bank", "BANK", "assets", "EUR"),
    "owed": ("Receivable", "RECEIVABLE", "assets", "USD"),
    "fees": ("Fees", "INCOME", "root", "USD"),
}


def account(guid: str) -> str:
    name, kind, parent, currency = ACCOUNTS[guid]
    commodity = (
        f"<act:commodity><cmdty:space>CURRENCY</cmdty:space><cmdty:id>{currency}</cmdty:id></act:commodity>"
        if currency
        else ""
    )
    above = f'<act:parent type="guid">{parent}</act:parent>' if parent else ""
    return (
        f'<gnc:account version="2.0.0"><act:name>{name}</act:name><act:id type="guid">{guid}</act:id>'
        f"<act:type>{kind}</act:type>{commodity}{above}</gnc:account>"
    )


def split(guid: str, account: str, value: str, quantity: str = "", lot: str = "", memo: str = "") -> str:
    tied = f'<split:lot type="guid">{lot}</split:lot>' if lot else ""
    return (
        f'<trn:split><split:id type="guid">{guid}</split:id><split:memo>{memo}</split:memo><split:value>{value}</split:value>'
        f'<split:quantity>{quantity or value}</split:quantity><split:account type="guid">{account}</split:account>{tied}</trn:split>'
    )


def transaction(
    guid: str,
    *splits: str,
    day: str = "2026-10-31",
    number: str = "",
    text: str = "",
    currency: str = "USD",
    kind: str = "",
) -> str:
    slots = (
        f'<trn:slots><slot><slot:key>trans-txn-type</slot:key><slot:value type="string">{kind}</slot:value></slot></trn:slots>'
        if kind
        else ""
    )
    return (
        f'<gnc:transaction version="2.0.0"><trn:id type="guid">{guid}</trn:id><trn:currency><cmdty:space>CURRENCY</cmdty:space>'
        f"<cmdty:id>{currency}</cmdty:id></trn:currency><trn:num>{number}</trn:num><trn:date-posted><ts:date>{day} 10:59:00 +0000</ts:date>"
        f"</trn:date-posted><trn:description>{text}</trn:description>{slots}<trn:splits>{''.join(splits)}</trn:splits></gnc:transaction>"
    )


def price(currency: str, base: str, day: str, value: str) -> str:
    return (
        f"<price><price:commodity><cmdty:space>CURRENCY</cmdty:space><cmdty:id>{currency}</cmdty:id></price:commodity>"
        f"<price:currency><cmdty:space>CURRENCY</cmdty:space><cmdty:id>{base}</cmdty:id></price:currency>"
        f"<price:time><ts:date>{day} 00:00:00 +0000</ts:date></price:time><price:value>{value}</price:value></price>"
    )


def book(*parts: str, prices: str = "") -> str:
    names = (
        "gnc",
        "act",
        "book",
        "cmdty",
        "price",
        "slot",
        "split",
        "trn",
        "ts",
        "cust",
        "addr",
        "invoice",
        "owner",
        "entry",
        "billterm",
        "bt-days",
        "job",
        "vendor",
    )
    spaces = " ".join(f'xmlns:{name}="http://www.gnucash.org/XML/{name}"' for name in names)
    known = f'<gnc:pricedb version="1">{prices}</gnc:pricedb>' if prices else ""
    return (
        f'<?xml version="1.0" encoding="utf-8" ?>\n<gnc-v2 {spaces}>\n<gnc:book version="2.0.0">{known}'
        f"{''.join(account(guid) for guid in ACCOUNTS)}{''.join(parts)}</gnc:book>\n</gnc-v2>"
    )
