from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_HEAVY = (
    "pandas",
    "numpy",
    "scipy",
    "openpyxl",
    "reportlab",
    "sqlalchemy",
    "alembic",
    "pypdfium2",
    "python_calamine",
    "rapidfuzz",
)
_START = """
import json, sys, time
began = time.perf_counter()
from ui.app import run
seen = {}
def painted(window):
    seen["modules"] = [name for name in %r if name in sys.modules]
    seen["painted"] = window.isVisible()
    seen["opened before"] = bool(seen.get("opened"))
def open_front():
    seen["opened"] = True
    from tests.ui.front_fake import FakeFront
    return FakeFront(findings_count=40)
def opened(window):
    from PySide6.QtCore import QTimer
    def look():
        seen["rail"] = window.rail.counts["exceptions"].text()
        seen["firm"] = window.topbar.firm.text()
        window.close()
    QTimer.singleShot(200, look)
status = run(open_front, title="Tieout", theme="light", painted=painted, opened=opened)
print(json.dumps(seen | {"status": status}))
"""


def test_the_window_is_painted_before_the_book_is_opened_and_before_anything_heavy_is_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _START % (_HEAVY,)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["modules"] == []
    assert seen["painted"]
    assert not seen["opened before"]
    assert seen["status"] == 0
    assert seen["firm"] == "Harbourline Advisory"
    assert int(seen["rail"]) > 0


def test_a_book_that_cannot_be_opened_gets_a_sentence_in_the_window() -> None:
    code = """
import sys
from core.base.errors import BadUsage
from ui.app import run
def open_front():
    raise BadUsage(reason="The book is open elsewhere. Close it there first.")
def painted(window):
    from PySide6.QtCore import QTimer
    def look():
        home = window.pages["home"]
        print(home.stack.currentWidget() is home.failed, home.failed.sentence.text())
        window.close()
    QTimer.singleShot(300, look)
sys.exit(run(open_front, painted=painted))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "True The book is open elsewhere. Close it there first."
