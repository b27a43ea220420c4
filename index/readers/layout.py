"""Where paragraphs begin and end in plain text: a line each, or hard-wrapped lines joined."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.language.en.spelling.abbreviations import COMMON_ABBREVIATIONS
from index.language.visible_text import clean
from index.language.word_lists import any_of

# In a proportional font, full lines differ by about a tenth in their number of characters.
PROPORTIONAL = 0.85
NARROWEST, WIDEST = 40, 160  # columns of a hard-wrapped text
LONGEST_HEADLINE = 150  # columns

_CJK = "\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_CJK_START = re.compile(f"[{_CJK}]")
_CLOSING = "\"'”’»)]」』 "
_LIST_ITEM = re.compile(r"[-–—*•·▪●]\s|\(?\d{1,3}[.)]\s")
_ABBREVIATED = re.compile(rf"(?:\b[A-Z]\.){{2}}$|\b[ap]\.m\.$|\b{any_of(COMMON_ABBREVIATIONS)}\.$")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    indent: int
    alone: bool  # never part of a paragraph: a byline, a share bar


@dataclass(frozen=True, slots=True)
class _Margin:
    """Where a text's lines are wrapped."""

    width: int  # columns
    fill: float  # how much of it a line takes before the next word has no room

    def is_full(self, line: str, following: str) -> bool:
        """Whether the first word of the following line had no room in this line."""
        word = following[0] if _CJK_START.match(following) else following.split(" ", 1)[0]
        return columns(line) + 1 + columns(word) > self.fill * self.width


def paragraphs(raw_lines: Sequence[str], stands_alone: Callable[[str], bool]) -> list[str]:
    """The non-empty lines among these, cleaned, hard-wrapped ones joined.

    `stands_alone` knows the lines that are never part of a paragraph: a byline, a share bar.
    """
    lines = [
        _Line(cleaned, len(raw) - len(raw.lstrip()), stands_alone(cleaned))
        for raw in raw_lines
        for cleaned in [clean(raw)]
    ]
    margin = _margin([(a.text, b.text) for a, b in pairwise(lines) if _may_be_one(a, b)])
    if margin is None:
        return [line.text for line in lines if line.text]
    headline = _repeated_headline(lines)
    blocks: list[list[str]] = []
    for above, line in pairwise([_Line("", 0, alone=True), *lines]):
        if headline not in {above.text, line.text} and _continues(above, line, margin):
            blocks[-1].append(line.text)
        elif line.text:
            blocks.append([line.text])
    return list(map(join_lines, blocks))


def _repeated_headline(lines: Sequence[_Line]) -> str | None:
    """The first line of a page, if it comes again soon: a paragraph's first line does not."""
    texts = [line.text for line in lines if line.text and not line.alone][:20]
    if len(texts) < 2 or texts[1][0].islower() or texts[0] not in texts[1:]:
        return None
    return texts[0]


def columns(text: str) -> int:
    """How wide a text is in a fixed-width font: a Chinese character is two columns."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def ends_sentence(text: str) -> bool:
    """Whether a text ends like a sentence, within closing quotes or brackets or not."""
    return ends_with_stop(text) or text.rstrip(_CLOSING).endswith(tuple("!?！？؟"))


def ends_with_stop(text: str) -> bool:
    """Whether a text ends with a full stop, as statements do and headlines do not."""
    core = text.rstrip(_CLOSING)
    return core.endswith(tuple(".…。۔।")) and not _ABBREVIATED.search(core)


def is_prose(line: str) -> bool:
    """Whether a line is surely a paragraph: long, or a sentence of some length."""
    width = columns(line)
    return (
        width > LONGEST_HEADLINE
        or (width >= 30 and (ends_with_stop(line) or line.endswith((":", "："))))
        or (width >= 100 and line.rstrip(_CLOSING).endswith(tuple(".!?！？؟")))
    )


def _margin(pairs: list[tuple[str, str]]) -> _Margin | None:
    """The margin that a text with these neighbouring lines has; None when it is not wrapped."""
    if not pairs:
        return None
    widths = sorted(columns(text) for text in {text for pair in pairs for text in pair})
    width = widths[math.ceil(0.95 * (len(widths) - 1))]
    loose, strict = _Margin(width, PROPORTIONAL), _Margin(width, 1)
    full = [(a, b) for a, b in pairs if loose.is_full(a, b)]
    wrapped = (
        NARROWEST <= width <= WIDEST
        and 2 * len(full) >= len(pairs)
        and 2 * sum(not ends_sentence(a) for a, _ in full) >= len(full)
        and 3 * sum(_goes_on(b) for _, b in full) >= len(full)
    )
    if not wrapped:
        return None
    sure = [(a, b) for a, b in pairs if b[0].islower() and not ends_sentence(a)]
    fixed_width = sum(strict.is_full(a, b) for a, b in sure) >= 0.95 * len(sure)
    return strict if fixed_width else loose


def _goes_on(line: str) -> bool:
    """Whether a line begins as the middle of a sentence may: not with a capital."""
    return not line[0].isupper()


def _may_be_one(above: _Line, line: _Line) -> bool:
    """Whether nothing but the lines' lengths can tell that a paragraph ends between them."""
    return (
        bool(above.text and line.text)
        and line.indent <= above.indent
        and not line.alone
        and not above.alone
    )


def _continues(above: _Line, line: _Line, margin: _Margin) -> bool:
    if not above.text or not line.text or line.indent > above.indent or line.alone:
        return False
    if _LIST_ITEM.match(line.text) and (ends_sentence(above.text) or above.text[-1] == ":"):
        return False
    # A full line that seems to stand alone is the beginning of something longer.
    full = margin.is_full(above.text, line.text)
    return full or (line.text[0].islower() and not above.alone)


def join_lines(lines: Iterable[str]) -> str:
    """A paragraph's lines in one; a hyphen between two of them stays."""
    parts: list[str] = []
    end = ""  # the last two characters so far
    for line in lines:
        joint = " " if end and not _run_together(end, line) else ""
        parts += (joint, line)
        end = f"{end}{joint}{line[-2:]}"[-2:]
    return "".join(parts)


def _run_together(end: str, line: str) -> bool:
    """Whether no space belongs between what ends so and the line."""
    if _CJK_START.match(end[-1]) and _CJK_START.match(line):
        return True
    before, after = end[:-1], line[:1]
    broken = (before.isalpha() and after.islower()) or (before + after).isdigit()
    return end[-1] == "-" and broken
