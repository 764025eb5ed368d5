"""General Ledger: accounts in accounts, beginning balances, natural signs."""

from __future__ import annotations

from pathlib import Path

from core.normalise.assemble import assemble
from importers.registry import drafts_of, read
from tests.importers.accounting.quickbooks.reports import report
from tests.importers.samples import only, problems, rows, totals

HEAD = ",Date,Transaction Type,Num,Name,Memo/Description,Split,Amount,Balance"
BLOCKS = (
    "Checking,,,,,,,,",
    ',Beginning Balance,,,,,,,"117,656.07"',
    ",01/25/2026,Deposit,,Acme,,Undeposited Funds,500.00,118156.07",
    "Total for Checking,,,,,,,$500.00,",
    "Accounts Receivable (A/R),,,,,,,,",
    ",01/19/2026,Invoice,1001,Acme,,-Split-,1080.00,1080.00",
    ",01/20/2026,Payment,CHK 7,Acme,,Undeposited Funds,-500.00,580.00",
    "Total for Accounts Receivable (A/R),,,,,,,$580.00,",
    "Undeposited Funds,,,,,,,,",
    ",01/20/2026,Payment,CHK 7,Acme,,A/R,500.00,500.00",
    ",01/25/2026,Deposit,,Acme,,Checking,(500.00),0.00",
    "Total for Undeposited Funds,,,,,,,$0.00,",
    "State Agency,,,,,,,,",
    ",01/01/2026,,,,Beginning Balance,,,12.00",
    ",01/19/2026,Invoice,1001,Acme,,A/R,80.00,92.00",
    "Total for State Agency,,,,,,,$80.00,",
    "4000 Services,,,,,,,,",
    ",01/19/2026,Invoice,1001,Acme,own,A/R,400.00,400.00",
    "Total for 4000 Services,,,,,,,$400.00,",
    "Drive,,,,,,,,",
    ",01/19/2026,Invoice,1001,Acme,inside,A/R,600.00,600.00",
    "Total for Drive,,,,,,,$600.00,",
    'Total for 4000 Services with sub-accounts,,,,,,,"$1,000.00",',
)


def test_natural_signs_become_debit_and_credit(tmp_path: Path) -> None:
    one = read(report(tmp_path / "g.csv", "General Ledger", HEAD, *BLOCKS))
    (table,) = one.tables
    assert (table.layout, table.entity, table.rows_read) == ("quickbooks.general_ledger", "journal", 8)
    assert rows(table, "journal_lines", "document", "account_code", "account_name", "debit", "credit") == [
        ("", "", "Checking", 50_000, 0),
        ("1001", "", "Accounts Receivable (A/R)", 108_000, 0),
        ("CHK 7", "", "Accounts Receivable (A/R)", 0, 50_000),
        ("CHK 7", "", "Undeposited Funds", 50_000, 0),
        ("", "", "Undeposited Funds", 0, 50_000),
        ("1001", "", "State Agency", 0, 8_000),
        ("1001", "4000", "Services", 0, 40_000),
        ("1001", "", "4000 Services:Drive", 0, 60_000),
    ]
    opened = {name: opening for name, opening in rows(table, "accounts", "name", "opening") if opening is not None}
    assert opened == {"Checking": 11_765_607, "State Agency": -1_200}
    assert totals(table) == {("Amount", ""): ("2160.00", 8)}
    assert "7 printed totals agree with the rows above them." in table.notes
    assert any("3 of 3 balance" in note for note in table.notes)
    frames = assemble(drafts_of([one]))
    assert frames["journal_lines"]["account"].isin(set(frames["accounts"]["id"])).all()


def test_an_account_whose_side_nothing_tells_is_set_apart(tmp_path: Path) -> None:
    odd = ("Mystery,,,,,,,,", ",01/29/2026,Journal Entry,9,,x,Other,5.00,5.00", "Total for Mystery,,,,,,,$5.00,")
    table = only(report(tmp_path / "g.csv", "General Ledger", HEAD, *BLOCKS, *odd))
    assert [code for _, code in problems(table)] == ["IMP-233"]
    assert "whether Mystery is printed with debits or credits positive" in table.problems[0].reason
    assert table.rows_read == table.rows_loaded + 1 == 9
    assert not table.untied


def test_debit_and_credit_columns_need_no_signs(tmp_path: Path) -> None:
    table = only(
        report(
            tmp_path / "g.csv",
            "General Ledger",
            ",Date,Transaction type,Num,Name,Description,Debit,Credit,Balance",
            "Mystery,,,,,,,,",
            ",Beginning Balance,,,,,,,-3.00",
            ",01/19/2026,Journal Entry,9,,x,5.00,,2.00",
            ",01/19/2026,Journal Entry,10,,y,,,2.00",
            "Total for Mystery,,,,,,$5.00,,",
        )
    )
    assert rows(table, "journal_lines", "account", "debit", "credit") == [("Mystery", 500, 0)]
    assert rows(table, "accounts", "name", "opening") == [("Mystery", -300)]
    assert problems(table) == [(4, "IMP-204")]


def test_a_figure_that_cannot_be_read_is_set_apart(tmp_path: Path) -> None:
    lines = [line.replace("80.00,92.00", "eighty,92.00") for line in BLOCKS]
    table = only(report(tmp_path / "g.csv", "General Ledger", HEAD, *lines))
    # the invoice no longer balances, so that it says nothing of the other accounts it is posted to
    assert problems(table) == [(15, "IMP-202"), (18, "IMP-233"), (21, "IMP-233")]


def test_a_row_under_no_account_is_set_apart(tmp_path: Path) -> None:
    table = only(
        report(tmp_path / "g.csv", "General Ledger", HEAD, ",01/19/2026,Invoice,1,Acme,,A/R,5.00,5.00", *BLOCKS)
    )
    assert problems(table) == [(1, "IMP-204")]
