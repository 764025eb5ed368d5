"""Columns are what their cells are."""

from __future__ import annotations

import numpy as np
import pytest

from core.matching.linkage.fields import Place, column, days, figures, is_running, kind_of, place


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1,200.00", "5.50", ""], "number"),
        (["2026-01-31", "20260201"], "day"),
        (["31/01/2026", "01/02/2026"], "day"),
        (["00123", "00456"], "code"),
        (["310/246-1501", "213-848-6677"], "code"),
        (["1 N Ogden Ave", "221 E. 51st St."], "place"),
        (["Harrow Ltd", "Saltmarsh"], "text"),
        (["", ""], "text"),
    ],
)
def test_kinds(cells: list[str], kind: str) -> None:
    assert kind_of(cells) == kind


def test_columns_of_two_kinds_are_texts() -> None:
    assert column("a", ["2026-01-31"], ["Harrow"]).kind == "text"
    codes = column("phone", ["310/246-1501"], ["310-246-1501"])
    assert list(codes.left) == list(codes.right)


def test_day_or_month_first_is_told_by_the_column() -> None:
    assert days(["31/01/2026", "02/01/2026"])[1] == days(["2026-01-02"])[0]
    assert days(["01/31/2026", "01/02/2026"])[1] == days(["2026-01-02"])[0]
    assert np.isnan(days(["31/02/2026", "x"])).all()


def test_figures_and_running_numbers() -> None:
    numbers = figures(["1,200.50", "", "$3"])
    assert numbers is not None
    assert numbers[[0, 2]].tolist() == [1200.5, 3.0]
    assert np.isnan(numbers[1])
    assert figures(["a", "1"]) is None
    assert figures(["", ""]) is None
    running = figures([str(at) for at in range(30)])
    assert is_running(running, running)
    assert not is_running(running, None)


def test_places() -> None:
    assert place("27 W. Harrow St.") == Place(27, 27, ("harrow",))
    assert place("1710-1718 S Loomis") == Place(1710, 1718, ("loomis",))
    assert place("7146-48 S Ashland Ave") == Place(7146, 7148, ("ashland",))
    assert place("Harrow House").number == -1
