"""Whether an index and an embedder go together."""

from __future__ import annotations

from index.errors import DimensionsChanged, EmbedderChanged


def check_embedder(indexed: str | None, embedder: str) -> None:
    """EmbedderChanged when the index was made with another embedder; None: it is empty."""
    if indexed is not None and indexed != embedder:
        raise EmbedderChanged(indexed, embedder)


def check_dimensions(embedder: str, indexed: int, dimensions: int) -> None:
    """DimensionsChanged when a model of the same name now gives other vectors."""
    if indexed != dimensions:
        raise DimensionsChanged(embedder, dimensions, indexed)
