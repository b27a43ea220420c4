"""The network that is fitted is the one that answers: run by `make tune`, which installs jax."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from assistant.extractive.relevance_network import log_odds, weights
from tests.benchmarks.relevance.cases import NAMES, Case


def test_both_say_the_same_where_nothing_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    jax: Any = pytest.importorskip("jax", reason="jax is installed by `make tune`")
    from tests.benchmarks.relevance import network

    monkeypatch.setattr(network, "_kept", lambda _, real, __: jax.numpy.asarray(real))
    monkeypatch.setattr(network, "_part", lambda _, values, __: values)
    chance = np.random.default_rng(0)
    asked = chance.normal(size=(9, network.SIZE)).astype(np.float32)
    asked /= np.linalg.norm(asked, axis=1, keepdims=True)
    signs = [chance.integers(0, 256, (tokens, 48)).astype(np.uint8) for tokens in (5, 30, 48)]
    rows = np.zeros((3, len(NAMES)), np.float32)
    case = Case("set", True, rows, np.array([True, False, False]), asked, signs)
    zeros = np.zeros(len(NAMES), np.float32)
    batch = network._batch([case], zeros, zeros + 1, chance)
    own = {name: jax.numpy.asarray(each) for name, each in weights().items()}
    own |= {"features": jax.numpy.asarray(zeros), "odds_bias": jax.numpy.array(0.0)}
    # The other sentences of the batch are padding.
    fitted = network._log_odds(own, batch, jax.random.PRNGKey(0))[0, :3]
    assert np.asarray(fitted) == pytest.approx(log_odds(asked, signs), abs=1e-4)
