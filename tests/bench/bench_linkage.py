"""How well and how fast tables tie: `python -m tests.bench.bench_linkage names FOLDER | keyed [--rows 200000]`.

names: FOLDER holds left.csv, right.csv (id, name, country) and truth.csv (left_id, right_id), as the peers' `gen_names.py` makes them;
prints precision, recall and F1 of all ties and of the confirmed ones, CPU seconds and peak memory of reading and tying. Beside it:
`python match_bench.py splink --names FOLDER`, `python match_bench.py tfidf --names FOLDER`.

keyed: two tables of 20 columns, 1 % of the rows on one side only, 2 % of the cells changed; prints the CPU seconds of aligning, comparing
and listing every differing cell. Beside it: `python compare_bench.py datacompy_polars`.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from core.matching.columns import ColumnPair
from core.matching.differences import cells, differing, positions
from core.matching.tie import tie
from importers.shared.anytable import read_any


def peak() -> int:
    """Most memory this process has held, MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1 << 20 if sys.platform == "darwin" else 1 << 10)


def names(folder: Path) -> dict[str, object]:
    """The figures of tying company names."""
    begin = time.process_time()
    left, right = read_any(folder / "left.csv"), read_any(folder / "right.csv")
    rows = tie(left, right).rows
    spent = time.process_time() - begin
    most = peak()
    rows = rows[rows["left_row"].gt(0) & rows["right_row"].gt(0)]
    ids = list(
        zip(left["id"].to_numpy()[rows["left_row"] - 1], right["id"].to_numpy()[rows["right_row"] - 1], strict=True)
    )
    answers = pd.read_csv(folder / "truth.csv", dtype=str)
    truth = set(zip(answers["left_id"], answers["right_id"], strict=True))
    sure = {pair for pair, status in zip(ids, rows["status"], strict=True) if status == "confirmed"}
    out: dict[str, object] = {"task": "names", "rows": len(left), "cpu_s": round(spent, 2), "peak_mib": most}
    for name, found in (("all", set(ids)), ("confirmed", sure)):
        hits = len(found & truth)
        precision, recall = hits / max(len(found), 1), hits / len(truth)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        out[name] = [round(precision, 4), round(recall, 4), round(f1, 4)]
    return out


def tables(size: int) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Two tables by key, and how many cells differ on rows of both."""
    random = np.random.default_rng(4)
    clients = np.array([f"Client {number} LLC" for number in range(3000)], dtype=object)
    texts = {f"t{at}": clients[random.integers(0, 3000, size)] for at in range(9)}
    figures = {f"n{at}": random.integers(0, 10**7, size) / 100 for at in range(10)}
    left = pd.DataFrame({"key": np.arange(size)} | texts | figures)
    right = left.sample(frac=1, random_state=1).reset_index(drop=True)
    cut, changed = size // 100, 0
    both = right["key"].between(cut, size - cut - 1).to_numpy()
    for name in left.columns[1:]:
        which = random.random(size) < 0.02
        right.loc[which, name] = "Changed " + right.loc[which, name] if name[0] == "t" else right.loc[which, name] + 1.0
        changed += int((which & both).sum())
    return left[left["key"] < size - cut], right[right["key"] >= cut], changed


def keyed(size: int) -> dict[str, object]:
    """The figures of comparing by key."""
    left, right, truth = tables(size)
    pairs = [ColumnPair(c, c, 1.0, "text" if c[0] == "t" else "number") for c in left.columns[1:]]
    begin = time.process_time()
    rows = positions(left["key"], right["key"])
    unlike = differing(left, right, rows, pairs, {pair.left: 0.005 for pair in pairs})
    counted = time.process_time() - begin
    found = cells(left, right, rows, pairs, unlike)
    spent = time.process_time() - begin
    only = len(left) + len(right) - 2 * len(rows[0])
    return {
        "task": "keyed",
        "rows": size,
        "found": len(found),
        "truth": truth,
        "only": only,
        "cpu_s": round(spent, 3),
        "cpu_s_without_list": round(counted, 3),
        "peak_mib": peak(),
    }


def main() -> None:
    """Runs one task and prints its figures as a line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    tasks = parser.add_subparsers(dest="task", required=True)
    tasks.add_parser("names").add_argument("folder", type=Path)
    tasks.add_parser("keyed").add_argument("--rows", type=int, default=200_000)
    options = parser.parse_args()
    print(json.dumps(names(options.folder) if options.task == "names" else keyed(options.rows)))


if __name__ == "__main__":
    main()
