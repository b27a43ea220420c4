"""Questions to begin with: what an article says, asked so that it answers them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from itertools import chain, zip_longest
from typing import Final, NamedTuple

from assistant.attribution import (
    Speaker,
    SpeakerKind,
    Statement,
    VerbKind,
    statements,
)
from assistant.testimony.stance_sentences import names
from assistant.types import Answer
from index.language.en.grammar.function_words import (
    AUXILIARIES,
    CONJUNCTIONS,
    FINITE_AUXILIARIES,
    PREPOSITIONS,
)
from index.language.en.grammar.pronouns import DEMONSTRATIVES, SPEAKING, THIRD_PERSON
from index.language.languages import language_of
from index.language.word_lists import any_of
from index.types import Article, Scope

Ask = Callable[[str, Scope], Awaitable[Answer]]

MOST: Final = 4

_TRIED: Final = 12
"""Questions that are tried at most: each costs an answer."""

_ABOUT: Final = "What is this article about?"
_SHORT: Final = range(4, 15)
"""Words of a statement that a question can hold."""

_LEANS: Final = re.compile(
    rf"(?i)(?:{any_of(THIRD_PERSON | SPEAKING | DEMONSTRATIVES)}|there|to|not)\b"
)
"""How a statement begins that is not understood outside of its sentence."""


_BEGINS: Final = re.compile(r"(?:the|an?|no|all|some|most|many)\s|[A-Z\d$£€]")
"""How a noun phrase begins, by which a statement says what it is about."""

_NO_SUBJECTS: Final = AUXILIARIES | CONJUNCTIONS | PREPOSITIONS
"""Words with which a statement begins that has no subject of its own."""


_HAS_VERB: Final = re.compile(rf"\b(?:{any_of(FINITE_AUXILIARIES)}|\w{{3,}}ed)\b")
"""Roughly what tells a clause from a noun phrase."""

_UNFIT: Final = re.compile(r"[“”‘\"\n?;:,—–]")


class _Candidate(NamedTuple):
    """A question, and who has to be named in its answer."""

    question: str
    speaker: Speaker


async def suggested(article: Article, ask: Ask) -> list[str]:
    """Questions that the article answers in its own words; none about one in another language.

    Each has been asked of this article alone, as whoever chooses it does.
    """
    if not language_of(article.language).has_rules:
        return []
    scope = Scope.of([article.id])
    about = await ask(_ABOUT, scope)
    questions = [_ABOUT] if about.claims else []
    for candidate in list(_candidates(article))[:_TRIED]:
        if len(questions) == MOST:
            break
        if _names(candidate.speaker, await ask(candidate.question, scope)):
            questions.append(candidate.question)
    return questions


def _names(speaker: Speaker, answer: Answer) -> bool:
    """Whether an answer names this speaker."""
    quotes = (each.quote for claim in answer.claims for each in claim.citations)
    return any(names(speaker, text) for text in (answer.text, *quotes) if answer.claims)


def _candidates(article: Article) -> Iterator[_Candidate]:
    """“Who says …?” and “What does … say?” by turns; about who speaks most first."""
    spoken = [
        each
        for each in statements(article)
        if each.clear and each.speaker.kind != SpeakerKind.REPORTER
    ]
    often = Counter(each.speaker for each in spoken)
    who = (_who_says(each, article) for each in spoken if _stands_alone(each, article))
    # By turns, so that both kinds are among the few that are shown.
    what = (_what_says(speaker) for speaker, _ in often.most_common())
    pairs = chain.from_iterable(zip_longest(who, what))
    return (candidate for candidate in dict.fromkeys(pairs) if candidate)


def _who_says(statement: Statement, article: Article) -> _Candidate:
    clause = statement.content(article).rstrip(" .,;:")
    return _Candidate(f"Who says {clause}?", statement.speaker)


def _what_says(speaker: Speaker) -> _Candidate:
    return _Candidate(f"What did {speaker.name} say?", speaker)


def _stands_alone(statement: Statement, article: Article) -> bool:
    content = statement.content(article)
    return (
        not statement.direct
        and statement.start > statement.sentence.start  # or its first letter may be a capital
        and len(content.split()) in _SHORT
        and content.split()[0].lower() not in _NO_SUBJECTS
        and _BEGINS.match(content) is not None
        and not _LEANS.match(content)
        and statement.verb_kind is VerbKind.SAID
        and _HAS_VERB.search(content) is not None
        and not _UNFIT.search(content)
    )
