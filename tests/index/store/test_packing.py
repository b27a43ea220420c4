"""Vectors keep their directions in 8 bits."""

from __future__ import annotations

import numpy as np

from index.store.packing import packed, unpacked


def test_a_vector_comes_back_nearly_as_it_was() -> None:
    vectors = np.random.default_rng(3).standard_normal((5, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    kept = packed(vectors)
    assert len(kept) == 5 * (384 + 4)
    cosines = (unpacked(kept, 5) * vectors).sum(axis=1)
    assert np.abs(cosines - 1).max() < 1e-4


def test_vectors_that_are_nothing_and_none_at_all_come_back() -> None:
    nothing = np.zeros((2, 3), np.float32)
    assert (unpacked(packed(nothing), 2) == nothing).all()
    assert packed(np.empty((0, 3), np.float32)) == b""
