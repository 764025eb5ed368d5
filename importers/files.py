"""The importers' side of the front door: files and folders in, what they hold out; see core.ports.importing.Importer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from core.ports.importing import (
    Answers,
    CorrectedRow,
    FileRead,
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
        answers: Mapping[Path, Answers] | None = None,  # noqa: ARG002
        saved: Sequence[SavedMapping] = (),  # noqa: ARG002
    ) -> Sequence[FileRead | Refused]:
        """Files and folders through the readers, with a sentence for each that is refused."""
        from importers.registry import Refusal, files_of, read_files
        from importers.shared.intake import HeadingsOnly, UnknownLayout

        harmless = {HeadingsOnly.code, UnknownLayout.code}
        files = [file for path in paths for file in (files_of(path) if path.is_dir() else [path])]
        refused: list[Refusal] = []
        reads = read_files(files, progress, refused=refused)
        return [*reads, *(Refused(each.path.name, each.code, each.sentence, each.code in harmless) for each in refused)]

    def again(
        self, layout: str, sheet: str, file: str, rows: Sequence[CorrectedRow], choices: Mapping[str, str]
    ) -> TableRead:
        """What the reader of `layout` makes of corrected rows; raises NotReplayable where it cannot read rows by themselves."""
        from importers.replaying import read_again

        return read_again(layout, sheet, file, rows, choices)
