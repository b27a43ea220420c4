"""Numbers that the paragraphs do not have, or not as often, whatever form they are written in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.detectors.figures import broken_figures, strange_figures
from assistant.verification.detectors.numbers import missing_numbers, surplus_numbers
from assistant.verification.detectors.reckoned_numbers import is_reckoned
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.text_view import text_view
from assistant.verification.verdict import Reason
from index.types import Article


def _missing(claim: ClaimView, evidence: Evidence) -> str | None:
    missing = missing_numbers(claim.plain.numbers, evidence.text.numbers)
    return f"{missing[0]} is not in {evidence.labels}" if missing else None


def _surplus(claim: ClaimView, evidence: Evidence) -> str | None:
    """A number that is there once and counts two things: "five spend 5 percent"."""
    counts = evidence.sentence_text.number_counts
    surplus = surplus_numbers(claim.plain.numbers, claim.plain.number_counts, counts)
    return f"{surplus[0]} belongs to something else in {evidence.labels}" if surplus else None


def _invented(claim: ClaimView, evidence: Evidence) -> str | None:
    """A number that the article does not have, and that nothing in it gives."""
    text = " ".join(each.text for each in evidence.article.paragraphs)
    if strange := strange_figures(claim.plain.text, f"{text} {evidence.text.text}"):
        return f"{strange[0]} is not in the article"
    article = text_view(text).numbers
    years = tuple(_of_publication(evidence.article))
    missing = missing_numbers(claim.plain.numbers, {*evidence.text.numbers, *article})
    values = {written: value for value, written in claim.plain.numbers.items()}
    invented = [
        each
        for each in missing
        if not is_reckoned(values[each], each, claim.plain.text, evidence.text.text, years)
    ]
    return f"{invented[0]} is not in the article, and does not follow from it" if invented else None


def _broken(claim: ClaimView, evidence: Evidence) -> str | None:
    """A part of a figure: "1" of "1/3", "7" of "G-7"."""
    broken = broken_figures(claim.plain.text, evidence.sentence_text.text)
    return f"{broken[0]} is part of another figure in {evidence.labels}" if broken else None


def _of_publication(article: Article) -> Iterator[int]:
    if article.published:
        yield from (article.published.year + years for years in (-1, 0, 1))


MISSING: Final = Rule(
    Reason.NUMBER, Severity.WITHHELD, "a number that the paragraph does not have", _missing
)
INVENTED: Final = Rule(
    Reason.NUMBER,
    Severity.WITHHELD,
    "a number that the article does not have, and that does not follow from it",
    _invented,
)
SURPLUS: Final = Rule(
    Reason.NUMBER, Severity.UNCERTAIN, "a number more often than the paragraph has it", _surplus
)
BROKEN: Final = Rule(
    Reason.NUMBER, Severity.UNCERTAIN, "a part of a number or sign for the whole", _broken
)
