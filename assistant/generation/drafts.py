"""A model's reply, as it comes, cut into sentences and the labels that they cite. Pure.

It is read character by character, so that the sentences do not depend on how a stream cut it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from assistant.verification.draft import Draft
from index.language.sentences import sentences
from index.language.visible_text import visible
from index.types import Sentence

_AHEAD: Final = 32
"""Characters that have to follow a full stop before it is judged: the next word, or a marker."""

_MORE: Final = 8
"""Characters to wait for when those did not suffice, or an eighth of what is there already.

So all looks together read no more than some nine times the reply, however late a sentence ends.
"""

_LONGEST_MARKER: Final = 64
"""Characters from the end in which one can be unfinished."""

_BEFORE: Final = 4
"""Characters that can decide whether the next one is seen."""

# Of other scripts too: a reply in another language than English is cut as well.
_STOPS: Final = frozenset(".!?…。！？।؟")
_WIDEST_RANGE: Final = 20  # a marker like [1-9999] is not spelt out

_WORD = r"paragraphs?\s|para\.?\s|p\.\s?|sources?:?\s|refs?\.?\s"
_NUMBER = rf"(?:¶|\#|\^|{_WORD})?\s?[A-Za-z]{{0,2}}\d{{1,4}}"
_LIST = rf"{_NUMBER}(?:\s?(?:[,;&–—-]|and)\s?{_NUMBER})*"
_MARKER = re.compile(
    rf"""(?xi)\s{{0,16}}(?:
        \\?[\[【]{{1,2}}\s?(?P<square>{_LIST})\s?(?:†[^\]】\n]{{0,24}})?\\?[\]】]{{1,2}}
        (?:\([^\s)\[]*\))?  # a link
      | \((?P<round>{_LIST})\))"""
)
_AFTER_ROUND = re.compile(r"\s*(?:[.!?,;:…。]|\n|$|\[|\()|\s+(?=[A-Z“\"])")
# How a marker may look while its end has not come; it is kept back until it has.
_UNFINISHED = re.compile(r"[\[(【][^\])】\n]{0,48}$")
_PART = re.compile(r"(?<![A-Z])(?P<letters>[A-Z]*)(?P<number>\d+)(?:\s?[–—-]\s?\D*?(?P<last>\d+))?")
_LINE_START = re.compile(
    r"\s*(?:(?:[-*•>]|\#{1,6}|\d{1,2}[.)])\s+)*(?:(?:answer|a):\s*)?", re.IGNORECASE
)
_SPACED_INITIALS = re.compile(r"\b([A-Z]\.)\s(?=[A-Z]\.)")  # "U. S.", as some models write
_JOINING = re.compile(r"\s*(?:,|;|&|and)?")  # between markers: [6] and [7]
_LEANING = re.compile(r"\b(?:in|to|see|and|from|per|by|of|on|paragraphs?)\s*$", re.IGNORECASE)
# Of Markdown only marks that stand at a word: 2 * 3 and snake_case stay.
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?”\"])[*_](?!\w)")


class DraftReader:
    """Reads a reply piece by piece; a sentence comes out when it and its markers have ended."""

    def __init__(self, labels: Collection[str]) -> None:
        """`labels` are those that the model was given."""
        self._prompt_labels = frozenset(labels)
        self._text: list[str] = []  # characters, of which no sentence has been made yet
        self._look_at = 0  # how many there have to be; 0: whatever comes until one can end

    def feed(self, piece: str) -> list[Draft]:
        """The sentences that this piece completes."""
        drafts: list[Draft] = []
        for character in self._visible(piece):
            self._text.append(character)
            if character in _STOPS or character == "\n":
                self._look_at = self._look_at or len(self._text) + _AHEAD
            if self._look_at and len(self._text) >= self._look_at:
                drafts += self._settled()
        return drafts

    def _visible(self, piece: str) -> str:
        """The piece without what no reader would see; what stands before it decides on joiners."""
        before = "".join(self._text[-_BEFORE:])
        return visible(before + piece)[len(visible(before)) :]

    def finish(self) -> list[Draft]:
        """The sentences that are left when the reply has ended."""
        rest, self._text = "".join(self._text), []
        return [each.draft() for each in _parts(rest, self._prompt_labels)]

    def _settled(self) -> list[Draft]:
        """All but the last sentence, which may go on and whose markers may follow."""
        text = "".join(self._text)
        unfinished = _UNFINISHED.search(text, max(0, len(text) - _LONGEST_MARKER))
        parts = _parts(text[: unfinished.start() if unfinished else None], self._prompt_labels)
        if len(parts) < 2:
            self._look_at = len(text) + max(_MORE, len(text) // 8)
            return []
        self._text = self._text[parts[-1].start :]
        later = [
            at
            for at, character in enumerate(self._text)
            if character in _STOPS or character == "\n"
        ]
        self._look_at = max(later[0] + 1 + _AHEAD, len(self._text) + 1) if later else 0
        return [each.draft() for each in parts[:-1]]


def read(text: str, labels: Collection[str]) -> list[Draft]:
    """The sentences of a whole reply."""
    reader = DraftReader(labels)
    return [*reader.feed(text), *reader.finish()]


@dataclass(slots=True)
class _Part:
    """A sentence as it is put together; `start` is where the reply goes on with it."""

    text: str
    start: int
    labels: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def cite(self, marker: _Marker) -> None:
        self.labels += marker.labels
        self.unknown += marker.unknown

    def draft(self) -> Draft:
        return Draft(self.text, (*dict.fromkeys(self.labels),), (*dict.fromkeys(self.unknown),))


@dataclass(frozen=True, slots=True)
class _Marker:
    """A marker, and where it stood in the line without markers and in the reply."""

    at: int
    start: int
    labels: tuple[str, ...]
    unknown: tuple[str, ...]


def _parts(text: str, labels: Collection[str]) -> list[_Part]:
    parts: list[_Part] = []
    start = 0
    for line in text.splitlines(keepends=True):
        _read_line(line, start, labels, parts)
        start += len(line)
    return parts


def _read_line(line: str, offset: int, labels: Collection[str], parts: list[_Part]) -> None:
    """Adds the line's sentences; a line of nothing but markers belongs to the one before."""
    plain, origins, markers = _without_markers(line, _line_start(line), labels)
    worded = [each for each in sentences(plain) if re.search(r"\w", each.text)]
    line_parts = [_Part(_tidy(each.text), offset + origins[each.start]) for each in worded]
    if markers and not line_parts and not parts:
        parts.append(_Part("", offset + markers[0].start))
    leading = bool(markers) and not plain[: markers[0].at].strip()
    for marker in markers:
        part = (
            line_parts[_owner(marker.at, plain, worded, leading=leading)]
            if line_parts
            else parts[-1]
        )
        part.cite(marker)
        part.start = min(part.start, offset + marker.start)
        # Of "As [6] states, X" the rest is no sentence: nothing of it is shown as one.
        if _LEANING.search(plain, max(0, marker.at - _LONGEST_MARKER), marker.at):
            part.text = ""
    parts += line_parts


def _owner(at: int, plain: str, worded: Sequence[Sentence], *, leading: bool) -> int:
    """The sentence that a marker belongs to: the one before it, or after it where one leads."""
    before = bisect_left(worded, at, key=lambda sentence: sentence.start) - 1
    if before < 0:
        return 0
    ended = at >= worded[before].end
    return before + 1 if leading and ended and before + 1 < len(worded) else before


def _tidy(text: str) -> str:
    return " ".join(_SPACED_INITIALS.sub(r"\1", _EMPHASIS.sub("", text)).split())


def _line_start(line: str) -> int:
    """Where the line's text begins, after bullets and the like."""
    start = _LINE_START.match(line)
    return start.end() if start else 0


def _without_markers(
    line: str, begin: int, prompt_labels: Collection[str]
) -> tuple[str, list[int], list[_Marker]]:
    """The line without markers, where each of its characters stood, and the markers."""
    plain, at = "", begin
    origins: list[int] = []
    markers: list[_Marker] = []
    for match in _MARKER.finditer(line, begin):
        labels, unknown = _labels(match["square"] or match["round"], prompt_labels)
        is_round = match["round"] is not None
        # In round brackets stand all sorts of numbers, so there only labels that were given count.
        if not labels and (is_round or not unknown):
            continue
        if is_round and not _AFTER_ROUND.match(line, match.end()):
            continue
        if not (markers and _JOINING.fullmatch(line, at, match.start())):
            plain += line[at : match.start()]
            origins += range(at, match.start())
        markers.append(_Marker(len(plain), match.start(), labels, unknown))
        at = match.end()
    return plain + line[at:], [*origins, *range(at, len(line))], markers


def _labels(inside: str, prompt_labels: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The labels that a marker names: those given, and those never given.

    Numbers of four digits are labels only when they were given: "[2026]" is a year.
    """
    named = [label for part in _PART.finditer(_bare(inside)) for label in _expanded(part)]
    labels = tuple(label for label in named if label in prompt_labels)
    unknown = tuple(label for label in named if label not in prompt_labels and len(label) < 4)
    return labels, unknown


def _bare(inside: str) -> str:
    return re.sub(rf"(?i){_WORD}|and|[¶#^]", " ", inside).upper()


def _expanded(part: re.Match[str]) -> Iterator[str]:
    letters, first = part["letters"], int(part["number"])
    last = int(part["last"] or first)
    if not first <= last <= first + _WIDEST_RANGE:
        last = first
    yield from (f"{letters}{number}" for number in range(first, last + 1))
