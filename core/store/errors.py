"""What can go wrong with a book, each as a sentence that says what to do."""

from __future__ import annotations

from core.base.errors import TieoutError


class BookMissing(TieoutError):
    """There is no file at the path."""

    code = "STO-101"
    template = "There is no book at {path}. Check the name, or make a new book there."


class BookExists(TieoutError):
    """A new book would overwrite something."""

    code = "STO-102"
    template = "{path} exists already. Open it, or choose another name for the new book."


class NotABook(TieoutError):
    """The file or database holds something else."""

    code = "STO-103"
    template = "{path} is not a Tieout book. Choose a book file, usually named .tieout."


class NewerBook(TieoutError):
    """The book was written by a later version of Tieout."""

    code = "STO-104"
    template = "{path} was written by a newer Tieout (schema {found}; this one knows up to {known}). Update Tieout, then open it."


class BookLocked(TieoutError):
    """Another program holds the book."""

    code = "STO-105"
    template = (
        "{path} is in use by another program that is writing to it. Wait until it is done, or close it, and try again."
    )


class BookUnusable(TieoutError):
    """The disk or the database refuses."""

    code = "STO-106"
    template = "{path} cannot be used: {reason}. Check the disk, the folder's permissions and the free space."


class BookDamaged(TieoutError):
    """The file is a book, but its pages do not hold together."""

    code = "STO-107"
    template = "{path} is damaged: {reason}. Open the last backup, then import the newer files again."


class UnknownBatch(TieoutError):
    """There is no import of that number, or it is withdrawn already."""

    code = "STO-201"
    template = "Import {batch} {reason}."


class NameMissing(TieoutError):
    """An act that is kept for ever came without a name or a reason."""

    code = "STO-202"
    template = "{what} needs {missing}. Say {missing} and try again."


class UnknownVerdict(TieoutError):
    """A verdict outside the vocabulary."""

    code = "STO-203"
    template = "{verdict!r} is not a verdict. Use confirmed, rejected or undecided."


class HistoryMoved(TieoutError):
    """A step was built on a history that has grown since."""

    code = "STO-204"
    template = "{reason} Load the history again, then repeat the step."


class UnknownEntry(TieoutError):
    """There is no outbox entry of that number."""

    code = "STO-205"
    template = "There is no entry {number} in the outbox."


class WrongStatus(TieoutError):
    """An outbox entry cannot go from its status to the one asked for."""

    code = "STO-206"
    template = "Outbox entry {number} is {status} and cannot become {wanted}. {advice}"


class UnknownProblem(TieoutError):
    """A quarantined row that is not there, or that was dealt with already."""

    code = "STO-207"
    template = (
        "Quarantined row {problem} does not wait any more: it was corrected, set aside, or its import was withdrawn."
    )
