"""QuickBooks Online reports as CSV, with the frame they share."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import text_file


def report(path: Path, title: str, *lines: str, basis: bool = True) -> Path:
    """A report under its title, firm and range of days, above its time stamp."""
    stamp = '"Accrual Basis Tuesday, September 29, 2026 09:30 PM GMT-04:00"' if basis else ""
    return text_file(
        path, title, "Firm LLC", '"January 1-September 29, 2026"', "", *lines, "", "", "", stamp, end="\r\n"
    )
