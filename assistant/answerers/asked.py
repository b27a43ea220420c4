"""What an answerer is given, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.extractive.answerer import Thresholds
from assistant.extractive.follow_up import FollowUp
from assistant.questions.follow_ups.rewritten_question import RewrittenQuestion
from assistant.scored_sentence import ScoredSentence
from assistant.types import Kind, Note
from index.types import Article, Passage


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a kind, and the text that may answer it.

    `passages` fit it best, the best first. `articles` are whole: those of the scope, the newest
    first, or, where these are many, those of the passages.
    """

    question: RewrittenQuestion
    kind: Kind
    passages: tuple[Passage, ...]
    articles: tuple[Article, ...]
    thresholds: Thresholds

    @property
    def text(self) -> str:
        """The question so that it stands alone."""
        return self.question.question

    @property
    def follow_up(self) -> FollowUp | None:
        """How it depends on the questions before it; None when it stands alone.

        So does what somebody says once it is known who: the ledger knows what is hers.
        """
        is_known = self.kind is Kind.STATEMENTS and bool(self.question.about)
        return None if is_known else FollowUp.of(self.question)


@dataclass(frozen=True, slots=True)
class Found:
    """The sentences that answer, and what a reader should know of them."""

    sentences: tuple[ScoredSentence, ...] = ()
    notes: tuple[Note, ...] = ()

    def without(self, told: str) -> Found:
        """The same without the sentences that were told already, if there are others."""
        new = tuple(each for each in self.sentences if each.text.strip() not in told)
        return replace(self, sentences=new) if new else self
