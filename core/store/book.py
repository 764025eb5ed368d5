"""The book: one file (or database) with everything of one firm; the only way into the store.

Opening an up-to-date book file and reading its settings, views and summary needs the standard library only; SQLAlchemy is imported on
the first use of anything else, Alembic only for a book of an older schema, pandas only by what gives or takes frames.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from core.ports.importing import CorrectedRow, FileRead, Progress, SavedMapping, TableRead, no_progress
from core.records.outbox import OutboxEntry
from core.records.schema import TABLES
from core.records.steps import Step
from core.store import glance
from core.store.errors import BookDamaged, BookExists, BookMissing, NewerBook, NotABook
from core.store.migrations import HEAD, REVISIONS
from core.store.shapes import (
    BatchOutcome,
    BatchRow,
    KpiRow,
    Measured,
    OutboxMark,
    QuarantinedPart,
    QuarantineRow,
    RecordVersion,
    Summary,
    TotalRow,
    Waiver,
)

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from core.store.batches import Identities
    from core.store.digest import Known
    from core.store.engine import Lane

T = TypeVar("T")


def create_book(target: str | Path) -> Book:
    """Makes a new book at a path or database URL and opens it.

    A file that holds nothing yet (as one left by a run that was stopped) is filled. Raises BookExists, BookMissing for a folder that is
    not there, BookLocked or BookUnusable.
    """
    if not _is_url(target):
        path = Path(target)
        if path.exists() and (not path.is_file() or _revision_or_none(path) != ""):
            raise BookExists(path=path)
        if not path.absolute().parent.is_dir():
            raise BookMissing(path=path.absolute().parent)
    return Book(target, _made(target))


def open_book(target: str | Path) -> Book:
    """Opens the book at a path or database URL, bringing an older schema up to date first.

    Raises BookMissing, NotABook, NewerBook, BookLocked, BookDamaged or BookUnusable.
    """
    if _is_url(target):
        return Book(target, _upgraded(target))
    path = Path(target)
    found = glance.revision_of(path)
    if not found:
        raise NotABook(path=path)
    if found not in REVISIONS:
        raise NewerBook(path=path, found=found, known=HEAD)
    return Book(path, None if found == HEAD else _upgraded(path))


def open_or_create(target: str | Path) -> Book:
    """Opens the book, making it first when there is none; raises as the two do."""
    if _is_url(target):
        lane = _lane(target)
        blank = _revision_in(lane) is None
        lane.close()
        return create_book(target) if blank else open_book(target)
    path = Path(target)
    blank = not path.exists() or (path.is_file() and not glance.revision_of(path))
    return create_book(path) if blank else open_book(path)


def _is_url(target: str | Path) -> bool:
    return isinstance(target, str) and "://" in target


def _revision_or_none(path: Path) -> str | None:
    """The schema of a book file, None for a file that is something else."""
    try:
        return glance.revision_of(path)
    except NotABook:
        return None


def _lane(target: str | Path) -> Lane:
    from core.store.engine import Lane

    return Lane(target)


def _made(target: str | Path) -> Lane:
    """A lane to a book that is being made."""
    from core.store import schema

    with _closed_on_error(_lane(target)) as lane:
        lane.keep_log_beside()
        with lane.writing() as connection:
            _require_blank(connection, lane.name)
            schema.make(connection, glance.FORMAT, HEAD)
    return lane


@contextmanager
def _closed_on_error(lane: Lane) -> Iterator[Lane]:
    """The lane, given back when the block fails."""
    try:
        yield lane
    except BaseException:
        lane.close()
        raise


def _require_blank(connection: Connection, name: str) -> None:
    if _tables(connection):
        raise BookExists(path=name)


def _upgraded(target: str | Path) -> Lane:
    """A lane to a book whose schema is brought up to date."""
    with _closed_on_error(_lane(target)) as lane:
        if _require_known(lane) != HEAD:
            from core.store.upgrade import upgrade

            with lane.writing() as connection:
                upgrade(connection)
    return lane


def _require_known(lane: Lane) -> str:
    """The schema of a book; raises NotABook or NewerBook."""
    found = _revision_in(lane)
    if found is None:
        raise NotABook(path=lane.name)
    if found not in REVISIONS:
        raise NewerBook(path=lane.name, found=found, known=HEAD)
    return found


def _tables(connection: Connection) -> set[str]:
    from sqlalchemy import inspect

    return set(inspect(connection).get_table_names())


def _revision_in(lane: Lane) -> str | None:
    """The schema of the book behind a lane, None where there is no book. Raises NotABook where there is something else."""
    with lane.reading() as connection:
        names = _tables(connection)
        if not names:
            return None
        if not {"book", "alembic_version"} <= names:
            raise NotABook(path=lane.name)
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


class Book:
    """An open book. Made by `create_book` and `open_book`; a context manager; used from one thread at a time.

    Every writing method is one transaction of its own, or part of a surrounding `transaction()`. Instants are aware.
    """

    def __init__(self, target: str | Path, lane: Lane | None = None) -> None:
        self._target = target
        self._kept_lane = lane
        self._digests: Known = {}

    @property
    def name(self) -> str:
        """The path or URL, without a password."""
        return str(self._target) if self._kept_lane is None else self._kept_lane.name

    @property
    def _lane(self) -> Lane:
        """The connection, made on first use."""
        if self._kept_lane is None:
            self._kept_lane = _lane(self._target)
        return self._kept_lane

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the book; it opens again by itself when it is used."""
        if self._kept_lane is not None:
            self._kept_lane.close()
            self._kept_lane = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside the block is kept together, or nothing of it when the block ends with an exception."""
        with self._lane.writing():
            yield

    def _glance(self, look: Callable[[glance.Rows], T]) -> T:
        """Answers from the file without SQLAlchemy as long as nothing else has needed it."""
        if self._kept_lane is None and not _is_url(self._target):
            with glance.reading(Path(self._target)) as rows:
                return look(rows)
        from core.store.bulk import placeholder

        with self._lane.reading() as connection:
            mark = placeholder(connection)

            def rows_of(statement: str, values: Sequence[object]) -> Sequence[Sequence[object]]:
                return connection.exec_driver_sql(statement.replace("?", mark), tuple(values)).all()

            return look(rows_of)

    # --- at a glance -------------------------------------------------------------------------------------------------

    def summary(self) -> Summary:
        """The book in counts and sums; quick."""
        return self._glance(glance.summary)

    def setting(self, name: str) -> str | None:
        """The value of a setting, None when it was never set."""
        return self._glance(lambda rows: glance.setting(rows, name))

    def settings(self) -> tuple[tuple[str, str], ...]:
        """Name and value of every setting, sorted."""
        return self._glance(glance.settings)

    def set_setting(self, name: str, value: str, who: str, at: datetime) -> None:
        """Sets a setting; writes nothing when it has the value already. Settings named `policy.` are part of the digest."""
        from core.store import texts

        with self._lane.writing() as connection:
            if self.setting(name) != value:
                texts.set_setting(connection, name, value, who, at)

    def view(self, name: str) -> str | None:
        """What a screen last showed under `name`, None when it kept nothing."""
        return self._glance(lambda rows: glance.view(rows, name))

    def keep_view(self, name: str, body: str) -> None:
        """Keeps what a screen shows under `name`; the only thing in a book that is overwritten, for it holds no truth."""
        from core.store import texts

        with self._lane.writing() as connection:
            if self.view(name) != body:
                texts.keep_view(connection, name, body)

    # --- imports and records -----------------------------------------------------------------------------------------

    def add_batch(self, read: FileRead, identities: Identities, at: datetime) -> BatchOutcome:
        """Stores one file in one transaction; the same bytes again change nothing.

        A row is the same record when system, layout, table and identity are the same; if its content differs it becomes a new version.
        identities: (table name, draft frame with provenance) -> one identity a row.
        """
        from core.store import batches

        with self._lane.writing() as connection:
            return batches.add(connection, read, identities, at)

    def add_batches(
        self, reads: Sequence[FileRead], identities: Identities, at: datetime, progress: Progress = no_progress
    ) -> list[BatchOutcome]:
        """Stores several files, one transaction each; `progress` may stop between two of them."""
        out = []
        for done, read in enumerate(reads):
            progress(f"Storing {read.file}", done, len(reads))
            out.append(self.add_batch(read, identities, at))
        progress("Stored", len(reads), len(reads))
        return out

    def undo_batch(self, batch: int, who: str, why: str, at: datetime) -> None:
        """Withdraws an import: its versions are marked, the ones before them count again, and the same file may be imported anew.

        Raises UnknownBatch or NameMissing.
        """
        from core.store import withdrawing

        with self._lane.writing() as connection:
            withdrawing.withdraw(connection, batch, who, why, at)

    def drafts(self, tables: Iterable[str] = TABLES) -> dict[str, pd.DataFrame]:
        """The current records of `tables`, all by default (core.store.records.drafts says the columns)."""
        from core.store import records

        with self._lane.reading() as connection:
            return records.drafts(connection, tables)

    def versions(self, table: str, system: str, identity: str) -> tuple[RecordVersion, ...]:
        """The history of one record, oldest version first."""
        from core.store import records

        with self._lane.reading() as connection:
            return records.versions(connection, table, system, identity)

    def batches(self) -> list[BatchRow]:
        """Every import, withdrawn ones included, oldest first."""
        from core.store import batches

        with self._lane.reading() as connection:
            return batches.batches(connection)

    def totals(self) -> list[TotalRow]:
        """The control totals of the imports that count."""
        from core.store import batches

        with self._lane.reading() as connection:
            return batches.totals(connection)

    def quarantine(self) -> list[QuarantineRow]:
        """The rows that could not be read, of the imports that count."""
        from core.store import batches

        with self._lane.reading() as connection:
            return batches.quarantine(connection)

    def quarantined_part(self, part: int) -> QuarantinedPart:
        """How the table that a quarantined row belongs to was read."""
        from core.store import replays

        with self._lane.reading() as connection:
            return replays.part_of(connection, part)

    def replay(
        self,
        corrected: QuarantinedPart,
        table: TableRead,
        rows: Sequence[CorrectedRow],
        problems: Sequence[int],
        identities: Identities,
        who: str,
        why: str,
        at: datetime,
    ) -> BatchOutcome:
        """Stores quarantined rows as a person corrected them, as a batch that can be withdrawn. Raises NameMissing, UnknownProblem."""
        from core.store import replays

        with self._lane.writing() as connection:
            return replays.replay(connection, corrected, table, rows, problems, identities, who, why, at)

    def set_aside(self, problems: Sequence[int], who: str, why: str, at: datetime) -> None:
        """Takes quarantined rows out of what waits, with a reason. Raises NameMissing, UnknownProblem."""
        from core.store import replays

        with self._lane.writing() as connection:
            replays.set_aside(connection, problems, who, why, at)

    def save_mapping(self, mapping: SavedMapping) -> None:
        """Keeps what a person said of a file's columns for the next file with the same headings. Raises NameMissing."""
        from core.store import mappings

        with self._lane.writing() as connection:
            mappings.save(connection, mapping)

    def forget_mapping(self, fingerprint: str, at: datetime) -> None:
        """Offers a saved mapping no longer."""
        from core.store import mappings

        with self._lane.writing() as connection:
            mappings.forget(connection, fingerprint, at)

    def mappings(self) -> tuple[SavedMapping, ...]:
        """The saved mappings that count, in the order they were made."""
        from core.store import mappings

        with self._lane.reading() as connection:
            return mappings.mappings(connection)

    # --- links -------------------------------------------------------------------------------------------------------

    def record_links(self, frame: pd.DataFrame, run: str, at: datetime) -> tuple[int, int]:
        """Makes `frame` (LINK_COLUMNS) the engine's proposals: (opened, closed) counts; writes nothing when they are the same."""
        from core.store import links

        with self._lane.writing() as connection:
            return links.record(connection, frame, run, at)

    def decide(
        self,
        kind: str,
        left: str,
        right: str,
        verdict: str,
        who: str,
        why: str,
        at: datetime,
        amount: int | None = None,
        currency: str = "",
    ) -> None:
        """Gives a person's verdict on a pair: confirmed, rejected, or undecided to take one back. Raises UnknownVerdict or NameMissing."""
        from core.store import links

        with self._lane.writing() as connection:
            links.decide(connection, kind, left, right, verdict, who, why, at, amount, currency)

    def verdicts(self) -> pd.DataFrame:
        """The verdicts that count: kind, left, right, verdict, amount, currency, who, why, at."""
        from core.store import links

        with self._lane.reading() as connection:
            return links.verdicts(connection)

    def links(self) -> pd.DataFrame:
        """The ties as they stand (LINK_COLUMNS): the engine's proposals with people's verdicts laid over."""
        from core.store import links

        with self._lane.reading() as connection:
            return links.links(connection)

    # --- steps -------------------------------------------------------------------------------------------------------

    def append_step(self, step: Step) -> int:
        """Adds a step to the history and gives its number. Raises HistoryMoved or NameMissing."""
        from core.store import steps

        with self._lane.writing() as connection:
            return steps.append(connection, step)

    def steps(self) -> tuple[Step, ...]:
        """The whole history, oldest first."""
        from core.store import steps

        with self._lane.reading() as connection:
            return steps.steps(connection)

    # --- findings and measures ---------------------------------------------------------------------------------------

    def save_findings(self, frame: pd.DataFrame, run: str, at: datetime) -> tuple[int, int]:
        """Makes `frame` (FINDING_COLUMNS) the standing findings: (opened, closed) counts."""
        from core.store import findings

        with self._lane.writing() as connection:
            return findings.save(connection, frame, run, at)

    def findings(self, *, gone: bool = False) -> pd.DataFrame:
        """The standing findings (with `gone` also past ones): FINDING_COLUMNS, first_seen, last_seen, gone."""
        from core.store import findings

        with self._lane.reading() as connection:
            return findings.findings(connection, gone=gone)

    def waive(
        self,
        key: str,
        who: str,
        why: str,
        reason_code: str,
        expires: str,
        ceiling_minor: int | None,
        at: datetime,
    ) -> None:
        """Waives a finding until a day (ISO, "" = for good) and up to an amount (None = any). Raises NameMissing."""
        from core.store import findings

        with self._lane.writing() as connection:
            findings.waive(connection, key, who, why, reason_code, expires, ceiling_minor, at)

    def unwaive(self, key: str, who: str, why: str, at: datetime) -> None:
        """Takes a waiver back. Raises NameMissing."""
        from core.store import findings

        with self._lane.writing() as connection:
            findings.unwaive(connection, key, who, why, at)

    def waivers(self) -> tuple[Waiver, ...]:
        """The live waivers, expired ones included, by key."""
        from core.store import findings

        with self._lane.reading() as connection:
            return findings.waivers(connection)

    def save_kpis(self, measures: Iterable[Measured], run: str, at: datetime) -> tuple[int, int]:
        """Makes `measures` the live ones of their periods: (opened, closed) counts."""
        from core.store import kpis

        with self._lane.writing() as connection:
            return kpis.save(connection, measures, run, at)

    def kpis(self, period: str = "") -> tuple[KpiRow, ...]:
        """The live measures of a period, of all periods for ""."""
        from core.store import kpis

        with self._lane.reading() as connection:
            return kpis.kpis(connection, period)

    # --- outbox ------------------------------------------------------------------------------------------------------

    def queue(self, entries: Iterable[OutboxEntry]) -> tuple[int, ...]:
        """Adds prepared entries to the outbox and gives their numbers. Raises HistoryMoved or NameMissing."""
        from core.store import outbox

        with self._lane.writing() as connection:
            return outbox.queue(connection, entries)

    def approve(self, number: int, who: str, at: datetime) -> None:
        """Approves a prepared entry in a second person's name.

        Raises UnknownEntry, WrongStatus, or core.access.rules' NameMissing and SamePerson.
        """
        from core.store import outbox

        with self._lane.writing() as connection:
            outbox.approve(connection, number, who, at)

    def mark(self, number: int, status: str, at: datetime, receipt: str = "", who: str = "") -> None:
        """Moves an entry to its next status. Raises UnknownEntry or WrongStatus."""
        from core.store import outbox

        with self._lane.writing() as connection:
            outbox.mark(connection, number, status, at, receipt, who)

    def outbox(self) -> tuple[OutboxEntry, ...]:
        """Every entry as it stands, by number."""
        from core.store import outbox

        with self._lane.reading() as connection:
            return outbox.outbox(connection)

    def outbox_trail(self) -> tuple[OutboxMark, ...]:
        """Every station of every entry, oldest first."""
        from core.store import outbox

        with self._lane.reading() as connection:
            return outbox.trail(connection)

    # --- the whole ---------------------------------------------------------------------------------------------------

    def digest(self) -> str:
        """SHA-256 of what the book says (core.store.digest says what counts)."""
        from core.store import digest

        # Inside an open transaction the state may yet be taken back, and its number given to another.
        known = {} if self._lane.busy else self._digests
        with self._lane.reading() as connection:
            return digest.digest(connection, known)

    def verify(self) -> str:
        """Proves that the book is whole and says so with its digest. Raises BookDamaged."""
        if self._lane.on_sqlite:
            with self._lane.reading() as connection:
                said = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
            if said != ["ok"]:
                raise BookDamaged(path=self.name, reason=said[0])
        self._digests.clear()
        counted = self.summary()
        records = sum(number for _, number in counted.records)
        return f"{self.name} is whole: {counted.batches} imports, {records} records, {counted.steps} steps, digest {self.digest()}"
