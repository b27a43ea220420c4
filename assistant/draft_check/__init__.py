"""A text that somebody brings, sentence by sentence: do the articles say it?

checker.py          the way of a draft: read, placed, checked, found
reader.py           the draft's sentences, where they stand in it, and the markers that they have
stated.py           what is stated before a colon, or as a question
placing.py          the paragraphs that may say a sentence: those it cites, those a search finds
nearest.py          which of them is nearest, by words and meaning
finding.py          from the check's verdict to what a desk is told
contradiction.py, number_differences.py, neighbouring_words.py, roles.py, speakers.py
                    does the nearest sentence say otherwise, or let somebody else say it?
judging.py          a judge's word on what the rules leave open
types.py            findings, checked sentences, the report
"""

from assistant.draft_check.checker import DraftChecker
from assistant.draft_check.reader import LONGEST_DRAFT, MOST_SENTENCES
from assistant.draft_check.types import (
    CheckedDraft,
    CheckedSentence,
    Finding,
    JudgesWord,
    SentenceKind,
)

__all__ = [
    "LONGEST_DRAFT",
    "MOST_SENTENCES",
    "CheckedDraft",
    "CheckedSentence",
    "DraftChecker",
    "Finding",
    "JudgesWord",
    "SentenceKind",
]
