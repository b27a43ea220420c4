"""Names that are nobody's, or another paragraph's."""

from __future__ import annotations

from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.detectors.letter_case import changed_case
from assistant.verification.detectors.names import names_elsewhere, strange_names
from assistant.verification.detectors.possible_names import possible_names
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.verdict import Reason


def _unknown(claim: ClaimView, evidence: Evidence) -> str | None:
    """A name that is in no article of those cited."""
    return _in_no_article(claim.plain.names, evidence)


def _invented(claim: ClaimView, evidence: Evidence) -> str | None:
    """A word that may be a name and is in no article of those cited."""
    return _in_no_article(possible_names(claim.plain.text), evidence)


def _in_no_article(names: list[str], evidence: Evidence) -> str | None:
    # A name is known if any of the cited articles has it.
    for article in dict.fromkeys(each.article for each in evidence.paragraphs):
        names = strange_names(names, article)
    return f"{names[0]} is not in the article" if names else None


def _elsewhere(claim: ClaimView, evidence: Evidence) -> str | None:
    """A name of the article that the paragraph does not have: another one's deed, perhaps."""
    words, article = evidence.surrounding_text.name_words, evidence.sentences[0].context.article
    elsewhere = names_elsewhere(claim.plain.names, claim.plain.text, words, article)
    return f"{elsewhere[0]} is not in {evidence.labels}" if elsewhere else None


def _other_case(claim: ClaimView, evidence: Evidence) -> str | None:
    changed = changed_case(claim.plain.text, evidence.sentence_text.text)
    return f"{evidence.labels} has “{changed[0]}” in other letters" if changed else None


UNKNOWN: Final = Rule(
    Reason.NAME, Severity.WITHHELD, "a name that the article does not have", _unknown
)
INVENTED: Final = Rule(
    Reason.NAME,
    Severity.WITHHELD,
    "a word that may be a name, and is not in the article",
    _invented,
)
CASE: Final = Rule(
    Reason.NAME,
    Severity.UNCERTAIN,
    "a word with a capital that makes it another: “US” for “us”",
    _other_case,
)
ELSEWHERE: Final = Rule(
    Reason.NAME,
    Severity.UNCERTAIN,
    "a name of the article that the paragraph does not have",
    _elsewhere,
)
