"""A follow-up rewritten as one question, with words of the question before it: English."""

from __future__ import annotations

import re
from typing import Final

from assistant.questions.follow_ups.noun_phrases import LONGEST, WORD, Kind, Part, is_person, parts
from index.language.en.grammar.function_words import (
    ASKING_AUXILIARIES,
    AUXILIARIES,
    PREPOSITIONS,
    STOP_WORDS,
)
from index.language.folding import fold
from index.language.word_lists import any_of, word_set

MOST: Final = 3
"""Parts of a question that another is tried in place of."""

DASH: Final = " – "
"""Between a question and a further one about it."""

_WH_WITH_AUXILIARY: Final = re.compile(
    r"(?i)\W*(?:(?:when|where|why|how(?:\s+(?:many|much|long|often|far)(?:\s+\w+)?)?|what(?:\s+time|"
    r"\s+day|\s+year)?|since\s+when)\s+)?(?="
    rf"{any_of(ASKING_AUXILIARIES)}\b\s+(?!there\b))"
)
_ASKED_OTHERWISE: Final = re.compile(
    r"""(?xi) \W*(?:(?:and|but|so|or)\b[\s,]*)?
    (?P<word> when | where | why(?P<not>\snot)? | since\swhen | how\scome | how\slong\sago
      | (?:what|which)\s(?:day|year|time|month|date) )
    (?:\s+(?:is|was|were|are|did|does|has)\s+(?:that|this|it|they)(?:\s+(?:so|happen|happened|be))?
    )? \W*"""
)
_DENIED: Final = {"will": "won’t", "can": "can’t"}
_COUNTED_BARE: Final = re.compile(
    rf"(?i)\W*(?:(?:and|but)\s)?(?P<many>how\smany)\s{any_of(AUXILIARIES)}\b"
)
_COUNTED: Final = re.compile(r"(?i)\W*how\smany\s(?P<noun>[\w-]+)\b")
_OPENING: Final = word_set("says tell any whose")


def asks_otherwise(question: str) -> bool:
    """Whether it is only a question word, with or without "did that happen"."""
    return _ASKED_OTHERWISE.fullmatch(question[:LONGEST]) is not None


def asked_otherwise(before: str, question: str) -> str | None:
    """The question before with another question word: "Why did it?", "When?": "When did it?"."""
    match = _ASKED_OTHERWISE.fullmatch(question)
    opening = _WH_WITH_AUXILIARY.match(before)
    if match is None or opening is None or len(before) > LONGEST:
        return None
    word, asked = match["word"], before[opening.end() :]
    if match["not"]:
        auxiliary, _, rest = asked.partition(" ")
        word, asked = "why", f"{_DENIED.get(fold(auxiliary), f'{auxiliary}n’t')} {rest}"
    return f"{word[0].upper()}{word[1:].lower()} {asked[0].lower()}{asked[1:]}"


def with_part(before: str, part: str) -> list[str]:
    """The question before with what is asked about in place of what it was about, likeliest first.

    "When was the fire?", "the ferry": "When was the ferry?".
    """
    first, _, rest = part.partition(" ")
    preposition = fold(first) if fold(first) in PREPOSITIONS else ""
    part = rest.strip() if preposition else part
    if len(before) > LONGEST or len(part) > LONGEST:
        return []
    here = parts(part)
    if not here or here[0].start or len(here[0].text) < len(part):
        return []
    kind = here[0].kind
    if preposition:
        return [_with_phrase(before, preposition, part, kind)]
    replaceable = [each for each in parts(before) if _is_near(each.kind, kind)]
    replaceable.sort(key=lambda each: each.kind is not kind)
    return [
        _put(before, each.start, each.end, _in_case(part, each, kind))
        for each in replaceable[:MOST]
    ]


def _with_phrase(before: str, preposition: str, part: str, kind: Kind) -> str:
    phrases = [each for each in parts(before) if each.preposition not in ("", "of")]
    same = [
        each for each in phrases if each.preposition == preposition and _is_near(each.kind, kind)
    ]
    alike = [each for each in phrases if _is_near(each.kind, kind)]
    phrase = f"{preposition} {part}"
    if not (same or alike):
        return f"{before.rstrip(' ?.!')} {phrase}?"
    old = (same or alike)[-1]
    if part.endswith(("'s", "’s")):
        phrase = f"{preposition} {_in_case(part, old, kind)}"
    return _put(before, old.preposition_start, old.end, phrase)


def _is_near(one: Kind, other: Kind) -> bool:
    # Names and nouns may replace each other, a time only another time.
    return (one is Kind.TIME) is (other is Kind.TIME)


def _in_case(part: str, old: Part, kind: Kind) -> str:
    """As an owner where the old part has one: "Cuba" for "Venezuela" in "Venezuela's leaders"."""
    _, mark, owned = old.text.partition("’s " if "’s " in old.text else "'s ")
    # "The sheriff" is asked about instead of "Vera Lind's brother", not instead of Vera Lind.
    is_other = old.kind is not kind or (is_person(part) and is_person(owned))
    owner = part.removesuffix("'s").removesuffix("’s")
    return f"{owner}{mark}{owned}" if mark and not is_other else part


def _put(text: str, start: int, end: int, new: str) -> str:
    return f"{text[:start]}{new}{text[end:]}"


def with_counted(question: str, before: str) -> str | None:
    """The question with what is counted, where it leaves that to the question before.

    "How many were moved?" after "How many people were killed?": "How many people were moved?".
    """
    bare, asked = _COUNTED_BARE.match(question), _COUNTED.match(before)
    if bare is None or asked is None or fold(asked["noun"]) in AUXILIARIES:
        return None
    return _put(question, bare.end("many"), bare.end("many"), f" {asked['noun']}")


def in_one(before: str, question: str) -> str:
    """Both as one question: "Did anyone die – how many?"."""
    stop = before.rstrip(" ?.!")
    first = WORD.search(question)
    if first is not None and fold(first[0]) in STOP_WORDS | AUXILIARIES | _OPENING:
        question = question[0].lower() + question[1:]
    return f"{stop}{DASH}{question}"
