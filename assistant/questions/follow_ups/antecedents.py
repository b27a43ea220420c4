"""Whom or what a pronoun of a follow-up stands for, of what was said before: English."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from assistant.attribution.entities.person_names import Gender, first_name_gender, is_title
from assistant.questions.follow_ups.noun_phrases import (
    ENDS,
    LONGEST,
    WORD,
    Kind,
    Part,
    is_person,
    parts,
)
from index.language.en.grammar.function_words import AUXILIARIES, CONJUNCTIONS
from index.language.en.grammar.pronouns import (
    OF_A_MAN,
    OF_A_WOMAN,
    ONE_PERSON,
    PEOPLE_SPOKEN_OF,
    THIRD_PERSON_POSSESSIVES,
)
from index.language.en.nouns import HER_NOUNS, HIS_NOUNS, PEOPLE, PEOPLE_PLURALS
from index.language.folding import fold
from index.language.word_lists import any_of, word_set

MOST: Final = 3
"""Ways of restating a follow-up."""

# A name behind what its bearer is: "the engineer Ivo Prek".
_NAMED: Final = re.compile(r"\b([a-z]+) ([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)")
# What is asked for of several: "Which school will close?", "How many wolves are there?".
_ASKED_THING: Final = re.compile(r"(?i)\W*(?:which|what|how\s+many)\s+(?P<noun>\w+)(?=\s)")
_ASKED_OF: Final = re.compile(
    r"(?i)\W*how\s+many\s+(?P<noun>\w+)\s+(?P<predicate>(?:are|were|have|had|was|has)\s[^?]{1,120})"
)
_QUOTED: Final = re.compile(r"[\"“][^\"“”]{1,300}[\"”]")
_WHO: Final = re.compile(r"(?i)\W*who\b")
_WHO_ARE: Final = re.compile(r"(?i)\W*(?:(?:and|but|so)\s)?who\s(?:are|were)\sthey\b")
_MOST_PRONOUNS: Final = 4
"""Pronouns of a question of which it is looked at whether it names what they stand for."""

_CLAUSE: Final = re.compile(rf"(?i)(?<=[\s,]){any_of(CONJUNCTIONS | {'before'})}\b|(?<=\w),")
_NAME_OF: Final = re.compile(r"['’]s (?:full |first |last )?name\Z")
_ONE_THING: Final = word_set("it its")
# "Her" is not among them: it is an object as often.
_POSSESSIVE: Final = THIRD_PERSON_POSSESSIVES - {"her"}
_GENDERS: Final = {
    **dict.fromkeys(OF_A_MAN, Gender.HE),
    **dict.fromkeys(OF_A_WOMAN, Gender.SHE),
}
_PRONOUN: Final = re.compile(rf"(?i)\b{any_of(PEOPLE_SPOKEN_OF | _ONE_THING)}\b")


def with_antecedents(
    question: str, before: str, answer: str, *, surely: bool = False
) -> list[tuple[str, str]]:
    """The question with what its pronoun stands for, and that; the likeliest first.

    A person is one that the question before names, or its answer; a thing is of the question.
    `surely` leaves out people of whom it is not known whether they are a "he" or a "she".
    """
    pronoun = _PRONOUN.search(question)
    if pronoun is None or len(question) > LONGEST or _is_bound(question, pronoun):
        return []
    word = fold(pronoun[0])
    if word in ONE_PERSON:
        genders = {_GENDERS[word], Gender.UNKNOWN if not surely else _GENDERS[word]}
        people = _people(before, answer)
        antecedents = [each for each in people if _gender_in(answer, each) in genders]
    else:
        antecedents = [each for each in _things(before) if _may_be(word, each)]
        told = _things(_QUOTED.sub('""', answer)) if not antecedents else []
        antecedents += [each for each in told if _may_be(word, each)]
        if _WHO_ARE.match(question):  # "Who were they?"
            antecedents = [_with_predicate(each, before) for each in antecedents if is_person(each)]
        # An object is rather what was named last: "Why did he leave the villa?", "Who sold it?"
        if _is_object(question, pronoun):
            antecedents.reverse()
    # Whoever asked for somebody's name goes on about that person.
    bare = (_NAME_OF.sub("", re.sub(r"^The ", "the ", each)) for each in antecedents)
    nouns = dict.fromkeys(bare)
    return [(_stand_in(question, pronoun, each), each) for each in nouns][:MOST]


def without_bound(question: str) -> str:
    """The question with a gap for each pronoun that stands for something that it names itself."""
    if len(question) > LONGEST:
        return question
    pronouns = islice(_PRONOUN.finditer(question), _MOST_PRONOUNS)
    gone = [each.span() for each in pronouns if _is_in_clause(question, each)]
    for start, end in reversed(gone):
        question = f"{question[:start]}_{question[end:]}"
    return question


def _is_in_clause(question: str, pronoun: re.Match[str]) -> bool:
    """Whether the clause before names what it stands for: "Who are the Danes and what do they"."""
    begins = [each.start() for each in _CLAUSE.finditer(question[: pronoun.start()])]
    named = _known(question[: begins[-1]]) if begins else []
    word = fold(pronoun[0])
    if word in ONE_PERSON:
        return any(each.kind is Kind.NAME or is_person(each.text) for each in named)
    number = "they" if word in PEOPLE_SPOKEN_OF else word
    return any(each.kind is not Kind.TIME and _may_be(number, each.text) for each in named)


def _is_bound(question: str, pronoun: re.Match[str]) -> bool:
    """Whether what it stands for is in the question itself: "The captain, where is he now?"."""
    before = parts(question[: pronoun.start()])
    opens = any(
        not each.start and question[each.end : each.end + 1] in (",", ":") for each in before
    )
    people = any(each.kind is Kind.NAME or is_person(each.text) for each in before)
    is_one = people and fold(pronoun[0]) in ONE_PERSON
    return opens or is_one or _is_in_clause(question, pronoun)


def _is_object(question: str, pronoun: re.Match[str]) -> bool:
    words = WORD.findall(question[: pronoun.start()])
    return bool(words) and fold(words[-1]) not in AUXILIARIES


def _people(before: str, answer: str) -> list[str]:
    """Those a question names, in its order; of one that asks who, first those its answer names."""
    of_question = [
        each.text
        for each in _known(before)
        if (each.kind is Kind.NAME and not _is_where(each))
        or (each.kind is Kind.NOUN and is_person(each.text))
    ]
    # Who is spoken of in a quotation is rarely meant, and a title is nobody.
    told = _known(_QUOTED.sub('""', answer))
    names = [_name(each) for each in told if not _is_where(each)]
    # Full names first: a single word may be a place.
    of_answer = sorted(filter(None, names), key=lambda each: " " not in each)
    # A plumber of whom the answer tells is the plumber from then on.
    of_answer += [_as_known(each.text) for each in told if _is_one(each)]
    # Whoever asks who it is means, from then on, whom the answer names.
    people = [*of_answer, *of_question] if _WHO.match(before) else [*of_question, *of_answer]
    return [_without_role(each) for each in people if not each.endswith(("'s", "’s"))]


def _without_role(name: str) -> str:
    """The name alone, where a sentence began with what somebody is: "Engineer Gus Adler"."""
    first, _, rest = name.partition(" ")
    is_role = is_person(first) and not is_title(first) and first[0].isupper()
    return rest if is_role and rest[:1].isupper() else name


def _gender_in(answer: str, name: str) -> Gender:
    """Whether somebody is a "he" or a "she": by the name, else by the answer's pronouns."""
    gender = _gender_of(name)
    if gender is Gender.UNKNOWN:
        spoken_of = {_GENDERS[word] for word in _words(_QUOTED.sub("", answer)) if word in _GENDERS}
        others = [each for each in map(_name, _known(answer)) if each and each not in name]
        # Of one person alone that it names, a pronoun in it tells.
        if len(spoken_of) == 1 and name in answer and not others:
            [gender] = spoken_of
    return gender


def _gender_of(name: str) -> Gender:
    """What a first name, or a noun like "spokeswoman", tells; a last name tells nothing."""
    words = _words(name)
    if any(word in HER_NOUNS for word in words):
        return Gender.SHE
    if any(word in HIS_NOUNS for word in words):
        return Gender.HE
    first_names = map(first_name_gender, words[:-1])
    return next((each for each in first_names if each is not Gender.UNKNOWN), Gender.UNKNOWN)


def _words(text: str) -> list[str]:
    return [fold(each) for each in WORD.findall(text)]


def _is_one(part: Part) -> bool:
    """Whether it is a person who has no name in it."""
    return part.kind is Kind.NOUN and fold(part.text.split()[-1]) in PEOPLE and not _name(part)


def _as_known(text: str) -> str:
    """As it is called once it has been spoken of: "a fire" is the fire."""
    return re.sub(r"^(?i:an?|this|that)\s", "the ", text)


def _name(part: Part) -> str:
    """The name in it, if there is one: of "the engineer Ivo Prek" too."""
    if part.kind is Kind.NAME:
        return part.text
    named = (each for each in _NAMED.finditer(part.text) if is_person(each[1]))
    return next((each[2] for each in named), "")


def _known(text: str) -> list[Part]:
    """Its noun phrases that no pronoun opens."""
    return [each for each in parts(text) if not _PRONOUN.match(each.text)]


def _is_where(part: Part) -> bool:
    return part.preposition in {"in", "at", "from", "near", "on", "to", "about", "of", "by"} and (
        " " not in part.text or part.preposition in {"on", "about"}
    )


def _may_be(pronoun: str, text: str) -> bool:
    """Whether "they" or "it" may stand for it, which are several, or no person."""
    last = fold(text.partition(" of ")[0].split()[-1])
    are_several = last in PEOPLE_PLURALS or (last.endswith("s") and not last.endswith("ss"))
    return not (are_several or is_person(text)) if pronoun in _ONE_THING else are_several


def _things(before: str) -> list[str]:
    nouns = [
        each
        for each in _known(before)
        if each.kind is Kind.NOUN or (each.kind is Kind.NAME and " " not in each.text)
    ]
    nouns.sort(key=lambda each: each.kind is Kind.NAME)
    things = [_as_known(each.text) for each in nouns]
    if (asked := _ASKED_THING.match(before)) and fold(asked["noun"]) not in ENDS:
        things.insert(0, f"the {asked['noun']}")
    # "It" may as well be the chapel of "the roof of the chapel", if less likely.
    inner = [each[each.rindex(" of the ") + 4 :] for each in things if " of the " in each]
    return [*things, *inner]


def _with_predicate(thing: str, before: str) -> str:
    """What was counted with what was asked of it: "the people who were killed in the flood"."""
    asked = _ASKED_OF.match(before)
    is_it = asked is not None and thing == f"the {asked['noun']}"
    return f"{thing} who {asked['predicate']}" if asked and is_it else thing


def _stand_in(question: str, pronoun: re.Match[str], noun: str) -> str:
    word = fold(pronoun[0])
    following = WORD.search(question, pronoun.end())
    owns = word in _POSSESSIVE or (
        word == "her" and following is not None and fold(following[0]) not in ENDS
    )
    owner = "'" if noun.endswith("s") and word == "their" else "'s"
    stand_in = f"{noun}{owner}" if owns else noun
    return question[: pronoun.start()] + stand_in + question[pronoun.end() :]
