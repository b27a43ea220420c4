"""What went wrong: a stable code, the facts, and a sentence that holds for whoever reads it.

The sentence says what happened and what to do in the words of the field, and names no command,
option or variable: a way in that has those makes its own sentence of the code and the facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import ClassVar, TypeAlias

from index.language.visible_text import visible

Fact: TypeAlias = "str | int | float | Path | Sequence[str] | Failure | None"
Words: TypeAlias = Mapping[str, str]
"""Sentences by the code of the error, with its facts in braces."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as a value, as it is kept with an answer: its code, facts and sentence.

    The code is None for one that was kept when errors had none.
    """

    code: str | None
    facts: Mapping[str, Fact]
    sentence: str

    def worded(self, words: Words) -> str:
        """The sentence in the words for its code; its own where there are none."""
        if self.code is None or self.code not in words:
            return self.sentence
        try:
            return _filled(words[self.code], self.facts, words)
        except KeyError:  # kept by a version that knew other facts of it
            return self.sentence


class CodedError(Exception):
    """An error that a person can act on.

    `code` names the kind of error for programs and never changes. A class with a `template` has
    the facts in it as a dataclass's fields; the others are given their whole sentence.
    """

    # Classes with facts are dataclasses with `eq=False`: equal by value, they would have no hash.
    code: ClassVar[str]
    template: ClassVar[str] = ""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence)

    def __str__(self) -> str:
        # Facts may be a server's own words, and what they quote is seen like all else.
        return (
            _filled(self.template, self.facts, {}) if self.template else visible(super().__str__())
        )

    @classmethod
    def codes(cls) -> Iterator[str]:
        """The codes of this class and of those it derives from, the nearest first."""
        for kind in cls.__mro__:
            # In its own body: an inherited code would be named twice.
            if issubclass(kind, CodedError) and "code" in vars(kind):
                yield kind.code

    @property
    def facts(self) -> dict[str, Fact]:
        """The facts of this error, by name."""
        if not is_dataclass(self):
            return {}
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def failure(self) -> Failure:
        """The error as a value."""
        facts = {name: _json_value(fact) for name, fact in self.facts.items()}  # kept as JSON
        return Failure(self.code, facts, str(self))

    def worded(self, words: Words) -> str:
        """The sentence in the words for its code, or for the nearest class that has words.

        Its own sentence where there are none.
        """
        nearest = next((words[code] for code in self.codes() if code in words), None)
        return str(self) if nearest is None else _filled(nearest, self.facts, words)


def _filled(template: str, facts: Mapping[str, Fact], words: Words) -> str:
    return visible(template.format(**{name: _plain(fact, words) for name, fact in facts.items()}))


def _json_value(fact: Fact) -> Fact:
    match fact:
        case str() | Path():
            return visible(str(fact))
        case tuple() | list():
            return [visible(each) for each in fact]
        case _:
            return fact


def _plain(fact: Fact, words: Words) -> Fact:
    """The fact as it stands in a sentence; numbers stay, for the sake of their formats."""
    if isinstance(fact, Failure):
        return fact.worded(words)
    return ", ".join(fact) if isinstance(fact, tuple | list) else fact
