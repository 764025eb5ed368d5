from __future__ import annotations

import pytest

from core.records.serials import same_serials


@pytest.mark.parametrize(
    "text", ["Instalment 2 of 9", "instalment 2/9", "Installment 2 / 9", "Instalment no. 2 of 9", "Instalment 2 von 9"]
)
def test_one_running_number_in_many_spellings(text: str) -> None:
    assert " ".join(same_serials(text).casefold().split()) == "instalment 2 of 9"


@pytest.mark.parametrize("text", ["Taxi 19/05", "Taxi 01/05/2026", "SOW-204/2", "Room 7/3", "9/9/2026", "24/7 support"])
def test_days_and_codes_stay(text: str) -> None:
    assert same_serials(text) == text
