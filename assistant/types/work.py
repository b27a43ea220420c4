"""What an answer took: passages, a prompt's context, a judge's verdicts, time."""

from __future__ import annotations

from dataclasses import dataclass

from index.types import Passage


@dataclass(frozen=True, slots=True)
class Source:
    """A passage as an answer keeps it; scores as in `index.types.Passage`."""

    article_id: str
    paragraph: int
    score: float
    dense: float
    lexical: float
    match: float

    @classmethod
    def of(cls, passage: Passage) -> Source:
        """The source of a passage."""
        return cls(
            article_id=passage.article.id,
            paragraph=passage.paragraph.number,
            score=passage.score,
            dense=passage.dense,
            lexical=passage.lexical,
            match=passage.match,
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judge said of the sentences that the rules leave open: how many of each."""

    yes: int
    no: int
    unchecked: int

    def __add__(self, other: Judged) -> Judged:
        """The sum."""
        return Judged(self.yes + other.yes, self.no + other.no, self.unchecked + other.unchecked)


@dataclass(frozen=True, slots=True)
class ContextUse:
    """The context of a prompt: the labels of its paragraphs, and of those that did not fit.

    `whole` says that it was whole articles. The budget's parts are in tokens.
    """

    given: tuple[str, ...]
    left_out: tuple[str, ...]
    whole: bool
    instructions: int
    passages: int
    answer: int


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds from the question's arrival to the end of each stage.

    `search_ms` and `checking_ms` are the search and the checks of sentences alone. A stage that
    was not reached has None.
    """

    search_ms: float
    first_claim_ms: float | None
    total_ms: float
    understood_ms: float | None = None
    selected_ms: float | None = None
    first_token_ms: float | None = None
    checking_ms: float | None = None
