"""A model's reply, as it comes, cut into sentences and the labels that they cite. Pure.

It is read character by character, so that the sentences do not depend on how a stream cut it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from assistant.generation.reply import TURNING_SIGNS, Marker, ReplyCleaner, marked_line
from assistant.verification.draft import Draft
from assistant.verification.empty_phrases import is_silence, silence_and_rest, without_lead_in
from index.language.sentences import sentences
from index.types import Sentence

_AHEAD: Final = 32
"""Characters that have to follow a full stop before it is judged: the next word, or a marker."""

_MORE: Final = 8
"""Characters to wait for when those did not suffice, or an eighth of what is there already.

So all looks together read no more than some nine times the reply, however late a sentence ends.
"""

_LONGEST_MARKER: Final = 128
"""Characters from the end in which one can be unfinished."""

# Of other scripts too: a reply in another language than English is cut as well.
_STOPS: Final = frozenset(".!?…。！？।؟")
# How a marker may look while its end has not come; it is kept back until it has.
_UNFINISHED: Final = re.compile(
    r"(?:[\[(【{][^\])】}\n]{0,48}|<\w{1,12}\b[^<>\n]{0,80}>[^<>\n]{0,24}(?:</?\w{0,12})?"
    r"|<[^>\n]{0,120}|[⁰¹²³⁴-⁹⁽]{1,8})$"
)
_SPACED_INITIALS: Final = re.compile(r"\b([A-Z]\.)\s(?=[A-Z]\.)")  # "U. S.", as some models write
_LEANING: Final = re.compile(
    r"\b(?:in|to|see|and|from|per|by|of|on|as|with|at|paragraphs?)\s*$", re.IGNORECASE
)
# At a sentence's end a preposition may be a verb's: "carry on".
_LEANING_AT_END: Final = re.compile(
    r"\b(?:according|see|per|paragraphs?|(?:is|are|come|comes|taken|drawn|quoted|seen|found|shown|based"
    r"|stated|described|reported|mentioned)\s(?:in|from|by|on))\s*$",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r"\s*+\w")
# Of Markdown only marks that stand at a word: 2 * 3 and snake_case stay. So do strokes, which take
# back what they go through.
_EMPHASIS: Final = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?”\"])[*_](?!\w)")
_CODE: Final = re.compile(r"(?<!`)`([^`\n]{1,80})`(?!`)")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_COMMAND: Final = re.compile(r"\\(?:text\w{0,8}|boxed|math\w{2,4}|emph)(?=\{)|\$(?=\\|$)")
_BRACES: Final = re.compile(r"[{}]")
_STRAY_QUOTE: Final = re.compile(r"^(?:[\"“]([^\"“”]*)|([^\"“”]*)[\"”])$")
_LEFT_OVER: Final = re.compile(r"\s?[\[(【](?=[\s.!?]{0,4}$)")
_APOSTROPHE: Final = re.compile(r"(?<=\w)‘(?=\w)")
_WIDE: Final = str.maketrans(
    dict(zip("。，、；：！？", (". ", ", ", ", ", "; ", ": ", "! ", "? "), strict=True))
)
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BEFORE_STOP: Final = re.compile(r" (?=[.,](?:\s|$))")


class DraftReader:
    """Reads a reply piece by piece; a sentence comes out when it and its markers have ended."""

    def __init__(self, labels: Collection[str]) -> None:
        """`labels` are those that the model was given."""
        self._prompt_labels = frozenset(labels)
        self._cleaner = ReplyCleaner()
        self._text: list[str] = []  # characters, of which no sentence has been made yet
        self._look_at = 0  # how many there have to be; 0: whatever comes until one can end

    def feed(self, piece: str) -> list[Draft]:
        """The sentences that this piece completes."""
        return self._read(self._cleaner.feed(piece))

    def finish(self) -> list[Draft]:
        """The sentences that are left when the reply has ended."""
        drafts = self._read(self._cleaner.finish())
        rest, self._text = "".join(self._text), []
        return [*drafts, *_drafts(_parts(rest, self._prompt_labels))]

    def _read(self, text: str) -> list[Draft]:
        drafts: list[Draft] = []
        for character in text:
            self._text.append(character)
            if character in _STOPS or character == "\n":
                self._look_at = self._look_at or len(self._text) + _AHEAD
            if self._look_at and len(self._text) >= self._look_at:
                drafts += self._settled()
        return drafts

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
        return _drafts(parts[:-1])


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

    def cite(self, marker: Marker) -> None:
        self.labels += marker.labels
        self.unknown += marker.unknown

    def drafts(self) -> Iterator[Draft]:
        """The sentence without its lead-in; what it says of silence apart from the rest."""
        labels, unknown = (*dict.fromkeys(self.labels),), (*dict.fromkeys(self.unknown),)
        is_cited = bool(labels or unknown)
        if not is_cited and TURNING_SIGNS.fullmatch(self.text):
            return
        if is_silence(self.text, is_cited=is_cited):
            yield Draft(self.text, labels, unknown)
            return
        text = without_lead_in(self.text)
        if halves := silence_and_rest(text, is_cited=is_cited):
            silence, text = halves
            yield Draft(silence)
        yield Draft(text, labels, unknown)


def _drafts(parts: Sequence[_Part]) -> list[Draft]:
    return [draft for part in parts for draft in part.drafts()]


def _parts(text: str, labels: Collection[str]) -> list[_Part]:
    parts: list[_Part] = []
    start = 0
    for line in text.splitlines(keepends=True):
        _read_line(line, start, labels, parts)
        start += len(line)
    return parts


def _read_line(line: str, offset: int, labels: Collection[str], parts: list[_Part]) -> None:
    """Adds the line's sentences; a line of nothing but markers belongs to the one before."""
    marked = marked_line(line, labels)
    plain, markers = marked.plain, marked.markers
    worded = [each for each in sentences(plain) if re.search(r"\w", each.text)]
    line_parts = [_Part(_tidy(each.text), offset + marked.origins[each.start]) for each in worded]
    # A verdict on the sentence before, or after, on a line of its own.
    if not line_parts and (sign := TURNING_SIGNS.search(plain)):
        if parts:
            parts[-1].text += f" {sign[0]}"
        else:
            parts.append(_Part(sign[0], offset))
    elif line_parts and parts and TURNING_SIGNS.fullmatch(parts[-1].text):
        line_parts[0].text = f"{parts[-1].text} {line_parts[0].text}"
        line_parts[0].start = parts.pop().start
    if markers and not line_parts and not parts:
        parts.append(_Part("", offset + markers[0].start))
    leads = bool(markers) and not plain[: markers[0].at].strip()
    for marker in markers:
        part = (
            line_parts[_owner(marker.at, plain, worded, leads=leads or marker.leads)]
            if line_parts
            else parts[-1]
        )
        part.cite(marker)
        part.start = min(part.start, offset + marker.start)
        # Of "The figures come from [6]" the rest is no sentence: nothing of it is shown as one.
        leaning = _LEANING if _GOES_ON.match(plain, marker.at) else _LEANING_AT_END
        if leaning.search(plain, max(0, marker.at - _LONGEST_MARKER), marker.at):
            part.text = ""
    for part, sentence in zip(line_parts, worded, strict=True):
        # Nobody is quoted with a paragraph's number: the mark is of the whole reply.
        if any(sentence.start < marker.at < sentence.end for marker in markers):
            part.text = _STRAY_QUOTE.sub(r"\1\2", part.text)
    parts += line_parts


def _owner(at: int, plain: str, worded: Sequence[Sentence], *, leads: bool) -> int:
    """The sentence that a marker belongs to: the one before it, or after it where one leads."""
    before = bisect_left(worded, at, key=lambda sentence: sentence.start) - 1
    if before < 0:
        return 0
    ended = at >= worded[before].end
    return before + 1 if leads and ended and before + 1 < len(worded) else before


def _tidy(text: str) -> str:
    """The text without what Markdown and LaTeX add, in the punctuation of its script."""
    text, commands = _COMMAND.subn("", _CODE.sub(r"\1", _EMPHASIS.sub("", text)))
    text = _ESCAPED.sub(r"\1", text)
    if commands or text.count("{") != text.count("}"):
        text = _BRACES.sub("", text)
    return " ".join(_punctuated(_SPACED_INITIALS.sub(r"\1", text)).split())


def _punctuated(text: str) -> str:
    """The text without a bracket that nothing follows, and with Latin marks among Latin letters."""
    text = _APOSTROPHE.sub("’", _LEFT_OVER.sub("", text))
    if not (text.isascii() or _CJK.search(text)):
        text = text.translate(_WIDE)
    return _BEFORE_STOP.sub("", text)
