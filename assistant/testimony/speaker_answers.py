"""What somebody says: the article's own sentences in which a speaker is quoted or reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Final

from assistant.attribution import SpeakerQuestion, Stance, Statement, is_meant_by, statements
from assistant.scored_sentence import ScoredSentence, merge_overlapping
from assistant.testimony.source_answers import where_named
from assistant.testimony.stance_sentences import SourceStance, names
from index.language.en.pronouns import PRONOUNS
from index.language.terms import terms
from index.types import Article

_MOST_LOOKED_AT: Final = 200
"""Statements of one speaker in an article, from its beginning on."""

MOST: Final = 6
"""Sentences in an answer."""

_MOST_LIKELY: Final = 100
"""Sentences that answer likely, among which the speaker's are looked for."""

_SHARE: Final = 0.5
"""Share of the matter's words that a sentence about it has."""


def spoken(
    question: SpeakerQuestion,
    articles: Iterable[Article],
    likely: Sequence[ScoredSentence],
    nearly_as_good: float,
) -> list[ScoredSentence]:
    """The sentences that a speaker says on the matter, the likeliest to answer first.

    `likely` are sentences that answer likely enough, the best first. Those of the speaker that are
    nearly as good as the best are taken; where there is none, those with the matter's words, unless
    the question asks for an opinion.
    """
    # One after another as they are wanted: without a matter the first few are enough.
    sayings = chain.from_iterable(_said_by(question.speaker, article) for article in articles)
    if question.matter:
        sentences = _on_the_matter(question, list(sayings), likely[:_MOST_LIKELY], nearly_as_good)[
            :MOST
        ]
    else:
        sentences = list(islice(sayings, MOST))
    first = [_where_named(sentence) for sentence in sentences[:1] if sentence.named]
    return merge_overlapping([*first, *(replace(sentence, named=None) for sentence in sentences)])


def _where_named(answer: ScoredSentence) -> ScoredSentence:
    """The sentence of another paragraph that names its speaker."""
    named = answer.named or answer.quotes[0]
    told = replace(
        answer,
        text=named.sentence.text,
        paragraph=named.paragraph,
        sentence=named.sentence,
        named=None,
    )
    return told.as_excerpt()


def _on_the_matter(
    question: SpeakerQuestion,
    sayings: Sequence[ScoredSentence],
    likely: Sequence[ScoredSentence],
    nearly_as_good: float,
) -> list[ScoredSentence]:
    pairs = [(each, sentence) for each in likely for sentence in sayings if _is_in(each, sentence)]
    best = pairs[0][0].probability if pairs else 0.0
    best_sentences = [
        sentence for each, sentence in pairs if each.probability >= nearly_as_good * best
    ]
    # Sharing words with a matter is enough to be about it, but not to be an opinion of it.
    if not best_sentences and not question.thinks:
        matter_terms = frozenset(terms(question.matter))
        best_sentences = [
            sentence for sentence in sayings if _shares(matter_terms, sentence) >= _SHARE
        ]
    return best_sentences


def _said_by(name: str, article: Article) -> Iterator[ScoredSentence]:
    """The speaker's sentences in the article's order, with where a "she" is named, if clear."""
    last: ScoredSentence | None = None
    looked_at = 0
    for statement in statements(article):
        if last is not None and _is_within(statement, last):
            continue  # told with the one before
        if not is_meant_by(name, statement.speaker, _mention(statement, article)):
            continue
        looked_at += 1
        if looked_at > _MOST_LOOKED_AT:
            return
        # No stance is asked for: this is for the sentences that show the statement as a whole.
        source = SourceStance(article, statement, "", Stance.SAYS, 1.0)
        evidence = source.evidence
        is_named = names(statement.speaker, evidence.text)
        if not (is_named or statement.clear):
            continue  # "he said", which may as well be somebody else
        is_pronoun = _mention(statement, article).lower() in PRONOUNS
        # A "she" is told with the sentence that names her, in front of it.
        named = where_named(source) if is_pronoun and not is_named else None
        last = ScoredSentence(
            evidence.text, article, statement.paragraph, evidence, 1.0, named=named
        )
        yield last


def _is_within(statement: Statement, sentence: ScoredSentence) -> bool:
    return (
        statement.paragraph == sentence.paragraph
        and sentence.sentence.start <= statement.start < sentence.sentence.end
    )


def _mention(statement: Statement, article: Article) -> str:
    mention = statement.mention
    return article.paragraph(mention.paragraph).text[mention.start : mention.end]


def _is_in(one: ScoredSentence, whole: ScoredSentence) -> bool:
    place = (one.article.id, one.paragraph) == (whole.article.id, whole.paragraph)
    start, end = whole.sentence.start, whole.sentence.end
    return place and start <= one.sentence.start < end


def _shares(matter_terms: frozenset[str], sentence: ScoredSentence) -> float:
    return (
        len(matter_terms & set(terms(sentence.text))) / len(matter_terms) if matter_terms else 0.0
    )
