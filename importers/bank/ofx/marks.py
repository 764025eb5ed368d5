"""OFX as a stream of marks, with and without closing tags: aggregates open and close, leaves carry values."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from importers.bank.ofx.fields import AGGREGATES, STATEMENTS

_CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_MARK: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9._]*)\s*/?>([^<]*)")
_DEEPEST: Final = 60  # a statement is some twelve aggregates deep


class TooDeep(ValueError):
    """Aggregates are nested deeper than any statement's."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One step through the file.

    name: upper case. kind: "open" and "close" of an aggregate, "leaf" of an element with a value. inside: the aggregates
    around it, outermost first, without itself.
    """

    kind: str
    name: str
    value: str
    inside: tuple[str, ...]


def marks_of(text: str) -> Iterator[Mark]:
    """The marks of `text` in order; an aggregate that is never closed ends where one around it does. Raises TooDeep."""
    plain = _CDATA.sub(lambda found: html.escape(found[1]), text)
    stack: list[str] = []
    for found in _MARK.finditer(plain):
        name = found[2].upper()
        if found[1]:
            if name in stack:
                while stack:
                    last = stack.pop()
                    yield Mark("close", last, "", tuple(stack))
                    if last == name:
                        break
            continue
        if len(stack) > _DEEPEST:
            raise TooDeep(f"its elements are nested more than {_DEEPEST} deep")
        value = " ".join(html.unescape(found[3]).split())
        if name == "STMTTRN" or name in STATEMENTS or (name in AGGREGATES and not value):
            if name == "STMTTRN" and "STMTTRN" in stack:  # the line before was never closed
                while stack and stack[-1] != "STMTTRN":
                    yield Mark("close", stack.pop(), "", tuple(stack))
                stack.pop()
                yield Mark("close", "STMTTRN", "", tuple(stack))
            yield Mark("open", name, "", tuple(stack))
            stack.append(name)
        else:
            yield Mark("leaf", name, value, tuple(stack))
    while stack:
        yield Mark("close", stack.pop(), "", tuple(stack))
