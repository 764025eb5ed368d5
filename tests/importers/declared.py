"""What must hold of every declaration of columns."""

from __future__ import annotations

from collections.abc import Mapping

from importers.shared.columns import Field, Form, Headings, plain


def sound(columns: Mapping[str, Field]) -> None:
    """Asserts that each column is found under its first heading, alone, and that totals are kept of figures only."""
    firsts = {name: field.headings[0] for name, field in columns.items()}
    assert len({plain(heading) for heading in firsts.values()}) == len(firsts)
    headings = Headings.of([heading.replace("*", "GBP") for heading in firsts.values()])
    assert list(headings.places(columns).values()) == list(range(len(columns)))
    for name, field in columns.items():
        assert len({plain(heading) for heading in field.headings}) == len(field.headings), name
        assert not field.total or field.form in {Form.NUMBER, Form.HOURS}, name
        assert not field.order or field.form is Form.DAY, name
