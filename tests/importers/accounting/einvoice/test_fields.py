"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.accounting.einvoice import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["DOCUMENT", "LINES"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))


def test_every_term_of_a_syntax_is_a_term_of_the_model() -> None:
    document = {field.headings[0].split(" ", 1)[0] for field in fields.DOCUMENT.values()}
    line = {field.headings[0].split(" ", 1)[0] for field in fields.LINES.values()}
    for name, syntax in fields.SYNTAXES.items():
        assert set(syntax.document) == document - {"BT-110"}, name
        assert set(syntax.line) == line, name
        assert set(syntax.adjustment) - {"charge"} <= line, name
    assert set(fields.SYNTAXES) == set(fields.NAMESPACES)
