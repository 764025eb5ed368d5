"""XML as a tree of local names; a document type or an entity is refused before anything is expanded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from importers.shared.intake import CutShort, FileRefused

_NAME: Final = re.compile(r"<([\w.\-]+:)?([\w.\-]+)")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE\s+([\w.\-]+:)?([\w.\-]+)", re.IGNORECASE)
_HEAD: Final = 200_000  # characters before the root element that may be comments
_DEEPEST: Final = 200  # no invoice is nested deeper than a few dozen elements


class Forbidden(FileRefused):
    """XML that declares a document type, entities, or elements without end."""

    code = "IMP-131"
    template = "{file} is not read: {reason}, which no invoice needs and which can be used to do harm. Ask the sender for a clean copy."


@dataclass(slots=True)
class Node:
    """One element: its name without namespace, attributes by local name, its own text, its children in order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, path: str) -> list[Node]:
        """The elements at `path` ("Party/PartyName/Name") below this one."""
        found = [self]
        for step in path.split("/"):
            found = [child for node in found for child in node.children if child.name == step]
        return found

    def first(self, *paths: str) -> str:
        """The trimmed text of the first element with any text at any of `paths`; "" when there is none."""
        for path in paths:
            for node in self.all(path):
                if node.text.strip():
                    return node.text.strip()
        return ""


def root_name(text: str) -> str:
    """Local name of the root element, or of the document type that stands before it; "" for a text that is no XML."""
    place = 0
    plain = text[:_HEAD].lstrip("\ufeff")
    while place < len(plain):
        if plain[place].isspace():
            place += 1
            continue
        end = "?>" if plain.startswith("<?", place) else "-->" if plain.startswith("<!--", place) else ""
        if not end:
            name = _DOCTYPE.match(plain, place) or _NAME.match(plain, place)
            return name[2] if name else ""
        found = plain.find(end, place)
        if found < 0:
            return ""
        place = found + len(end)
    return ""


def tree_of(text: str, file: str) -> Node:
    """The root element of the XML in `text`, which is decoded already, whatever encoding it declares; raises Forbidden for a document type or entity, CutShort where the XML breaks."""
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    top = Node("")
    stack = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > _DEEPEST:
            raise Forbidden(file=file, reason="it nests its elements without end")
        node = Node(_local(name), {_local(key): value for key, value in attributes.items()})
        stack[-1].children.append(node)
        stack.append(node)

    def end(name: str) -> None:
        del name
        stack.pop()

    def characters(text: str) -> None:
        stack[-1].text += text

    def refuse(*declared: object) -> None:
        del declared
        raise Forbidden(file=file, reason="it declares a document type or entities")

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, characters
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = None
    try:
        parser.Parse(text.lstrip("\ufeff").encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as cause:
        raise CutShort(
            file=file, reason=f"its XML breaks in line {cause.lineno} ({expat.ErrorString(cause.code)})"
        ) from cause
    return top.children[0]


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
