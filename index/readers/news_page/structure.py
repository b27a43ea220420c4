"""The lines of a news page → what they state about the article, and its paragraphs.

A page has a header (headline, section, date, byline), a body, and a footer. The header ends at
the first line of prose. A line that may be a paragraph is kept as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from itertools import permutations, takewhile

from index.readers.layout import LONGEST_HEADLINE, columns, ends_with_stop, is_prose
from index.readers.metadata import UNKNOWN, Metadata
from index.readers.news_page.bylines import SOURCES, read_byline
from index.readers.news_page.date_lines import published, read_date
from index.readers.news_page.header import HeaderLine, read_header_line

HEADER_LINES = 15  # at most
FOOTER_LINES = 5  # at most

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


# --- Header -------------------------------------------------------------------------------


def _header_length(lines: Sequence[str]) -> int:
    """How many lines the header has, a standfirst above the byline among them."""
    lines = lines[:HEADER_LINES]
    read = [read_header_line(line) for line in lines]
    headline = lines[0] if _is_headline_with_a_stop(lines, read) else None
    prose = (n for n, line in enumerate(lines) if is_prose(line) and line != headline)
    body = next(prose, None)
    if body is None:
        return _header_length_without_prose(read)
    under = list(takewhile(bool, read[body + 1 :]))
    return body + 1 + len(under) if any(map(_is_certain, under)) else body


def _header_length_without_prose(read: Sequence[HeaderLine | None]) -> int:
    """How many lines the header has in a list or a poem, whose entries may look like sections."""
    if all(read):
        return 0
    headline = read.index(None)
    return headline + 1 + len(list(takewhile(_is_more_than_a_section, read[headline + 1 :])))


def _is_headline_with_a_stop(lines: Sequence[str], read: Sequence[HeaderLine | None]) -> bool:
    """Whether the first line, though a sentence, stands above a header, or comes again below it."""
    if not lines or columns(lines[0]) > LONGEST_HEADLINE:
        return False
    again = lines.index(lines[0], 1) if lines[0] in lines[1:] else 0
    return any(read[1:2]) or (again > 1 and not any(map(is_prose, lines[1:again])))


def _is_more_than_a_section(line: HeaderLine | None) -> bool:
    """A section's name may as well be an entry of a list."""
    return line is not None and line != HeaderLine(Metadata(section=line.metadata.section))


def _is_certain(line: HeaderLine | None) -> bool:
    """A day or a time alone may be an entry of a chronology, in the body."""
    return line is not None and bool(
        line.metadata.byline or any(stamp.day and stamp.time for stamp in line.stamps)
    )


def _read_header(lines: Sequence[str], title: str | None) -> tuple[Metadata, list[str]]:
    """What a header states, and the lines of it that may be paragraphs."""
    read = [read_header_line(line) for line in lines]
    unread = [number for number, line in enumerate(read) if line is None]
    headline = Metadata(title=title) if title else _headline(lines, read)
    top = next((n for n in unread if _repeats(lines[n], headline.title)), 0)
    above = [n for n in unread if n < top and not is_prose(lines[n])]
    rest = [n for n in unread if n not in above and not _repeats(lines[n], headline.title)]
    statements = [line for line in read if line]
    stamps = [stamp for line in statements for stamp in line.stamps]
    section = lines[above[-1]] if above and len(lines[above[-1]].split()) <= 3 else None
    metadata = reduce(
        Metadata.or_else,
        [
            *(line.metadata for line in statements),
            Metadata(published=published(stamps), section=section),
        ],
        headline,
    )
    author, byline = _find_author(lines, read, rest) if metadata.byline is None else (None, UNKNOWN)
    return metadata.or_else(byline), [lines[n] for n in rest if n != author]


def _find_author(
    lines: Sequence[str], read: Sequence[HeaderLine | None], rest: Sequence[int]
) -> tuple[int | None, Metadata]:
    """The number of the line with a bare name that is the author's, and the byline.

    A name by itself is the author's beside a date or a section, or if nothing else is left.
    """
    for number in rest:
        beside = [*read[max(number - 1, 0) : number], *read[number + 1 : number + 2]]
        byline = read_byline(lines[number], expected=True)
        if byline and (any(beside) or len(rest) == 1):
            return number, byline
    return None, UNKNOWN


def _headline(lines: Sequence[str], read: Sequence[HeaderLine | None]) -> Metadata:
    """The line that comes twice, or else the first that is long enough for a headline.

    A browser's title ("Headline | Site") counts as the headline, and tells the source.
    """
    with_a_stop = _is_headline_with_a_stop(lines, read)
    short = [
        line
        for number, line in enumerate(lines)
        if read[number] is None
        and columns(line) <= LONGEST_HEADLINE
        and (not ends_with_stop(line) or (number == 0 and with_a_stop))
    ]
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
    """What the lines below the body state, and the lines above them."""
    read = [read_header_line(line) for line in reversed(lines[-FOOTER_LINES:])]
    statements = [line for line in takewhile(_is_more_than_a_section, read) if line]
    if len(statements) == len(lines):  # no body above it: a list of dates, say
        return UNKNOWN, list(lines)
    stamps = [stamp for line in statements for stamp in line.stamps]
    metadata = reduce(Metadata.or_else, (line.metadata for line in statements), UNKNOWN)
    body = list(lines[: len(lines) - len(statements)])
    return metadata.or_else(Metadata(published=published(stamps))), body


def _read_dateline(paragraphs: list[str]) -> tuple[Metadata, list[str]]:
    """CARACAS, Feb 23 (Reuters) - The first paragraph, which begins after the dash."""
    for number, paragraph in enumerate(paragraphs[:3]):
        match = _DATELINE.match(paragraph)
        if match and match["source"].casefold() in SOURCES and match.end() < len(paragraph):
            day = read_date(match["day"].strip(" ,")) if match["day"] else None
            rest = [*paragraphs[:number], paragraph[match.end() :], *paragraphs[number + 1 :]]
            return Metadata(source=match["source"], published=day), rest
    return UNKNOWN, paragraphs
