"""The places and countries that an article mentions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from assistant.attribution.entities.person_mentions import People
from assistant.attribution.reported_speech.datelines import dateline_end
from assistant.mentions.mention import Mentioned
from assistant.mentions.names import Name, names
from index.language.en.calendar import MONTHS, TIMES
from index.language.en.nouns import MORE_ORGANISATION_NAMES, ORGANISATION_NAMES
from index.language.en.places import (
    CAPITALS,
    COUNTRY_NAMES,
    NATION_NOUNS,
    PLACE_NOUNS,
    PLACE_OF,
    PLACE_PREFIXES,
    RULERS,
    TOWN_HEADS,
)
from index.language.word_lists import any_of
from index.types import Article

_REACH: Final = 60
"""Characters before a name, and behind it, that tell what it names."""

_NAMED: Final = r"(?:\s[A-Z][\w’'-]{1,30}){0,3}"
_IN: Final = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]round|[Aa]cross|[Bb]etween|[Ii]nto|[Tt]o|[Ff]rom"
    r"|[Tt]hroughout)\s(?:the\s)?$"
)
_KIND_OF_PLACE: Final = re.compile(rf"\b{any_of(PLACE_NOUNS)}\s(?:of\s)?(?:the\s)?$")
_NATION: Final = re.compile(
    rf"\b{any_of(NATION_NOUNS)}\sof\s$|(?i:\b{any_of(RULERS)}){_NAMED}\sof\s$"
)
_HEAD: Final = re.compile(rf"(?i:\b{any_of(TOWN_HEADS)}){_NAMED}\sof\s$")
_HAS_RULER: Final = re.compile(rf"[’']s\s(?:\w{{2,12}}\s)?{any_of(RULERS)}\b")
_HAS_HEAD: Final = re.compile(rf"[’']s\s(?:\w{{2,12}}\s)?{any_of(TOWN_HEADS)}\b")
_IS_PLACE: Final = re.compile(rf"\s{any_of(PLACE_NOUNS)}\b")
_AND: Final = re.compile(r",\s|,?\sand\s")
_OF_A_PLACE: Final = re.compile(r"(?:ian|ish|ese|ean|ic)s?$")
_PEOPLE: Final = re.compile(r"(?:an|at|im|ist|er|ew)s$")
_ABBREVIATED: Final = re.compile(r"(?<![\w.])(?:U\.S\.|U\.K\.|USA?|UK)(?!\w)")
_IN_FULL: Final = {"us": "united states", "usa": "united states", "uk": "united kingdom"}

_Evidence = Callable[[Name, str, str], bool]


def places(article: Article) -> Iterator[Mentioned]:
    """Each place."""
    return _mentioned(article, lambda *each: _is_nation(*each) or _is_place(*each))


def countries(article: Article) -> Iterator[Mentioned]:
    """Each country."""
    return _mentioned(article, _is_nation)


def _mentioned(article: Article, tells: _Evidence) -> Iterator[Mentioned]:
    """Every mention of the names that somewhere stand as such a place."""
    people = People(article)
    found = {
        each.number: [
            name for name in _names(each.text) if _is_country(name) or _can_be_place(name, people)
        ]
        for each in article.paragraphs
    }
    known = {
        _key(name)
        for number, of_paragraph in found.items()
        for name in of_paragraph
        if tells(name, *_beside(article.paragraph(number).text, name))
    }
    for number, of_paragraph in found.items():
        text = article.paragraph(number).text
        for one, other in pairwise(of_paragraph):
            if _key(one) in known and _AND.fullmatch(text, one.end, other.start):
                known.add(_key(other))
    for number, of_paragraph in found.items():
        for name in of_paragraph:
            if _key(name) in known:
                yield Mentioned(_shown(name), _key(name), number, name.start, name.end)


def _names(text: str) -> list[Name]:
    """The names in a text, with “U.S.” and the like, in order."""
    short = [Name(each[0], *each.span()) for each in _ABBREVIATED.finditer(text)]
    whole = [each for each in names(text) if not _ABBREVIATED.fullmatch(each.text)]
    return sorted((*short, *whole), key=lambda each: each.start)


def _beside(text: str, name: Name) -> tuple[str, str]:
    """What stands before and behind a name; a dateline's place is told as “in”."""
    behind = text[name.end : name.end + _REACH]
    if name.start == 0 and name.end < dateline_end(text):
        return "in ", behind
    return text[max(0, name.start - _REACH) : name.start], behind


def _is_country(name: Name) -> bool:
    return name.text.lower() in COUNTRY_NAMES or bool(_ABBREVIATED.fullmatch(name.text))


def _can_be_place(name: Name, people: People) -> bool:
    words = name.text.lower().split()
    if words[1:] and words[-1] in PLACE_NOUNS:
        return True
    if words[0] in TIMES | {*MONTHS} or people.find(name.text) is not None:
        return False
    if name.start and name.text.isupper():  # "the FBI", but not a dateline
        return False
    if _OF_A_PLACE.search(words[-1]) or (words[0] in PLACE_OF and words[0] not in CAPITALS):
        return False
    return (ORGANISATION_NAMES | MORE_ORGANISATION_NAMES).isdisjoint(words)


def _is_nation(name: Name, before: str, behind: str) -> bool:
    return _is_country(name) or bool(_NATION.search(before) or _HAS_RULER.match(behind))


def _is_place(name: Name, before: str, behind: str) -> bool:
    words = name.text.lower().split()
    if words[1:] and (words[-1] in PLACE_NOUNS or words[0] in PLACE_PREFIXES):
        return True
    if name.text.lower() in CAPITALS or _HEAD.search(before) or _HAS_HEAD.match(behind):
        return True
    if _KIND_OF_PLACE.search(before) or _IS_PLACE.match(behind):
        return True
    # "From Republicans"; "in Trump's words" may be anybody's.
    is_people = bool(_PEOPLE.search(words[-1])) or behind.startswith(("’s ", "'s "))
    return bool(_IN.search(before)) and not is_people


def _key(name: Name) -> str:
    written = name.text.lower().replace(".", "")
    return _IN_FULL.get(written, written)


def _shown(name: Name) -> str:
    """The name as it is written, not as a dateline shouts it."""
    is_shouted = name.start == 0 and name.text.isupper() and len(name.text) > 3
    return name.text.title() if is_shouted else name.text
