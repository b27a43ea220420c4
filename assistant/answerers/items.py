"""What an article mentions: its dates, figures, places, people and organisations, as written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from assistant.attribution.entities.person_mentions import People
from assistant.chronology import time_mentions
from assistant.questions.forms.list_questions import Item
from index.language.en.calendar import MONTHS, TIMES
from index.language.en.grammar.function_words import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
)
from index.language.en.grammar.irregular_verbs import PASTS
from index.language.en.nouns import ORGANISATION_NAMES
from index.language.en.number_words import CURRENCIES, SCALES, TENS, UNITS
from index.language.en.places import COUNTRIES
from index.language.word_lists import any_of, capitalised
from index.types import Article

_SCALE: Final = any_of(each for each in SCALES if len(each) > 2)
_FIGURE: Final = re.compile(
    rf"""
    (?<![\w.,])
    (?: [$€£¥]\s?\d+(?:[.,]\d+)*(?:\s{_SCALE})?
      | (?: \d+(?:[.,]\d+)*(?:-year-old)? | (?i:{any_of(TENS)})(?:-{any_of(UNITS[1:10])})?
          | (?i:{any_of(UNITS[2:])}) )
        (?:\s{_SCALE})?(?:\s?%|\sper\s?cent)? )
    (?![\w]|[.,:]\d|\s?[ap]\.?m\b)
    """,
    re.VERBOSE,
)
_MONEY: Final = re.compile("|".join(CURRENCIES.values()))
_WORD: Final = re.compile(r"\s(?:of\s)?([^\W\d_][\w’'-]*)")
_ENDS: Final = (
    PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS | DETERMINERS | PASTS | {"or", "a.m", "p.m"}
)
_MOST_WORDS: Final = 3
"""Words behind a figure that tell what is counted."""

_RUN: Final = r"[A-Z][\w’'&-]+(?:\s(?:of\sthe\s|of\s)?[A-Z][\w’'&-]+){0,5}"
_NAME: Final = re.compile(rf"(?<![\w.’'-]){_RUN}")
_IN: Final = re.compile(
    rf"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]round|[Aa]cross|into|to|from)\s(?P<place>{_RUN})"
)
_APPOSITION: Final = re.compile(
    r",\s(?:an?|the|who|former|his|her|its|one|[A-Z]?[\w-]{1,30}['’]s)\s"
    r"[^,.;:!?\"“”()]{2,90}(?<!\bsaid)(?<!\bsays)(?=[,.;])"
)
_OF_PLACE: Final = r"\b(?:[Ii]n|[Nn]ear|[Oo]f|[Oo]ff|[Tt]o|[Ff]rom|[Aa]t|[Oo]utside|[Oo]n|[Tt]he)\s"
_INTRODUCED: Final = re.compile(
    r"(?:\b[a-z]{3,20},?|[’']s [a-z]{2,20}|\b[A-Z][a-z]{2,20},|(?:^|[.!?”\"]\s)[A-Z][a-z]{2,20})\s$"
)

_AFTER_PLACE: Final = re.compile(rf"{_OF_PLACE}(?P<name>{_RUN})")
_BEFORE: Final = 40  # characters before a name that may introduce it


class Mentioned(NamedTuple):
    """An item, `text` as an article has it, and its offsets in a paragraph; doubles share a key."""

    text: str
    key: str
    paragraph: int
    start: int
    end: int


def items(item: Item, article: Article) -> Iterator[Mentioned]:
    """What an article mentions of a kind, in the order of its text."""
    return _READERS[item](article)


def _dates(article: Article) -> Iterator[Mentioned]:
    for paragraph in article.paragraphs:
        for each in time_mentions(article, paragraph.number):
            words = each.written.split()
            while len(words) > 1 and words[0].lower() in PREPOSITIONS | {"and"}:
                words.pop(0)
            written = " ".join(words)
            known = each.moment is not None and not each.is_whole
            text = f"{written} ({each.moment.long})" if known and each.moment else written
            yield Mentioned(text, text.lower(), paragraph.number, each.start, each.end)


def _figures(article: Article) -> Iterator[Mentioned]:
    for paragraph in article.paragraphs:
        text = paragraph.text
        times = [(each.start, each.end) for each in time_mentions(article, paragraph.number)]
        for match in _FIGURE.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in times):
                continue
            end = _with_noun(text, match.end())
            written = text[match.start() : end]
            yield Mentioned(written, written.lower(), paragraph.number, match.start(), end)


def _with_noun(text: str, end: int) -> int:
    """The end of what is counted: "340 traders", "1.2 million euros"."""
    for _ in range(_MOST_WORDS):
        word = _WORD.match(text, end)
        if word is None or word[1].lower() in _ENDS or word[1].lower().endswith(("ed", "ly")):
            break
        end = word.end()
    return end


def _amounts(article: Article) -> Iterator[Mentioned]:
    return (each for each in _figures(article) if _MONEY.search(each.text.lower()))


def _people(article: Article) -> Iterator[Mentioned]:
    people, not_people = People(article), _places_named(article)
    for paragraph in article.paragraphs:
        text = paragraph.text
        for mention in people.mentioned(paragraph.number, 0, len(text)):
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


def _places(article: Article) -> Iterator[Mentioned]:
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


def _countries(article: Article) -> Iterator[Mentioned]:
    for paragraph in article.paragraphs:
        yield from _countries_in(paragraph.text, paragraph.number)


_COUNTRY: Final = re.compile(
    r"\b(?:United\sStates|United\sKingdom"
    rf"|(?:(?:North|South)\s)?{any_of(capitalised(COUNTRIES))})\b"
)


def _countries_in(text: str, paragraph: int) -> Iterator[Mentioned]:
    for match in _COUNTRY.finditer(text):
        yield Mentioned(match[0], match[0].lower(), paragraph, *match.span())


def _organisations(article: Article) -> Iterator[Mentioned]:
    for paragraph in article.paragraphs:
        for match in _NAME.finditer(paragraph.text):
            words = match[0].lower().split()
            if len(words) > 1 and words[-1] in ORGANISATION_NAMES and words[0] != "the":
                yield Mentioned(match[0], match[0].lower(), paragraph.number, *match.span())
            elif len(words) > 2 and words[0] == "the" and words[-1] in ORGANISATION_NAMES:
                start = match.start() + len("The ")
                name = paragraph.text[start : match.end()]
                yield Mentioned(name, name.lower(), paragraph.number, start, match.end())


_READERS: Final[Mapping[Item, Callable[[Article], Iterator[Mentioned]]]] = {
    Item.DATES: _dates,
    Item.FIGURES: _figures,
    Item.AMOUNTS: _amounts,
    Item.COUNTRIES: _countries,
    Item.PLACES: _places,
    Item.PEOPLE: _people,
    Item.ORGANISATIONS: _organisations,
}
