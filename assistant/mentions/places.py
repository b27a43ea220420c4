"""The places and countries that an article mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.attribution.entities.person_mentions import People
from assistant.mentions.mention import Mentioned
from assistant.mentions.names import RUN
from index.language.en.calendar import MONTHS, TIMES
from index.language.en.nouns import ORGANISATION_NAMES
from index.language.en.places import COUNTRIES
from index.language.word_lists import any_of, capitalised
from index.types import Article

_IN: Final = re.compile(
    rf"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]round|[Aa]cross|into|to|from)\s(?P<place>{RUN})"
)


def places(article: Article) -> Iterator[Mentioned]:
    """Each place."""
    people = People(article)
    for paragraph in article.paragraphs:
        for match in _IN.finditer(paragraph.text):
            place = match["place"].removesuffix("’s").removesuffix("'s")
            words = place.lower().split()
            other = words[0] in TIMES | {*MONTHS} or not ORGANISATION_NAMES.isdisjoint(words)
            if not other and people.find(place) is None:
                start = match.start("place")
                yield Mentioned(place, place.lower(), paragraph.number, start, start + len(place))
        yield from _countries_in(paragraph.text, paragraph.number)


def countries(article: Article) -> Iterator[Mentioned]:
    """Each country."""
    for paragraph in article.paragraphs:
        yield from _countries_in(paragraph.text, paragraph.number)


_COUNTRY: Final = re.compile(
    r"\b(?:United\sStates|United\sKingdom"
    rf"|(?:(?:North|South)\s)?{any_of(capitalised(COUNTRIES))})\b"
)


def _countries_in(text: str, paragraph: int) -> Iterator[Mentioned]:
    for match in _COUNTRY.finditer(text):
        yield Mentioned(match[0], match[0].lower(), paragraph, *match.span())
