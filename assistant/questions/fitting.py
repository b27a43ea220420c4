"""Has a sentence the kind of thing that a question asks for, in other words than the question's?"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from assistant.questions.answer_types import AnswerType, answer_type, chosen_from, counted, thing_of
from index.language.en.calendar import (
    FREQUENCIES,
    HOLIDAYS,
    MONTHS,
    MONTHS_BY_LETTERS,
    PARTS_OF_THE_DAY,
    RELATIVE_DAYS,
    SHORT_MONTHS,
    WEEKDAYS,
)
from index.language.en.grammar.function_words import (
    ARTICLES,
    AUXILIARIES,
    BE,
    PREPOSITIONS,
    STOP_WORDS,
)
from index.language.en.grammar.pronouns import THIRD_PERSON
from index.language.en.nouns import is_organisation_noun, is_people_noun
from index.language.en.number_words import CURRENCIES, ORDINALS, SCALES, TENS, UNITS
from index.language.folding import fold
from index.language.synonyms import synonyms
from index.language.terms import content_words, terms
from index.language.word_lists import any_of, word_set

_ANY_MONTH: Final = any_of(MONTHS_BY_LETTERS)
_WORDS: Final = any_of((*UNITS[1:], *TENS))
_ROUND: Final = r"dozens?|hundreds?|thousands?|[mb]illions?|half|third|quarter|twice|both|couple"
_NUMBER: Final = re.compile(rf"\d[\d.,]*|\b(?:{_WORDS}|{_ROUND})\b")
_SMALL: Final = rf"(?:\d{{1,3}}|{_WORDS}(?:-{_WORDS})?)"
_AGE: Final = re.compile(
    rf"""(?x) \baged?\s(?:of\s|about\s|between\s)?{_SMALL}\b
    | \b{_SMALL}[\s-](?:and\sa\shalf[\s-])?(?:years?|months?|weeks?|days?)[\s-](?:olds?|of\sage)\b
    | ,\s{_SMALL},?\s | ,\s{_SMALL}[.]?$ | \({_SMALL}\) | \bborn\b | \bturn(?:s|ed|ing)?\s{_SMALL}\b
    | \bin\s(?:his|her|their)\s(?:early\s|mid-?\s?|late\s)?(?:teens|{any_of(TENS)}?|\d0s)\b
    | \bbuilt\sin\s\d | \b{_SMALL}\syears\sago\b | \bdat(?:es|ed|ing)\s(?:back\s)?(?:to|from)\b"""
)
_CURRENCY: Final = "|".join(CURRENCIES.values())
_SUM: Final = re.compile(
    rf"(?x) (?:{_CURRENCY}|\bcents?\b|\brand\b|\brupiah\b|\bpence\b|\beuros?\b)"
    rf"|(?<![\d.,])\d[\d.,]{{0,20}}\s?(?:[mb]n|{any_of(SCALES)})\b|\b(?:{_WORDS})\s(?:thousand|[mb]illion)\b|\bfree\b"
    rf"|\bhundreds?\sof\b|\bmillions?\b|\bbillions?\b|%|\bper\s?cent\b"
)
_SHARE: Final = re.compile(
    r"%|\bper\s?cent\b|\bhalf\b|\bquarters?\b|\bthirds?\b|\bout of\b"
    rf"|\bin (?:every )?(?:{_WORDS}|\d+)\b"
)
_LENGTHS: Final = (
    r"seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)"
)
_DURATION: Final = re.compile(
    rf"(?x) (?:\d|\b(?:{_WORDS}|{_ROUND}|an?|several|few|many)\b)[\w.,'-]{{0,20}}[\s-]"
    rf"(?:\w{{1,20}}\s){{0,3}}(?:{_LENGTHS}|met\w+|miles?|kilomet\w+|km|feet|inch\w*|pages?|m)\b"
    rf"|\b(?:since|until|till|from|for\sever|for\slife|life\ssentence|{_LENGTHS})\b|\blife\b"
)
_LONG: Final = re.compile(
    rf"(?:\d|\b(?:{_WORDS}|{_ROUND}|an?|several|few)\b)[\w.,'-]{{0,20}}[\s-](?P<unit>(?:\w{{1,20}}\s){{0,1}}"
    rf"(?:{_LENGTHS}|met(?:er|re)s?|miles?|kilomet\w+|km|feet|foot|yards?|pages?|m)\b)"
)
_HAS_LENGTH: Final = re.compile(
    r"\b(?:long|length|last(?:s|ed|ing)?|took|takes?|stretch\w*|span(?:s|ned)?|measur\w+|runs?|ran)\b"
)
_FREQUENCY: Final = re.compile(rf"\b(?:{any_of(FREQUENCIES)}|(?:every|each|per) \w+|times)\b")
_CLOCK: Final = re.compile(
    rf"\b\d{{1,2}}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b|o'clock)|\b\d{{1,2}}[:.]\d\d\b|\b(?:noon|midday|midnight|dawn"
    rf"|dusk|{any_of(PARTS_OF_THE_DAY)})\b|\bo'clock\b"
)
_TIME: Final = re.compile(
    rf"""(?x) \b(?: 1\d{{3}}s? | 20\d{{2}}s?
    | (?:{any_of((*MONTHS, *SHORT_MONTHS))})\b\.?(?!\s(?:be|have|not)\b)
    | mid-\w+ | (?:{any_of((*WEEKDAYS, *RELATIVE_DAYS, *HOLIDAYS))})
    | \w{{1,20}}\scentury | day\s\d+
    | (?:summer|winter|autumn|spring|weekend)
    | (?:last|this|next|earlier|same|following|previous|that)\s(?:\w{{1,20}}\s)?
      (?:{_LENGTHS}|weekend|{any_of(PARTS_OF_THE_DAY)}|summer|winter|season)
    | ago | later | earlier | recently | soon | now | currently | once | early | late | eventually
    | (?:after|before|since|until|during|when|while|by|as\ssoon\sas)\s\w+
    | at\s(?:\d|noon|midnight|dawn|night) | \d\d?:\d\d | {any_of(PARTS_OF_THE_DAY)}s?
    | (?:{any_of(ORDINALS)})\s(?:time|day|week|year) | (?:{_WORDS}|\d+|few|several)\s(?:{_LENGTHS})
    )\b | \bb\.?c\b | (?:[ap]\.?m\b)"""
)
_DATE: Final = re.compile(
    rf"""(?x) \b{_ANY_MONTH}[a-z]*\.?\s\d{{1,2}}\b
    | \b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_ANY_MONTH}[a-z]*"""
)
_PLACE_WORDS: Final = (
    r"(?:in|at|from|near|to|on|across|around|outside|inside|off|into|through|between|behind|under"
    r"|above|below|along|via|onto|over|beside|beneath|north|south|east|west|within|throughout)"
)
_PLACE: Final = re.compile(rf"\b{_PLACE_WORDS}\s(?P<where>[\w'’-]+(?:\s[\w'’-]+){{0,4}})")
_REASON: Final = re.compile(
    r"""(?x) \b(?: because | since | due | so\sthat | in\sorder | to\s\w+ | after | as | for
    | caus\w+ | reason\w* | result\w* | led | thanks | therefore | means | meant | why
    | prompted | amid | over | by\s\w+ing | following | if | so | aims? | want\w* | need\w*
    | fear\w* | owing )\b"""
)
_AFTER: Final = rf"after\s(?:{any_of((*ARTICLES, *THIRD_PERSON))})"
_SURE_REASON: Final = re.compile(
    rf"""(?x) \b(?: because | since | due\sto | so\sthat | in\sorder | caus(?:ed?|es|ing) | reasons?
    | result(?:ed|s|ing)?\s(?:of|from|in) | led\sto | thanks\sto | therefore | prompted | amid
    | owing\sto | {_AFTER} | that\sis\swhy | blamed | means\sthat )\b"""
)
_FULL_NAME: Final = re.compile(r"(?<!^)(?<![.?!]\s)\b[A-Z][\w’'-]{1,60} [A-Z][\w’'-]+")
_ROLE: Final = re.compile(
    r"^\W{0,3}(?:\([^)]{0,60}\)\W{0,2})?\s?"
    r"(?:,|,?\s?(?:who|is|was|are|were|has been|-)\b|-)"
)


MAY_BE: Final = 0.75
"""How well a sentence fits that only has what may be the kind of thing asked for."""


@lru_cache(maxsize=4_096)  # ranking, the likelihood and the choice all ask
def fits(question: str, sentence: str) -> float:
    """1 when the sentence has the kind of thing asked for, 0 when not, 0.5 when any would do.

    MAY_BE when it has what is often something else: a reason by "to" or "for", a place without a
    name, somebody who did something else.
    """
    asked = answer_type(question)
    if asked is None:
        return 0.5
    if not _SHOWS[asked](question, sentence):
        return 0.0
    surely = _SURELY.get(asked)
    return 1.0 if surely is None or surely(question, sentence) else MAY_BE


def has_such_a_kind(question: str, sentence: str) -> bool:
    """Whether it has what is asked for, or any number where a number of some kind is."""
    asked = answer_type(question)
    if asked in _NUMBERS:
        return _number(question, sentence)
    return asked is not None and fits(question, sentence) > 0


_NUMBERS: Final = frozenset(
    {AnswerType.AGE, AnswerType.SUM, AnswerType.SHARE, AnswerType.COUNT, AnswerType.MEASURE}
)


def _matches(pattern: re.Pattern[str]) -> Callable[[str, str], bool]:
    """Whether the folded sentence has what the pattern finds, in words that were not asked."""

    def shows(question: str, sentence: str) -> bool:
        asked, text = fold(question), fold(sentence)
        return any(found[0].strip(" ,.") not in asked for found in pattern.finditer(text))

    return shows


def _number(question: str, sentence: str) -> bool:
    """A day of a month is no number of things."""
    return _NUMBER.search(_DATE.sub(" ", fold(sentence))) is not None


def _frequency(question: str, sentence: str) -> bool:
    """How often: in a number, "every week" or "seldom"."""
    return _number(question, sentence) or _matches(_FREQUENCY)(question, sentence)


def _count(question: str, sentence: str) -> bool:
    """Whether something is counted, and what is asked for where the question names it."""
    text = _DATE.sub(" ", fold(sentence))
    numbers = [each for each in _NUMBER.finditer(text) if not _is_no_count(text, each)]
    things = counted(question)
    if not numbers or not things:
        return bool(numbers)
    wanted = {each for word in things for each in terms(word)}
    wanted |= {each for word in wanted for each in synonyms(word)}
    people = any(is_people_noun(word) or word in _PEOPLE for word in things)
    return any(_is_of(text[number.end() :], wanted, people) for number in numbers)


def _length(question: str, sentence: str) -> bool:
    """Whether a length is of the thing asked about: "an 18-month trial", "the trial lasts"."""
    head = _head(thing_of(question, AnswerType.LENGTH))
    text = fold(sentence)
    if head.isdisjoint(terms(text)):
        return False
    found = [*_LONG.finditer(text)]
    if found and _HAS_LENGTH.search(text):
        return True
    return any(not head.isdisjoint(terms(_next_words(text, each.end()))) for each in found)


def _name(question: str, sentence: str) -> bool:
    """Whether a name stands beside the thing asked about: "her cat, Tom", "Tom, her cat"."""
    head = _head(thing_of(question, AnswerType.NAME))
    asked = set(re.findall(r"\w+", fold(question)))
    for found in _WORD.finditer(sentence):
        if head.isdisjoint(terms(found[0])):
            continue
        before, after = sentence[: found.start()], sentence[found.end() :]
        beside = (_NAME_BEFORE.search(before[-_BESIDE:]), _NAME_AFTER.match(after[:_BESIDE]))
        if any(each and fold(each["name"]) not in asked for each in beside):
            return True
    return False


_BESIDE: Final = 80
"""Characters beside a thing among which its name is looked for."""

_NAME_AFTER: Final = re.compile(
    r"(?:,? (?:named|called|is|was))?,? [“\"‘']?(?P<name>[A-Z][\w’'-]*)"
)
_NAME_BEFORE: Final = re.compile(r"(?<![\w’'-])(?P<name>[A-Z][\w’'-]*), (?:[\w’'-]+ ){0,3}$")


def _head(thing: str) -> set[str]:
    """The stems of the last word of a noun phrase: of "the length of the river", of "length"."""
    head = thing.partition(" of ")[0].split()[-1:]
    return set(terms(" ".join(head)))


def _next_words(text: str, at: int) -> str:
    return " ".join(re.findall(r"[\w'-]+", text[at : at + 80])[:3])


_PEOPLE: Final = word_set("people persons lives passengers casualties victims dead")


def _is_no_count(text: str, number: re.Match[str]) -> bool:
    """Whether it is a year, or compares: "in 2022", "twice as long"."""
    return bool(_YEAR.fullmatch(number[0])) or text.startswith(" as ", number.end())


_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def _is_of(rest: str, wanted: set[str], people: bool) -> bool:
    """Whether a number is of the things wanted, by the words that follow it."""
    words = re.findall(r"[\w'-]+", rest[:120])[:5]
    first = words[0] if words else ""
    # "27 were killed", "nine of them", "32."
    if not first or first in AUXILIARIES or first in PREPOSITIONS or rest[:1] in ".,;":
        return True
    if wanted & set(terms(" ".join(words))):
        return True
    return people and any(is_people_noun(word) for word in words)


def _place(question: str, sentence: str) -> bool:
    return bool(_places(question, sentence))


def _named_place(question: str, sentence: str) -> bool:
    return any(re.search(r"\b[A-Z]", where) for where in _places(question, sentence))


def _places(question: str, sentence: str) -> list[str]:
    """What follows the words for places, but for what the question has, and for times."""
    asked = set(terms(question))
    found = [each["where"] for each in _PLACE.finditer(sentence)]
    return [
        where for where in found if not set(terms(where)) <= asked and not _TIME.match(fold(where))
    ]


def _person(question: str, sentence: str) -> bool:
    return bool(_people(question, sentence))


def _does_it(question: str, sentence: str) -> bool:
    """Whether somebody stands before what the question asks about, or after "by"."""
    asked = [word[0] for word in content_words(question)]
    stems = {each for word in asked[:1] + asked[-1:] for each in terms(word)}
    deeds = stems.union(*map(synonyms, stems))
    words = _WORD.findall(sentence)
    people = _people(question, sentence)
    for at, word in enumerate(words):
        if deeds.isdisjoint(terms(word)):
            continue
        before, after = words[max(0, at - _NEAR) : at], words[at + 1 : at + 1 + _NEAR]
        passive = any(fold(each) in BE for each in before[-2:])
        if not passive and not people.isdisjoint(before):
            return True
        if "by" in after and not people.isdisjoint(after[after.index("by") :]):
            return True
    return False


_NEAR: Final = 6
_WORD: Final = re.compile(r"[^\W_][\w’'-]*")


def _people(question: str, sentence: str) -> set[str]:
    """The words of a sentence for people and organisations that the question does not name."""
    asked = {*terms(question), *re.findall(r"\w+", fold(question))}
    found = set()
    for word in _WORD.findall(sentence):
        folded = fold(word).removesuffix("'s")
        if folded in asked or set(terms(folded)) <= asked:
            continue
        is_name = word[0].isupper() and folded not in STOP_WORDS
        if is_name or is_people_noun(folded) or is_organisation_noun(folded):
            found.add(word)
    return found


def _which(question: str, sentence: str) -> bool:
    """Whether it has such a thing, or a name, which may be one."""
    wanted = set(terms(chosen_from(question)))
    wanted |= {each for word in wanted for each in synonyms(word)}
    return not wanted.isdisjoint(terms(sentence)) or bool(_names_not_in(question, sentence))


def _names_not_in(question: str, sentence: str) -> set[str]:
    """The names of a sentence that the question has not; what begins it may be none."""
    words = [found[0] for found in _WORD.finditer(sentence)][1:]
    asked = set(re.findall(r"[\w'-]+", fold(question)))
    return {word for word in words if word[0].isupper() and fold(word) not in asked | STOP_WORDS}


def _who_is(question: str, sentence: str) -> bool:
    """Whether the sentence says of the named one what he or she is."""
    name = re.sub(r"^who(?:'s| is| was| are| were) ", "", fold(question)).strip(" ?.")
    last = name.split()[-1] if name else ""
    text = fold(sentence)
    at = text.find(last) if last else -1
    if at < 0:
        return False
    after, before = text[at + len(last) :], text[:at]
    near = re.findall(r"[\w'-]+", before)[-6:]
    return (
        bool(_ROLE.match(after))
        or any(is_people_noun(word) for word in near)
        or any(is_people_noun(w) for w in re.findall(r"[\w'-]+", after)[:6])
    )


_SHOWS: Final[dict[AnswerType, Callable[[str, str], bool]]] = {
    AnswerType.AGE: _matches(_AGE),
    AnswerType.SUM: _matches(_SUM),
    AnswerType.SHARE: _matches(_SHARE),
    AnswerType.LENGTH: _length,
    AnswerType.DURATION: _matches(_DURATION),
    AnswerType.MEASURE: _number,
    AnswerType.FREQUENCY: _frequency,
    AnswerType.COUNT: _count,
    AnswerType.CLOCK: _matches(_CLOCK),
    AnswerType.TIME: _matches(_TIME),
    AnswerType.PLACE: _place,
    AnswerType.NAME: _name,
    AnswerType.NAMES: lambda _, sentence: _FULL_NAME.search(sentence) is not None,
    AnswerType.WHO_IS: _who_is,
    AnswerType.PERSON: _person,
    AnswerType.WHICH: _which,
    AnswerType.REASON: _matches(_REASON),
}
_SURELY: Final[dict[AnswerType, Callable[[str, str], bool]]] = {
    AnswerType.PLACE: _named_place,
    AnswerType.PERSON: _does_it,
    AnswerType.REASON: _matches(_SURE_REASON),
}
