"""Ways to answer questions: what is varied around the defaults, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assistant.options import Options

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Value = bool | int | float | str | Path | None


@dataclass(frozen=True, slots=True)
class Setup:
    """How questions are answered, as far as it can be varied.

    A `model` of None is the endpoint's own, `prompts` of None are the assistant's.
    """

    options: Options
    model: str | None
    embedder: str
    prompts: Path | None = None


@dataclass(frozen=True, slots=True)
class Knob:
    """Something that can be varied: a field of a Setup, at `path`.

    `about` says what it is, `takes` what can be written, of which `read` makes a value, or raises
    ValueError. `needs_model`: without a model it changes nothing.
    """

    name: str
    about: str
    takes: str
    path: str
    read: Callable[[str], Value]
    needs_model: bool = False

    def of(self, setup: Setup) -> Value:
        """The knob's value in a setup."""
        value: Value = attrgetter(self.path)(setup)
        return value

    def set(self, setup: Setup, value: Value) -> Setup:
        """The setup with another value of the knob."""
        return _replaced(setup, self.path.split("."), value)


Over = Mapping[Knob, Sequence[Value]]
"""Knobs, and the values that each is to have."""


def every_combination(default: Setup, over: Over) -> list[Setup]:
    """The default first, then each combination of the values, none twice."""
    # Always with the default, which every other one is compared with.
    setups = [default]
    for values in product(*over.values()):
        setup = default
        for knob, value in zip(over, values, strict=True):
            setup = knob.set(setup, value)
        setups.append(setup)
    return list(dict.fromkeys(setups))


def one_at_a_time(default: Setup, over: Over) -> list[Setup]:
    """The default first, then each value by itself, everything else as in the default."""
    setups = [knob.set(default, value) for knob, values in over.items() for value in values]
    return list(dict.fromkeys([default, *setups]))


def shown(value: Value) -> str:
    """A value as it is written; a dash for None, which leaves it to the default."""
    match value:
        case None:
            return "–"
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case _:
            return str(value)


T = TypeVar("T", bound="DataclassInstance")


def _replaced(whole: T, path: Sequence[str], value: Value) -> T:
    # Options are frozen and nested: each level is copied with the changed one in it.
    field, *rest = path
    changed = _replaced(getattr(whole, field), rest, value) if rest else value
    return replace(whole, **{field: changed})
