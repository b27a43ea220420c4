"""A text, and what the rules read in it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, lru_cache

from assistant.verification.detectors.dates import Date, dates
from assistant.verification.detectors.names import name_words, names
from assistant.verification.detectors.numbers import number_counts, numbers
from assistant.verification.detectors.web_addresses import without_addresses
from assistant.verification.support.lexical_support import ordered_terms
from index.language.folding import fold, straighten


class TextView:
    """A text without its web addresses, and what is read in it, each worked out once.

    A dozen rules read the same two texts: the claim's and its evidence's.
    """

    def __init__(self, text: str) -> None:
        self.text = without_addresses(text)

    @cached_property
    def straight(self) -> str:
        """The text with plain quotes, dashes and spaces."""
        return straighten(self.text)

    @cached_property
    def folded(self) -> str:
        """The text without case, in which cues are looked for."""
        return fold(self.text)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Its content words in order, read as English: the rules know no other language."""
        return ordered_terms(self.text)

    @cached_property
    def term_counts(self) -> Counter[str]:
        """Its content words, each as often as it is there."""
        return Counter(self.terms)

    @cached_property
    def numbers(self) -> dict[float, str]:
        """Its numbers, each with how it is written."""
        return numbers(self.text)

    @cached_property
    def number_counts(self) -> Counter[float]:
        """Its numbers, each as often as it is there."""
        return number_counts(self.text)

    @cached_property
    def dates(self) -> tuple[Date, ...]:
        """Its months, days and weekdays."""
        return dates(self.text)

    @cached_property
    def names(self) -> list[str]:
        """Its names, as written."""
        return names(self.text)

    @cached_property
    def name_words(self) -> frozenset[str]:
        """All its words in the form in which names are compared."""
        return name_words(self.text)


# Claims are not kept here: each comes once, while a paragraph is read for all of them.
@lru_cache(maxsize=1_024)
def text_view(text: str) -> TextView:
    """The view of a text that many claims are checked against."""
    return TextView(text)
