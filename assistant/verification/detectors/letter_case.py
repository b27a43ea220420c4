"""Words that are others with a capital: "US" and "us", "Turkey" and "turkey", "AIDS" and "aids"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.verification.detectors.names import WORD, is_plain, starts_sentence
from index.language.folding import straighten


def changed_case(claim: str, evidence: str) -> list[str]:
    """The claim's words that the evidence has only with other capitals, as written.

    What begins a sentence has its capital from there, in either text.
    """
    theirs = list(_words(evidence))
    forms = {word for word, _ in theirs}
    small = {word.lower() for word, starts in theirs if starts and not _is_capitals(word)}
    known = {form.lower() for form in forms}
    return [
        word
        for word, starts in _words(claim)
        if word.lower() in known
        and not {word, word.removesuffix("s")} & forms
        and word not in small
        and _tells(word, {form for form in forms if form.lower() == word.lower()}, starts=starts)
    ]


def _tells(word: str, others: set[str], *, starts: bool) -> bool:
    """Whether the capitals of a word tell anything, or those that it lacks."""
    if _is_capitals(word) or any(map(_is_capitals, others)):
        return True
    return not (starts or is_plain(word))


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """The words without a possessive, and whether a sentence begins with them."""
    words = [*WORD.finditer(straighten(text))]
    for at, word in enumerate(words):
        yield re.sub(r"'s?$", "", word[0]), starts_sentence(words, at)


def _is_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()
