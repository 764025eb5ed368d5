from __future__ import annotations

from core.services.candidates import alternatives
from core.services.desk import Desk
from core.services.grids import split_key


def test_the_likeliest_other_record_stands_first(desk: Desk) -> None:
    key = next(each for each in desk.matches().keys if each.startswith("contract-project\t"))
    _, left, right = split_key(key)
    offered = alternatives(desk.session.thread, left, right)
    assert offered
    assert right not in {record for record, _, _ in offered}
    assert all(record.startswith("harvest:project:") for record, _, _ in offered)
    shares = [("same customer" in why) + ("same amount" in why) for _, _, why in offered]
    assert shares[0] == max(shares)


def test_a_link_can_be_pointed_to_any_record_and_back(desk: Desk) -> None:
    key = next(each for each in desk.matches().keys if each.startswith("contract-project\t"))
    kind, left, right = split_key(key)
    other = desk.match(key).alternatives[0][0]
    desk.repoint(key, other, "moved")
    tied = desk.session.thread.project_contract
    assert tied[other] == left
    assert tied.get(right) != left
    desk.undo()
    assert desk.session.thread.project_contract[right] == left
    assert kind == "contract-project"


def test_a_record_that_is_not_in_the_book_has_no_alternatives(desk: Desk) -> None:
    assert alternatives(desk.session.thread, "no:nothing:1", "no:nothing:2") == ()
