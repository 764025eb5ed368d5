"""Fails when a test that needs the packs was skipped although they are there.

usage: ran.py JUNIT.xml
"""

from __future__ import annotations

import sys
from xml.etree import ElementTree as ET


def main(path: str) -> int:
    """0 when no test was skipped for want of the packs."""
    skipped = [
        f"{case.get('classname')}.{case.get('name')}: {reason.get('message')}"
        for case in ET.parse(path).iter("testcase")
        for reason in case.iter("skipped")
        if "shared" in (reason.get("message") or "")
    ]
    for each in skipped:
        print(f"skipped although the packs are here: {each}", file=sys.stderr)
    return 1 if skipped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
