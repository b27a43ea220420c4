"""A question set drafted from an article, for a person to edit.

By rules, from who says what, quotations, numbers and dates; and by a model, where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from assistant.evaluation.drafting.gap_questions import dates, figures
from assistant.evaluation.drafting.model_questions import questions_by
from assistant.evaluation.drafting.speech_questions import quotes, who_says
from assistant.evaluation.drafting.types import DraftedQuestion, spread
from assistant.evaluation.errors import NothingDrafted
from assistant.models import LLM
from index.failure import Failure
from index.language.languages import language_of
from index.types import Article

MOST: Final = 6
"""Drafts of a sort, where nobody says how many."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """Drafts in the article's order.

    `dropped` says how many of a model's were, and why; `failure` why it was asked no more.
    """

    drafts: tuple[DraftedQuestion, ...]
    dropped: Mapping[str, int]
    failure: Failure | None


async def draft(
    article: Article,
    model: LLM | None,
    most: int = MOST,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Drafts:
    """At most so many questions of each sort: who says, quote, number, date, and a model's.

    Raises:
        NothingDrafted: nothing could be drafted; the message says why.
    """
    drafts: list[DraftedQuestion] = []
    if language_of(article.language).has_rules:
        drafts += spread(who_says(article), most)
        # One question a sentence: who says so is asked of it rather than who used these words.
        drafted_from = {each.sentence for each in drafts}
        drafts += spread(
            (each for each in quotes(article) if each.sentence not in drafted_from), most
        )
        drafts += spread(figures(article), most) + spread(dates(article), most)
    dropped: Mapping[str, int] = {}
    failure = None
    if model is not None:
        by_model = await questions_by(model, article, most, drafts, progress)
        drafts += by_model.drafts
        dropped, failure = by_model.dropped, by_model.failure
    if not drafts:
        raise NothingDrafted(_why(article, model, failure))
    ordered = tuple(sorted(drafts, key=lambda each: each.paragraph))
    return Drafts(ordered, dropped, failure)


def _why(article: Article, model: LLM | None, failure: Failure | None) -> Failure | str:
    if failure:
        return failure
    if not language_of(article.language).has_rules and model is None:
        return f"the rules know English, and this is {article.language}. A model could: set one."
    return "it has no statement, quotation, number or date that a question could be made of."
