"""What an article says as a whole: its lead, what its sources say, and what they dispute.

News begin with what is new. Features begin with a scene, and their news stands a few paragraphs
down: it is the sentence that shares most with the title and with the rest of the article.
"""

from __future__ import annotations

from collections import Counter
from math import fsum, log1p, sqrt
from typing import Final, NamedTuple

from assistant.attribution import SpeakerKind, Stance, disagreements, stance, statements
from assistant.scored_sentence import ScoredSentence
from assistant.verification.addressed import is_for_machines
from index.language.sentences import sentences
from index.language.terms import terms
from index.types import Article, Paragraph, Sentence

MOST: Final = 3
"""Paragraphs of which the first sentence is quoted."""

_SEARCHED: Final = 10
"""Paragraphs among which the news of a feature is looked for."""

_SCENE: Final = 0.5
"""A first sentence that is so far less central than another sets a scene."""

_TITLE: Final = 2.0
"""What a word of the title counts, beside one that the article has in several paragraphs."""

_DISPUTED: Final = 2
"""Disagreements that are told."""


class _Central(NamedTuple):
    paragraph: Paragraph
    sentence: Sentence
    weight: float


def lead_sentences(article: Article) -> list[ScoredSentence]:
    """The sentences that say what is new, in the order of the text."""
    told = [each for each in article.paragraphs if not is_for_machines(article, each.number)]
    told = told or [*article.paragraphs]
    each_has = 1 if len(told) > 1 else MOST
    firsts = [
        (each, sentence) for each in told[:MOST] for sentence in sentences(each.text)[:each_has]
    ]
    news = _news(article, told)
    if news is not None:
        others = [each for each in firsts if each[0] != news.paragraph]
        firsts = [(news.paragraph, news.sentence), *others[: MOST - 2]]
    return [_quoted(article, paragraph, sentence) for paragraph, sentence in firsts]


def said_sentences(article: Article) -> list[ScoredSentence]:
    """The sentences in which sources say what is most central to the article, the most first."""
    weights = _weights(article)
    said = [
        each
        for each in statements(article)
        if each.clear
        and each.speaker.kind is not SpeakerKind.REPORTER
        and stance(each) is Stance.SAYS
    ]
    by_weight = sorted(said, key=lambda each: -_centrality(each.sentence.text, weights))
    first_of: dict[str, ScoredSentence] = {}
    for each in by_weight:
        quoted = _quoted(article, article.paragraph(each.paragraph), each.sentence)
        first_of.setdefault(each.speaker.name, quoted)
    return [*first_of.values()]


def disputed_sentences(article: Article) -> list[ScoredSentence]:
    """What sources disagree on: the sentence that says it, and the one that does not."""
    found = []
    for matter in disagreements(article)[:_DISPUTED]:
        for each in (matter.claim, matter.views[-1].statement):
            found.append(_quoted(article, article.paragraph(each.paragraph), each.sentence))
    return found


def _quoted(article: Article, paragraph: Paragraph, sentence: Sentence) -> ScoredSentence:
    return ScoredSentence(
        sentence.text, article, paragraph.number, sentence, probability=1.0
    ).as_excerpt()


def _news(article: Article, told: list[Paragraph]) -> _Central | None:
    """The sentence that tells a feature's news; None where the article begins with it.

    A scene may be a sentence, with the news in the same paragraph, or a few paragraphs.
    """
    weights = _weights(article)
    central = [
        _Central(paragraph, sentence, _centrality(sentence.text, weights))
        for paragraph in told[:_SEARCHED]
        for sentence in sentences(paragraph.text)
    ]
    if not central:
        return None
    first = central[0]
    opening = max(
        (each for each in central if each.paragraph == first.paragraph),
        key=lambda each: each.weight,
    )
    best = max(central, key=lambda each: each.weight)
    news = best if opening.weight < _SCENE * best.weight else opening
    return news if first.weight < _SCENE * news.weight else None


def _weights(article: Article) -> dict[str, float]:
    """What each term counts: by the paragraphs that have it, and more if the title has it."""
    counts = Counter(term for each in article.paragraphs for term in set(terms(each.text)))
    title = set(terms(article.title))
    repeated = {term: log1p(count) for term, count in counts.items() if count > 1}
    return {
        term: repeated.get(term, 0.0) + (_TITLE if term in title else 0.0)
        for term in {*repeated, *title}
    }


def _centrality(text: str, weights: dict[str, float]) -> float:
    """How much a sentence shares with the title and the rest, for its length."""
    own = set(terms(text))
    # Exact in any order: that of a set is another in each process, and so would be what is shown.
    return fsum(weights.get(term, 0.0) for term in own) / sqrt(len(own) + 4) if own else 0.0
