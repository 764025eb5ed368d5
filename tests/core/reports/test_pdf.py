from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from core.records.schema import Kind
from core.reports.pdf import lay_out, print_pack
from core.reports.shapes import Pack, Section, Table, Tone, total
from core.reports.wording import amount_text
from tests.core.reports.books import DIGEST, pack


def texts(path: Path) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(str(path))
    out: list[Any] = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [re.sub(r"\s+", " ", text) for text in out]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    path = tmp_path_factory.mktemp("pdf") / "reconciliation.pdf"
    print_pack(pack(), path)
    return path, texts(path)


def test_every_page_has_its_number_and_the_digest(printed: tuple[Path, list[str]]) -> None:
    _, pages = printed
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert f"Book digest {DIGEST}" in text


def test_cover(printed: tuple[Path, list[str]]) -> None:
    cover = printed[1][0]
    for words in (
        "Reconciliation pack",
        "Ōtāhuhu Rådgivning ΑΒΓ",
        "September 2026",
        "As of 30 September 2026",
        "Close gate: not met",
        "1 open finding of severity S1 blocks the close",
        "4,000.00 GBP",
        "gross 4,123.45",
        "Prepared by Жанна Preparer",
        "Reviewed by",
        "Signature",
        "Date",
    ):
        assert words in cover, words


def test_contents_name_the_pages(printed: tuple[Path, list[str]]) -> None:
    _, pages = printed
    for section in pack().sections:
        found = re.search(rf"{section.title} (\d+)", pages[0])
        assert found
        assert section.title in pages[int(found[1]) - 1]


def test_figures_of_the_data_stand_on_paper(printed: tuple[Path, list[str]]) -> None:
    whole = " ".join(printed[1])
    thread = pack().section("thread").tables[0]
    assert thread.totals
    sums = thread.totals[0].sums
    assert amount_text(sums["billed"], "GBP") in whole
    for value in thread.column("receivable"):
        assert amount_text(value if isinstance(value, int) else None, "GBP") in whole
    for words in (
        "Σίγμα Ąžuolas Жук Ltd",
        "=Müller GmbH",
        "Counted in HO-02, contract K-1",
        "Unknown: no staff list was imported.",
        "no tax account was read",
        "not an amount",
        "Movement of the accounts in the ledger 3,200.00",
    ):
        assert words in whole, words


def test_same_pack_same_bytes(printed: tuple[Path, list[str]], tmp_path: Path) -> None:
    again = tmp_path / "again.pdf"
    print_pack(pack(), again)
    assert again.read_bytes() == printed[0].read_bytes()
    assert list(tmp_path.iterdir()) == [again]


def test_fonts_are_embedded(printed: tuple[Path, list[str]]) -> None:
    raw = printed[0].read_bytes()
    assert raw.count(b"/FontFile2") >= 3
    assert b"D:20260930120000" in raw


def long_pack(rows: int) -> Pack:
    book = pack()
    model = book.section("thread").tables[0]
    made = tuple((f"K-{n:04d}", *model.rows[0][1:]) for n in range(rows))
    table = Table(
        "thread-GBP", "Contracts", model.headings, made, (), (Tone.PLAIN,) * rows, currency="GBP", carried=True
    )
    table = Table(
        "thread-GBP",
        "Contracts",
        model.headings,
        made,
        totals=(total(table, "Total GBP"),),
        currency="GBP",
        carried=True,
    )
    section = Section("thread", "Thread", tables=(table,), wide=True)
    return Pack(book.firm, book.period, book.as_of, "GBP", DIGEST, "", "", book.gate, (), (section,))


def test_sums_are_carried_from_page_to_page(tmp_path: Path) -> None:
    """What is carried forward on one page is brought forward on the next, and the total ties to the rows."""
    book = long_pack(100)
    path = tmp_path / "long.pdf"
    print_pack(book, path)
    pages = texts(path)[1:]
    table = book.sections[0].tables[0]
    each = table.column("billed")[0]
    assert isinstance(each, int)
    seen = 0
    for sheet, text, following in zip(lay_out(book), pages, [*pages[1:], ""], strict=True):
        (piece,) = sheet.pieces
        seen = piece.stop
        if following:
            assert re.search(rf"Carried forward [\d,.\-]+ {re.escape(amount_text(seen * each, 'GBP'))}", text)
            assert re.search(rf"Brought forward [\d,.\-]+ {re.escape(amount_text(seen * each, 'GBP'))}", following)
    assert re.search(rf"Total GBP [\d,.\-]+ {re.escape(amount_text(100 * each, 'GBP'))}", pages[-1])
    assert seen == 100
    assert Kind.MONEY in {heading.kind for heading in table.headings}


def test_empty_pack_prints(tmp_path: Path) -> None:
    book = pack()
    bare = Pack("", book.period, book.as_of, "GBP", DIGEST, "", "", book.gate, (), ())
    assert print_pack(bare, tmp_path / "bare.pdf") == 1
    assert texts(tmp_path / "bare.pdf")[0].startswith("Reconciliation pack September 2026")
