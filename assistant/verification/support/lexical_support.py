"""How far a paragraph says what a claim says, by its words and their rarity."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final, NamedTuple

from assistant.verification.detectors.numbers import numbers
from assistant.verification.detectors.web_addresses import without_addresses
from index.bm25 import inverse_frequency
from index.language.en.calendar import MONTHS_BY_LETTERS
from index.language.en.number_words import VALUES
from index.language.en.places import PLACE_OF
from index.language.en.reporting_verbs import INTERCHANGEABLE
from index.language.languages import language_of
from index.language.sentences import sentences
from index.language.terms import terms
from index.language.word_lists import any_of
from index.types import Article, Paragraph, Sentence

_SAYING = re.compile(rf"(?i)\b{any_of(INTERCHANGEABLE)}\b")
"""Words of saying: one may stand for another, and who speaks is checked apart."""

_STATES: Final = re.compile(r"(?i)\bunited states\b")
_WORDED: Final = re.compile(r"\w")

# Words for numbers are no terms: numbers are compared by their value, "eleven" with "11".
_COUNTS: Final = {term for word in VALUES for term in terms(word)}
_SAME_STEMS: Final = {
    **{term: one for word, one in PLACE_OF.items() for term in terms(word)},
    **{terms(short)[0]: terms(month)[0] for short, month in MONTHS_BY_LETTERS.items()},
}


_WORTH_TWO: Final = 0.1
"""Share of the claim that a second sentence has to add to be quoted too."""


_NEAR: Final = 8
"""Content words between two that still belong together."""


@dataclass(frozen=True, slots=True)
class ClaimTerms:
    """A claim's content words and what each is worth: the rarer in the article, the more."""

    worth: dict[str, float]
    total: float

    def share(self, known: Collection[str]) -> float:
        """How much of the claim these words cover, from 0 to 1; 1 when it has no content word."""
        if not self.total:
            return 1.0
        return sum(worth for term, worth in self.worth.items() if term in known) / self.total


@dataclass(frozen=True, slots=True)
class Support:
    """A paragraph's words that say it, `sentence`, and the share of the claim they cover."""

    sentence: Sentence
    covered: frozenset[str]
    share: float


def claim_terms(claim: str, article: Article) -> ClaimTerms:
    """The claim's content words, weighed by how many of the article's paragraphs have them."""
    frequencies, paragraphs = _paragraph_frequencies(article), len(article.paragraphs)
    worth = {
        term: inverse_frequency(frequencies[term], paragraphs)
        # In one order in every process: a sum of floats depends on it, and a set's order differs.
        for term in sorted(content_terms(claim, article.language))
    }
    return ClaimTerms(worth, sum(worth.values()))


def best_support(wanted: ClaimTerms, paragraph: Paragraph, article: Article) -> Support:
    """The sentence of a paragraph, or two in a row, that cover most of the claim."""
    terms_of = paragraph_sentences(paragraph.text, article.language)
    singles = [
        _support(wanted, each.sentence, each.content & wanted.worth.keys()) for each in terms_of
    ]
    pairs = [_joined(paragraph.text, wanted, one, two) for one, two in pairwise(singles)]
    best = max(singles, key=lambda each: each.share)
    two = max(pairs, key=lambda each: each.share, default=best)
    return two if two.share > best.share + _WORTH_TWO else best


def most_covered(wanted: ClaimTerms, paragraph: Paragraph, article: Article) -> frozenset[str]:
    """The claim's words that `best_support` covers with a paragraph, and maybe more of them."""
    return _known(paragraph.text, article.language) & wanted.worth.keys()


# Every sentence of an answer is held against all paragraphs of the context.
@lru_cache(maxsize=4_096)
def _known(text: str, language: str | None) -> frozenset[str]:
    """The words of a paragraph's sentences, and maybe more.

    By the words of the whole, which are counted for every paragraph of an article anyway.
    """
    # Where two sentences run together the whole may have other words than they do.
    if any(one.end == two.start for one, two in pairwise(sentences(text))):
        read = paragraph_sentences(text, language)
        return frozenset(chain.from_iterable(each.content for each in read))
    # A sentence of nothing but stop words keeps them, of which the whole has none.
    return content_terms(text, language) | _stop_stems(language)


@lru_cache(maxsize=64)
def _stop_stems(language: str | None) -> frozenset[str]:
    """A language's stop words in the form of terms."""
    return frozenset(
        term for word in language_of(language).stop_words for term in ordered_terms(word, language)
    )


class SentenceTerms(NamedTuple):
    """A sentence of a paragraph, with its content words as a set and in their order."""

    sentence: Sentence
    content: frozenset[str]
    ordered: tuple[str, ...]


# The same few paragraphs are asked about for every sentence of an answer.
@lru_cache(maxsize=1_024)
def paragraph_sentences(text: str, language: str | None) -> tuple[SentenceTerms, ...]:
    """A paragraph's sentences with their content words."""
    return tuple(
        SentenceTerms(each, content_terms(each.text, language), ordered_terms(each.text, language))
        for each in sentences(text)
    )


def _support(wanted: ClaimTerms, sentence: Sentence, covered: frozenset[str]) -> Support:
    return Support(sentence, covered, wanted.share(covered))


def cohesion(claim: Sequence[str], evidence: Sequence[Sequence[str]], joints: int = 0) -> float:
    """The share of the claim's neighbouring words that stand near each other in some sentence.

    All are ordered terms. `joints` pairs need not stand near each other: where the words of one
    paragraph end and another's begin. Words of a claim that are all in a paragraph, though never
    together, say something else.
    """
    # Pairs rather than words: all of a claim's words, never together, may say something else.
    neighbours = list(pairwise(claim))
    places = [_places(words) for words in evidence]
    together = sum(any(_are_near(one, two, each) for each in places) for one, two in neighbours)
    return min(1.0, (together + joints) / len(neighbours)) if neighbours else 1.0


def _places(words: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, term in enumerate(words):
        places.setdefault(term, []).append(at)
    return places


def _are_near(one: str, two: str, places: Mapping[str, Sequence[int]]) -> bool:
    others = places.get(two, ())
    for place in places.get(one, ()):
        at = bisect_left(others, place - _NEAR)  # the first that is not too far before it
        if at < len(others) and others[at] <= place + _NEAR:
            return True
    return False


@lru_cache(maxsize=8_192)
def content_terms(text: str, language: str | None) -> frozenset[str]:
    """The words that carry a text's content, in one form for each thing."""
    # Above 1: "no" and "one of them" are numbers as well, and carry none.
    counted = (f"{value:g}" for value in numbers(without_addresses(text)) if value > 1)
    return frozenset((*ordered_terms(text, language), *counted))


@lru_cache(maxsize=8_192)
def ordered_terms(text: str, language: str | None = None) -> tuple[str, ...]:
    """A text's content words in its order, in one form for each thing; no numbers."""
    worded = _SAYING.sub(" ", without_addresses(text))
    # Else "united" and "states" would be found apart from each other.
    plain = _STATES.sub("U.S.", worded)
    if not _WORDED.search(plain):
        return ()
    forms = (_SAME_STEMS.get(term, term) for term in terms(plain, language))
    return tuple(term for term in forms if term not in _COUNTS and not term[0].isdigit())


@lru_cache(maxsize=256)
def _paragraph_frequencies(article: Article) -> Counter[str]:
    """In how many of the article's paragraphs each word stands."""
    texts = (paragraph.text for paragraph in article.paragraphs)
    return Counter(term for text in texts for term in content_terms(text, article.language))


def _joined(text: str, wanted: ClaimTerms, one: Support, two: Support) -> Support:
    start, end = one.sentence.start, two.sentence.end
    return _support(wanted, Sentence(text[start:end], start, end), one.covered | two.covered)
