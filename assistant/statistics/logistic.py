"""Logistic regression, as fitted elsewhere and stored in a JSON file beside the code."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Logistic:
    """An intercept, a weight for each feature by name, and the `threshold` to decide by."""

    intercept: float
    weights: Mapping[str, float]
    threshold: float

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability, from 0 to 1; the features are those of the weights, by name."""
        logit = self.intercept + sum(
            weight * features[name] for name, weight in self.weights.items()
        )
        return 1 / (1 + math.exp(-logit))

    def save(self, file: Path) -> None:
        """Write the model to a file, rounded to four digits."""
        stored = {
            "intercept": round(self.intercept, 4),
            "weights": {name: round(weight, 4) for name, weight in self.weights.items()},
            "threshold": round(self.threshold, 3),
        }
        file.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> Logistic:
        """Read what `save` wrote."""
        return cls(**json.loads(file.read_text(encoding="utf-8")))


def times_likelier(probability: float, factor: float) -> float:
    """The probability whose odds are this many times those of another."""
    # Not by way of the odds, which rounding would not lead back to the same probability.
    return factor * probability / (1 + (factor - 1) * probability)
