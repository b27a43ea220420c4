"""Who speaks in the articles: counted, by kind, each with how often and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.answerers.asked import Asked, Found
from assistant.attribution import SpeakerKind, statements
from assistant.questions.forms.source_list_questions import (
    SourceListQuestion,
    source_list_question_of,
)
from assistant.scored_sentence import ScoredSentence, merge_overlapping
from assistant.testimony.sayings import shown
from assistant.testimony.source_lines import (
    MOST_SOURCES,
    count_line,
    in_groups,
    names_line,
    source_line,
)
from assistant.testimony.speaker_list import Source, known_speakers
from assistant.types import Note, NoteKind
from index.types import Article

SEVERAL: Final = 2
"""Articles of more than this are told in a sentence each."""

MOST_QUOTES: Final = 16
"""Sentences that are said, in an answer."""

_KINDS: Final = {
    SpeakerKind.NAMED: "named people",
    SpeakerKind.ANONYMOUS: "unnamed sources",
    SpeakerKind.ORGANISATION: "organisations",
    SpeakerKind.DOCUMENT: "documents",
}


def answer(asked: Asked) -> Found | None:
    """A sentence on all and one on each source; of many articles one sentence each."""
    question = source_list_question_of(asked.text)
    if question is None:
        return None
    articles = asked.articles
    if question.quotes or question.words:
        return _sayings(articles, quoted_only=question.quotes)
    by_article = {each: _sources(question, each) for each in articles}
    speaking = {article: found for article, found in by_article.items() if found}
    if not speaking:
        kind = _KINDS[question.kind] if question.kind else "sources"
        return Found((), (Note(NoteKind.SPEAKERS, f"No {kind} were found here."),))
    if len(articles) > SEVERAL:
        return Found(tuple(names_line(article, found) for article, found in speaking.items()))
    return Found(
        tuple(
            sentence
            for article, found in speaking.items()
            for sentence in _told(article, found, by_title=len(articles) > 1)
        )
    )


def _sources(question: SourceListQuestion, article: Article) -> list[Source]:
    """The article's sources of the kind asked for; who would not speak is none."""
    return in_groups(
        [
            each
            for each in known_speakers(article)
            if question.kind in (None, each.kind) and not each.is_silent
        ]
    )


def _told(article: Article, found: Sequence[Source], *, by_title: bool) -> list[ScoredSentence]:
    each_one = [source_line(article, source) for source in found[:MOST_SOURCES]]
    return [count_line(article, found, by_title=by_title), *each_one]


def _sayings(articles: Sequence[Article], *, quoted_only: bool) -> Found:
    """All quotations or all that is said, each whole and with who says it, in the text's order."""
    said = merge_overlapping(
        sentence
        for article in articles
        for statement in statements(article)
        if (statement.direct or not quoted_only)
        and (sentence := shown(statement, article)) is not None
    )
    more = len(said) - MOST_QUOTES
    note = Note(NoteKind.MORE, f"{more} more are not shown: ask about one article.")
    return Found(tuple(said[:MOST_QUOTES]), (note,) if more > 0 else ())
