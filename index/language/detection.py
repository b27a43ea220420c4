"""The language of a text, as an ISO 639-1 code."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# py3langid's probabilities are calibrated: below this, it guesses (a few words, a list of names).
SURE = 0.8
# A page of text; more does not change the answer.
SAMPLE = 4_000  # characters


def language_code(tag: str | None) -> str | None:
    """The ISO 639-1 code in a language tag: "en-GB" and "EN_us" are "en"."""
    match = re.match(r"([A-Za-z]{2})(?![A-Za-z])", tag.strip()) if tag else None
    return match[1].lower() if match else None


def detect_language(text: str) -> str | None:
    """The language that a text is written in; None when it is too short to tell."""
    code, probability = likely_language(text)
    return code if probability >= SURE else None


def likely_language(text: str) -> tuple[str, float]:
    """The language that a text is most probably written in, and the probability, 0 to 1."""
    code, probability = _identifier().classify(text[:SAMPLE])
    return str(code), float(probability)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import (  # noqa: PLC0415 - takes most of a second, needed only here
        MODEL_FILE,
        LanguageIdentifier,
    )

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # ISO 639-1 has codes of two letters; other labels, of three, would never be an article's.
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier
