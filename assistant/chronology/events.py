"""What an article dates: its sentences that say when something happened, by the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from assistant.attribution import statements_within
from assistant.attribution.excerpts import excerpt
from assistant.chronology.mentions import TimeMention, time_mentions
from assistant.chronology.moments import Moment
from index.language.en.grammar.pronouns import (
    DEMONSTRATIVES,
    THIRD_PERSON,
    THIRD_PERSON_POSSESSIVES,
)
from index.language.sentences import sentences
from index.language.word_lists import any_of
from index.types import Article, Sentence

_POINTS_BACK: Final = re.compile(
    rf"(?i)\W*{any_of(THIRD_PERSON | THIRD_PERSON_POSSESSIVES | DEMONSTRATIVES)}\b"
)

_MOST: Final = re.compile(r"(?i)\b(?:first|most|least|best|worst|only|more|\w{3,20}est)\b")


class Event(NamedTuple):
    """What a sentence tells of a moment; `shown` is the sentence with what it needs to be read.

    `mention` is the time by which it is dated; `is_single` says that the sentence has no other.
    """

    article: Article
    paragraph: int
    sentence: Sentence
    shown: Sentence
    mention: TimeMention
    moment: Moment
    is_single: bool


def events(article: Article) -> Iterator[Event]:
    """The article's dated sentences, in the order of the text."""
    for paragraph in article.paragraphs:
        mentions = time_mentions(article, paragraph.number)
        for sentence in dict.fromkeys(each.sentence for each in mentions):
            here = [each for each in mentions if each.sentence == sentence]
            dated = [each for each in here if each.moment and not _dates_nothing(each, sentence)]
            if not dated:
                continue
            mention = _main(dated, article, paragraph.number, sentence)
            if mention.moment:
                shown = readable(article, paragraph.number, sentence)
                place = article, paragraph.number, sentence, shown, mention, mention.moment
                yield Event(*place, len({each.moment for each in here}) == 1)


def _dates_nothing(mention: TimeMention, sentence: Sentence) -> bool:
    """Whether nothing happened at a time: "the worst flood since 1968", "this year"."""
    written = mention.written.lower()
    before = sentence.text[: mention.start - sentence.start]
    since = written.startswith("since ") or before.lower().endswith("since ")
    return written == "this year" or (since and _MOST.search(before) is not None)


def readable(article: Article, paragraph: int, sentence: Sentence) -> Sentence:
    """The sentence so that it can be shown by itself: with the one before where it needs that."""
    shown = excerpt(article, paragraph, sentence)
    if not _POINTS_BACK.match(shown.text):
        return shown
    text = article.paragraph(paragraph).text
    before = [each for each in sentences(text) if each.end <= shown.start]
    if not before:
        return shown
    start = excerpt(article, paragraph, before[-1]).start
    return Sentence(text[start : shown.end], start, shown.end)


def _main(
    dated: Sequence[TimeMention], article: Article, paragraph: int, sentence: Sentence
) -> TimeMention:
    """The time of what is told, rather than that at which somebody said so."""
    said = [
        each
        for statement in statements_within(sentence, paragraph, article)
        for each in dated
        if statement.start <= each.start and each.end <= statement.end
    ]
    return said[0] if said else dated[0]
