"""The real sample files that lie beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

_SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "formats" / "samples"


def sample(name: str) -> Path:
    """One sample file; the test is skipped where the samples are not at hand."""
    path = _SAMPLES / name
    if not path.is_file():
        pytest.skip("the sample files do not lie beside this folder")
    return path
