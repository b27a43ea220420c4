"""What somebody says: the article's own sentences in which a speaker is quoted or reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Final

from assistant.attribution import SpeakerQuestion, Stance, Statement, is_meant_by, statements
from assistant.scored_sentence import ScoredSentence, merge_overlapping
from assistant.testimony.source_answers import where_named
from assistant.testimony.stance_sentences import Sourced, names
from index.language.en.pronouns import PRONOUNS
from index.language.terms import terms
from index.types import Article

_MOST_LOOKED_AT: Final = 200
"""Statements of one speaker in an article, from its beginning on."""

MOST: Final = 6
"""Sentences in an answer."""

_MOST_LIKELY: Final = 100
"""Sentences that answer likely, of which those are sought that the speaker says."""

_SHARE: Final = 0.5
"""Share of the words of the matter asked about that a sentence about it has."""


def spoken(
    asked: SpeakerQuestion,
    articles: Iterable[Article],
    likely: Sequence[ScoredSentence],
    nearly_as_good: float,
) -> list[ScoredSentence]:
    """What the speaker says on the matter, the likeliest to answer first; nothing of others.

    `likely` are sentences that answer likely enough, the best first, of which those are told that
    are the speaker's and nearly as good as the best. Where none is, those with the words asked
    about are told, unless an opinion is asked for.
    """
    said = chain.from_iterable(_said_by(asked.speaker, article) for article in articles)
    if asked.matter:
        told = _on_the_matter(asked, list(said), likely[:_MOST_LIKELY], nearly_as_good)[:MOST]
    else:
        told = list(islice(said, MOST))
    first = [_where_named(found) for found in told[:1] if found.named]
    return merge_overlapping([*first, *(replace(found, named=None) for found in told)])


def _where_named(found: ScoredSentence) -> ScoredSentence:
    """The sentence of another paragraph that names its speaker."""
    number, sentence = found.named or (found.paragraph, found.sentence)
    named = replace(found, text=sentence.text, paragraph=number, sentence=sentence, named=None)
    return named.as_excerpt()


def _on_the_matter(
    asked: SpeakerQuestion,
    said: Sequence[ScoredSentence],
    likely: Sequence[ScoredSentence],
    nearly_as_good: float,
) -> list[ScoredSentence]:
    pairs = [(each, found) for each in likely for found in said if _is_in(each, found)]
    best = pairs[0][0].probability if pairs else 0.0
    told = [found for each, found in pairs if each.probability >= nearly_as_good * best]
    if not told and not asked.thinks:
        wanted = frozenset(terms(asked.matter))
        told = [found for found in said if _shares(wanted, found) >= _SHARE]
    return told


def _said_by(name: str, article: Article) -> Iterator[ScoredSentence]:
    """In the article's order, with where one who is called "she" is named, if that is clear."""
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
        source = Sourced(article, statement, "", Stance.SAYS, 1.0)
        evidence = source.evidence
        is_named = names(statement.speaker, evidence.text)
        if not (is_named or statement.clear):
            continue  # "he said", which may as well be somebody else
        is_pronoun = _mention(statement, article).lower() in PRONOUNS
        named = where_named(source) if is_pronoun and not is_named else None
        last = ScoredSentence(
            evidence.text, article, statement.paragraph, evidence, 1.0, named=named
        )
        yield last


def _is_within(statement: Statement, found: ScoredSentence) -> bool:
    return (
        statement.paragraph == found.paragraph
        and found.sentence.start <= statement.start < found.sentence.end
    )


def _mention(statement: Statement, article: Article) -> str:
    mention = statement.mention
    return article.paragraph(mention.paragraph).text[mention.start : mention.end]


def _is_in(one: ScoredSentence, whole: ScoredSentence) -> bool:
    place = (one.article.id, one.paragraph) == (whole.article.id, whole.paragraph)
    start, end = whole.sentence.start, whole.sentence.end
    return place and start <= one.sentence.start < end


def _shares(wanted: frozenset[str], found: ScoredSentence) -> float:
    return len(wanted & set(terms(found.text))) / len(wanted) if wanted else 0.0
