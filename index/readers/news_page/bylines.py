"""Who wrote it: "By Jane Doe and John Roe", "Jane Doe, Reuters", "Staff Reporter"."""

from __future__ import annotations

import re
from itertools import takewhile

from index.language.en.calendar import MONTHS, WEEKDAYS
from index.language.en.names import NAME_PARTICLES
from index.language.word_lists import name_set, word_set
from index.readers.metadata import Metadata

SOURCES = name_set(
    """
    reuters, thomson reuters, ap, associated press, the associated press, afp, efe, upi, dpa, ansa
    agence france-presse, xinhua, tass, interfax, kyodo, kyodo news, yonhap, bloomberg, pti, ani
    bloomberg news, pa, pa media, press association, press trust of india, ians, anadolu, kuna
    anadolu agency, wam, bernama, antara, belga, anp, lusa, ritzau, cnn, bbc, bbc news, nbc news
    cbs news, abc news, fox news, npr, cnbc, al jazeera, dw, deutsche welle, france 24, voa, rfe/rl
    voa news, the guardian, the new york times, new york times, the washington post, usa today
    washington post, the wall street journal, the independent, the telegraph, financial times
    the economist, politico, axios, propublica, los angeles times, the hindu, the indian express
    hindustan times, the times of india
    """
)
_STAFF = word_set(
    """
    staff reporter reporters correspondent correspondents desk bureau editor editors editorial
    writer writers newsroom agencies agency team columnist contributor contributors monitoring
    """
)
# Of bylines, "do" and "ibn" have not been seen in any, and the Spanish "y" has.
_PARTICLES = NAME_PARTICLES - word_set("do ibn") | {"y"}
# A capitalised line with one of these is a heading or a date, not somebody's name.
_NOT_IN_NAMES = (
    (frozenset(MONTHS) - {"may"})
    | frozenset(WEEKDAYS)
    | word_set(
        """
        a an and are at breaking by comments exclusive explained explainer for from how in is key
        latest live more new news of on opinion photos points read related share stories story the
        to top update updates us video was watch what when where who why with world
        """
    )
)
_BY = re.compile(
    r"(?:(?:written|reported|posted|story|analysis|text|words) )?by:? "
    r"|(?:authors?|byline|reporters?): ?|(?:por|par|von) ",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r" ?[,;|/&] ?| and ")
_WHERE = re.compile(r" (?:in|at|for) ")


def read_byline(line: str, *, expected: bool = False) -> Metadata | None:
    """The byline, and the source that it names; None when the line is anything else.

    Without "By", a line is one if it names a source or a newsroom's function after the name, or
    in place of it; where a byline is expected, a bare name will do.
    """
    opening = _BY.match(line)
    people, *where = _WHERE.split(line[opening.end() :] if opening else line, maxsplit=1)
    pieces = _BETWEEN.split(people)
    kinds = [_kind(piece) for piece in pieces]
    certain = opening or expected or "staff" in kinds or "source" in kinds[1:]
    if None in kinds or not certain or not all(map(_is_capitalised, where)):
        return None
    authors = list(takewhile(lambda kind: kind == "author", kinds)) or kinds[:1]
    ends = [*(match.start() for match in _BETWEEN.finditer(people)), len(people)]
    sources = (piece for piece in [*pieces, *where] if _kind(piece) == "source")
    return Metadata(byline=people[: ends[len(authors) - 1]], source=next(sources, None))


def is_name(text: str) -> bool:
    """Whether a text has the shape of a person's name: "Jane M. Doe", "Ursula von der Leyen"."""
    words = text.split()
    capitalised = [word for word in words if word.casefold() not in _PARTICLES]
    return (
        2 <= len(words) <= 5
        and len(capitalised) >= 2
        and words[-1] in capitalised
        # An initial or an abbreviation at the end is no surname.
        and (words[-1][-1].isalpha() or words[-1] in {"Jr.", "Sr."})
        and all(word[0].isupper() for word in capitalised)
        and all(c.isalpha() or c in ".'’-" for word in words for c in word)
        and _NOT_IN_NAMES.isdisjoint(word.casefold() for word in words)
    )


def _kind(piece: str) -> str | None:
    if piece.casefold() in SOURCES:
        return "source"
    if _is_capitalised(piece) and not _STAFF.isdisjoint(piece.casefold().split()):
        return "staff"
    return "author" if is_name(piece) else None


def _is_capitalised(text: str) -> bool:
    """Whether a text is a few capitalised words: a place, an office."""
    words = text.split()
    return 1 <= len(words) <= 5 and all(word[0].isupper() for word in words)
