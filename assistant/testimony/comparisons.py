"""What is disputed in articles, and what differs between them: both sides, in their own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from assistant.attribution import SpeakerKind, Statement, disagreements, statements
from assistant.attribution.excerpts import excerpt
from assistant.scored_sentence import ScoredSentence, merge_overlapping
from assistant.testimony.sayings import quoted_first, sayings, shown
from assistant.testimony.speaker_list import known_speakers
from assistant.verification.detectors.numbers import numbers
from index.language.en.cues import DISAGREES
from index.language.en.grammar.function_words import STOP_WORDS
from index.language.folding import fold
from index.language.reporting import VerbKind
from index.language.sentences import sentences
from index.language.terms import terms
from index.types import Article, Sentence

MOST_MATTERS: Final = 5
"""Disputed matters, differing figures, or speakers of both articles, in an answer."""

_HOW: Final = 3
"""Sentences that tell how people disagree, with the one that says so."""

_OF_EACH: Final = 2
"""Sayings of one speaker in one article."""

_MOST_SENTENCES: Final = 150
"""Sentences with figures of an article that are compared with another's."""

_ALIKE: Final = 0.6
"""Share of the words of the shorter of two sentences that the other has, where both are of one."""

_FEWEST: Final = 3
"""Words that two sentences have in common, where both tell the same."""


def disputed(articles: Iterable[Article]) -> list[ScoredSentence]:
    """What sources of an article disagree on: statements for and against, then whoever denies.

    A denial has what is denied in front of it, where that is said just before.
    """
    told: list[ScoredSentence] = []
    for article in articles:
        # By place, since a claim's doubtful speaker is left out of the disagreement's own views.
        said = {(each.paragraph, each.start): each for each in statements(article)}
        for matter in disagreements(article)[:MOST_MATTERS]:
            views = [view.statement for view in matter.views]
            places = dict.fromkeys((each.paragraph, each.start) for each in views)
            here = [said[place] for place in places if place in said]
            told += [one for each in here if (one := shown(each, article)) is not None]
        told += sorted((*told_apart(article), *_denials(article)), key=_place)
    return merge_overlapping(told)


def _place(each: ScoredSentence) -> tuple[int, int]:
    return each.paragraph, each.sentence.start


def told_apart(article: Article) -> Iterator[ScoredSentence]:
    """The sentences that tell that sources disagree, each with those that say how."""
    for paragraph in article.paragraphs:
        parts = sentences(paragraph.text)
        for at, sentence in enumerate(parts):
            if DISAGREES.search(fold(sentence.text)):
                yield _joined(article, paragraph.number, sentence, parts[at : at + _HOW][-1])


def _denials(article: Article) -> Iterator[ScoredSentence]:
    """Whoever denies or doubts something, and what another one says just before."""
    before: Statement | None = None
    for each in statements(article):
        if not each.clear:
            continue
        if each.verb_kind in (VerbKind.DENIED, VerbKind.DOUBTED):
            near = before and 0 <= each.paragraph - before.paragraph <= 1
            if before and near and before.speaker != each.speaker:
                yield from _shown(before, article)
            yield from _shown(each, article)
        elif before and _explains(each, before, article):
            yield from _shown(each, article)
        before = each


def _explains(statement: Statement, before: Statement, article: Article) -> bool:
    """Whether a statement says what its speaker means who just denied "that"."""
    here = (statement.speaker, statement.paragraph) == (before.speaker, before.paragraph)
    is_bare = before.verb_kind is VerbKind.DENIED and not _terms_of(before, article)
    return here and is_bare


def _terms_of(statement: Statement, article: Article) -> frozenset[str]:
    content = frozenset(re.findall(r"\w+", statement.content(article).lower()))
    return content - STOP_WORDS


def _joined(article: Article, paragraph: int, first: Sentence, last: Sentence) -> ScoredSentence:
    text = article.paragraph(paragraph).text[first.start : last.end]
    return ScoredSentence(
        text, article, paragraph, Sentence(text, first.start, last.end), 1.0
    ).as_excerpt()


def _shown(statement: Statement, article: Article) -> Iterator[ScoredSentence]:
    if (sentence := shown(statement, article)) is not None:
        yield sentence


def differences(articles: Sequence[Article]) -> list[ScoredSentence]:
    """Where articles differ: in figures, and in what the same speaker says in each."""
    told: list[ScoredSentence] = []
    for one, other in combinations(articles, 2):
        told += [*_figures(one, other), *_said_in_both(one, other)]
    return merge_overlapping(told)


def _figures(one: Article, other: Article) -> Iterator[ScoredSentence]:
    """Sentences that tell the same with other figures: "12 were hurt" and "15 were hurt"."""
    found = 0
    others = _with_figures(other)
    for sentence, words, figures in _with_figures(one):
        for there, words_there, figures_there in others:
            common = len(words & words_there)
            alike = common >= max(_FEWEST, _ALIKE * min(len(words), len(words_there)))
            differ = figures - figures_there and figures_there - figures
            if alike and differ and found < MOST_MATTERS:
                found += 1
                yield from (sentence, there)


def _with_figures(
    article: Article,
) -> list[tuple[ScoredSentence, frozenset[str], frozenset[float]]]:
    pairs = (
        (paragraph.number, sentence)
        for paragraph in article.paragraphs
        for sentence in sentences(paragraph.text)
    )
    found = (
        (_quoted(article, number, sentence), _words(sentence), frozenset(numbers(sentence.text)))
        for number, sentence in pairs
    )
    return [each for each in found if each[2]][:_MOST_SENTENCES]


def _words(sentence: Sentence) -> frozenset[str]:
    return frozenset(word for word in terms(sentence.text) if not word[0].isdigit())


def _quoted(article: Article, paragraph: int, sentence: Sentence) -> ScoredSentence:
    whole = excerpt(article, paragraph, sentence)
    return ScoredSentence(whole.text, article, paragraph, whole, 1.0)


def _said_in_both(one: Article, other: Article) -> Iterator[ScoredSentence]:
    """What each speaker of both articles says in the one and in the other, where it differs."""
    names = [_names(article) for article in (one, other)]
    for name in [each for each in names[0] if each in names[1]][:MOST_MATTERS]:
        said = [
            [each.sentence for each in quoted_first(sayings(name, article))[:_OF_EACH]]
            for article in (one, other)
        ]
        in_both = {each.text for each in said[0]} & {each.text for each in said[1]}
        yield from (each for of_one in said for each in of_one if each.text not in in_both)


def _names(article: Article) -> list[str]:
    """The full names of those who speak in an article."""
    return [
        each.speaker.name
        for each in known_speakers(article)
        if each.kind is SpeakerKind.ORGANISATION or " " in each.speaker.name
        if each.kind in (SpeakerKind.ORGANISATION, SpeakerKind.NAMED)
    ]
