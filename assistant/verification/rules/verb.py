"""Verbs of saying that claim more than the article's: confirmed for alleged."""

from __future__ import annotations

from typing import Final

from assistant.attribution import VerbKind
from assistant.verification.claim import ClaimView
from assistant.verification.context_paragraphs import ContextParagraph
from assistant.verification.detectors.reports import reports_of
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.verdict import Reason
from index.language.en.reporting_verbs import VOUCHING_VERBS

# Kinds that say that it is so, more or less surely: a plain "said" may stand for each of them.
_PLAIN: Final = frozenset(VerbKind) - {
    VerbKind.DENIED,
    VerbKind.UNSURE,
    VerbKind.ASKED,
    VerbKind.DECLINED,
    VerbKind.DOUBTED,
    VerbKind.HOPED,
}
_STANDS_FOR: Final = {
    **{kind: frozenset({kind}) for kind in VerbKind},
    VerbKind.SAID: _PLAIN,
    VerbKind.WROTE: frozenset({VerbKind.WROTE, VerbKind.SAID}),
    VerbKind.ALLEGED: _PLAIN - {VerbKind.CONFIRMED},
    VerbKind.BELIEVED: _PLAIN - {VerbKind.CONFIRMED},
    VerbKind.ESTIMATED: frozenset({VerbKind.ESTIMATED, VerbKind.SAID, VerbKind.BELIEVED}),
    VerbKind.DENIED: frozenset({VerbKind.DENIED, VerbKind.SAID}),  # "said that it was not"
}
"""The article's verbs that a claim's verb may stand for: a plain "said" for "alleged", not
"confirmed"."""


def stronger_verb(claim: ClaimView, paragraph: ContextParagraph) -> str | None:
    """The claim's verb, when the article reports it with a weaker or another one."""
    report = claim.reported
    if report is None:
        return None
    kinds = [each.verb_kind for each in reports_of(claim.reported_content, paragraph)]
    if not kinds or not _STANDS_FOR[report.verb_kind].isdisjoint(kinds):
        return None
    return report.verb


def vouching(claim: str, evidence: str) -> str | None:
    """A word of the claim that makes something certain, when the evidence has none such."""
    word = VOUCHING_VERBS.search(claim)
    return word[0] if word and not VOUCHING_VERBS.search(evidence) else None


def _stronger(claim: ClaimView, evidence: Evidence) -> str | None:
    verbs = (stronger_verb(claim, each.context) for each in evidence.sentences)
    return _unsaid(next(filter(None, verbs), None), evidence)


def _vouching(claim: ClaimView, evidence: Evidence) -> str | None:
    return _unsaid(vouching(claim.plain.text, evidence.surrounding_text.text), evidence)


def _unsaid(word: str | None, evidence: Evidence) -> str | None:
    return f"{evidence.labels} does not say “{word}”" if word else None


STRONGER: Final = Rule(
    Reason.VERB,
    Severity.UNCERTAIN,
    "a verb of saying that claims more than the paragraph’s",
    _stronger,
)
VOUCHING: Final = Rule(
    Reason.VERB,
    Severity.UNCERTAIN,
    "“confirmed” or the like, where the paragraph says nothing like it",
    _vouching,
)
