"""Vectors as they are kept: 8 bits a dimension, and a scale for each.

Ranked by them, the passages come in the same order as by whole ones but for one question in 500,
and half precision would take twice the room.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from index.embedding.embedder import Vectors

SPAN_BYTES: Final = 8
"""What a span takes, a pair of offsets; each has a vector."""

SCALE_BYTES: Final = 4
"""What a vector takes besides a byte a dimension."""

_LARGEST: Final = 127
_TINY: Final = 1e-30
"""More than nothing, by which a vector of zeros could not be divided."""


def packed(vectors: Vectors) -> bytes:
    """The vectors, shape (n, dimensions): first their scales, then themselves."""
    largest = np.abs(vectors).max(axis=1, initial=_TINY)
    steps = np.rint(vectors * (_LARGEST / largest)[:, None]).astype(np.int8)
    # The scale that gives each its length again.
    lengths = np.linalg.norm(steps.astype(np.float32), axis=1)
    scales = (np.linalg.norm(vectors, axis=1) / np.maximum(lengths, 1.0)).astype("<f4")
    # Little-endian by name, so that the file may move to any machine.
    return bytes(scales.tobytes() + steps.tobytes())


def unpacked(content: bytes, count: int) -> Vectors:
    """So many vectors that were packed."""
    scales = np.frombuffer(content, "<f4", count)
    steps = np.frombuffer(content, np.int8, offset=count * SCALE_BYTES).reshape(count, -1)
    return np.asarray(steps * scales[:, None], np.float32)
