"""The events of the stages, folded into the answer that is kept."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from assistant.calls import Call, PromptRef, Usage
from assistant.events import (
    Called,
    Examined,
    Failed,
    Nearby,
    Noted,
    Packed,
    Prompted,
    Retrieved,
    Rewritten,
    SecondOpinions,
    Selected,
    StageEvent,
    Started,
    Verified,
)
from assistant.extractive import answerer
from assistant.questions.follow_ups.rewritten_question import RewrittenQuestion
from assistant.rendering.answer_text import joined
from assistant.rendering.claim_renderer import NO_LOSS
from assistant.rendering.newer_articles import newer_notes
from assistant.rendering.not_found import closest, not_found
from assistant.rendering.notes import judge_note, notes, scope_note, search_note
from assistant.rendering.plain_replies import UNANSWERED
from assistant.scored_sentence import ScoredSentence
from assistant.types import (
    Answer,
    AskedScope,
    Citation,
    Claim,
    ContextUse,
    Judged,
    Kind,
    Note,
    Outcome,
    Source,
    Timings,
    Withheld,
)
from assistant.types.exam_result import ExamResult
from assistant.verification import ContextParagraph, Judgement, Reason
from index.failure import Failure
from index.language.visible_text import visible
from index.types import EVERYTHING, Article, Lack, Passage, Place, Scope, lacked


@dataclass(frozen=True, slots=True)
class AnswerBuilder:
    """An answer as far as it has come: `add` gives one that knows of an event more.

    Nothing is changed in place, so what was folded before a stage failed is still there, and each
    stage reads what those before it reported. `sentences`, `is_overview`, `is_sure`, `closest`
    and `voted_one_by_one` are as in the events, `nearby` is the first citation of that kind;
    `is_silent` says that the model did not find what was asked for. `times` has in milliseconds
    when each kind of event came first.
    """

    id: str
    asked: datetime
    question: str
    rewritten: RewrittenQuestion
    passages: tuple[Passage, ...] = ()
    is_overview: bool = False
    kind: Kind = Kind.FACT
    is_list: bool = False
    articles: tuple[Article, ...] = ()
    sentences: tuple[ScoredSentence, ...] | None = None
    selected: tuple[Passage, ...] | None = None
    closest: Passage | None = None
    is_sure: bool = False
    voted_one_by_one: bool = False
    is_silent: bool = False
    nearby: Citation | None = None
    notes: tuple[Note, ...] = ()
    searched: RewrittenQuestion | None = None
    within: Scope = EVERYTHING
    scope: AskedScope | None = None
    shown: str = ""
    reply: str = ""
    context: ContextUse | None = None
    given: tuple[ContextParagraph, ...] = ()
    prompt: PromptRef | None = None
    claims: tuple[Claim, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    calls: tuple[Call, ...] = ()
    judged: Judged | None = None
    judge: ExamResult | None = None
    judge_failed: bool = False
    failure: Failure | None = None
    checking_seconds: float | None = None
    times: Mapping[type[StageEvent], float] = field(default_factory=dict)

    @classmethod
    def begin(cls, question: str, asked: datetime) -> AnswerBuilder:
        """The builder of a question on which no stage has reported yet."""
        return cls(secrets.token_hex(8), asked, question, RewrittenQuestion(question, question))

    def add(self, event: StageEvent, ms: float) -> AnswerBuilder:
        """The builder after one more event, which came `ms` milliseconds after the question."""
        # The first of a kind: of claims, when the reader saw anything at all.
        times = self.times if type(event) in self.times else {**self.times, type(event): ms}
        return replace(self._with(event), times=times)

    def _with(self, event: StageEvent) -> AnswerBuilder:
        built = self
        match event:
            case Rewritten(question):
                built = replace(self, rewritten=question)
            case Retrieved():
                built = replace(
                    self,
                    rewritten=event.question,
                    passages=event.passages,
                    is_overview=event.is_overview,
                    kind=event.kind,
                    is_list=event.is_list,
                    articles=event.articles,
                    sentences=event.sentences,
                    notes=event.notes,
                    searched=event.searched,
                    within=event.within,
                    scope=event.scope,
                    shown=event.shown,
                    reply=event.reply,
                )
            case Selected(passages, closest, is_sure, one_by_one):
                built = replace(
                    self,
                    selected=passages,
                    closest=closest,
                    is_sure=is_sure,
                    voted_one_by_one=one_by_one,
                )
            case Called(call):
                built = replace(self, calls=(*self.calls, call))
            case Packed(context, paragraphs):
                built = replace(self, context=context, given=paragraphs)
            case Prompted(prompt):
                built = replace(self, prompt=prompt)
            case Verified(_, verdict, seconds):
                silent = self.is_silent or verdict.judgement is Judgement.SILENT
                checking = (self.checking_seconds or 0.0) + seconds
                built = replace(self, is_silent=silent, checking_seconds=checking)
            case Nearby(citation):
                built = replace(self, nearby=self.nearby or citation)
            case SecondOpinions(judged, failed):
                total = judged if self.judged is None else self.judged + judged
                built = replace(self, judged=total, judge_failed=failed or self.judge_failed)
            case Examined(result):
                built = replace(self, judge=result)
            case Claim() | Withheld() | Noted():
                built = self._with_words(event)
            case Failed(failure):
                built = replace(self, failure=failure)
        return built

    def _with_words(self, event: Claim | Withheld | Noted) -> AnswerBuilder:
        if isinstance(event, Noted):
            return replace(self, notes=(*self.notes, *event.notes))
        if isinstance(event, Claim):
            return replace(self, claims=(*self.claims, event))
        # A model that was not sure of its passages, and then wrote nothing of the kind asked for,
        # did not find it.
        beside_the_point = event.reason == Reason.OFF_QUESTION.value and not self.is_sure
        silent = self.is_silent or beside_the_point
        return replace(self, withheld=(*self.withheld, event), is_silent=silent)

    @property
    def asked_for(self) -> RewrittenQuestion:
        """What was searched for: the question, without words that name a scope."""
        return self.searched or self.rewritten

    @property
    def context_passages(self) -> tuple[Passage, ...]:
        """The passages that a model answers from: those selected, else all."""
        return self.passages if self.selected is None else self.selected

    @property
    def held(self) -> dict[Place, str]:
        """The texts of the paragraphs that were retrieved, given to a model, or cited.

        The answer may have words of any of them.
        """
        passages, articles = self._sources, self._articles
        held = [(each.article, each.paragraph) for each in passages]
        held += [(each.article, each.paragraph) for each in self.given]
        for claim in self.claims:
            for cited in claim.citations:
                article = articles[cited.article_id]
                held.append((article, article.paragraph(cited.paragraph)))
        return {Place(article.id, each.number): each.text for article, each in held}

    @property
    def _sources(self) -> list[Passage]:
        sources = (*self.passages, *self.context_passages, self.closest)
        return [each for each in sources if each is not None]

    @property
    def _articles(self) -> dict[str, Article]:
        """The articles that were read, by id: what is cited is of these."""
        articles = (*self.articles, *(each.article for each in self._sources))
        return {each.id: each for each in articles}

    def answer(self, ms: float) -> Answer:
        """The answer to be kept, which took so many milliseconds."""
        return Answer(
            id=self.id,
            asked=self.asked,
            question=self.question,
            standalone_question=self.shown or self.rewritten.question,
            outcome=self._outcome,
            text=joined(self.claims, is_list=self.is_list) or self._plain_reply,
            claims=self.claims,
            withheld=self.withheld,
            closest=self._closest,
            passages=tuple(Source.of(passage) for passage in self.passages),
            model=self._model,
            prompt=self.prompt,
            usage=sum((call.usage for call in self.calls), Usage()),
            timings=self._timings(ms),
            calls=self.calls,
            context=self.context,
            # It may have a server's own words, which are cleaned like all that a reader sees.
            failure=visible(self.failure.sentence) if self.failure else None,
            judged=self.judged,
            judge=self.judge,
            failure_code=self.failure.code if self.failure else None,
            failure_facts=self.failure.facts if self.failure else None,
            notes=tuple(self._notes()),
            kind=self.kind,
            scope=self.scope,
            is_list=self.is_list,
            searched_without=self._lacked,
        )

    @property
    def _lacked(self) -> Lack | None:
        return lacked(self.passages)

    @property
    def _plain_reply(self) -> str:
        """What is said where there is no claim."""
        return self.reply or not_found(self.asked_for.last, self.passages)

    def _notes(self) -> Iterator[Note]:
        if self.scope:
            yield scope_note(self.scope)
        if self._lacked:
            yield search_note(self._lacked)
        yield from self.notes
        yield from notes(self.claims, self.withheld, self._articles)
        yield from newer_notes(self.claims, self._articles.values())
        if self.judge_failed and self.judge:
            yield judge_note(self.judge)

    @property
    def _closest(self) -> Citation | None:
        if self.claims or self.reply or self.rewritten.is_empty or not self.passages:
            return None
        return self.nearby or closest(self.rewritten.question, self.closest, self.passages)

    @property
    def _model(self) -> str:
        """The model that wrote it; where none did, the last that was asked."""
        written = [call for call in self.calls if call.prompt == self.prompt]
        asked = written or self.calls
        return asked[-1].model if asked else answerer.NAME

    @property
    def _outcome(self) -> Outcome:
        if self.failure:
            return Outcome.DEGRADED
        if not self.claims:
            return UNANSWERED[self.kind] if self.reply else Outcome.NOT_FOUND
        lost = any(each.reason not in NO_LOSS for each in self.withheld)
        return Outcome.PARTIAL if lost else Outcome.ANSWERED

    def _timings(self, total_ms: float) -> Timings:
        seconds = self.checking_seconds
        return Timings(
            search_ms=round(self.times[Retrieved] - self.times[Rewritten], 1),
            first_claim_ms=self.times.get(Claim),
            total_ms=total_ms,
            understood_ms=self.times[Rewritten],
            selected_ms=self.times.get(Selected),
            first_token_ms=self.times.get(Started),
            checking_ms=None if seconds is None else round(seconds * 1000, 1),
        )
