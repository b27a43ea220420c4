"""How questions are answered, and how a model is used for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from assistant.extractive import answerer
from assistant.generation import reranking
from assistant.generation.context import Budget
from index.ranking import Fusion

PASSAGES: Final = 8
"""Passages retrieved for a question."""


@dataclass(frozen=True, slots=True)
class Options:
    """How questions are answered.

    `whole` gives the model articles that fit instead of selected passages, `judge` asks it in the
    end about the sentences that the check doubts. `passages` are retrieved for a question, in the
    order of `fusion`; `selection` says which of them a model is given, `extractive` what is quoted
    without one.
    """

    budget: Budget = field(default_factory=Budget)
    whole: bool = False
    judge: bool = False
    passages: int = PASSAGES
    fusion: Fusion = Fusion.FUSED
    selection: reranking.Thresholds = field(default_factory=reranking.Thresholds)
    extractive: answerer.Thresholds = field(default_factory=answerer.Thresholds)
