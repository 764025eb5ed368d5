from __future__ import annotations

import dataclasses

import pytest

from core.kpi.measure import Measure
from core.store import shapes
from core.store.shapes import Measured

ALL = [each for each in vars(shapes).values() if dataclasses.is_dataclass(each) and each.__module__ == shapes.__name__]


@pytest.mark.parametrize("shape", ALL, ids=lambda each: each.__name__)
def test_every_shape_is_frozen(shape: type) -> None:
    # `__dataclass_params__` is where dataclass itself looks before it lets a frozen class be inherited.
    assert vars(shape)["__dataclass_params__"].frozen


def test_a_measure_can_be_kept_as_it_is() -> None:
    measure: Measured = Measure("ar_open", "Open receivables", "2026-09", None, "GBP", unknown="no ledger")
    assert measure.unknown == "no ledger"
