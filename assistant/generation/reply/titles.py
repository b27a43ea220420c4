"""Lines that head what follows: titles without a verb, in bold or not, and bullets over bullets."""

from __future__ import annotations

import re
from typing import Final

from assistant.generation.reply.line_kinds import has_marker, without_bullet
from assistant.verification.empty_phrases import is_lead_in, is_silence
from index.language.en.grammar.function_words import STOP_WORDS
from index.language.word_lists import any_of, word_set

_LONGEST: Final = 10
"""Words of a title."""

_MOST: Final = 120
"""Characters of a title."""

_FEWEST: Final = 3
"""Words of a title that is none but for its capitals: two are a name."""

_BOLD: Final = re.compile(r"(?:\*\*\*?|__)[^*_\n]+(?:\*\*\*?|__)")
_BULLET: Final = re.compile(r"\s*(?:[-*+•]|\d{1,2}[.)]|[A-Za-z]\))\s")
_WORD: Final = re.compile(r"[^\W_][\w’'-]*")
_STOPS: Final = frozenset('.!?…;,。！？，"”')
_ANSWER: Final = re.compile(r"(?i)\W*(?:yes|no|true|false|none|both|neither|unknown)\W*")
_ASKING: Final = re.compile(r"(?:who|what|when|where|why|how|which|whether)\b", re.IGNORECASE)
_VERBS: Final = word_set(
    """
    is are was were be been has have had will would can could may might must shall should do does
    did said told went left came made took gave got held kept led lost met paid put ran saw sent
    spoke stood won wrote began became brought built bought fell felt found grew knew rose fled quit
    cut hit
    let set shut
    """
)
_VERB: Final = re.compile(
    rf"(?i:\b{any_of(_VERBS)}\b)|\b[a-z]{{1,24}}(?:ed|n['’]t)\b"
    # With an "s", unless it is a noun for certain.
    r"|\b[a-z]{1,24}(?<!tion)(?<!sion)(?<!ment)(?<!ist)(?<!ure)(?<!itie)(?<!ing)(?<!iser)"
    r"(?<!isor)(?<!nce)(?<!ship)(?<![su'’])s\b"
)


class Titles:
    """Lines that wait, since they head something, or nothing: what follows shows it."""

    def __init__(self) -> None:
        self._waiting: list[str] = []
        self._stands_apart = True  # nothing is right above

    def takes(self, line: str) -> bool:
        """Whether a line may be a title; it waits then."""
        text = without_bullet(line).strip()
        takes = _is_short(text) and self._may_head(line, text)
        if takes:
            self._waiting.append(line)
        return takes

    def note_end(self, *, is_blank: bool) -> None:
        """Note that a line has ended."""
        self._stands_apart = is_blank

    def before(self, line: str) -> list[str]:
        """The lines that waited, and are no titles of this one, which is prose."""
        waiting = self.rest()
        return [] if waiting and self._heads(waiting[-1], line) else waiting

    def rest(self) -> list[str]:
        """The lines that waited, of which nothing follows."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def _may_head(self, line: str, text: str) -> bool:
        if _BULLET.match(line) or _BOLD.fullmatch(text):
            return True
        return self._stands_apart and (_is_capitalised(text) or _has_no_verb(text))

    def _heads(self, head: str, line: str) -> bool:
        # A marker on a line of its own is of what stands above it.
        if not any(character.isalpha() for character in line):
            return False
        text = without_bullet(head).strip()
        if _BULLET.match(head) and not _BOLD.fullmatch(text):
            return _BULLET.match(line) is not None and _indent(line) > _indent(head)
        if is_lead_in(without_bullet(line)):  # then all that is said may stand above
            return False
        # A line that goes on is none that something else was set over.
        is_other = not without_bullet(line)[:1].islower()
        return is_other and (
            self._stands_apart or bool(_BOLD.fullmatch(text)) or _is_capitalised(text)
        )


def _is_short(text: str) -> bool:
    """Whether it has no more words than a title, no end of a sentence, no marker and no label."""
    if not text or len(text) > _MOST or len(text.split()) > _LONGEST:
        return False
    last = text.rstrip(" *_")[-1:]
    says = last in _STOPS or ":" in text or has_marker(f" {text}") or _ANSWER.fullmatch(text)
    return not says and not is_silence(text)


def _is_capitalised(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) >= _FEWEST and all(
        not word[0].islower() or (at > 0 and word in STOP_WORDS) for at, word in enumerate(words)
    )


def _has_no_verb(text: str) -> bool:
    words = _WORD.findall(text)
    if not words or not words[0][0].isupper():
        return False
    # A name alone, or a word, may be all of the answer.
    is_sure = len(words) > 1 and any(word[0].islower() for word in words)
    return is_sure and (_ASKING.match(text) is not None or _VERB.search(text) is None)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
