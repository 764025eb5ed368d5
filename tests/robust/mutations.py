"""Damaged files: samples with bytes turned, cut, doubled, exchanged, read one after another; each must load or be refused in a sentence.

    uv run python -m tests.robust.mutations --count 10000 --seed 1

prints how many loaded, how many were refused and by which code, and every crash and every file that took too long. Samples are
made on the spot; the public ones are used as well where the folder beside the project is there.
"""

from __future__ import annotations

import argparse
import gzip
import io
import random
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import openpyxl

from core.base.errors import TieoutError
from importers.registry import read

SHARED: Final = Path(__file__).resolve().parents[3] / "shared"
SECONDS: Final = 10.0  # a file that takes longer hangs
_LARGEST: Final = 400_000  # bytes of a public sample; larger ones say nothing more
_MARKS: Final = (b",", b";", b"\t", b"|", b'"', b"'", b"\n", b"\r", b"\x00", b":", b"<", b">", b"/", b"=")
_BLOCK: Final = 40  # files a process reads in one go

TIME: Final = "Date,Client,Project,Project Code,Task,Notes,Hours,First Name,Last Name\n" + "".join(
    f'2026-01-{day:02d},"Abbot, Mills & Co",Audit,A{day},Review,"said ""no""",{day / 4},Ann,Day\n'
    for day in range(1, 29)
)
OFX: Final = (
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD"
    "<BANKACCTFROM><BANKID>1<ACCTID>1</BANKACCTFROM><BANKTRANLIST>"
    + "".join(
        f"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>202601{day:02d}<TRNAMT>{day}.50<FITID>{day}<NAME>Abbot</STMTTRN>"
        for day in range(1, 20)
    )
    + "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n"
)


@dataclass
class Count:
    """What became of the files. loaded, refused: how many; codes: refusals by code; crashes, hangs: one line each."""

    loaded: int = 0
    refused: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def add(self, other: Count) -> None:
        """Takes in another count."""
        self.loaded += other.loaded
        self.refused += other.refused
        self.codes += other.codes
        self.crashes += other.crashes
        self.hangs += other.hangs
        self.slowest = max(self.slowest, other.slowest)


def made_samples() -> dict[str, bytes]:
    """Small samples of every container, by file name."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in TIME.splitlines()[:12]:
        sheet.append(line.replace('"', "").split(","))
    sheet.merge_cells("B2:B4")
    out = io.BytesIO()
    book.save(out)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a/time.csv", TIME)
        packed.writestr("statement.ofx", OFX)
    return {
        "time.csv": TIME.encode(),
        "time16.csv": TIME.encode("utf-16"),
        "statement.ofx": OFX.encode(),
        "time.xlsx": out.getvalue(),
        "exports.zip": archive.getvalue(),
        "time.csv.gz": gzip.compress(TIME.encode()),
    }


@cache
def public_samples() -> dict[str, bytes]:
    """Samples of the folder beside the project, where it is there; by file name, the first of a name."""
    found: dict[str, bytes] = {}
    for folder in (
        "formats/samples",
        "data/xlsx-calamine",
        "data/tables-frictionless",
        "data/bank-mt940",
        "data/bank-ofx",
    ):
        for path in sorted((SHARED / folder).rglob("*")):
            if path.is_file() and path.suffix not in {".md", ".yml", ".tsv"} and 0 < path.stat().st_size <= _LARGEST:
                found.setdefault(path.name, path.read_bytes())
    return found


# --- the damages -----------------------------------------------------------------------------------------------------

Damage = Callable[[bytes, random.Random, Sequence[bytes]], bytes]


def _flip(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    out = bytearray(data)
    for _turn in range(chance.choice((1, 2, 8, 64))):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _cut(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    return data[: chance.randrange(len(data))]


def _drop(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(1, 2000) :]


def _double(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start = chance.randrange(len(data))
    block = data[start : start + chance.randrange(1, 2000)]
    return data[:start] + block * chance.choice((2, 3, 20)) + data[start:]


def _splice(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    start, end = chance.randrange(len(data)), chance.randrange(len(other))
    return data[:start] + other[end : end + chance.randrange(1, 5000)] + data[start:]


def _swap(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    one, other = chance.sample(_MARKS, 2)
    if chance.random() < 0.5:
        return data.replace(one, other)
    return data.replace(one, b"\x00\x01").replace(other, one).replace(b"\x00\x01", other)


def _inject(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    for _turn in range(chance.choice((1, 3, 30))):
        start = chance.randrange(len(data) + 1)
        data = data[:start] + chance.choice(_MARKS) * chance.choice((1, 1, 2, 300)) + data[start:]
    return data


def _number(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """A run of digits becomes another number: too large, negative, no number."""
    places = [place for place in range(len(data)) if data[place : place + 1].isdigit()]
    if not places:
        return data
    place = chance.choice(places)
    other = chance.choice(
        (b"99999999999999999999", b"-1", b"1e308", b"NaN", b"0", b"1048577", b"#DIV/0!", b"31/02/2026")
    )
    return data[:place] + other + data[place + 1 :]


def _inside(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Damages one member of a ZIP and packs it again, so that the damage reaches the reader; other files as `_flip`."""
    try:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            members = given.infolist()
            hit = chance.choice(members).filename
            for member in members:
                part = given.read(member)
                if member.filename == hit and part:
                    part = chance.choice(DAMAGES[:-1])(part, chance, others)
                made.writestr(member.filename, part)
        return out.getvalue()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, LookupError, RuntimeError):
        return _flip(data, chance, others)


DAMAGES: Final[tuple[Damage, ...]] = (_flip, _cut, _drop, _double, _splice, _swap, _inject, _number, _inside)


def mutated(samples: dict[str, bytes], count: int, seed: int, start: int = 0) -> Iterator[tuple[str, str, bytes]]:
    """What was done, file name and bytes of the damaged files `start` to `start + count`; the same for the same seed."""
    names = sorted(samples)
    others = [samples[name] for name in names]
    for number in range(start, start + count):
        chance = random.Random(f"{seed}:{number}")
        name = chance.choice(names)
        data = samples[name]
        packed = data.startswith(b"PK")
        damages = [_inside] if packed and chance.random() < 0.8 else chance.choices(DAMAGES, k=chance.choice((1, 1, 2)))
        for damage in damages:
            data = damage(data, chance, others) if data else data
        yield f"{number} {name} {'+'.join(damage.__name__.strip('_') for damage in damages)}", name, data


def read_all(files: Iterator[tuple[str, str, bytes]]) -> Count:
    """Reads each file and counts what becomes of it."""
    count = Count()
    with tempfile.TemporaryDirectory() as folder:
        for what, name, data in files:
            path = Path(folder) / name
            path.write_bytes(data)
            began = time.monotonic()
            try:
                read(path)
                count.loaded += 1
            except TieoutError as cause:
                count.refused += 1
                count.codes[cause.code] += 1
                if not cause.sentence.strip() or "\n" in cause.sentence:
                    count.crashes.append(f"{what}: no sentence: {cause.sentence!r}")
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException:  # noqa: BLE001 - a panic of a library is no Exception
                count.crashes.append(f"{what}: {traceback.format_exc(limit=-4).strip()}")
            took = time.monotonic() - began
            count.slowest = max(count.slowest, took)
            if took > SECONDS:
                count.hangs.append(f"{what}: {took:.1f} s")
            path.unlink()
    return count


def _block(start: int, count: int, seed: int) -> Count:
    return read_all(mutated({**public_samples(), **made_samples()}, count, seed, start))


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures; 1 when there was a crash or a hang."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0, help="number of the first file")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    total = Count()
    began = time.monotonic()
    starts = range(options.start, options.start + options.count, _BLOCK)
    with ProcessPoolExecutor(options.jobs) as pool:
        jobs = {
            start: pool.submit(_block, start, min(_BLOCK, options.start + options.count - start), options.seed)
            for start in starts
        }
        for start, job in jobs.items():
            try:
                total.add(job.result())
            except BrokenProcessPool:
                total.crashes.append(f"a process died at or after file {start}")
                break
            done = total.loaded + total.refused
            if done // 1000 > (done - _BLOCK) // 1000:
                print(f"{done} read, {len(total.crashes)} crashes, {len(total.hangs)} hangs", flush=True)
    print(f"{total.loaded + total.refused + len(total.crashes)} files in {time.monotonic() - began:.0f} s")
    print(f"loaded {total.loaded}, refused {total.refused}: {dict(sorted(total.codes.items()))}")
    print(f"crashes {len(total.crashes)}, over {SECONDS:.0f} s {len(total.hangs)}, slowest {total.slowest:.1f} s")
    for line in (*total.crashes, *total.hangs):
        print(line)
    return 1 if total.crashes or total.hangs else 0


if __name__ == "__main__":
    sys.exit(main())
