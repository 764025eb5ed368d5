"""Why a bank's file is not read at all, beside the reasons that hold for every file."""

from __future__ import annotations

from importers.shared.intake import FileRefused


class BankAnswer(FileRefused):
    """The bank answered a request with an error instead of a statement."""

    code = "IMP-151"
    template = "{file} holds no statement but the bank's answer {answer!r}. Ask the bank for the statement again."


class BrokenMarkup(FileRefused):
    """XML that does not hold together."""

    code = "IMP-152"
    template = "{file} is not whole XML: {reason}. Download it again; nothing of it was read."


class DeclaredEntities(FileRefused):
    """XML with a document type: no bank prints one, and what it declares may be harmful."""

    code = "IMP-153"
    template = "{file} declares a document type, which no bank's statement does. It is not read; ask who made it."


class NoStatement(FileRefused):
    """A bank's file that is no statement."""

    code = "IMP-154"
    template = "{file} holds {what} and no statement. Ask the bank for the statement of the account and import that."
