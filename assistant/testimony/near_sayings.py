"""Who says something in quite other words: the sayings whose meaning comes near, as they stand.

"Who thinks the offer is too low?" where a fund said that it "undervalued the company": no rule
sees that these are one, but a model of meaning sees that they are near. That alone is no proof, so
nothing is told in our words, and what would turn it, a "not", a "should", an opposite, another
verb than the one asked by, has to be alike on both sides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from assistant.attribution import (
    OPPOSING,
    STANCES,
    Ask,
    SourceQuestion,
    Stance,
    Statement,
    VerbKind,
    in_same_parts,
    share_said_in,
    stance,
    stance_to,
    statements_within,
    with_subject,
)
from assistant.scored_sentence import ScoredSentence, merge_overlapping
from assistant.testimony.sayings import told
from assistant.testimony.source_questions import is_open
from assistant.verification.detectors.names import common, names
from assistant.verification.detectors.numbers import numbers
from index.language.en.grammar.turning_words import NOT, OPEN, SAYING, STOPPING, WANTING
from index.language.en.reporting_verbs import SURE
from index.language.folding import straighten
from index.language.opposites import are_opposite
from index.types import Article, Passage

_MOST: Final = 2
"""Sources in an answer: of those that are only near, a third is seldom one."""

_NEAR_BY_VERB: Final = 0.38
"""The cosine of question and sentence from which on it may be answered there, where the verb shows
the stance that is asked for: few deny or doubt anything."""

_NEAR: Final = 0.45
"""The same for what is said, where it has _MOST_WORDS of what is asked."""

_NEAR_AS_TURNED: Final = 0.48
"""The same where both have a "not" or both a "should", and some words."""

_VERY_NEAR: Final = 0.62
"""The same where it has half of the words."""

_SOME_WORDS: Final = 0.3
_HALF: Final = 0.5
_MOST_WORDS: Final = 0.6

_AS_NEAR: Final = 0.85
"""The cosine of a further saying, relative to the nearest."""


class _Near(NamedTuple):
    statement: Statement
    article: Article
    cosine: float


def near_sayings(question: SourceQuestion, passages: Sequence[Passage]) -> list[ScoredSentence]:
    """The sayings that come nearest to what is asked about, the nearest first; none if none is."""
    # "When it will open" is said by nobody, but somebody may decline to tell it.
    if is_open(question.content) and question.kind not in STANCES:
        return []
    found = sorted(_candidates(question, passages), key=lambda each: -each.cosine)
    firsts = {(each.article.id, each.statement.speaker): each for each in reversed(found)}
    near = [each for each in found if each in firsts.values()]
    return merge_overlapping(
        told(each.statement, each.article)
        for each in near[:_MOST]
        if each.cosine >= _AS_NEAR * near[0].cosine
    )


def _candidates(question: SourceQuestion, passages: Sequence[Passage]) -> Iterator[_Near]:
    for passage in passages:
        article = passage.article
        for match in passage.matches:
            if match.dense < _NEAR_BY_VERB:
                continue
            here = statements_within(match.sentence, passage.paragraph.number, article)
            for each in here:
                if _is_plain(each, here) and _may_answer(question, each, match.dense, article):
                    yield _Near(each, article, match.dense)


def _wanted(question: SourceQuestion) -> Collection[Stance]:
    own = STANCES.get(question.kind, Stance.SAYS)
    return (own, *OPPOSING) if question.ask is Ask.AGREE else (own,)


def _is_plain(each: Statement, here: Sequence[Statement]) -> bool:
    """Whether it is neither told in what somebody denies, nor of what another one says."""
    others = [one for one in here if one != each]
    within = [one for one in others if each.start <= one.start and one.end <= each.end]
    around = [one for one in others if one.start <= each.start and each.end <= one.end]
    return all(stance(one) is stance(each) for one in within) and all(
        stance(one) is Stance.SAYS for one in around
    )


def _may_answer(question: SourceQuestion, each: Statement, cosine: float, article: Article) -> bool:
    """Whether it may say so, as far as rules can tell."""
    if question.kind is VerbKind.CONFIRMED and each.verb_kind is not VerbKind.CONFIRMED:
        return False
    wanted, own_words = _wanted(question), each.content(article)
    asked, said, own = _Turns.of(question.content), _Turns.of(own_words), stance(each)
    by_verb, turned = own is not Stance.SAYS, asked.is_turned != said.is_turned
    if not by_verb and turned:
        own, turned = Stance.DENIES, False
    maybe = not by_verb and said.is_open and not asked.is_open
    retold = said.is_retold and not asked.is_retold
    if own not in wanted or turned or maybe or retold or asked.is_duty != said.is_duty:
        return False
    # What the rules see in a saying with the words of what is asked, they know better.
    if stance_to(question.content, each, article) not in (None, *wanted):
        return False
    share = share_said_in(question.content, with_subject(each, article))
    if question.ask is Ask.SURE:
        near = cosine >= _NEAR and SURE.search(each.sentence.text) is not None
    else:
        alike = own is Stance.SAYS and asked.is_turning
        near = _is_near(cosine, share, by_verb=by_verb, alike=alike)
    return near and _is_of_same(question.content, each, article, share)


def _is_near(cosine: float, share: float, *, by_verb: bool, alike: bool) -> bool:
    """Whether meaning and words are near enough: the fewer signs there are, the nearer."""
    if by_verb:
        return share > 0
    if alike and cosine >= _NEAR_AS_TURNED and share >= _SOME_WORDS:
        return True
    enough = _NEAR if share >= _MOST_WORDS else _VERY_NEAR
    return share >= _HALF and cosine >= enough


def _is_of_same(asked: str, each: Statement, article: Article, share: float) -> bool:
    """Whether it is said of the same: of nobody else, with the same numbers, and no opposites.

    With most of the words that are asked it has them in the same parts.
    """
    said, whole = each.content(article), with_subject(each, article)
    # With a word before them: of a sentence's first word nobody knows whether it is a name.
    here, wanted = ({common(name) for name in names(f"that {it}")} for it in (said, asked))
    anothers = bool(here and wanted) and here.isdisjoint(wanted)
    figures = numbers(asked).keys() <= numbers(said).keys()
    in_parts = share < _MOST_WORDS or in_same_parts(asked, whole)
    return figures and in_parts and not anothers and not are_opposite(asked, said)


class _Turns(NamedTuple):
    """What turns a text: a "not", a "should", a "may", and that others say it."""

    is_turned: bool
    is_duty: bool
    is_open: bool
    is_retold: bool

    @property
    def is_turning(self) -> bool:
        return self.is_turned or self.is_duty

    @classmethod
    def of(cls, text: str) -> _Turns:
        plain = straighten(text).replace("n't", " not")
        nots = len(NOT.findall(plain)) + len(STOPPING.findall(plain))
        return cls(
            nots % 2 == 1,
            WANTING.search(plain) is not None,
            OPEN.search(plain) is not None,
            SAYING.search(plain) is not None,
        )
