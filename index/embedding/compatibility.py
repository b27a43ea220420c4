"""Whether an index and an embedder go together."""

from __future__ import annotations

from index.errors import EmbedderMismatch


def check_embedder(indexed: str | None, embedder: str) -> None:
    """EmbedderMismatch when the index was made with another embedder; None: it is empty."""
    if indexed not in (None, embedder):
        raise EmbedderMismatch(
            f"the index was made with the embedder {indexed}, and the one set now is "
            f"{embedder}. Run `assistant reindex` to make it anew with {embedder}, or "
            "set ASSISTANT_EMBEDDER back."
        )


def check_dimensions(embedder: str, indexed: int, dimensions: int) -> None:
    """EmbedderMismatch when a model of the same name now gives other vectors."""
    if indexed != dimensions:
        raise EmbedderMismatch(
            f"{embedder} gives vectors of {dimensions} dimensions, and the index has {indexed}: it "
            "is another model under the same name. Run `assistant reindex` to make the index anew "
            "with it, or set OPENAI_BASE_URL back."
        )
