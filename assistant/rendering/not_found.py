"""What is said and shown where the articles do not say what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.attribution.excerpts import excerpt
from assistant.rendering.labels import Labels
from assistant.types import NOT_FOUND, NOT_FOUND_IN_SEVERAL, Citation
from assistant.verification.addressed import is_unasked
from assistant.verification.detectors.names import strange_phrases
from index.types import Passage

LIKE_THE_QUESTION: Final = 0.3
"""The share of a question that the closest passage has.

Of clapnq's and onestopqa's questions, .95 and .99 of the passages that do answer have it, and .01
and .09 of the best that another article has.
"""


def not_found(question: str, passages: Sequence[Passage]) -> str:
    """That the articles do not say; in one article also whom it does not mention."""
    articles = {passage.article.id: passage.article for passage in passages}
    if len(articles) > 1:
        return NOT_FOUND_IN_SEVERAL
    [article] = articles.values()
    strangers = strange_phrases(question, article)
    return f"{NOT_FOUND} It does not mention {' or '.join(strangers)}." if strangers else NOT_FOUND


def closest(question: str, chosen: Passage | None, passages: Sequence[Passage]) -> Citation | None:
    """The nearest passage that tells something, rather than its reader what to do.

    `chosen` is the one that a model takes for the nearest; any other has to be like the question.
    """
    like = [each for each in passages if each.match >= LIKE_THE_QUESTION]
    for each in [chosen, *like] if chosen else like:
        if not is_unasked(question, each.article, each.paragraph.number, each.sentence):
            return _citation(each)
    return None


def _citation(passage: Passage) -> Citation:
    number = passage.paragraph.number
    quote = excerpt(passage.article, number, passage.sentence)
    return Labels([passage.article]).cite(passage.article, number, quote)
