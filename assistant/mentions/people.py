"""The people whom an article mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.attribution.entities.person_mentions import People
from assistant.mentions.mention import Mentioned
from assistant.mentions.names import RUN
from index.language.en.grammar.function_words import PREPOSITIONS
from index.types import Article

_APPOSITION: Final = re.compile(
    r",\s(?:an?|the|who|former|his|her|its|one|[A-Z]?[\w-]{1,30}['’]s)\s"
    r"[^,.;:!?\"“”()]{2,90}(?<!\bsaid)(?<!\bsays)(?=[,.;])"
)
_OF_PLACE: Final = r"\b(?:[Ii]n|[Nn]ear|[Oo]f|[Oo]ff|[Tt]o|[Ff]rom|[Aa]t|[Oo]utside|[Oo]n|[Tt]he)\s"
_INTRODUCED: Final = re.compile(
    r"(?:\b[a-z]{3,20},?|[’']s [a-z]{2,20}|\b[A-Z][a-z]{2,20},|(?:^|[.!?”\"]\s)[A-Z][a-z]{2,20})\s$"
)

_AFTER_PLACE: Final = re.compile(rf"{_OF_PLACE}(?P<name>{RUN})")
_BEFORE: Final = 40  # characters before a name that may introduce it


def people(article: Article) -> Iterator[Mentioned]:
    """Each person who is plainly one, with what is told of him or her there."""
    known, not_people = People(article), _places_named(article)
    for paragraph in article.paragraphs:
        text = paragraph.text
        for mention in known.mentioned(paragraph.number, 0, len(text)):
            person = mention.person
            start, end = person.start, person.end
            here = person.paragraph == paragraph.number and text[start:end] == person.name
            if not here or person.name in not_people:
                continue
            before = _INTRODUCED.search(text, max(0, start - _BEFORE), start)
            introduced = before is not None and before[0].strip().lower() not in PREPOSITIONS
            if not (person.certain or introduced or _APPOSITION.match(text, end)):
                continue
            lead = f"{person.lead} " if person.lead else ""
            if lead and text.startswith(lead, start - len(lead)):
                start -= len(lead)
            described = _APPOSITION.match(text, end)
            end = described.end() if described else end
            yield Mentioned(text[start:end], person.name.lower(), paragraph.number, start, end)


def _places_named(article: Article) -> frozenset[str]:
    """What stands behind a preposition of place, and what of its words names no person."""
    return frozenset(
        match["name"]
        for paragraph in article.paragraphs
        for match in _AFTER_PLACE.finditer(paragraph.text)
    )
