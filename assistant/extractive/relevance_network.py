"""How well a sentence answers a question by the states of their tokens: a small network.

Each token of the question looks for what stands for it in the sentence and the other way round
(decomposable attention: Parikh et al., 2016), over states in context that the index keeps anyway.
So "Who is in charge of the inquiry?" finds "Judge Holt leads the investigation", in other words.
`make tune` fits it on judged questions and writes `relevance_network.npz`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

NETWORK_FILE: Final = Path(__file__).with_name("relevance_network.npz")

QUESTION_TOKENS: Final = 24
SENTENCE_TOKENS: Final = 48
"""What is read of a question and of a sentence, as in training; the rest is left out."""

_AROUND: Final = 2
"""Tokens on either side with which a token's likeness to the question is averaged."""

_NOWHERE: Final = -1e9


class _Tokens(NamedTuple):
    """Sentences' tokens, padded: `states`, shape (sentences, tokens, 384), and which are real."""

    states: Floats
    real: NDArray[np.bool_]


@cache
def weights() -> Mapping[str, Floats]:
    """The network's weights, by the names that `_log_odds` has for them."""
    with np.load(NETWORK_FILE) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def log_odds(
    question: Floats,
    sentences: Sequence[NDArray[np.uint8]],
    weight: Mapping[str, Floats] | None = None,
) -> Floats:
    """What speaks for each sentence as an answer, as log odds beside those of its features.

    `question` are the states of its tokens, shape (tokens, 384), of unit length; of a sentence the
    signs of its tokens' states, shape (tokens, 48), as `index.embedding` packs them. The weights
    are those that ship unless others are given. Of a question without a token nothing speaks.
    """
    if not sentences or not len(question):
        return np.zeros(len(sentences), np.float32)
    return _log_odds(weight or weights(), question[:QUESTION_TOKENS], _padded(sentences))


def _padded(sentences: Sequence[NDArray[np.uint8]]) -> _Tokens:
    longest = min(SENTENCE_TOKENS, max(1, *map(len, sentences)))
    signs = np.zeros((len(sentences), longest, sentences[0].shape[1]), np.uint8)
    real = np.zeros(signs.shape[:2], bool)
    for row, own in enumerate(sentences):
        signs[row, : len(own)] = own[:longest]
        # A sentence without a token has one that says nothing.
        real[row, : max(1, len(own))] = True
    states = np.unpackbits(signs, axis=2).astype(np.float32)
    states *= 2
    states -= 1
    states *= real[..., None] / np.sqrt(np.float32(states.shape[2]))
    return _Tokens(states, real)


def _log_odds(weight: Mapping[str, Floats], question: Floats, sentences: _Tokens) -> Floats:
    """The network: align, compare from either side, judge."""
    states, real = sentences
    likeness = question @ states.transpose(0, 2, 1)  # (sentences, question's tokens, tokens)
    found = np.where(real[:, None], likeness, -1.0)
    asked = question @ weight["question_key"]
    told = states @ weight["sentence_key"]
    pull = weight["sharpness"] * likeness + asked @ told.transpose(0, 2, 1) / np.sqrt(
        asked.shape[1]
    )
    to_sentence = _softmax(np.where(real[:, None], pull, _NOWHERE), 2)
    to_question = _softmax(pull, 1)

    wanted = _positive(question @ weight["question_value"])
    given = _positive(states @ weight["sentence_value"])
    compared = _compared_from_question(weight, wanted, to_sentence @ given, found, to_sentence)
    whole = np.tanh(question.mean(axis=0) @ weight["question_whole"])
    answering = _positive(
        np.concatenate(
            [
                given,
                given * whole,
                to_question.transpose(0, 2, 1) @ wanted,
                _likeness_around(likeness.max(axis=1)),
            ],
            axis=2,
        )
        @ weight["sentence_compared"]
        + weight["sentence_compared_bias"]
    )
    best = np.where(real[..., None], answering, 0.0).max(axis=1)
    judged = _positive(
        np.concatenate([compared, best], axis=1) @ weight["judged"] + weight["judged_bias"]
    )
    odds: Floats = judged @ weight["odds"]
    return odds


def _compared_from_question(
    weight: Mapping[str, Floats],
    wanted: Floats,
    aligned: Floats,
    found: Floats,
    to_sentence: Floats,
) -> Floats:
    """Each token of the question beside what stands for it: their mean by weight, and the most."""
    same = np.broadcast_to(wanted, aligned.shape)
    compared = _positive(
        np.concatenate(
            [
                same,
                aligned,
                same * aligned,
                found.max(axis=2)[..., None],
                (to_sentence * found).sum(axis=2)[..., None],
            ],
            axis=2,
        )
        @ weight["question_compared"]
        + weight["question_compared_bias"]
    )
    counts = _softmax(compared @ weight["question_counts"], 1)
    mean = (compared * counts[..., None]).sum(axis=1)
    return np.concatenate([mean, compared.max(axis=1)], axis=1)


def _likeness_around(nearest: Floats) -> Floats:
    """Each token's likeness to the question, and the mean of it and its neighbours'."""
    length = nearest.shape[1]
    padded = np.pad(nearest, ((0, 0), (_AROUND, _AROUND)))
    window = range(2 * _AROUND + 1)
    around = sum((padded[:, at : at + length] for at in window), np.zeros_like(nearest))
    return np.stack([nearest, around / len(window)], axis=2)


def _positive(values: Floats) -> Floats:
    return np.maximum(values, 0.0)


def _softmax(values: Floats, axis: int) -> Floats:
    raised = np.exp(values - values.max(axis=axis, keepdims=True))
    return np.asarray(raised / raised.sum(axis=axis, keepdims=True), np.float32)
