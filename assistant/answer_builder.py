"""What the stages have made of a question, put together as the answer that is kept."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.clock import Clock
from assistant.extractive import answerer
from assistant.extractive.excerpts import excerpt
from assistant.generation.generator import Generation
from assistant.questions.interpretations import RewrittenQuestion
from assistant.rendering.claim_renderer import NO_LOSS
from assistant.rendering.labels import Labels
from assistant.types import (
    NOT_FOUND,
    NOT_FOUND_IN_SEVERAL,
    Answer,
    Citation,
    Claim,
    Outcome,
    Source,
    Timings,
    Usage,
    Withheld,
)
from assistant.verification.detectors.names import strange_phrases
from index.language.visible_text import visible
from index.types import Passage, Place


@dataclass(frozen=True, slots=True)
class Made:
    """What the stages have made of a question."""

    understood: RewrittenQuestion
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    generation: Generation | None
    failure: str | None

    @property
    def held(self) -> dict[Place, str]:
        """The paragraphs whose words may be in the answer, and how they read.

        Those that were found, given to a model, or cited.
        """
        written = self.generation
        chosen = (*written.passages, written.closest) if written else ()
        found = [each for each in (*self.passages, *chosen) if each is not None]
        articles = {each.article.id: each.article for each in found}
        held = [(each.article, each.paragraph) for each in found]
        for claim in self.claims:
            for cited in claim.citations:
                article = articles[cited.article_id]
                held.append((article, article.paragraph(cited.paragraph)))
        if written and written.context and written.context.whole:
            held += [
                (article, each) for article in articles.values() for each in article.paragraphs
            ]
        return {Place(article.id, each.number): each.text for article, each in held}

    def answer(self, question: str, clock: Clock) -> Answer:
        """The answer to be kept."""
        written = self.generation
        calls = (*self.understood.calls, *(written.calls if written else ()))
        withheld = tuple(written.withheld) if written else ()
        standalone = self.understood.question
        closest = (written and written.closest) or self.passages[0]
        return Answer(
            id=secrets.token_hex(8),
            asked=clock.started,
            question=question,
            standalone_question=standalone,
            outcome=_outcome(self.claims, withheld, self.failure),
            text=" ".join(claim.text for claim in self.claims)
            or _not_found(self.understood.last, self.passages),
            claims=self.claims,
            withheld=withheld,
            closest=None if self.claims or self.understood.is_empty else _cited(closest),
            passages=tuple(Source.of(passage) for passage in self.passages),
            model=calls[-1].model if calls else answerer.NAME,
            prompt=written.prompt if written else None,
            usage=sum((call.usage for call in calls), Usage()),
            timings=_timings(clock),
            calls=calls,
            context=written.context if written else None,
            failure=visible(self.failure) if self.failure else None,
            judged=written.judged if written else None,
        )


def _timings(clock: Clock) -> Timings:
    return Timings(
        search_ms=clock.between("understood", "searched"),
        first_claim_ms=clock.at("first_claim"),
        total_ms=clock.elapsed(),
        understood_ms=clock.at("understood"),
        selected_ms=clock.at("selected"),
        first_token_ms=clock.at("first_token"),
        checking_ms=clock.spent("checking"),
    )


def _outcome(claims: Sequence[Claim], withheld: Sequence[Withheld], failure: str | None) -> Outcome:
    if failure:
        return Outcome.DEGRADED
    if not claims:
        return Outcome.NOT_FOUND
    lost = any(each.reason not in NO_LOSS for each in withheld)
    return Outcome.PARTIAL if lost else Outcome.ANSWERED


def _cited(passage: Passage) -> Citation:
    labels = Labels([passage.article])
    number = passage.paragraph.number
    return labels.cite(passage.article, number, excerpt(passage.article, number, passage.sentence))


def _not_found(question: str, passages: Sequence[Passage]) -> str:
    """That the articles do not say; in one article also whom it does not mention."""
    articles = {passage.article.id: passage.article for passage in passages}
    if len(articles) > 1:
        return NOT_FOUND_IN_SEVERAL
    [article] = articles.values()
    strangers = strange_phrases(question, article)
    return f"{NOT_FOUND} It does not mention {' or '.join(strangers)}." if strangers else NOT_FOUND
