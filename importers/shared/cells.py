"""The typed columns of a table, as the readers take them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.base.money import exponent
from importers.shared.bodies import Body
from importers.shared.grids import Coded, coded_under
from importers.shared.parsing import MILLION, Objects, Parsed, by_value


@dataclass(frozen=True)
class Source:
    """Where a table stands. currency: the file's own, from a heading or its name; "" when it says none."""

    file: str
    sheet: str
    currency: str = ""


class Cells:
    """The typed columns of the rows that are loaded, index 0..n-1; an absent column is a column of absent values."""

    def __init__(
        self,
        size: int,
        source: Source,
        columns: Mapping[str, Parsed | Objects],
        rows: npt.NDArray[Any],
        body: Body | None = None,
    ) -> None:
        self.size = size
        self.source = source
        self.aside = body.aside if body else {}
        self._columns = columns
        self.row = pd.Series(rows.astype("int64"), dtype="int64")

    def has(self, name: str) -> bool:
        """Whether the file has the column."""
        return name in self._columns

    def text(self, name: str) -> pd.Series[str]:
        """As printed; "" where blank or absent."""
        column = self._columns.get(name)
        if column is None:
            return self._nothing()
        coded = coded_under(column)
        if coded is not None:
            return pd.Series(coded.objects(), dtype="object")
        assert isinstance(column, np.ndarray)
        return pd.Series(column, dtype="object")

    def _nothing(self) -> pd.Series[str]:
        return pd.Series(np.full(self.size, "", dtype=object), dtype="object")

    def trimmed(self, name: str) -> pd.Series[str]:
        """`text` without white space around it: for codes, numbers and currencies."""
        if name not in self._columns:
            return self.text(name)
        column = coded_under(self._columns[name]) or Coded(*by_value(list(self.text(name))))
        return pd.Series(column.made(lambda text: str(text).strip()).objects(), dtype="object")

    def _parsed(self, name: str) -> Parsed:
        column = self._columns.get(name)
        if column is None:
            nothing = np.zeros(self.size, np.bool_)
            return Parsed(np.zeros(self.size, np.int64), nothing, nothing, {})
        assert isinstance(column, Parsed)
        return column

    def number(self, name: str, scale: int = MILLION) -> pd.Series[int]:
        """Int64 in 1/scale units, half-up away from zero; NA where not known. Example: a rate, scale 10 000."""
        column = self._parsed(name)
        return _masked(_divide(column.units, MILLION // scale), column.known)

    def money(self, name: str, currency: pd.Series[str]) -> pd.Series[int]:
        """Minor units of the row's `currency`; two places where it is not known yet."""
        column = self._parsed(name)
        return _masked(_divide(column.units, _steps(currency)), column.known)

    def seconds(self, name: str) -> pd.Series[int]:
        """Seconds of a column of hours."""
        column = self._parsed(name)
        return _masked(_divide(column.units * 36, 10_000), column.known)

    def day(self, name: str) -> pd.Series[pd.Timestamp]:
        """Midnight of each day; NaT where not known."""
        column = self._parsed(name)
        days = column.units.astype("datetime64[D]").astype("datetime64[ns]")
        days[~column.known] = np.datetime64("NaT")
        return pd.Series(days)

    def flag(self, name: str) -> pd.Series[bool]:
        """Nullable booleans."""
        column = self._parsed(name)
        return pd.Series(pd.arrays.BooleanArray(column.units.astype(np.bool_), ~column.known))

    def clock(self, name: str) -> pd.Series[str]:
        """HH:MM:SS, 24 hours; "" where not known."""
        if name not in self._columns:
            return self._nothing()
        column = self._parsed(name)
        codes, different = by_value(list(column.units))
        texts = [f"{int(v) // 3600:02d}:{int(v) % 3600 // 60:02d}:{int(v) % 60:02d}" for v in different]  # type: ignore[call-overload]
        shown = np.array(texts or [""], dtype=object)[codes]
        shown[~column.known] = ""
        return pd.Series(shown, dtype="object")

    def numbered(self) -> pd.Series[str]:
        """`file name#n`: the name of a row that has no id of its own."""
        return pd.Series([f"{self.source.file}#{n}" for n in self.row.tolist()], dtype="object")


def _masked(values: npt.NDArray[np.int64], known: npt.NDArray[np.bool_]) -> pd.Series[int]:
    return pd.Series(pd.arrays.IntegerArray(values, ~known))


def minor_units(millionths: pd.Series[int], currency: pd.Series[str]) -> pd.Series[int]:
    """Computed amounts (millionths, Int64) in minor units of each row's `currency`, as `Cells.money` does; NA stays NA."""
    known = millionths.notna().to_numpy(dtype=np.bool_)
    units = np.asarray(millionths.fillna(0), np.int64)
    return _masked(_divide(units, _steps(currency)), known)


def _steps(currency: pd.Series[str]) -> npt.NDArray[np.int64]:
    """Millionths in a minor unit of each row's currency."""
    codes, different = by_value(list(currency))
    return np.array([10 ** (6 - exponent(str(code))) for code in different] or [1], np.int64)[codes]


def _divide(values: npt.NDArray[np.int64], step: int | npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Whole quotients, half-up away from zero."""
    if isinstance(step, int) and step == 1:
        return values.copy()
    sizes = np.abs(values)
    whole = (2 * sizes + step) // (2 * np.asarray(step, np.int64))
    return np.asarray(np.sign(values) * whole, np.int64)
