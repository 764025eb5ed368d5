"""XML of banks as a tree of plain nodes; document types and entities are refused before anything of them is expanded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from importers.bank.refusals import BrokenMarkup, DeclaredEntities

_DEEPEST: Final = 100  # a statement is some fifteen elements deep


@dataclass(slots=True)
class Node:
    """One element. name: without its namespace; text: its own text, trimmed."""

    name: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def all(self, path: str) -> list[Node]:
        """All elements at `path`, names joined by "/", below this one."""
        found = [self]
        for name in path.split("/"):
            found = [child for node in found for child in node.children if child.name == name]
            if not found:
                break
        return found

    def first(self, path: str) -> Node | None:
        """The first element at `path`."""
        return next(iter(self.all(path)), None)

    def value(self, *paths: str) -> str:
        """The text of the first element at the first of `paths` that has one; ""."""
        for path in paths:
            for node in self.all(path):
                if node.text:
                    return node.text
        return ""

    def values(self, *paths: str) -> list[str]:
        """The texts of all elements at `paths`, in order."""
        return [node.text for path in paths for node in self.all(path) if node.text]

    def leaves(self, prefix: str = "") -> Iterator[tuple[str, str]]:
        """Path and text of every element below that has one."""
        for child in self.children:
            path = f"{prefix}/{child.name}" if prefix else child.name
            if child.text:
                yield path, child.text
            yield from child.leaves(path)


def tree_of(text: str, file: str) -> Node:
    """The root element of `text`; raises DeclaredEntities for a document type and BrokenMarkup for what is not whole XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    root = Node("", {})
    stack = [root]

    def refuse(*_: object) -> int:
        raise DeclaredEntities(file=file)

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > _DEEPEST:
            raise BrokenMarkup(file=file, reason=f"its elements are nested more than {_DEEPEST} deep")
        node = Node(name.rsplit(":", 1)[-1], attributes)
        stack[-1].children.append(node)
        stack.append(node)

    def end(_: str) -> None:
        node = stack.pop()
        node.text = node.text.strip()

    def characters(text: str) -> None:
        stack[-1].text += text

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(text.lstrip("\ufeff \t\r\n\x00"), True)
    except expat.ExpatError as cause:
        raise BrokenMarkup(file=file, reason=str(cause)) from cause
    except (LookupError, ValueError) as cause:  # an encoding that nobody knows
        raise BrokenMarkup(file=file, reason=str(cause)) from cause
    return root.children[0]
