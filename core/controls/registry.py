"""The register of controls: one pure function each, tables in, findings out; it reports and never repairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.controls.policy import Policy
from core.records.tables import findings_frame
from core.thread.thread import Thread

Run = Callable[[Thread, Policy], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Control:
    """One control of CONTROLS.md.

    needs: table names without which it cannot be evaluated; reads: further tables whose change restates it ("links" for links).
    unless: gives a reason when the inputs are there but do not say what the control asks (no approval column), else "".
    """

    id: str
    title: str
    severity: str
    impact_class: str
    needs: tuple[str, ...]
    reads: tuple[str, ...]
    run: Run
    unless: Callable[[Thread], str] | None = None

    @property
    def depends(self) -> frozenset[str]:
        """Every table whose change restates this control; what an invoice line bills is told by the name of its account, too."""
        read = frozenset(self.needs) | frozenset(self.reads) | {"links"}
        return read | {"accounts"} if "invoice_lines" in read else read


CONTROLS: dict[str, Control] = {}


def control(
    id: str,
    title: str,
    *,
    severity: str,
    impact: str,
    needs: Iterable[str],
    reads: Iterable[str] = (),
    unless: Callable[[Thread], str] | None = None,
) -> Callable[[Run], Run]:
    """Registers a function as control `id`; raises ValueError when the id is taken."""

    def register(run: Run) -> Run:
        if id in CONTROLS:
            raise ValueError(f"control {id} is registered twice")
        CONTROLS[id] = Control(id, title, severity, impact, tuple(needs), tuple(reads), run, unless)
        return run

    return register


def findings(
    control: str,
    *,
    subject: pd.Series,
    message: pd.Series,
    amount: pd.Series | None = None,
    currency: pd.Series | str = "",
    related: pd.Series | str = "",
    suggestion: pd.Series | str = "",
    detail: pd.Series | str = "",
    severity: pd.Series | str | None = None,
    impact_class: pd.Series | str | None = None,
    day: pd.Series | None = None,
) -> pd.DataFrame:
    """A findings frame, one row a row of `subject` (ids); columns of FINDING_COLUMNS plus `day` (for the base rate, dropped by the run).

    amount: Int64 minor units of `currency`, made positive; NA or None = not priced. detail: what tells two findings of one control on one
    subject apart (a period, a document); it goes into the stable key.
    """
    rule = CONTROLS[control]
    size = len(subject)
    if not size:
        return findings_frame()

    # One finding is a handful of texts: arrays straight into the frame, since coercing column by column costs more than many a control.
    def column(value: pd.Series | str | None, default: str) -> npt.NDArray[np.object_]:
        if isinstance(value, pd.Series):
            return value.to_numpy(dtype=object, na_value="")
        return np.full(size, default if value is None else value, dtype=object)

    subjects = column(subject, "")
    unknown = pd.array([pd.NA] * size, dtype="Int64")
    priced = unknown if amount is None else amount.abs().astype("Int64").array
    values: dict[str, object] = {
        "key": control + "|" + subjects + "|" + column(detail, ""),
        "control": np.full(size, control, dtype=object),
        "severity": column(severity, rule.severity),
        "impact_class": column(impact_class, rule.impact_class),
        "amount": priced,
        "currency": column(currency, ""),
        "base_amount": unknown,
        "subject": subjects,
        "related": column(related, ""),
        "message": column(message, ""),
        "suggestion": column(suggestion, ""),
        "absorbed_by": np.full(size, "", dtype=object),
        "day": np.full(size, np.datetime64("NaT"), dtype="datetime64[ns]") if day is None else day.to_numpy(),
    }
    return pd.DataFrame(values)


def joined(ids: Iterable[str]) -> str:
    """Related ids as one text, without blanks and repeats, in first-seen order."""
    return ";".join(dict.fromkeys(each for each in ids if each))
