"""What of a model's words claims nothing.

silence.py     sentences that say that the articles do not say
remarks.py     sentences about the reply itself
lead_ins.py    what only leads up to a claim
"""

from assistant.verification.empty_phrases.lead_ins import bare, without_lead_in
from assistant.verification.empty_phrases.remarks import is_lead_in
from assistant.verification.empty_phrases.silence import is_silence, silence_and_rest

__all__ = ["bare", "is_lead_in", "is_silence", "silence_and_rest", "without_lead_in"]
