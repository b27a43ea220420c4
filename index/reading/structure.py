"""The lines of a news page → what they state about the article, and its paragraphs.

A page has a header (headline, section, date, byline), a body, and a footer. The header ends at
the first line of prose. A line that may be a paragraph is kept as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from itertools import permutations, takewhile

from index.reading.bylines import SOURCES, read_byline
from index.reading.dates import published, read_date
from index.reading.header import HeaderLine, read_header_line
from index.reading.layout import columns, ends_sentence
from index.reading.metadata import Metadata

HEADER_LINES = 15  # at most
LONGEST_HEADLINE = 150  # columns

_SITE = re.compile(r" ?[|–—-] (?P<site>\S.{1,40})")  # after a headline, in a browser's title
_DATELINE = re.compile(
    r"(?:[^\W\d_][\w .,'’/-]{1,60}?,? )??(?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?,? )?"
    r"\((?P<source>[^()]{2,30})\)(?: ?\.?[-–—]{1,2}|:) "
)


def separate(lines: Sequence[str], title: str | None = None) -> tuple[Metadata, list[str]]:
    """What the lines state, and the paragraphs among them; a known title is not repeated."""
    start = _header_length(lines)
    header, opening = _read_header(lines[:start], title)
    footer, body = _read_footer(lines[start:])
    dateline, paragraphs = _read_dateline(opening + body)
    return header.or_else(dateline).or_else(footer), paragraphs


def is_prose(line: str) -> bool:
    """Whether a line is surely a paragraph: long, or a sentence of some length."""
    width = columns(line)
    if width > LONGEST_HEADLINE:
        return True
    if width < (100 if line.rstrip("\"'”’»").endswith(("?", "!")) else 30):  # as headlines end
        return False
    return ends_sentence(line) or line.endswith((":", "："))


# --- Header -------------------------------------------------------------------------------


def _header_length(lines: Sequence[str]) -> int:
    """How many lines the header has, a standfirst above the byline among them."""
    for number, line in enumerate(lines[:HEADER_LINES]):
        if is_prose(line) and not (number == 0 and _is_headline_with_a_stop(lines)):
            below = [read_header_line(line) for line in lines[number + 1 : HEADER_LINES]]
            under = [line for line in takewhile(bool, below) if line]
            return number + 1 + len(under) if any(map(_is_certain, under)) else number
    return min(len(lines), HEADER_LINES)


def _is_headline_with_a_stop(lines: Sequence[str]) -> bool:
    """Whether the first line, though a sentence, stands above itself or above a header."""
    headline, *others = lines[:HEADER_LINES]
    return columns(headline) <= LONGEST_HEADLINE and (
        headline in others[1:] or (bool(others) and read_header_line(others[0]) is not None)
    )


def _is_certain(line: HeaderLine) -> bool:
    """A day or a time alone may be an entry of a chronology, in the body."""
    return bool(line.metadata.byline or any(stamp.day and stamp.time for stamp in line.stamps))


def _read_header(lines: Sequence[str], title: str | None) -> tuple[Metadata, list[str]]:
    """What a header states, and the lines of it that may be paragraphs."""
    read = [read_header_line(line) for line in lines]
    unread = [number for number, said in enumerate(read) if said is None]
    headline = Metadata(title=title) if title else _headline([lines[n] for n in unread])
    top = next((n for n in unread if _repeats(lines[n], headline.title)), 0)
    above = [n for n in unread if n < top and not is_prose(lines[n])]
    rest = [n for n in unread if n not in above and not _repeats(lines[n], headline.title)]
    said = [line for line in read if line]
    stamps = [stamp for line in said for stamp in line.stamps]
    section = lines[above[-1]] if above and len(lines[above[-1]].split()) <= 3 else None
    metadata = reduce(
        Metadata.or_else,
        [*(line.metadata for line in said), Metadata(published=published(stamps), section=section)],
        headline,
    )
    if metadata.byline is None:
        metadata, rest = _read_author(metadata, lines, read, rest)
    return metadata, [lines[n] for n in rest]


def _read_author(
    metadata: Metadata,
    lines: Sequence[str],
    read: Sequence[HeaderLine | None],
    rest: list[int],
) -> tuple[Metadata, list[int]]:
    """A name by itself is the author's beside a date or a section, or if it stands alone."""
    for number in rest:
        beside = [*read[max(number - 1, 0) : number], *read[number + 1 : number + 2]]
        byline = read_byline(lines[number], expected=True)
        if byline and (any(beside) or rest == [number]):
            return metadata.or_else(byline), [n for n in rest if n != number]
    return metadata, rest


def _headline(lines: Sequence[str]) -> Metadata:
    """The line that comes twice, or else the first that is long enough for a headline.

    A browser's title ("Headline | Site") counts as the headline, and tells the source.
    """
    short = [line for line in lines if columns(line) <= LONGEST_HEADLINE]
    candidates = [line for line in short if len(line.split()) >= 3 or columns(line) >= 20]
    for line, other in permutations(candidates, 2):
        if _repeats(line, other):
            site = _SITE.fullmatch(line[len(other) :])
            return Metadata(title=other, source=site["site"] if site else None)
    title = next(iter(candidates or short), None)
    if title and " | " in title:
        title, *_, source = title.split(" | ")
        return Metadata(title=title, source=source)
    return Metadata(title=title)


def _repeats(line: str, headline: str | None) -> bool:
    if headline is None or not line.casefold().startswith(headline.casefold()):
        return False
    rest = line[len(headline) :]
    return not rest or _SITE.fullmatch(rest) is not None


# --- Body and footer ----------------------------------------------------------------------


def _read_footer(lines: Sequence[str]) -> tuple[Metadata, list[str]]:
    end = len(lines)
    said: list[HeaderLine] = []
    while end and (line := read_header_line(lines[end - 1])):
        said.insert(0, line)
        end -= 1
    if end == 0:  # no body above it: a list of dates, say
        return Metadata(), list(lines)
    stamps = [stamp for line in said for stamp in line.stamps]
    metadata = reduce(Metadata.or_else, (line.metadata for line in said), Metadata())
    return metadata.or_else(Metadata(published=published(stamps))), list(lines[:end])


def _read_dateline(paragraphs: list[str]) -> tuple[Metadata, list[str]]:
    """CARACAS, Feb 23 (Reuters) - The first paragraph, which begins after the dash."""
    for number, paragraph in enumerate(paragraphs[:3]):
        match = _DATELINE.match(paragraph)
        if match and match["source"].casefold() in SOURCES and match.end() < len(paragraph):
            day = read_date(match["day"].strip(" ,")) if match["day"] else None
            rest = [*paragraphs[:number], paragraph[match.end() :], *paragraphs[number + 1 :]]
            return Metadata(source=match["source"], published=day), rest
    return Metadata(), paragraphs
