"""Who says what in a news article, by rules: no model, the same answer every time."""

from assistant.attribution.ledger import (
    Disagreement,
    Stance,
    View,
    as_json,
    contrasting,
    disagreements,
    ledger,
    stance,
)
from assistant.attribution.matching import LIKELY, find_statements, is_speaker, lexical_scores
from assistant.attribution.questions import Ask, SourceQuestion, asks_of_sources, who_says
from assistant.attribution.statements import statements, statements_in
from assistant.attribution.types import Mention, Speaker, SpeakerKind, Statement, VerbKind

__all__ = [
    "LIKELY",
    "Ask",
    "Disagreement",
    "Mention",
    "SourceQuestion",
    "Speaker",
    "SpeakerKind",
    "Stance",
    "Statement",
    "VerbKind",
    "View",
    "as_json",
    "asks_of_sources",
    "contrasting",
    "disagreements",
    "find_statements",
    "is_speaker",
    "ledger",
    "lexical_scores",
    "stance",
    "statements",
    "statements_in",
    "who_says",
]
