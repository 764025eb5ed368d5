"""All measures of one month, in the order they are printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from core.kpi.balances import backlog, deferred_revenue, unbilled_wip
from core.kpi.billing import billing_accuracy, revenue_leakage, write_off_rate
from core.kpi.cycle import invoice_cycle_days, project_setup_days
from core.kpi.measure import Measure
from core.kpi.people import utilization
from core.kpi.receivables import ar_open, dso_countback
from core.thread.thread import Thread

MEASURES: Final[tuple[Callable[[Thread], Measure], ...]] = (
    ar_open,
    dso_countback,
    invoice_cycle_days,
    project_setup_days,
    write_off_rate,
    utilization,
    billing_accuracy,
    revenue_leakage,
    unbilled_wip,
    deferred_revenue,
    backlog,
)


def measure(thread: Thread) -> tuple[Measure, ...]:
    """Every measure of the thread's period; one that cannot be computed is unknown with its reason."""
    return tuple(each(thread) for each in MEASURES)
