"""Is a sentence of an answer supported by the paragraphs that it cites? Rules, no model."""

from assistant.grounding.check import check
from assistant.grounding.reported import check_reported, leaves_out_modifiers
from assistant.grounding.types import Given, Ground, Judgement, Reason, Verdict

__all__ = [
    "Given",
    "Ground",
    "Judgement",
    "Reason",
    "Verdict",
    "check",
    "check_reported",
    "leaves_out_modifiers",
]
