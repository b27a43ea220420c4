"""Is a sentence of an answer supported by the paragraphs that it cites? Rules, no model."""

from assistant.verification.check import check
from assistant.verification.source_sentences import check_reported, leaves_out_modifiers
from assistant.verification.verdict import (
    ContextParagraph,
    EvidenceSentence,
    Judgement,
    Reason,
    Verdict,
)

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
