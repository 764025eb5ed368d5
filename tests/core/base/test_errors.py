from __future__ import annotations

import importlib
import pkgutil

import core
import importers
from core.base.errors import BadUsage, Cancelled, TieoutError


def test_an_error_is_a_sentence_with_its_details() -> None:
    error = BadUsage(reason="No such month.")
    assert (error.sentence, error.details, error.code) == ("No such month.", {"reason": "No such month."}, "USE-001")
    assert Cancelled().sentence.startswith("Stopped on request")


def every_error() -> set[type[TieoutError]]:
    for package in (core, importers):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)
    found: set[type[TieoutError]] = set()
    waiting = [TieoutError]
    while waiting:
        for each in waiting.pop().__subclasses__():
            found.add(each)
            waiting.append(each)
    return found


def test_no_two_errors_share_a_code() -> None:
    by_code: dict[str, list[str]] = {}
    for each in every_error():
        if "code" in vars(each):
            by_code.setdefault(each.code, []).append(each.__qualname__)
    assert {code: names for code, names in by_code.items() if len(names) > 1} == {}
