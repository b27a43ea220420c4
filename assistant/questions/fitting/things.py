"""The length or the name of the thing that a question names, or which of some it was."""

from __future__ import annotations

import re
from typing import Final

from assistant.questions.answer_types import AnswerType, chosen_from, thing_of
from assistant.questions.fitting.patterns import HAS_LENGTH, LONG
from index.language.en.grammar.function_words import STOP_WORDS
from index.language.folding import fold
from index.language.synonyms import synonyms
from index.language.terms import terms

_WORD: Final = re.compile(r"[^\W_][\w’'-]*")


def has_length(question: str, sentence: str) -> bool:
    """Whether a length is of the thing asked about: "an 18-month trial", "the trial lasts"."""
    head = _head(thing_of(question, AnswerType.LENGTH))
    text = fold(sentence)
    if head.isdisjoint(terms(text)):
        return False
    found = [*LONG.finditer(text)]
    if found and HAS_LENGTH.search(text):
        return True
    return any(not head.isdisjoint(terms(_next_words(text, each.end()))) for each in found)


def has_name(question: str, sentence: str) -> bool:
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


def has_one(question: str, sentence: str) -> bool:
    """Whether a sentence has one of those asked about, or a name, which may be one."""
    wanted = set(terms(chosen_from(question)))
    wanted |= {each for word in wanted for each in synonyms(word)}
    return not wanted.isdisjoint(terms(sentence)) or bool(_names_not_in(question, sentence))


def _names_not_in(question: str, sentence: str) -> set[str]:
    """The names of a sentence that the question has not; what begins it may be none."""
    words = [found[0] for found in _WORD.finditer(sentence)][1:]
    asked = set(re.findall(r"[\w'-]+", fold(question)))
    return {word for word in words if word[0].isupper() and fold(word) not in asked | STOP_WORDS}
