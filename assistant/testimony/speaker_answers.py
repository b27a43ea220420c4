"""What somebody says: all that a speaker is quoted or reported to say, or what is on a matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from assistant.attribution import SpeakerQuestion
from assistant.scored_sentence import ScoredSentence, merge_overlapping
from assistant.statistics.logistic import times_likelier
from assistant.testimony.sayings import Saying, quoted_first, sayings
from assistant.testimony.stance_sentences import sentences_before
from assistant.types import Basis
from index.language.sentences import sentences
from index.language.terms import terms
from index.types import Article, Sentence

MOST: Final = 12
"""Sentences in an answer."""

_MOST_LIKELY: Final = 100
"""Sentences that answer likely, among which the speaker's are looked for."""

_FIRST: Final = 40
"""Paragraphs of an article that tell what it is about."""

_SOME: Final = 3
"""Paragraphs that speak of what an article is about."""

_SURE: Final = 0.8
"""How likely a saying is about the matter that has none of its words."""

_SHARE: Final = 0.5
"""Share of the matter's words that a sentence about it has."""


def spoken(
    question: SpeakerQuestion,
    articles: Iterable[Article],
    likely: Sequence[ScoredSentence],
    nearly_as_good: float,
) -> list[ScoredSentence]:
    """The sentences that a speaker says on the matter, article by article, quotations first.

    `likely` are sentences that answer likely enough, the best first. Those of the speaker that are
    nearly as good as the best are taken, and those with the matter's words, unless the question
    asks for an opinion.
    """
    all_articles = [*articles]
    said = [sayings(question.speaker, article) for article in all_articles]
    if question.matter:
        about = _on_the_matter(question, said, likely[:_MOST_LIKELY], nearly_as_good)
        if not any(about) and not question.thinks:
            of_it = [_is_topic(question, article) for article in all_articles]
            about = [each if whole else [] for each, whole in zip(said, of_it, strict=True)]
        said = about
    ordered = [saying.sentence for each in said for saying in quoted_first(each)]
    return merge_overlapping(ordered)


def _is_topic(question: SpeakerQuestion, article: Article) -> bool:
    """Whether whoever speaks in an article speaks of the matter, without naming it.

    So it is where the title has it, and for a reaction where some paragraphs have.
    """
    matter_terms = set(terms(question.matter))
    if not matter_terms or matter_terms <= set(terms(article.title)):
        return bool(matter_terms)
    texts = (each.text for each in article.paragraphs[:_FIRST])
    have = sum(matter_terms <= set(terms(text)) for text in texts)
    return question.by_deed and have >= _SOME


def _on_the_matter(
    question: SpeakerQuestion,
    said: Sequence[Sequence[Saying]],
    likely: Sequence[ScoredSentence],
    nearly_as_good: float,
) -> list[list[Saying]]:
    everything = [saying for each in said for saying in each]
    pairs = [
        (each, saying) for each in likely for saying in everything if _is_in(each, saying.sentence)
    ]
    matter_terms = frozenset(terms(question.matter))
    best = pairs[0][0].probability if pairs else 0.0
    enough = times_likelier(best, nearly_as_good)
    chosen = {
        saying
        for each, saying in pairs
        if each.probability >= (enough if _shares(matter_terms, saying) else max(enough, _SURE))
    }
    # Sharing words with a matter is enough to be about it, but not to be an opinion of it.
    if question.thinks:
        return [[saying for saying in each if saying in chosen] for each in said]
    chosen |= {each for each in everything if _shares(matter_terms, each) >= _SHARE}
    return [
        [
            _led_in(saying, matter_terms) or saying
            for saying in each
            if saying in chosen or _led_in(saying, matter_terms)
        ]
        for each in said
    ]


def _led_in(saying: Saying, matter_terms: frozenset[str]) -> Saying | None:
    """The saying from the sentence before it on, where the matter stands there and not in it.

    "Whether the rope was cut she could not say. “It is possible,” she said."
    """
    told = saying.sentence
    if told.basis is not Basis.ARTICLE or matter_terms <= saying.terms:
        return None
    later = sentences(told.text)[1:]
    # The first sentence of several tells who speaks.
    if later and matter_terms <= saying.terms | _terms_of(later):
        return saying
    for before in sentences_before(told.sentence.start, told.in_paragraph)[:1]:
        if matter_terms <= saying.terms | _terms_of([before]):
            end = told.sentence.end
            whole = Sentence(told.in_paragraph[before.start : end], before.start, end)
            return replace(saying, sentence=told.with_sentence(whole).as_excerpt())
    return None


def _terms_of(parts: Iterable[Sentence]) -> frozenset[str]:
    return frozenset(term for each in parts for term in terms(each.text))


def _is_in(one: ScoredSentence, whole: ScoredSentence) -> bool:
    place = (one.article.id, one.paragraph) == (whole.article.id, whole.paragraph)
    start, end = whole.sentence.start, whole.sentence.end
    return place and start <= one.sentence.start < end


def _shares(matter_terms: frozenset[str], saying: Saying) -> float:
    """The share of the matter's words that what is said has."""
    return len(matter_terms & saying.terms) / len(matter_terms) if matter_terms else 0.0
