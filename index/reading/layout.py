"""Where paragraphs begin and end in plain text: a line each, or hard-wrapped lines joined."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from index.reading.clean import clean

# In a proportional font, full lines differ by about a tenth in their number of characters.
PROPORTIONAL = 0.85
NARROWEST, WIDEST = 40, 160  # columns of a hard-wrapped text

_CJK = "\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_CJK_START = re.compile(f"[{_CJK}]")
_CJK_END = re.compile(f"[{_CJK}]$")
_LIST_ITEM = re.compile(r"[-–—*•·▪●]\s|\(?\d{1,3}[.)]\s")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]\.){2,}$|\b[ap]\.m\.$|\b(?:Co|Corp|Inc|Jr|Ltd|No|Sr|St|vs)\.$"
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    indent: int


@dataclass(frozen=True, slots=True)
class _Margin:
    """Where a text's lines are wrapped."""

    width: int  # columns
    fill: float  # how much of it a line takes before the next word has no room

    def is_full(self, line: str, following: str) -> bool:
        """Whether the first word of the following line had no room in this line."""
        word = following[0] if _CJK_START.match(following) else following.split(" ", 1)[0]
        return columns(line) + 1 + columns(word) > self.fill * self.width


def paragraphs(text: str, stands_alone: Callable[[str], bool]) -> list[str]:
    """The non-empty lines of a text, cleaned, hard-wrapped ones joined.

    `stands_alone` knows the lines that are never part of a paragraph: a byline, a share bar.
    """
    lines = [_Line(clean(raw), len(raw) - len(raw.lstrip())) for raw in text.splitlines()]
    margin = _margin([(a.text, b.text) for a, b in pairwise(lines) if a.text and b.text])
    if margin is None:
        return [line.text for line in lines if line.text]
    headlines = {
        text for text, count in Counter(line.text for line in lines[:30]).items() if count > 1
    }
    joined: list[str] = []
    previous = _Line("", 0)
    for line in lines:
        full = bool(previous.text and line.text) and margin.is_full(previous.text, line.text)
        alone = stands_alone(line.text) or (not full and stands_alone(previous.text))
        if (
            _continues(previous, line, full=full)
            and not alone
            and headlines.isdisjoint((previous.text, line.text))
        ):
            joined[-1] = join_lines(joined[-1], line.text)
        elif line.text:
            joined.append(line.text)
        previous = line
    return joined


def columns(text: str) -> int:
    """How wide a text is in a fixed-width font: a Chinese character is two columns."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def ends_sentence(text: str) -> bool:
    """Whether a text ends like a sentence, within closing quotes or brackets or not."""
    core = text.rstrip("\"'”’»)]」』 ")
    return core.endswith(tuple(".!?…。！？؟۔।")) and not _ABBREVIATED.search(core)


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


def _continues(previous: _Line, line: _Line, *, full: bool) -> bool:
    if not previous.text or not line.text or line.indent > previous.indent:
        return False
    if _LIST_ITEM.match(line.text) and (ends_sentence(previous.text) or previous.text[-1] == ":"):
        return False
    return full or line.text[0].islower()


def join_lines(head: str, tail: str) -> str:
    """Two parts of a paragraph that a line break separates; a hyphen between them stays."""
    cjk = _CJK_END.search(head) and _CJK_START.match(tail)
    hyphen = head[-1:] == "-" and (
        (head[-2:-1].isalpha() and tail[:1].islower()) or (head[-2:-1] + tail[:1]).isdigit()
    )
    return head + tail if cjk or hyphen or not head else f"{head} {tail}"
