"""What the screens are shown is frozen and asks for no pandas."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from core.services import views

SHOWN = [each for each in vars(views).values() if isinstance(each, type) and dataclasses.is_dataclass(each)]


@pytest.mark.parametrize("view", SHOWN, ids=lambda each: each.__name__)
def test_an_answer_cannot_be_changed(view: type) -> None:
    assert view.__dataclass_params__.frozen  # type: ignore[attr-defined]  # every dataclass has it
    assert hasattr(view, "__slots__")
    assert view.__doc__


def test_a_grid_is_as_long_as_its_keys() -> None:
    column = views.GridColumn("a", "A", views.CellKind.TEXT)
    assert len(views.Grid((column,), ("x", "y"), (("1", "2"),))) == 2
    assert len(views.Grid((), (), ())) == 0


def test_views_load_without_pandas() -> None:
    code = "import sys, core.services.views, core.services.front; assert 'pandas' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
