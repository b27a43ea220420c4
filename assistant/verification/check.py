"""A sentence that a model wrote, and the paragraphs it was given: shown, mended or withheld."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.verification.alignment import is_retold
from assistant.verification.calibrated_score import Features, features, fitted, likelihood
from assistant.verification.detectors.web_addresses import has_strange_address
from assistant.verification.draft import Draft
from assistant.verification.evidence import find_grounds, own_words, whole_sentence
from assistant.verification.faults import hard_faults, named, soft_faults
from assistant.verification.lead_ins import bare
from assistant.verification.silence import is_lead_in, is_silence
from assistant.verification.verdict import ContextParagraph, Judgement, Reason, Verdict

LONGEST: Final = 1_000
"""Characters of a sentence that is understood, more than any that says one thing.

A longer one is shown only where it stands in a paragraph word for word: no rule then has to be
quick on whatever a model may write.
"""

LITTLE: Final = 0.25
"""Below this share of a sentence's content a paragraph is about something else."""

PROMISING: Final = 0.75
"""From this share on another paragraph than those cited is looked at closely."""

_NEARER: Final = 0.1  # how much more of it another paragraph has to have, to be cited instead


def check(draft: Draft, given: Sequence[ContextParagraph], question: str) -> Verdict:
    """What becomes of a sentence of an answer; `given` are the paragraphs behind it."""
    if len(draft.text) > LONGEST:
        return _word_for_word(draft, given)
    if is_silence(draft.text):
        return Verdict(Judgement.SILENT)
    if is_lead_in(draft.text):
        return Verdict(Judgement.LEAD_IN)
    cited = [each for each in given if each.label in draft.labels]
    if not re.search(r"\w", draft.text):
        return _words_of(cited, question) if cited else _nothing_cited(draft)
    claim = bare(draft.text)
    verdict = _judge(claim, cited, question) if cited else _nothing_cited(draft)
    if verdict.judgement is Judgement.SUPPORTED:
        return verdict
    others = [each for each in given if each not in cited]
    mended = _elsewhere(claim, cited, others, question)
    return mended or _doubted(claim, verdict, others, question)


def _word_for_word(draft: Draft, given: Sequence[ContextParagraph]) -> Verdict:
    """Of a sentence too long to be understood: supported where a cited paragraph has it."""
    cited = [each for each in given if each.label in draft.labels]
    if not cited:
        return _nothing_cited(draft)
    if whole := whole_sentence(draft.text, cited):
        return Verdict(Judgement.SUPPORTED, (whole,), 1.0)
    detail = (
        f"it has more than {LONGEST:,} characters, and {named(cited)} does not have it as it is"
    )
    return Verdict(Judgement.WITHHELD, (), 0.0, Reason.NOT_SUPPORTED, detail)


def _elsewhere(
    claim: str, cited: Sequence[ContextParagraph], others: Sequence[ContextParagraph], question: str
) -> Verdict | None:
    """Supported by another paragraph, or by one together with those cited."""
    alone = [[each] for each in others]
    together = [[*cited, each] for each in others if cited]
    for paragraphs in (*alone, *together):
        if find_grounds(claim, paragraphs)[1] >= PROMISING:
            verdict = _judge(claim, paragraphs, question)
            if verdict.judgement is Judgement.SUPPORTED:
                return replace(verdict, judgement=Judgement.REPAIRED)
    return None


def _doubted(
    claim: str, cited: Verdict, others: Sequence[ContextParagraph], question: str
) -> Verdict:
    """The verdict of the cited paragraphs, unless another one comes clearly nearer."""
    nearest = max(others, key=lambda each: find_grounds(claim, [each])[1], default=None)
    if nearest is None:
        return cited
    other = _judge(claim, [nearest], question)
    return other if _is_better(other, cited) else cited


def _judge(claim: str, cited: Sequence[ContextParagraph], question: str) -> Verdict:
    """Against these paragraphs together: by the rules, then by degree."""
    whole = whole_sentence(claim, cited)
    if whole and not has_strange_address(claim, cited):
        return Verdict(Judgement.SUPPORTED, (whole,), 1.0)
    if hard := next(hard_faults(claim, cited), None):
        return Verdict(Judgement.WITHHELD, (), 0.0, *hard)
    grounds, share = find_grounds(claim, cited)
    if share < LITTLE:
        detail = f"{named(cited)} is about something else"
        return Verdict(Judgement.WITHHELD, (), 0.0, Reason.NOT_SUPPORTED, detail)
    found = features(claim, grounds, cited)
    likely = likelihood(found)
    soft = next(soft_faults(claim, grounds, cited), None)
    if soft is None and stands_together(found) and likely >= fitted().threshold:
        if is_retold(claim, cited):
            return Verdict(Judgement.SUPPORTED, grounds, likely)
        soft = Reason.ORDER, f"{named(cited)} has these words, put together otherwise"
    reason, detail = soft or (Reason.NOT_SUPPORTED, f"{named(cited)} does not clearly say it")
    own = own_words(f"{claim} {question}", [ground.context for ground in grounds])
    return Verdict(Judgement.UNCERTAIN, own, likely, reason, detail)


def stands_together(found: Features) -> bool:
    """Whether every word of the claim is there: in one sentence, or each near its neighbours.

    One strange word in a long sentence can be its subject or the opposite of its verb; words that
    are all there, though never together, say something else.
    """
    return found.missing == 0 and (found.sentence == 1 or found.near == 1)


def _words_of(cited: Sequence[ContextParagraph], question: str) -> Verdict:
    detail = "it is only a paragraph's number"
    own = own_words(question, cited)
    return Verdict(Judgement.UNCERTAIN, own, 0.0, Reason.NOT_SUPPORTED, detail)


def _nothing_cited(draft: Draft) -> Verdict:
    never = ", ".join(f"[{label}]" for label in draft.unknown)
    detail = f"{never} was never given" if never else "it names no paragraph"
    return Verdict(Judgement.WITHHELD, (), 0.0, Reason.UNCITED, detail)


def _rank(verdict: Verdict) -> tuple[int, float]:
    order = (Judgement.WITHHELD, Judgement.UNCERTAIN, Judgement.SUPPORTED)
    return order.index(verdict.judgement), verdict.support


def _is_better(other: Verdict, cited: Verdict) -> bool:
    """Whether another paragraph says it rather than those cited, by more than a little."""
    (judgement, support), (cited_judgement, cited_support) = _rank(other), _rank(cited)
    same = judgement == cited_judgement
    return support > cited_support + _NEARER if same else judgement > cited_judgement
