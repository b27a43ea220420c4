"""BM25 over a few texts at a time, where building an index would cost more than it saves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

# The values that Lucene takes.
K1 = 1.2
B = 0.75


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
