"""The importers' side of the front door: files and folders in, what they hold out; see core.ports.importing.Importer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from core.base.errors import TieoutError
from core.ports.importing import (
    Answers,
    CorrectedRow,
    FileRead,
    Origin,
    Preview,
    Progress,
    Refused,
    SavedMapping,
    TableRead,
    no_progress,
)


class Files:
    """Reads with the real readers, imported on first use."""

    def read(
        self,
        paths: Sequence[Path],
        progress: Progress = no_progress,
        *,
        answers: Mapping[Path, Answers] | None = None,
        saved: Sequence[SavedMapping] = (),
    ) -> Sequence[FileRead | Refused]:
        """Files and folders through the readers, with a sentence for each that is refused.

        Files that a person answered for are read by themselves, the others together, so that one tells the currencies of another.
        """
        from importers.previewing import HARMLESS
        from importers.registry import Refusal, files_of, read_files

        said = answers or {}
        files = [file for path in paths for file in (files_of(path) if path.is_dir() else [path])]
        refused: list[Refusal] = []
        reads = read_files([file for file in files if file not in said], progress, refused=refused, saved=saved)
        outcomes: list[FileRead | Refused] = [
            *reads,
            *(
                Refused(each.path.name, each.code, each.sentence, each.code in HARMLESS, path=each.path)
                for each in refused
            ),
        ]
        return [*outcomes, *(_answered(file, said[file], saved) for file in files if file in said)]

    def preview(self, path: Path, answers: Answers, saved: Sequence[SavedMapping] = ()) -> Preview:
        """How a file would be read with these answers."""
        from importers.previewing import preview

        return preview(path, answers, saved)

    def again(self, origin: Origin, rows: Sequence[CorrectedRow]) -> TableRead:
        """What its reader makes of corrected rows; raises NotReplayable where it cannot read rows by themselves."""
        from importers.replaying import read_again

        return read_again(origin, rows)


def _answered(path: Path, answers: Answers, saved: Sequence[SavedMapping]) -> FileRead | Refused:
    from importers.currencies import complete
    from importers.registry import drafts_of, read

    try:
        made = read(path, answers, saved)
    except TieoutError as cause:
        return Refused(path.name, cause.code, cause.sentence, harmless=False, path=path)
    return complete([made], drafts_of([made]))[0]
