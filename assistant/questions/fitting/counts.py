"""The numbers of a sentence, and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.questions.answer_types import counted
from assistant.questions.fitting.mention import Mention
from assistant.questions.fitting.patterns import DATE, NUMBER, YEAR
from index.language.en.grammar.function_words import AUXILIARIES, PREPOSITIONS
from index.language.en.nouns import is_people_noun
from index.language.synonyms import synonyms
from index.language.terms import terms
from index.language.word_lists import word_set

_PEOPLE: Final = word_set("people persons lives passengers casualties victims dead")


def numbers(_: str, sentence: str) -> Iterator[Mention]:
    """All numbers; a day of a month is none of things."""
    dates = [found.span() for found in DATE.finditer(sentence)]
    for number in NUMBER.finditer(sentence):
        if not any(start <= number.start() < end for start, end in dates):
            yield Mention(*number.span())


def counts(question: str, sentence: str) -> Iterator[Mention]:
    """The numbers that count something, and what is asked for where the question names it."""
    things = counted(question)
    wanted = {each for word in things for each in terms(word)}
    wanted |= {each for word in wanted for each in synonyms(word)}
    people = any(_is_somebody(word) for word in things)
    for number in numbers(question, sentence):
        if _is_no_count(sentence, number):
            continue
        if not things or _is_of(sentence[number.end :], wanted, people=people):
            yield number


def _is_somebody(word: str) -> bool:
    """Whether people are counted: "sailors", "dockers", "lives"."""
    return (
        is_people_noun(word) or word in _PEOPLE or (word.endswith(_DOING) and word not in _THINGS)
    )


_DOING: Final = ("ers", "ors", "ists", "ees")
_THINGS: Final = word_set(
    """
    numbers papers orders letters offers dollars hours colors doors floors computers towers rivers
    quarters flowers errors mirrors trees degrees fees committees tankers containers shelters
    """
)


def _is_no_count(text: str, number: Mention) -> bool:
    """Whether it is a year, compares or is nobody: "in 2022", "twice as long", "no one"."""
    is_year = YEAR.fullmatch(text[number.start : number.end].rstrip(".,")) is not None
    compares = text.startswith(" as ", number.end)
    return is_year or compares or text.endswith("no ", 0, number.start)


def _is_of(rest: str, wanted: set[str], *, people: bool) -> bool:
    """Whether a number is of the things wanted, by the words that follow it."""
    words = re.findall(r"[\w'-]+", rest[:120])[:5]
    first = words[0] if words else ""
    # "27 were killed", "nine of them", "32."
    if not first or first in AUXILIARIES or first in PREPOSITIONS or rest[:1] in ".,;":
        return True
    if wanted & set(terms(" ".join(words))):
        return True
    return people and any(is_people_noun(word) for word in words)
