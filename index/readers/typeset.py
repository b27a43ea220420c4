"""Printed lines → the plain text that was typeset: page headers, hyphens and margins undone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from index.language.word_lists import word_set

MARGIN_LINES = 2  # at the top and at the bottom of a page, at most
REPEATED = 0.4  # of the pages, or more, have a page header; left and right ones differ
HEADING = 1.15  # times the size of the body's font, or more
GAP = 1.3  # times the distance between a paragraph's lines, or more, separates paragraphs
INDENT = (4, 40)  # points by which a paragraph's first line is indented

_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.)? ?\d{1,4}(?: ?(?:of|/|von|de|sur) ?\d{1,4})?\W*", re.I)
_BROKEN_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-‐]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# A word keeps the hyphen after one of these when it happens to be broken there.
_PREFIXES = word_set(
    """
    all anti co cross ex far full half high ill left long low mid multi near non off on one post
    pre pro re right self semi short so three two ultra vice well
    """
)


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; it begins at x and y, in points from the page's lower left corner."""

    text: str
    page: int
    x: float
    y: float
    size: float  # of its font, in points


def untypeset(lines: Sequence[Line]) -> tuple[str | None, str]:
    """The headline, if the first page has one in larger print, and the text.

    In the text a line is still a line; a blank line or an indent begins a paragraph where the
    print shows that one begins.
    """
    lines = _mended(_without_margins(lines))
    if not lines:
        return None, ""
    body = _body_size(lines)
    lines = [_joined(group) for group in _headings(lines, body)]
    largest = max(
        (line for line in lines if line.page == lines[0].page), key=lambda line: line.size
    )
    headline = largest.text if largest.size >= HEADING * body else None
    return headline, "\n".join(_spaced(lines))


def _without_margins(lines: Sequence[Line]) -> list[Line]:
    """The lines without page numbers, and without what many pages have in the same place."""
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    margins = {line for page in pages for line in _margin(page)}
    counts = Counter(map(_place, margins))
    return [
        line
        for line in lines
        if line not in margins
        or not (
            counts[_place(line)] >= max(2, REPEATED * len(pages))
            or _PAGE_NUMBER.fullmatch(line.text)
        )
    ]


def _margin(page: Sequence[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: line.y)
    return [*by_height[:MARGIN_LINES], *by_height[-MARGIN_LINES:]]


def _place(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.y)


def _mended(lines: Sequence[Line]) -> list[Line]:
    """The lines, each word that is broken at a line's end whole in that line."""
    words = {word.casefold() for line in lines for word in _WORD.findall(line.text)}
    mended = list(lines)
    for number, following in enumerate(lines[1:], 1):
        line = mended[number - 1]
        broken, tail = _BROKEN_WORD.search(line.text), _WORD.match(following.text)
        if broken and tail and tail[0][0].islower():
            end, _, rest = following.text.partition(" ")
            joint = "-" if _keeps_hyphen(broken[1], tail[0], words) else ""
            text = f"{line.text[: broken.end(1)]}{joint}{end}"
            mended[number - 1] = replace(line, text=text)
            mended[number] = replace(following, text=rest)
    return [line for line in mended if line.text]


def _keeps_hyphen(head: str, tail: str, words: set[str]) -> bool:
    """Whether a word broken after its head has a hyphen there anyway, to judge by the text."""
    head, tail = head.casefold(), tail.casefold()
    if head + tail in words:
        return False
    return f"{head}-{tail}" in words or head in _PREFIXES


def _body_size(lines: Sequence[Line]) -> float:
    """The font size of most of the text, in points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _headings(lines: Sequence[Line], body: float) -> Iterator[list[Line]]:
    """The lines one by one, but those of a heading in larger print together."""
    group: list[Line] = []
    for line in lines:
        if group and not (
            line.size == group[-1].size >= HEADING * body and line.page == group[-1].page
        ):
            yield group
            group = []
        group.append(line)
    yield group


def _joined(group: Sequence[Line]) -> Line:
    return replace(group[-1], text=" ".join(line.text for line in group))


def _spaced(lines: Sequence[Line]) -> Iterator[str]:
    """The lines' text, a blank line or an indent before a paragraph where the print has one."""
    gaps = sorted(a.y - b.y for a, b in pairwise(lines) if a.page == b.page and a.y > b.y)
    usual = gaps[len(gaps) // 4] if gaps else 0.0  # most paragraphs have more than one line
    left = {
        page: Counter(round(line.x) for line in group).most_common(1)[0][0]
        for page, group in groupby(lines, key=lambda line: line.page)
    }
    yield lines[0].text
    for above, line in pairwise(lines):
        if abs(line.size - above.size) > 1 or (
            line.page == above.page and above.y - line.y > GAP * usual
        ):
            yield ""
        indent = line.x - left[line.page]
        at_left = abs(above.x - left[above.page]) < INDENT[0]
        indented = at_left and INDENT[0] <= indent <= INDENT[1]
        yield f"    {line.text}" if indented else line.text
