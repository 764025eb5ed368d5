"""Every module has its test at the same place under tests: core/base/money.py in tests/core/base/test_money.py."""

from __future__ import annotations

from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
MODULES = sorted(
    path.relative_to(HOUSE).as_posix()
    for room in ("core", "importers", "ui")
    for path in (HOUSE / room).rglob("*.py")
    if path.name != "__init__.py"
)
WITHOUT = {
    "core/ports/importing.py": "declarations only: shapes that every reader's test fills and checks",
}


def mirrored(module: str) -> Path:
    """Where the test of a module stands."""
    path = Path(module)
    return HOUSE / "tests" / path.parent / f"test_{path.name}"


@pytest.mark.parametrize("module", [each for each in MODULES if each not in WITHOUT])
def test_a_module_has_its_test(module: str) -> None:
    assert mirrored(module).exists(), f"{module} has no test at {mirrored(module).relative_to(HOUSE)}"


@pytest.mark.parametrize("module", WITHOUT)
def test_an_exception_is_still_one(module: str) -> None:
    assert module in MODULES
    assert not mirrored(module).exists()
    assert WITHOUT[module]
