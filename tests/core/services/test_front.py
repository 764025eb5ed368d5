"""The desk keeps what the front promises to the screens."""

from __future__ import annotations

import inspect

import pytest

from core.services.desk import Desk
from core.services.front import Front

PROMISED = sorted(name for name in vars(Front) if not name.startswith("_") and callable(getattr(Front, name)))


@pytest.mark.parametrize("name", PROMISED)
def test_the_desk_takes_and_answers_what_the_front_says(name: str) -> None:
    promised = inspect.signature(getattr(Front, name))
    real = inspect.signature(getattr(Desk, name))
    assert real.return_annotation == promised.return_annotation
    assert list(real.parameters)[: len(promised.parameters)] == list(promised.parameters)
    for parameter in promised.parameters.values():
        assert real.parameters[parameter.name].annotation == parameter.annotation
    more = list(real.parameters.values())[len(promised.parameters) :]
    assert all(each.default is not inspect.Parameter.empty for each in more)
