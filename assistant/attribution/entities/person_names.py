"""Names of people: titles apart, last names, he or she by the first name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from index.language.en.calendar import TIMES
from index.language.en.grammar.function_words import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
)
from index.language.en.grammar.pronouns import PRONOUNS
from index.language.en.names import (
    FEMALE_NAMES,
    FIRST_NAMES_LIKE_OTHER_WORDS,
    HER_TITLES,
    HIS_TITLES,
    MALE_NAMES,
    NAME_PARTICLES,
    TITLES,
)
from index.language.en.nouns import HER_NOUNS, HIS_NOUNS, ORGANISATION_NAMES, is_people_noun
from index.language.en.places import COUNTRIES

_NOT_NAMES = (
    DETERMINERS | PREPOSITIONS | CONJUNCTIONS | TIMES | PRONOUNS | ADVERBS | {"and", "or", "but"}
)
_POSSESSIVE = re.compile(r"'s?(?!\w)")


class Gender(Enum):
    """Whether a person is a "he" or a "she", as far as the text tells."""

    HE = "he"
    SHE = "she"
    UNKNOWN = "unknown"


def plain(name: str) -> str:
    """The name with straight apostrophes and without a possessive."""
    return _POSSESSIVE.sub("", name.replace("’", "'"))


def surname(name: str) -> str:
    """The last name in lower case, without "Jr."."""
    words = [word for word in name.split() if word.rstrip(".") not in ("Jr", "Sr", "II", "III")]
    return words[-1].lower() if words else name.lower()


def is_title(word: str) -> bool:
    """Whether a word can stand before a name as a title: "Sen.", "Minister"."""
    return word.lower().rstrip(".") in TITLES


def is_first_name(word: str) -> bool:
    """Whether a word is a common first name."""
    return word.lower() in MALE_NAMES or word.lower() in FEMALE_NAMES


def without_titles(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words before a name and those of the name: [Ohio, Gov.], [Ann, Lee]."""
    cut = 0
    # The last word is a name, whatever else it may be: "Ms. Judge".
    for at, word in enumerate(words[:-1]):
        if _is_first_name_here(words, at):
            break
        if is_title(word) or word.lower() in _NOT_NAMES or word.endswith(("’s", "'s")):
            cut = at + 1
    return list(words[:cut]), list(words[cut:])


def _is_first_name_here(words: Sequence[str], at: int) -> bool:
    """Whether a word like "Per" or "June" opens a name there: first, or after what somebody is."""
    if words[at].lower() not in FIRST_NAMES_LIKE_OTHER_WORDS or not words[at].istitle():
        return False
    if not words[at + 1][0].isupper():
        return False
    before = words[at - 1].lower().rstrip(".") if at else ""
    return not before or before in TITLES or is_people_noun(before)


def title_gender(titles: Sequence[str]) -> Gender:
    """The gender that titles tell: "Mr.", "spokeswoman"."""
    plain_titles = {title.lower().rstrip(".") for title in titles}
    if plain_titles & HIS_TITLES:
        return Gender.HE
    return Gender.SHE if plain_titles & HER_TITLES else Gender.UNKNOWN


def noun_gender(noun: str) -> Gender:
    """The gender that a noun tells: "wife", "spokesman"."""
    if noun in HIS_NOUNS or noun in HIS_TITLES:
        return Gender.HE
    return Gender.SHE if noun in HER_NOUNS or noun in HER_TITLES else Gender.UNKNOWN


def first_name_gender(name: str) -> Gender:
    """The gender that a common first name tells; unknown for one of both, like Kim."""
    first = name.partition(" ")[0].lower().rstrip(".")
    if (first in MALE_NAMES) == (first in FEMALE_NAMES):
        return Gender.UNKNOWN
    return Gender.HE if first in MALE_NAMES else Gender.SHE


def can_be_person(name: Sequence[str], *, introduced: bool) -> bool:
    """Whether capitalised words can be a person's name, and not a place or an organisation.

    `introduced` means that a title or a common first name opens them.
    """
    lower = [word.lower().rstrip(".") for word in name]
    # The last word decides: "Northern Ireland", "Ann Lee School", "Prime Minister".
    if lower[-1] in ORGANISATION_NAMES or lower[-1] in COUNTRIES or lower[-1] in TITLES:
        return False
    # One letter is an initial.
    has_first_name = introduced or is_first_name(name[0]) or len(lower[0]) == 1
    allowed = (
        NAME_PARTICLES | ADVERBS if has_first_name and len(name) == 2 else NAME_PARTICLES
    )  # Ann Long
    if any(word in _NOT_NAMES and word not in allowed for word in lower[1:]):
        return False
    if has_first_name:
        return True
    # "NATO Summit" is no person; initials have a point, or stand for a first name.
    shouted = any(word.isupper() and len(word) > 1 and "." not in word for word in name)
    return not shouted and not any(
        word in ORGANISATION_NAMES or word in COUNTRIES for word in lower
    )
