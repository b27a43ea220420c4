"""Rounds of kills: at every step of every operation, and at any moment of a mixture."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.faults import operations
from tests.faults.checks import Examined, Finding, Wrong, examine
from tests.faults.grounds import Ground, Grounds
from tests.faults.killing import Child, ChildBroke
from tests.faults.made_articles import State
from tests.faults.operations import ACTS, BEGINNING, QUOTED, Act, after


@dataclass
class Row:
    """What came of one operation over one database; `finished` are those that were not killed."""

    operation: str
    ground: str
    kills: int = 0
    finished: int = 0
    wrong: Counter[Wrong] = field(default_factory=Counter)
    words: list[str] = field(default_factory=list)

    def note(self, findings: Sequence[Finding], at: str) -> None:
        """Count what was found after a kill."""
        self.wrong.update({each.wrong for each in findings})
        self.words += [f"{self.operation}, {at}: {each.words}" for each in findings]


@dataclass(frozen=True)
class Bounds:
    """How much is done at most: so many kills, and none begun after `until` (monotonic)."""

    kills: int | None
    until: float
    seed: int

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self.until

    def some_of(self, steps: int) -> list[int]:
        """Steps to be killed before, in order: all, if that is no more than there are kills."""
        some = range(1, steps + 1)
        if self.kills is None or self.kills >= steps:
            return [*some]
        return sorted(random.Random(self.seed).sample(some, self.kills))


def prepared(grounds: Grounds) -> Ground:
    """The library that every kill before a step begins with; some answers quote it."""
    ground = grounds.new(BEGINNING)
    acts = [(ACTS[name][0], number, 1) for name in ("ask", "ask a model") for number in (QUOTED, 2)]
    for act in acts:
        assert Child(operations.do, ground, act).ended()
    return ground


def by_step(grounds: Grounds, beginning: Ground, name: str, bounds: Bounds) -> Row:
    """Kill an operation before one of its steps after the other, each time in the same library."""
    act = ACTS[name]
    row = Row(name, beginning.name)
    counting = Child(operations.do, grounds.copy(beginning), act)
    [*_, steps] = counting.told()
    row.finished += counting.ended()
    for step in bounds.some_of(steps):
        if bounds.is_over and row.kills:
            break
        ground = grounds.copy(beginning)
        assert not Child(operations.do, ground, act, last=step).ended()
        row.kills += 1
        allowed = [BEGINNING, after(BEGINNING, act)]
        found = examined(ground, allowed, BEGINNING.items()).findings
        row.note(found, f"before step {step} of {steps}")
        grounds.drop(ground)
    return row


def at_moments(grounds: Grounds, bounds: Bounds, chroma_url: str | None = None) -> Row:
    """Kill a process that does all sorts of things, at any moment; the library goes on."""
    chance = random.Random(bounds.seed)
    ground = grounds.new(BEGINNING, chroma_url)
    row = Row("a mixture, at any moment", ground.name)
    state, ever = dict(BEGINNING), set(BEGINNING.items())
    while row.kills < (bounds.kills or 100) and not bounds.is_over:
        told = _killed(ground, state, chance, at_start=row.kills % 10 == 9)
        ended = [act for kind, act in acts_told(told) if kind == "ended"]
        last = next((act for _, act in reversed(acts_told(told))), None)
        for act in ended:
            state = dict(after(state, act))
            ever |= {*state.items()}
        found = examined(ground, [state, after(state, last)] if last else [state], ever)
        state = dict(found.state)
        ever |= {*state.items()}  # what was never stored has never been anybody's text
        row.kills += 1
        row.finished += len(ended)
        row.note(found.findings, f"kill {row.kills}, in {last}")
    return row


def _killed(ground: Ground, state: State, chance: random.Random, *, at_start: bool) -> list[Any]:
    """Let a process work, and kill it; what it had told until then."""
    child = Child(operations.mixture, ground, state, chance.randrange(2**32))
    if not at_start:
        child.results.recv()  # that the library is open
    time.sleep(chance.uniform(0, 0.8))
    child.kill()
    told = child.told()
    child.ended()
    return told


def acts_told(told: Sequence[object]) -> list[tuple[str, Act]]:
    """What a mixture has told: what began, and what had its end."""
    return [each for each in told if isinstance(each, tuple)]


def examined(
    ground: Ground, allowed: Sequence[State], ever: Collection[tuple[int, int]]
) -> Examined:
    """Look at the library from a process of its own, which may crash at it."""
    child = Child(examine, ground, allowed, [*ever])
    told = child.told()
    try:
        child.ended()
    except ChildBroke as error:
        return Examined(allowed[0], (Finding(Wrong.TORN, f"to open it again: {error}"),))
    [found] = [each for each in told if isinstance(each, Examined)]
    return found
