"""How likely a sentence of a passage answers a question: six features and a model of them.

The model is a logistic regression, fitted on judged data by `make tune`, which writes its
coefficients and the threshold to `passage_likelihood.json`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from assistant.questions.fitting import fits
from assistant.statistics.logistic import Logistic
from index.bm25 import inverse_frequency
from index.language.en.grammar.function_words import STOP_WORDS
from index.language.folding import fold
from index.language.terms import terms
from index.types import Article, Passage, Place

MODEL_FILE: Final = Path(__file__).with_name("passage_likelihood.json")


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for and against a sentence as an answer, each about 0 to 1."""

    match: float  # share of the question's tokens found in the sentence, in context
    dense: float  # cosine of question and sentence
    covered: float  # share of the question's terms in the paragraph or the title
    names_missing: float  # share of the question's names and numbers not in the paragraph
    lead: float  # how far the passage is ahead of the next one in the search
    fits: float  # 1: has the kind of thing that is asked for, 0: has not, 0.5: any would do


@cache
def fitted() -> Logistic:
    """The model that ships with the assistant; a sentence below its threshold does not answer."""
    return Logistic.load(MODEL_FILE)


def probability(sentence: Features) -> float:
    """The probability that a sentence answers the question, from 0 to 1."""
    model = fitted()
    return model.probability({name: getattr(sentence, name) for name in model.weights})


def features(question: str, passage: Passage, lead: float) -> list[Features]:
    """The features of a passage's sentences, in order; `lead` as `leads` gives it."""
    here = frozenset(terms(passage.paragraph.text))
    covered = _covered(question, passage, here)
    names_missing = _names_missing(question, here)
    return [
        Features(
            match=match.score,
            dense=match.dense,
            covered=covered,
            names_missing=names_missing,
            lead=lead,
            fits=fits(question, match.sentence.text),
        )
        for match in passage.matches
    ]


def leads(passages: Collection[Passage]) -> list[float]:
    """How far each passage's score is ahead of the best other one's; below 0 if behind."""
    ordered = sorted((passage.score for passage in passages), reverse=True)
    if len(ordered) < 2:
        return [0.0] * len(ordered)
    first, second = ordered[:2]
    return [passage.score - (second if passage.score == first else first) for passage in passages]


def _covered(question: str, passage: Passage, here: frozenset[str]) -> float:
    """Terms count by how few of the article's paragraphs have them."""
    counts = _paragraph_counts(passage.article)
    total_paragraphs = len(passage.article.paragraphs)
    worth = {term: inverse_frequency(counts[term], total_paragraphs) for term in terms(question)}
    # A paragraph seldom repeats what the headline says the article is about.
    present = here | set(terms(passage.article.title))
    total = sum(worth.values())
    return sum(worth[term] for term in worth if term in present) / total if total else 0.0


@lru_cache(maxsize=512)
def _paragraph_counts(article: Article) -> Counter[str]:
    """In how many of the article's paragraphs each term is."""
    # Stemmed as the question is, in English, whatever the article's language: the model is fitted
    # on English, and in other languages the share that is covered has to be of the same words.
    return Counter(term for each in article.paragraphs for term in set(terms(each.text)))


def _names_missing(question: str, here: frozenset[str]) -> float:
    """Names are the words with a capital, but for the question's first, and numbers.

    Coarser than the names that the check looks for: the model is fitted with this measure.
    """
    words = re.findall(r"(?<![\w’'.,-])[\w’'.,-]*\w", question)
    names = [
        word
        for at, word in enumerate(words)
        if word[0].isdigit() or (at > 0 and word[0].isupper() and fold(word) not in STOP_WORDS)
    ]
    return sum(not here.issuperset(terms(name)) for name in names) / len(names) if names else 0.0


def likelihoods(passages: Sequence[Passage], question: str) -> dict[Place, float]:
    """The probability of each passage's likeliest sentence, by where the passage stands."""
    return {
        passage.place: max(map(probability, features(question, passage, lead)))
        for passage, lead in zip(passages, leads(passages), strict=True)
    }
