"""A model's thoughts, taken out of its reply where a server leaves both in one text."""

from __future__ import annotations

import re
from typing import Final

_KIND: Final = (
    r"[\w:.-]{0,24}(?:think|thought|reason|reflect|scratch|analy[sz]|ponder|deliberat|rationale"
    r"|monologue|planning|\bcot\b)[\w:.-]{0,24}"
)
"""A name that says that thoughts follow: models and their templates have many."""

_OPENS: Final = re.compile(
    rf"<\|?(?!\|?end){_KIND}(?:\s[^<>\n]{{0,80}})?>|<\|?(?!end){_KIND}\|>"
    rf"|\[{_KIND}\]|◁think▷|<\|channel\|>(?!final)[^<>\n]{{0,40}}<\|message\|>",
    re.IGNORECASE,
)
_CLOSES: Final = re.compile(
    rf"</{_KIND}\s?>|<\|(?:/|end_?(?:of_?)?){_KIND}\|>"
    rf"|\[/{_KIND}\]|◁/think▷|<\|channel\|>final[^<>\n]{{0,40}}<\|message\|>",
    re.IGNORECASE,
)
_MARK: Final = re.compile(
    f"(?P<opens>{_OPENS.pattern})|(?P<closes>{_CLOSES.pattern})", re.IGNORECASE
)
_LONGEST: Final = 140  # characters of a mark
_BEGUN: Final = re.compile(
    r"<(?:[/|\w][^<>\n]*)?|\[/?[a-z:_.-]*|◁/?[a-z]*|<\|channel\|>[^<>\n]*(?:<[|\w]*)?",
    re.IGNORECASE,
)
"""What may become a mark."""


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
        """The text that is surely no thought by now; what may be the beginning of a mark waits."""
        text = self._rest + piece
        at = 0
        speech = ""
        # Within a thought only its end counts: a mark that begins one is part of it.
        while mark := (_CLOSES if self._thinking else _MARK).search(text, at):
            before, at = text[at : mark.start()], mark.end()
            if mark.re is _CLOSES:
                self._thinking = False
            elif mark["opens"]:
                speech += before
                self._thinking = True
            elif self.unopened:
                speech += before
            else:
                speech = self._held = ""
                self._holding = False
                self.unopened = True
            self.found = True
        cut = len(text) - _begun(text[at:])
        before, self._rest = text[at:cut], text[cut:]
        return self._released(speech if self._thinking else speech + before)

    def finish(self) -> str:
        """The rest of the text at the end of the reply."""
        rest, self._rest, self._holding = self._rest, "", False
        return self._released("" if self._thinking else rest)

    def _released(self, speech: str) -> str:
        if self._holding:
            self._held += speech
            return ""
        speech, self._held = self._held + speech, ""
        return speech


def without_thoughts(text: str) -> tuple[str, Thoughts]:
    """A whole reply without thoughts, and what was found in it."""
    # Nothing is shown before its end anyway, so a thought that never began can be waited for.
    thoughts = Thoughts(unopened=True)
    return thoughts.feed(text) + thoughts.finish(), thoughts


def _begun(text: str) -> int:
    """How many characters at the end may be the beginning of a mark."""
    for start in re.finditer(r"[<\[◁]", text[-_LONGEST:]):
        tail = text[-_LONGEST:][start.start() :]
        if _BEGUN.fullmatch(tail):
            return len(tail)
    return 0
