"""A question in, a grounded answer out: the whole flow."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from time import perf_counter
from typing import Final

from assistant import extractive
from assistant.errors import QuestionError
from assistant.extractive import Found
from assistant.labels import Labels
from assistant.types import (
    Answer,
    Citation,
    Claim,
    Done,
    Event,
    Outcome,
    Source,
    Sources,
    Timings,
    Usage,
)
from index.search import EVERYTHING, Search
from index.types import Passage, Scope

LONGEST_QUESTION: Final = 2_000
"""Characters."""

PASSAGES: Final = 8

NOT_FOUND: Final = "The article does not clearly say."
NOT_FOUND_IN_SEVERAL: Final = "The articles do not clearly say."


class Assistant:
    """Answers questions about the library's articles, in their own words."""

    def __init__(self, search: Search) -> None:
        self._search = search

    async def ask(self, question: str, scope: Scope = EVERYTHING) -> Answer:
        """The answer, whole; raises what `stream` raises."""
        async for event in self.stream(question, scope):
            if isinstance(event, Done):
                return event.answer
        raise AssertionError("a stream ends with Done")

    async def stream(self, question: str, scope: Scope = EVERYTHING) -> AsyncIterator[Event]:
        """Sources, then the claims in order, then Done.

        Raises:
            QuestionError: there is no question in it, or too much.
            IndexingError: the index cannot be searched.
        """
        clock = _Clock()
        question = check_question(question)
        passages = await self._search.passages(question, scope, limit=PASSAGES)
        searched = clock.elapsed()
        yield Sources(tuple(passages))

        claims = _claims(await asyncio.to_thread(extractive.find, question, passages))
        first_claim = clock.elapsed() if claims else None
        for claim in claims:
            yield claim

        yield Done(
            Answer(
                id=secrets.token_hex(8),
                asked=clock.started,
                question=question,
                standalone_question=question,
                outcome=Outcome.ANSWERED if claims else Outcome.NOT_FOUND,
                text=" ".join(claim.text for claim in claims) or _not_found(passages),
                claims=tuple(claims),
                withheld=(),
                closest=None if claims else _closest(passages[0]),
                passages=tuple(Source.of(passage) for passage in passages),
                model=extractive.NAME,
                prompt=None,
                usage=Usage(),
                timings=Timings(searched, first_claim, clock.elapsed()),
            )
        )


def check_question(question: str) -> str:
    """The question without the space around it; QuestionError when there is none in it."""
    question = question.strip()
    if not question:
        raise QuestionError("the question is empty; ask something about the articles")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"the question has {len(question):,} characters, {LONGEST_QUESTION:,} is the most. "
            "To ask about a text, ingest it as an article first."
        )
    if not re.search(r"\w", question):
        raise QuestionError("there are no words in the question; ask in words")
    return question


def _claims(answering: Sequence[Found]) -> list[Claim]:
    """What was found as sentences with their markers, one after the other in the answer."""
    labels = Labels(found.article for found in answering)
    claims: list[Claim] = []
    start = 0
    for found in answering:
        citation = labels.cite(found.article, found.paragraph, found.sentence)
        text = _marked(found.text, citation)
        claims.append(Claim(text, start, start + len(text), found.probability, (citation,)))
        start += len(text) + 1
    return claims


def _marked(text: str, citation: Citation) -> str:
    """With its marker: behind a quoted sentence, inside one of ours, which ends without a stop."""
    quoted = text in citation.quote
    return f"{text} [{citation.label}]" if quoted else f"{text} [{citation.label}]."


def _closest(passage: Passage) -> Citation:
    labels = Labels([passage.article])
    return labels.cite(passage.article, passage.paragraph.number, passage.sentence)


def _not_found(passages: Sequence[Passage]) -> str:
    several = len({passage.article.id for passage in passages}) > 1
    return NOT_FOUND_IN_SEVERAL if several else NOT_FOUND


class _Clock:
    def __init__(self) -> None:
        self.started = datetime.now(UTC)
        self._start = perf_counter()

    def elapsed(self) -> float:
        """Milliseconds since the question came."""
        return round((perf_counter() - self._start) * 1000, 1)
