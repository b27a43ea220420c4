"""Claim in, verdict out: is a sentence supported by the paragraphs it cites? Rules, no model.

check.py           the way of a sentence: claim, evidence, rules, score, verdict
claim.py           all that is known of a claim, worked out once; evidence.py of its paragraphs
rules/             what must not be wrong, one file a reason, one ordered list
detectors/         what rules compare of a text: dates, names, numbers, addresses, reports, cues
alignment/         is a claim a sentence with parts left out, so that who did what to whom stays?
calibrated_score   how likely the evidence supports what breaks no rule
source_sentences   the check of who says what, told in words of our own
judge.py           a model's second opinion on what is uncertain
"""

from assistant.verification.check import check
from assistant.verification.context_paragraphs import ContextParagraph, EvidenceSentence
from assistant.verification.source_sentences import check_reported, leaves_out_modifiers
from assistant.verification.verdict import Judgement, Reason, Verdict

__all__ = [
    "ContextParagraph",
    "EvidenceSentence",
    "Judgement",
    "Reason",
    "Verdict",
    "check",
    "check_reported",
    "leaves_out_modifiers",
]
