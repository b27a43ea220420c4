"""Texts as search needs them: a vector each, and the states of their tokens.

Token states are kept as signs only: 48 bytes a token instead of 1,536, and on the
development sets the ranking by them is as good.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.chunking import chunks
from index.embedding.embedder import Embedder, Vectors, unit
from index.embedding.minilm import MiniLM, TokenStates
from index.language.sentences import sentences
from index.types import Article, Chunk, Paragraph, Sentence

TITLE: Final = 200
"""Characters of the title that go before a chunk."""

SIGN_BYTES: Final = 48
"""Bytes that a token's 384 signs take."""

_SMALL_PRODUCT: Final = 2**18
"""Multiplications up to which OpenBLAS starts no threads."""


@dataclass(frozen=True, slots=True)
class EncodedQuestion:
    """A question, encoded.

    `vector`, shape (dimensions,), is in the index's space; it is empty where the embedder did not
    answer. `tokens` are spans of the text,
    shape (n, 2), and `states`, shape (n, 384), are theirs, of unit length.
    """

    text: str
    vector: Vectors
    tokens: NDArray[np.int32]
    states: Vectors


@dataclass(frozen=True, slots=True)
class Encoded:
    """A paragraph, encoded.

    `spans` of its text and their `vectors`, shapes (n, 2) and (n, dimensions): first the
    chunks, `chunks` of them, then the sentences. `signs`, shape (tokens, 48), packs the
    signs of its tokens' states; `ranges`, shape (sentences, 2), says whose tokens they are.
    """

    chunks: int
    spans: NDArray[np.int32]
    vectors: Vectors
    signs: NDArray[np.uint8]
    ranges: NDArray[np.int32]


class Encoder:
    """Vectors from the embedder that is set, token states always from MiniLM."""

    def __init__(self, embedder: Embedder, minilm: MiniLM) -> None:
        self._embedder = embedder
        self._minilm = minilm

    @property
    def name(self) -> str:
        """The embedder's name, which tells one index from another."""
        return self._embedder.name

    @property
    def is_here(self) -> bool:
        """Whether nobody else has to be asked for a vector."""
        return self._embedder is self._minilm

    async def question(self, text: str) -> EncodedQuestion:
        """A question, encoded; EmbeddingError when the embedder fails."""
        [states], [vector] = await self._states_and_vectors([text])
        return _encoded_question(text, vector, states)

    async def words(self, text: str) -> EncodedQuestion:
        """A question, encoded as far as it can be without the embedder."""
        [states] = await self._minilm.token_states([text])
        return _encoded_question(text, np.empty(0, np.float32), states)

    async def paragraphs(self, article: Article, some: Sequence[Paragraph]) -> list[Encoded]:
        """Some of the article's paragraphs; EmbeddingError when the embedder fails.

        Chunks are embedded behind the article's title, which says what they are about.
        """
        title = self._heading(article.title)
        room = self._minilm.max_tokens - self._minilm.count_tokens(title)
        # All paragraphs together: an embedder behind an endpoint takes them in a few requests.
        part = replace(article, paragraphs=tuple(some))
        all_chunks = chunks(part, max_tokens=room, count=self._minilm.count_tokens)
        all_sentences = [sentences(paragraph.text) for paragraph in some]

        (states, chunk_vectors), sentence_vectors = await asyncio.gather(
            self._states_and_vectors([title + chunk.text for chunk in all_chunks]),
            self._embedder.embed([sentence.text for each in all_sentences for sentence in each]),
        )
        encoded = []
        chunk_at = sentence_at = 0
        for paragraph, own_sentences in zip(some, all_sentences, strict=True):
            own_chunks = [chunk for chunk in all_chunks if chunk.paragraph == paragraph.number]
            chunks_end = chunk_at + len(own_chunks)
            sentences_end = sentence_at + len(own_sentences)
            signs, ranges = _tokens(
                own_chunks, own_sentences, states[chunk_at:chunks_end], len(title)
            )
            encoded.append(
                Encoded(
                    chunks=len(own_chunks),
                    spans=_spans([*own_chunks, *own_sentences]),
                    vectors=np.concatenate(
                        [
                            chunk_vectors[chunk_at:chunks_end],
                            sentence_vectors[sentence_at:sentences_end],
                        ]
                    ),
                    signs=signs,
                    ranges=ranges,
                )
            )
            chunk_at, sentence_at = chunks_end, sentences_end
        return encoded

    def _heading(self, title: str) -> str:
        """The title, cut so that it leaves most of the room to the chunk."""
        title = title[:TITLE]
        while self._minilm.count_tokens(title) > self._minilm.max_tokens // 2:
            title = title[: len(title) // 2]  # Korean has three tokens a character
        return f"{title}. "

    async def _states_and_vectors(self, texts: Sequence[str]) -> tuple[list[TokenStates], Vectors]:
        states = await self._minilm.token_states(texts)
        if self.is_here:  # its vector is the mean of these states
            return states, self._minilm.pool(states)
        return states, await self._embedder.embed(texts)


def _encoded_question(text: str, vector: Vectors, states: TokenStates) -> EncodedQuestion:
    # The special tokens at both ends stand for nothing in the text: their spans are empty.
    real = states.spans[:, 1] > states.spans[:, 0]
    return EncodedQuestion(text, vector, states.spans[real], unit(states.vectors[real]))


def _spans(parts: Sequence[Chunk | Sentence]) -> NDArray[np.int32]:
    return np.array([(part.start, part.end) for part in parts], np.int32).reshape(-1, 2)


def _tokens(
    own_chunks: Sequence[Chunk],
    own_sentences: Sequence[Sentence],
    states: Sequence[TokenStates],
    title: int,
) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """The signs of a paragraph's tokens, and which of them each sentence has.

    `states` are those of its chunks, each behind a title of so many characters.
    """
    starts, signs = [np.empty(0, np.int32)], [np.empty((0, SIGN_BYTES), np.uint8)]
    for chunk, state in zip(own_chunks, states, strict=True):
        own = (state.spans[:, 0] >= title) & (state.spans[:, 1] > state.spans[:, 0])
        # Without the title in front, and from the paragraph's beginning, not the chunk's.
        starts.append(state.spans[own, 0] + (chunk.start - title))
        signs.append(np.packbits(state.vectors[own] > 0, axis=1))
    edges = _spans(own_sentences)
    return np.concatenate(signs), np.searchsorted(np.concatenate(starts), edges).astype(np.int32)


def cosines(states: Vectors, signs: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Cosines between a question's token states and tokens kept as signs, shape (n, tokens)."""
    # Signs are 1 and -1, so a token's length is the root of their number.
    bits = np.unpackbits(signs, axis=1).astype(np.float32)
    bits *= 2
    bits -= 1
    # In parts that BLAS works out in this thread: others may be long in coming to a busy machine.
    step = max(1, _SMALL_PRODUCT // max(1, states.size))
    parts = [states @ bits[at : at + step].T for at in range(0, len(bits), step)]
    products = np.concatenate(parts, axis=1) if parts else states @ bits.T
    return np.asarray(products / np.sqrt(bits.shape[1]), np.float32)
