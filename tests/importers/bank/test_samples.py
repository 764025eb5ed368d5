"""Real files of banks, where they lie beside this folder: each is recognised, with the rows and sums that its source gives."""

from __future__ import annotations

import base64
import re
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from core.normalise.identity import identities
from core.ports.importing import TableRead
from importers.registry import drafts_of, read
from importers.shared.intake import FileRefused, HeadingsOnly
from tests.importers.samples import PACKS

SAMPLES = PACKS.parent / "formats" / "samples"
YAML = PACKS.parent / "data" / "bank-mt940"
OFX = PACKS.parent / "data" / "bank-ofx"

# file, entries in it, entries loaded, sums by currency (money in positive)
EXPECTED: list[tuple[str, int, int, dict[str, str]]] = [
    ("ofx/ofxparse_account_listing_aggregation.ofx", 0, 0, {}),
    ("ofx/ofxparse_anzcc.ofx", 1, 1, {"AUD": "-5.50"}),
    ("ofx/ofxparse_bank_medium.ofx", 3, 3, {"CAD": "-345.27"}),
    ("ofx/ofxparse_checking.ofx", 3, 3, {"USD": "-59.50"}),
    ("ofx/ofxparse_date_missing.ofx", 3, 0, {}),
    ("ofx/ofxparse_decimal_error.ofx", 1, 0, {}),
    ("ofx/ofxparse_empty_balance.ofx", 1, 1, {"CAD": "120.00"}),
    ("ofx/ofxparse_fidelity-savings.ofx", 4, 4, {"USD": "-1778.3952"}),
    ("ofx/ofxparse_multiple_accounts.ofx", 0, 0, {}),
    ("ofx/ofxparse_ofx-v102-empty-tags.ofx", 1, 1, {"AUD": "12.34"}),
    ("ofx/ofxparse_suncorp.ofx", 1, 1, {"AUD": "-16.85"}),
    ("ofx/ofxtools_br_nubank_cc.ofx", 6, 6, {"BRL": "-1280.91"}),
    ("ofx/ofxtools_stmtrs.ofx", 2, 2, {"USD": "-500.00"}),
    ("ofx/ofxtools_stmtrs_euro.ofx", 2, 2, {"USD": "-500.00"}),
    ("qif/oca_test_qif.qif", 5, 5, {"": "-1896.09"}),
    ("camt/bsp_camt.053.001.02.xml", 3, 3, {"SEK": "-64321.50"}),
    ("camt/bsp_camt053_duplicate_same_day.xml", 2, 2, {"EUR": "-9.00"}),
    ("camt/bsp_camt053_garbled_amount.xml", 1, 0, {}),
    ("camt/bsp_camt053_multicurrency.xml", 3, 3, {"EUR": "750.25", "USD": "-99.99"}),
    ("camt/bsp_camt053_no_namespace.xml", 1, 1, {"GBP": "250.00"}),
    ("camt/genkgo_camt052.v2.xml", 1, 1, {"SEK": "-200000.00"}),
    ("camt/genkgo_camt053.v2.all-balance-types.xml", 1, 1, {"EUR": "8.85"}),
    ("camt/genkgo_camt053.v2.five.decimals.xml", 1, 1, {"EUR": "8.85"}),
    ("camt/genkgo_camt053.v2.minimal.ultimate.xml", 1, 1, {"EUR": "8.85"}),
    ("camt/genkgo_camt053.v2.minimal.xml", 1, 1, {"EUR": "8.85"}),
    ("camt/genkgo_camt053.v2.multi.statement.xml", 2, 2, {"EUR": "1.85"}),
    ("camt/genkgo_camt053.v2.with-party-ids.xml", 1, 1, {"EUR": "8.85"}),
    ("camt/genkgo_camt053.v3.xml", 1, 1, {"EUR": "8.85"}),
    ("camt/genkgo_camt053.v4.xml", 1, 1, {"EUR": "8.85"}),
    ("camt/genkgo_camt053.v8.xml", 1, 1, {"EUR": "8.85"}),
    ("camt/genkgo_camt054.v2.xml", 1, 1, {"SEK": "-200000.00"}),
    ("camt/genkgo_camt054.v8.xml", 1, 1, {"SEK": "-200000.00"}),
    ("camt/genkgo_camt53.only-Dt-with-DtTm.xml", 0, 0, {}),
    ("camt/oca_test-camt053-txdtls.xml", 1, 1, {"CHF": "3483.00"}),
    ("camt/oca_test-camt053_02.xml", 3, 3, {"EUR": "57.01"}),
    ("camt/oca_test-camt054.xml", 1, 1, {"EUR": "5.00"}),
    ("mt940/ASNB_0708271685_09022020_164516.940.txt", 8, 8, {"EUR": "56.94"}),
    ("mt940/betterplace_missing_crlf_at_end.sta", 0, 0, {}),
    ("mt940/betterplace_sepa_mt9401.sta", 97, 97, {"EUR": "-9269135.90"}),
    ("mt940/betterplace_sepa_snippet.sta", 11, 11, {"EUR": "-2143323.39"}),
    ("mt940/betterplace_sepa_snippet_broken.sta", 1, 1, {"EUR": "50990.05"}),
    ("mt940/betterplace_with_binary_character.sta", 4, 4, {"EUR": "-179066.75"}),
    ("mt940/cmxl_mt940.sta", 16, 16, {"DEM": "87.30", "EUR": "2200.00", "PLN": "10040.00"}),
    ("mt940/jejik_abnamro.sta", 10, 10, {"EUR": "-345.93"}),
    ("mt940/jejik_generic.sta", 2, 2, {"EUR": "-20.00"}),
    ("mt940/jejik_ing.sta", 7, 7, {"EUR": "-45.59"}),
    ("mt940/jejik_knab.sta", 3, 3, {"EUR": "-6260.00"}),
    ("mt940/jejik_postfinance.sta", 4, 4, {"CHF": "159.40"}),
    ("mt940/jejik_rabobank-iban.sta", 4, 4, {"EUR": "-70.00"}),
    ("mt940/jejik_rabobank.sta", 5, 5, {"EUR": "-1589.09"}),
    ("mt940/jejik_sns.sta", 2, 2, {"EUR": "-25.00"}),
    ("mt940/jejik_triodos.sta", 2, 2, {"EUR": "-715.70"}),
    ("mt940/mBank_mt940.sta", 3, 3, {"PLN": "0.03"}),
    ("mt940/mBank_mt942.sta", 3, 3, {"PLN": "0.03"}),
    ("mt940/sberbank_171011_01234945.sta", 3, 3, {"HUF": "-9437.00"}),
    ("mt940/self-provided_february_30.sta", 1, 1, {"EUR": "-6.00"}),
    ("mt940/self-provided_gv_codes.sta", 2, 2, {"EUR": "-257.45"}),
    ("mt940/self-provided_malformed_details.sta", 1, 1, {"EUR": "-233.15"}),
    ("mt940/self-provided_raphaelm.sta", 9, 9, {"DEM": "95000.00"}),
    ("bai2/moov_sample1.txt", 17, 17, {"CAD": "0.00"}),
    ("bai2/moov_sample2.txt", 4, 4, {"USD": "309500.00"}),
    ("bai2/moov_sample3.txt", 26, 26, {"USD": "-197.05"}),
    ("bai2/moov_sample4-continuations-newline-delimited.txt", 17, 17, {"USD": "-307483.24"}),
    ("bai2/moov_sample5-issue113.txt", 20, 20, {"USD": "37667896.02"}),
    ("bank_csv/oca_balance.csv", 2, 2, {"": "1500.00"}),
    ("bank_csv/oca_debit_credit.csv", 2, 2, {"": "1500.00"}),
    ("bank_csv/oca_meta_data_separated_credit_debit.csv", 4, 4, {"EUR": "1069.32"}),
    ("bank_csv/oca_multi_currency.csv", 2, 2, {"USD": "-33.50", "EUR": "1525.00"}),
    ("bank_csv/oca_original_currency.csv", 1, 1, {"EUR": "1525.00"}),
    ("bank_csv/oca_sample_statement_credit_card_inverse_sign_en.csv", 2, 2, {"USD": "33.50", "EUR": "-1525.00"}),
    ("bank_csv/oca_sample_statement_en.csv", 2, 2, {"USD": "-33.50", "EUR": "1525.00"}),
]
REFUSED = {
    "ofx/ofxparse_bank_small.ofx": "IMP-106",
    "ofx/ofxparse_error_message.ofx": "IMP-151",
    "ofx/ofxparse_signon_fail.ofx": "IMP-151",
    "camt/genkgo_camt053.v2.wrong.xml": "IMP-154",
    "bai2/moov_sample-parseError.txt": "IMP-107",
}
FORMATS = ("ofx", "qif", "camt", "mt940", "bai2", "bank_csv")

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of formats do not lie beside this folder")
needs_yaml = pytest.mark.skipif(
    not YAML.is_dir(), reason="the statements of data/bank-mt940 do not lie beside this folder"
)


def table(path: Path) -> TableRead:
    (one,) = read(path).tables
    return one


@needs_samples
def test_every_sample_is_expected_once() -> None:
    known = [name for name, *_ in EXPECTED] + list(REFUSED)
    there = [
        f"{folder}/{path.name}"
        for folder in FORMATS
        for path in sorted((SAMPLES / folder).iterdir())
        if path.name != "README.md"
    ]
    assert sorted(known) == sorted(there)


@needs_samples
@pytest.mark.parametrize(("name", "entries", "loaded", "sums"), EXPECTED, ids=[name for name, *_ in EXPECTED])
def test_rows_and_sums(name: str, entries: int, loaded: int, sums: dict[str, str]) -> None:
    one = table(SAMPLES / name)
    assert (one.system, one.entity) == ("bank", "bank_line")
    assert (one.rows_read, one.rows_loaded) == (entries, loaded)
    assert one.rows_read == one.rows_loaded + len(one.problems)
    assert {total.currency: str(total.amount) for total in one.totals if total.rows} == sums
    frame = one.frames["bank_lines"]
    assert not frame[["account", "external_id"]].duplicated().any()
    assert frame["day"].notna().all()
    assert (frame["account"] != "").all()


@needs_samples
@pytest.mark.parametrize(("name", "code"), REFUSED.items(), ids=list(REFUSED))
def test_what_is_no_statement_is_refused_with_a_sentence(name: str, code: str) -> None:
    with pytest.raises(FileRefused) as caught:
        read(SAMPLES / name)
    assert caught.value.code == code
    assert Path(name).name in caught.value.sentence


@needs_samples
def test_the_parts_of_a_batch_are_its_lines_where_they_tie() -> None:
    tied = table(SAMPLES / "camt" / "oca_test-camt053-txdtls.xml")
    assert list(tied.frames["bank_lines"]["amount"]) == [218_700, 129_600]
    assert tied.rows_read == 1
    for name in ("genkgo_camt054.v2.xml", "genkgo_camt054.v8.xml"):
        whole = table(SAMPLES / "camt" / name)
        assert list(whole.frames["bank_lines"]["amount"]) == [-20_000_000]


CLOSINGS = [
    ("camt/bsp_camt.053.001.02.xml", 1, 0),
    ("camt/bsp_camt053_multicurrency.xml", 2, 0),
    ("camt/genkgo_camt053.v2.multi.statement.xml", 2, 0),
    ("camt/oca_test-camt053-txdtls.xml", 1, 0),
    ("camt/oca_test-camt053_02.xml", 0, 1),
    ("mt940/betterplace_sepa_mt9401.sta", 26, 0),
    ("mt940/jejik_generic.sta", 2, 0),
    ("mt940/mBank_mt942.sta", 2, 0),
    ("mt940/jejik_triodos.sta", 0, 1),
    ("bai2/moov_sample1.txt", 4, 0),
    ("bai2/moov_sample2.txt", 10, 0),
    ("bai2/moov_sample5-issue113.txt", 4, 4),
]


@needs_samples
@pytest.mark.parametrize(("name", "ties", "breaks"), CLOSINGS, ids=[name for name, *_ in CLOSINGS])
def test_printed_balances_and_totals_are_held_against_the_lines(name: str, ties: int, breaks: int) -> None:
    one = table(SAMPLES / name)
    said = [note for note in one.notes if note.endswith("printed balances and totals agree with the lines.")]
    assert said == ([f"{ties} printed balances and totals agree with the lines."] if ties else [])
    assert len(one.untied) == breaks
    assert all("does not agree" in sentence for sentence in one.untied)


TRANSACTION = "- !!python/object:mt940.models.Transaction\n"
DECIMAL = re.compile(r"decimal\.Decimal \['(.*?)'\]")
DATED = re.compile(
    r"\n    (date|entry_date): (?:(&\w+) )?(?:(\*\w+)|!!python/object/apply:mt940\.models\.Date\n    - !!binary \|\n\s+(\S+))"
)


def yaml_lines(path: Path) -> list[tuple[Decimal, str]]:
    """Amount and booking day of each transaction in a result of the mt940 library, read without building its objects.

    The library leaves a reversal with the sign of what it reverses; the statement's own balances say that it takes it back.
    """
    found, anchors = [], {}
    for block in path.read_text(encoding="utf-8").split(TRANSACTION)[1:]:
        days: dict[str, str] = {}
        for name, anchor, alias, data in DATED.findall(block):
            if data:
                high, low, month, day = base64.b64decode(data)
                anchors[f"*{anchor[1:]}"] = days[name] = f"{high * 256 + low}-{month:02d}-{day:02d}"
            elif alias in anchors:
                days[name] = anchors[alias]
        amount = DECIMAL.search(block)
        assert amount
        reversal = re.search(r"\n    status: R([CD])\n", block)
        value = abs(Decimal(amount[1])) * (1 if reversal[1] == "D" else -1) if reversal else Decimal(amount[1])
        found.append((value, days.get("entry_date") or days["date"]))
    return found


@needs_yaml
@pytest.mark.parametrize(
    "path", sorted(YAML.rglob("*.sta")) if YAML.is_dir() else [], ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_statements_agree_with_another_reader(path: Path) -> None:
    wanted = yaml_lines(path.with_suffix(".yml"))
    try:
        one = table(path)
    except HeadingsOnly:
        assert not wanted
        return
    assert not one.problems
    frame = one.frames["bank_lines"]
    got = [
        (Decimal(int(amount)) / 100, day.date().isoformat())
        for amount, day in zip(frame["amount"], frame["day"], strict=True)
    ]
    assert Counter(got) == Counter(wanted)


@needs_yaml
def test_all_statements_with_results_are_there() -> None:
    assert len(list(YAML.rglob("*.sta"))) >= 20


@pytest.mark.skipif(not OFX.is_dir(), reason="the statements of data/bank-ofx do not lie beside this folder")
@pytest.mark.parametrize(
    ("name", "entries", "amount"),
    [
        ("br_nubank_cc.ofx", 6, "-1280.91"),
        ("invstmtrs.ofx", 1, "1000.00"),
        ("stmtrs.ofx", 2, "-500.00"),
        ("stmtrs_euro.ofx", 2, "-500.00"),
    ],
)
def test_ofx_statements(name: str, entries: int, amount: str) -> None:
    one = table(OFX / name)
    assert (one.rows_read, [str(total.amount) for total in one.totals]) == (entries, [amount])


def test_statements_come_in_archives_too(tmp_path: Path) -> None:
    path = tmp_path / "month.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("bank/main.qif", "!Type:Bank\nD1/31/2026\nT5.00\n^\n")
        packed.writestr("bank/current.csv", "Date,Description,Amount\n2026-01-05,a,1.00\n2026-01-06,b,1.00\n")
        packed.writestr("a.sta", ":20:X\n:25:DE1\n:60F:C260101EUR1,\n:61:260102C2,NTRFX\n:62F:C260102EUR3,\n-\n")
    lines = drafts_of([read(path)])["bank_lines"]
    assert sorted(lines["account"]) == ["DE1", "current", "current", "main"]
    ids = identities("bank_lines", lines)
    assert ids.is_unique
    assert not ids.str.contains("month").any()
