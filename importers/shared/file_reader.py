"""The base of every reader of a file that is no table: OFX, CAMT, MT940, IIF, and the like. It reads the whole text and gives tables."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.ports.importing import TableRead
    from importers.shared.intake import Intake


class FileReader(ABC):
    """One format whose records are told by its own marks and not by a heading row.

    layout: its name, and the facet under which its rows are kept. recalled: its marks were never seen in a real file (see TableReader).
    """

    layout: ClassVar[str]
    system: ClassVar[str]
    entity: ClassVar[str]
    recalled: ClassVar[bool] = False

    @abstractmethod
    def sure(self, intake: Intake) -> float:
        """How sure this reader is of a file, by its text or bytes: 0 = not mine, else up to 1."""

    @abstractmethod
    def read(self, intake: Intake) -> list[TableRead]:
        """All tables of the file, every row accounted for; raises a FileRefused that says what is wrong with the whole."""

    def settled(self, intake: Intake, choices: Mapping[str, str]) -> list[TableRead]:
        """As `read`, with what a person says of columns that can be read in two ways (Answers.choices); most formats have none."""
        del choices
        return self.read(intake)
