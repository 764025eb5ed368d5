"""Names of firms compare by their telling words, whatever their form, order, abbreviation or slips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.matching.names import (
    Likeness,
    aliases,
    best_look,
    canonical_word,
    fold,
    gather,
    parse,
    skeleton,
    without_trade_name,
    word_likeness,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Straße", "strasse"),
        ("Søren Ærø", "soren aero"),
        ("Łódź", "lodz"),
        ("Ĳssel", "ijssel"),
        ("ÉCOLE  supérieure", "ecole superieure"),
    ],
)
def test_letters_fold_to_ascii(text: str, plain: str) -> None:
    assert fold(text) == plain


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_single_letters_stand_together() -> None:
    assert words_of("J. K. O'Neil & L.L.C.") == ["jk", "oneil", "&", "llc"]


@pytest.mark.parametrize(
    ("text", "words", "forms"),
    [
        ("Marlin Works Ltd.", ("marlin", "works"), {"ltd"}),
        ("Marlin Works Pty Ltd", ("marlin", "works"), {"ltd"}),
        ("MARLIN WORKS, L.L.C.", ("marlin", "works"), {"llc"}),
        ("Marlin GmbH & Co. KG", ("marlin",), {"gmbh", "kg"}),
        ("Marlin Sp. z o.o.", ("marlin",), {"spzoo"}),
        ("Marlin A/S", ("marlin",), {"as"}),
        ("Marlin Ltée", ("marlin",), {"ltd"}),
        ("The Marlin Company", ("marlin",), {"co"}),
        ("Limited", ("limited",), set()),
    ],
)
def test_legal_forms_come_off(text: str, words: tuple[str, ...], forms: set[str]) -> None:
    name = parse(text)
    assert (name.words, set(name.forms)) == (words, forms)


def test_a_trading_name_is_a_name_of_its_own() -> None:
    found = [name.words for name in aliases("Marlin Works Inc. d/b/a Bluefin (UK)")]
    assert found == [("marlin", "works"), ("bluefin",)]
    assert [name.words for name in aliases("Marlin Works (Bluefin)")] == [("marlin", "works"), ("bluefin",)]


def _look(one: str, other: str) -> Likeness:
    return best_look(aliases(one), aliases(other)).likeness


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Marlin & Works Ltd", "MARLIN AND WORKS LIMITED", Likeness.SAME),
        ("Marlin-Works", "marlin works inc", Likeness.SAME),
        ("MarlinWorks", "Marlin Works", Likeness.SAME),
        ("Müller Öl", "Mueller Oel GmbH", Likeness.SAME),
        ("Works Marlin", "Marlin Works", Likeness.REORDERED),
        ("Marlin Svcs Intl", "Marlin Services International", Likeness.SAME),
        ("Marlin Brdcstng", "Marlin Broadcasting", Likeness.ABBREVIATED),
        ("Marlni Works", "Marlin Works", Likeness.TYPO),
        ("Marlin Pharrma Inc.", "Marlin Pharma", Likeness.ABBREVIATED),
        ("Marlin Works", "Marlin Works Group", Likeness.CONTAINED),
        ("Marlin Works", "Marlin Trading", Likeness.UNLIKE),
        ("Marlin 12", "Marlin 13", Likeness.UNLIKE),
        ("Nextwave63", "Nextwave64", Likeness.UNLIKE),
    ],
)
def test_how_near_two_names_are(one: str, other: str, likeness: Likeness) -> None:
    assert _look(one, other) is likeness
    assert _look(other, one) is likeness


def test_forms_are_told_apart_from_names() -> None:
    assert best_look(aliases("Marlin Ltd"), aliases("Marlin DAC")).forms == -1
    assert best_look(aliases("Marlin Ltd"), aliases("Marlin Limited")).forms == 1
    assert best_look(aliases("Marlin"), aliases("Marlin Ltd")).forms == 0


@given(
    st.text(alphabet="abcdefghij ", min_size=1, max_size=12), st.text(alphabet="abcdefghij ", min_size=1, max_size=12)
)
def test_comparing_does_not_depend_on_the_side(one: str, other: str) -> None:
    first, second = best_look(aliases(one), aliases(other)), best_look(aliases(other), aliases(one))
    assert (first.likeness > Likeness.CONTAINED) == (second.likeness > Likeness.CONTAINED)


def test_words_and_their_skeletons() -> None:
    assert skeleton("broadcasting") == "brdcstng"
    assert word_likeness("mgmt", "management") == 0.0  # an abbreviation no rule gives; the word list knows it
    assert parse("Marlin Mgmt").words == ("marlin", "management")
    assert 0 < word_likeness("thrnfld", "thornfield") < 1


def test_gathering_keeps_each_name_once() -> None:
    assert len(gather(["Marlin Ltd", "Marlin Ltd", "", "Bluefin"])) == 2


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("harrow ltd t/a blue door", "harrow ltd "),
        ("harrow ltd", "harrow ltd"),
        ("harrow trading ltd", "harrow trading ltd"),
    ],
)
def test_a_trading_name_is_cut_off(name: str, left: str) -> None:
    assert without_trade_name(name).strip() == left.strip()


def test_an_abbreviation_is_spelled_one_way() -> None:
    assert canonical_word("intl") == canonical_word("international")
    assert canonical_word("harrow") == "harrow"
