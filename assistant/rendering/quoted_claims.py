"""Sentences that answer, as claims with their markers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.rendering.answer_text import AnswerText
from assistant.rendering.labels import Labels
from assistant.scored_sentence import ScoredSentence
from assistant.types import Basis, Claim, Verification


def quoted_claims(
    sentences: Sequence[ScoredSentence], *, are_items: bool = False
) -> Iterator[Claim]:
    """A claim for each sentence, or each item of a list, in the order of the answer's text."""
    labels = Labels(quote.article for sentence in sentences for quote in sentence.quotes)
    text = AnswerText()
    for sentence in sentences:
        yield quoted_claim(sentence, labels, text, is_item=are_items)


def quoted_claim(
    sentence: ScoredSentence, labels: Labels, text: AnswerText, *, is_item: bool = False
) -> Claim:
    """The claim of a sentence, or of an item of a list, at the end of an answer's text."""
    ours = sentence.basis is Basis.LEDGER
    return text.claim(
        sentence.text,
        [labels.cite(*quote) for quote in sentence.quotes],
        sentence.probability,
        sentence.basis,
        verified=Verification.RULES if ours else Verification.VERBATIM,
        is_item=is_item,
    )
