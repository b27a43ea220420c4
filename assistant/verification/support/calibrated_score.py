"""How likely the cited paragraphs support a claim that breaks no rule: five features, one model.

A logistic regression, fitted on sentences of language models that people judged (RAGTruth, Niu
and others, 2024) by `make tune`, which writes its weights and the threshold to
`calibrated_score.json`: the likelihood that tells supported and unsupported ones apart best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Final

from assistant.statistics.logistic import Logistic
from assistant.verification.claim import ClaimView
from assistant.verification.evidence import Evidence
from assistant.verification.support.lexical_support import (
    cohesion,
    ordered_terms,
    paragraph_sentences,
)
from index.language.sentences import sentences

MODEL_FILE: Final = Path(__file__).with_name("calibrated_score.json")


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for and against a claim: shares from 0 to 1, but for the last."""

    sentence: float  # of the claim's content, the most that one sentence has
    covered: float  # of its content, what the paragraphs have in all
    near: float  # of its neighbouring words, those that stand near each other in the evidence
    adjacent: float  # of its neighbouring words, those that are neighbours in the paragraphs
    missing: float  # how many of its content words the paragraphs do not have, or not as often

    @property
    def stands_together(self) -> bool:
        """Whether every word of the claim is there: in one sentence, or each near its neighbours.

        One strange word in a long sentence can be its subject or the opposite of its verb; words
        that are all there, though never together, say something else.
        """
        return self.missing == 0 and (self.sentence == 1 or self.near == 1)


def features(claim: ClaimView, evidence: Evidence) -> Features:
    """The features of a claim against its evidence."""
    article = evidence.article
    terms, words = claim.terms(article), ordered_terms(claim.text, article.language)
    texts = [
        each
        for paragraph in evidence.paragraphs
        for each in paragraph_sentences(paragraph.text, article.language)
    ]
    everything = frozenset().union(*(each.content for each in texts))
    ordered = [each.ordered for each in texts]
    return Features(
        # A claim without a content word has a share of 1 in anything, which must not speak for it.
        sentence=max(terms.share(each.content) for each in texts) if terms.worth else 0.0,
        covered=terms.share(everything) if terms.worth else 0.0,
        near=_near(claim, evidence),
        adjacent=_adjacent(words, ordered),
        missing=len(terms.worth.keys() - everything) + _repeated(words, ordered),
    )


def likelihood(of: Features) -> float:
    """The likelihood that a claim is supported, from 0 to 1, were half of all claims supported."""
    return fitted().probability(asdict(of))


def is_likely(likely: float) -> bool:
    """Whether a likelihood is enough to show a claim as it is."""
    return likely >= fitted().threshold


@cache
def fitted() -> Logistic:
    """The model that ships with the assistant."""
    return Logistic.load(MODEL_FILE)


def _repeated(claim: Sequence[str], texts: Sequence[Sequence[str]]) -> int:
    """How many times it has a word more often than they do."""
    counts = Counter(chain.from_iterable(texts))
    # A word that they do not have at all is counted among the missing ones already.
    more = Counter(claim) - counts
    return sum(count for term, count in more.items() if term in counts)


def _near(claim: ClaimView, evidence: Evidence) -> float:
    language = evidence.sentences[0].context.article.language
    parts = [
        ordered_terms(part.text, language)
        for each in evidence.sentences
        # What is quoted may be two sentences in a row: words are near within one.
        for part in sentences(each.sentence.text)
    ]
    words = ordered_terms(claim.text, language)
    return cohesion(words, parts, joints=len(evidence.sentences) - 1)


def _adjacent(claim: Sequence[str], texts: Sequence[Sequence[str]]) -> float:
    """Of one word alone: whether it is there."""
    alone = len(claim) < 2
    own = frozenset(claim if alone else pairwise(claim))
    theirs = frozenset(chain.from_iterable(texts if alone else map(pairwise, texts)))
    return len(own & theirs) / len(own) if own else 0.0
