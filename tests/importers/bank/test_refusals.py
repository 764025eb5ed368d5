"""Each reason is a sentence that names the file, under a code of its own."""

from __future__ import annotations

from importers.bank import refusals
from importers.shared.intake import FileRefused


def test_sentences() -> None:
    made = [
        refusals.BankAnswer(file="a.ofx", answer="2000 Busy"),
        refusals.BrokenMarkup(file="a.ofx", reason="no element found"),
        refusals.DeclaredEntities(file="a.ofx"),
        refusals.NoStatement(file="a.ofx", what="a profile"),
    ]
    assert all(isinstance(one, FileRefused) and one.sentence.startswith("a.ofx ") for one in made)
    assert len({one.code for one in made}) == len(made)
    assert "2000 Busy" in made[0].sentence
