"""Who says what in a news article, by rules: no model, the same answer every time."""

from assistant.attribution.matching import LIKELY, find_statements, is_speaker, lexical_scores
from assistant.attribution.questions import who_says
from assistant.attribution.statements import statements
from assistant.attribution.types import Mention, Speaker, SpeakerKind, Statement, VerbKind

__all__ = [
    "LIKELY",
    "Mention",
    "Speaker",
    "SpeakerKind",
    "Statement",
    "VerbKind",
    "find_statements",
    "is_speaker",
    "lexical_scores",
    "statements",
    "who_says",
]
