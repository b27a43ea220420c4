"""Quotations in a paragraph: curly, straight, doubled and single marks, closed or not."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.types import Sentence


class Quotation(NamedTuple):
    """Offsets of a quotation with its marks, and of what stands between them."""

    start: int
    end: int
    inner_start: int
    inner_end: int

    @property
    def closed(self) -> bool:
        """Whether the quotation ends with a mark rather than with its line."""
        return self.inner_end < self.end


# An apostrophe in front of what is short for another word opens nothing: ’em, ’til, ’90s.
_OPENING = re.compile(
    r"""
    [“„«](?=\S) | (?<!\w)(?:"|''|``)(?=\S) | (?:(?<=\s)|^)”(?=\w)
  | (?<!\w)[‘'](?!(?:em|cause|til|tis|twas|n|bout|\d\ds?)\b)(?=[\w$“"])
    """,
    re.VERBOSE,
)
_STRAIGHT = r"""(?:(?<=[^\s(])|(?<=[’'”]\s))"(?!\w)"""  # a mark that can close
_CLOSING = {
    "“": re.compile(rf"”|{_STRAIGHT}"),
    "”": re.compile("”"),
    '"': re.compile(_STRAIGHT),
    "„": re.compile("[“”]"),
    "«": re.compile("»"),
    "''": re.compile("''"),
    "``": re.compile("''|”"),
}
_SINGLE_CLOSING = re.compile(r"(?<=[^\s‘'])[’'](?!\w)")
_LONGEST_SINGLE = 600  # characters: an apostrophe is soon taken for a mark


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations, in order; one that never closes ends with its line."""
    return [
        quotation
        for line in re.finditer(r"[^\n]+", text)
        for quotation in _in_line(text, line.start(), line.end())
    ]


def _in_line(text: str, at: int, end: int) -> Iterator[Quotation]:
    # A mark that was not closed once is not closed later in the line either: it is searched for
    # only once, or a line of opening marks would take the square of its length.
    unclosed: set[str] = set()
    while (opening := _OPENING.search(text, at, end)) is not None:
        at, mark = opening.end(), opening[0]
        if mark in "‘'":
            closing = _single_closing(text, at, end)
        elif mark in unclosed:
            continue
        else:
            closing = _CLOSING[mark].search(text, at, end)
        if closing is not None:
            yield Quotation(opening.start(), closing.end(), opening.end(), closing.start())
            at = closing.end()
        # Only these open without a doubt: a single mark may be an apostrophe.
        elif mark not in "‘'”" and not _holds_quotation(text, at, end):
            yield Quotation(opening.start(), end, opening.end(), end)
            at = end
        else:
            unclosed.add(mark)


def _single_closing(text: str, at: int, end: int) -> re.Match[str] | None:
    closings = list(_SINGLE_CLOSING.finditer(text, at, min(end, at + _LONGEST_SINGLE)))
    # Behind a stop it is sure to close; elsewhere it may be an apostrophe: the dockers’ strike.
    after_stop = (closing for closing in closings if text[closing.start() - 1] in ".,!?…")
    return next(after_stop, closings[0] if closings else None)


def _holds_quotation(text: str, at: int, end: int) -> bool:
    """Whether whole quotations follow: then the mark before them is a stray one."""
    inner = _OPENING.search(text, at, end)
    if inner is None or inner[0] in "‘'":
        return False
    return _CLOSING[inner[0]].search(text, inner.end(), end) is not None


def overlapping(quoted: Sequence[Quotation], start: int, end: int) -> Sequence[Quotation]:
    """The quotations that touch what stands between two offsets; all are in order and apart."""
    first = bisect_right(quoted, start, key=lambda each: each.end)
    return quoted[first : bisect_left(quoted, end, key=lambda each: each.start)]


def unquoted(sentence: Sentence, quoted: Sequence[Quotation]) -> str:
    """The sentence with a space for every character of a quotation."""
    # Spaces keep every other character where it is, so offsets still hold.
    text = list(sentence.text)
    for quotation in overlapping(quoted, sentence.start, sentence.end):
        start = max(0, quotation.start - sentence.start)
        end = min(len(text), quotation.end - sentence.start)
        if start < end:
            text[start:end] = " " * (end - start)
    return "".join(text)


def inside_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without quotation marks, and without the comma before the closing one."""
    while start < end and (text[start] in "“”„«\"'‘`" or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in "”“»\"'’," or text[end - 1].isspace()):
        end -= 1
    return start, end
