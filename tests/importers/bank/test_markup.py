"""XML as plain nodes; what declares a document type is refused before it is expanded."""

from __future__ import annotations

import pytest

from importers.bank.markup import tree_of
from importers.bank.refusals import BrokenMarkup, DeclaredEntities


def test_names_without_namespaces() -> None:
    root = tree_of(
        '<?xml version="1.0" encoding="ISO-8859-1"?><x:A xmlns:x="u"><x:B c="1"> é </x:B><B><D>2</D></B></x:A>', "a.xml"
    )
    assert root.name == "A"
    assert [node.attributes.get("c") for node in root.all("B")] == ["1", None]
    assert root.value("X", "B/D", "B") == "2"
    assert root.value("X") == ""
    assert root.values("B", "B/D") == ["é", "2"]
    assert list(root.leaves()) == [("B", "é"), ("B/D", "2")]
    assert root.first("B/X") is None


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><Document>&c;</Document>'
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/hostname"><Document/>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, "<!DOCTYPE Document><Document/>"])
def test_document_types_are_refused(text: str) -> None:
    with pytest.raises(DeclaredEntities) as caught:
        tree_of(text, "a.xml")
    assert caught.value.sentence.startswith("a.xml declares a document type")


@pytest.mark.parametrize(
    "text", ["<A><B></A>", "<A>", "", "<A>&b;</A>", "<A/><B/>", "<A>" * 200 + "</A>" * 200], ids=range(6)
)
def test_what_is_not_whole_is_refused(text: str) -> None:
    with pytest.raises(BrokenMarkup):
        tree_of(text, "a.xml")
