"""What somebody says: the article's own sentences in which a speaker is quoted or reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from assistant.attribution import SpeakerQuestion, Stance, Statement, is_called, statements
from assistant.found import Found
from assistant.sourced import Sourced, names
from assistant.testimony import where_named
from index.text import sentences, terms
from index.types import Article, Sentence

MOST: Final = 6
"""Sentences in an answer."""

_MOST_LIKELY: Final = 100
"""Sentences that answer likely, of which those are sought that the speaker says."""

_SHARE: Final = 0.5
"""Share of the words of the matter asked about that a sentence about it has."""


def spoken(
    asked: SpeakerQuestion,
    articles: Iterable[Article],
    likely: Sequence[Found],
    nearly_as_good: float,
) -> list[Found]:
    """What the speaker says on the matter, the likeliest to answer first; nothing of others.

    `likely` are sentences that answer likely enough, the best first, of which those are told that
    are the speaker's and nearly as good as the best. Where none is, those with the words asked
    about are told, unless an opinion is asked for.
    """
    sources = [each for article in articles for each in _said_by(asked.speaker, article)]
    said = [_found(each) for each in sources]
    whose = dict(zip(said, sources, strict=True))
    if asked.matter:
        said = _on_the_matter(asked, said, likely[:_MOST_LIKELY], nearly_as_good)
    return _once([_named(found, whose[found]) for found in said[:MOST]])


def _on_the_matter(
    asked: SpeakerQuestion, said: Sequence[Found], likely: Sequence[Found], nearly_as_good: float
) -> list[Found]:
    pairs = [(each, found) for each in likely for found in said if _is_in(each, found)]
    best = pairs[0][0].probability if pairs else 0.0
    told = [found for each, found in pairs if each.probability >= nearly_as_good * best]
    if not told and not asked.thinks:
        wanted = frozenset(terms(asked.matter))
        told = [found for found in said if _shares(wanted, found) >= _SHARE]
    return told


def _once(said: Sequence[Found]) -> list[Found]:
    """Each sentence once, in the article's order where they are next to each other."""
    told: list[Found] = []
    for found in dict.fromkeys(said):
        end = max((each.sentence.end for each in told if _overlap(each, found)), default=0)
        if end < found.sentence.end:
            told.append(_from(end, found))
    return told


def _overlap(one: Found, other: Found) -> bool:
    if (one.article.id, one.paragraph) != (other.article.id, other.paragraph):
        return False
    first, second = one.sentence, other.sentence
    return first.start < second.end and second.start < first.end


def _from(start: int, found: Found) -> Found:
    """What is left of it from an offset of its paragraph on."""
    if start <= found.sentence.start:
        return found
    text = found.article.paragraph(found.paragraph).text
    rest = next(each.start for each in sentences(text) if each.start >= start)
    sentence = Sentence(text[rest : found.sentence.end], rest, found.sentence.end)
    return replace(found, text=sentence.text, sentence=sentence)


def _said_by(name: str, article: Article) -> Iterator[Sourced]:
    """In the article's order."""
    for statement in statements(article):
        if is_called(name, statement.speaker, _mention(statement, article)):
            yield Sourced(article, statement, "", Stance.SAYS, 1.0)


def _found(source: Sourced) -> Found:
    evidence = source.evidence
    return Found(evidence.text, source.article, source.statement.paragraph, evidence, 1.0)


def _named(found: Found, source: Sourced) -> Found:
    """With where the speaker is named, if that is elsewhere."""
    if names(source.statement.speaker, found.text):
        return found
    return replace(found, named=where_named(source))


def _mention(statement: Statement, article: Article) -> str:
    mention = statement.mention
    return article.paragraph(mention.paragraph).text[mention.start : mention.end]


def _is_in(one: Found, whole: Found) -> bool:
    place = (one.article.id, one.paragraph) == (whole.article.id, whole.paragraph)
    start, end = whole.sentence.start, whole.sentence.end
    return place and start <= one.sentence.start < end


def _shares(wanted: frozenset[str], found: Found) -> float:
    return len(wanted & set(terms(found.text))) / len(wanted) if wanted else 0.0
