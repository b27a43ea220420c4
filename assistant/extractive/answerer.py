"""The answerer that needs no model: the article's own sentences, quoted and cited."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from assistant.attribution import means_document, source_question_of, speaker_question_of
from assistant.extractive.attachment import APART, attachment
from assistant.extractive.follow_up import FollowUp
from assistant.extractive.named_elsewhere import names_a_stranger
from assistant.extractive.namesakes import is_of_namesake
from assistant.extractive.sentence_relevance import SELDOM_ENOUGH, features, fitted, probability
from assistant.extractive.subject import is_of_that_age, is_of_those_named
from assistant.extractive.telling import tells
from assistant.questions.answer_types import FIGURES, SELDOM, AnswerType, answer_type, counted
from assistant.questions.fitting import fits
from assistant.questions.follow_ups.back_references import has_question_word, own_terms
from assistant.scored_sentence import ScoredSentence, fold_copies, merge_overlapping
from assistant.statistics.logistic import times_likelier
from assistant.testimony import source_answers
from assistant.testimony.near_sayings import near_sayings
from assistant.testimony.source_questions import tells_who
from assistant.testimony.speaker_answers import spoken
from assistant.verification.addressed import is_unasked
from assistant.verification.detectors.names import names
from index.language.en.grammar.function_words import AUXILIARIES
from index.language.en.grammar.pronouns import THIRD_PERSON
from index.language.en.nouns import is_source_noun
from index.language.folding import fold
from index.language.terms import content_words, terms
from index.types import Passage, Place

NAME: Final = "extractive"

MOST: Final = 3
"""Sentences in an answer."""

NEARLY_AS_GOOD: Final = 0.5
"""A further sentence is added when its odds are this large, relative to those of the best."""

NEARLY_AS_CLOSE: Final = 0.5
"""A further sentence has what is asked for this close to what happened, relative to the first."""

# A question of fewer terms of its own leans on the one before it.
_SEVERAL: Final = 2

_FOR_MATCH: Final = 6.0
"""What the share of the question that is found adds to a sentence's log odds, for the order."""

_FOR_KIND: Final = 10.0
"""What having the kind of thing that is asked for adds: a sentence that has it comes first."""

_FOR_CLOSE: Final = 1.5
"""What having it close to what happened adds, besides making the sentence likelier."""

_KEYWORDS_ENOUGH: Final = 1.6
"""How many times the threshold's odds a question needs that is only keywords: many have those."""

_OF_OTHERS_ENOUGH: Final = 2.0
"""... and a sentence that names nobody and nothing that the question does."""

_OF_ONE: Final = FIGURES | {AnswerType.TIME, AnswerType.REASON, AnswerType.WHO_IS}
"""Kinds of things that others have too."""

_SURE: Final = 0.8
"""How likely a sentence answers that need not say what happened in words that are known for it."""


_ALL_BUT_SURE: Final = 0.97
"""How likely a reason is that is given by a "to" or a "for", which mostly give none."""

_AIM: Final = re.compile(r"\b(?:to|for)\b")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The bounds for what is quoted: sentences at least as likely to answer as `threshold`.

    It is the fitted one unless another is given. NEARLY_AS_GOOD and MOST explain the others.
    """

    # Read when the first answer is made, not on import: the model's file costs every command time.
    threshold: float = field(default_factory=lambda: fitted().threshold)
    nearly_as_good: float = NEARLY_AS_GOOD
    most: int = MOST


def find(
    question: str,
    passages: Sequence[Passage],
    thresholds: Thresholds | None = None,
    follow_up: FollowUp | None = None,
) -> list[ScoredSentence]:
    """The sentences that answer the question, best first; none when the passages do not say.

    Of a follow-up the question has those before it in front.
    """
    articles = dict.fromkeys(passage.article for passage in passages)
    # Who says what is for rules first: likeness alone would quote whoever speaks of the matter.
    routed = _routed(question, follow_up.last) if follow_up else question
    source_question = source_question_of(routed)
    if source_question:
        answers = source_answers.who(source_question, articles)
        of_it = [each for each in passages if not names_a_stranger(question, each.article)]
        near = answers or near_sayings(source_question, of_it)
        if near or answers is not None:
            return near
    bounds = thresholds or Thresholds()
    likely = likely_sentences(question, passages, bounds, follow_up)
    if source_question:
        likely = [
            each
            for each in likely
            if tells_who(source_question, each.article, each.paragraph, each.sentence)
        ]
    speaker = speaker_question_of(routed)
    if speaker and not means_document(speaker.speaker):
        return spoken(speaker, articles, likely, bounds.nearly_as_good)
    nearly = _nearly_as_good(question, fold_copies(likely), bounds.nearly_as_good)
    told = _as_closely(question, nearly)[: bounds.most]
    return merge_overlapping(sentence.as_excerpt() for sentence in told)


def _nearly_as_good(
    question: str, likely: Sequence[ScoredSentence], share: float
) -> list[ScoredSentence]:
    """Those that are nearly as good as the best: one clear answer is not followed by any other.

    Of a figure other articles may have another, so what they surely have is told too.
    """
    if not likely:
        return []
    enough = times_likelier(likely[0].probability, share)
    elsewhere = min(enough, _SURE) if answer_type(question) in FIGURES else enough
    here = likely[0].article.id
    return [
        each
        for each in likely
        if each.probability >= (enough if each.article.id == here else elsewhere)
    ]


def _as_closely(question: str, likely: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """Those that have what is asked for about as close to what happened as the first has it.

    One figure answers a question for a figure, in each article that has one: the first of those
    about as close as the closest.
    """
    close = {each: attachment(question, each.text) or APART for each in likely}
    if answer_type(question) not in FIGURES:
        first = close[likely[0]] if likely else APART
        return [each for each in likely if close[each] >= NEARLY_AS_CLOSE * first]
    sure = [each for each in likely if fits(question, each.text) == 1] or likely
    closest = max((close[each] for each in sure), default=APART)
    near = [each for each in sure if close[each] >= NEARLY_AS_CLOSE * closest]
    of_articles = {each.article.id: each for each in reversed(near)}
    return [each for each in near if of_articles[each.article.id] is each]


def likely_sentences(
    question: str,
    passages: Sequence[Passage],
    bounds: Thresholds,
    follow_up: FollowUp | None = None,
) -> list[ScoredSentence]:
    """The sentences that answer the question likely enough, the likeliest first."""
    judged = _telling(question, passages)
    if follow_up:
        return [each for each in judged if follow_up.is_likely(each, bounds.threshold)]
    return [
        each
        for each in judged
        if _is_likely(question, each, bounds.threshold)
        and not names_a_stranger(question, each.article)
    ]


def _is_likely(question: str, sentence: ScoredSentence, threshold: float) -> bool:
    """Whether a sentence is likely enough, and has the kind of thing asked for.

    Few sentences have an age, a sum or a place: those need less.
    """
    asked, kind = answer_type(question), fits(question, sentence.text)
    words = content_words(question)
    things = counted(question)
    if (
        asked is AnswerType.COUNT
        and "many" in fold(question)
        and len(things) == 1 == len(words) - 1
        and is_source_noun(things[0])
    ):
        return False  # "How many sources?": of those who do what, the question does not say
    # Many sentences have a place, of whatever.
    is_told = asked is not AnswerType.PLACE or attachment(question, sentence.text) != APART
    has_it = kind == 1 or (asked is AnswerType.COUNT and bool(attachment(question, sentence.text)))
    is_seldom = asked in SELDOM and has_it and len(words) >= _SEVERAL and is_told
    needed = SELDOM_ENOUGH if is_seldom else 1.0
    if asked is not None and not _has_name_or_pronoun(question, sentence.text):
        needed = _OF_OTHERS_ENOUGH
    if not has_question_word(question) and AUXILIARIES.isdisjoint(fold(question).split()):
        needed = max(needed, _KEYWORDS_ENOUGH)
    enough = times_likelier(threshold, needed)
    if asked is AnswerType.AGE and not is_of_that_age(question, sentence):
        return False
    if is_of_those_named(question, sentence) is False:
        return False
    if sentence.probability < enough:
        return False
    if asked is AnswerType.REASON and sentence.probability >= _ALL_BUT_SURE:
        is_told = attachment(question, sentence.text) != APART
        return is_told and (kind == 1 or (kind > 0 and _AIM.search(sentence.text) is not None))
    is_sure = kind > 0 and sentence.probability >= _SURE and asked not in _OF_ONE
    return is_sure or tells(question, sentence.text)


def _has_name_or_pronoun(question: str, sentence: str) -> bool:
    """Whether it has one of the question's names, if it has any, or a pronoun for one."""
    named = names(question)
    words = fold(sentence).split()
    if not named or not THIRD_PERSON.isdisjoint(words):
        return True
    here = set(terms(sentence))
    return any(not here.isdisjoint(terms(name)) for name in named)


def _routed(question: str, last: str) -> str:
    """The last question, or with those before it where it is too short to be routed alone."""
    asks = source_question_of(last) or speaker_question_of(last) or has_question_word(last)
    return last if asks or len(own_terms(last)) >= _SEVERAL else question


def nearest(question: str, passages: Sequence[Passage]) -> list[ScoredSentence]:
    """The likeliest sentence of passages that answer, if it has the kind of thing asked for."""
    fitting = [each for each in _telling(question, passages) if fits(question, each.text)]
    return [sentence.as_excerpt() for sentence in fitting[:1]]


def _telling(question: str, passages: Sequence[Passage]) -> list[ScoredSentence]:
    """The same, without unasked-for orders, and without what is told of a namesake."""
    return [
        each
        for each in judge(question, passages)
        if not is_unasked(question, each.article, each.paragraph, each.sentence)
        and not is_of_namesake(question, each.article, each.text)
    ]


def judge(question: str, passages: Sequence[Passage]) -> list[ScoredSentence]:
    """Every sentence of the passages with its probability, the one that answers best first.

    Of sentences about as likely the best has more of what the question asks among these passages.
    """
    judged = [
        (
            _odds(sentence.probability)
            + _FOR_MATCH * match.score
            + _FOR_KIND * fits(question, sentence.text)
            + _FOR_CLOSE * (attachment(question, sentence.text) or APART),
            sentence,
        )
        for passage in passages
        for match, sentence in zip(passage.matches, _judged(question, passage), strict=True)
    ]
    return [sentence for _, sentence in sorted(judged, key=lambda each: -each[0])]


def _odds(probability: float) -> float:
    """The logarithm of the odds."""
    bounded = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(bounded / (1 - bounded))


def likelihoods(question: str, passages: Sequence[Passage], at: Place) -> dict[int, float]:
    """The probability of each sentence of one of the passages, by where the sentence starts."""
    return {
        each.sentence.start: each.probability
        for passage in passages
        if Place(passage.article.id, passage.paragraph.number) == at
        for each in _judged(question, passage)
    }


def _judged(question: str, passage: Passage) -> list[ScoredSentence]:
    """The sentences of a passage, in order."""
    return [
        ScoredSentence(
            text=match.sentence.text,
            article=passage.article,
            paragraph=passage.paragraph.number,
            sentence=match.sentence,
            probability=probability(values),
        )
        for match, values in zip(passage.matches, features(question, passage), strict=True)
    ]
