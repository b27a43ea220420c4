"""Signs that are no words and turn what a sentence says: emoji, "(/s)", strokes, marks of scorn."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category

from assistant.attribution.syntax.quotations import quotations
from assistant.verification.claim import ClaimView
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.verdict import Reason
from index.language.folding import fold, straighten, without_accents

_TELLING: Final = frozenset({"So", "Sk", "Sm", "Mn", "Me"})
"""Categories of symbols and of marks that are put on letters."""

_ORDINARY: Final = re.compile(r"[\w\s.,;:'\"()\[\]{}%&$€£-]+", re.ASCII)
_TELLING_MARKS: Final = frozenset("~^|\\*#@†‡‹›")
_CRY: Final = re.compile(r"[!?¡¿‽]+")
_TRAIL: Final = re.compile(r"\.{2,}")  # what is left unsaid
_FACE: Final = re.compile(r"(?<!\w)[:;=]['o-]?[()\[\]DPp/\\|*<>]+(?!\w)")
_TAG: Final = re.compile(r"(?<![\w/])/\s?\w+")  # what is meant: "/s", sarcasm
_BULLET: Final = re.compile(r"(?m)^[^\S\n]*[*+•]\s")
_SCARE_WORDS: Final = 3
"""A quotation of so few words is a reservation rather than somebody's words."""


def strange_signs(claim: str, evidence: str) -> list[str]:
    """The claim's signs that the evidence does not have."""
    # Sorted, so that the reason given is the same in every process.
    return sorted(_signs(claim) - _signs(evidence))


def scare_quotes(claim: str, evidence: str) -> list[str]:
    """The claim's quotations of a word or three that are none in the evidence.

    A title that the evidence writes so is none: "Common Ground".
    """
    quoted = [quote for quote in _quoted(claim) if len(quote.split()) <= _SCARE_WORDS]
    if not quoted:
        return []
    own = [f" {fold(quote)} " for quote in _quoted(evidence)]
    return [
        quote
        for quote in quoted
        if not any(f" {fold(quote)} " in each for each in own)
        and not (quote[0].isupper() and " " in quote and quote in evidence)
    ]


def strange_letters(claim: str, article: str) -> list[str]:
    """The claim's letters and digits of another script than the article's: "Ｓ", "Ѕ", "习", "ⅳ".

    Accents are none: "Díaz" for "Diaz".
    """
    other = {each for each in claim if each.isalnum() and not each.isascii()}
    known = set(article)
    return sorted(
        each for each in other - known if not without_accents(each).isascii() or not each.isalpha()
    )


def _signs(text: str) -> set[str]:
    # Bullets of a list that a model writes say nothing.
    plain = straighten(_BULLET.sub("", text))
    rest = _ORDINARY.sub("", plain)
    signs = {each for each in rest if category(each) in _TELLING or each in _TELLING_MARKS}
    worded = (each.findall(plain) for each in (_CRY, _TRAIL, _FACE, _TAG))
    return signs.union(*worded)


def _quoted(text: str) -> list[str]:
    """What stands in quotation marks, in words."""
    spans = [text[each.inner_start : each.inner_end] for each in quotations(text)]
    worded = [" ".join(re.findall(r"[\w'’-]+", each)) for each in spans]
    return [each for each in worded if each]


def _strange(claim: ClaimView, evidence: Evidence) -> str | None:
    signs = strange_signs(claim.plain.text, evidence.sentence_text.text)
    return f"{evidence.labels} does not have the sign {signs[0]}" if signs else None


def _letters(claim: ClaimView, evidence: Evidence) -> str | None:
    articles = dict.fromkeys(each.article for each in evidence.paragraphs)
    texts = [each.title for each in articles]
    texts += [each.text for article in articles for each in article.paragraphs]
    letters = strange_letters(claim.text, " ".join(texts))
    return f"the article does not have the letter {letters[0]}" if letters else None


def _scare(claim: ClaimView, evidence: Evidence) -> str | None:
    text = " ".join(each.text for each in evidence.paragraphs)
    quotes = scare_quotes(claim.plain.text, text)
    return f"{evidence.labels} has “{quotes[0]}” without quotation marks" if quotes else None


STRANGE: Final = Rule(
    Reason.SIGN,
    Severity.UNCERTAIN,
    "an emoji, mark or symbol that the paragraph does not have",
    _strange,
)
LETTERS: Final = Rule(
    Reason.SIGN,
    Severity.UNCERTAIN,
    "a letter or digit of a script that the article has not",
    _letters,
)
SCARE_QUOTES: Final = Rule(
    Reason.SIGN,
    Severity.UNCERTAIN,
    "quotation marks around a word that has none in the paragraph",
    _scare,
)
