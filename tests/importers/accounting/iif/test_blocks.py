"""Lines of IIF files under the headings that stand above them."""

from __future__ import annotations

from importers.accounting.iif.blocks import blocks_of


def test_headings_hold_for_the_lines_below_them() -> None:
    text = (
        '!HDR\tPROD\nHDR\tQuickBooks\n!CUST\tNAME\tEMAIL\nCUST\t"Acme, Inc."\ta@acme.example\n\n'
        "!TRNS\tDATE\tAMOUNT\n!SPL\tDATE\tAMOUNT\tMEMO\n!ENDTRNS\n"
        "TRNS\t9/1/2026\t5.00\nSPL\t\t-5.00\twork\nENDTRNS\nTRNS\t9/2/2026\t6.00\n"
        "!CUST\tEMAIL\tNAME\nCUST\tb@beta.example\tBeta\nBUD\tx\n"
    )
    found = blocks_of(text)
    assert [(len(each.lines), each.ended) for each in found.transactions] == [(2, True), (1, False)]
    assert [line.cells for line in found.lists["CUST"]] == [
        {"NAME": "Acme, Inc.", "EMAIL": "a@acme.example"},
        {"EMAIL": "b@beta.example", "NAME": "Beta"},
    ]
    assert found.transactions[0].lines[1].cells == {"AMOUNT": "-5.00", "MEMO": "work"}
    assert [line.number for each in found.transactions for line in each.lines] == [1, 2, 3]
    assert found.notes == ["1 lines marked 'BUD' have no headings above them and are left unread."]


def test_splits_without_a_head_are_a_transaction_that_is_not_whole() -> None:
    found = blocks_of("!SPL\tAMOUNT\nSPL\t1.00\nENDTRNS\nSPL\t2.00\nENDTRNS\nENDTRNS\n")
    assert [[line.mark for line in each.lines] for each in found.transactions] == [["SPL"], ["SPL"]]


def test_a_long_field_is_no_fault_and_an_open_quote_ends_with_its_line() -> None:
    text = "!CUST\tNAME\tEMAIL\nCUST\t" + "x" * 200_000 + '\nCUST\t"Acme\ta@acme.example\nCUST\t5" pipe\r\nCUST\tBeta\r'
    names = [line.cells["NAME"] for line in blocks_of(text).lists["CUST"]]
    assert len(names[0]) == 200_000
    assert names[1:] == ["Acme\ta@acme.example", '5" pipe', "Beta"]
