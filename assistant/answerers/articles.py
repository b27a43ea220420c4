"""Which articles there are, say something or mention somebody: listed, the newest first."""

from __future__ import annotations

from typing import Final

from assistant.answerers.article_lines import LINES, lead_line, line, told
from assistant.answerers.asked import Asked, Found
from assistant.attribution import has_not
from assistant.questions.forms.article_questions import ArticlesQuestion, articles_question_of
from assistant.scored_sentence import Quote, ScoredSentence
from assistant.types import Basis
from assistant.verification.detectors.numbers import numbers
from index.language.synonyms import synonyms
from index.language.terms import terms
from index.types import Article

_ENOUGH: Final = 0.75
"""The share of a saying's terms that a paragraph has which says it."""

_BEFORE: Final = 6
"""Words before those of a saying that may turn it: "denied that the"."""


def answer(asked: Asked) -> Found | None:
    """A line for each article that fits, with what it says to the matter, cited."""
    question = articles_question_of(asked.text)
    if question is None:
        return None
    lines = [each for article in asked.articles if (each := _line(article, question))]
    if not (lines or question.says):
        lines = [each for article in asked.articles if (each := _line_on(article, question.topic))]
    counted = [_count(lines)] if question.counts and lines else []
    return Found((*counted, *lines[:LINES]))


def _line(article: Article, question: ArticlesQuestion) -> ScoredSentence | None:
    wanted = set(terms(question.topic)) if question.topic else set[str]()
    if not wanted:
        return lead_line(article)
    shares = {each: len(wanted & set(terms(each.text))) for each in told(article)}
    best = max(shares, key=lambda each: shares[each])
    if question.says:
        found = line(article, best, wanted)
        said = found.sentence.text
        turned = has_not(question.topic) != has_not(_about(wanted, said))
        figures = set(numbers(question.topic)) <= set(numbers(said))
        return found if shares[best] >= _ENOUGH * len(wanted) and figures and not turned else None
    everywhere = {term for each in article.paragraphs for term in terms(each.text)}
    has_all = wanted <= everywhere | set(terms(article.title))
    if not has_all:
        return None
    return line(article, best, wanted) if shares[best] else lead_line(article)


def _line_on(article: Article, topic: str) -> ScoredSentence | None:
    """The line of an article that has a topic's words, or others that may stand for them."""
    wanted = set(terms(topic))
    meant = {each: wanted & _meant(each.text) for each in told(article)}
    if not wanted <= set().union(*meant.values()):
        return None
    best = max(meant, key=lambda each: len(meant[each]))
    others = {other for term in wanted for other in synonyms(term)}
    return line(article, best, wanted | others)


def _meant(text: str) -> set[str]:
    """The terms of a text, with those that may stand for them."""
    own = set(terms(text))
    return own.union(*map(synonyms, own))


def _about(wanted: set[str], text: str) -> str:
    """The words of a sentence between those that are wanted, and the few before."""
    words = text.split()
    at = [place for place, word in enumerate(words) if not wanted.isdisjoint(terms(word))]
    return " ".join(words[max(0, at[0] - _BEFORE) : at[-1] + 1]) if at else ""


def _count(lines: list[ScoredSentence]) -> ScoredSentence:
    """How many they are, resting on all of them."""
    first = lines[0]
    many = "1 article fits" if len(lines) == 1 else f"{len(lines)} articles fit"
    others = tuple(Quote(each.article, each.paragraph, each.sentence) for each in lines[1:])
    place = first.article, first.paragraph, first.sentence
    return ScoredSentence(f"{many}.", *place, 1.0, basis=Basis.LEDGER, also=others)
