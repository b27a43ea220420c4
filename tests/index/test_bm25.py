"""BM25 against values worked out by hand, and what must hold for any texts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.bm25 import Posting, best_rows, inverse_frequency
from index.bm25 import bm25 as bm25_of_counts


def bm25(query: Sequence[str], texts: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    return bm25_of_counts(query, [Counter(text) for text in texts])


TERMS = st.sampled_from("abcde")
TEXTS = st.lists(st.lists(TERMS, max_size=8), max_size=8)


@pytest.mark.parametrize(
    ("count", "total", "expected"),
    [(1, 2, math.log(2)), (0, 1, math.log(4)), (2, 2, math.log(1.2)), (1, 1, math.log(4 / 3))],
)
def test_what_a_term_says(count: int, total: int, expected: float) -> None:
    """ln(1 + (N - n + 0.5) / (n + 0.5)): never negative, even for a term in all texts."""
    assert inverse_frequency(count, total) == pytest.approx(expected)


def test_by_hand() -> None:
    """Two texts of 2 and 4 terms, 3 on average; "a" is in the first alone, "b" in both.

    The norms are 1.2 * (0.25 + 0.75 * 2/3) = 0.9 and 1.2 * (0.25 + 0.75 * 4/3) = 1.5.
    """
    a, b = math.log(2), math.log(1.2)
    first = a * 1 * 2.2 / (1 + 0.9) + b * 1 * 2.2 / (1 + 0.9)
    second = b * 3 * 2.2 / (3 + 1.5)
    scores = bm25(["a", "b"], [["a", "b"], ["b", "b", "b", "c"]])
    assert scores.tolist() == pytest.approx([first, second])


def test_a_term_asked_twice_counts_once() -> None:
    texts = [["a", "b"], ["c"]]
    assert bm25(["a", "a"], texts).tolist() == bm25(["a"], texts).tolist()


def test_nothing_in_common_is_zero() -> None:
    assert bm25(["x"], [["a"], []]).tolist() == [0, 0]
    assert bm25([], [["a"], ["b"]]).tolist() == [0, 0]
    assert bm25(["a"], [[], []]).tolist() == [0, 0]
    assert bm25(["a"], []).tolist() == []


@given(st.lists(TERMS, max_size=6), TEXTS)
def test_a_score_is_finite_and_positive_exactly_where_a_term_occurs(
    query: list[str], texts: list[list[str]]
) -> None:
    scores = bm25(query, texts)
    assert scores.shape == (len(texts),)
    assert np.isfinite(scores).all()
    assert (scores > 0).tolist() == [not set(query).isdisjoint(text) for text in texts]


@given(st.lists(TERMS, max_size=6), TEXTS, st.randoms())
def test_the_order_of_the_texts_does_not_matter(
    query: list[str], texts: list[list[str]], random: np.random.Generator
) -> None:
    order = list(range(len(texts)))
    random.shuffle(order)
    shuffled = bm25(query, [texts[at] for at in order])
    assert shuffled.tolist() == pytest.approx(bm25(query, texts)[order].tolist())


POSTINGS = st.lists(
    st.tuples(st.integers(1, 6), TERMS, st.integers(1, 4)),
    unique_by=lambda each: each[:2],
    max_size=12,
)


@given(POSTINGS, st.integers(0, 3))
def test_what_an_index_has_found_is_ranked_as_the_texts_are(
    found: list[tuple[int, str, int]], others: int
) -> None:
    """Texts without any of the terms count only as so many more."""
    texts: dict[int, list[str]] = {}
    for row, term, times in sorted(found):
        texts.setdefault(row, []).extend([term] * times)
    postings = [Posting(row, term, times, len(texts[row])) for row, term, times in sorted(found)]
    query = sorted({term for _, term, _ in found})
    counts = [Counter(each) for each in texts.values()]
    rows = best_rows(postings, len(texts) + others, 9)
    assert sorted(rows) == sorted(texts)
    if not others and counts:
        scores = dict(zip(texts, bm25_of_counts(query, counts), strict=True))
        ranked = [scores[row] for row in rows]
        assert ranked == pytest.approx(sorted(ranked, reverse=True))


def test_of_equal_rows_the_first_comes_first_and_no_more_than_wanted() -> None:
    postings = [Posting(row, "a", 1, 4) for row in (3, 5, 9)]
    assert best_rows(postings, 3, 2) == [3, 5]
    assert best_rows([], 3, 2) == []
