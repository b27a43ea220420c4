"""What turns texts into vectors, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Shape (texts, dimensions), rows of unit length: a dot product is a cosine."""


class Embedder(Protocol):
    """A model that turns texts into vectors."""

    @property
    def name(self) -> str:
        """The embedder's name, which tells one vector space from another."""
        ...

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """A unit vector for each text, in order; EmbeddingError when it fails."""
        ...


def unit(vectors: Vectors) -> Vectors:
    """The rows scaled to length 1; a zero row stays zero."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), np.float32)
