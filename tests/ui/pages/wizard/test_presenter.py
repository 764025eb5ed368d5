from __future__ import annotations

from core.ports.importing import Answers
from core.services.views import ColumnView, QuestionView
from ui.pages.wizard import presenter
from ui.theme.palettes import Tone

COLUMNS = (ColumnView("Tag", "day", 0.8, ("1.9.",)), ColumnView("Datum", "", 0.0, ()))


def test_a_field_has_one_column() -> None:
    said = presenter.with_target(Answers(), COLUMNS, "Datum", "day")
    assert said.columns == {"Tag": "", "Datum": "day"}


def test_another_cut_forgets_the_columns() -> None:
    said = Answers(entity="time", columns={"Tag": "day"}, choices={"Tag": "dmy"})
    assert presenter.with_header(said, 3) == Answers(entity="time", header_row=3)
    assert presenter.with_sheet(said, "Two") == Answers(sheet="Two")
    assert presenter.with_text(said, "cp1252", ";") == Answers(entity="time", encoding="cp1252", delimiter=";")


def test_sureness_is_a_word_and_a_tone() -> None:
    assert presenter.sureness(COLUMNS[0], Answers()) == ("80% sure", Tone.INFO)
    assert presenter.sureness(COLUMNS[0], Answers(columns={"Tag": "day"})) == ("you said so", Tone.GOOD)
    assert presenter.sureness(COLUMNS[1], Answers()) == ("not read", Tone.QUIET)


def test_only_ways_of_reading_are_asked_as_choices() -> None:
    day = QuestionView("Tag", "Which?", (("day first", "day first: 03 May"), ("month first", "month first: 05 March")))
    (asked,) = presenter.ways((day, QuestionView("", "What?", (("time", "time"),))))
    assert asked.choices == (("dmy", "day first: 03 May"), ("mdy", "month first: 05 March"))
