"""What the stages of an answer report, one event each; `AnswerBuilder` folds them into it.

The four events of `assistant.types.Event` are for readers. The others here stay inside: a stage
hands its result on by reporting it, so that one which fails half-way has lost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.calls import Call, PromptRef
from assistant.questions.follow_ups.rewritten_question import RewrittenQuestion
from assistant.scored_sentence import ScoredSentence
from assistant.types import (
    AskedScope,
    Citation,
    Claim,
    ContextUse,
    Judged,
    Kind,
    Note,
    Sources,
    Withheld,
)
from assistant.types.exam_result import ExamResult
from assistant.verification import ContextParagraph, Verdict
from assistant.verification.draft import Draft
from index.failure import Failure
from index.types import EVERYTHING, Article, Passage, Scope


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The question stands alone."""

    question: RewrittenQuestion


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Passages were retrieved for a question, which may be read otherwise than first rewritten.

    `is_overview` says that they are an article's beginning, because the question is about the
    article as a whole. `articles` are whole, for the kinds of questions that take them. `sentences`
    are those that answer it, with what a reader should know of them in `notes`, where no model is
    asked; None where one is. `searched` is the question without words that name a scope, `within`
    the scope that was searched, and `scope` is what of it the question named. `shown` is the
    question as a reader is told that it was understood, `reply` what is said in place of an answer
    from articles.
    """

    question: RewrittenQuestion
    passages: tuple[Passage, ...]
    is_overview: bool = False
    kind: Kind = Kind.FACT
    articles: tuple[Article, ...] = ()
    sentences: tuple[ScoredSentence, ...] | None = None
    notes: tuple[Note, ...] = ()
    searched: RewrittenQuestion | None = None
    within: Scope = EVERYTHING
    scope: AskedScope | None = None
    shown: str = ""
    reply: str = ""

    @property
    def is_list(self) -> bool:
        """Whether each claim is to stand on a line of its own."""
        if self.sentences is None:  # a model's summary is prose
            return self.kind.is_list and self.kind is not Kind.SUMMARY
        return self.kind.is_list and len(self.sentences) > 1


@dataclass(frozen=True, slots=True)
class Selected:
    """A model chose the passages to answer from; `closest` is the likeliest to answer.

    `is_sure` says that `closest` most likely does, `one_by_one` that each was voted on by itself.
    """

    passages: tuple[Passage, ...]
    closest: Passage | None
    is_sure: bool
    one_by_one: bool = True


@dataclass(frozen=True, slots=True)
class Called:
    """A model replied to a request."""

    call: Call


@dataclass(frozen=True, slots=True)
class Packed:
    """The context of a prompt was packed, of these paragraphs."""

    context: ContextUse
    paragraphs: tuple[ContextParagraph, ...]


@dataclass(frozen=True, slots=True)
class Prompted:
    """The prompt that the answer is written to was sent."""

    prompt: PromptRef


@dataclass(frozen=True, slots=True)
class Started:
    """The model's reply began."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The model wrote a sentence."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Verified:
    """A sentence was checked, in so many seconds."""

    draft: Draft
    verdict: Verdict
    seconds: float


@dataclass(frozen=True, slots=True)
class Nearby:
    """What the model named as near, having said that the articles do not say what is asked."""

    citation: Citation


@dataclass(frozen=True, slots=True)
class Noted:
    """What a reader should know beside what an answer says."""

    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class SecondOpinions:
    """A judge was asked about sentences that the rules leave open; `failed`: in vain."""

    judged: Judged
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Examined:
    """The model that is to judge what is written has taken the exam, passed or not."""

    result: ExamResult


@dataclass(frozen=True, slots=True)
class Failed:
    """The model failed, or what it wrote did."""

    failure: Failure


GenerationEvent = (
    Called
    | Packed
    | Prompted
    | Started
    | Drafted
    | Verified
    | SecondOpinions
    | Nearby
    | Noted
    | Claim
    | Withheld
)
StageEvent = Rewritten | Retrieved | Selected | Examined | GenerationEvent | Failed | Sources
