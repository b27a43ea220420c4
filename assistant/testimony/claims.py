"""What articles have on a claim: the statements for and against it, and the reporter's words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from assistant.attribution import (
    OPPOSING,
    Statement,
    contrasting,
    disagreements,
    find_statements,
    in_same_parts,
    share_said_in,
    stance,
    statements,
    statements_in,
    statements_within,
    with_subject,
)
from assistant.scored_sentence import ScoredSentence, merge_overlapping
from assistant.testimony.sayings import told
from assistant.testimony.topics import without_topic
from index.language.en.cues import DIFFERING
from index.language.sentences import sentences
from index.language.terms import terms
from index.types import Article, Passage

MOST: Final = 6
"""Sentences in an answer."""

_LIKE: Final = 0.35
"""The lexical score from which on a statement is on the claim, whatever it says of it."""

_NEAR: Final = 0.6
"""A further statement is told when its words come this near, relative to the best."""

_NEAR_IN_MEANING: Final = 0.5
"""The cosine of question and sentence from which on somebody there speaks of the claim."""

_SOME_WORDS: Final = 0.3
"""The share of the claim's words that such a sentence has."""

_MOST_NEAR: Final = 2
"""Statements that are only near in meaning."""

_MOST_LOOKED_AT: Final = 20
"""Statements that are looked at closely."""

_UNANSWERED: Final = re.compile(
    r"(?i)\b(?:(?:did|does|do|has|have|had|could)(?:\snot|n['’]t)\s(?:\w+\s)?"
    r"(?:respond|reply|comment|return|answer|be\sreached)\w*"
    r"|(?:declined|refused)\sto\s(?:comment|say|speak|answer|discuss|confirm|deny)"
    r"|would\s(?:not|neither)\s(?:comment|say|speak|discuss|confirm|deny)"
    r"|neither\s(?:\w+\s){1,4}(?:responded|replied|commented|answered)|no\s(?:immediate\s)?comment)\b"
)


_CALLED: Final = re.compile(r"(?i)the\s(?P<head>[\w'’-]{2,30})\s")


def on_claim(
    content: str, articles: Iterable[Article], likely: Sequence[ScoredSentence]
) -> list[ScoredSentence]:
    """Who says it or not, in the articles' words, then what the reporter says in `likely`.

    Empty when nobody speaks of it: the reporter alone is no dispute.
    """
    found: list[ScoredSentence] = []
    speaks = False
    for article in articles:
        spoken = [*_speaking(content, article)]
        if not spoken and (rest := without_topic(content, article)):
            spoken = [*_speaking(rest, article)]
        found += [
            told(each, article)
            for each in sorted(spoken, key=lambda each: (each.paragraph, each.start))
        ]
        own = [
            each
            for each in likely
            if each.article.id == article.id and _is_reporters(each, content)
        ]
        answers = [answer for each in own[:1] for answer in _answered(each)]
        found += [*(each.as_excerpt() for each in own[:1]), *answers]
        speaks = speaks or bool(spoken or answers)
    return merge_overlapping(found)[:MOST] if speaks else []


def said_of(
    whole: str, articles: Iterable[Article], own: Sequence[ScoredSentence]
) -> list[ScoredSentence]:
    """What others say of whether somebody said it, beside his or her own words, in order."""
    others = [
        told(each, article)
        for article in articles
        for each, score in find_statements(whole, statements(article), article)[:_MOST_LOOKED_AT]
        if score >= _NEAR and in_same_parts(whole, with_subject(each, article))
    ]
    order = {article.id: at for at, article in enumerate(articles)}
    both = merge_overlapping([*own, *others])
    return sorted(both, key=lambda each: (order[each.article.id], each.paragraph))[:MOST]


def _speaking(content: str, article: Article) -> Iterator[Statement]:
    """The statements that have the claim's words, and those that answer them."""
    found = find_statements(content, statements(article), article)[:_MOST_LOOKED_AT]
    best = max((score for _, score in found), default=0.0)
    near = [each for each, score in found if score >= max(_LIKE, _NEAR * best)]
    views = {
        each: [view.statement for view in matter.views]
        for matter in disagreements(article)
        for each in [matter.claim]
    }
    places = {(each.paragraph, each.start) for each in near}
    others = [
        view
        for claim, of_it in views.items()
        for view in of_it
        if any((each.paragraph, each.start) in places for each in (claim, *of_it))
    ]
    answers = [other for each in near for other in _answering(each, article)]
    yield from dict.fromkeys((*near, *answers, *(each for each in others if each.clear)))


def _answering(statement: Statement, article: Article) -> Iterator[Statement]:
    """Who denies or doubts something next, in its paragraph or the one after."""
    yield from contrasting(statement, article)
    place = statement.paragraph, statement.start
    for number in (statement.paragraph, statement.paragraph + 1):
        for each in statements_in(number, article)[:_MOST_LOOKED_AT]:
            later = (each.paragraph, each.start) > place and each.speaker != statement.speaker
            if later and (stance(each) in OPPOSING or _differs(each, article)):
                yield each


def _differs(statement: Statement, article: Article) -> bool:
    """Whether the sentence before says that its speaker does: "She gave a different account."."""
    here = sentences(article.paragraph(statement.paragraph).text)
    before = [each for each in here if each.end <= statement.sentence.start][-1:]
    return any(DIFFERING.search(each.text) is not None for each in before)


def _is_reporters(sentence: ScoredSentence, content: str) -> bool:
    """Whether nobody else says it there, but the reporter."""
    here, said = sentence.sentence, ""
    for each in statements_within(here, sentence.paragraph, sentence.article):
        said += f" {each.content(sentence.article)}"
    return not said or share_said_in(content, said) < _NEAR * share_said_in(content, here.text)


def _answered(sentence: ScoredSentence) -> Iterator[ScoredSentence]:
    """The denial in the sentence after the reporter's: "He was fined for it. He denied it."."""
    text = sentence.in_paragraph
    after = [each for each in sentences(text) if each.start >= sentence.sentence.end][:1]
    for following in after:
        for each in statements_within(following, sentence.paragraph, sentence.article):
            if stance(each) in OPPOSING:
                yield ScoredSentence(
                    following.text, sentence.article, sentence.paragraph, following, 1.0
                ).as_excerpt()


def unanswered(name: str, articles: Iterable[Article]) -> list[ScoredSentence]:
    """Where an article says that somebody did not respond: "Neither government responded"."""
    words = set(terms(name))
    found: list[ScoredSentence] = []
    for article in articles:
        for paragraph in article.paragraphs:
            for each in sentences(paragraph.text):
                silent = _UNANSWERED.search(each.text)
                # Not "The bank declined to comment on the mayor".
                if silent and words and _is_named(words, each.text[: silent.end()], article):
                    found.append(ScoredSentence(each.text, article, paragraph.number, each, 1.0))
    return found[:MOST]


def _is_named(words: Collection[str], text: str, article: Article) -> bool:
    """Whether it names them, or calls them by their last word: "the board" for "the Rail Board"."""
    here = set(terms(text))
    if here.issuperset(words):
        return True
    called = _CALLED.match(text)
    head = set(terms(called["head"])) if called else set[str]()
    whole = set(terms(" ".join(each.text for each in article.paragraphs)))
    return bool(head) and head <= set(words) <= whole


def near_claim(content: str, passages: Sequence[Passage]) -> list[ScoredSentence]:
    """Who says something near in meaning to a claim, or not so, and who answers them, in order."""
    near = [
        (match.dense, passage, each)
        for passage in passages
        for match in passage.matches
        if match.dense >= _NEAR_IN_MEANING
        and share_said_in(content, match.sentence.text) >= _SOME_WORDS
        for each in statements_within(match.sentence, passage.paragraph.number, passage.article)
    ]
    near.sort(key=lambda each: -each[0])
    found = [
        told(each, passage.article)
        for _, passage, statement in near[:_MOST_NEAR]
        for each in (statement, *_answering(statement, passage.article))
    ]
    return sorted(merge_overlapping(found), key=lambda each: each.paragraph)[:MOST]
