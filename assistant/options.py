"""How questions are answered, and how a model is used for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from assistant.extractive import answerer
from assistant.generation import reranking
from assistant.generation.context import SHORT_ARTICLE, Budget
from assistant.generation.strategy import Strategy
from index.ranking import Fusion

PASSAGES: Final = 8
"""Passages retrieved for a question."""


@dataclass(frozen=True, slots=True)
class Options:
    """How questions are answered.

    `strategy` says how a model is asked; where that is left to its exam, `unexamined` says it of
    one that has taken none. `whole` gives it articles that fit, however long, in one call.
    `passages` are retrieved for a question, in the order of `fusion`; `selection` says which of
    them a model is given, `extractive` what is quoted without one.
    """

    budget: Budget = field(default_factory=Budget)
    strategy: Strategy = Strategy.AUTO
    unexamined: Strategy = Strategy.SELECT
    whole: bool = False
    passages: int = PASSAGES
    fusion: Fusion = Fusion.FUSED
    selection: reranking.Thresholds = field(default_factory=reranking.Thresholds)
    extractive: answerer.Thresholds = field(default_factory=answerer.Thresholds)

    def for_model(self, passed: bool | None) -> Options:
        """The options for a model that has passed the exam or not; None: it has taken none."""
        if self.strategy is not Strategy.AUTO:
            return self
        examined = Strategy.DIRECT if passed else Strategy.SELECT
        return replace(self, strategy=self.unexamined if passed is None else examined)

    @property
    def is_direct(self) -> bool:
        """Whether a model writes in its first call, without selecting passages."""
        return self.whole or self.strategy is Strategy.DIRECT

    @property
    def whole_tokens(self) -> int:
        """Tokens that whole articles may take in a prompt; none where passages are selected."""
        if self.whole:
            return self.budget.total
        return SHORT_ARTICLE if self.is_direct else 0
