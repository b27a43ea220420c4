"""The noun phrases of a question, by rules: English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from index.language.en.calendar import RELATIVE_DAYS, TIMES
from index.language.en.grammar.function_words import (
    ARTICLES,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    HAVE,
    PREPOSITIONS,
    STOP_WORDS,
)
from index.language.en.grammar.irregular_verbs import PARTICIPLES
from index.language.en.grammar.pronouns import DEMONSTRATIVES, POSSESSIVES
from index.language.en.nouns import PEOPLE, is_source_noun
from index.language.folding import fold
from index.language.word_lists import any_of, word_set

LONGEST: Final = 200
"""Characters of a question of which parts are replaced."""

# Stop words that noun phrases go on with: "the only bridge", "the other two".
_WITHIN: Final = word_set("same other own only few more most")
_TODAY: Final = RELATIVE_DAYS | {"ago"}
ENDS: Final = (
    STOP_WORDS | AUXILIARIES | PREPOSITIONS | CONJUNCTIONS | _TODAY | {"worth"}
) - _WITHIN
"""Words with which no noun phrase goes on."""

WORD: Final = re.compile(r"\w+(?:[-.’']\w+)*(?:[’'](?!\w))?")

_THE: Final = ARTICLES | DEMONSTRATIVES | POSSESSIVES
_PARTICIPLE: Final = re.compile(rf"\w{{2,}}(?:ed|en|ing)|{any_of(PARTICIPLES)}")
_OWNERS: Final = ("'s", "’s", "s'", "s’")


class Kind(Enum):
    """The kind of thing that a part of a question stands for."""

    NAME = "name"
    NOUN = "noun"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Part:
    """A noun phrase of a question: "the mayor of Aldon"; `preposition` stands before it."""

    text: str
    start: int
    end: int
    kind: Kind
    preposition: str = ""
    preposition_start: int = 0


def parts(text: str) -> list[Part]:
    """The noun phrases that begin with an article, a capital or a number, in order."""
    tokens = [*WORD.finditer(text)]
    phrases: list[Part] = []
    at = 0
    while at < len(tokens):
        end = _phrase_end(tokens, at)
        if end <= at:
            at += 1
            continue
        part = _part(text, tokens, at, end)
        if phrases and part.preposition == "of" and phrases[-1].end + 1 == part.preposition_start:
            before = phrases.pop()  # the mayor of Aldon
            whole = text[before.start : part.end]
            part = replace(before, text=whole, end=part.end)
        phrases.append(part)
        at = end
    return phrases


def is_person(text: str) -> bool:
    """Whether a noun phrase is of a person or several, by its words."""
    words = (fold(each) for each in re.findall(r"\w+", text.partition(" of ")[0]))
    return any(word in PEOPLE or word.removesuffix("s") in PEOPLE for word in words)


def _part(text: str, tokens: Sequence[re.Match[str]], at: int, end: int) -> Part:
    start, stop = tokens[at].start(), tokens[end - 1].end()
    words = [fold(each[0]) for each in tokens[at:end]]
    if any(word in TIMES or word[0].isdigit() for word in words[-1:]):
        kind = Kind.TIME
    elif words[0] in _THE or not tokens[at][0][0].isupper():
        kind = Kind.NOUN
    else:
        kind = Kind.NAME
    before = tokens[at - 1] if at else None
    if before is None or fold(before[0]) not in PREPOSITIONS | {"of"}:
        return Part(text[start:stop], start, stop, kind)
    return Part(text[start:stop], start, stop, kind, fold(before[0]), before.start())


def _phrase_end(tokens: Sequence[re.Match[str]], at: int) -> int:
    """The index after the phrase that begins with a token; `at` when none does."""
    word = fold(tokens[at][0])
    if word in _THE:
        end = _run(tokens, at + 1)
        if end - at > 2 and _has_verb_at_end(tokens, at, end):
            end = _before_verb(tokens, at, end)
        return end if end > at + 1 else at
    is_name = tokens[at][0][0].isupper() and word.removesuffix("'s") not in ENDS
    if not is_name and not word[0].isdigit():
        return at
    end = at + 1
    while end < len(tokens) and _adjoins(tokens, end) and tokens[end][0][0].isupper():
        end += 1
    if at == 0 and end == 1 and not tokens[0][0].endswith(_OWNERS):
        return at if len(tokens) > 1 else end  # a sentence's first word
    if tokens[end - 1][0].endswith(_OWNERS):  # Cuba's leaders
        owned = _run(tokens, end)
        has_verb = owned - end > 1 and _has_verb_at_end(tokens, at, owned)
        end = _before_verb(tokens, end - 1, owned) if has_verb else owned
    return end


def _before_verb(tokens: Sequence[re.Match[str]], at: int, end: int) -> int:
    """Where the subject ends: after its last word for a person, else before the last word."""
    people = [each for each in range(at + 1, end - 1) if is_source_noun(fold(tokens[each][0]))]
    if people:
        return people[-1] + 1
    while end - at > 3 and tokens[end - 1][0][0].isupper():  # did the ferry leave Norden
        end -= 1
    return end - 1


def _run(tokens: Sequence[re.Match[str]], at: int) -> int:
    while at < len(tokens) and fold(tokens[at][0]) not in ENDS and _adjoins(tokens, at):
        at += 1
    return at


def _adjoins(tokens: Sequence[re.Match[str]], at: int) -> bool:
    # A comma or a dash ends a phrase.
    gap = tokens[at].string[tokens[at - 1].end() : tokens[at].start()]
    return gap.isspace()


def _has_verb_at_end(tokens: Sequence[re.Match[str]], at: int, end: int) -> bool:
    """Whether the words after "the" end with the question's verb: did the ferry sink."""
    words = [fold(each[0]) for each in tokens[: end + 1]]
    while at > 2 and words[at - 1] == "of":  # did the bow of the ferry open
        at = next((back for back in range(at - 2, 0, -1) if words[back] in _THE), 0)
    before = words[at - 1] if at else ""
    if before in BE:
        return _PARTICIPLE.fullmatch(words[end - 1]) is not None
    if before in HAVE:
        return end == len(words) or words[end] not in BE
    return before in AUXILIARIES
