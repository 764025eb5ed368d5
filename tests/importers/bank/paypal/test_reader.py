"""PayPal's activity: what moved the balance."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, problems, rows, text_file, totals

HEAD = (
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address",'
    '"Transaction ID","Item Title","Reference Txn ID","Invoice Number","Balance","Subject","Note","Balance Impact"'
)


def row(
    number: str,
    gross: str,
    fee: str,
    net: str,
    balance: str,
    day: str = "31/08/2026",
    status: str = "Completed",
    impact: str = "Credit",
    currency: str = "EUR",
) -> str:
    cells = (
        day, "10:00:00", "CET", "ACME", "Payment", status, currency, gross, fee, net, "a@acme.example", "us@firm.example",
        number, "", "", "INV-7", balance, "Invoice 7", "", impact,
    )  # fmt: skip
    return ",".join(f'"{cell}"' for cell in cells)


def test_an_activity(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "Download.CSV",
            HEAD,
            row("1AB23456CD789012E", "1,000.00", "-35.00", "965.00", "965.00"),
            row("2AB23456CD789012E", "-500.00", "0.00", "-500.00", "465.00", impact="Debit"),
            row("3AB23456CD789012E", "7.00", "0.00", "7.00", "465.00", impact="Memo"),
            row("4AB23456CD789012E", "7.00", "0.00", "7.00", "465.00", status="Pending"),
            encoding="utf-8-sig",
        )
    )
    assert rows(
        table, "bank_lines", "external_id", "account", "day", "payee", "description", "reference", "amount", "balance"
    ) == [
        ("1AB23456CD789012E", "PayPal", "2026-08-31", "ACME", "Invoice 7", "INV-7", 100_000, 100_000),
        (
            "1AB23456CD789012E fee",
            "PayPal",
            "2026-08-31",
            "PayPal",
            "Fee of 1AB23456CD789012E",
            "INV-7",
            -3_500,
            96_500,
        ),
        ("2AB23456CD789012E", "PayPal", "2026-08-31", "ACME", "Invoice 7", "INV-7", -50_000, 46_500),
    ]
    assert totals(table) == {
        ("Gross", "EUR"): ("500.00", 2),
        ("Fee", "EUR"): ("-35.00", 2),
        ("Net", "EUR"): ("465.00", 2),
    }
    assert (table.rows_read, table.rows_loaded) == (2, 2)
    assert any("1 rows moved no money (Memo)" in note for note in table.notes)
    assert any("1 rows moved no money (Pending)" in note for note in table.notes)
    assert "no line is missing" in table.notes[-1]


def test_rows_that_do_not_tie_or_say_what_they_are_wait(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            HEAD,
            row("1AB23456CD789012E", "100.00", "-3.00", "98.00", ""),
            row("2AB23456CD789012E", "100.00", "-3.00", "97.00", "", impact="Perhaps"),
            row("3AB23456CD789012E", "100.00", "-x", "97.00", ""),
            row("4AB23456CD789012E", "100.00", "-3.00", "97.00", ""),
        )
    )
    assert problems(table) == [(1, "IMP-222"), (2, "IMP-204"), (3, "IMP-202")]
    assert table.problems[0].reason == "Gross 100.00 and fee -3.00 do not make the net 98.00."
    assert table.rows_loaded == 1


def test_without_effects_the_status_tells(tmp_path: Path) -> None:
    head = HEAD.replace(',"Balance Impact"', "")
    lines = [
        row(f"{n}AB23456CD789012E", "1.00", "0.00", "1.00", "", status=status).removesuffix(',"Credit"')
        for n, status in enumerate(("Completed", "Denied", "Curious"), 1)
    ]
    table = only(text_file(tmp_path / "a.csv", head, *lines))
    assert problems(table) == [(3, "IMP-204")]
    assert table.rows_loaded == 1


def test_german_headings(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            '"Datum","Uhrzeit","Zeitzone","Name","Typ","Status","Währung","Brutto","Gebühr","Netto","Transaktionscode","Guthaben"',
            '"31.08.2026","10:00:00","CEST","ACME","Zahlung","Abgeschlossen","EUR","1.000,00","-35,00","965,00","1AB23456CD789012E","965,00"',
        )
    )
    assert rows(table, "bank_lines", "day", "amount") == [("2026-08-31", 100_000), ("2026-08-31", -3_500)]


FULL = (
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address",'
    '"Transaction ID","Shipping Address","Address Status","Item Title","Item ID","Shipping and Handling Amount","Insurance Amount",'
    '"Sales Tax","Option 1 Name","Option 1 Value","Option 2 Name","Option 2 Value","Reference Txn ID","Invoice Number","Custom Number",'
    '"Quantity","Receipt ID","Balance","Address Line 1","Address Line 2/District/Neighborhood","Town/City",'
    '"State/Province/Region/County/Territory/Prefecture/Republic","Zip/Postal Code","Country","Contact Phone Number","Subject","Note",'
    '"Country Code","Balance Impact"'
)


def test_the_full_download_is_known(tmp_path: Path) -> None:
    cells = [""] * 41
    for place, cell in {
        0: "12/31/2026",
        3: "ACME",
        4: "Express",
        5: "Completed",
        6: "USD",
        7: "10.00",
        8: "-1.00",
        9: "9.00",
        12: "9XY",
        40: "Credit",
    }.items():
        cells[place] = cell
    table = only(text_file(tmp_path / "a.csv", FULL, ",".join(f'"{cell}"' for cell in cells)))
    assert (table.layout, table.rows_loaded) == ("bank.paypal", 1)
    assert rows(table, "bank_lines", "day", "amount", "balance") == [
        ("2026-12-31", 1_000, None),
        ("2026-12-31", -100, None),
    ]
