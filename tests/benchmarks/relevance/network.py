"""Fit the network of `assistant.extractive.relevance_network` together with its features' weights.

The same network again, for a whole batch and with gradients: jax works it out, optax follows them.
Only questions that are answered are fitted on. Of those that are not, how they are worded would
give them away, which says nothing of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jax import Array
from numpy.typing import NDArray

from assistant.extractive.relevance_network import QUESTION_TOKENS, SENTENCE_TOKENS
from tests.benchmarks.relevance.cases import Case

WIDTH: Final = 64
JUDGED: Final = 32
SIZE: Final = 384  # of a token's state

PASSES: Final = 5
QUESTIONS: Final = 16
"""In a batch, each with so many SENTENCES."""

SENTENCES: Final = 10
LIKEST: Final = 5
"""Of the sentences that do not answer: so many that are most like the question, then any."""

RIGHT: Final = 3
RATE: Final = 2e-3
DECAY: Final = 0.1
LEFT_OUT: Final = 0.35
TOKENS_LEFT_OUT: Final = (0.1, 0.05)
"""The share of a question's and of a sentence's tokens that a pass does without."""

NOWHERE: Final = -1e9
Weights = dict[str, Array]


class Batch(NamedTuple):
    """Questions, each with sentences; `real` says which tokens and which sentences are there."""

    asked: NDArray[np.float32]  # (questions, tokens, SIZE)
    asked_real: NDArray[np.float32]
    states: NDArray[np.float32]  # (questions, sentences, tokens, SIZE)
    states_real: NDArray[np.float32]
    rows: NDArray[np.float32]  # (questions, sentences, features), standardised
    right: NDArray[np.float32]  # (questions, sentences)
    real: NDArray[np.float32]


class Fitted(NamedTuple):
    """The network's weights, and those of the features with their intercept, on their own scale."""

    network: Mapping[str, NDArray[np.float16]]
    intercept: float
    features: NDArray[np.float64]


def fit(cases: Sequence[Case], seed: int = 0) -> Fitted:
    """The weights after PASSES over the cases that have an answer."""
    told = [case for case in cases if case.right is not None and case.right.any()]
    rows = np.concatenate([case.rows for case in told])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    weights = _first(jax.random.PRNGKey(seed), rows.shape[1])
    steps = PASSES * (len(told) // QUESTIONS)
    rate = optax.warmup_cosine_decay_schedule(0, RATE, steps // 20, steps, RATE / 50)
    method = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=DECAY))
    state = method.init(weights)

    @jax.jit  # type: ignore[untyped-decorator]
    def step(weights: Weights, state: Any, batch: Batch, key: Array) -> tuple[Weights, Any]:  # noqa: ANN401
        slope = jax.grad(_loss)(weights, batch, key)
        change, after = method.update(slope, state, weights)
        return optax.apply_updates(weights, change), after

    key = jax.random.PRNGKey(seed + 1)
    for at, batch in enumerate(_batches(told, mean, spread, np.random.default_rng(seed))):
        weights, state = step(weights, state, batch, jax.random.fold_in(key, at))
    return _on_own_scale(weights, mean, spread)


def _on_own_scale(
    weights: Weights, mean: NDArray[np.float32], spread: NDArray[np.float32]
) -> Fitted:
    features = np.asarray(weights["features"], float) / spread
    intercept = float(weights["odds_bias"]) - float(features @ mean)
    network = {
        name: np.asarray(each, np.float16)
        for name, each in weights.items()
        if name not in {"features", "odds_bias"}
    }
    return Fitted(network, intercept, features)


def _first(key: Array, features: int) -> Weights:
    """Weights to begin with: at random, as large as what they add up allows."""
    shapes = {
        "question_key": (SIZE, WIDTH),
        "sentence_key": (SIZE, WIDTH),
        "question_value": (SIZE, WIDTH),
        "sentence_value": (SIZE, WIDTH),
        "question_whole": (SIZE, WIDTH),
        "question_compared": (3 * WIDTH + 2, WIDTH),
        "sentence_compared": (3 * WIDTH + 2, WIDTH),
        "question_counts": (WIDTH, 1),
        "judged": (3 * WIDTH, JUDGED),
        "odds": (JUDGED, 1),
    }
    keys = jax.random.split(key, len(shapes))
    made = {
        # States have unit length, so their parts are small.
        name: jax.random.normal(own, shape) * (4 if shape[0] == SIZE else 1) / np.sqrt(shape[0])
        for own, (name, shape) in zip(keys, shapes.items(), strict=True)
    }
    made |= {name: made[name][:, 0] for name in ("question_counts", "odds")}
    made |= {f"{side}_compared_bias": jnp.zeros(WIDTH) for side in ("question", "sentence")}
    return made | {
        "sharpness": jnp.array(8.0),
        "judged_bias": jnp.zeros(JUDGED),
        "features": jnp.zeros(features),
        "odds_bias": jnp.array(-2.0),
    }


def _loss(weights: Weights, batch: Batch, key: Array) -> Array:
    """Each sentence for itself, and the right one among the question's and none of them."""
    odds = _log_odds(weights, batch, key)
    alone = batch.real * (jnp.logaddexp(0.0, odds) - batch.right * odds)
    among = jnp.where(batch.real > 0, odds, NOWHERE)
    rights = jnp.where(batch.right > 0, odds, NOWHERE)
    all_of = jnp.logaddexp(0.0, jax.scipy.special.logsumexp(among, axis=1))
    one_of = jax.scipy.special.logsumexp(rights, axis=1)
    return 3 * alone.sum() / batch.real.sum() + 0.5 * (all_of - one_of).mean()


def _log_odds(weights: Weights, batch: Batch, key: Array) -> Array:
    """As in `relevance_network`, with a random part of what is known left out."""
    keys = jax.random.split(key, 6)
    asked_real = _kept(keys[0], batch.asked_real, TOKENS_LEFT_OUT[0])
    real = _kept(keys[1], batch.states_real, TOKENS_LEFT_OUT[1])
    states = batch.states * real[..., None]
    likeness = jnp.einsum("bqd,bnsd->bnqs", batch.asked, states)
    pull = weights["sharpness"] * likeness + jnp.einsum(
        "bqd,bnsd->bnqs", batch.asked @ weights["question_key"], states @ weights["sentence_key"]
    ) / np.sqrt(WIDTH)
    is_asked, is_told = asked_real[:, None, :, None] > 0, real[:, :, None, :] > 0
    to_sentence = jax.nn.softmax(jnp.where(is_told, pull, NOWHERE), 3)
    to_question = jax.nn.softmax(jnp.where(is_asked, pull, NOWHERE), 2)
    wanted = _part(keys[2], jax.nn.relu(batch.asked @ weights["question_value"]), 0.1)
    given = _part(keys[3], jax.nn.relu(states @ weights["sentence_value"]), 0.1)

    aligned = jnp.einsum("bnqs,bnsd->bnqd", to_sentence, given)
    same = jnp.broadcast_to(wanted[:, None], aligned.shape)
    nearest = jnp.where(is_told, likeness, -1.0).max(3)
    expected = (to_sentence * likeness).sum(3)
    beside = [same, aligned, same * aligned, nearest[..., None], expected[..., None]]
    compared = jax.nn.relu(
        jnp.concatenate(beside, 3) @ weights["question_compared"]
        + weights["question_compared_bias"]
    )
    counts = jnp.where(is_asked[..., 0], compared @ weights["question_counts"], NOWHERE)
    mean = (compared * jax.nn.softmax(counts, 2)[..., None]).sum(2)
    most = jnp.where(is_asked, compared, 0.0).max(2)

    shared = (batch.asked * asked_real[..., None]).sum(1) / asked_real.sum(1, keepdims=True)
    whole = jnp.tanh(shared @ weights["question_whole"])[:, None, None]
    near = jnp.where(is_asked, likeness, -1.0).max(2) * real
    padded = jnp.pad(near, ((0, 0), (0, 0), (2, 2)))
    around = sum(padded[..., at : at + near.shape[2]] for at in range(5)) / 5
    backwards = jnp.einsum("bnqs,bqd->bnsd", to_question, wanted)
    given_for = [given, given * whole, backwards, near[..., None], jnp.asarray(around)[..., None]]
    answering = jax.nn.relu(
        jnp.concatenate(given_for, 3) @ weights["sentence_compared"]
        + weights["sentence_compared_bias"]
    )
    best = jnp.where(real[..., None] > 0, answering, 0.0).max(2)
    told = _part(keys[4], jnp.concatenate([mean, most, best], 2), LEFT_OUT)
    judged = jax.nn.relu(told @ weights["judged"] + weights["judged_bias"])
    odds = _part(keys[5], judged, LEFT_OUT) @ weights["odds"]
    return odds + batch.rows @ weights["features"] + weights["odds_bias"]


def _kept(key: Array, real: Array, share: float) -> Array:
    """Which tokens are there, without a share of them, but always with the first."""
    kept = real * jax.random.bernoulli(key, 1 - share, real.shape)
    return kept.at[..., 0].set(1.0)


def _part(key: Array, values: Array, share: float) -> Array:
    return values * jax.random.bernoulli(key, 1 - share, values.shape) / (1 - share)


def _batches(
    cases: Sequence[Case],
    mean: NDArray[np.float32],
    spread: NDArray[np.float32],
    chance: np.random.Generator,
) -> Iterator[Batch]:
    for _ in range(PASSES):
        order = chance.permutation(len(cases))
        for at in range(0, len(order) - QUESTIONS + 1, QUESTIONS):
            yield _batch([cases[each] for each in order[at : at + QUESTIONS]], mean, spread, chance)


def _batch(
    cases: Sequence[Case],
    mean: NDArray[np.float32],
    spread: NDArray[np.float32],
    chance: np.random.Generator,
) -> Batch:
    many = (len(cases), SENTENCES)
    batch = Batch(
        asked=np.zeros((len(cases), QUESTION_TOKENS, SIZE), np.float32),
        asked_real=np.zeros((len(cases), QUESTION_TOKENS), np.float32),
        states=np.zeros((*many, SENTENCE_TOKENS, SIZE), np.float32),
        states_real=np.zeros((*many, SENTENCE_TOKENS), np.float32),
        rows=np.zeros((*many, len(mean)), np.float32),
        right=np.zeros(many, np.float32),
        real=np.zeros(many, np.float32),
    )
    for row, case in enumerate(cases):
        own = case.asked[:QUESTION_TOKENS]
        batch.asked[row, : len(own)], batch.asked_real[row, : len(own)] = own, 1
        for column, at in enumerate(_chosen(case, chance)):
            bits = np.unpackbits(case.signs[at][:SENTENCE_TOKENS], axis=1).astype(np.float32)
            batch.states[row, column, : len(bits)] = (2 * bits - 1) / np.sqrt(SIZE)
            batch.states_real[row, column, : len(bits)] = 1
            batch.rows[row, column] = (case.rows[at] - mean) / spread
            batch.right[row, column] = case.right is not None and case.right[at]
            batch.real[row, column] = 1
    return batch


def _chosen(case: Case, chance: np.random.Generator) -> list[int]:
    """Sentences that answer, those most like the question that do not, and others by chance."""
    answers = np.asarray(case.right)
    right = np.flatnonzero(answers)[:RIGHT]
    others = np.flatnonzero(~answers)
    likest = others[np.argsort(-case.rows[others, 0])]  # the first feature is the cosine
    rest = chance.permutation(likest[LIKEST:])
    return [*right, *likest[:LIKEST], *rest][:SENTENCES]
