"""How far a judging model agrees with people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.evaluation.runs.run import Opinion
from assistant.statistics.wilson import wilson


@dataclass(frozen=True, slots=True)
class Agreement:
    """On how many judged answers both say the same, with Wilson's 95 % interval of the share.

    `kappa` is Cohen's (1960): 0 is what chance would give, 1 is always the same. `unread` are the
    judge's replies that were neither yes nor no.
    """

    same: int
    judged: int
    low: float
    high: float
    kappa: float
    unread: int


def agreement(opinions: Iterable[Opinion]) -> Agreement | None:
    """The agreement over the answers that people judged; None where there are none."""
    both = [each for each in opinions if each.people is not None]
    read = [each for each in both if each.correct is not None]
    if not read:
        return None
    same = sum(each.correct == each.people for each in read)
    low, high = wilson(same, len(read))
    return Agreement(
        same=same,
        judged=len(read),
        low=low,
        high=high,
        kappa=_kappa(read, same / len(read)),
        unread=len(both) - len(read),
    )


def _kappa(read: list[Opinion], same: float) -> float:
    judge = sum(bool(each.correct) for each in read) / len(read)
    people = sum(bool(each.people) for each in read) / len(read)
    chance = judge * people + (1 - judge) * (1 - people)
    # Where both always say the same, chance explains all of it, and kappa would be 0 / 0.
    return (same - chance) / (1 - chance) if chance < 1 else 1.0
