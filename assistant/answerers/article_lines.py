"""A line an article: of which paper and day it is, and a sentence of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from assistant.attribution.reported_speech.datelines import dateline_end
from assistant.extractive.summary import lead_sentences
from assistant.scored_sentence import Quote, ScoredSentence
from assistant.types import Basis, imprint
from assistant.verification.addressed import is_for_machines
from index.language.sentences import sentences
from index.language.synonyms import phrase_synonyms, synonyms
from index.language.terms import terms
from index.types import Article, Paragraph, Sentence

LINES: Final = 12
"""Articles of which a line is told."""

_LEAD: Final = 4
"""Paragraphs that say what an article is about."""


def line(article: Article, paragraph: Paragraph, wanted: Iterable[str]) -> ScoredSentence:
    """The line of an article: the sentence of this paragraph that has most of the wanted terms."""
    terms_wanted = set(wanted)
    parts = sentences(paragraph.text)
    best = max(parts, key=lambda each: len(terms_wanted & set(terms(each.text))))
    return _line(ScoredSentence(best.text, article, paragraph.number, best, 1.0).as_excerpt())


def lead_line(article: Article) -> ScoredSentence:
    """The line of an article with its news."""
    return _line(lead_sentences(article)[0])


def lead_lines(articles: Iterable[Article]) -> list[ScoredSentence]:
    """The lines of articles with their news; copies with the same news share one."""
    lines: dict[str, ScoredSentence] = {}
    for each in map(lead_line, articles):
        news = each.sentence.text
        first = lines.get(news)
        if first is None:
            lines[news] = each
            continue
        copy = Quote(each.article, each.paragraph, each.sentence)
        text = f"{first.text.removesuffix(f': {news}')}; {each.text}"
        lines[news] = replace(first, text=text, also=(*first.also, copy))
    return [*lines.values()]


def _line(quoted: ScoredSentence) -> ScoredSentence:
    article, sentence = quoted.article, quoted.sentence
    published = article.published.date() if article.published else None
    known = imprint(article.source, published) or article.title
    # Without "PARIS (AP) — ", which would stand in the middle of the line.
    start = max(sentence.start, dateline_end(quoted.in_paragraph))
    text = quoted.in_paragraph[start : sentence.end]
    own = Sentence(text, start, sentence.end)
    return ScoredSentence(
        f"{known}: {text}", article, quoted.paragraph, own, 1.0, basis=Basis.LEDGER
    )


def told(article: Article) -> list[Paragraph]:
    """The paragraphs that a reader is told; all, where none is."""
    kept = [each for each in article.paragraphs if not is_for_machines(article, each.number)]
    return kept or [*article.paragraphs]


def articles_about(
    topic: str, articles: Iterable[Article], paragraphs: int = _LEAD
) -> tuple[Article, ...]:
    """The articles that are about a topic: so many paragraphs have with the title all its words.

    Where none is, those that begin with other words for it; all where it says nothing.
    """
    wanted = set(terms(topic))
    begun = {each: _beginning(each, paragraphs) for each in articles}
    said = {each: {*terms(text), *phrase_synonyms(text)} for each, text in begun.items()}
    about = tuple(each for each, words in said.items() if wanted <= words)
    return about or tuple(
        each for each, words in said.items() if wanted <= words.union(*map(synonyms, words))
    )


def _beginning(article: Article, paragraphs: int) -> str:
    return "\n".join([article.title, *(each.text for each in article.paragraphs[:paragraphs])])
