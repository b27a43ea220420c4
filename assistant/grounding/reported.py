"""A sentence that tells who says something, by what it leaves out: "Ann Lee denies it"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.grounding.alignment import is_retold
from assistant.grounding.check import stands_together
from assistant.grounding.graded import features, fitted, likelihood
from assistant.grounding.rules import Fault, hard_faults, soft_faults
from assistant.grounding.support import ordered_terms
from assistant.grounding.types import Given, Ground, Judgement, Reason, Verdict
from index.text import straighten
from index.types import Sentence

_DETERMINERS: Final = re.compile(r"\b(?:the|an?|this|that|these|those)\s")
_TURNED_ROUND: Final = 2
"""Content words that may be turned round: "the sale was ordered" for "she ordered the sale"."""


def check_reported(
    claim: str, given: Given, sentence: Sentence, frames: Sequence[str] = ()
) -> Verdict:
    """Whether a sentence of the paragraph says what a source is told to say: "denies it rained".

    By the rules and the degree that a model's sentences are held to. Who says it is not the
    claim's to name, so that is left to whoever tells it; `frames` are the claim with its speaker,
    as the sentence may have it: "Ann Lee denied that it rained".
    """
    if hard := next(hard_faults(claim, [given]), None):
        return Verdict(Judgement.WITHHELD, (), 0.0, *hard)
    ground = Ground(given, sentence)
    found = features(claim, [ground], [given])
    likely = likelihood(found)
    fault = _fault(claim, ground)
    if fault is None and stands_together(found) and likely >= fitted().threshold:
        if _is_in_order(claim, ground, frames):
            return Verdict(Judgement.SUPPORTED, (ground,), likely)
        fault = Reason.ORDER, f"[{given.label}] has these words, put together otherwise"
    reason, detail = fault or (Reason.NOT_SUPPORTED, f"[{given.label}] does not clearly say it")
    return Verdict(Judgement.DOUBTFUL, (ground,), likely, reason, detail)


def _fault(claim: str, ground: Ground) -> Fault | None:
    faults = soft_faults(claim, [ground], [ground.given])
    return next((each for each in faults if each[0] is not Reason.SPEAKER), None)


def _is_in_order(claim: str, ground: Ground, frames: Sequence[str]) -> bool:
    """Whether who did what to whom is as it stands there."""
    language = ground.given.article.language
    words, told = (ordered_terms(text, language) for text in (claim, ground.sentence.text))
    if len(words) <= _TURNED_ROUND and words[::-1] == tuple(t for t in told if t in words):
        return True
    asked, said = (_bare(text) for text in (claim, ground.sentence.text))
    verbatim = re.search(rf"(?<![\w'-]){re.escape(asked)}(?![\w'-])", said) is not None
    return verbatim or any(is_retold(each, [ground.given]) for each in (claim, *frames))


def _bare(text: str) -> str:
    """Without articles and the like, which a question may put in one another's place."""
    return _DETERMINERS.sub("", straighten(text).casefold()).strip(" .,\"'")
