"""The base of every error that Tieout raises on purpose: a code, a sentence, and what to do."""

from __future__ import annotations

from typing import ClassVar


class TieoutError(Exception):
    """An expected failure that a person can act on.

    Subclasses set `code` (kebab or dotted, never reused for another meaning) and `template`, a sentence that says
    what is wrong, where, and what to do. Keyword arguments fill the template and stay readable as `details`.
    """

    code: ClassVar[str] = "TIE-000"
    template: ClassVar[str] = "{reason}"

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.template.format(**details))

    @property
    def sentence(self) -> str:
        """The whole message for a person, without the code."""
        return str(self)


class BadUsage(TieoutError):
    """The command line or a setting asks for something that cannot be done."""

    code = "USE-001"
    template = "{reason}"


class Cancelled(TieoutError):
    """The person stopped the work; nothing of it is kept."""

    code = "USE-002"
    template = "Stopped on request. Nothing was changed."
