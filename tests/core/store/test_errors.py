from __future__ import annotations

import string

import pytest

from core.base.errors import TieoutError
from core.store import errors

ALL: list[type[TieoutError]] = [
    each for each in vars(errors).values() if isinstance(each, type) and each.__module__ == errors.__name__
]


@pytest.mark.parametrize("error", ALL, ids=lambda each: each.__name__)
def test_every_error_has_its_code_and_a_sentence(error: type[TieoutError]) -> None:
    names = [name for _, name, _, _ in string.Formatter().parse(error.template) if name]
    sentence = error(**dict.fromkeys(names, "x.")).sentence
    assert error.code.startswith("STO-")
    assert sentence.endswith((".", "?"))


def test_codes_are_not_used_twice() -> None:
    assert len({each.code for each in ALL}) == len(ALL)
