"""From a question to a grounded answer: rewrite, retrieve, select, generate, verify, render."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from assistant import answerers
from assistant.answer_builder import AnswerBuilder
from assistant.answer_stream import QuestionAnswerer
from assistant.errors import ModelError, OtherLanguage, ReplyBroken
from assistant.events import (
    Called,
    Examined,
    Failed,
    Noted,
    Retrieved,
    Rewritten,
    Selected,
    StageEvent,
)
from assistant.extractive import answerer
from assistant.generation.nothing_left import nothing_left
from assistant.generation.reranking import Candidates, select
from assistant.generation.strategy import Strategy
from assistant.keeping import kept
from assistant.models import LLM
from assistant.options import Options
from assistant.questions.follow_ups.follow_up import recent, understand
from assistant.questions.follow_ups.rewritten_question import RewrittenQuestion
from assistant.questions.wording.question_text import check_question
from assistant.questions.wording.wording import Wording
from assistant.rendering.plain_replies import plain_reply
from assistant.rendering.quoted_claims import quoted_claims
from assistant.retrieval import Retrieval
from assistant.scoping import ScopeReader
from assistant.scored_sentence import ScoredSentence
from assistant.searcher import Conversation, Searcher
from assistant.store.answer_store import AnswerStore
from assistant.tracing import Clock, Tracing
from assistant.types import (
    Claim,
    Done,
    Event,
    Kind,
    Message,
    Sources,
    Withheld,
)
from index.retriever import Retriever
from index.types import EVERYTHING, Scope

if TYPE_CHECKING:
    from assistant.verification.exam.standing import Standing

StageEvents = AsyncGenerator[StageEvent, None]


class Assistant(QuestionAnswerer):
    """Answers questions about the library's articles; without a model, in their own words."""

    def __init__(  # noqa: PLR0913 - a part each
        self,
        retriever: Retriever,
        answers: AnswerStore,
        model: LLM | None = None,
        options: Options | None = None,
        standing: Standing | None = None,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        """`today` is the day from which "last month" is counted."""
        self._answers = answers
        self._model = model
        self._options = options or Options()
        self._standing = standing
        self._retrieval = Retrieval(retriever, self._options.passages, self._options.fusion)
        self._searcher = Searcher(
            self._retrieval, ScopeReader(retriever, today), self._options.extractive
        )

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
            IndexingError: the index cannot be searched. That an answer could not be kept, a note
                says.
        """
        checked = check_question(question)
        clock, tracing = Clock(), Tracing()
        with tracing.whole():
            options = await self._options_now()
            conversation = Conversation(Wording.of(checked), scope, recent(history), options)
            async with aclosing(self._answered(conversation, owner, clock, tracing)) as events:
                async for event in events:
                    yield event

    async def _answered(
        self, conversation: Conversation, owner: str | None, clock: Clock, tracing: Tracing
    ) -> AsyncGenerator[Event, None]:
        """Each stage reads what those before it have reported, and reports what it does itself."""
        # Every stage is run, also after a failure: each sees in `built` whether it has work.
        built = AnswerBuilder.begin(conversation.wording.typed, clock.started)
        for stage in (self._rewrite, self._retrieve, self._select, self._generate, self._quote):
            try:
                async with aclosing(stage(conversation, built, tracing)) as events:
                    async for event in events:
                        built = built.add(event, clock.elapsed())
                        if isinstance(event, Sources | Claim | Withheld):
                            yield event
            except ModelError as error:  # what it wrote before is kept, else articles are quoted
                built = built.add(Failed(error.failure), clock.elapsed())

        with tracing.stage("keep"):
            answer = built.answer(clock.elapsed())
            audience, before = conversation.scope.readable_by, conversation.history
            answer = await kept(answer, built.held, before, self._answers, owner, audience)
        tracing.note(outcome=answer.outcome.value, model=answer.model)
        yield Done(answer)

    async def _rewrite(
        self, conversation: Conversation, _: AnswerBuilder, tracing: Tracing
    ) -> StageEvents:
        """The question so that it stands alone, by rules where the model fails."""
        wording, history = conversation.wording, conversation.history
        with tracing.stage("understand"):
            try:
                question = wording.own if self._model else wording.plain
                rewritten = await understand(question, history, self._model)
            except ModelError as error:
                # Reported, not raised: the stages after this one then do without the model.
                yield Failed(error.failure)
                rewritten = await understand(wording.plain, history, None)
        for call in rewritten.calls:
            yield Called(call)
        yield Rewritten(rewritten)

    async def _retrieve(
        self, conversation: Conversation, built: AnswerBuilder, tracing: Tracing
    ) -> StageEvents:
        """The passages, and without a model the sentences that answer."""
        with tracing.stage("search"):
            asks_model = self._asks_model(built)
            retrieved = await self._searched(built.rewritten, conversation, asks_model)
        yield retrieved
        yield Sources(retrieved.passages, retrieved.shown, retrieved.is_list)

    async def _searched(
        self, question: RewrittenQuestion, conversation: Conversation, asks_model: bool
    ) -> Retrieved:
        """What is found, or said where no article is searched."""
        said = plain_reply(question.last, asks_model=asks_model)
        if said is None:
            return await self._searcher.search(question, conversation, asks_model)
        kind, reply = said
        shown = conversation.wording.shown(question.last)
        empty = RewrittenQuestion(question.last, question.last, is_empty=True)
        return Retrieved(empty, (), kind=kind, sentences=(), shown=shown, reply=reply)

    async def _select(
        self, conversation: Conversation, built: AnswerBuilder, tracing: Tracing
    ) -> StageEvents:
        """The passages that a model takes to answer, unless it reads whole articles anyway."""
        if self._model is None or not self._answers_with_model(built):
            return
        options = conversation.options
        # No single passage answers a task: "translate it".
        if options.is_direct or built.is_overview or built.kind is Kind.NEEDS_MODEL:
            return
        question = built.asked_for.question
        more = partial(self._retrieval.others, question, built.passages, built.within)
        candidates = Candidates(built.passages, more)
        with tracing.stage("select"):
            selection = await select(
                question, candidates, self._model, options.budget, options.selection
            )
        for call in selection.calls:
            yield Called(call)
        yield Selected(selection.passages, selection.best, selection.is_sure, selection.one_by_one)

    async def _generate(
        self, conversation: Conversation, built: AnswerBuilder, tracing: Tracing
    ) -> StageEvents:
        """What the model writes, verified and rendered sentence by sentence."""
        if self._model is None or not self._answers_with_model(built):
            return
        # Reading what models write takes a while to load, for which who has no model does not wait.
        from assistant.generation.generator import GenerationRequest, generate  # noqa: PLC0415
        from assistant.generation.ledger import Ledger  # noqa: PLC0415

        judging = await self._standing.judging() if self._standing else None
        if judging:
            yield Examined(judging.result)
        is_task = built.kind is Kind.NEEDS_MODEL
        request = GenerationRequest(
            # What a task is done with, its own words do not tell.
            question="" if is_task else built.asked_for.last,
            prompt_question=built.asked_for.question,
            passages=built.context_passages,
            is_overview=built.is_overview,
            prompt=_prompt(built),
            budget=conversation.options.budget,
            whole=conversation.options.whole_tokens,
            judge=judging.judge if judging else None,
            ledger=await asyncio.to_thread(Ledger.of, self._searcher.asked(built)),
        )
        async with aclosing(generate(request, self._model, tracing)) as events:
            async for event in events:
                yield event

    async def _options_now(self) -> Options:
        """The options, as the answering model's exam wants them where they leave it to that."""
        if self._standing is None or self._options.strategy is not Strategy.AUTO:
            return self._options.for_model(None)
        result = await self._standing.answering()
        return self._options.for_model(None if result is None else result.passed)

    async def _quote(
        self, conversation: Conversation, built: AnswerBuilder, tracing: Tracing
    ) -> StageEvents:
        """The articles' own sentences, where no model wrote any that holds."""
        if built.claims:
            return
        sentences: Sequence[ScoredSentence] = built.sentences or ()
        if built.sentences is None and (built.failure or built.kind is Kind.NEEDS_MODEL):
            # As without a model: it could not be asked, or has not done what takes one.
            alone = await understand(conversation.wording.plain, conversation.history, None)
            retrieved = await self._searched(alone, conversation, asks_model=False)
            yield retrieved
            sentences = retrieved.sentences or ()
        elif built.sentences is None and self._answers_with_model(built):
            asked = self._searcher.asked(built)
            languages = {passage.article.language for passage in built.passages}
            why = await asyncio.to_thread(nothing_left, built.withheld, languages)
            if (found := await asyncio.to_thread(answerers.ledger_answer, asked)) is not None:
                sentences = found.sentences
                yield Noted(found.notes)
            elif not built.is_silent:  # silence is believed
                sentences = await self._nearest(built, why)
            if sentences:
                yield Failed(why.failure)
        for claim in quoted_claims(sentences, are_items=built.kind is Kind.LIST):
            yield claim

    async def _nearest(self, built: AnswerBuilder, why: ReplyBroken) -> Sequence[ScoredSentence]:
        """What answers in place of what a model wrote, nothing of which is left."""
        sentences: Sequence[ScoredSentence] = ()
        if isinstance(why, OtherLanguage):
            # It may well be true: the article is asked for all that answers.
            sentences = (await self._searcher.found(built)).sentences
        question = built.asked_for.question
        return sentences or await asyncio.to_thread(
            answerer.nearest, question, built.context_passages
        )

    def _asks_model(self, built: AnswerBuilder) -> bool:
        """Whether there is a model, and it has not failed."""
        return self._model is not None and built.failure is None

    def _answers_with_model(self, built: AnswerBuilder) -> bool:
        has_work = not built.rewritten.is_empty and bool(built.passages)
        return self._asks_model(built) and has_work


def _prompt(built: AnswerBuilder) -> str:
    """The name of the prompt that an answer is written by."""
    # A small model, which votes passage by passage, does best with a sentence.
    if built.voted_one_by_one:
        return "answer"
    return "summary" if built.kind is Kind.SUMMARY else "direct"
