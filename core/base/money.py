"""Exact money: integer minor units beside an ISO 4217 currency, Decimal at the doors, never float.

Bulk kernels work on numpy int64 arrays. A product of an amount and a four-place rate is computed with the high and
low parts split, so that it stays exact up to the full int64 range of the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING

from core.base.errors import TieoutError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Int64Array = npt.NDArray[np.int64]

# ISO 4217 minor-unit exponents that differ from two.
_EXPONENTS: dict[str, int] = {
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
    **dict.fromkeys(["CLF", "UYW"], 4),
}


class Rounding(StrEnum):
    """How a value between two minor units is settled."""

    HALF_UP = "half-up"  # away from zero on a tie, as ledgers and tax offices do
    HALF_EVEN = "half-even"
    DOWN = "down"


_DECIMAL_MODES = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_DOWN,
}


class NotMoney(TieoutError):
    """A text that should be an amount is not one."""

    code = "MON-101"
    template = "{text!r} is not an amount of {currency}: {reason}"


class MixedCurrency(TieoutError):
    """Two amounts of different currencies were added or compared."""

    code = "MON-102"
    template = "{left} and {right} cannot be combined: convert one of them first."


def exponent(currency: str) -> int:
    """Number of decimal places of `currency` (2 for GBP, 0 for JPY, 3 for KWD; 2 when unknown or blank)."""
    return _EXPONENTS.get(currency.upper(), 2)


def to_minor(value: Decimal, currency: str, rounding: Rounding | None = None) -> int:
    """Minor units of `value`; raises NotMoney when digits would be lost and no `rounding` is given."""
    if not value.is_finite():
        raise NotMoney(text=str(value), currency=currency, reason="it is not a finite number")
    scaled = value.scaleb(exponent(currency))
    whole = scaled.quantize(Decimal(1), rounding=_DECIMAL_MODES[rounding or Rounding.HALF_UP])
    if rounding is None and whole != scaled:
        raise NotMoney(text=str(value), currency=currency, reason="it has too many decimal places")
    return int(whole)


def from_minor(minor: int, currency: str) -> Decimal:
    """The Decimal amount of `minor` units, with the currency's own number of places."""
    return Decimal(int(minor)).scaleb(-exponent(currency))


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """One amount at a door: `minor` units of `currency`; arithmetic is exact and refuses mixed currencies."""

    minor: int
    currency: str

    @classmethod
    def of(cls, value: str | int | Decimal, currency: str, rounding: Rounding | None = None) -> Money:
        """Money from a decimal text, whole number or Decimal; raises NotMoney."""
        try:
            minor = to_minor(Decimal(value), currency, rounding)
        except InvalidOperation:
            raise NotMoney(text=str(value), currency=currency, reason="it is not a number") from None
        return cls(minor, currency)

    @property
    def value(self) -> Decimal:
        """The amount as Decimal in major units."""
        return from_minor(self.minor, self.currency)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise MixedCurrency(left=self, right=other)

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __abs__(self) -> Money:
        return Money(abs(self.minor), self.currency)

    def __str__(self) -> str:
        return f"{self.value:,} {self.currency}"


def divide_round(numerator: int, denominator: int, rounding: Rounding = Rounding.HALF_UP) -> int:
    """`numerator / denominator` as a whole number, rounded by `rounding`; raises ZeroDivisionError."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    quotient, remainder = divmod(abs(numerator), abs(denominator))
    twice = 2 * remainder
    if rounding is Rounding.HALF_UP:
        quotient += twice >= abs(denominator)
    elif rounding is Rounding.HALF_EVEN:
        quotient += twice > abs(denominator) or (twice == abs(denominator) and quotient % 2 == 1)
    return sign * quotient


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` minor units by non-negative `weights`, summing exactly to `total` (largest remainder, then first).

    Raises ValueError when there is no positive weight.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("weights must be non-negative with a positive sum")
    sign, size = (-1 if total < 0 else 1), abs(total)
    shares = [size * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(size * weights[i] % whole), i))
    for index in order[: size - sum(shares)]:
        shares[index] += 1
    return [sign * share for share in shares]


def multiply_round(
    amounts: Int64Array, factors: Int64Array, scale: int, rounding: Rounding = Rounding.HALF_UP
) -> Int64Array:
    """Element-wise `amounts * factors / scale`, rounded; exact for int64 inputs whose result fits int64.

    Example: minutes of work times a four-place rate. Units: the caller's; `scale` is the product of the scales to remove.
    Raises OverflowError where the intermediate high part would not fit.
    """
    import numpy as np

    a = np.asarray(amounts, dtype=np.int64)
    b = np.asarray(factors, dtype=np.int64)
    sign = np.where((a < 0) != (b < 0), -1, 1).astype(np.int64)
    a, b = np.abs(a), np.abs(b)
    # a*b/scale = (a//scale)*b + (a%scale)*b/scale; the second product stays small for the scales used here.
    high, low = a // scale, a % scale
    if high.size and (int(high.max()) * int(b.max()) > 2**62 or int(low.max()) * int(b.max()) > 2**62):
        exact = [divide_round(int(x) * int(y), scale, rounding) for x, y in np.broadcast(a, b)]
        if any(abs(value) > 2**63 - 1 for value in exact):
            raise OverflowError("the product does not fit 64-bit minor units")
        return sign * np.array(exact, dtype=np.int64).reshape(np.broadcast(a, b).shape)
    product = low * b
    quotient, remainder = product // scale, product % scale
    if rounding is Rounding.HALF_UP:
        quotient = quotient + (2 * remainder >= scale)
    elif rounding is Rounding.HALF_EVEN:
        total = high * b + quotient
        quotient = quotient + ((2 * remainder > scale) | ((2 * remainder == scale) & (total % 2 == 1)))
    return sign * (high * b + quotient)
