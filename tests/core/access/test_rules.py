"""The two-person rule, by name."""

from __future__ import annotations

import pytest

from core.access.rules import NameMissing, SamePerson, may_approve, person_key, require_second_person


@pytest.mark.parametrize(
    "other",
    ["Zoë Quill", "  zoe   QUILL ", "Quill, Zoë", "zoe.quill@firm.test", "Zoe-Quill"],
)
def test_the_same_person_in_any_spelling_may_not_approve(other: str) -> None:
    assert not may_approve("Zoë Quill", other)
    with pytest.raises(SamePerson) as caught:
        require_second_person("Zoë Quill", other)
    assert caught.value.code == "ACC-102"
    assert "second person" in caught.value.sentence


def test_a_second_person_may_approve() -> None:
    assert may_approve("Zoë Quill", "Zoë Quillon")
    require_second_person("Zoë Quill", "Ade Brook")


@pytest.mark.parametrize(("preparer", "approver"), [("Zoë", ""), ("", "Zoë"), ("Zoë", " - "), ("", "")])
def test_a_missing_name_is_nobody(preparer: str, approver: str) -> None:
    assert not may_approve(preparer, approver)
    with pytest.raises(NameMissing) as caught:
        require_second_person(preparer, approver)
    assert caught.value.code == "ACC-101"


def test_names_of_other_scripts_are_names() -> None:
    assert person_key("李 小龙") == person_key("小龙 李") != ""
