"""A draft as people write it, plain or in Markdown, cut into sentences that stand where they stood.

Lines that are wrapped belong together; an empty line, a heading and a bullet begin anew.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from assistant.draft_check.stated import stated, with_words_of_tags
from assistant.draft_check.types import SentenceKind
from assistant.errors import DraftError, DraftOfManySentences, DraftTooLong
from assistant.generation.reply import Marker, marked_line
from assistant.verification.empty_phrases import is_lead_in, is_silence
from index.language.sentences import sentences
from index.language.visible_text import visible
from index.types import Sentence

LONGEST_DRAFT: Final = 50_000
"""Characters, which are some twenty pages."""

MOST_SENTENCES: Final = 500
"""Sentences of a draft."""

_LONGEST_TITLE: Final = 15
"""Words of a line without a full stop that heads what follows it."""

_NEW_BLOCK: Final = re.compile(r"[ \t]{0,16}(?:#{1,6}[ \t]|[-*+•][ \t]|\d{1,3}[.)][ \t])")
_LEAD: Final = re.compile(r"(?:[#>*+•\s-]|\d{1,3}[.)](?=\s))*")
_UNDERLINE: Final = re.compile(r"[ \t]{0,3}(?:={2,}|-{2,})[ \t]*$")
_HASHES: Final = re.compile(r"[ \t]{0,3}#{1,6}[ \t]")
_BULLET: Final = re.compile(r"[ \t]{0,16}(?:[-*+•]|\d{1,3}[.)])[ \t]")
_ENDED: Final = re.compile(r"[.!?…:;,][\"”’)\]]{0,3}\s*$")
# Marks that only dress a word: emphasis, code, and a link's target, unless it is a marker's.
_DRESS: Final = re.compile(
    r"\*\*|__|~~|(?<!\w)[*_](?=\w)|(?<=[\w.!?”\"])[*_](?!\w)|`"
    r"|\[(?![A-Z]{0,3}\d{1,4}\])(?=[^\[\]\n]{1,200}\]\([^()\s]{1,300}\))"
    r"|(?<=[^\d\s])\]\([^()\s]{1,300}\)"
)


class DraftSentence(NamedTuple):
    """A sentence of a draft without markers and dress; it stands there from `start` to `end`."""

    text: str
    start: int
    end: int
    kind: SentenceKind
    labels: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def read_draft(draft: str, labels: Collection[str]) -> list[DraftSentence]:
    """The draft's sentences in order; `labels` are those of paragraphs that it may name.

    Raises:
        DraftError: there is nothing in it, or too much.
    """
    if len(draft) > LONGEST_DRAFT:
        raise DraftTooLong(len(draft), LONGEST_DRAFT)
    read = [each for block in _blocks(draft) for each in _sentences(draft, block, labels)]
    if not read:
        raise DraftError("there are no words in the draft; give the text to check")
    if len(read) > MOST_SENTENCES:
        raise DraftOfManySentences(len(read), MOST_SENTENCES)
    return read


@dataclass(slots=True)
class _Block:
    """Lines that belong together, by their offsets in the draft."""

    start: int
    end: int
    is_heading: bool = False


def _blocks(draft: str) -> list[_Block]:
    blocks: list[_Block] = []
    open_block: _Block | None = None
    at = 0
    for line in draft.splitlines(keepends=True):
        start, at = at, at + len(line)
        if not line.strip():
            open_block = None
        elif _UNDERLINE.match(line):
            if open_block:
                open_block.is_heading = True
            open_block = None
        elif open_block is None or _NEW_BLOCK.match(line):
            heads = _HASHES.match(line) is not None
            blocks.append(_Block(start, at, heads))
            open_block = None if heads else blocks[-1]
        else:
            open_block.end = at
    # The last line heads nothing.
    for block in blocks[:-1]:
        block.is_heading = block.is_heading or _is_title(draft[block.start : block.end])
    return blocks


def _is_title(text: str) -> bool:
    """Whether it is a line of few words without an end, as titles are."""
    line = text.strip()
    is_prose = "\n" in line or _BULLET.match(text) or _ENDED.search(line) or "[" in line
    return not is_prose and len(line.split()) <= _LONGEST_TITLE


def _sentences(draft: str, block: _Block, labels: Collection[str]) -> Iterator[DraftSentence]:
    lead = _LEAD.match(draft, block.start, block.end)
    start = lead.end() if lead else block.start
    text = re.sub(r"\n[ \t]{0,16}>|\s", lambda found: " " * len(found[0]), draft[start : block.end])
    plain, origins = _undressed(with_words_of_tags(text))
    marked = marked_line(plain, labels)
    worded = [each for each in sentences(marked.plain) if re.search(r"\w", each.text)]
    for each, markers in zip(worded, _owned(marked.markers, worded), strict=True):
        own = " ".join(visible(each.text).split())
        first, last = origins[marked.origins[each.start]], origins[marked.origins[each.end - 1]]
        known = (*dict.fromkeys(label for marker in markers for label in marker.labels),)
        unknown = (*dict.fromkeys(label for marker in markers for label in marker.unknown),)
        kind = SentenceKind.HEADING if block.is_heading else _kind(own, is_marked=bool(markers))
        yield DraftSentence(own, start + first, start + last + 1, kind, known, unknown)


def _undressed(text: str) -> tuple[str, list[int]]:
    """The text without what only dresses it, and where each of its characters stood."""
    origins: list[int] = []
    at = 0
    for match in _DRESS.finditer(text):
        origins += range(at, match.start())
        at = match.end()
    origins += range(at, len(text))
    return "".join(text[each] for each in origins), origins


def _owned(markers: Sequence[Marker], worded: Sequence[Sentence]) -> list[list[Marker]]:
    """The markers of each sentence: of the one before them, or after one that leads."""
    owned: list[list[Marker]] = [[] for _ in worded]
    for marker in markers if worded else ():
        before = bisect_left(worded, marker.at, key=lambda sentence: sentence.start) - 1
        leads = marker.leads and before + 1 < len(worded)
        at = before + 1 if leads and marker.at >= worded[before].end else before
        owned[max(at, 0)].append(marker)
    return owned


def _kind(text: str, *, is_marked: bool) -> SentenceKind:
    claimed = stated(text)
    if claimed.rstrip(" )]").endswith("?"):
        return SentenceKind.QUESTION
    if is_silence(text, is_cited=is_marked) or is_lead_in(claimed):
        return SentenceKind.EMPTY
    return SentenceKind.CLAIM
