"""The front door: every use case of the screens and the command line on one open book."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.base.clock import Clock
from core.base.errors import Cancelled, TieoutError
from core.base.periods import Period
from core.ports.importing import Answers, FileRead, Importer, Progress, Refused, SavedMapping, no_progress
from core.services.importing import StillUnreadable, StoppedBetween, correct, tied
from core.services.snapshots import Snapshots
from core.services.views import (
    EvidenceView,
    FileView,
    FindingView,
    Grid,
    HomeView,
    ImportView,
    MappingView,
    MatchView,
    OutboxView,
    PreviewView,
    ReportView,
    RereadView,
    StepView,
    Touched,
)
from core.store.book import Book, open_or_create

if TYPE_CHECKING:
    import pandas as pd

    from core.ports.writing import Writer
    from core.records.outbox import OutboxEntry
    from core.records.steps import Change, Step
    from core.records.tables import Tables
    from core.services.session import Session
    from core.store.shapes import BatchOutcome

WritersFor = Callable[[str], "Mapping[str, Writer]"]


class UnknownKey(TieoutError):
    """A finding or link is no longer there."""

    code = "SRV-101"
    template = "{what} {key!r} is not in the book any more. Refresh the list and choose again."


class NothingToSet(TieoutError):
    """A value was given for a finding that no field of the book puts right."""

    code = "SRV-102"
    template = "Findings of {control} have no field to correct here: their records are put right in their own system."


class Desk:
    """One open book with its session; satisfies core.services.front.Front.

    importer: the importers' side, joined in main. Answers come from stored snapshots until the session is needed, so
    that an existing book shows at once.
    """

    def __init__(
        self,
        book: Book,
        period: Period,
        clock: Clock,
        importer: Importer,
        writers: WritersFor,
        who: str = "",
        firm: str = "",
    ) -> None:
        self.book = book
        self.period = period
        self.clock = clock
        self.who = who
        self.importer = importer
        self.writers = writers
        self._session: Session | None = None
        self._shown = Snapshots(book)
        self.firm = firm or str(book.setting("firm") or "")
        self._refused: tuple[FileView, ...] = ()
        self._paths: dict[str, Path] = {}
        self._said: dict[str, dict[str, Answers]] = {}  # sha256 of a file -> sheet -> how a person says it is read
        self._hashed: dict[Path, tuple[int, int, str]] = {}
        self._digest: str | None = None
        self._stale: set[str] = set()

    @classmethod
    def open(
        cls,
        path: Path,
        period: Period | None,
        clock: Clock,
        importer: Importer,
        writers: WritersFor,
        who: str = "",
        firm: str = "",
    ) -> Desk:
        """Opens the book at `path`, making it when it is not there.

        period: None for the month that the book was last run for, and the month before the clock's for a book that never was.
        """
        book = open_or_create(path)
        if period is None:
            kept = book.setting("period")
            period = Period.parse(kept) if kept else Period.of(clock.now().date()).shift(-1)
        return cls(book, period, clock, importer, writers, who, firm)

    # --- the session and what is shown of it -------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        """The session, made on first use: this is what imports pandas and reads the book whole."""
        if self._session is None:
            from core.services.session import Session

            self._session = Session(self.book, self.period)
        return self._session

    def digest(self) -> str:
        """The book's digest, computed once until something changes."""
        if self._digest is None:
            self._digest = self.book.digest()
        return self._digest

    def _moved(self, *names: str) -> None:
        """What the screens show under `names` is no longer what the book says; it is made anew when next asked for."""
        self._stale.update(names)

    def _show(self) -> None:
        """Makes every stale snapshot anew, so that the book opens on it next time."""
        for make in (self.matches, self.exceptions, self.home):
            make()

    def home(self) -> HomeView:
        """The month at a glance; an empty month when nothing was computed yet."""
        if "home" in self._stale:
            from core.services.home import home_view

            waiting = sum(entry.status in {"prepared", "approved"} for entry in self.book.outbox())
            made = home_view(self.session, self.firm, self.digest(), len(self.book.quarantine()), waiting)
            self._shown.keep_home(made)
            self._stale.discard("home")
            return made
        shown = self._shown.home()
        if shown is not None and shown.period == str(self.period):
            return shown
        return HomeView(
            self.firm, str(self.period), self.period.last, "", (), (), (), (), self.digest(), gate_open=False
        )

    def matches(self) -> Grid:
        """All links."""
        if "matches" in self._stale:
            from core.services.grids import match_grid

            made = match_grid(self.session.tables, self.session.tables.links)
            self._shown.keep_grid("matches", made)
            self._stale.discard("matches")
            return made
        return self._shown.grid("matches") or Grid((), (), ())

    def exceptions(self) -> Grid:
        """All findings."""
        if "exceptions" in self._stale:
            from core.controls.registry import CONTROLS
            from core.services.grids import finding_grid

            titles = {name: rule.title for name, rule in CONTROLS.items()}
            made = finding_grid(self.session.thread, self.session.result.findings, titles, self.session.waivers())
            self._shown.keep_grid("exceptions", made)
            self._stale.discard("exceptions")
            return made
        return self._shown.grid("exceptions") or Grid((), (), ())

    def open_findings(self) -> pd.DataFrame:
        """Findings that count: neither waived nor absorbed by one upstream."""
        from core.services.home import open_findings

        return open_findings(self.session)

    # --- import ------------------------------------------------------------------------------------------------------

    def import_files(
        self, paths: Sequence[Path], progress: Progress = no_progress, accept_untied: str = ""
    ) -> ImportView:
        """Reads files or folders into the book, one transaction a file; refused files are in the answer with a sentence.

        accept_untied: why files are taken whose printed totals do not tie; "" = they are refused.
        """
        outcomes = tied(self.read(paths, progress), accept_untied, self.who)
        self.add([each for each in outcomes if isinstance(each, FileRead)], progress)
        self._refuse(outcomes, also_before=bool(accept_untied))
        return self.imports()

    def _refuse(self, outcomes: Sequence[FileRead | Refused], *, also_before: bool) -> None:
        """Shows what was refused; also_before: files that were refused before and not given now are still shown."""
        given = {str(each.path) for each in outcomes if each.path is not None}
        kept = [each for each in self._refused if each.path not in given] if also_before else []
        self._refused = (*kept, *(_refused(each) for each in outcomes if isinstance(each, Refused)))

    def read(self, paths: Sequence[Path], progress: Progress = no_progress) -> Sequence[FileRead | Refused]:
        """What the files and folders hold, a sentence for each that cannot be read; nothing is stored."""
        return self.importer.read(paths, progress, saved=self.book.mappings())

    def add(self, reads: Sequence[FileRead], progress: Progress = no_progress) -> Sequence[BatchOutcome]:
        """Adds what was read to the book, one transaction a file."""
        from core.normalise.firm import firm_of
        from core.normalise.identity import identities

        named = "" if self.firm else firm_of(read.titles for read in reads)
        if named:
            self.firm = named
            self.book.set_setting("firm", named, self.who, self.clock.now())
        self._paths.update({read.sha256: read.path for read in reads})
        before = len(self.book.batches())
        try:
            return self.book.add_batches(reads, identities, self.clock.now(), progress)
        except Cancelled:
            stored = len(self.book.batches()) - before
            if not stored:
                raise
            raise StoppedBetween(done=stored, of=len(reads)) from None
        finally:
            self._session = self._digest = None

    def imports(self) -> ImportView:
        """What was imported so far, what was refused last, and the rows in quarantine."""
        from core.services.imports import import_view

        return import_view(self._refused, self.book.batches(), self.book.quarantine(), self._paths)

    def preview(self, path: Path, answers: Answers | None = None) -> PreviewView:
        """How a file would be read with these answers; nothing is kept."""
        from core.services.previewing import preview_view

        made = self.importer.preview(path, answers or Answers(), self.book.mappings())
        return preview_view(path.name, made)

    def import_mapped(
        self,
        path: Path,
        answers: Answers,
        *,
        remember: bool,
        progress: Progress = no_progress,
        accept_untied: str = "",
    ) -> ImportView:
        """Imports one file as a person said it is to be read; remember: the next file with the same headings is read so by itself.

        An earlier import of the same bytes is withdrawn for this one. accept_untied: as in `import_files`.
        """
        saved = self.book.mappings()
        outcomes = tied([self._read_mapped(path, answers, saved, progress)], accept_untied, self.who)
        reads = [outcome for outcome in outcomes if isinstance(outcome, FileRead)]
        progress(f"Storing {path.name}", 0, 1)
        self._make_way(reads)
        self.add(reads)  # nobody may stop between the old import and the new one
        if remember:
            self._remember(reads, answers)
        self._refuse(outcomes, also_before=True)
        return self.imports()

    def _read_mapped(
        self, path: Path, answers: Answers, saved: Sequence[SavedMapping], progress: Progress
    ) -> FileRead | Refused:
        """What a person's answers make of a file; where they are for one sheet, with what the other sheets hold."""
        (made,) = self.importer.read([path], progress, answers={path: answers}, saved=saved)
        if isinstance(made, Refused) or not answers.sheet:
            return made
        said = self._said.setdefault(made.sha256, {})
        said[answers.sheet] = answers
        (whole,) = self.importer.read([path], progress, saved=saved)
        tables = list(whole.tables) if isinstance(whole, FileRead) else []
        for sheet, given in said.items():
            (one,) = self.importer.read([path], progress, answers={path: given}, saved=saved)
            if isinstance(one, FileRead):
                # A file of one sheet does not name it.
                tables = [each for each in tables if each.sheet not in {"", sheet}] + list(one.tables)
        return replace(made, tables=tuple(tables))

    def _make_way(self, reads: Sequence[FileRead]) -> None:
        """Withdraws the imports of the same bytes, which were read otherwise than a person now says."""
        mine = {read.sha256 for read in reads}
        for batch in self.book.batches():
            if batch.withdrawn_at is None and batch.sha256 in mine:
                why = "its columns are mapped anew by a person"
                self.book.undo_batch(batch.batch, self.who, why, self.clock.now())

    def _remember(self, reads: Sequence[FileRead], answers: Answers) -> None:
        """Keeps how the tables were read. A known layout knows its columns: of it only the order of days and the decimal marks are kept."""
        for table in (table for one in reads for table in one.tables if table.fingerprint and table.rows_loaded):
            mapped = table.layout.startswith("generic.")
            columns = {use.source: use.target for use in table.columns} if mapped else {}
            choices = {**table.choices, **answers.choices} if mapped else dict(answers.choices)
            if not columns and not choices:
                continue
            said = Answers(system=answers.system, entity=table.entity, columns=columns, choices=choices)
            headings = tuple(use.source for use in table.columns)
            self.book.save_mapping(SavedMapping(table.fingerprint, headings, said, self.who, self.clock.now()))

    def mappings(self) -> tuple[MappingView, ...]:
        """The saved mappings, oldest first."""
        from core.services.previewing import mapping_view

        return tuple(mapping_view(each) for each in self.book.mappings())

    def forget_mapping(self, fingerprint: str) -> Touched:
        """Offers a saved mapping no longer."""
        self.book.forget_mapping(fingerprint, self.clock.now())
        return Touched(None, "Mapping forgotten")

    def watched(self) -> Path | None:
        """The folder whose new files are offered for import, None when none is watched."""
        kept = self.book.setting("watched_folder")
        return Path(kept) if kept else None

    def watch(self, folder: Path | None) -> None:
        """Watches a folder, or no folder for None."""
        self.book.set_setting("watched_folder", str(folder or ""), self.who, self.clock.now())

    def waiting_files(self) -> tuple[Path, ...]:
        """Files of the watched folder whose bytes no import that counts has read yet; () when the folder is gone."""
        folder = self.watched()
        if folder is None or not folder.is_dir():
            return ()
        known = {batch.sha256 for batch in self.book.batches() if batch.withdrawn_at is None}
        files = sorted(each for each in folder.iterdir() if each.is_file() and not each.name.startswith((".", "~$")))
        return tuple(each for each in files if self._sha256(each) not in known)

    def _sha256(self, path: Path) -> str:
        """The digest of a file's bytes, computed once while its time and size stay as they are."""
        from hashlib import file_digest

        now = path.stat()
        kept = self._hashed.get(path)
        if kept is None or kept[:2] != (now.st_mtime_ns, now.st_size):
            with path.open("rb") as file:
                kept = self._hashed[path] = (now.st_mtime_ns, now.st_size, file_digest(file, "sha256").hexdigest())
        return kept[2]

    def correct_rows(self, edits: Mapping[str, Mapping[str, str]], why: str) -> Touched:
        """Reads quarantined rows again with some cells changed; they enter the book as an import that can be withdrawn.

        edits: key of the quarantine grid -> heading -> new text. Match and check bring them into the figures.
        """
        numbers = {self._problem(key): cells for key, cells in edits.items()}
        correct(self.book, self.importer, numbers, self.who, why, self.clock.now())
        self._session = self._digest = None
        self._moved("home")
        return Touched(None, f"{len(edits)} quarantined rows corrected")

    def read_again(self, edits: Mapping[str, Mapping[str, str]], why: str) -> RereadView:
        """As `correct_rows`, where rows that still cannot be read stay in quarantine and say why, and the others enter the book together."""
        left = dict(edits)
        refused: list[tuple[str, str]] = []
        while left:
            try:
                touched = self.correct_rows(left, why)
            except StillUnreadable as error:
                key = next(each for each in left if self._problem(each) == error.details["problem"])
                refused.append((key, str(error.details["reason"])))
                del left[key]
            else:
                return RereadView(touched, tuple(refused))
        return RereadView(Touched(None, ""), tuple(refused))

    def set_aside(self, keys: Sequence[str], why: str) -> Touched:
        """Takes quarantined rows out of what waits, with a reason; they stay unread and on record."""
        self.book.set_aside([self._problem(key) for key in keys], self.who, why, self.clock.now())
        self._moved("home")
        return Touched(None, f"{len(keys)} quarantined rows set aside")

    def quarantined(self, key: str) -> tuple[tuple[str, str], ...]:
        """The cells of one quarantined row as they were read, heading and text."""
        number = self._problem(key)
        for row in self.book.quarantine():
            if row.problem == number:
                return row.cells
        raise UnknownKey(what="The quarantined row", key=key)

    @staticmethod
    def _problem(key: str) -> int:
        number = key.rpartition("|")[2]
        if not number.isdecimal():
            raise UnknownKey(what="The quarantined row", key=key)
        return int(number)

    def undo_batch(self, batch: int, why: str) -> Touched:
        """Withdraws one import and computes the month again."""
        self.book.undo_batch(batch, self.who, why, self.clock.now())
        self._session = self._digest = None
        self.run()
        return Touched(None, f"Import {batch} withdrawn")

    def run(self, progress: Progress = no_progress, *, show: bool = True) -> Touched:
        """Matches, checks and measures the whole book again; show=False leaves the screens' snapshots as they are."""
        self.session.run(self.clock.now(), progress)
        if self.book.setting("period") != str(self.period):
            self.book.set_setting("period", str(self.period), self.who, self.clock.now())
        self._follow_outbox()
        self._digest = None
        self._moved("home", "matches", "exceptions")
        if show:
            self._show()
        else:
            self._stale.clear()
        return Touched(None, "Matched and checked again")

    def warm(self, progress: Progress = no_progress) -> None:
        """Reads the book and computes the month, so that the first correction is as quick as the next; an empty book is left alone."""
        if self.book.summary().batches:
            progress("Reading the book", 0, 2)
            self.session.load()
            progress("Checking", 1, 2)
            _ = self.session.result
            progress("Ready", 2, 2)

    # --- links -------------------------------------------------------------------------------------------------------

    def match(self, key: str) -> MatchView:
        """One link side by side, with what its left record could be tied to instead."""
        from core.services.candidates import alternatives
        from core.services.details import compare
        from core.services.grids import split_key
        from core.services.titles import labels

        tables = self.session.tables
        kind, left, right = split_key(key)
        links = tables.links
        row = links[(links["kind"] == kind) & (links["left"] == left) & (links["right"] == right)]
        if row.empty:
            raise UnknownKey(what="The link", key=f"{left} - {right}")
        first = row.iloc[0]
        names = labels(tables, [left, right])
        return MatchView(
            key, kind, left, right, names[left], names[right], str(first["status"]), int(first["confidence"]),
            compare(tables, left, right),
            tuple(_evidence(text.strip()) for text in str(first["reason"]).split(";") if text.strip()),
            alternatives(self.session.thread, left, right),
        )  # fmt: skip

    def decide(self, keys: Sequence[str], verdict: str, why: str) -> Touched:
        """Accepts ('confirmed') or rejects ('rejected') links; findings that depend on them are restated."""
        words = {"confirmed": "Accept link", "rejected": "Reject link"}
        return self._step(words[verdict], why, self.session.changes_of(keys, "verdict", verdict))

    def repoint(self, key: str, right: str, why: str) -> Touched:
        """Rejects a link and confirms the left record's link to `right` instead, as one step."""
        from core.services.grids import link_key, split_key

        kind, left, _ = split_key(key)
        changes = (
            *self.session.changes_of([key], "verdict", "rejected"),
            *self.session.changes_of([link_key(kind, left, right)], "verdict", "confirmed"),
        )
        return self._step("Re-point link", why, changes)

    # --- findings ----------------------------------------------------------------------------------------------------

    def _finding(self, key: str) -> dict[str, Any]:
        found = self.session.result.findings
        row = found[found["key"] == key]
        if row.empty:
            raise UnknownKey(what="The finding", key=key)
        return {str(name): row.iloc[0][name] for name in row.columns}

    def finding(self, key: str) -> FindingView:
        """One finding in full."""
        from core.controls.registry import CONTROLS
        from core.invoicing.suits import can_draft
        from core.services.corrections import split_ids
        from core.services.details import _int, compare, other_side, remedies, thread_of
        from core.services.grids import _Places
        from core.services.titles import labels

        row = self._finding(key)
        tables, thread = self.session.tables, self.session.thread
        subject, related = str(row["subject"]), str(row["related"])
        other = other_side(subject, related)
        contract = _Places(thread).contract(subject, related)
        names = labels(tables, [subject, *split_ids(related)])
        waiver = self.session.waivers().get(key, "")
        history = [f"Waived until {waiver.replace('|', ': ', 1)}"] if waiver else []
        return FindingView(
            key=key,
            control=str(row["control"]),
            title=CONTROLS[str(row["control"])].title,
            severity=str(row["severity"]),
            impact_class=str(row["impact_class"]),
            amount=_int(row["amount"]),
            currency=str(row["currency"]),
            message=str(row["message"]),
            suggestion=str(row["suggestion"]),
            left_title=names[subject],
            right_title=names.get(other, ""),
            fields=compare(tables, subject, other),
            thread=thread_of(thread, contract, (subject, *split_ids(related))),
            related=tuple((each, names[each]) for each in split_ids(related)),
            editable=remedies(tables, str(row["control"]), subject, related),
            history=tuple(history),
            absorbed_by=str(row["absorbed_by"]),
            can_draft=can_draft(str(row["control"])),
        )

    def edit(self, table: str, record: str, field: str, value: object, why: str) -> Touched:
        """Sets one field of one record (or of several, `;`-joined) as a step; affected findings are restated before it returns."""
        from core.changes.editing import Edit, corrections

        edits = [Edit(table, each, field, value) for each in record.split(";")]
        changes = corrections(self.session.tables.frames, edits)
        return self._step(f"Correct {field.replace('_', ' ')}", why, changes)

    def edit_findings(self, keys: Sequence[str], column: str, value: object, why: str) -> Touched:
        """Bulk apply: the same value to the field that puts each of the findings right, as one step."""
        from core.changes.editing import Edit, corrections
        from core.services.corrections import REMEDIES, records_behind

        del column  # the grid has one editable column; what it means is each finding's remedy
        edits = []
        for key in keys:
            row = self._finding(key)
            control = str(row["control"])
            records = records_behind(control, str(row["subject"]), str(row["related"]))
            if not records:
                raise NothingToSet(control=control)
            remedy = REMEDIES[control]
            edits += [Edit(remedy.table, each, remedy.field, value) for each in records]
        changes = corrections(self.session.tables.frames, edits)
        fields = {edit.field.replace("_", " ") for edit in edits}
        return self._step(f"Correct {', '.join(sorted(fields))}", why, changes)

    def waive(self, keys: Sequence[str], reason: str, expires: str, why: str) -> Touched:
        """Waives findings with a reason code and an expiry day (ISO)."""
        from core.records.schema import Kind
        from core.records.values import parse

        until = parse(expires, Kind.DAY)
        changes = self.session.changes_of(keys, "waiver", f"{until}|{reason}")
        return self._step("Waive finding", why, changes)

    def _step(self, name: str, why: str, changes: Iterable[Change]) -> Touched:
        from core.records.steps import Step

        changes = tuple(changes)
        if not changes:
            return Touched(None, "Nothing to change")
        number = max((step.number for step in self.session.steps), default=0) + 1
        return self._apply(Step(number, name, self.who, why, self.clock.now(), changes))

    def _apply(self, step: Step) -> Touched:
        moved, gone = self.session.apply_step(step)
        self._digest = None
        records = tuple(
            dict.fromkeys(change.record for change in step.changes if change.table not in {"links", "findings"})
        )
        links = tuple(change.record for change in step.changes if change.table == "links")
        waived = {change.record for change in step.changes if change.table == "findings"}
        self._moved("home", "exceptions", *(["matches"] if links else []))
        return Touched(step.number, step.name, records, tuple(sorted(moved | waived)), tuple(sorted(gone)), links)

    def undo(self) -> Touched:
        """Undoes the newest live step; step None when there is none."""
        from core.changes import history

        if history.undoable(self.session.steps) is None:
            return Touched(None, "Nothing to undo")
        return self._apply(history.undo(self.session.steps, self.who, "undo", self.clock.now()))

    def redo(self) -> Touched:
        """Redoes the newest undone step; step None when there is none."""
        from core.changes import history

        if history.redoable(self.session.steps) is None:
            return Touched(None, "Nothing to redo")
        return self._apply(history.redo(self.session.steps, self.who, "redo", self.clock.now()))

    def steps(self) -> tuple[StepView, ...]:
        """The history, newest first."""
        from core.changes import history

        steps = self.book.steps()
        alive = {step.number for step in history.live(steps)}
        return tuple(
            StepView(
                step.number, step.name, step.who, step.why, step.at, step.undoes is None and step.number not in alive,
                tuple((c.record, c.field, _text(c.before), _text(c.after)) for c in step.changes),
            )
            for step in reversed(steps)
        )  # fmt: skip

    # --- sending -----------------------------------------------------------------------------------------------------

    def prepare(self, key: str) -> Touched:
        """Drafts the credit and re-bill pair or the missing invoice for a finding and puts it, unapproved, into the outbox."""
        from core.invoicing.corrections import Drafter
        from core.invoicing.preparing import prepare
        from core.writeback.outbox import documents_to_entries

        row = self._finding(key)
        correction = prepare(Drafter(self.session.whole), row)
        entries = documents_to_entries(
            [correction], self.imported(), self.book.outbox(), who=self.who, at=self.clock.now()
        )
        self._keep(entries)
        return Touched(None, f"{len(entries)} documents prepared", findings=(key,))

    def queue_changes(self) -> Touched:
        """Puts the corrections not yet queued into the outbox and withdraws those that were undone."""
        from core.writeback.outbox import changes_to_entries

        session = self.session
        entries = changes_to_entries(
            session.steps, self.imported(), self.book.outbox(), who=self.who, at=self.clock.now()
        )
        self._keep(entries)
        return Touched(None, f"{sum(entry.status == 'prepared' for entry in entries)} corrections queued")

    def outbox(self) -> tuple[OutboxView, ...]:
        """What is prepared, approved and written."""
        from core.services.sending import outbox_view

        return tuple(outbox_view(entry) for entry in self.book.outbox())

    def approve(self, numbers: Sequence[int], by: str) -> Touched:
        """Approves outbox entries in the name of a second person; refuses the preparer's own name."""
        from core.writeback.outbox import approve

        entries = approve(self.book.outbox(), numbers, by, self.imported())
        for entry in entries:
            self.book.approve(entry.number, by, self.clock.now())
        self._moved("home")
        return Touched(None, f"{len(entries)} approved by {by}")

    def write_outbox(self, folder: Path) -> tuple[Path, ...]:
        """Writes the files of approved entries as the next numbered set, with a manifest."""
        from core.writeback.sending import write

        writers = self.writers(self.session.tables.base_currency)
        written = write(self.book.outbox(), folder, writers, self.imported())
        receipt = written.folder.name if written.folder else "written before"
        for entry in written.entries:
            self.book.mark(entry.number, entry.status, self.clock.now(), receipt if entry.status == "written" else "")
        self._moved("home")
        if written.moved and not written.files:
            raise written.moved[0]
        return written.files

    def _follow_outbox(self) -> None:
        """After an import: what was written and has arrived is confirmed, what is waiting and has moved is blocked."""
        from core.writeback.outbox import confirm, recheck

        entries = self.book.outbox()
        if not entries:
            return
        arrived = confirm(entries, self.imported())
        standing, _ = recheck(entries, self.imported())
        for entry in (*arrived, *standing):
            self.book.mark(entry.number, entry.status, self.clock.now(), "")

    def _keep(self, entries: Iterable[OutboxEntry]) -> None:
        """Stores new entries and the changed standing of old ones."""
        known = {entry.number for entry in self.book.outbox()}
        entries = tuple(entries)
        self.book.queue([entry for entry in entries if entry.number not in known])
        for entry in entries:
            if entry.number in known:
                self.book.mark(entry.number, entry.status, self.clock.now(), "")
        self._moved("home")

    def imported(self) -> Tables:
        """The tables as the systems gave them, without corrections."""
        from core.records.tables import Tables

        tables = self.session.tables
        return Tables(self.session.imported, tables.links, tables.base_currency, tables.period, tables.loaded)

    # --- reports -----------------------------------------------------------------------------------------------------

    def report(self, folder: Path, progress: Progress = no_progress) -> ReportView:
        """Prints the reconciliation pack (PDF and workbook) and the output files into `folder`."""
        from core.services.publishing import publish

        return publish(self, folder, progress)

    def close(self) -> None:
        """Closes the book, with its snapshots up to date."""
        if self._session is not None and self._stale:
            self._show()
        self.book.close()


def _evidence(text: str) -> EvidenceView:
    """One reason; the weight that stands behind it in brackets, in hundredths of log-odds."""
    found = re.search(r"\(([+-]\d+(?:\.\d+)?)\)$", text)
    return EvidenceView(text, round(float(found[1]) * 100) if found else 0)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _refused(refused: Refused) -> FileView:
    """A file that was not read, with its sentence."""
    path = str(refused.path or "")
    return FileView(
        refused.file, "", "", "", 0, 0, 0, (), 0.0, 0, 0, 0, None, None, (), refused.sentence,
        mappable=refused.harmless, untied=refused.untied, path=path,
    )  # fmt: skip
