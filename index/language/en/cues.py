"""Cues in a folded text that what it says is denied, past, of all, or a reason: for the check."""

from __future__ import annotations

import re
from typing import Final

from index.language.en.turning_words import NEGATIVES
from index.language.word_lists import any_of

DENIAL: Final = re.compile(
    rf"""
    \bnot\b(?!\s(?:only|just|least)\b) | n't\b
  | \bno\b(?!\s(?:wonder|surprise|doubt|longer\b|\.)) | \bno\slonger\b
  | \b(?:{any_of(NEGATIVES)}|without|unlikely)\b
  | \b(?:refus(?:e[sd]?|ing)|den(?:y|ie[sd]|ying)|reject(?:s|ed|ing)?|lack(?:s|ed|ing)?)\b
  | \b(?:declin|fail)(?:e?s|e?d|ing)?\sto\b | \brul(?:ed?|es|ing)\sout\b
    """,
    re.VERBOSE,
)
ALL: Final = re.compile(
    r"\b(?:all|every|everyone|everybody|everything|always|entire(?:ly)?)\b(?!\sthe\stime)"
)
IN_PAST: Final = re.compile(
    r"\b(?:was|were|had\sbeen|used\sto(?:\sbe)?|former(?:ly)?|once|until|ex)\b", re.VERBOSE
)
IN_PRESENT: Final = re.compile(
    r"\b(?:is|are|has\sbeen|have\sbeen|currently|now|still|remains?)\b", re.VERBOSE
)
CAUSE: Final = re.compile(
    r"\b(?:because|since|so that|due to|caus\w+|thanks to|owing to|as a result|therefore|hence"
    r"|reasons?|led to|leads to|in order to|prevent\w*|under pressure)\b"
)
CONCLUSION: Final = re.compile(
    r"\b(?:therefore|thus|hence|consequently|as a (?:result|consequence))\b"
)
CLAUSE_END: Final = re.compile(  # which no cue reaches beyond
    r"[;:.!?,][\"')\]]*\s"
    r"|\b(?:but|although|though|while|whereas|however|because|who|which|when|where)\b|$"
)
