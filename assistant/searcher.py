"""Searches for a question as it is understood, and without a model for what answers it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import answerers
from assistant.answer_builder import AnswerBuilder
from assistant.answerers import Asked, Found
from assistant.events import Retrieved
from assistant.extractive.answerer import Thresholds
from assistant.options import Options
from assistant.questions.follow_ups.back_references import asks_for_more
from assistant.questions.follow_ups.interpretations import readings
from assistant.questions.follow_ups.rewritten_question import RewrittenQuestion, without_scope
from assistant.questions.forms.model_tasks import task_if_unsaid
from assistant.questions.kinds import kind_of
from assistant.questions.wording.plain_wording import plain_wording
from assistant.questions.wording.wording import Wording
from assistant.rendering.plain_replies import TASKS, in_another_language
from assistant.retrieval import Retrieval, narrowed
from assistant.scoping import ScopeReader
from assistant.types import Kind, Message, Note
from index.language.languages import language_of
from index.types import Article, Passage, Scope


@dataclass(frozen=True, slots=True)
class Conversation:
    """A question, the articles that it is asked about, the turns before it, how it is answered."""

    wording: Wording
    scope: Scope
    history: Sequence[Message]
    options: Options


@dataclass(frozen=True, slots=True)
class Searcher:
    """Searches by `retrieval`; without a model, a sentence answers from the thresholds on."""

    retrieval: Retrieval
    scopes: ScopeReader
    thresholds: Thresholds

    async def search(
        self, question: RewrittenQuestion, conversation: Conversation, asks_model: bool
    ) -> Retrieved:
        """The passages of a question in the articles' spelling and, without a model, its answer."""
        first = await self._retrieved(question, conversation)
        if not asks_model and (code := _foreign(conversation.wording, first.passages)):
            reply = in_another_language(code)
            return Retrieved(
                question,
                (),
                kind=Kind.NEEDS_MODEL,
                sentences=(),
                shown=conversation.wording.typed,
                reply=reply,
            )
        wording = await self._spelled(first.passages, conversation)
        conversation = replace(conversation, wording=wording)
        first = await self._reread(first, conversation, asks_model)
        if not asks_model:
            # Without a model, the readings that the question may have are tried in turn: which
            # of them is meant shows only in what is found.
            first = await self._first_answered(first, conversation)
        return replace(first, shown=wording.shown(first.question.question))

    async def _spelled(self, passages: Sequence[Passage], conversation: Conversation) -> Wording:
        """The question's wording in the spelling of these passages' articles.

        A word is no slip that the library has itself.
        """
        articles = [*dict.fromkeys(each.article for each in passages)]
        spelled = await asyncio.to_thread(conversation.wording.spelled, articles)
        if known := await self.retrieval.known([*spelled.mended], conversation.scope):
            return conversation.wording.spelled(articles, known)
        return spelled

    async def _reread(
        self, first: Retrieved, conversation: Conversation, asks_model: bool
    ) -> Retrieved:
        """What was retrieved, for the question as it is spelled now."""
        wording, question = conversation.wording, first.question
        if not asks_model:
            question = readings(wording.plain, conversation.history)[0]
        elif wording.mended and not question.is_joined:
            question = replace(question, question=wording.own, last=wording.own)
        # Searches know no capitals.
        same_words = question.question.casefold() == first.question.question.casefold()
        if same_words and kind_of(question.question).kind is first.kind:
            searched = first.searched
            if searched == first.question:
                searched = question
            return replace(first, question=question, searched=searched)
        return await self._retrieved(question, conversation)

    async def _first_answered(self, first: Retrieved, conversation: Conversation) -> Retrieved:
        """The first reading of the question that sentences answer; else the first of all."""
        notes: tuple[Note, ...] = ()
        plain = conversation.wording.plain
        for reading in readings(plain, conversation.history):
            retrieved = first
            if reading != first.question:
                retrieved = await self._retrieved(reading, conversation)
            found = await self.found(narrowed(retrieved, reading.within))
            if found.sentences:
                return replace(retrieved, sentences=found.sentences, notes=found.notes)
            notes = notes or found.notes
        if task := task_if_unsaid(plain):
            return replace(first, sentences=(), kind=Kind.NEEDS_MODEL, reply=TASKS[task])
        return replace(first, sentences=(), notes=notes)

    async def _retrieved(
        self, question: RewrittenQuestion, conversation: Conversation
    ) -> Retrieved:
        """What is searched for a question, in the scope that it names where it names one."""
        scoped = await self.scopes.read(question.question, conversation.scope)
        if scoped is None:
            return await self._searched(question, conversation.scope)
        narrow = await self._searched(without_scope(question, scoped.question), scoped.scope)
        retrieved = replace(narrow, question=question, scope=scoped.shown)
        if scoped.is_sure or (await self.found(retrieved)).sentences:
            return retrieved
        return await self._searched(question, conversation.scope)

    async def _searched(self, question: RewrittenQuestion, scope: Scope) -> Retrieved:
        """The passages of a question, and whole articles where its kind takes them."""
        kind = kind_of(question.question)
        retrieved = await self.retrieval.retrieve(question, scope)
        articles: tuple[Article, ...] = ()
        if kind.reads_whole:
            articles = await self.retrieval.articles(retrieved.passages, scope)
        return replace(
            retrieved, kind=kind.kind, articles=articles, searched=question, within=scope
        )

    async def found(self, retrieved: Retrieved | AnswerBuilder) -> Found:
        """What answers a question without a model."""
        asked = self._asked(retrieved)
        if asked.question.is_empty:
            return Found()
        found = await asyncio.to_thread(answerers.answer, asked)
        question = asked.question
        return found.without(question.told) if asks_for_more(question.last) else found

    def asked(self, built: AnswerBuilder) -> Asked:
        """The question of a model as it is understood without one, with what may answer it."""
        asked = self._asked(built)
        question = plain_wording(asked.text)
        last = plain_wording(asked.question.last)
        return replace(asked, question=replace(asked.question, question=question, last=last))

    def _asked(self, retrieved: Retrieved | AnswerBuilder) -> Asked:
        question = (
            retrieved.asked_for
            if isinstance(retrieved, AnswerBuilder)
            else retrieved.searched or retrieved.question
        )
        return Asked(
            question, retrieved.kind, retrieved.passages, retrieved.articles, self.thresholds
        )


def _foreign(wording: Wording, passages: Sequence[Passage]) -> str | None:
    """The code of the question's language, if none of the passages is in it."""
    languages = {language_of(each.article.language).code for each in passages}
    return None if wording.language in languages else wording.language
