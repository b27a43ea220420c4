"""Who says what in a news article, by rules: no model, the same answer every time.

From the ground up, and imports go down only: `syntax` (tokens, noun phrases, verb groups),
`entities` (what a phrase names), `reported_speech` (quotations and reports in a sentence),
`coreference` (whom "he" or "the ministry" means). `statements` reads an article with them: who says
what, in the order of the text. On top: `ledger` (the reporter's sentences too, and where sources
disagree), `statement_search` (with `other_words` that may stand for those asked), `stance` with
`proposition_match`, `word_order` and `exact_saying` (does somebody say what is asked about, deny
it, or only speak of it?), and the questions that are about sources: `source_question`,
`speaker_question`, `speaker_mentions`.
"""

from assistant.attribution.entities.roles_in_article import roles_in
from assistant.attribution.exact_saying import retractions, says_just
from assistant.attribution.ledger import (
    OPPOSING,
    Disagreement,
    View,
    as_json,
    contrasting,
    disagreements,
    ledger,
)
from assistant.attribution.other_words import share_said_in
from assistant.attribution.proposition_match import Stance, has_not, is_stated_plainly
from assistant.attribution.source_question import Ask, SourceQuestion, source_question_of, who_says
from assistant.attribution.speaker_mentions import is_meant_by, means_document
from assistant.attribution.speaker_question import SpeakerQuestion, speaker_question_of
from assistant.attribution.stance import STANCES, stance, stance_by_place, stance_to, whole_saying
from assistant.attribution.statement_search import (
    LIKELY,
    find_statements,
    is_speaker,
    lexical_scores,
    with_subject,
)
from assistant.attribution.statements import statements, statements_in, statements_within
from assistant.attribution.syntax.plurals import is_plural
from assistant.attribution.types import Mention, Speaker, SpeakerKind, Statement
from assistant.attribution.word_order import in_same_parts
from index.language.reporting import VerbKind

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
    "contrasting",
    "disagreements",
    "find_statements",
    "has_not",
    "in_same_parts",
    "is_meant_by",
    "is_plural",
    "is_speaker",
    "is_stated_plainly",
    "ledger",
    "lexical_scores",
    "means_document",
    "retractions",
    "roles_in",
    "says_just",
    "share_said_in",
    "source_question_of",
    "speaker_question_of",
    "stance",
    "stance_by_place",
    "stance_to",
    "statements",
    "statements_in",
    "statements_within",
    "who_says",
    "whole_saying",
    "with_subject",
]
