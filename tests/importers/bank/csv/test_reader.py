"""Bank statements as CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.ports.importing import CorrectedRow, Origin
from importers.bank.csv.reader import StatementLines
from importers.questions import questions_of
from importers.replaying import read_again
from importers.shared.columns import Headings
from tests.importers.samples import main, only, problems, rows, text_file, totals


def test_money_out_and_money_in(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "bank_gbp_2025-10-01_2026-09-30.csv",
            "Date,Type,Description,Paid out,Paid in,Balance",
            '01/10/2025,DD,Rent,"6,400.00",,308600.00',
            "22/10/2025,CR,ACME,,19680.00,328280.00",
            "23/10/2025,CR,ACME,,x,328280.00",
            "24/10/2025,CR,ACME,,,328280.00",
        )
    )
    assert rows(table, "bank_lines", "external_id", "account", "day", "amount", "balance", "currency") == [
        ("bank_gbp_2025-10-01_2026-09-30.csv#1", "bank_gbp", "2025-10-01", -640_000, 30_860_000, "GBP"),
        ("bank_gbp_2025-10-01_2026-09-30.csv#2", "bank_gbp", "2025-10-22", 1_968_000, 32_828_000, "GBP"),
    ]
    assert totals(table)["Amount", "GBP"] == ("13280.00", 2)
    assert problems(table) == [(3, "IMP-202"), (4, "IMP-204")]
    assert "no line is missing" in table.notes[-1]


def test_a_statement_for_import(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "eur.csv",
            "*Date,*Amount,Payee,Description,Reference",
            "13/12/2025,-829.50,ACME,SEPA CREDIT,INV1077",
        )
    )
    assert rows(table, "bank_lines", "amount", "payee", "reference", "day", "currency") == [
        (-82_950, "ACME", "INV1077", "2025-12-13", "EUR")
    ]
    assert totals(table) == {("Amount", "EUR"): ("-829.50", 1)}


def test_a_currency_without_minor_units(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            "Date,Description,Amount,Currency",
            "2026-01-05,Rent,-120000,JPY",
            "2026-01-06,ACME,1500,JPY",
        )
    )
    assert rows(table, "bank_lines", "amount", "currency") == [(-120_000, "JPY"), (1_500, "JPY")]


def test_a_column_of_debit_and_credit(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            "Booking Date;Amount;D/C;Details",
            "2026-01-05;1.234,50;D;Rent",
            "2026-01-06;10,00;C;Fee",
        )
    )
    assert rows(table, "bank_lines", "amount") == [(-123_450,), (1_000,)]
    assert totals(table) == {("Amount", ""): ("-1224.50", 2)}


def test_a_balance_that_breaks_is_said(tmp_path: Path) -> None:
    table = main(
        text_file(
            tmp_path / "a.csv",
            "Date,Description,Amount,Balance",
            "2026-01-05,a,10.00,110.00",
            "2026-01-06,b,10.00,120.00",
            "2026-01-08,d,10.00,140.00",
        )
    )
    assert "breaks 1 times, first at row 3" in table.notes[-1]


@pytest.mark.parametrize("newest_first", [False, True])
def test_newest_first_is_a_chain_too(tmp_path: Path, newest_first: bool) -> None:
    lines = ["2026-01-05,a,10.00,110.00", "2026-01-06,b,-5.00,105.00", "2026-01-07,c,1.00,106.00"]
    order = lines[::-1] if newest_first else lines
    table = main(text_file(tmp_path / "a.csv", "Date,Description,Amount,Balance", *order))
    assert "no line is missing" in table.notes[-1]


def test_days_that_nothing_settles_wait_for_an_answer(tmp_path: Path) -> None:
    table = only(text_file(tmp_path / "a.csv", "Date,Description,Amount", "03/04/2026,a,10.00", "04/04/2026,b,1.00"))
    assert problems(table) == [(1, "IMP-206")]
    (question,) = questions_of(table)
    assert question.column == "Date"
    assert question.choices == ("day first: 03 April 2026", "month first: 04 March 2026")


def test_the_account_may_stand_in_the_rows(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            '"Date","Label","Currency","Amount","Partner Name","Bank Account"',
            '"12/15/2018","Supplier","USD","-33.50","John Doe","123"',
            '"12/15/2018","Payment","EUR","1,525.00","Azure",""',
        )
    )
    assert rows(table, "bank_lines", "account", "payee", "description", "amount", "currency") == [
        ("123", "John Doe", "Supplier", -3_350, "USD"),
        ("a", "Azure", "Payment", 152_500, "EUR"),
    ]


def test_rows_and_balances_around_the_table(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "statement.csv",
            "Bank code : 1001010101,Download start date : 01/04/2020,,,,",
            "Account Number : 08088804068,Account Name : Owner,: EUR,,,",
            ",,,,,",
            'Balance at end of period,,,,"+31070,09",',
            "Date,Operation Number,Label,Debit,Credit,Detail",
            '01/04/20,OP 1001,LABEL 1,"-50,00",,DETAILS 1',
            '02/04/20,OP 1002,LABEL 2,,"1119,32",DETAILS 2',
            'Balance at start of period,,,,"+30000,77",',
        )
    )
    assert rows(table, "bank_lines", "external_id", "account", "day", "description", "amount", "currency") == [
        ("OP 1001", "08088804068", "2020-04-01", "LABEL 1 | DETAILS 1", -5_000, "EUR"),
        ("OP 1002", "08088804068", "2020-04-02", "LABEL 2 | DETAILS 2", 111_932, "EUR"),
    ]
    assert (table.rows_read, table.problems, table.untied) == (2, (), ())
    assert "The printed opening balance plus the lines is the printed closing balance." in table.notes


def test_printed_balances_that_do_not_agree_block(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            "Date,Description,Amount,Balance",
            "2026-01-01,Opening balance,,100.00",
            "2026-01-05,a,10.00,110.00",
            "2026-01-31,Closing balance,,111.00",
        )
    )
    assert table.rows_read == 1
    assert table.untied == (
        "The printed closing balance 111.00 does not agree: opening 100.00 and lines of 10.00 make 110.00.",
    )


HEADED = [
    (
        "Buchungstag;Valutadatum;Buchungstext;Verwendungszweck;Beguenstigter/Zahlungspflichtiger;Kontonummer;Betrag;Waehrung;Saldo",
        "31.08.26;31.08.26;GUTSCHRIFT;RE 7;ACME GmbH;DE12;1.234,50;EUR;5.000,00",
    ),
    (
        "Datum;Zahlungspflichtige*r;Zahlungsempfänger*in;Verwendungszweck;Betrag (€)",
        "31.08.2026;ACME GmbH;Wir;RE 7;1.234,50",
    ),
    ("Datum;Buchungstext;Soll;Haben;Saldo", "31.08.2026;RE 7 ACME GmbH;;1.234,50;5.000,00"),
    ("Date;Libellé;Débit;Crédit;Solde", "31/08/2026;RE 7 ACME GmbH;;1234,50;5000,00"),
    ("Fecha;Concepto;Importe;Saldo;Divisa", "31/08/2026;RE 7 ACME GmbH;1.234,50;5.000,00;EUR"),
    ("Fecha operación;Concepto;Cargo;Abono;Saldo", "31/08/2026;RE 7 ACME GmbH;;1.234,50;5.000,00"),
    (
        "Datum;Naam / Omschrijving;Rekening;Tegenrekening;Code;Af Bij;Bedrag (EUR);Mutatiesoort;Mededelingen;Saldo na mutatie",
        "20260831;ACME GmbH;NL12;NL34;GT;Bij;1234,50;Online bankieren;RE 7;5000,00",
    ),
    ("Data operazione;Descrizione;Dare;Avere;Saldo", "31/08/2026;RE 7 ACME GmbH;;1.234,50;5.000,00"),
]


@pytest.mark.parametrize(("head", "line"), HEADED, ids=[head[:24] for head, _ in HEADED])
def test_headings_in_other_languages(tmp_path: Path, head: str, line: str) -> None:
    table = only(text_file(tmp_path / "a.csv", head, line))
    assert (table.layout, table.problems) == ("bank.csv", ())
    ((day, amount, payee, description),) = rows(table, "bank_lines", "day", "amount", "payee", "description")
    assert (day, amount) == ("2026-08-31", 123_450)
    assert "ACME GmbH" in f"{payee} {description}"
    assert "RE 7" in str(description)


def test_a_sign_that_says_nothing_waits(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            "Booking Date;Amount;Af Bij;Details",
            "2026-01-05;1.234,50;Af;Rent",
            "2026-01-06;10,00;;Fee",
            "2026-01-06;10,00;?;Fee",
        )
    )
    assert problems(table) == [(2, "IMP-204"), (3, "IMP-204")]
    assert rows(table, "bank_lines", "amount") == [(-123_450,)]


def test_card_amounts_turned_by_the_running_balance(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            "Date,Description,Amount,Balance",
            "2026-01-05,Flight,100.00,-100.00",
            "2026-01-06,Hotel,50.00,-150.00",
            "2026-01-07,Settled,-150.00,0.00",
        )
    )
    assert rows(table, "bank_lines", "amount") == [(-10_000,), (-5_000,), (15_000,)]
    assert "signs are turned" in " ".join(table.notes)


def test_card_amounts_turned_by_its_payments_or_left_and_said(tmp_path: Path) -> None:
    turned = only(
        text_file(
            tmp_path / "card.csv",
            "Date,Description,Card Member,Amount",
            "2026-01-05,Flight,Jo,100.00",
            "2026-01-06,Hotel,Jo,50.00",
            "2026-01-07,PAYMENT RECEIVED - THANK YOU,Jo,-150.00",
        )
    )
    assert rows(turned, "bank_lines", "amount") == [(-10_000,), (-5_000,), (15_000,)]
    open_ = only(text_file(tmp_path / "credit_card.csv", "Date,Description,Amount", "2026-01-05,Flight,100.00"))
    assert rows(open_, "bank_lines", "amount") == [(10_000,)]
    assert "signs stay as printed" in open_.notes[-1]


def test_a_column_of_other_sides_is_not_the_account(tmp_path: Path) -> None:
    other = only(
        text_file(tmp_path / "a.csv", "Date,Name,IBAN,Amount", "2026-01-05,A,DE11,1.00", "2026-01-06,B,DE22,1.00")
    )
    assert set(other.frames["bank_lines"]["account"]) == {"a"}
    own = only(
        text_file(tmp_path / "b.csv", "Date,Name,IBAN,Amount", "2026-01-05,A,DE11,1.00", "2026-01-06,B,DE11,1.00")
    )
    assert set(own.frames["bank_lines"]["account"]) == {"DE11"}


def test_a_list_of_expenses_is_no_statement() -> None:
    headings = Headings.of(["Transaction Date", "Merchant Name", "Transaction Amount", "Expense Description"])
    assert StatementLines().sure(headings) == 0
    assert StatementLines().sure(Headings.of(["Transaction Date", "Merchant Name", "Transaction Amount"])) > 0


def test_fees_besides_the_amounts_and_rows_not_booked(tmp_path: Path) -> None:
    head = "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance"
    table = only(
        text_file(
            tmp_path / "account.csv",
            head,
            "TRANSFER,Current,2026-08-30 10:00:00,2026-08-31 10:00:00,ACME,100.00,0.00,EUR,COMPLETED,100.00",
            "EXCHANGE,Current,2026-08-31 10:00:00,2026-08-31 11:00:00,Bolt,-50.00,1.50,EUR,COMPLETED,48.50",
            "CARD,Current,2026-08-31 10:00:00,,Shop,-5.00,0.00,EUR,PENDING,",
        )
    )
    assert rows(table, "bank_lines", "external_id", "amount", "balance") == [
        ("account.csv#1", 10_000, 10_000),
        ("account.csv#2", -5_150, 4_850),
    ]
    assert table.rows_read == 2
    assert "1 rows moved no money (PENDING) and are left out." in table.notes


def test_each_account_and_currency_is_a_chain_of_its_own(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            "Date,Description,Amount,Currency,Balance",
            "2026-01-05,a,10.00,EUR,110.00",
            "2026-01-05,b,10.00,USD,510.00",
            "2026-01-06,c,10.00,EUR,120.00",
            "2026-01-06,d,10.00,USD,520.00",
        )
    )
    assert table.notes[-1] == "Each balance is the one before it plus the amount: no line is missing."


WIDE = (
    '"Auftragskonto";"Buchungstag";"Valutadatum";"Buchungstext";"Verwendungszweck";"Glaeubiger ID";"Mandatsreferenz";'
    '"Kundenreferenz (End-to-End)";"Sammlerreferenz";"Lastschrift Ursprungsbetrag";"Auslagenersatz Ruecklastschrift";'
    '"Beguenstigter/Zahlungspflichtiger";"Kontonummer/IBAN";"BIC (SWIFT-Code)";"Betrag";"Waehrung";"Info"'
)


def test_a_wide_german_statement(tmp_path: Path) -> None:
    line = '"DE89";"31.08.26";"31.08.26";"GUTSCHRIFT";"RE 7";"";"M-1";"E2E-1";"";"";"";"ACME";"DE12";"X";"1.234,50";"EUR";"{}"'
    table = only(
        text_file(
            tmp_path / "umsatz.csv",
            WIDE,
            line.format("Umsatz gebucht"),
            line.format("Umsatz vorgemerkt"),
            encoding="cp1252",
        )
    )
    assert rows(
        table, "bank_lines", "account", "day", "type", "payee", "description", "reference", "amount", "currency"
    ) == [("DE89", "2026-08-31", "GUTSCHRIFT", "ACME", "RE 7", "E2E-1 | M-1", 123_450, "EUR")]


STATEMENTS = [
    "Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #",
    "Transaction Date,Post Date,Description,Category,Type,Amount,Memo",
    "Date,Description,Card Member,Account #,Amount",
    "Date,Description,Amount,Running Bal.",
    "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance",
    "Date,Type,Description,Value,Balance,Account Name,Account Number",
    "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,Notes",
    "Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,Notes,Address,Receipt,Description",
    "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance",
    "Booking Date,Value Date,Partner Name,Partner Iban,Type,Payment Reference,Account Name,Amount (EUR),Original Amount,Exchange Rate",
    "Date;Libellé;Débit euros;Crédit euros",
    "Buchungstag;Wert;Umsatzart;Begünstigter / Auftraggeber;Verwendungszweck;IBAN / Kontonummer;BIC;Gläubiger ID;Betrag;Soll;Haben",
    "Buchung;Wertstellungsdatum;Auftraggeber/Empfänger;Buchungstext;Verwendungszweck;Saldo;Währung;Betrag;Währung",
    "Buchungstag;Wertstellung (Valuta);Vorgang;Buchungstext;Umsatz in EUR",
    "accountNumber;mutationcode;transactiondate;valuedate;startsaldo;endsaldo;amount;description",
    WIDE.replace('"', ""),
]
OTHER_LISTS = [
    "Date,Project,Task,Person,Hours,Amount",
    "Date,Transaction Type,Num,Name,Memo/Description,Account,Split,Amount,Balance",
    "Date,Client,Description,Amount,Currency",
    "Invoice Number,Date,Description,Amount,Balance",
    "Belegdatum;Konto;Gegenkonto;Buchungstext;Soll;Haben",
]


@pytest.mark.parametrize("line", STATEMENTS, ids=[line[:30] for line in STATEMENTS])
def test_headings_of_statements_are_known(line: str) -> None:
    headings = Headings.of(line.split(";" if ";" in line else ","))
    assert StatementLines().sure(headings) >= 0.7


@pytest.mark.parametrize("line", OTHER_LISTS, ids=[line[:30] for line in OTHER_LISTS])
def test_headings_of_other_lists_are_not(line: str) -> None:
    assert StatementLines().sure(Headings.of(line.split(";" if ";" in line else ","))) == 0


def test_a_corrected_row_knows_the_account_above_its_table(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "a.csv",
        "IBAN;DE89 3704 0044 0532 0130 00;",
        "Currency;EUR;",
        "Booking Date;Amount;D/C;Details",
        "2026-01-05;1.234,50;D;Rent",
        "2026-01-06;10,00;?;Fee",
    )
    table = only(path)
    assert set(table.frames["bank_lines"]["account"]) == {"DE89370400440532013000"}
    (problem,) = table.problems
    columns = {use.source: use.target for use in table.columns}
    origin = Origin("a.csv", "", table.system, table.entity, table.layout, columns, table.choices)
    cells = tuple((name, "D" if name == "D/C" else cell) for name, cell in problem.cells)
    again = read_again(origin, [CorrectedRow(problem.row, cells)])
    assert rows(again, "bank_lines", "account", "amount", "currency") == [("DE89370400440532013000", -1_000, "EUR")]
    assert problems(read_again(origin, [CorrectedRow(problem.row, problem.cells)])) == [(2, "IMP-204")]
