"""BM25: over a few texts at a time, and over what a full-text index has found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# The values that Lucene takes.
K1 = 1.2
B = 0.75


class Posting(NamedTuple):
    """How often a paragraph (by row) has a term, and how many terms it has in all."""

    row: int
    term: str
    times: int
    length: int


def inverse_frequency(count: int, total: int) -> float:
    """The inverse frequency of a term that occurs in `count` of `total` texts."""
    return float(np.log1p((total - count + 0.5) / (count + 0.5)))


def bm25(query: Collection[str], texts: Sequence[Counter[str]]) -> NDArray[np.float64]:
    """Each text's score for the query's terms, shape (texts,); 0 where none occurs.

    A text is how often it has each of its terms. Source: Robertson and Zaragoza, The Probabilistic
    Relevance Framework (2009), with Lucene's positive idf. Frequencies are those among the texts
    given.
    """
    # Sorted: a set has another order in each process, and a sum in another order other last digits.
    query_terms = sorted(set(query))
    # `get`, for a counter that is asked for what it lacks takes longer.
    frequencies = np.array([[text.get(term, 0) for term in query_terms] for text in texts], float)
    if not frequencies.size:
        return np.zeros(len(texts))
    lengths = np.array([sum(text.values()) for text in texts], float)
    within = (frequencies > 0).sum(axis=0)
    weights = np.array([inverse_frequency(int(count), len(texts)) for count in within])
    # At least 1: texts may be without any term.
    norms = K1 * (1 - B + B * lengths / max(lengths.mean(), 1.0))
    scores: NDArray[np.float64] = (
        weights * frequencies * (K1 + 1) / (frequencies + norms[:, None])
    ).sum(axis=1)
    return scores


def best_rows(postings: Sequence[Posting], total: int, limit: int) -> list[int]:
    """The paragraphs with the best scores, best first; of equal ones the first stays first.

    `postings` are those of each term of the query, of `total` paragraphs. How common a term is,
    and how long a paragraph is in the mean, is counted among these.
    """
    if not postings:
        return []
    # Terms as numbers: to have numpy sort words takes longer than all the rest.
    numbers = {term: at for at, term in enumerate(dict.fromkeys(each.term for each in postings))}
    columns = np.array([(each.row, each.times, each.length) for each in postings]).T
    rows, times, lengths = columns
    which = np.array([numbers[each.term] for each in postings])
    found, first, at = np.unique(rows, return_index=True, return_inverse=True)
    matching = np.bincount(which, minlength=len(numbers))
    weights = np.log1p((np.maximum(total, matching) - matching + 0.5) / (matching + 0.5))
    norms = K1 * (1 - B + B * lengths / lengths[first].mean())
    scores = np.bincount(at, weights[which] * times * (K1 + 1) / (times + norms))
    best: list[int] = found[np.argsort(-scores, kind="stable")[:limit]].tolist()
    return best
