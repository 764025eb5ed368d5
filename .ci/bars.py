"""Fails when a month end's score is broken by a wide margin; quality only, never a time.

usage: bars.py "SCORE links_f1=... confirmed_precision=... ..."
"""

from __future__ import annotations

import sys

# Well below what is measured, so that only a real break fails: name -> least value.
LEAST = {
    "links_f1": 0.95,
    "confirmed_precision": 0.99,
    "findings_p": 0.80,
    "findings_r": 0.80,
    "amounts_exact": 0.85,
}


def main(line: str) -> int:
    """0 when every bar holds; prints the ones that do not."""
    values = dict(part.split("=", 1) for part in line.split() if "=" in part)
    broken = [
        f"{name} {values.get(name)} < {least}" for name, least in LEAST.items() if float(values.get(name, 0)) < least
    ]
    for name, least in (("kpis_ok", 9), ("totals_ok", None)):
        done, of = (int(part) for part in values.get(name, "0/1").split("/"))
        if done < (of if least is None else least):
            broken.append(f"{name} {done}/{of}")
    for each in broken:
        print(f"bar broken: {each}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
