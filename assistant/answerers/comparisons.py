"""Both sides: what two speakers say, what sources disagree on, where articles differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.answerers.article_lines import LINES, articles_about, lead_line
from assistant.answerers.asked import Asked, Found
from assistant.answerers.matter import Matter, sentences_of, sentences_on
from assistant.answerers.statements import silence
from assistant.attribution import SpeakerQuestion
from assistant.extractive.answerer import likely_sentences
from assistant.extractive.attachment import APART, attachment
from assistant.mentions.corrections import corrections
from assistant.questions.fitting import fits, has_such_a_kind
from assistant.questions.forms.comparison_questions import (
    ComparisonQuestion,
    comparison_question_of,
    figure_question,
)
from assistant.scored_sentence import ScoredSentence, merge_overlapping
from assistant.testimony.comparisons import differences, disputed, told_apart
from assistant.testimony.sayings import sayings
from assistant.testimony.source_lines import names_line
from assistant.testimony.speaker_answers import spoken
from assistant.testimony.speaker_list import known_speakers
from assistant.types import Note, NoteKind
from index.language.sentences import sentences
from index.language.terms import terms
from index.types import Article

MOST_OF_A_SIDE: Final = 5
"""Sentences of one side."""

_OF_EACH: Final = 2
"""Sentences of one article on a matter."""

_BESIDE: Final = 0.5
"""Share of a matter's words that a paragraph has in which a side is named on it."""

_SAME: Final = 0.5
"""Share of a sentence's terms that another has which tells the same."""

MOST: Final = 12
"""Sentences of an answer on all sources, or on articles."""


def answer(asked: Asked) -> Found | None:
    """What both sides say; None where no side is anybody who speaks."""
    question = comparison_question_of(asked.text)
    if question is None:
        return None
    if question.of_first:
        return _of_first(question, asked)
    if question.sides:
        return _of_two(question, asked)
    if question.of_articles:
        return _of_articles(question, articles_about(question.about, asked.articles), asked)
    if question.group:
        return _of_group(question, asked)
    matter, about = Matter(question.matter), set(terms(question.matter))
    told = [
        each
        for each in disputed(asked.articles)
        if not question.matter
        or about & set(terms(each.text))
        or matter.has(each.article, each.paragraph)
    ]
    text = "Nobody was found here to deny or doubt what another one says."
    notes = () if told else (Note(NoteKind.SPEAKERS, text),)
    return Found(tuple(told[:MOST]), notes)


def _of_first(question: ComparisonQuestion, asked: Asked) -> Found | None:
    """What the articles of the first side tell of the matter, and those of the other do not."""
    ones, others = (
        [each for each in asked.articles if _is_of(each, side)] for side in question.sides
    )
    if not ones or not others:
        return None
    there = [
        frozenset(terms(sentence.text))
        for article in others
        for paragraph in article.paragraphs
        for sentence in sentences(paragraph.text)
    ]
    told = [
        each.as_excerpt()
        for article in ones
        for each in sentences_on(question.matter, article)
        if not _is_told(each.text, there)
    ]
    return Found(tuple(merge_overlapping(told)[:MOST_OF_A_SIDE]))


def _is_of(article: Article, side: str) -> bool:
    """Whether a side names the article's paper."""
    wanted = frozenset(terms(side))
    return bool(wanted) and wanted <= frozenset(terms(article.source or ""))


def _is_told(text: str, there: Sequence[frozenset[str]]) -> bool:
    """Whether one of these sentences, by their terms, tells the same."""
    own = frozenset(terms(text))
    return any(len(own & each) >= _SAME * max(len(own), 1) for each in there)


def _of_group(question: ComparisonQuestion, asked: Asked) -> Found:
    """The sentences that say whether people agree, with what they say; then what each says."""
    group, matter = set(terms(question.group)), Matter(question.matter)
    told = [
        each
        for article in asked.articles
        for each in told_apart(article)
        if group <= set(terms(each.text)) and matter.has(article, each.paragraph)
    ]
    of_group = SpeakerQuestion(question.group, question.matter)
    told += spoken(of_group, asked.articles, (), asked.thresholds.nearly_as_good)
    notes = () if told else (silence(of_group, asked.articles),)
    return Found(tuple(merge_overlapping(told[:MOST_OF_A_SIDE])), notes)


def _of_two(question: ComparisonQuestion, asked: Asked) -> Found | None:
    named = [_named_with(side, question.matter, asked.articles) for side in question.sides]
    speaks = [any(sayings(side, each) for each in asked.articles) for side in question.sides]
    if not (any(speaks) or all(named)):
        return None
    likely = likely_sentences(asked.text, asked.passages, asked.thresholds, asked.follow_up)
    told: list[ScoredSentence] = []
    notes: list[Note] = []
    for side, with_it in zip(question.sides, named, strict=True):
        of_side = SpeakerQuestion(side, question.matter)
        said = spoken(of_side, asked.articles, likely, asked.thresholds.nearly_as_good)
        if not said and not any(sayings(side, each) for each in asked.articles):
            said = with_it
        if not said:
            # Beside what the other says, whatever this one says is shown, and told to be that.
            notes.append(silence(of_side, asked.articles))
            everything = SpeakerQuestion(side, "")
            said = spoken(everything, asked.articles, (), asked.thresholds.nearly_as_good)[:2]
        told += said[:MOST_OF_A_SIDE]
    return Found(tuple(merge_overlapping(told)), tuple(notes))


def _named_with(side: str, matter: str, articles: Sequence[Article]) -> list[ScoredSentence]:
    """The sentences that name a side where the matter is spoken of: "its estimate was lower"."""
    if not matter:
        return []
    wanted, about = set(terms(side)), Matter(matter)
    return [
        each.as_excerpt()
        for article in articles
        for each in sentences_of(article)
        if wanted <= set(terms(each.text))
        if about.share_of(f"{article.title}. {article.paragraph(each.paragraph).text}") >= _BESIDE
    ][:_OF_EACH]


def _of_articles(
    question: ComparisonQuestion, articles: Sequence[Article], asked: Asked
) -> Found | None:
    """On a matter, what each says; else where they differ, and who speaks in each."""
    if figures := _figures(question.matter, articles):
        return Found(tuple(figures))
    if question.matter:
        likely = likely_sentences(asked.text, asked.passages, asked.thresholds, asked.follow_up)
        of_each = (
            [each for each in likely if each.article.id == article.id]
            or sentences_on(question.matter, article)
            for article in articles
        )
        told = [each.as_excerpt() for some in of_each for each in some[:_OF_EACH]]
        return Found(tuple(merge_overlapping(told)))
    if len(articles) < 2:
        return Found(tuple(disputed(articles)[:MOST]))
    speaking = {article: known_speakers(article) for article in articles[:MOST]}
    names = [names_line(article, found) for article, found in speaking.items() if found]
    told = differences(articles[:4])
    if not told:
        told = [*map(lead_line, articles[:LINES]), *disputed(articles)]
    return Found((*told[:MOST], *names))


def _figures(matter: str, articles: Sequence[Article]) -> list[ScoredSentence]:
    """The sentence of each article with the figure that a matter is; none of one alone.

    Where an article says that it was another at first, that is the sentence.
    """
    asked = figure_question(matter)
    if not asked:
        return []
    told = [each for article in articles if (each := _figure(asked, article))]
    return [each.as_excerpt() for each in told] if len(told) > 1 else []


def _figure(asked: str, article: Article) -> ScoredSentence | None:
    about = Matter(asked.removeprefix("how many").removeprefix("what is"))
    corrected = {each.sentence.text for each in corrections(article)}
    found = [
        (
            each.text in corrected,
            fits(asked, each.text),
            attachment(asked, each.text) or APART,
            each,
        )
        for each in sentences_of(article)
        if has_such_a_kind(asked, each.text)
        and about.share_of(each.text)
        and about.share_of(f"{article.title}. {each.text}") >= _BESIDE
    ]
    return max(found, key=lambda each: each[:3], default=(None,))[-1]
