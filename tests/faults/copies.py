"""Kills while a library is moved, or put back from a backup: all of it is there, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from api.wiring import database_at
from index.store.copies import back_up, copy
from index.store.copies import restore as put_back
from tests.faults.checks import Finding
from tests.faults.grounds import Ground, Grounds
from tests.faults.killing import Child, Work
from tests.faults.kills import Bounds, Row, examined, prepared
from tests.faults.made_articles import State
from tests.faults.operations import BEGINNING, Tell

KEPT: Final[State] = {1: 1, 2: 2, 5: 1}
"""What the backup has."""


async def _move(source: Ground, target: Ground, _: Tell) -> None:
    origin, copied = database_at(source.settings.library), database_at(target.settings.library)
    with closing(origin), closing(copied):
        copy(origin, copied)


async def _restore(ground: Ground, file: Path, _: Tell) -> None:
    with closing(database_at(ground.settings.library)) as database:
        put_back(file, database, ground.folder, replace=True)


def move(grounds: Grounds, others: Grounds, bounds: Bounds) -> Row:
    """Kill a move before its steps: the first library stays, the other is whole or empty."""
    source = prepared(grounds)
    empty = others.new({})
    row = Row(f"move to {empty.name}", source.name)
    steps = _steps(_move, source, others.copy(empty))
    for step in bounds.some_of(steps):
        if bounds.is_over and row.kills:
            break
        target = others.copy(empty)
        assert not Child(_move, source, target, last=step).ended()
        row.kills += 1
        found = [*_looked(source, [BEGINNING]), *_looked(target, [{}, BEGINNING])]
        row.note(found, f"before step {step} of {steps}")
        others.drop(target)
    row.finished += 1
    return row


def restore(grounds: Grounds, bounds: Bounds) -> Row:
    """Kill a restore in the place of what is there: afterwards that is there, or the backup."""
    beginning, other = prepared(grounds), grounds.new(KEPT)
    file = other.folder.with_suffix(".backup")
    with closing(database_at(other.settings.library)) as database:
        back_up(database, file)
    row = Row("restore in its place", beginning.name)
    steps = _steps(_restore, grounds.copy(beginning), file)
    for step in bounds.some_of(steps):
        if bounds.is_over and row.kills:
            break
        ground = grounds.copy(beginning)
        assert not Child(_restore, ground, file, last=step).ended()
        row.kills += 1
        row.note(_looked(ground, [BEGINNING, KEPT]), f"before step {step} of {steps}")
        grounds.drop(ground)
    row.finished += 1
    return row


def _steps(work: Work, *args: object) -> int:
    child = Child(work, *args)
    [*_, steps] = child.told()
    assert child.ended()
    return int(steps)


def _looked(ground: Ground, allowed: Sequence[State]) -> list[Finding]:
    ever = {each for state in (BEGINNING, *allowed) for each in state.items()}
    found = examined(ground, allowed, ever)
    return [*found.findings]
