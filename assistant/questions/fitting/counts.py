"""The numbers of a sentence, and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from assistant.questions.answer_types import counted
from assistant.questions.fitting.mention import Mention
from assistant.questions.fitting.patterns import DATE, NUMBER, YEAR
from index.language.en.grammar.function_words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
)
from index.language.en.nouns import is_people_noun
from index.language.folding import fold
from index.language.synonyms import phrase_synonyms, synonyms
from index.language.terms import terms
from index.language.word_lists import word_set

_PERSONS: Final = word_set("people persons")
_HARMED: Final = word_set("lives casualties victims dead deaths fatalities injuries injured")
_PEOPLE: Final = _PERSONS | _HARMED | {"passengers"}
_SOME_OF_THEM: Final = word_set(
    "child children kid kids girl girls boy boys man men woman women baby babies teenager teenagers"
)
"""A part of people: "19 are missing" does not say how many children are."""

_LABELLED: Final = word_set(
    """
    cell room gate page chapter route line flight section article phase level floor platform
    highway unit block ward district magnitude grade division no pier berth track
    """
)
"""Nouns before a number that is a name: "cell 22"."""

_WORD: Final = re.compile(r"[\w'-]+")
_PART: Final = re.compile(r" of (?:the|those|his|her|its|their) [\w'-]{1,40} (?:is|are|was|were) ")
"""What follows a number of those who are something: "Five of the dead were children"."""


def numbers(question: str, sentence: str) -> Iterator[Mention]:
    """All numbers that the question has not; a day of a month is none of things."""
    asked = {number[0].strip(".,") for number in NUMBER.finditer(fold(question))}
    dates = [found.span() for found in DATE.finditer(sentence)]
    for number in NUMBER.finditer(sentence):
        is_date = any(start <= number.start() < end for start, end in dates)
        if not is_date and number[0].strip(".,") not in asked:
            yield Mention(*number.span())


def counts(question: str, sentence: str) -> Iterator[Mention]:
    """The numbers that count something, and what is asked for where the question names it.

    Not sure is a number of other people: those asked about may be called so.
    """
    things = counted(question)
    wanted = _wanted(things)
    for number in numbers(question, sentence):
        if _is_no_count(sentence, number) or _is_of_harm(question, sentence, number):
            continue
        if not things or _is_of(sentence, number, wanted, things):
            yield number
        elif _is_of_people(sentence, number, things):
            yield number._replace(is_sure=not (_PERSONS | _HARMED).isdisjoint(things))


def counts_by_name(question: str, sentence: str) -> bool:
    """Whether a number in it is of what the question names, be it by a synonym, not of anybody."""
    things = counted(question)
    wanted = _wanted(things)
    if not things or not _PERSONS.isdisjoint(things):
        return False
    text = fold(sentence)
    found = [number for number in numbers(question, text) if not _is_no_count(text, number)]
    if any(not wanted.isdisjoint(terms(_noun_phrase(text[each.end :]))) for each in found):
        return True
    of_people = any(_is_of_people(text, each, things) for each in found)
    return of_people and not wanted.isdisjoint(terms(text))


def _wanted(things: list[str]) -> set[str]:
    """The terms for what is counted, with their synonyms."""
    wanted = {each for word in things for each in terms(word)}
    return wanted | {each for word in wanted for each in synonyms(word)}


def _is_somebody(word: str) -> bool:
    """Whether people are counted: "sailors", "dockers", "lives"."""
    return (
        is_people_noun(word)
        or word in _PEOPLE | _SOME_OF_THEM
        or (word.endswith(_DOING) and word not in _THINGS)
    )


_DOING: Final = ("ers", "ors", "ists", "ees")
_THINGS: Final = word_set(
    """
    numbers papers orders letters offers dollars hours colors doors floors computers towers rivers
    meters kilometers centimeters litres liters quarters flowers errors mirrors trees degrees fees
    committees tankers containers shelters
    """
)


def _is_no_count(text: str, number: Mention) -> bool:
    """Whether it is a year a name or an hour, compares or is nobody."""
    is_year = YEAR.fullmatch(text[number.start : number.end].rstrip(".,")) is not None
    compares = text.startswith(" as ", number.end)
    before = _WORD.findall(text[max(0, number.start - 20) : number.start])[-1:]
    is_name = not _LABELLED.isdisjoint(before) and not _noun_phrase(text[number.end :])
    is_hour = before == ["at"] and not _noun_phrase(text[number.end :])
    return is_year or compares or is_name or is_hour or text.endswith("no ", 0, number.start)


def _is_of_harm(question: str, text: str, number: Mention) -> bool:
    """Whether it is of those who were hurt or died, and the question asks for something else."""
    before = _WORD.findall(text[max(0, number.start - 20) : number.start])[-1:]
    after = _WORD.findall(text[number.end : number.end + 60])[:4]
    said = frozenset(terms(" ".join((*before, *after))))
    asked = phrase_synonyms(question).union(terms(question))
    return not _harm().isdisjoint(said) and _harm().isdisjoint(asked)


@cache
def _harm() -> frozenset[str]:
    own = terms("killed injured drowned")
    return frozenset(own).union(*map(synonyms, own))


def _is_of(text: str, number: Mention, wanted: set[str], things: list[str]) -> bool:
    """Whether a number is of the things wanted, by the words that follow it."""
    rest = text[number.end :]
    phrase = _noun_phrase(rest)
    if phrase:
        return not wanted.isdisjoint(terms(phrase))
    if part := _PART.match(rest):
        return not any(map(_is_somebody, _WORD.findall(rest[part.end() :])[:1]))
    return not wanted.isdisjoint(terms(text))


def _is_of_people(text: str, number: Mention, things: list[str]) -> bool:
    """Whether people are wanted, and a number is of any: "640 crane drivers", "27 were killed"."""
    rest = text[number.end :]
    if rest.startswith("-") or not any(map(_is_somebody, things)):
        return False
    phrase = _noun_phrase(rest)
    if not phrase:
        return _SOME_OF_THEM.isdisjoint(things) and not _PART.match(rest)
    is_any = not (_PERSONS | _HARMED).isdisjoint(things)
    words = _WORD.findall(phrase)
    return any(_is_somebody(word) and (is_any or word not in _PERSONS) for word in words)


def _noun_phrase(rest: str) -> str:
    """The words behind a number up to where something else begins: " crane drivers"."""
    if compound := _COMPOUND.match(rest):
        return compound[1]
    clause = re.split(r"[,;:.()\"]", rest[:120], maxsplit=1)[0]
    words = _WORD.findall(clause)[:5]
    end = next((at for at, word in enumerate(words) if word in _ENDS), len(words))
    return " ".join(words[:end])


_COMPOUND: Final = re.compile(r"-([\w']{1,40})")
"""What is counted in "a 600-page report"."""

_ENDS: Final = AUXILIARIES | PREPOSITIONS | CONJUNCTIONS | DETERMINERS
