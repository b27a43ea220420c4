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
from itertools import pairwise
from pathlib import Path
from typing import Final

from assistant.logistic import Logistic
from assistant.verification.lexical_support import (
    claim_terms,
    cohesion,
    content_terms,
    ordered_terms,
    share_of,
)
from assistant.verification.verdict import ContextParagraph, EvidenceSentence
from index.language.sentences import sentences

MODEL_FILE: Final = Path(__file__).with_name("calibrated_score.json")


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for and against it: shares from 0 to 1, but for the last."""

    sentence: float  # of the claim's content, the most that one sentence has
    covered: float  # of its content, what the paragraphs have in all
    near: float  # of its neighbouring words, those that stand near each other in the grounds
    adjacent: float  # of its neighbouring words, those that are neighbours in the paragraphs
    missing: float  # how many of its content words the paragraphs do not have, or not as often


def features(
    claim: str, grounds: Sequence[EvidenceSentence], cited: Sequence[ContextParagraph]
) -> Features:
    """Of a claim against its cited paragraphs; `grounds` as `find_grounds` gives them."""
    article = cited[0].article
    wanted = claim_terms(claim, article)
    texts = [each.text for given in cited for each in sentences(given.paragraph.text)]
    known = [content_terms(text, article.language) for text in texts]
    everything = frozenset().union(*known)
    return Features(
        sentence=max(share_of(wanted, each) for each in known) if wanted else 0.0,
        covered=share_of(wanted, everything) if wanted else 0.0,
        near=_near(claim, grounds),
        adjacent=_adjacent(claim, texts, article.language),
        missing=len(wanted.keys() - everything) + _repeated(claim, texts, article.language),
    )


def likelihood(found: Features) -> float:
    """That the paragraphs support it, from 0 to 1, were half of all claims supported."""
    return fitted().probability(asdict(found))


@cache
def fitted() -> Logistic:
    """The model that ships with the assistant."""
    return Logistic.load(MODEL_FILE)


def _repeated(claim: str, texts: Sequence[str], language: str | None) -> int:
    """How many times it has a word more often than they do."""
    told = Counter(term for text in texts for term in ordered_terms(text, language))
    more = Counter(ordered_terms(claim, language)) - told
    return sum(count for term, count in more.items() if term in told)


def _near(claim: str, grounds: Sequence[EvidenceSentence]) -> float:
    texts = [each.text for ground in grounds for each in sentences(ground.sentence.text)]
    return cohesion(claim, texts, grounds[0].context.article.language, joints=len(grounds) - 1)


def _adjacent(claim: str, texts: Sequence[str], language: str | None) -> float:
    """Of one word alone: whether it is there."""
    words = ordered_terms(claim, language)
    wanted = frozenset(pairwise(words) if len(words) > 1 else words)
    told = [ordered_terms(text, language) for text in texts]
    known = frozenset(
        pair for each in told for pair in (pairwise(each) if len(words) > 1 else each)
    )
    return len(wanted & known) / len(wanted) if wanted else 0.0
