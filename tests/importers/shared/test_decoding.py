"""Bytes to text: proved, likely, guessed, and what is said of each."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.shared.decoding import Undecodable, decoded, western, wide_encoding
from tests.importers.samples import PACKS

REAL = PACKS.parent / "data" / "encodings-chardet"
NAMES = {"MacCyrillic": "mac_cyrillic", "IBM855": "cp855", "IBM866": "cp866"}

RUSSIAN = "Клиент;Город\nОбщество Ромашка;Москва\nИванов Пётр;Казань\n"
CASES = [
    ("Name;Ort\nMüller GmbH;München\nGröße;Österreich\n", ("cp1252", "cp850", "mac_roman")),
    ("Client,Ville\nSociété Générale,Orléans\nHôtel Être,Nîmes\nÀ crédit,Liège\n", ("cp1252", "cp850", "mac_roman")),
    ("Cliente,Ciudad\nPeña Ibáñez,Logroño\n", ("cp1252", "cp850")),
    ("Cliente,Cidade\nConstruções São João,Lisboa\n", ("cp1252", "cp850", "mac_roman")),
    ("Kunde,By\nKøbenhavns Lufthavn,Ærø\nÅrhus,Ørsted\n", ("cp1252", "mac_roman")),
    ("Item,Price\nTea,£12.00\nCoffee – large,€3.00\nIt’s “good”,£1\n", ("cp1252",)),
    ("Item,Note\nCafé,1\nBar,2\nTea,3\n", ("cp1252", "cp850", "mac_roman")),
    ("Klient;Miasto\nŁódzka Spółka;Łódź\nZażółć gęślą;Kraków\n", ("cp1250", "cp852")),
    (RUSSIAN, ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac_cyrillic")),
]


@pytest.mark.parametrize(
    ("text", "encoding"), [(text, encoding) for text, encodings in CASES for encoding in encodings], ids=str
)
def test_a_short_list_of_one_country(text: str, encoding: str) -> None:
    read = decoded(text.encode(encoding))
    assert read.text == text
    assert bool(read.notes) == (encoding != "cp1252")
    assert all("a guess" in note for note in read.notes)


def test_suppliers_of_many_countries_in_one_list() -> None:
    text = "Supplier\nMüller\nPeña\nSociété\nSão João\nØrsted\nÅkesson\nPère Noël\nGarcía Núñez\nBüro Süd\n" * 3
    assert decoded(text.encode("cp1252")).text == text


@pytest.mark.skipif(not REAL.is_dir(), reason="the real texts do not lie beside this folder")
def test_real_texts() -> None:
    """Equal to what the folder's encoding gives, for the share of files that the product promises; EUC-TW has no codec here."""
    right, wrong = 0, []
    for path in sorted(REAL.glob("*/*")):
        name = path.parent.name
        while name:  # "windows-1250-czech" is windows-1250
            try:
                codec = codecs.lookup(NAMES.get(name, name))
                break
            except LookupError:
                name = name.rpartition("-")[0]
        else:
            continue
        data = path.read_bytes()
        if decoded(data).text == data.decode(codec.name).removeprefix("\ufeff"):
            right += 1
        else:
            wrong.append(path.parent.name)
    assert right / (right + len(wrong)) >= 0.97, wrong


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig"]
)
def test_wide_texts(encoding: str) -> None:
    text = "Client,Städte\nMüller & Söhne,Zürich €\n" * 5
    read = decoded(text.encode(encoding))
    assert (read.text, read.notes) == (text, ())
    assert encoding.startswith(read.encoding)


def test_a_binary_is_not_wide() -> None:
    assert wide_encoding(bytes(range(256)) * 20) == ""


def test_damage_in_a_wide_text_is_said() -> None:
    read = decoded("Client,Town\n".encode("utf-16") + b"\x00\xd8A\x00B\x00")
    assert "1 characters are damaged" in read.notes[0]
    assert read.text.startswith("Client,Town\n")


@pytest.mark.parametrize("encoding", ["iso2022_jp", "iso2022_kr"])
def test_shift_codes(encoding: str) -> None:
    text = "名前,都市\n東京,大阪\n" if encoding == "iso2022_jp" else "고객,도시\n서울,부산\n"
    assert decoded(text.encode(encoding)).text == text


def test_codes_of_windows_inside_utf8_are_mended_and_said() -> None:
    read = decoded("Name,Period\nIt\u0092s,7 \u0096 8 Feb\n".encode())
    assert read.text == "Name,Period\nIt’s,7 – 8 Feb\n"
    assert read.notes == ("2 control codes are signs of Windows-1252 (dashes, quotes, the euro) and are read as such.",)


def test_utf8_with_a_few_bytes_of_windows() -> None:
    read = decoded(("Städte,Zürich,Köln,Düren,Lünen\n" * 3).encode() + "M\xfcller\n".encode("cp1252"))
    assert read.text.endswith("Lünen\nMüller\n")
    assert read.notes == ("1 bytes are no UTF-8 and are read as Windows-1252, a guess.",)


def test_a_declared_encoding_is_obeyed_or_refused() -> None:
    assert decoded("Müller".encode("cp850"), "cp850").text == "Müller"
    with pytest.raises(Undecodable, match="byte 2 is no utf-8"):
        decoded("Müller".encode("cp850"), "utf-8")
    with pytest.raises(Undecodable, match="no encoding that Tieout knows"):
        decoded(b"a", "klingon-1")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf8_is_never_guessed(text: str) -> None:
    read = decoded(("Client,Town\n" + text).encode())
    assert read.text == "Client,Town\n" + text
    assert not read.notes


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_become_text(data: bytes) -> None:
    assert isinstance(decoded(data).text, str)


def test_what_western_writing_is() -> None:
    assert western("Société à Orléans – l’été")
    assert not western("„sterreich M„nner")
    assert not western("Îáùåñòâî Ðîìàøêà")
