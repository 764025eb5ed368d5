"""Files that describe data and hold none: schemas and descriptions of programming interfaces. They are refused by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from importers.accounting.einvoice.tree import root_name
from importers.shared.file_reader import FileReader
from importers.shared.intake import NotATable

if TYPE_CHECKING:
    from core.ports.importing import TableRead
    from importers.shared.intake import Intake

_HEAD: Final = 20_000  # characters in which a description says what it is
_JSON: Final = re.compile(r'\ufeff?\s*\{\s*"(openapi|swagger|\$schema|asyncapi)"\s*:')
_YAML: Final = re.compile(r"^(openapi|swagger|asyncapi)\s*:\s*[\"']?\d", re.MULTILINE)
_SCHEMA: Final = "http://www.w3.org/2001/XMLSchema"


class Definition(FileReader):
    """An XML schema, a JSON schema or an OpenAPI description."""

    layout = "generic.definition"
    system = "generic"
    entity = "definition"

    def sure(self, intake: Intake) -> float:
        """Certain of a file that says at its beginning what it describes."""
        return 1.0 if _what(intake) else 0.0

    def read(self, intake: Intake) -> list[TableRead]:
        """Nothing: raises NotATable."""
        raise NotATable(file=intake.name, what=_what(intake))


def _what(intake: Intake) -> str:
    """What the file is, in words; "" for any other file."""
    head = intake.text[:_HEAD]
    if root_name(intake.text) == "schema" and _SCHEMA in intake.text[: _HEAD * 10]:
        return "an XML schema, the description of a format without any data"
    if _JSON.match(head) or _YAML.search(head):
        return "the description of a programming interface, without any data"
    return ""
