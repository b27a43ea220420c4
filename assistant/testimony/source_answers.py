"""Answers from who says what: each sentence checked against the paragraph that it cites."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from assistant.attribution import OPPOSING, Ask, SourceQuestion, Stance, VerbKind
from assistant.scored_sentence import Quote, ScoredSentence, merge_overlapping
from assistant.testimony.source_questions import is_open, sources
from assistant.testimony.stance_sentences import Sourced, names, sentences_before
from assistant.types import Basis
from assistant.verification import (
    ContextParagraph,
    Judgement,
    Reason,
    check_reported,
    leaves_out_modifiers,
)
from index.language.folding import straighten
from index.language.terms import terms
from index.types import Article, Sentence

_QUOTED: Final = 0.7
"""From this likeness on the article's own sentence is told, where our words are doubtful."""

_TURNED: Final = (Reason.NEGATION, Reason.HEDGE, Reason.ORDER)
"""Doubts for which a source is not told at all: it may not say so."""

_SHARE: Final = 0.7
"""Share of the words of something said that a later sentence about it has."""

_REACH: Final = 4
"""Paragraphs back in which a speaker is named whom the statement calls "she"."""


def who(asked: SourceQuestion, articles: Iterable[Article]) -> list[ScoredSentence] | None:
    """Who answers, each told in a sentence; None when nobody speaks of it.

    Those who oppose it are told beside somebody who says it, never alone.
    """
    chosen = sources(asked, articles)
    if chosen is None:
        return None
    told = [(each, found) for each in chosen if (found := _checked(asked, each)) is not None]
    beside = asked.ask is Ask.WHO and any(each.stance not in OPPOSING for each in chosen)
    if beside and all(each.stance in OPPOSING for each, _ in told):
        return []
    return merge_overlapping(
        sentence for each, first in told for sentence in (first, *_taken_back(each))
    )


def _taken_back(each: Sourced) -> list[ScoredSentence]:
    """What may take it back and is about it, by its place or its words, in the article's own."""
    if each.by_place:
        return []
    found = (
        ScoredSentence(sentence.text, each.article, number, sentence, each.likeness)
        for number, sentence in each.retractions
        if number == each.statement.paragraph or _is_about(each.content, sentence)
    )
    return [sentence.as_excerpt() for sentence in found]


def _is_about(content: str, sentence: Sentence) -> bool:
    wanted = set(terms(content))
    return len(wanted & set(terms(sentence.text))) >= _SHARE * len(wanted)


def _checked(asked: SourceQuestion, each: Sourced) -> ScoredSentence | None:
    """Its sentence, in our words if the check lets them pass, else in the article's own."""
    evidence, speaker = each.evidence, each.statement.speaker
    if not each.statement.clear or each.is_divided:
        return _own_words(each) if each.likeness >= _QUOTED else None
    named = None if names(speaker, evidence.text) else where_named(each)
    exact = is_open(asked.content) or (asked.kind is VerbKind.CONFIRMED and not each.confirms)
    told = None if exact else each.told
    is_named = named is None and names(speaker, evidence.text)
    if told is None:
        return _own_words(each) if is_named else None
    if not (is_named or named):
        return None
    if each.by_place:  # it says nothing of its own
        tells = is_named and each.statement.verb in evidence.text and each.is_plain
        return _told(each, told, each.likeness, None) if tells else None
    paragraph = each.article.paragraph(each.statement.paragraph)
    cited = ContextParagraph(str(paragraph.number), each.article, paragraph)
    verdict = check_reported(each.claim, cited, evidence, each.frames)
    if verdict.judgement is Judgement.SUPPORTED:
        plain = _told(each, told, verdict.support, named) if each.is_plain else None
        return plain or _own_words(each)
    doubted = verdict.judgement is Judgement.UNCERTAIN and (
        verdict.reason not in _TURNED or _is_as_asked(each)
    )
    return _own_words(each) if doubted and is_named and each.likeness >= _QUOTED else None


def _is_as_asked(each: Sourced) -> bool:
    """Whether it is what is asked about to the letter, or a denial of just that.

    The "not" of a denial is its verb's.
    """
    denial = each.stance is not Stance.SAYS
    cut = denial and leaves_out_modifiers(each.content, each.evidence.text)
    return cut or _is_verbatim(each.content, each)


def _told(each: Sourced, told: str, support: float, named: Quote | None) -> ScoredSentence:
    place = each.article, each.statement.paragraph, each.evidence
    return ScoredSentence(told, *place, support, Basis.LEDGER, named)


def _own_words(each: Sourced) -> ScoredSentence:
    evidence = each.evidence
    return ScoredSentence(
        evidence.text, each.article, each.statement.paragraph, evidence, each.likeness
    )


def _is_verbatim(content: str, each: Sourced) -> bool:
    """Whether the statement is what is asked about, or part of it, to the letter."""
    texts = content, each.evidence.text, each.statement.content(each.article)
    asked, evidence, said = (straighten(text).casefold().strip(" \"',.") for text in texts)
    return asked in evidence or said in asked


def where_named(each: Sourced) -> Quote | None:
    """The sentence nearest before that names the speaker."""
    last = each.statement.paragraph
    for number in range(last, max(0, last - _REACH - 1), -1):
        text = each.article.paragraph(number).text
        end = each.evidence.start if number == last else len(text)
        for sentence in sentences_before(end, text):
            if names(each.statement.speaker, sentence.text, each.article):
                return Quote(number, sentence)
    return None
