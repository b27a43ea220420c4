"""Whom a question calls by name, role or organisation: "Lee", "the mayor", "the White House"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.attribution.entities.person_names import plain, without_titles
from assistant.attribution.types import Speaker, SpeakerKind
from index.language.en.grammar.function_words import DETERMINERS, PREPOSITIONS
from index.language.en.nouns import is_document_noun, is_organisation_noun, is_people_noun
from index.language.en.spelling.american_spelling import BRITISH
from index.language.word_lists import word_set

# A phrase's head stands before the first of these: "the union leader | from Leeds".
_CUTS: Final = PREPOSITIONS | word_set("of close familiar who whose that and")
# With one of these it is another role: neither a former mayor nor a deputy is the mayor.
_NO_LONGER: Final = word_set("former ex ex- late then past deputy vice assistant")
# Who speaks for the organisation whose name stands before or after: "White House official".
_SPEAKING_FOR: Final = word_set(
    """
    official spokesman spokeswoman spokesperson secretary aide representative chief officer lawyer
    attorney statement president leader director head chair chairman chairwoman
    """
)
# What a company's name ends with, and a question leaves out: "Larkin" is Larkin & Sons.
_OF_COMPANIES: Final = word_set(
    "& and sons brothers bros inc inc. corp corp. corporation company co co. ltd ltd. group plc llc"
)
_FOR: Final = re.compile(r"\b(?P<who>[\w'-]+)\s(?:for|of)\s(?:the\s)?(?P<whom>[\w' .-]+)")


def is_meant_by(name: str, speaker: Speaker, mention: str) -> bool:
    """Whether a name in a question can mean a speaker whom the article mentions in these words.

    A role is only of who has it: not of a former mayor, nor of the mayor's wife.
    """
    parts = re.split(r"(?<!\s)\s+and\s+", name)
    return any(_is_called(part, speaker, mention) for part in parts)


def means_document(name: str) -> bool:
    """Whether a name is that of something written: "the report", not "the Post"."""
    words = _head_phrase(name)
    return bool(words) and is_document_noun(words[-1]) and words[-1] in name.split()


def _is_called(name: str, speaker: Speaker, mention: str) -> bool:
    name_words = _words(name)
    if speaker.kind is SpeakerKind.NAMED and _has_name(name, speaker):
        return True
    if name_words and _is_company(name_words, speaker):
        return True
    described = [speaker.description or "", mention, _title(speaker, mention)]
    # A person's name is compared as a name; any other is a description: "two union leaders".
    if speaker.kind is not SpeakerKind.NAMED or speaker.count != 1:
        described.append(speaker.name)
    about = [word for text in described for word in _words(text)]
    return bool(name_words) and any(
        _has_role(name_words, text, about)
        # A ministry's spokeswoman speaks for it; a person's lawyer is somebody else.
        or (not _is_of_person(name, text) and _speaks_for(name_words, text))
        for text in described
    )


def _title(speaker: Speaker, mention: str) -> str:
    """What stands before the name: "Mayor" of "Mayor Ann Lee"."""
    words, names = mention.partition(",")[0].split(), speaker.name.split()
    name = (at for at, word in enumerate(words) if word in names and not _is_role(word))
    return " ".join(words[: next(name, 0)])


def _is_role(word: str) -> bool:
    return is_people_noun(word.lower())


def _is_of_person(name: str, text: str) -> bool:
    """Whether it says whose lawyer or spokesman it is, of a person: "Ann Lee's", "Ms. Lee's"."""
    words = name.split()
    person = len(words) > 1 and words[0].lower() not in DETERMINERS
    return person and re.search(rf"{re.escape(words[-1])}['’]s?\b", text, re.IGNORECASE) is not None


def _has_name(name: str, speaker: Speaker) -> bool:
    _, bare = without_titles(plain(name).split())
    if not {"of", "for"}.isdisjoint(bare):
        return False  # the head of Halden Terminals
    asked_words, speaker_words = [each.lower() for each in bare], _words(speaker.name)
    if not asked_words or asked_words[-1] != speaker_words[-1]:
        return False
    return len(asked_words) == 1 or asked_words[0] == speaker_words[0] or len(speaker_words) == 1


def _is_company(asked_words: Sequence[str], speaker: Speaker) -> bool:
    """Whether it is the name of a company without its "& Sons"."""
    words = _words(speaker.name)
    rest = words[len(asked_words) :]
    starts = words[: len(asked_words)] == list(asked_words)
    return bool(rest) and starts and all(word in _OF_COMPANIES for word in rest)


def _has_role(asked_words: Sequence[str], text: str, about: Sequence[str]) -> bool:
    """Whether the text's head is that of what is asked for, and all that is told has its words."""
    head = _head_phrase(text)
    if len(asked_words) == 1 and "".join(head[-2:]) == asked_words[0]:
        return True  # the headteacher, a head teacher
    cut = next((at for at, word in enumerate(asked_words) if word in _CUTS), len(asked_words))
    if not head or cut == 0 or not _alike(head[-1], asked_words[cut - 1]):
        return False
    role_words = [word for word in asked_words if word not in _CUTS]
    lapsed = _NO_LONGER.intersection(head) - set(asked_words)
    return not lapsed and all(any(_alike(word, each) for each in about) for word in role_words)


def _speaks_for(asked_words: Sequence[str], text: str) -> bool:
    """Whether it is an official of the organisation, or speaks for it."""
    head = _head_phrase(text)
    if _NO_LONGER.intersection(head) or any(word in _CUTS for word in asked_words):
        return False
    by_name = len(head) > len(asked_words) and head[: len(asked_words)] == list(asked_words)
    if by_name and _singular(head[-1]) in _SPEAKING_FOR:
        return True
    spoken_for = _FOR.search(" ".join(_words(text)))
    if spoken_for is None or _singular(spoken_for["who"]) not in _SPEAKING_FOR:
        return False
    whom = spoken_for["whom"].split()
    # "The union" is any whose name ends so: a spokeswoman for the Transport Workers Union.
    by_noun = len(asked_words) == 1 and is_organisation_noun(asked_words[0])
    cut = next((at for at, word in enumerate(whom) if word in _CUTS), len(whom))
    return whom[: len(asked_words)] == list(asked_words) or (
        by_noun and whom[:cut][-1:] == list(asked_words)
    )


def _head_phrase(text: str) -> list[str]:
    """The words of a phrase up to its head noun: "union leader" of "a union leader from Leeds"."""
    words = _words(text.partition(",")[0])
    cut = next((at for at, word in enumerate(words) if at and word in _CUTS), len(words))
    return words[:cut]


def _words(text: str) -> list[str]:
    words = plain(text).lower().replace(",", " ").split()
    return [word.strip(".()\"'") for word in words if word not in DETERMINERS]


def _singular(word: str) -> str:
    if word.endswith("men"):
        return f"{word[:-2]}an"
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word if word.endswith("ss") else word.removesuffix("s")


def _alike(one: str, other: str) -> bool:
    """Whether two words are the same, in the plural or not, or a country and its people."""
    one, other = (BRITISH.get(word, word) for word in (_singular(one), _singular(other)))
    same = one == other
    # "Cuba" and "Cuban"; shorter words begin too many others.
    shorter, longer = sorted((one, other), key=len)
    return same or (len(shorter) > 3 and longer.startswith(shorter) and longer.endswith("n"))
