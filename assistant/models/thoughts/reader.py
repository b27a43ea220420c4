"""A reply without its thoughts, piece by piece."""

from __future__ import annotations

import re
from typing import Final

from assistant.models.thoughts.marks import (
    BEFORE,
    DETAILS,
    FENCE,
    LONGEST,
    MARK,
    ONCE,
    STARTS,
    begun_at,
    name_of,
)

_QUOTES: Final = frozenset("`\"'“”‘’")
_WORD: Final = re.compile(r"\S")
_MOST: Final = 16  # thoughts within one another


class Thoughts:
    """Reads a reply piece by piece, and gives back what is not thought.

    `found` says that there were thoughts, `unopened` that one ended which had never begun: then
    all before it was thought. `holds` says that nothing is said for now.
    """

    def __init__(self, *, unopened: bool = False) -> None:
        """`unopened`: nothing is said before a thought has ended, or the reply."""
        self.found = False
        self.unopened = False
        self.holds = unopened
        self._said: list[str] = []
        self._said_from: int | None = None  # after a mark in quotes that may end a thought
        self._open: list[str] = []  # names of the marks of thoughts within one another
        self._spare: list[str] | None = None  # what is said if no other mark ends the thought
        self._has_begun = False
        self._has_ended = False  # a thought that never began
        self._is_blank = True  # nothing since the last mark
        self._before = ""  # the characters before the rest
        self._rest = ""

    def feed(self, piece: str) -> str:
        """The text that is surely no thought by now; what may be the beginning of a mark waits."""
        self._read(piece, is_last=False)
        return "" if self.holds else self._released()

    def finish(self) -> str:
        """The rest of the text at the end of the reply."""
        self._read("", is_last=True)
        if self._open and self._spare is not None:
            self._said += self._spare
            self._open = []
        if self.holds and self._said_from is not None:
            del self._said[: self._said_from]
            self.found = self.unopened = True
        self.holds = False
        return self._released()

    def _released(self) -> str:
        said = "".join(self._said)
        self._said.clear()
        return said

    def _read(self, piece: str, *, is_last: bool) -> None:
        text = self._before + self._rest + piece
        at = len(self._before)
        if not self._has_begun:
            at, is_clear = self._start(text, at, is_last=is_last)
            if not is_clear:
                self._keep(text, at)
                return
        while mark := MARK.search(text, at):
            # One that began before it may still take it in: <|channel|>[THINK]<|message|>.
            if not is_last and (begun := begun_at(text, at)) < mark.start():
                self._pass(text[at:begun])
                self._keep(text, begun)
                return
            self._pass(text[at : mark.start()])
            at = mark.end()
            is_quoted = mark.start() > 0 and text[mark.start() - 1] in _QUOTES
            name, opens = name_of(mark[0]), mark.lastgroup == "opens"
            needs_more = is_quoted or (name == FENCE and not opens)
            if needs_more and at == len(text) and not is_last:
                self._keep(text, mark.start())
                return
            is_quoted = is_quoted and at < len(text) and text[at] in _QUOTES
            if opens:
                self._begin(name, is_quoted=is_quoted)
            elif name in (DETAILS, FENCE) and name not in self._open:
                self._pass(mark[0])
            else:
                self._end(name, is_quoted=is_quoted)
        cut = len(text) if is_last else begun_at(text, at)
        self._pass(text[at:cut])
        self._keep(text, cut)

    def _keep(self, text: str, at: int) -> None:
        self._before, self._rest = text[max(0, at - BEFORE) : at], text[at:]

    def _start(self, text: str, at: int, *, is_last: bool) -> tuple[int, bool]:
        """Where the reply goes on after a mark at its beginning, and whether that is clear."""
        start = next((each.start() for each in _WORD.finditer(text, at)), len(text))
        self._pass(text[at:start])
        for mark, name in STARTS.items():
            end = start + len(mark)
            is_there = text.startswith(mark, start)
            if is_there and (name == "done" or text[end : end + 1].isupper()):
                self._has_begun = True
                self._begin(name, is_quoted=False)
                # Some only write so, and never that they have done.
                self._spare = [] if name == "done" else None
                return end, True
        if start == len(text):
            return start, True
        may_come = (
            any(mark.startswith(text[start : start + LONGEST]) for mark in STARTS) and not is_last
        )
        self._has_begun = not may_come
        return start, not may_come

    def _pass(self, words: str) -> None:
        """Take what stands between two marks."""
        self._is_blank = self._is_blank and (not words or words.isspace())
        if not self._open:
            self._said.append(words)
        elif self._spare is not None:
            self._spare.append(words)

    def _begin(self, name: str, *, is_quoted: bool) -> None:
        """A thought begins, or one within it; a second mark of the same one does not count."""
        self.found = True
        is_within = bool(self._open)
        is_second = is_within and self._is_blank and self._open[-1] == name
        if is_second or (is_within and (is_quoted or (name in ONCE and name in self._open))):
            return
        if len(self._open) < _MOST:
            self._open.append(name)
        self._is_blank = True

    def _end(self, name: str, *, is_quoted: bool) -> None:
        if self._open:
            self._end_opened(name, is_quoted=is_quoted)
        elif is_quoted and self.holds:
            self._said_from = len(self._said)
        elif not self._has_ended:
            self.found = self._has_ended = True
            # A channel is named also where nothing was thought before it.
            self.unopened = name != "channel" or not self._is_blank
            self.holds = False
            if self.unopened:
                self._said.clear()

    def _end_opened(self, name: str, *, is_quoted: bool) -> None:
        self.found = True
        if not is_quoted:
            last = self._open[::-1].index(name) + 1 if name in self._open else 1
            del self._open[-last:]
        # What follows is said if the thought has no other end.
        self._spare = [] if self._open else None


def without_thoughts(text: str) -> tuple[str, Thoughts]:
    """A whole reply without thoughts, and what was found in it."""
    # Nothing is shown before its end anyway, so a thought that never began can be waited for.
    thoughts = Thoughts(unopened=True)
    return thoughts.feed(text) + thoughts.finish(), thoughts
