"""How long something is fuzzed, and what is wrong: an error that nobody expects, or too slow."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

import hypothesis
from hypothesis import HealthCheck, Phase, given
from hypothesis.strategies import SearchStrategy

BATCH: Final = 25
"""Examples between two looks at the clock."""

PER_100_KB: Final = 1.0
"""Seconds of the processor's time that 100 kB may take, and anything less as well."""

BUSY: Final = 5.0
"""Seconds that they may take on a machine that has more to do, if half of it takes about half."""

PROPORTION: Final = 2.6
"""Times as long as for half of it, and more: that is out of proportion."""


@dataclass(frozen=True)
class Target:
    """What is fuzzed with what; `expected` are the errors that are a proper answer.

    `size` says how many bytes of an example are looked at.
    """

    name: str
    examples: SearchStrategy[Any]
    work: Callable[[Any], object]
    expected: tuple[type[Exception], ...] = ()
    size: Callable[[Any], int] = len


@dataclass
class Fuzzed:
    """What came of it; `slowest` is in seconds for 100 kB."""

    name: str
    examples: int = 0
    slowest: float = 0.0
    words: list[str] = field(default_factory=list)


def fuzz(target: Target, seconds: float, seed: int) -> Fuzzed:
    """Try examples until the time is up or something is wrong."""
    fuzzed = Fuzzed(target.name)
    until = time.monotonic() + seconds
    while time.monotonic() < until and not fuzzed.words:
        _batch(target, fuzzed, seed + fuzzed.examples)
    return fuzzed


def _batch(target: Target, fuzzed: Fuzzed, seed: int) -> None:
    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=BATCH,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # what is slow would be slow to make small
        suppress_health_check=[*HealthCheck],
    )
    @given(target.examples)
    def tried(example: Any) -> None:  # noqa: ANN401 - whatever the target takes
        if not fuzzed.words:
            _try(target, fuzzed, example)

    tried()


def _try(target: Target, fuzzed: Fuzzed, example: Any) -> None:  # noqa: ANN401
    fuzzed.examples += 1
    taken, wrong = _worked(target, example)
    rate = taken / max(1.0, target.size(example) / 100_000)
    fuzzed.slowest = max(fuzzed.slowest, rate)
    fuzzed.words += [wrong] if wrong else []
    if rate > PER_100_KB and not wrong:
        growth = taken / max(_worked(target, _half(example))[0], 0.001)
        if growth > PROPORTION or rate > BUSY:
            fuzzed.words.append(
                f"{taken:.1f} s, {growth:.1f} times as long as for half of it: {_shown(example)}"
            )


def _worked(target: Target, example: Any) -> tuple[float, str | None]:  # noqa: ANN401
    """Seconds that it took, and the error that nobody expects."""
    wrong = None
    start = time.process_time()
    try:
        target.work(example)
    except target.expected:
        pass
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        where = traceback.extract_tb(error.__traceback__)[-1]
        at = f"{where.filename.rpartition('/')[2]}:{where.lineno}"
        wrong = f"{type(error).__name__} at {at}: {error} on {_shown(example)}"
    return time.process_time() - start, wrong


def _half(example: Any) -> Any:  # noqa: ANN401
    """The first half of a text, or of a text in a list; of what has a form, all."""
    if isinstance(example, str):
        return example[: len(example) // 2]
    if isinstance(example, list):
        return [replace(each, content=_half(each.content)) for each in example]
    return example


def _shown(example: object) -> str:
    words = repr(example)
    return words if len(words) < 900 else f"{words[:600]} … {words[-200:]} ({len(words)} long)"
