"""XML as a tree: names without namespaces, and nothing that a document type could do."""

from __future__ import annotations

import pytest

from importers.accounting.einvoice.tree import Forbidden, root_name, tree_of
from importers.shared.intake import CutShort


def test_names_texts_and_attributes() -> None:
    root = tree_of(
        '<?xml version="1.0"?><a:R xmlns:a="urn:x" a:k="v"><a:B><C> one </C></a:B><a:B><C/><C>two</C></a:B></a:R>', "x"
    )
    assert (root.name, root.attributes) == ("R", {"k": "v"})
    assert [node.text for node in root.all("B/C")] == [" one ", "", "two"]
    assert root.first("B/D", "B/C") == "one"
    assert root.first("B/D") == ""


def test_a_text_is_decoded_already_whatever_it_declares() -> None:
    root = tree_of('\ufeff<?xml version="1.0" encoding="iso-8859-1"?><a>Müller</a>', "x")
    assert root.text == "Müller"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        '<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>',
        "<a>" * 5000,
    ],
    ids=["entities", "external entity", "external document type", "endless nesting"],
)
def test_what_could_do_harm_is_refused(text: str) -> None:
    with pytest.raises(Forbidden) as refused:
        tree_of(text, "x.xml")
    assert refused.value.code == "IMP-131"
    assert refused.value.sentence.startswith("x.xml is not read: it ")


@pytest.mark.parametrize("text", ["<a><b></a>", "<a>", "", "plain", "<a>&unknown;</a>"])
def test_broken_xml_is_said_with_its_line(text: str) -> None:
    with pytest.raises(CutShort, match="line 1"):
        tree_of(text, "x.xml")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\ufeff<?xml version='1.0'?>\n<!-- <Other/> -->\n<u:Invoice xmlns:u='x'>", "Invoice"),
        ("<!DOCTYPE html>", "html"),
        ("<!doctype x:Invoice [", "Invoice"),
        ("<schema>", "schema"),
        ("Date,Amount", ""),
        ("", ""),
        ("<!-- never closed", ""),
        ("<?xml", ""),
        ("<>", ""),
    ],
)
def test_the_name_of_the_root(text: str, name: str) -> None:
    assert root_name(text) == name
