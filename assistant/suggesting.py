"""Questions to begin with: what an article says, asked so that it answers them."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, zip_longest
from typing import Final

from assistant import extractive
from assistant.attribution import SpeakerKind, Statement, VerbKind, statements
from index.search import Search
from index.types import Article, Scope

MOST: Final = 4

_TRIED: Final = 12
"""Questions that are tried before it is enough."""

_ABOUT: Final = "What is this article about?"
_SHORT: Final = range(4, 15)
"""Words of a statement that a question can hold."""

_LEANS: Final = re.compile(r"(?i)(?:he|she|it|they|we|i|you|this|that|these|those|there|to|not)\b")
"""How a statement begins that is not understood outside of its sentence."""


_HAS_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do|did"
    r"|\w{3,}ed)\b"
)
"""Roughly what tells a clause from a noun phrase."""

_UNFIT: Final = re.compile(r"[“”‘\"\n?;:]")


async def suggested(article: Article, search: Search) -> list[str]:
    """Questions that the article answers in its own words; none about one in another language."""
    if article.language not in (None, "en"):
        return []
    found = [_ABOUT]
    within = Scope(article_ids=(article.id,))
    for question in list(_candidates(article))[:_TRIED]:
        if len(found) == MOST:
            break
        passages = await search.passages(question, within)
        if await asyncio.to_thread(extractive.find, question, passages):
            found.append(question)
    return found


def _candidates(article: Article) -> Iterator[str]:
    """Who says something, and what somebody says, by turns; who speaks most comes first."""
    said = [each for each in statements(article) if each.speaker.kind != SpeakerKind.REPORTER]
    often = Counter(each.speaker for each in said)
    who = (f"Who says {_clause(each, article)}?" for each in said if _stands_alone(each, article))
    what = (f"What does {speaker.name} say?" for speaker, _ in often.most_common())
    pairs = chain.from_iterable(zip_longest(who, what))
    return (question for question in dict.fromkeys(pairs) if question)


def _stands_alone(statement: Statement, article: Article) -> bool:
    content = statement.content(article)
    return (
        not statement.direct
        and statement.start > statement.sentence.start  # or its first letter may be a capital
        and len(content.split()) in _SHORT
        and not _LEANS.match(content)
        and statement.verb_kind is VerbKind.SAID
        and _HAS_VERB.search(content) is not None
        and not _UNFIT.search(content)
    )


def _clause(statement: Statement, article: Article) -> str:
    return statement.content(article).rstrip(" .,;:")
