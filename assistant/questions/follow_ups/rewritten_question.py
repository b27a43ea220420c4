"""A question so that it stands alone, and what an answer to it has to have."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.calls import Call
from index.types import Place


@dataclass(frozen=True, slots=True)
class RewrittenQuestion:
    """A question so that it stands alone: `question` is retrieved for, answered and shown.

    `last` is the last question without words of those before it. Of a follow-up, `cited` are the
    last answer's paragraphs, which are retrieved again; `new_terms` are the terms that it adds and
    `about` is what it was restated with: an answer has to speak of both. `within` are the articles
    that alone may answer it, all when there are none. `told` is what the last answer said.
    `is_empty` says that there is nothing in it to look for.
    """

    question: str
    last: str
    cited: tuple[Place, ...] = ()
    calls: tuple[Call, ...] = ()
    new_terms: frozenset[str] = frozenset()
    about: str = ""
    within: frozenset[str] = frozenset()
    told: str = ""
    is_empty: bool = False

    @property
    def is_joined(self) -> bool:
        """Whether it has words of the questions before it."""
        return self.question != self.last


def without_scope(question: RewrittenQuestion, words: str) -> RewrittenQuestion:
    """The question in these words, from which those are taken that name articles."""
    return replace(question, question=words, last=question.last if question.is_joined else words)
