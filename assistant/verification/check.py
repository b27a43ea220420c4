"""A sentence that a model wrote, and the paragraphs it was given: shown, mended or withheld."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.types import Verification
from assistant.verification.addressed import without_orders
from assistant.verification.alignment import is_retold
from assistant.verification.claim import ClaimView
from assistant.verification.context_paragraphs import ContextParagraph
from assistant.verification.draft import Draft
from assistant.verification.evidence import Evidence, labels, verbatim
from assistant.verification.replacement import nearest_sentences, replacement
from assistant.verification.rule import Severity, Violation
from assistant.verification.rules import FINAL, violations
from assistant.verification.rules.address import has_strange_address
from assistant.verification.short_names import as_called_there
from assistant.verification.support.calibrated_score import (
    Features,
    features,
    is_likely,
    likelihood,
)
from assistant.verification.verdict import Judgement, Reason, Verdict
from index.language.languages import other_language

LONGEST: Final = 1_000
"""Characters of a sentence that is understood, more than any that says one thing.

A longer one is shown only where it stands in a paragraph word for word: no rule then has to be
quick on whatever a model may write.
"""

LITTLE: Final = 0.25
"""Below this share of a sentence's content a paragraph is about something else."""

ENOUGH: Final = 0.15
"""Share of a sentence from which on the article's own, of the paragraphs it cites, carry it."""

_NEARER: Final = 0.1  # how much more of it another paragraph has to have, to be cited instead


def check(draft: Draft, context: Sequence[ContextParagraph], question: str) -> Verdict:
    """The verdict on a sentence of an answer, by the paragraphs of the model's context.

    The paragraphs that it cites are asked first. Where they do not support it the others are, since
    a model may have named the wrong one. What tells its reader what to do is no answer.
    """
    return without_orders(_verdict(draft, context, question), question)


def _verdict(draft: Draft, context: Sequence[ContextParagraph], question: str) -> Verdict:
    # Its patterns take a while to compile, for which who has no model does not wait.
    from assistant.verification.empty_phrases import bare  # noqa: PLC0415

    cited = [each for each in context if each.label in draft.labels]
    if verdict := _unread(draft, cited, question):
        return verdict
    claim = ClaimView(bare(draft.text))
    verdict = _by_cited(claim, cited, question) if cited else _uncited(draft)
    if verdict.judgement is Judgement.SUPPORTED:
        return verdict
    others = [each for each in context if each not in cited]
    if repaired := _repaired(claim, cited, others, question):
        return repaired
    is_unreadable = bool(cited) and _is_unreadable(claim, cited)
    if cited and verdict.judgement is Judgement.WITHHELD and not is_unreadable:
        verdict = _carried(claim, cited, question, verdict)
    if others:
        verdict = _or_nearest(claim, others, question, verdict)
    # What it says cannot be read, but where it points can.
    if is_unreadable and verdict.judgement is Judgement.WITHHELD:
        own = nearest_sentences(ClaimView(question), cited)
        detail = "what its paragraphs say stands in its place"
        return Verdict(Judgement.UNREADABLE, own, 0.0, Reason.LANGUAGE, detail)
    return verdict


def is_final(text: str, paragraphs: Sequence[ContextParagraph]) -> bool:
    """Whether a sentence has a fault by these paragraphs that no meaning excuses."""
    from assistant.verification.empty_phrases import bare  # noqa: PLC0415 - as above

    claim = ClaimView(bare(text))
    evidence = Evidence.of(claim, paragraphs)
    return any(rule.find(claim, evidence) for rule in FINAL)


def _unread(draft: Draft, cited: Sequence[ContextParagraph], question: str) -> Verdict | None:
    """The verdict on a sentence that claims nothing, or too much to be read; None for any other."""
    from assistant.verification.empty_phrases import is_lead_in, is_silence  # noqa: PLC0415

    if len(draft.text) > LONGEST:
        return _verbatim_only(draft, cited)
    if is_silence(draft.text, is_cited=bool(draft.labels or draft.unknown)):
        return Verdict(Judgement.SILENT)
    if is_lead_in(draft.text):
        return Verdict(Judgement.LEAD_IN)
    if re.search(r"\w", draft.text):
        return None
    # Markers that stand alone: what the cited paragraphs say about the question is shown.
    if not cited:
        return _uncited(draft)
    detail = "it is only a paragraph's number"
    own = nearest_sentences(ClaimView(question), cited)
    return Verdict(Judgement.UNCERTAIN, own, 0.0, Reason.NOT_SUPPORTED, detail)


def verify(claim: ClaimView, evidence: Evidence, question: str) -> Verdict:
    """The check of a claim against its evidence: word for word, by the rules, by degree, in order.

    What is copied needs no rule. What breaks a rule that withholds, or is about something else, is
    withheld; for whatever else is not sure the article's own sentences stand that carry it. The
    question helps to choose them, and never supports a claim.
    """
    copied = verbatim(claim.text, evidence.paragraphs)
    # What is copied may differ in quotes and dashes, but no address may differ in anything.
    if copied and not has_strange_address(claim, evidence):
        return Verdict(Judgement.SUPPORTED, (copied,), 1.0, verified=Verification.VERBATIM)
    if broken := next(violations(claim, evidence, Severity.WITHHELD), None):
        return Verdict(Judgement.WITHHELD, (), 0.0, *broken)
    if evidence.share < LITTLE:
        detail = f"{evidence.labels} is about something else"
        return Verdict(Judgement.WITHHELD, (), 0.0, Reason.NOT_SUPPORTED, detail)
    score = features(claim, evidence)
    likely = likelihood(score)
    if doubt := _doubt(claim, evidence, score):
        detail = f"{doubt.detail}, and no sentence there carries what it says"
        withheld = Verdict(Judgement.WITHHELD, (), 0.0, doubt.reason, detail)
        return _in_its_place(claim, evidence.paragraphs, question, likely, doubt) or withheld
    return Verdict(Judgement.SUPPORTED, evidence.sentences, likely, verified=Verification.RULES)


def _doubt(claim: ClaimView, evidence: Evidence, score: Features) -> Violation | None:
    """What leaves doubt: a rule, words that are not all there, their order."""
    if broken := next(violations(claim, evidence, Severity.UNCERTAIN), None):
        return broken
    all_there = score.missing == 0 and evidence.share == 1
    if all_there and is_retold(claim.text, evidence.paragraphs):
        return None
    if score.stands_together and is_likely(likelihood(score)):
        detail = f"{evidence.labels} has these words, put together otherwise"
        return Violation(Reason.ORDER, detail)
    return Violation(Reason.NOT_SUPPORTED, f"{evidence.labels} does not clearly say it")


def _by_cited(claim: ClaimView, cited: Sequence[ContextParagraph], question: str) -> Verdict:
    """The verdict by the paragraphs cited, be it with people called as they are there."""
    verdict = verify(claim, Evidence.of(claim, cited), question)
    if verdict.judgement is Judgement.SUPPORTED:
        return verdict
    called = as_called_there(claim.text, cited)
    if called == claim.text:
        return verdict
    there = ClaimView(called)
    again = verify(there, Evidence.of(there, cited), question)
    return again if again.judgement is Judgement.SUPPORTED else verdict


def _carried(
    claim: ClaimView, cited: Sequence[ContextParagraph], question: str, withheld: Verdict
) -> Verdict:
    """What the paragraphs cited say in place of a claim; withheld if they carry none of it."""
    # What it leads to is said in none of their words.
    if withheld.reason is Reason.ADDRESS:
        return withheld
    evidence = Evidence.of(claim, cited)
    score = features(claim, evidence)
    why = Violation(withheld.reason or Reason.NOT_SUPPORTED, withheld.detail)
    if why.reason is Reason.NOT_SUPPORTED:
        why = _doubt(claim, evidence, score) or why
    return _in_its_place(claim, cited, question, likelihood(score), why) or withheld


def _in_its_place(
    claim: ClaimView,
    paragraphs: Sequence[ContextParagraph],
    question: str,
    likely: float,
    why: Violation,
) -> Verdict | None:
    """The sentences of these paragraphs that carry what a claim says; None where none does."""
    own = replacement(claim, question, paragraphs)
    if own.carried < ENOUGH:
        return None
    return Verdict(Judgement.UNCERTAIN, own.sentences, likely, *why)


def _repaired(
    claim: ClaimView,
    cited: Sequence[ContextParagraph],
    others: Sequence[ContextParagraph],
    question: str,
) -> Verdict | None:
    """Supported by another paragraph, or one together with those cited; None where by none."""
    # Nothing supports a claim that does not have all its words: most of a context is told by those.
    missing = {each: Evidence.lacking(claim, [each]) for each in others}
    alone = [[each] for each in others if not missing[each]]
    # Beside cited ones that have all its words a further one adds nothing.
    short = Evidence.lacking(claim, cited) if cited else frozenset()
    together = [[*cited, each] for each in others if short and short.isdisjoint(missing[each])]
    for paragraphs in (*alone, *together):
        evidence = Evidence.of(claim, paragraphs)
        if evidence.share == 1:
            other = verify(claim, evidence, question)
            if other.judgement is Judgement.SUPPORTED:
                return replace(other, judgement=Judgement.REPAIRED)
    return None


def _or_nearest(
    claim: ClaimView, others: Sequence[ContextParagraph], question: str, verdict: Verdict
) -> Verdict:
    """The verdict by the other paragraph that has most of a claim, where that one is better."""
    evidence = _nearest(claim, others)
    # Where it may only be doubtful as well, its likelihood tells before any rule is asked.
    likely = likelihood(features(claim, evidence))
    if verdict.judgement is Judgement.UNCERTAIN and likely <= verdict.support + _NEARER:
        return verdict
    nearest = verify(claim, evidence, question)
    return nearest if _is_better(nearest, verdict) else verdict


def _nearest(claim: ClaimView, others: Sequence[ContextParagraph]) -> Evidence:
    """The evidence in the paragraph that has most of the claim; of equal ones, in the first."""
    most = [Evidence.most(claim, [each]) for each in others]
    best, best_at = Evidence.of(claim, others[:1]), 0
    for at in sorted(range(1, len(others)), key=lambda at: -most[at]):
        if most[at] < best.share:
            break
        evidence = Evidence.of(claim, [others[at]])
        if (evidence.share, -at) > (best.share, -best_at):
            best, best_at = evidence, at
    return best


def _verbatim_only(draft: Draft, cited: Sequence[ContextParagraph]) -> Verdict:
    """Of a sentence too long to be understood: supported where a cited paragraph has it."""
    if not cited:
        return _uncited(draft)
    if copied := verbatim(draft.text, cited):
        return Verdict(Judgement.SUPPORTED, (copied,), 1.0, verified=Verification.VERBATIM)
    detail = (
        f"it has more than {LONGEST:,} characters, and {labels(cited)} does not have it as it is"
    )
    return Verdict(Judgement.WITHHELD, (), 0.0, Reason.NOT_SUPPORTED, detail)


def _is_unreadable(claim: ClaimView, cited: Sequence[ContextParagraph]) -> bool:
    return other_language(claim.text, {each.article.language for each in cited}) is not None


def _uncited(draft: Draft) -> Verdict:
    unknown = ", ".join(f"[{label}]" for label in draft.unknown)
    detail = f"{unknown} was never given" if unknown else "it names no paragraph"
    return Verdict(Judgement.WITHHELD, (), 0.0, Reason.UNCITED, detail)


def _rank(verdict: Verdict) -> tuple[int, float]:
    order = (Judgement.WITHHELD, Judgement.UNCERTAIN, Judgement.SUPPORTED)
    return order.index(verdict.judgement), verdict.support


def _is_better(other: Verdict, cited: Verdict) -> bool:
    """Whether another paragraph says it rather than those cited, by more than a little."""
    (judgement, support), (cited_judgement, cited_support) = _rank(other), _rank(cited)
    same = judgement == cited_judgement
    return support > cited_support + _NEARER if same else judgement > cited_judgement
