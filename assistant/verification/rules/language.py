"""Articles in a language that no rule can read, and claims in another one than theirs."""

from __future__ import annotations

import re
from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.detectors.names import strange_names
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.verdict import Reason
from index.language.detection import likely_language
from index.language.en.grammar.function_words import STOP_WORDS
from index.language.folding import fold
from index.language.languages import language_of


def _unchecked(_: ClaimView, evidence: Evidence) -> str | None:
    # An article whose language is not known is read as English.
    if all(language_of(each.article.language).has_rules for each in evidence.paragraphs):
        return None
    return f"{evidence.labels} is not in English: only what stands there is shown"


def _other(claim: ClaimView, evidence: Evidence) -> str | None:
    """Another language, be it a guess: nothing that has but the article's words is looked at."""
    articles = {each.article for each in evidence.paragraphs}
    new = [
        word
        for word in re.findall(r"[^\W\d_]{2,}", fold(claim.plain.text))
        if word not in STOP_WORDS
    ]
    if not strange_names(new, evidence.article):
        return None
    code, _ = likely_language(claim.plain.text)
    known = {language_of(each.language).code for each in articles}
    return None if code in known else f"it is not in the language of {evidence.labels}"


UNCHECKED: Final = Rule(
    Reason.LANGUAGE,
    Severity.UNCERTAIN,
    "an article that is not in English",
    _unchecked,
)
OTHER: Final = Rule(
    Reason.LANGUAGE, Severity.UNCERTAIN, "a sentence in another language than the article’s", _other
)
