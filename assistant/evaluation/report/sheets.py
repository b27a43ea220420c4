"""What the report shows of a question: its answer, and what is right and wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from assistant.evaluation.metrics.answer_metrics import Scores
from assistant.evaluation.metrics.answered import (
    AnsweredCase,
    has_wording,
    is_cut_from,
    names_speaker,
)
from assistant.evaluation.metrics.misses import miss
from assistant.evaluation.runs.run import CheckedSentence, Opinion, Result, Run
from assistant.evaluation.sets.cases import Case
from assistant.types import Answer, Citation, Claim, Outcome
from index.language.folding import fold
from index.types import Article

OUTCOMES: Final = {
    Outcome.ANSWERED: "answered",
    Outcome.PARTIAL: "answered in part",
    Outcome.NOT_FOUND: "not found",
    Outcome.DEGRADED: "degraded",
    Outcome.NEEDS_MODEL: "needs a model",
    Outcome.SMALL_TALK: "small talk",
}
FAILED: Final = "failed"
NOT_ASKED: Final = "not asked"

_LABEL: Final = re.compile(r"(\[[A-Z]*\d+\])")


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was looked for in an answer, and whether it is there."""

    wording: str
    found: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A question with all that is shown of it. `miss` says what is wrong, if something is.

    `articles` are its own and those that the answer cites, as far as the run has them.
    """

    case: Case
    result: Result | None
    scores: Scores
    miss: str | None
    articles: tuple[Article, ...]
    facts: tuple[Check, ...]
    forbidden: tuple[Check, ...]
    speakers: tuple[Check, ...]

    @property
    def id(self) -> str:
        """The question's id."""
        return self.case.question.id

    @property
    def answer(self) -> Answer | None:
        """The answer, if there is one."""
        return self.result.answer if self.result else None

    @property
    def failure(self) -> str | None:
        """Why there is none that could be scored."""
        return self.result.failure if self.result else None

    @property
    def judged(self) -> list[Opinion]:
        """The judging model's opinion of the answer; none where no model was asked."""
        return [each for each in self.result.opinions if each.people is None] if self.result else []

    @property
    def checked(self) -> tuple[CheckedSentence, ...]:
        """The check's verdicts on the sentences that people judged."""
        return self.result.checked if self.result else ()

    @property
    def outcome(self) -> str:
        """The question's outcome, in a word or two."""
        if self.failure:
            return FAILED
        return OUTCOMES[self.answer.outcome] if self.answer else NOT_ASKED

    @property
    def verdict(self) -> float | None:
        """1 where it went as it should, 0 where not, None where that cannot be said."""
        if self.answer is None or self.failure:
            return None
        return float(self.miss is None)

    def pieces(self, claim: Claim) -> list[str | Citation]:
        """The claim's text with its markers as what they cite."""
        # Reversed: of a paragraph that is cited twice, the first quote is the one that is shown.
        cited = {f"[{each.label}]": each for each in reversed(claim.citations)}
        return [cited.get(part, part) for part in _LABEL.split(claim.text) if part]

    def is_cut(self, citation: Citation) -> bool:
        """Whether the quote stands where the citation says."""
        return is_cut_from(citation, {each.id: each for each in self.articles})


def sheets(run: Run, scored: Mapping[str, Scores]) -> list[Sheet]:
    """All questions, in the set's order."""
    articles = run.articles
    return [
        _sheet(case, run.results.get(case.question.id), scored[case.question.id], articles)
        for case in run.cases
    ]


def _sheet(
    case: Case, result: Result | None, scores: Scores, articles: Mapping[str, Article]
) -> Sheet:
    question = case.question
    shown_text = own_text = ""
    cited: Iterable[str] = ()
    # A refusal names what the article does not mention, which may be the words of a fact.
    if result and (answer := result.answer) and answer.claims:
        shown_text = AnsweredCase(case, answer, result, articles).shown_text
        own_text = fold(answer.plain)
        cited = (place.article_id for place in answer.cited)
    by_id = {each.id: each for each in case.articles}
    # Where all articles are searched, an answer may cite one that the question does not name.
    by_id |= {id_: articles[id_] for id_ in cited if id_ in articles}
    return Sheet(
        case,
        result,
        scores,
        miss(case, result, scores),
        tuple(by_id.values()),
        facts=tuple(
            Check(" / ".join(wordings), any(has_wording(shown_text, each) for each in wordings))
            for wordings in question.facts
        ),
        forbidden=tuple(Check(each, has_wording(own_text, each)) for each in question.forbidden),
        speakers=tuple(Check(each, names_speaker(own_text, each)) for each in question.speakers),
    )
