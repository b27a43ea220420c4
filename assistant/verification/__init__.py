"""Claim in, verdict out: is a sentence supported by the paragraphs it cites? Rules, no model.

check.py             the way of a sentence: draft, claim, evidence, rules, score, verdict
draft, context_paragraphs, verdict
                     what comes in and what goes out
claim.py, evidence   all that is known of a claim and of the paragraphs it cites, worked out once
short_names.py       a claim with people called as its paragraphs call them
rules/, rule.py      what must not be wrong in a claim, one file a reason, and one ordered list
detectors/           what rules compare of a text: dates, names, numbers, addresses, orders, cues
text_view.py         a text, and all that the rules read in it
support/             how much of a claim a sentence has, and how likely that supports it
addressed.py         what speaks to its reader or to a machine, rather than telling something
alignment/           is it a sentence with parts left out, so that who did what to whom stays?
empty_phrases/       what of a model's words claims nothing
source_sentences.py  the check of who says what, told in words of our own
judge.py             a model's second opinion on what is uncertain
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
