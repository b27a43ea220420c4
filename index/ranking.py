"""Candidates in order: dense and lexical scores fused, the first few compared token by token.

The weights were chosen on the development sets; `make eval-sweep` shows what each side is worth.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.bm25 import bm25, inverse_frequency
from index.embedding.embedder import Vectors
from index.embedding.encoder import EncodedQuestion, cosines
from index.language.terms import content_words, terms
from index.store.records import Candidate
from index.types import Match

Scores = NDArray[np.float64]

POOL: Final = 48
"""Candidates whose sentences are looked at."""

CLOSER_LOOK: Final = 8
"""Passages compared token by token; in an article the right one is hardly ever the ninth."""

# Not 0: of a question of stop words alone, something has to be divided by.
_WORTHLESS: Final = 1e-3


class Fusion(StrEnum):
    """The scores that decide the order; all but the first are for comparison."""

    FUSED = "fused"  # all of it
    COARSE = "coarse"  # dense and lexical scores fused, without the comparison token by token
    DENSE = "dense"  # the cosines to the nearest chunk and sentence
    LEXICAL = "lexical"  # BM25


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its scores, as `index.types.Passage` explains them."""

    candidate: Candidate
    score: float
    dense: float
    lexical: float
    match: float
    matches: tuple[Match, ...]
    words: tuple[float, ...]


def rank(
    question: EncodedQuestion,
    candidates: Sequence[Candidate],
    also: Collection[int] = (),
    *,
    most: int = CLOSER_LOOK,
    fusion: Fusion = Fusion.FUSED,
) -> list[Ranked]:
    """The best candidates, best first, at most `most` besides those at the indexes `also`."""
    if not question.vector.size:  # as near to all: words decide
        dimensions = candidates[0].encoded.vectors.shape[1]
        question = replace(question, vector=np.zeros(dimensions, np.float32))
    languages = {candidate.language for candidate in candidates}
    query = query_terms(question.text, languages)
    chunk, sentence = _cosines(question.vector, candidates)
    dense = (chunk + sentence) / 2
    lexical = bm25(query, [candidate.counts for candidate in candidates])
    first = _first(fusion, dense, lexical)

    pool = _with(_best(first, POOL), also)
    pooled = [candidates[at] for at in pool]
    by_sentence = _sentence_bm25(query, pooled)
    second = _second(fusion, first[pool], sentence[pool], by_sentence)

    close = _with(_best(second, most), np.flatnonzero(np.isin(pool, [*also])).tolist())
    worth = _worth(question, languages, pooled)
    looked = _look_closer(question, worth, [pooled[at] for at in close])
    match = np.array([each.share for each in looked])
    # Standard scores say how something stands among others, so they are made anew among the few.
    final = _second(fusion, first[pool][close], sentence[pool][close], by_sentence[close])
    if fusion is Fusion.FUSED:
        final += _standard(match) + _standard(
            np.array([_best_match(each.matches) for each in looked])
        )
    return [
        Ranked(
            candidate=pooled[close[at]],
            score=float(final[at]),
            dense=float(dense[pool[close[at]]]),
            lexical=float(lexical[pool[close[at]]]),
            match=looked[at].share,
            matches=looked[at].matches,
            words=looked[at].words,
        )
        for at in _best(final, len(final))
    ]


def query_terms(question: str, languages: Iterable[str | None]) -> list[str]:
    """The question's BM25 terms, stemmed as texts in each of these languages are."""
    stems = [term for language in languages for term in terms(question, language)]
    return sorted(set(stems))


def _first(fusion: Fusion, dense: Scores, lexical: Scores) -> Scores:
    match fusion:
        case Fusion.DENSE:
            return _standard(dense)
        case Fusion.LEXICAL:
            return _standard(lexical)
        case _:
            return _standard(dense) + _standard(lexical)


def _second(fusion: Fusion, first: Scores, sentence: Scores, by_sentence: Scores) -> Scores:
    if fusion in (Fusion.DENSE, Fusion.LEXICAL):
        return first
    return 0.3 * _standard(first) + 0.33 * _standard(sentence) + 0.5 * _standard(by_sentence)


def _best_match(matches: Sequence[Match]) -> float:
    return max(match.score for match in matches)


def _standard(scores: Scores) -> Scores:
    """Standard scores, so that sides of different scale can be added; all 0 when equal."""
    centred = scores - scores.mean()
    # As `std` does it, which takes several times as long on so few.
    spread = np.sqrt((centred * centred).sum() / len(scores))
    # Of equal scores the spread is not always 0: sums are rounded.
    return centred / spread if spread > 1e-9 else np.zeros_like(scores)


def _best(scores: Scores, limit: int) -> NDArray[np.intp]:
    # Stable: of equal ones the first stays first, so that the order is the same each time.
    return np.argsort(-scores, kind="stable")[:limit]


def _with(indexes: NDArray[np.intp], also: Collection[int]) -> NDArray[np.intp]:
    """The indexes, and after them those of `also` that are not among them."""
    more = [at for at in sorted(also) if at not in indexes]
    return np.concatenate([indexes, np.array(more, np.intp)])


def _cosines(vector: Vectors, candidates: Sequence[Candidate]) -> tuple[Scores, Scores]:
    """Each candidate's nearest chunk and its nearest sentence."""
    stacked = np.concatenate([candidate.encoded.vectors for candidate in candidates])
    # In double precision, in which the order of the rows leaves no trace in a score.
    # `einsum`, since BLAS would divide the work among threads and wait for all of them.
    cosines = np.einsum("vd,d->v", stacked.astype(float), vector.astype(float))
    # All vectors in one product; each candidate's are its chunks, then its sentences, and
    # `reduceat` takes the maximum from one edge to the next.
    ends = np.cumsum([len(candidate.encoded.spans) for candidate in candidates])
    starts = [0, *ends[:-1]]
    splits = [start + each.encoded.chunks for start, each in zip(starts, candidates, strict=True)]
    edges = np.stack([starts, splits], axis=1).ravel()
    nearest = np.maximum.reduceat(cosines, edges).reshape(-1, 2)
    return nearest[:, 0], nearest[:, 1]


def _sentence_bm25(query: Sequence[str], candidates: Sequence[Candidate]) -> Scores:
    """Each candidate's best sentence by BM25 among all their sentences."""
    texts = [candidate.sentence_counts for candidate in candidates]
    scores = bm25(query, [text for sentences in texts for text in sentences])
    starts = np.cumsum([0, *(len(sentences) for sentences in texts)])[:-1]
    return np.maximum.reduceat(scores, starts)


class _Looked(NamedTuple):
    """How far a paragraph says what the question says: as a whole, by sentence, by word."""

    share: float
    matches: tuple[Match, ...]
    words: tuple[float, ...]


def _look_closer(
    question: EncodedQuestion, worth: Scores, candidates: Sequence[Candidate]
) -> list[_Looked]:
    """How far each paragraph, and each of its sentences, says what the question says.

    Late interaction: for each token of the question the most similar token of the text,
    averaged by what the token is worth (Khattab and Zaharia, ColBERT, 2020).
    """
    # All in one product: many small ones would take longer to call than to work out.
    signs = [candidate.encoded.signs for candidate in candidates]
    similar = cosines(question.states, np.concatenate(signs))
    ends = np.cumsum([len(own) for own in signs])
    spans = [
        np.concatenate([[(0, len(own))], candidate.encoded.ranges]) + (end - len(own))
        for candidate, own, end in zip(candidates, signs, ends, strict=True)
    ]
    nearest = _nearest(similar, np.concatenate(spans))
    shares = _shares(nearest, worth)
    words = [tuple(column) for column in (_of_words(question) @ nearest).T.tolist()]
    looked, at = [], 0
    for candidate, own_spans in zip(candidates, spans, strict=True):
        own = slice(at + 1, at + len(own_spans))
        encoded = candidate.encoded
        dense = (encoded.vectors[encoded.chunks :] @ question.vector).tolist()
        signs = [encoded.signs[start:end] for start, end in encoded.ranges]
        matches = tuple(map(Match, candidate.sentences, shares[own], dense, words[own], signs))
        looked.append(_Looked(shares[at], matches, words[at]))
        at += len(own_spans)
    return looked


def _nearest(similar: Vectors, spans: NDArray[np.int64]) -> Vectors:
    """The cosine of each token of the question to the nearest one in each span of tokens."""
    # `reduceat` takes the maximum from one edge to the next, of which every other is a span's;
    # of an empty span it takes some token. A last one is there for spans that end the text.
    padded = np.pad(similar, ((0, 0), (0, 1)))
    nearest: Vectors = np.maximum.reduceat(padded, spans.ravel(), axis=1)[:, ::2]
    nearest[:, spans[:, 0] >= spans[:, 1]] = 0.0
    return nearest


def _shares(nearest: Vectors, worth: Scores) -> list[float]:
    """The share of the question that is found in each span, from 0 to 1."""
    if not len(worth):  # a question without a token
        return [0.0] * nearest.shape[1]
    shares: list[float] = np.clip(worth @ nearest / worth.sum(), 0.0, 1.0).tolist()
    return shares


def _of_words(question: EncodedQuestion) -> Scores:
    """What takes tokens together to content words, shape (words, tokens): their mean."""
    words = content_words(question.text)
    parts: Scores = np.zeros((len(words), len(question.tokens)))
    for row, word in zip(parts, words, strict=True):
        inside = _inside(question, word)
        row[inside] = 1 / max(1, inside.sum())
    return parts


def _inside(question: EncodedQuestion, word: re.Match[str]) -> NDArray[np.bool_]:
    """Which of the question's tokens are a word's."""
    tokens = question.tokens
    inside: NDArray[np.bool_] = (tokens[:, 0] >= word.start()) & (tokens[:, 1] <= word.end())
    return inside


def _worth(
    question: EncodedQuestion, languages: Iterable[str | None], candidates: Sequence[Candidate]
) -> Scores:
    """What each of the question's tokens tells candidates apart; next to nothing for stop words."""
    texts = [candidate.counts.keys() for candidate in candidates]
    languages = list(languages)
    worth = np.full(len(question.tokens), _WORTHLESS)
    for word in content_words(question.text):
        forms = query_terms(word[0], languages)
        count = sum(not text.isdisjoint(forms) for text in texts)
        worth[_inside(question, word)] = inverse_frequency(count, len(texts))
    return worth
