"""Lines of a reply as they come: prose passes, and what is set before, around and after it goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from assistant.generation.reply import line_kinds as kinds
from assistant.generation.reply.tables import is_divider, is_row, row_text
from assistant.generation.reply.titles import Titles

_ENOUGH: Final = 40
"""Characters of a line in which its kind shows, once a sentence of it may have ended."""

_TOO_MANY: Final = 400
"""Characters after which a line is read without its first sentence having ended."""

_LONGEST_TURN: Final = 32
"""Characters from a question's mark to its answer."""

_STOPS: Final = frozenset(".!?…。！？।؟:")


class _State(Enum):
    STARTING = auto()  # the line's kind does not show yet
    TELLING = auto()  # it is prose, and passes
    ASKING = auto()  # it is a question, whose answer may follow in it
    SKIPPING = auto()  # it is nothing, to its end
    ENDED = auto()  # so is all that follows


class LineReader:
    """Lets prose pass, without bullets and labels, as soon as it shows that a line is some."""

    def __init__(self) -> None:
        self._state = _State.STARTING
        self._line: list[str] = []
        self._may_tell = False
        self._before = ""  # the character before, of a line that passes
        self._row = ""  # it may be a table's head
        self._titles = Titles()
        self._in_references = False
        self._has_said = False
        self._is_dialogue = False  # it began with a question
        self._is_marked = False

    def feed(self, text: str) -> str:
        """The prose that is certain by now."""
        return "".join(map(self._read, text))

    def finish(self) -> str:
        """What waited, at the end of the reply."""
        return self._end_of_line() + self._head() + self._told(self._titles.rest())

    def _read(self, character: str) -> str:
        if character == "\n":
            return self._end_of_line()
        if self._state in (_State.SKIPPING, _State.ENDED):
            return ""
        if self._state is _State.TELLING:
            self._is_marked |= character in ")]】}>" and self._before.isdigit()
            self._before = character
            return "\n" if character == "|" else character
        self._line.append(character)
        if self._state is _State.ASKING:
            self._await_answer(character)
            return ""
        self._may_tell |= character in _STOPS
        length = len(self._line)
        if length == _TOO_MANY or (length >= _ENOUGH and self._may_tell):
            return self._begin("".join(self._line))
        return ""

    def _await_answer(self, character: str) -> None:
        """An answer in a question's line is read as a line of its own."""
        if character.isspace() and kinds.answer_start("".join(self._line[-_LONGEST_TURN:])):
            self._line.clear()
            self._state = _State.STARTING
            self._may_tell = False

    def _begin(self, line: str) -> str:
        """What a line begins with, if it is prose; a row and a line of sources are read whole."""
        is_read_whole = is_row(line) or kinds.may_name_sources(kinds.without_bullet(line))
        if is_read_whole and len(line) < _TOO_MANY:
            self._may_tell = False
            return ""
        self._line.clear()
        self._state = _State.TELLING
        return self._head() + self._prose(line, is_whole=False)

    def _end_of_line(self) -> str:
        line, state = "".join(self._line), self._state
        self._line.clear()
        self._may_tell = False
        if state is _State.ENDED:
            return ""
        self._state = _State.STARTING
        if state is not _State.STARTING:
            self._titles.note_end(is_blank=False)
            return "\n"
        text = self._whole_line(line)
        if self._state is not _State.ENDED:
            self._state = _State.STARTING
            self._line.clear()
        self._titles.note_end(is_blank=not line.strip())
        return text

    def _whole_line(self, line: str) -> str:
        if is_divider(line):
            self._row = ""
            return ""
        head = self._head()
        if is_row(line):
            self._row = line
            self._titles.rest()  # it is what they head
            return head
        text = self._prose(line, is_whole=True)
        return f"{head}{text}\n"

    def _head(self) -> str:
        """The row that waited, which was no table's head."""
        row, self._row = self._row, ""
        return f"{self._noted(row_text(row))}\n" if row else ""

    def _prose(self, line: str, *, is_whole: bool) -> str:
        """The line's prose; the state says what becomes of its rest."""
        text = kinds.without_bullet(line)
        if kinds.opens_turn(text) or kinds.opens_turn(line):
            return self._turn(text, is_whole=is_whole)
        self._in_references = self._in_references and kinds.is_reference(line)
        sources = kinds.sources_in(text) if is_whole else None
        if sources is not None and not self._in_references:
            return self._told(self._titles.rest()) + self._sources(sources)
        if self._in_references or kinds.is_thought(text) or self._is_definition(text):
            self._state = _State.SKIPPING
            return ""
        if is_whole and (kinds.is_nothing(line) or self._titles.takes(line)):
            return ""
        return self._told(self._titles.before(line)) + self._plain(text, is_whole=is_whole)

    def _turn(self, text: str, *, is_whole: bool) -> str:
        """What a line answers that asks, too; any other turn after an answer ends the reply."""
        self._is_dialogue |= kinds.asks(text) and not self._has_said
        if not (self._is_dialogue and kinds.asks(text)):
            self._state = _State.ENDED if self._has_said else _State.SKIPPING
            return ""
        if start := kinds.answer_start(text):
            return self._prose(text[start:], is_whole=is_whole)
        self._state = _State.ASKING
        self._line = list(text)
        return ""

    def _told(self, lines: Sequence[str]) -> str:
        """Lines that waited, and are prose after all."""
        texts = (self._plain(kinds.without_bullet(line), is_whole=True) for line in lines)
        return "".join(f"{text}\n" for text in texts)

    def _plain(self, text: str, *, is_whole: bool) -> str:
        text = kinds.without_label(text, is_whole=is_whole)
        return self._noted(kinds.with_leading_marker(text).replace("|", "\n"))

    def _is_definition(self, text: str) -> bool:
        return kinds.is_definition(text, after_marker=self._is_marked, after_text=self._has_said)

    def _sources(self, markers: str) -> str:
        """The markers, for the sentence before, if that has none; without any, a list follows."""
        self._in_references = not markers
        is_marked, self._is_marked = self._is_marked, False
        return "" if is_marked or markers == "[]" else markers

    def _noted(self, text: str) -> str:
        self._is_marked |= kinds.has_marker(text)
        self._has_said |= re.search(r"\w", text) is not None
        self._before = text[-1:]
        return text
