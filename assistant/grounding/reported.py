"""A sentence that tells who says something, by what it leaves out: "Ann Lee denies it"."""

from __future__ import annotations

from assistant.grounding.check import stands_together
from assistant.grounding.graded import features, fitted, likelihood
from assistant.grounding.rules import Fault, hard_faults, soft_faults
from assistant.grounding.types import Given, Ground, Judgement, Reason, Verdict
from index.types import Sentence


def check_reported(claim: str, given: Given, sentence: Sentence) -> Verdict:
    """Whether a sentence of the paragraph says what a source is told to say: "denies it rained".

    By the rules and the degree that a model's sentences are held to. Who says it is not the
    claim's to name, so that is left to whoever tells it.
    """
    if hard := next(hard_faults(claim, [given]), None):
        return Verdict(Judgement.WITHHELD, (), 0.0, *hard)
    ground = Ground(given, sentence)
    found = features(claim, [ground], [given])
    likely = likelihood(found)
    fault = _fault(claim, ground)
    if fault is None and stands_together(found) and likely >= fitted().threshold:
        return Verdict(Judgement.SUPPORTED, (ground,), likely)
    reason, detail = fault or (Reason.NOT_SUPPORTED, f"[{given.label}] does not clearly say it")
    return Verdict(Judgement.DOUBTFUL, (ground,), likely, reason, detail)


def _fault(claim: str, ground: Ground) -> Fault | None:
    faults = soft_faults(claim, [ground], [ground.given])
    return next((each for each in faults if each[0] is not Reason.SPEAKER), None)
