"""Completes a recording of the sample for other machines: `python -m tests.record_nearby FILE`.

Embeddings differ in their last digits from one CPU to the next, and once in a while the model is
then asked something else. So it is asked with embeddings that are a little off, too.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from api.cli.eval.setup import EvalConfig, evaluate
from api.settings import Settings
from assistant.evaluation.runs.recording import Mode, Recording
from assistant.evaluation.sets.reader import read_set
from assistant.sample import QUESTIONS
from index.embedding.minilm import MiniLM, TokenStates

NOISES: Final = (0.003, 0.01, 0.01, 0.01, 0.02, 0.02, 0.03, 0.03)
"""Standard deviations, relative to the mean size of a state."""


class Noisy(MiniLM):
    """MiniLM with noise on the state of each token, the same every time."""

    def __init__(self, seed: int, noise: float) -> None:
        super().__init__()
        self._generator = np.random.default_rng(seed)
        self._noise = noise

    async def token_states(self, texts: Sequence[str]) -> list[TokenStates]:
        """As MiniLM's, a little off."""
        return [self._off(states) for states in await super().token_states(texts)]

    def _off(self, states: TokenStates) -> TokenStates:
        vectors = states.vectors
        noise = self._generator.standard_normal(vectors.shape, np.float32)
        return TokenStates(states.spans, vectors + self._noise * np.abs(vectors).mean() * noise)


async def main(path: Path, settings: Settings) -> None:
    """Ask the sample's questions once for each noise; what is recorded is not asked again."""
    for seed, noise in enumerate(NOISES):
        recording = Recording(path, Mode.RECORD)
        with tempfile.TemporaryDirectory() as folder:
            config = EvalConfig(
                settings, Path(folder), recording=recording, minilm=Noisy(seed, noise)
            )
            run = await evaluate(read_set(QUESTIONS), config, None, lambda done, total: None)
        print(f"noise {noise}: {len(run.failures)} of {len(run.cases)} failed")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), Settings.load()))
