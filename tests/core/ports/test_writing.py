"""The shapes that cross to the writers are frozen, and any class with `files` is a writer."""

from __future__ import annotations

from core.ports.writing import FieldUpdate, OutFile, Writer
from core.records.schema import Kind
from tests.core.writeback.shelf import PlainWriter


def test_a_writer_is_what_makes_files() -> None:
    writer: Writer = PlainWriter("x")
    assert writer.files([], [])[0].records == 0


def test_defaults() -> None:
    assert FieldUpdate("rate", "Rate", Kind.RATE, 1, 2).text == ""
    file = OutFile("a.csv", "x.y", b"", (), 0, by_hand=True)
    assert (file.sums, file.note) == ((), "")
