"""What a draft of a question is, and what all sorts of drafts have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeVar

from assistant.verification.detectors.names import names
from index.language.en.grammar.function_words import AUXILIARIES, FINITE_AUXILIARIES
from index.language.en.grammar.irregular_verbs import COMMON_PASTS
from index.language.en.grammar.pronouns import (
    DEMONSTRATIVES,
    ONE_PERSON,
    POSSESSIVES,
    SPEAKING,
    THIRD_PERSON,
)
from index.language.folding import fold
from index.language.word_lists import any_of, word_set
from index.types import Article

T = TypeVar("T")

_PER_PARAGRAPH: Final = 2  # drafts of a sort

_LEANING: Final = (
    THIRD_PERSON
    | SPEAKING
    | POSSESSIVES - {"your"}  # which is the reader's
    | DEMONSTRATIVES
    | word_set("there such to not how what who when where why whether if and but so then also")
)
_LEANS: Final = re.compile(rf"(?i){any_of(_LEANING)}\b|(?-i:{any_of(AUXILIARIES)}|[a-z]{{3,}}ed)\b")
_POINTS: Final = re.compile(
    r"""
    \b(?: this|these|here|such|there(?!\s(?:is|are|was|were)\b)|those(?!\s(?:who|with|in|\w+ed)\b)
      | that\s(?:age|time|day|week|month|year|point|case|way)
      | (?:former|latter|same|others?) )\b
  | \bthat$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Words for something that another sentence names."""

_PERSON: Final = re.compile(rf"(?i)\b{any_of(ONE_PERSON)}\b")
_SAID_IT: Final = re.compile(
    rf"(?i)\b(?:said|says|say|confirmed|believed?)\s(?:that\s)?(?:{any_of(THIRD_PERSON)}|we|I)\b"
)
_READER: Final = re.compile(r"\b(?:I|we|us|our|my|me|you|your)\b")
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"")

HAS_VERB: Final = re.compile(
    rf"\b(?:{any_of(FINITE_AUXILIARIES)}|\w{{3,}}ed|{any_of(COMMON_PASTS)})\b"
)
"""Roughly what tells a clause from a noun phrase."""


@dataclass(frozen=True, slots=True)
class DraftedQuestion:
    """A question drafted from a sentence of a paragraph, which answers it.

    `also` are further paragraphs that do. `facts` and `speakers` have their wordings as a question
    set has them; the first of each stands in the paragraph. `fills_gap` marks a sentence with a
    gap in place of a question.
    """

    kind: str
    question: str
    paragraph: int
    sentence: str
    facts: tuple[tuple[str, ...], ...] = ()
    speakers: tuple[str, ...] = ()
    also: tuple[int, ...] = ()
    fills_gap: bool = False


def is_clear(clause: str) -> bool:
    """Whether a clause is understood by itself: what it points to is named in it."""
    return not (
        _LEANS.match(clause)
        or _POINTS.search(clause)
        or _SAID_IT.search(clause)
        or _READER.search(unquoted(clause))
        or is_nameless(_PERSON.search(clause))
    )


def is_nameless(pronoun: re.Match[str] | None) -> bool:
    """Whether this is a pronoun before which nobody is named."""
    # A word in front: a sentence's first word has a capital anyway, so it alone would be no name.
    return pronoun is not None and not names(f"so {pronoun.string[: pronoun.start()]}")


def unquoted(text: str) -> str:
    """The text without what stands in quotation marks."""
    return _QUOTED.sub("", text)


def stands_in(words: str, text: str) -> bool:
    """Whether the text has these words, in this order and whole, whatever their case."""
    return (
        bool(words.strip())
        and re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(fold(words))}(?!\w)", fold(text)) is not None
    )


def inside(text: str, article: Article) -> str:
    """A beginning of a sentence as it reads inside of one: "The mayor" as "the mayor"."""
    first = re.match(r"[\w’'-]+", text)
    if first is None or first[0] != first[0].capitalize() or first[0] in _names(article):
        return text
    return text[0].lower() + text[1:]


def spread(drafts: Iterable[DraftedQuestion], most: int) -> list[DraftedQuestion]:
    """At most so many, from all over the article and each with an answer of its own.

    Questions go before gaps, and a paragraph's first before its second.
    """
    tiers: dict[tuple[bool, int], list[DraftedQuestion]] = {}
    before: Counter[tuple[bool, int]] = Counter()
    for each in drafts:
        place = (each.fills_gap, each.paragraph)
        tiers.setdefault((each.fills_gap, before[place]), []).append(each)
        before[place] += 1
    selection: list[DraftedQuestion] = []
    for (_, round_), tier in sorted(tiers.items()):
        if round_ < _PER_PARAGRAPH:
            selection += evenly(_others(tier, selection), most - len(selection))
    return sorted(selection, key=lambda each: each.paragraph)


def _others(
    drafts: Iterable[DraftedQuestion], selection: Iterable[DraftedQuestion]
) -> list[DraftedQuestion]:
    """The drafts from other sentences than those selected, and with other answers."""
    sentences = {each.sentence for each in selection}
    answers = {each.facts for each in selection if each.facts}
    others = []
    for each in drafts:
        if each.sentence not in sentences and each.facts not in answers:
            others.append(each)
            sentences.add(each.sentence)
            answers |= {each.facts} if each.facts else set()
    return others


def evenly(some: Sequence[T], most: int) -> list[T]:
    """At most so many of them, each from the middle of an equal share."""
    # Spread and not drawn: the same article gives the same drafts each time.
    share = min(most, len(some))
    return [some[(2 * at + 1) * len(some) // (2 * share)] for at in range(share)]


@lru_cache(maxsize=64)  # asked for each draft of an article
def _names(article: Article) -> frozenset[str]:
    return frozenset(name for each in article.paragraphs for name in names(each.text))
