"""A question in, a grounded answer out: the whole flow."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from functools import partial
from typing import Final

from assistant.answer_builder import Made
from assistant.answer_store import AnswerStore
from assistant.answer_stream import final_answer
from assistant.clock import Clock
from assistant.errors import ModelError, QuestionError
from assistant.extractive import answerer
from assistant.extractive.answerer import FollowUp
from assistant.extractive.scored_sentence import ScoredSentence
from assistant.generation.generator import Generation, GenerationRequest, Options
from assistant.models import LLM
from assistant.questions import summary_questions
from assistant.questions.follow_up import recent, understand
from assistant.questions.interpretations import RewrittenQuestion, readings
from assistant.rendering.answer_text import Composer
from assistant.rendering.labels import Labels
from assistant.types import (
    Answer,
    Claim,
    Done,
    Event,
    Message,
    Sources,
)
from index.language.visible_text import visible
from index.retriever import Retriever
from index.types import EVERYTHING, Passage, Place, Scope

LONGEST_QUESTION: Final = 2_000
"""Characters."""

MOST_OTHERS: Final = 32
"""Paragraphs of an article that a model is asked about besides the passages found."""

LONGEST_ARTICLE: Final = 500
"""Paragraphs of an article among which those are sought."""

MOST_TOLD: Final = 64
"""Paragraphs cited in the turns before that are noted with an answer."""

NOTHING_HOLDS: Final = (
    "Nothing that the model wrote is supported by the paragraphs it was given. This is what the "
    "article says."
)


class Assistant:
    """Answers questions about the library's articles; without a model, in their own words."""

    def __init__(
        self,
        retriever: Retriever,
        answers: AnswerStore,
        model: LLM | None = None,
        options: Options | None = None,
    ) -> None:
        self._retriever = retriever
        self._answers = answers
        self._model = model
        self._options = options or Options()

    async def ask(
        self,
        question: str,
        scope: Scope = EVERYTHING,
        history: Sequence[Message] = (),
        owner: str | None = None,
    ) -> Answer:
        """The answer, whole; raises what `stream` raises."""
        return await final_answer(self.stream(question, scope, history, owner))

    async def stream(
        self,
        question: str,
        scope: Scope = EVERYTHING,
        history: Sequence[Message] = (),
        owner: str | None = None,
    ) -> AsyncGenerator[Event, None]:
        """Sources, then the claims in order and what is withheld, then Done.

        `history` are the turns before, which say what a follow-up is about and are no evidence.
        `owner` is who asks, to whom the kept answer belongs.
        A model that fails makes the answer `degraded`; closing the stream stops its request.

        Raises:
            QuestionError: there is no question in it, or too much.
            IndexingError: the index cannot be searched, or the answer not be kept.
        """
        question, history = check_question(question), recent(history)
        clock = Clock()
        with clock.tracing.whole():
            events = self._answered(question, scope, history, owner, clock)
            async with aclosing(events):
                async for event in events:
                    yield event

    async def _answered(
        self,
        question: str,
        scope: Scope,
        history: Sequence[Message],
        owner: str | None,
        clock: Clock,
    ) -> AsyncGenerator[Event, None]:
        stage = clock.tracing.stage
        with stage("understand"):
            understood, failure = await self._understand(question, history)
        clock.mark("understood")
        with stage("search"):
            passages, is_overview = await self._passages(understood, scope)
            found: list[ScoredSentence] | None = None
            if (self._model is None or failure) and not is_overview:
                read = await self._read(understood, passages, scope, history)
                understood, passages, found = read
        clock.mark("searched")
        yield Sources(tuple(passages), understood.question)

        generation: Generation | None = None
        if self._model is not None and failure is None and not understood.is_empty:
            more = partial(self._others, understood.question, passages, scope)
            told, given = understood.question, tuple(passages)
            asking = GenerationRequest(understood.last, told, given, None if is_overview else more)
            generation = Generation(asking, self._model, self._options, clock)
            try:
                async with aclosing(generation.events()) as events:
                    async for event in events:
                        clock.mark("first_claim" if isinstance(event, Claim) else "withheld")
                        yield event
            except ModelError as error:
                failure = str(error)

        claims = generation.claims if generation else []
        if not claims:
            if is_overview:
                claims = _claims(summary_questions.quoted(passages))
            elif found is not None:
                claims = _claims(found)
            else:
                claims, failure = await self._quoted(understood, passages, generation, failure)
            for claim in claims:
                clock.mark("first_claim")
                yield claim

        made = Made(understood, tuple(passages), tuple(claims), generation, failure)
        answer = made.answer(question, clock)
        with stage("keep"):
            await self._answers.keep(answer, {**_told_of(history), **made.held}, owner)
        clock.tracing.note(outcome=answer.outcome.value, model=answer.model)
        yield Done(answer)

    async def _understand(
        self, question: str, history: Sequence[Message]
    ) -> tuple[RewrittenQuestion, str | None]:
        """The question as it stands alone, and what failed when no model could say it so."""
        try:
            return await understand(question, history, self._model), None
        except ModelError as error:
            return await understand(question, history, None), str(error)

    async def _passages(
        self, understood: RewrittenQuestion, scope: Scope
    ) -> tuple[list[Passage], bool]:
        """The passages found or, for a question about an article as a whole, its beginning."""
        options = self._options
        search = partial(
            self._retriever.passages, understood.question, scope, fusion=options.fusion
        )
        found = await search(limit=options.passages, also=understood.cited)
        articles = {passage.article for passage in found}
        if len(articles) > 1 or not summary_questions.asks_for_overview(understood.last):
            return found, False
        beginning = await search(limit=0, also=summary_questions.lead(found[0].article))
        return sorted(beginning, key=lambda passage: passage.paragraph.number), True

    async def _read(
        self,
        understood: RewrittenQuestion,
        passages: list[Passage],
        scope: Scope,
        history: Sequence[Message],
    ) -> tuple[RewrittenQuestion, list[Passage], list[ScoredSentence]]:
        """What the question means after those before it: the first meaning that finds something.

        Where none does, the first of them. `passages` are those of the first.
        """
        for meaning in readings(understood.last, history):
            others = passages
            if meaning != understood:
                others, _ = await self._passages(meaning, scope)
            if found := await self._find(meaning, others):
                return meaning, others, found
        return understood, passages, []

    async def _find(
        self, understood: RewrittenQuestion, passages: Sequence[Passage]
    ) -> list[ScoredSentence]:
        if understood.is_empty:
            return []
        asked = understood.question
        hangs = None
        if understood.is_joined or understood.about:
            last = asked if understood.about else understood.last
            hangs = FollowUp(last, frozenset(understood.cited), understood.asked, understood.about)
        bounds = self._options.extractive
        return await asyncio.to_thread(answerer.find, asked, passages, bounds, hangs)

    async def _others(self, question: str, found: Sequence[Passage], scope: Scope) -> list[Passage]:
        """The other paragraphs of the article that the best passage is from, the best first."""
        article = found[0].article
        here = {each.paragraph.number for each in found if each.article == article}
        numbers = [each.number for each in article.paragraphs if each.number not in here]
        places = [Place(article.id, number) for number in numbers[:LONGEST_ARTICLE]]
        others = await self._retriever.passages(
            question, scope, limit=0, also=places, fusion=self._options.fusion
        )
        return others[:MOST_OTHERS]

    async def _quoted(
        self,
        understood: RewrittenQuestion,
        passages: Sequence[Passage],
        generation: Generation | None,
        failure: str | None,
    ) -> tuple[list[Claim], str | None]:
        """The articles' own sentences, where no model wrote any that holds; and what failed."""
        if generation is None or failure:
            found = await self._find(understood, passages)
        elif generation.is_silent:
            found = []
        else:
            nearest = answerer.nearest
            found = await asyncio.to_thread(nearest, understood.question, generation.passages)
            failure = NOTHING_HOLDS if found else None
        return _claims(found), failure


def check_question(question: str) -> str:
    """The question as it is read, with single spaces; QuestionError when there is none in it.

    So no pattern sees a run of white space, in which those that look for words between spaces
    would try every cut.
    """
    question = " ".join(visible(question).split())
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


def _told_of(history: Sequence[Message]) -> dict[Place, str | None]:
    """The paragraphs that the latest turns were about: a follow-up may repeat their words."""
    cited = [place for turn in history for place in turn.cited]
    return dict.fromkeys(cited[-MOST_TOLD:], None)


def _claims(answering: Sequence[ScoredSentence]) -> list[Claim]:
    """What was found as sentences with their markers, one after the other in the answer."""
    labels = Labels(found.article for found in answering)
    composer = Composer()
    return [
        composer.claim(
            found.text,
            [labels.cite(found.article, *quote) for quote in found.quotes],
            found.probability,
            found.basis,
        )
        for found in answering
    ]
