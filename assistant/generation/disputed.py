"""What sources of the articles dispute of what is asked, and what of it a reply leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from assistant.answerers.article_lines import articles_about
from assistant.answerers.asked import Asked, Found
from assistant.attribution import OPPOSING, Stance, disagreements, stance, statements_within
from assistant.questions.forms.summary_questions import topic_of_summary
from assistant.scored_sentence import ScoredSentence, merge_overlapping
from assistant.testimony.sayings import shown
from assistant.types import Citation, Claim, Kind
from index.types import Article

MOST: Final = 4
"""Sentences that are added to a reply."""

_MATTERS: Final = 2
"""Disputed matters of one article that a summary has to cover."""

_ARTICLES: Final = 3
"""Articles of a summary whose disputes it has to cover."""

_DISPUTED: Final = (Kind.WHO_SAYS, Kind.TRUTH, Kind.COMPARISON)
"""Kinds of questions that are answered with both sides."""


Point = tuple[ScoredSentence, ...]
"""Sentences of which an answer has to have one."""


def disputed(asked: Asked, found: Found | None) -> list[Point]:
    """The disputed points: each denial or doubt by itself, and those who say it together.

    Of a summary both sides of each matter. `found` is what the ledger answers.
    """
    if asked.kind is Kind.SUMMARY:
        articles = _summed_up(asked)[:_ARTICLES]
        both = merge_overlapping(each for article in articles for each in _both_sides(article))
        return [(each,) for each in both]
    if asked.kind not in _DISPUTED or found is None:
        return []
    single = [each for each in found.sentences if not each.also]
    opposing = [each for each in single if _has(each, *OPPOSING)]
    saying = tuple(each for each in single if each not in opposing and _has(each, Stance.SAYS))
    return [*([saying] if saying else []), *((each,) for each in opposing)] if opposing else []


def _summed_up(asked: Asked) -> list[Article]:
    """The articles that a summary is of."""
    articles = asked.articles or tuple(dict.fromkeys(each.article for each in asked.passages))
    return [*articles_about(topic_of_summary(asked.text) or "", articles)]


def _both_sides(article: Article) -> Iterable[ScoredSentence]:
    for matter in disagreements(article)[:_MATTERS]:
        for statement in (matter.claim, matter.views[-1].statement):
            if (sentence := shown(statement, article)) is not None:
                yield sentence


def _has(sentence: ScoredSentence, *stances: Stance) -> bool:
    """Whether somebody in it takes one of these stances."""
    here = statements_within(sentence.sentence, sentence.paragraph, sentence.article)
    return any(stance(each) in stances for each in here)


def left_out(points: Sequence[Point], claims: Sequence[Claim]) -> list[ScoredSentence]:
    """The first sentence of each point of which nothing is cited."""
    cited = [citation for claim in claims for citation in claim.citations]
    missing = [
        point[0]
        for point in points
        if not any(_is_of(citation, each) for citation in cited for each in point)
    ]
    return missing[:MOST]


def _is_of(citation: Citation, sentence: ScoredSentence) -> bool:
    """Whether a citation quotes some of what a sentence rests on."""
    own = sentence.sentence
    here = (citation.article_id, citation.paragraph) == (sentence.article.id, sentence.paragraph)
    return here and citation.start < own.end and own.start < citation.end
