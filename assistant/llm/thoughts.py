"""What a model thinks, taken out of what it says, where a server leaves both in one text."""

from __future__ import annotations

import re
from typing import Final

_TAGS: Final = ("think", "thinking", "thought", "reasoning", "analysis", "seed:think")
_OPENING: Final = (
    *(f"<{tag}>" for tag in _TAGS),
    "[THINK]",  # Mistral
    "◁think▷",  # Kimi
    "<|START_THINKING|>",  # Cohere
    "<|begin_of_thought|>",
    "<|channel|>analysis<|message|>",  # gpt-oss
    "<|channel|>commentary<|message|>",
)
_CLOSING: Final = (
    *(f"</{tag}>" for tag in _TAGS),
    "[/THINK]",
    "◁/think▷",
    "<|END_THINKING|>",
    "<|end_of_thought|>",
    "<|channel|>final<|message|>",
)
_MARKS: Final = tuple(mark.lower() for mark in (*_OPENING, *_CLOSING))
_LONGEST: Final = max(map(len, _MARKS))
_BEGINS: Final = re.compile(r"[<\[◁]")


def _any_of(marks: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, marks))


_CLOSE: Final = re.compile(_any_of(_CLOSING), re.IGNORECASE)
_MARK: Final = re.compile(
    f"(?P<opens>{_any_of(_OPENING)})|(?P<closes>{_CLOSE.pattern})", re.IGNORECASE
)


class Thoughts:
    """Reads a reply piece by piece, and gives back what is not thought.

    `found` says that there were thoughts, `unopened` that one ended which had never begun: then
    all before it was thought.
    """

    def __init__(self, *, unopened: bool = False) -> None:
        """`unopened`: nothing is said before a thought has ended, or the reply."""
        self.found = False
        self.unopened = False
        self._thinking = False
        self._holding = unopened
        self._held = ""
        self._rest = ""

    def feed(self, piece: str) -> str:
        """What is said now; what may be the beginning of a mark waits."""
        self._rest += piece
        said = ""
        while mark := (_CLOSE if self._thinking else _MARK).search(self._rest):
            before, self._rest = self._rest[: mark.start()], self._rest[mark.end() :]
            if mark.re is _CLOSE:
                self._thinking = False
            elif mark["opens"]:
                said += before
                self._thinking = True
            elif self.unopened:
                said += before
            else:
                said = self._held = ""
                self._holding = False
                self.unopened = True
            self.found = True
        cut = len(self._rest) - _begun(self._rest)
        before, self._rest = self._rest[:cut], self._rest[cut:]
        return self._released(said if self._thinking else said + before)

    def finish(self) -> str:
        """What is left to be said at the end of the reply."""
        rest, self._rest, self._holding = self._rest, "", False
        return self._released("" if self._thinking else rest)

    def _released(self, said: str) -> str:
        if self._holding:
            self._held += said
            return ""
        said, self._held = self._held + said, ""
        return said


def without_thoughts(text: str) -> tuple[str, Thoughts]:
    """A whole reply without thoughts, and what was found in it."""
    thoughts = Thoughts(unopened=True)
    return thoughts.feed(text) + thoughts.finish(), thoughts


def _begun(text: str) -> int:
    """How many characters at the end may be the beginning of a mark."""
    for start in _BEGINS.finditer(text, max(0, len(text) - _LONGEST)):
        tail = text[start.start() :].lower()
        if any(mark.startswith(tail) for mark in _MARKS):
            return len(text) - start.start()
    return 0
