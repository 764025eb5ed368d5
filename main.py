"""Tieout: the desktop and its command line. Puts book, importers and screens together; no logic of its own."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.clock import Clock, FixedClock, SystemClock
from core.base.errors import BadUsage, TieoutError
from core.base.periods import Period

if TYPE_CHECKING:
    from core.ports.importing import Answers, Progress
    from core.services.desk import Desk
    from core.services.front import Front

DONE, GATE_SHUT, BAD_INPUT, FAULT = 0, 1, 2, 70


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status: 0 done, 1 gate not met, 2 bad usage or input, 70 a fault of Tieout's own."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except TieoutError as error:
        print(f"{error.code}: {error.sentence}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("Stopped. Nothing half-done was kept.", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        return DONE
    except Exception:  # noqa: BLE001  # the last fence: everything unexpected becomes one sentence and a report
        report = _crash_report()
        print(f"Tieout met a fault of its own. The report is in {report}.", file=sys.stderr)
        return FAULT


def _crash_report() -> Path:
    folder = Path(tempfile.gettempdir())
    path = folder / f"tieout-crash-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    path.write_text(traceback.format_exc(), encoding="utf-8")
    return path


# --- commands ---------------------------------------------------------------------------------------------------------


def _desktop(options: argparse.Namespace) -> int:
    """Opens the desktop on a book."""
    from ui.app import run

    book = options.book or Path.home() / "Tieout" / "book.tieout"
    book.parent.mkdir(parents=True, exist_ok=True)
    return run(
        lambda: _desk(book, options.period, SystemClock()),
        title=f"Tieout - {book.name}",
        prepare=("Getting ready for corrections", lambda desk, progress: _opened(desk).warm(progress)),
    )


def _demo(options: argparse.Namespace) -> int:
    """Opens the desktop on a sample firm, made and closed on the spot."""
    from ui.app import run

    period = options.period or Period(2026, 9)
    keep = options.keep or Path(tempfile.mkdtemp(prefix="tieout-demo-"))

    return run(
        lambda: _sample_book(keep, period),
        title="Tieout - sample firm",
        prepare=("Making the sample firm", lambda desk, progress: _fill_sample(desk, keep, progress)),
    )


def _sample_book(folder: Path, period: Period) -> Desk:
    """The sample firm's book in `folder`, empty when it was not there."""
    from importers.sample.facts import FIRM

    folder.mkdir(parents=True, exist_ok=True)
    return _desk(folder / "sample.tieout", period, SystemClock(), firm=FIRM)


def _fill_sample(desk: Front, folder: Path, progress: Progress) -> None:
    """Writes the sample firm's raw export files, imports them and closes the month, unless the book has them already."""
    from importers.sample.files import write_sample

    desk = _opened(desk)
    if desk.book.summary().batches:
        desk.warm(progress)
        return
    progress("Writing the sample firm's exports", 0, 1)
    desk.import_files([write_sample(folder / "exports", desk.period)], progress)
    desk.run(progress)


def _opened(front: Front) -> Desk:
    """The desk that main itself opened, behind the screens' front."""
    from core.services.desk import Desk

    assert isinstance(front, Desk)
    return front


def sample_desk(folder: Path, period: Period) -> Desk:
    """A desk on the sample firm's book in `folder`, imported from its raw export files and closed."""
    from core.ports.importing import no_progress

    desk = _sample_book(folder, period)
    _fill_sample(desk, folder, no_progress)
    return desk


def _close(options: argparse.Namespace) -> int:
    """Import, match, check, measure and report one folder."""
    if not options.folder.is_dir():
        raise BadUsage(reason=f"{options.folder} is not a folder. Name the folder that holds the month's export files.")
    from core.services.closing import close_month

    with tempfile.TemporaryDirectory(prefix="tieout-") as scratch:
        book = options.book or Path(scratch) / "book.tieout"
        desk = _desk(book, options.period, _clock(options.period), who=options.by)
        try:
            summary = close_month(
                desk,
                options.folder,
                options.out,
                _progress(),
                show=options.book is not None,
                accept=options.accept_untied,
            )
        finally:
            desk.close()
    _print(summary.as_json() if options.format == "json" else summary.as_text())
    return DONE if summary.gate_open else GATE_SHUT


def _import(options: argparse.Namespace) -> int:
    """Imports files or folders into a book."""
    from core.services.closing import refuse_bad_files
    from core.services.importing import tied

    desk = _desk(options.book, options.period, SystemClock(), who=options.by)
    try:
        reads = refuse_bad_files(tied(desk.read(options.paths, _progress()), options.accept_untied, desk.who))
        desk.add(reads, _progress())
        for each in desk.imports().files:
            _print(
                f"{each.file} {each.sheet}: {each.system} {each.entity}, {each.rows_loaded} of {each.rows_read} rows"
            )
    finally:
        desk.close()
    return DONE


def _run(options: argparse.Namespace) -> int:
    """Matches and checks the whole book."""
    from core.services.closing import gate_is_open

    desk = _existing(options)
    try:
        desk.run(_progress())
        home = desk.home()
        for task in home.tasks:
            _print(f"{task.title}: {task.count}")
        return DONE if gate_is_open(desk) else GATE_SHUT
    finally:
        desk.close()


def _report(options: argparse.Namespace) -> int:
    """Writes the output files and prints the pack."""
    from core.services.closing import gate_is_open

    desk = _existing(options)
    try:
        view = desk.report(options.out, _progress())
        _print(f"{view.path}: {view.pages} pages")
        return DONE if gate_is_open(desk) else GATE_SHUT
    finally:
        desk.close()


def _writeback(options: argparse.Namespace) -> int:
    """Queues corrections, approves them in a second person's name and writes the files."""
    desk = _existing(options)
    try:
        desk.queue_changes()
        if options.approve:
            waiting = [entry.number for entry in desk.outbox() if entry.status == "prepared"]
            if waiting:
                desk.approve(waiting, options.approve)
        for path in desk.write_outbox(options.out):
            _print(str(path))
    finally:
        desk.close()
    return DONE


def _verify(options: argparse.Namespace) -> int:
    """Proves that the book is whole and prints its digest."""
    desk = _existing(options)
    try:
        _print(desk.book.verify())
    finally:
        desk.close()
    return DONE


def _read_one(options: argparse.Namespace) -> int:
    """What Tieout makes of one file, as JSON."""
    from core.services.reading import as_json, refused_json, rows_csv
    from importers.previewing import NO_TABLE, encoding_of
    from importers.questions import questions_of
    from importers.registry import read, rows_as_printed

    answers = _answers(options.mapping)
    try:
        found = read(options.file, answers)
    except TieoutError as refusal:
        encoding = encoding_of(options.file) if refusal.code in NO_TABLE else ""
        if encoding:
            said = refused_json(options.file.name, encoding, refusal.sentence)
            _print(json.dumps(said, ensure_ascii=False, indent=1))
        raise
    if options.rows:
        rows_csv(found, rows_as_printed(options.file, answers), options.rows)
    _print(json.dumps(as_json(found, questions_of), ensure_ascii=False, indent=1))
    return DONE


def _answers(path: Path | None) -> Answers | None:
    """The answers in a mapping file; raises BadUsage for what is none."""
    from importers.questions import answers_of

    if path is None:
        return None
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as cause:
        raise BadUsage(reason=f"The mapping {path} cannot be opened: {cause.strerror}.") from cause
    except ValueError as cause:
        raise BadUsage(reason=f"The mapping {path} is not JSON: {cause}.") from cause
    return answers_of(said)


def _tie(options: argparse.Namespace) -> int:
    """Ties any two tables."""
    from core.matching.columns import propose_columns
    from core.matching.tie import tie
    from core.services.reading import write_frame
    from importers.shared.anytable import read_any

    left, right = read_any(options.left), read_any(options.right)
    if options.columns:
        pairs = propose_columns(left, right)
        _print(
            json.dumps(
                [{"left": p.left, "right": p.right, "confidence": p.confidence} for p in pairs], ensure_ascii=False
            )
        )
        return DONE
    if options.out is None:
        raise BadUsage(reason="Say where to write the ties: --out OUT.csv (or --columns for the column proposal only).")
    tied = tie(left, right)
    write_frame(options.out, tied.rows.replace({"left_row": {0: ""}, "right_row": {0: ""}}))
    if options.diff:
        write_frame(options.diff, tied.cells)
    _print(tied.summary())
    return DONE


def _dedupe(options: argparse.Namespace) -> int:
    """Finds the rows of one table that are the same party or document."""
    from core.matching.dedupe import dedupe, summary
    from core.services.reading import write_frame
    from importers.shared.anytable import read_any

    found = dedupe(read_any(options.file))
    write_frame(options.out, found)
    _print(summary(found))
    return DONE


def _shots(options: argparse.Namespace) -> int:
    """Renders every screen and printed page of the sample firm to PNG."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from core.reports.preview import page_pictures
    from core.services.publishing import PDF
    from ui.shots import render_all

    with tempfile.TemporaryDirectory(prefix="tieout-shots-") as scratch:
        desk = _existing(options) if options.book else sample_desk(Path(scratch), options.period or Period(2026, 9))
        desk.who = desk.who or "Ruth Calloway"
        try:
            screens = render_all(desk, options.out, report=Path(scratch))
            for path in (*screens, *page_pictures(Path(scratch) / PDF, options.out)):
                _print(str(path))
        finally:
            desk.close()
    return DONE


# --- parts ------------------------------------------------------------------------------------------------------------


def _clock(period: Period) -> Clock:
    """A headless close stands at the as-of date, so that it gives the same bytes whenever it runs."""
    return FixedClock.on(period.last)


def _desk(book: Path, period: Period | None, clock: Clock, who: str = "", firm: str = "") -> Desk:
    from core.services.desk import Desk
    from importers.files import Files
    from importers.writers import Writers

    return Desk.open(book, period, clock, Files(), Writers, who=who or _user(), firm=firm)


def _existing(options: argparse.Namespace) -> Desk:
    if not options.book.exists():
        raise BadUsage(
            reason=f"There is no book at {options.book}. Import files into it first: main.py import --book {options.book} FILES"
        )
    clock: Clock = _clock(options.period) if options.period else SystemClock()
    return _desk(options.book, options.period, clock, who=getattr(options, "by", ""))


def _user() -> str:
    return os.environ.get("TIEOUT_USER") or os.environ.get("USERNAME") or os.environ.get("USER") or "preparer"


def _progress() -> Progress:
    from core.ports.importing import no_progress

    if not sys.stderr.isatty():
        return no_progress

    def show(what: str, done: int, of: int) -> None:
        print(f"\r\x1b[K{what} {done}/{of}", end="\n" if done >= of else "", file=sys.stderr, flush=True)

    return show


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except BadUsage as error:
        raise argparse.ArgumentTypeError(error.sentence) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py", description="Ties every contract to its project, its billing, its cash and its books."
    )
    parser.set_defaults(run=_desktop, book=None, period=None)
    parser.add_argument("--book", type=Path, help="the book to open (default: Tieout/book.tieout in the home folder)")
    parser.add_argument("--period", type=_period, help="the month, as 2026-09")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        return made

    def on_book(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made.add_argument("--book", type=Path, required=True, help="the book")
        made.add_argument("--period", type=_period, required=True, help="the month, as 2026-09")
        made.add_argument("--by", default="", help="the preparer's name (default: the signed-in user)")
        return made

    demo = command("demo", _demo, "open the desktop on a sample firm made on the spot")
    demo.add_argument("--keep", type=Path, help="folder in which the sample files and book are kept")
    demo.add_argument("--period", type=_period)
    close = command("close", _close, "import, match, check, measure and report one folder")
    close.add_argument("folder", type=Path)
    close.add_argument("--period", type=_period, required=True)
    close.add_argument("--out", type=Path, required=True)
    close.add_argument("--book", type=Path)
    close.add_argument("--by", default="", help="the preparer's name")
    close.add_argument(
        "--accept-untied",
        default="",
        metavar="WHY",
        help="import files whose printed totals do not tie, for this reason",
    )
    close.add_argument("--format", choices=("json", "text"), default="text")
    read = command("read", _read_one, "show what Tieout makes of one file, as JSON")
    read.add_argument("file", type=Path)
    read.add_argument("--rows", type=Path, help="also write its rows as text, header first")
    read.add_argument(
        "--mapping", type=Path, help="JSON of answers over what is proposed: any of the keys that read prints"
    )
    tie = command("tie", _tie, "tie any two tables row by row")
    tie.add_argument("left", type=Path)
    tie.add_argument("right", type=Path)
    tie.add_argument("--out", type=Path)
    tie.add_argument("--diff", type=Path, help="differing cells of tied rows")
    tie.add_argument("--columns", action="store_true", help="only propose the columns, as JSON")
    same = command("dedupe", _dedupe, "find the rows of one table that are the same party or document")
    same.add_argument("file", type=Path)
    same.add_argument("--out", type=Path, required=True)
    load = on_book(command("import", _import, "import files or folders into a book"))
    load.add_argument("paths", type=Path, nargs="+")
    load.add_argument(
        "--accept-untied",
        default="",
        metavar="WHY",
        help="import files whose printed totals do not tie, for this reason",
    )
    on_book(command("match", _run, "match and check a book"))
    on_book(command("check", _run, "match and check a book"))
    on_book(command("report", _report, "write the output files and print the pack")).add_argument(
        "--out", type=Path, required=True
    )
    on_book(command("export", _report, "the same as report")).add_argument("--out", type=Path, required=True)
    send = on_book(command("writeback", _writeback, "queue corrections and write the approved ones as files"))
    send.add_argument("--out", type=Path, required=True)
    send.add_argument("--approve", default="", metavar="NAME", help="approve what waits in this second person's name")
    on_book(command("verify", _verify, "prove that a book is whole"))
    shots = command("shots", _shots, "render every screen and printed page to PNG")
    shots.add_argument("--out", type=Path, required=True)
    shots.add_argument("--book", type=Path)
    shots.add_argument("--period", type=_period)
    return parser


if __name__ == "__main__":
    sys.exit(main())
