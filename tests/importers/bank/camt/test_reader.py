"""CAMT statements: entries, batches, balances, what is not booked."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.bank.refusals import BrokenMarkup, DeclaredEntities, NoStatement
from tests.importers.samples import only, problems, rows, text_file, totals


def balance(code: str, amount: str, currency: str = "EUR", mark: str = "CRDT") -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='{currency}'>{amount}</Amt>"
        f"<CdtDbtInd>{mark}</CdtDbtInd><Dt><Dt>2026-04-30</Dt></Dt></Bal>"
    )


def entry(
    amount: str = "100.00",
    mark: str = "CRDT",
    status: str = "<Sts>BOOK</Sts>",
    ref: str = "",
    details: str = "",
    day: str = "<Dt>2026-04-10</Dt>",
    more: str = "",
) -> str:
    return (
        f"<Ntry><Amt Ccy='EUR'>{amount}</Amt><CdtDbtInd>{mark}</CdtDbtInd>{status}<BookgDt>{day}</BookgDt>"
        f"{f'<AcctSvcrRef>{ref}</AcctSvcrRef>' if ref else ''}<NtryDtls>{details}</NtryDtls>{more}</Ntry>"
    )


def part(amount: str, name: str, text: str, end: str = "NOTPROVIDED", more: str = "") -> str:
    own = f"<Amt Ccy='EUR'>{amount}</Amt>" if amount else ""
    return (
        f"<TxDtls><Refs><EndToEndId>{end}</EndToEndId></Refs>{own}"
        f"<RltdPties><Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>{text}</Ustrd></RmtInf>{more}</TxDtls>"
    )


def message(
    *inner: str, kind: str = "BkToCstmrStmt", report: str = "Stmt", namespace: str = "", account: str = "DE89"
) -> str:
    head = f'<?xml version="1.0" encoding="UTF-8"?><Document{namespace}><{kind}><{report}><Acct><Id><IBAN>{account}</IBAN></Id></Acct>'
    return head + "".join(inner) + f"</{report}></{kind}></Document>"


@pytest.mark.parametrize("namespace", ["", ' xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"'])
def test_a_statement(tmp_path: Path, namespace: str) -> None:
    text = message(
        balance("OPBD", "50.00"),
        balance("CLBD", "110.00"),
        entry(ref="R1", details=part("", "ACME", "INV-7", "E2E-1"), status="<Sts><Cd>BOOK</Cd></Sts>"),
        entry("40.00", "DBIT", day="<DtTm>2026-04-11T10:00:00+02:00</DtTm>", more="<AddtlNtryInf>Rent</AddtlNtryInf>"),
        namespace=namespace,
    )
    table = only(text_file(tmp_path / "a.xml", text))
    assert rows(
        table, "bank_lines", "external_id", "account", "day", "payee", "description", "reference", "amount", "currency"
    ) == [
        ("R1", "DE89", "2026-04-10", "ACME", "INV-7", "E2E-1", 10_000, "EUR"),
        ("a.xml#2", "DE89", "2026-04-11", "", "Rent", "", -4_000, "EUR"),
    ]
    assert totals(table) == {("Amt", "EUR"): ("60.00", 2)}
    assert table.untied == ()
    assert table.notes == ("1 printed balances and totals agree with the lines.",)


def test_a_closing_balance_that_does_not_agree_blocks(tmp_path: Path) -> None:
    table = only(
        text_file(tmp_path / "a.xml", message(balance("OPBD", "1"), balance("CLBD", "5", mark="DBIT"), entry()))
    )
    assert table.untied == (
        "Account DE89: the closing balance -5.00 EUR does not agree: opening 1.00 and lines of 100.00 make 101.00.",
    )
    unread = message(balance("OPBD", "1"), balance("CLBD", "5"), entry("1..0"))
    assert only(text_file(tmp_path / "b.xml", unread)).untied == ()


def test_a_batch_becomes_its_parts_only_where_they_tie_and_have_a_name(tmp_path: Path) -> None:
    parts = part("60.00", "ACME", "INV-7") + part("40.00", "Bolt", "INV-8")
    text = message(
        entry(ref="B-100", details=parts),
        entry(details=parts),
        entry("99.00", ref="B-200", details=parts),
    )
    table = only(text_file(tmp_path / "a.xml", text))
    assert rows(table, "bank_lines", "external_id", "row", "payee", "description", "amount") == [
        ("B-100/1", 1, "ACME", "INV-7", 6_000),
        ("B-100/2", 1, "Bolt", "INV-8", 4_000),
        ("a.xml#2", 2, "ACME | Bolt", "INV-7 | INV-8", 10_000),
        ("B-200", 3, "ACME | Bolt", "INV-7 | INV-8", 9_900),
    ]
    assert (table.rows_read, table.rows_loaded) == (3, 3)
    assert totals(table) == {("Amt", "EUR"): ("299.00", 3)}


def test_foreign_amounts_charges_and_returns_are_said(tmp_path: Path) -> None:
    foreign = (
        "<AmtDtls><InstdAmt><Amt Ccy='USD'>120.00</Amt><CcyXchg><XchgRate>1.2</XchgRate></CcyXchg></InstdAmt></AmtDtls>"
        "<Chrgs><Rcrd><Amt Ccy='EUR'>3.00</Amt></Rcrd></Chrgs><RtrInf><Rsn><Cd>AC06</Cd></Rsn></RtrInf>"
    )
    table = only(text_file(tmp_path / "a.xml", message(entry(details=part("", "ACME", "INV-7", more=foreign)))))
    assert rows(table, "bank_lines", "description") == [("INV-7 | AC06 | USD 120.00 at 1.2 | charges EUR 3.00",)]


def test_a_reversal_keeps_its_own_direction(tmp_path: Path) -> None:
    details = "<TxDtls><RltdPties><Dbtr><Nm>Customer</Nm></Dbtr><Cdtr><Nm>Us</Nm></Cdtr></RltdPties></TxDtls>"
    text = message(entry("5.00", "DBIT", "<RvslInd>true</RvslInd><Sts>BOOK</Sts>", details=details))
    assert rows(only(text_file(tmp_path / "a.xml", text)), "bank_lines", "amount", "payee") == [(-500, "Customer")]


def test_what_is_not_booked_is_left_out_and_said(tmp_path: Path) -> None:
    text = message(entry(status="<Sts>PDNG</Sts>"), entry(), kind="BkToCstmrAcctRpt", report="Rpt")
    table = only(text_file(tmp_path / "a.xml", text))
    assert table.rows_read == 1
    assert "1 entries are PDNG, not booked" in table.notes[0]
    assert "do not count both" in table.notes[1]


def test_entries_that_cannot_be_read_wait(tmp_path: Path) -> None:
    text = message(
        entry("1,5"),
        entry(""),
        entry(mark="PLUS"),
        entry(day=""),
        entry(day="<Dt>2026-02-31</Dt>"),
        entry("1.00"),
        entry("1.00"),
    )
    table = only(text_file(tmp_path / "a.xml", text))
    assert problems(table) == [(1, "IMP-202"), (2, "IMP-204"), (3, "IMP-204"), (4, "IMP-204"), (5, "IMP-203")]
    assert rows(table, "bank_lines", "external_id", "amount") == [("a.xml#6", 100), ("a.xml#7", 100)]
    assert table.problems[0].cells[0] == ("Amt", "1,5")


def test_what_is_no_statement_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoStatement):
        only(text_file(tmp_path / "a.xml", "<Document><BkToCstmrStmt><GrpHdr/></BkToCstmrStmt></Document>"))
    with pytest.raises(BrokenMarkup):
        only(text_file(tmp_path / "b.xml", message(entry())[:-20]))
    with pytest.raises(DeclaredEntities):
        only(
            text_file(tmp_path / "c.xml", message(entry()).replace("?>", "?><!DOCTYPE Document [<!ENTITY a 'b'>]>", 1))
        )
