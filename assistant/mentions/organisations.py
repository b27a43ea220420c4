"""The organisations that an article mentions."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final

from assistant.attribution import SpeakerKind
from assistant.attribution.entities.person_mentions import People
from assistant.attribution.entities.person_names import Gender, is_title
from assistant.mentions.mention import Mentioned
from assistant.mentions.names import RUN
from assistant.testimony.speaker_list import known_speakers
from index.language.en.grammar.function_words import STOP_WORDS
from index.language.en.nouns import MORE_ORGANISATION_NAMES, ORGANISATION_NAMES, ORGANISATION_NOUNS
from index.language.en.places import COUNTRIES, COUNTRY_NAMES
from index.language.word_lists import any_of
from index.types import Article

_NAME: Final = re.compile(rf"(?<![\w.’'-]){RUN}")
_IS_ONE: Final = re.compile(
    rf",\s(?:an?|the|one\sof|[A-Z]?[\w-]{{1,30}}['’]s)\s(?:(?!of\b|for\b|at\b)[\w’'-]{{1,20}}\s){{0,3}}?"
    rf"{any_of(ORGANISATION_NOUNS)}(?=[,.;]|\s(?:that|which|in|of|for|based|with|behind|from)\b)"
)
_KIND: Final = re.compile(rf"\b{any_of(ORGANISATION_NOUNS)},?\s$")
_NAMES: Final = ORGANISATION_NAMES | MORE_ORGANISATION_NAMES
_NO_NAMES: Final = frozenset({"street", "house", "kingdom", "republic", "states"})
"""Words that name an organisation beside a speaker's verb, but else a place."""

_REACH: Final = 30


def organisations(article: Article) -> Iterator[Mentioned]:
    """Each that its name, what is told of it or its statements show to be one."""
    speaking = {
        _bare(each.speaker.name)
        for each in known_speakers(article)
        if each.kind is SpeakerKind.ORGANISATION and each.speaker.name[:1].isupper()
    }
    people = People(article)
    found = [
        each
        for paragraph in article.paragraphs
        for each in _named(paragraph.text, paragraph.number, people)
        if each.key not in COUNTRIES and each.key not in COUNTRY_NAMES
    ]
    known = {
        each.key
        for each in found
        if _is_called_one(each, people, speaking)
        or (
            people.find(each.text) is None
            and _is_organisation(each, article.paragraph(each.paragraph).text)
        )
    }
    return (each for each in found if each.key in known)


def _named(text: str, paragraph: int, people: People) -> Iterator[Mentioned]:
    for match in _NAME.finditer(text):
        written = _bare(match[0])
        head, of, rest = written.partition(" of ")
        if of and (people.find(head) or is_title(head.split()[-1].lower())):
            written = rest.removeprefix("the ")  # "Ann Lee of the Kessler Institute"
        start = match.end() - len(written)
        written = re.sub(r"[’']s?$", "", written)
        if written.lower() not in STOP_WORDS:
            yield Mentioned(written, written.lower(), paragraph, start, start + len(written))


def _bare(name: str) -> str:
    """A name without the article or other word that only begins its sentence."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in STOP_WORDS else name


def _is_called_one(each: Mentioned, people: People, speaking: Container[str]) -> bool:
    """Whether it speaks as an organisation does, and nothing says that it is a person."""
    person = people.find(each.text)
    is_person = person is not None and (person.titles or person.gender is not Gender.UNKNOWN)
    return each.text in speaking and not is_person


def _is_organisation(each: Mentioned, text: str) -> bool:
    words = each.key.split()
    # Of "the Institute of Marine Biology" the first word says it.
    heads = {words[-1], *([words[words.index("of") - 1]] if "of" in words[1:] else [])}
    if len(words) > 1 and not _NAMES.isdisjoint(heads) and _NO_NAMES.isdisjoint(heads):
        return True
    before = text[max(0, each.start - _REACH) : each.start]
    return bool(_IS_ONE.match(text, each.end) or _KIND.search(before))
