"""Damaged files load or are refused in a sentence; `tests.robust.mutations` does the same ten thousand times."""

from __future__ import annotations

from tests.robust.mutations import DAMAGES, made_samples, mutated, public_samples, read_all


def test_damaged_files_are_no_fault_of_ours() -> None:
    count = read_all(mutated(made_samples(), 150, seed=7))
    assert (count.crashes, count.hangs) == ([], [])
    assert count.loaded + count.refused == 150
    assert count.loaded > 20  # the damages are not all fatal
    assert count.refused > 20


def test_public_files_damaged() -> None:
    count = read_all(mutated({**public_samples(), **made_samples()}, 60, seed=11))
    assert (count.crashes, count.hangs) == ([], [])


def test_the_same_seed_gives_the_same_files() -> None:
    one, two = (list(mutated(made_samples(), 40, seed=3)) for _ in range(2))
    assert [name for _, name, _ in one] == [name for _, name, _ in two]
    assert sum(a[2] == b[2] for a, b in zip(one, two, strict=True)) >= 30  # workbooks carry the time they are packed at


def test_every_damage_changes_something() -> None:
    samples = made_samples()
    done = " ".join(what for what, _, _ in mutated(samples, 200, seed=5))
    assert all(damage.__name__.strip("_") in done for damage in DAMAGES)
    changed = sum(data != samples[name] for _, name, data in mutated(samples, 200, seed=5))
    assert changed > 180
