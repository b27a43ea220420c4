"""Who says what in a news article, by rules: no model, the same answer every time."""

from assistant.attribution.exact_saying import says_just, taken_back
from assistant.attribution.ledger import (
    OPPOSING,
    Disagreement,
    View,
    as_json,
    contrasting,
    disagreements,
    ledger,
)
from assistant.attribution.proposition_match import Stance, has_not, is_told_plainly
from assistant.attribution.source_question import Ask, SourceQuestion, asks_of_sources, who_says
from assistant.attribution.speaker_mentions import is_called, is_of_document
from assistant.attribution.speaker_question import SpeakerQuestion, asks_what_one_says
from assistant.attribution.stance import STANCES, said_together, stance, stance_to
from assistant.attribution.statement_search import (
    LIKELY,
    find_statements,
    is_speaker,
    lexical_scores,
)
from assistant.attribution.statements import statements, statements_in, statements_within
from assistant.attribution.syntax.plurals import is_plural
from assistant.attribution.types import Mention, Speaker, SpeakerKind, Statement, VerbKind

__all__ = [
    "LIKELY",
    "OPPOSING",
    "STANCES",
    "Ask",
    "Disagreement",
    "Mention",
    "SourceQuestion",
    "Speaker",
    "SpeakerKind",
    "SpeakerQuestion",
    "Stance",
    "Statement",
    "VerbKind",
    "View",
    "as_json",
    "asks_of_sources",
    "asks_what_one_says",
    "contrasting",
    "disagreements",
    "find_statements",
    "has_not",
    "is_called",
    "is_of_document",
    "is_plural",
    "is_speaker",
    "is_told_plainly",
    "ledger",
    "lexical_scores",
    "said_together",
    "says_just",
    "stance",
    "stance_to",
    "statements",
    "statements_in",
    "statements_within",
    "taken_back",
    "who_says",
]
