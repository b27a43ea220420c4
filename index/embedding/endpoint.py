"""Embeddings from any OpenAI-compatible endpoint."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.embedding.embedder import Vectors, unit
from index.errors import (
    EmbeddingError,
    EmbeddingKeyMalformed,
    EmbeddingRefused,
    EmbeddingUnreachable,
)

if TYPE_CHECKING:
    from openai import AsyncOpenAI


class OpenAIEmbedder:
    """Any OpenAI-compatible embeddings endpoint, in batches, retried by the openai package."""

    batch_size = 64
    concurrency = 4
    max_retries = 5  # on 429, 5xx and lost connections, honouring Retry-After
    timeout = 60.0  # seconds for each try
    longest = 2_000  # characters; many models take 512 tokens and refuse more

    def __init__(self, model: str, *, base_url: str | None, api_key: str) -> None:
        self.name = f"openai:{model}"
        self._model = model
        self._base_url = base_url
        self._api_key = api_key

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """A unit vector for each text, in order; EmbeddingError when a request fails for good."""
        if not texts:
            return np.empty((0, 0), np.float32)
        if not self._api_key.isascii():  # a header cannot carry it
            raise EmbeddingKeyMalformed
        cut = [text[: self.longest] for text in texts]
        batches = [cut[i : i + self.batch_size] for i in range(0, len(cut), self.batch_size)]
        slots = asyncio.Semaphore(self.concurrency)
        try:
            async with self._client() as client, asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._batch(client, slots, batch)) for batch in batches]
        except ExceptionGroup as failed:  # the others were cancelled
            first = failed.exceptions[0]
            raise first from first.__cause__
        return unit(_matrix([vector for task in tasks for vector in task.result()], self._model))

    async def _batch(
        self, client: AsyncOpenAI, slots: asyncio.Semaphore, texts: Sequence[str]
    ) -> list[list[float]]:
        from openai import APIConnectionError, APIStatusError  # noqa: PLC0415 - heavy

        try:
            async with slots:
                # The package would ask for base64, which not every server knows.
                reply = await client.embeddings.create(
                    model=self._model, input=list(texts), encoding_format="float"
                )
            # By index: nothing says that they come in the order of the texts.
            rows = {row.index: row.embedding for row in reply.data}
        except APIStatusError as error:
            raise EmbeddingRefused(error.status_code, self._model) from error
        except APIConnectionError as error:
            raise EmbeddingUnreachable(self._base_url or "OpenAI") from error
        except (AttributeError, TypeError, ValueError):  # the package does not check what it got
            rows = {}
        if sorted(rows) != list(range(len(texts))):
            raise EmbeddingError(
                f"the embeddings endpoint answered {len(rows)} vectors for {len(texts)} texts. "
                f"Is {self._model!r} an embedding model?"
            )
        return [rows[i] for i in range(len(texts))]

    def _client(self) -> AsyncOpenAI:
        from openai import AsyncOpenAI  # noqa: PLC0415 - heavy

        return AsyncOpenAI(
            base_url=self._base_url,
            api_key=self._api_key,
            max_retries=self.max_retries,
            timeout=self.timeout,
        )


def _matrix(rows: list[list[float]], model: str) -> Vectors:
    try:
        vectors = np.array(rows, np.float32)
    except (TypeError, ValueError):
        vectors = np.empty(0, np.float32)
    if vectors.ndim != 2 or not np.isfinite(vectors).all():
        raise EmbeddingError(
            f"the embeddings endpoint answered something else than vectors of one length. Is "
            f"{model!r} an embedding model?"
        )
    return vectors
