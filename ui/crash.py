"""Faults of Tieout's own: one sentence for the person, the traceback in a report file."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from core.base.errors import TieoutError

Show = Callable[[str], None]


def write_report(error: BaseException, folder: Path | None = None) -> Path:
    """Writes the traceback of `error` to a new file in `folder` (the machine's temporary folder when None) and returns its path."""
    place = folder or Path(tempfile.gettempdir())
    place.mkdir(parents=True, exist_ok=True)
    at = datetime.now(UTC)
    path = place / f"tieout-crash-{at:%Y%m%d-%H%M%S-%f}.txt"
    lines = [
        f"Tieout, {at.isoformat()}, Python {sys.version.split()[0]}, {sys.platform}\n\n",
        *traceback.format_exception(error),
    ]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def sentence(error: BaseException, folder: Path | None = None) -> str:
    """What a person is told about `error`: its own sentence when it was raised on purpose, else where the report lies."""
    if isinstance(error, TieoutError):
        return error.sentence
    path = write_report(error, folder)
    return f"This did not work because of a fault of Tieout's own; the book is as it was before. Report: {path}"


def install(show: Show, folder: Path | None = None) -> None:
    """From now on an exception that nobody caught is written to a report and told by `show`, and the program goes on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        show(sentence(error, folder))

    sys.excepthook = hook
