"""What comes nearest to a sentence of a draft in the articles, by its words and by its meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from assistant.verification import ContextParagraph, EvidenceSentence
from assistant.verification.check import LITTLE
from assistant.verification.claim import ClaimView
from assistant.verification.evidence import Evidence
from assistant.verification.support.lexical_support import content_terms
from index.types import Lack, Match, Sentence

ALIKE: Final = 0.5
"""The cosine from which on two sentences are about the same, however they are worded.

Chosen with the embedding model that runs inside; with one whose cosines are all higher, less is
found to have nothing about it.
"""


class Placed(NamedTuple):
    """A paragraph that may say a sentence, and its own sentences as the search compared them.

    `lacked` is what that search had to do without.
    """

    paragraph: ContextParagraph
    matches: tuple[Match, ...]
    lacked: Lack | None = None

    @property
    def meaning(self) -> float:
        """How near its nearest sentence is by meaning."""
        return max((each.dense for each in self.matches), default=0.0)


class Nearest(NamedTuple):
    """What a sentence is held against, and how near that is by meaning."""

    evidence: Evidence
    meaning: float

    @property
    def is_about_it(self) -> bool:
        """Whether it is about what the sentence is about at all."""
        return self.evidence.share >= LITTLE or self.meaning >= ALIKE


def nearest(claim: ClaimView, named: Sequence[Placed], placed: Sequence[Placed]) -> Nearest:
    """The paragraphs named, if they are about it; else the one that is nearest to it."""
    if named and (own := _held_against(claim, named)).is_about_it:
        return own
    alone = [_held_against(claim, [each]) for each in placed]
    return max(alone, key=lambda each: _nearness(each.evidence.share, each.meaning))


def _nearness(share: float, meaning: float) -> float:
    """By words and meaning together: fewer words than a few are in common by chance."""
    return meaning + (share if share >= LITTLE else 0.0)


def _held_against(claim: ClaimView, placed: Sequence[Placed]) -> Nearest:
    evidence = Evidence.of(claim, [each.paragraph for each in placed])
    matches = {each.paragraph: each.matches for each in placed}
    nearer = tuple(_nearer(claim, each, matches[each.context]) for each in evidence.sentences)
    return Nearest(
        Evidence(evidence.paragraphs, nearer, evidence.share),
        max(each.meaning for each in placed),
    )


def _nearer(
    claim: ClaimView, by_words: EvidenceSentence, matches: Sequence[Match]
) -> EvidenceSentence:
    """The sentence of a paragraph that is nearest; the one with most of the words is given."""
    article = by_words.context.article
    terms = claim.terms(article)

    def nearness(each: Sentence) -> float:
        inside = (at.dense for at in matches if each.start <= at.sentence.start < each.end)
        share = terms.share(content_terms(each.text, article.language))
        return _nearness(share, max(inside, default=0.0))

    sentences = [by_words.sentence, *(each.sentence for each in matches)]
    return EvidenceSentence(by_words.context, max(sentences, key=nearness))
