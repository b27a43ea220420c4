"""A library of any size: made-up articles, and an embedder that costs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np

from index.embedding.minilm import MiniLM, TokenStates
from index.types import Article, Paragraph

PARAGRAPHS = 20
SENTENCES = 3
WORDS = 18
VOCABULARY = 50_000
SHIFT = 30
"""In the Zipf-Mandelbrot law: the commonest word is in a quarter of the paragraphs, as in news
without its stop words."""

_DRAWN = np.cumsum(1 / (np.arange(1, VOCABULARY + 1) + SHIFT))
_DRAWN /= _DRAWN[-1]


class Instant(MiniLM):
    """MiniLM without the model: the state of a token depends on its word alone."""

    name = "instant"

    def __init__(self) -> None:
        self._states = np.random.default_rng(0).standard_normal((4096, 384)).astype(np.float32)

    def count_tokens(self, text: str) -> int:
        """A word is a token."""
        return len(text.split())

    async def token_states(self, texts: Sequence[str]) -> list[TokenStates]:
        """A state a word."""
        return [self._state_of(text) for text in texts]

    def _state_of(self, text: str) -> TokenStates:
        words, spans, at = text.split(" "), [], 0
        for word in words:
            spans.append((at, at + len(word)))
            at += len(word) + 1
        rows = [crc32(word.encode()) % len(self._states) for word in words]
        return TokenStates(np.array(spans, np.int32), self._states[rows])


def articles(paragraphs: int) -> Iterator[Article]:
    """Articles with so many paragraphs in all; words are as frequent as in news."""
    generator = np.random.default_rng(1)
    for number in range(paragraphs // PARAGRAPHS):
        yield Article(
            title=f"Report {_sentence(generator, 6)}",
            paragraphs=tuple(
                Paragraph(at, " ".join(_sentence(generator, WORDS) for _ in range(SENTENCES)))
                for at in range(1, PARAGRAPHS + 1)
            ),
            source=f"source {number % 50}",
            url=f"https://example.org/{number}",
            language="en",
        )


def question(generator: np.random.Generator) -> str:
    """Eight words, as frequent as in the articles."""
    return _sentence(generator, 8)


def _sentence(generator: np.random.Generator, words: int) -> str:
    ranks = np.searchsorted(_DRAWN, generator.random(words)) + 1
    text = " ".join(f"w{_letters(int(rank))}" for rank in ranks)
    return f"{text.capitalize()}."


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, last = divmod(number, 26)
        letters += "abcdefghijklmnopqrstuvwxyz"[last]
    return letters
