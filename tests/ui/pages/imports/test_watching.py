from __future__ import annotations

from pathlib import Path

from tests.ui.front_fake import FakeFront
from ui.pages.imports.watching import EVERY, look


def test_a_look_names_the_folder_and_its_files(tmp_path: Path) -> None:
    assert EVERY >= 5000
    assert look(FakeFront()) == (None, ())
    (tmp_path / "a.csv").write_text("x", encoding="utf-8")
    folder, ((path, _, size),) = look(FakeFront(folder=tmp_path))
    assert (folder, path.name, size) == (tmp_path, "a.csv", 1)
