"""A reply that thinks aloud before it answers, under headings or in plain words."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = (
    *("reasoning", "thinking", "thought", "chain of thought", "chain-of-thought"),
    *("my reasoning", "my thinking", "my thought", "internal reasoning", "internal thought"),
    *("step-by-step", "let's think", "let us think", "let me think", "let's reason"),
    *("let's work", "let me work", "let's break", "let me break"),
)
"""What such a reply begins with."""

_LINE: Final = 96  # characters of a first line that tell
_LEADING: Final = " \t\n#*_>"
_OPENS: Final = re.compile(
    r"""
    (?:my\s|internal\s|step-by-step\s)?
      (?:reasoning|thinking|thoughts?|chain[\s-]of[\s-]thought)(?:\sprocess)?
      (?:\.{3}|…)?[*_]{0,3}(?::|[ \t]*$)
  | let(?:'s|\sus|\sme)\s(?:think|reason|work|break)\b
      [^.\n]{0,40}?\b(?:step\sby\sstep|through|carefully|about\s(?:it|this)|down)\b
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_QUOTED: Final = re.compile(
    r"\s*+[*_]{1,2}(?:thinking|thought)[^\n*_]{0,40}[*_]{1,2}[ \t]*(?:[ \t\n]{1,4}>[^\n]*)+",
    re.IGNORECASE,
)
_ANSWERS: Final = re.compile(
    r"""
    ^[ \t\#*_>]{0,8}(?:the\s|my\s)?(?:final\s|short\s|direct\s)?(?:answer|response|reply|output)
      [*_]{0,3}[ \t]{0,2}(?::[*_]{0,3}|$)\s*
  | \b(?:therefore|thus|so|hence|in\sconclusion),?\s(?:the|my)\s(?:final\s)?answer\s
      (?:to\s(?:the|your|this)\squestion\s)?is\b(?:\s?:|\sthat\b)?\s*
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)


class AloudReader:
    """Lets all pass but what a reply thinks aloud; one that may do so is read when it is whole."""

    def __init__(self) -> None:
        self._held: list[str] | None = []
        self._head = ""
        self._is_aloud = False

    def feed(self, text: str) -> str:
        """The text, unless the reply thinks aloud or that is not clear yet."""
        if self._held is None:
            return text
        self._held.append(text)
        if self._is_aloud:
            return ""
        self._head = (self._head + text).lstrip(_LEADING)[: _LINE + 1]
        if not self._head or self._may_open():
            return ""
        self._is_aloud = _opens(self._head)
        return "" if self._is_aloud else self._passed()

    def finish(self) -> str:
        """What waited: without what was thought, where an answer follows it."""
        is_aloud = self._is_aloud or _opens(self._head)
        text = self._passed()
        return _answer(text) if is_aloud else text

    def _may_open(self) -> bool:
        """Whether the first line is still to come that would tell."""
        head = _plain(self._head)
        is_alike = any(word.startswith(head[: len(word)]) for word in _WORDS)
        return is_alike and "\n" not in head and len(head) < _LINE

    def _passed(self) -> str:
        held, self._held = self._held or (), None
        return "".join(held)


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")


def _opens(head: str) -> bool:
    return _OPENS.match(_plain(head)) is not None


def _answer(text: str) -> str:
    """What follows the last announcement of an answer, or a thought that is quoted; else all."""
    quoted = _QUOTED.match(text)
    ends = [quoted.end()] if quoted else []
    ends += [each.end() for each in _ANSWERS.finditer(text)]
    after = [text[end:] for end in ends[-1:]]
    return after[0] if after and after[0].strip() else text
