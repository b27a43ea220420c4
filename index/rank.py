"""Candidates in order: dense and lexical scores fused, the first few compared token by token.

The weights were chosen on the development sets; `make bench` shows what each side is worth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.bm25 import bm25, inverse_frequency
from index.embed import MiniLM, Vectors, unit
from index.embeddings import Candidate
from index.text import STOP_WORDS, terms
from index.types import Match, Sentence

Scores = NDArray[np.float64]

POOL: Final = 48
"""Candidates whose sentences are looked at."""

CLOSER_LOOK: Final = 8
"""Passages compared token by token; in an article the right one is hardly ever the ninth."""

_WORTHLESS: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its scores, as `index.types.Passage` explains them."""

    candidate: Candidate
    score: float
    dense: float
    lexical: float
    match: float
    matches: tuple[Match, ...]


async def rank(
    minilm: MiniLM, question: str, vector: Vectors, candidates: Sequence[Candidate]
) -> list[Ranked]:
    """The best candidates, best first, at most CLOSER_LOOK.

    `vector` is the question's in the index's space, shape (dimensions,). Token by token it
    is always MiniLM that compares, whichever embedder the index has.
    """
    languages = {candidate.language for candidate in candidates}
    query = query_terms(question, languages)
    chunk, sentence = _cosines(vector, candidates)
    dense = (chunk + sentence) / 2
    lexical = bm25(query, [candidate.terms for candidate in candidates])
    first = _standard(dense) + _standard(lexical)

    pool = _best(first, POOL)
    pooled = [candidates[at] for at in pool]
    by_sentence = _sentence_bm25(query, pooled)
    second = _fuse(first[pool], sentence[pool], by_sentence)

    close = _best(second, CLOSER_LOOK)
    looked = await _look_closer(minilm, question, vector, [pooled[at] for at in close], pooled)
    match = np.array([share for share, _ in looked])
    final = _fuse(first[pool][close], sentence[pool][close], by_sentence[close])
    final += 1.33 * _standard(match)
    return [
        Ranked(
            candidate=pooled[close[at]],
            score=float(final[at]),
            dense=float(dense[pool[close[at]]]),
            lexical=float(lexical[pool[close[at]]]),
            match=looked[at][0],
            matches=looked[at][1],
        )
        for at in _best(final, CLOSER_LOOK)
    ]


def query_terms(question: str, languages: Iterable[str | None]) -> list[str]:
    """The question's BM25 terms, stemmed as texts in each of these languages are."""
    stems = [term for language in languages for term in terms(question, language)]
    return sorted(set(stems))


def _fuse(first: Scores, sentence: Scores, by_sentence: Scores) -> Scores:
    return 0.3 * _standard(first) + 0.33 * _standard(sentence) + 0.8 * _standard(by_sentence)


def _standard(scores: Scores) -> Scores:
    """As standard scores, so that sides of different scale can be added; all 0 when equal."""
    spread = scores.std()
    return (scores - scores.mean()) / spread if spread > 1e-9 else np.zeros_like(scores)


def _best(scores: Scores, limit: int) -> NDArray[np.intp]:
    return np.argsort(-scores, kind="stable")[:limit]


def _cosines(vector: Vectors, candidates: Sequence[Candidate]) -> tuple[Scores, Scores]:
    """Each candidate's nearest chunk and its nearest sentence."""
    stacked = np.concatenate([candidate.vectors.vectors for candidate in candidates])
    cosines = (stacked @ vector).astype(float)
    ends = np.cumsum([len(candidate.vectors.spans) for candidate in candidates])
    starts = [0, *ends[:-1]]
    splits = [start + each.vectors.chunks for start, each in zip(starts, candidates, strict=True)]
    edges = np.stack([starts, splits], axis=1).ravel()
    nearest = np.maximum.reduceat(cosines, edges).reshape(-1, 2)
    return nearest[:, 0], nearest[:, 1]


def _sentence_bm25(query: Sequence[str], candidates: Sequence[Candidate]) -> Scores:
    """Each candidate's best sentence by BM25 among all their sentences."""
    texts = [
        [terms(sentence.text, candidate.language) for sentence in candidate.sentences]
        for candidate in candidates
    ]
    scores = bm25(query, [text for sentences in texts for text in sentences])
    starts = np.cumsum([0, *(len(sentences) for sentences in texts)])[:-1]
    return np.maximum.reduceat(scores, starts)


async def _look_closer(
    minilm: MiniLM,
    question: str,
    vector: Vectors,
    candidates: Sequence[Candidate],
    pool: Sequence[Candidate],
) -> list[tuple[float, tuple[Match, ...]]]:
    """How far each candidate, and each of its sentences, says what the question says.

    Late interaction: for each token of the question, the most similar token of the text,
    averaged with what the token is worth among the pool (Khattab and Zaharia, ColBERT, 2020).
    """
    parts = [_nearest_chunk(vector, candidate) for candidate in candidates]
    asked, *states = await minilm.token_states([question, *(part.text for part in parts)])
    worth = _worth(asked.tokens, [set(minilm.tokens(each.paragraph.text)) for each in pool])
    query = unit(asked.vectors)
    looked = []
    for candidate, part, state in zip(candidates, parts, states, strict=True):
        similar = query @ unit(state.vectors).T
        similar[:, state.spans[:, 1] == 0] = 0  # special tokens stand nowhere in the text
        cosines = candidate.vectors.vectors[candidate.vectors.chunks :] @ vector
        matches = []
        for sentence, cosine in zip(candidate.sentences, cosines.tolist(), strict=True):
            own = similar[:, _inside(state.spans + part.start, sentence)]
            matches.append(Match(sentence, _share(own, worth), _weakest(own, worth), cosine))
        looked.append((_share(similar, worth), tuple(matches)))
    return looked


def _nearest_chunk(vector: Vectors, candidate: Candidate) -> Sentence:
    """The part of the paragraph to read token by token: all of it, unless it is very long."""
    nearest = int((candidate.vectors.vectors[: candidate.vectors.chunks] @ vector).argmax())
    start, end = candidate.vectors.spans[nearest].tolist()
    return Sentence(candidate.paragraph.text[start:end], start, end)


def _worth(tokens: Sequence[str], texts: Sequence[set[str]]) -> Scores:
    """What each of the question's tokens tells the texts apart; next to nothing for stop words."""
    return np.array(
        [
            inverse_frequency(sum(token in text for text in texts), len(texts))
            if token.lstrip("#").isalnum() and token not in STOP_WORDS
            else _WORTHLESS
            for token in tokens
        ]
    )


def _inside(spans: NDArray[np.int32], sentence: Sentence) -> NDArray[np.bool_]:
    return (spans[:, 0] >= sentence.start) & (spans[:, 1] <= sentence.end)


def _share(similar: Vectors, worth: Scores) -> float:
    if not similar.size:
        return 0.0
    return float(np.clip(similar.max(axis=1) @ worth / worth.sum(), 0.0, 1.0))


def _weakest(similar: Vectors, worth: Scores) -> float:
    telling = worth > _WORTHLESS
    if not similar.size or not telling.any():
        return 0.0
    return float(np.clip(similar.max(axis=1)[telling].min(), 0.0, 1.0))
