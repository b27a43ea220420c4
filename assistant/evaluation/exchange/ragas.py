"""RAGAS (Es et al. 2024): JSON Lines of its `SingleTurnSample`, as `EvaluationDataset` has them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from assistant.evaluation.exchange.collector import ImportedSet
from assistant.evaluation.exchange.parsing import parse_lines
from assistant.evaluation.exchange.samples import Sample, collected, sample


@dataclass(frozen=True, slots=True)
class _Row:
    user_input: str
    retrieved_contexts: tuple[str, ...] | None = None
    reference_contexts: tuple[str, ...] | None = None
    reference: str | None = None
    # Our own columns: in somebody else's file they may hold anything.
    id: object = None
    kind: object = None
    answerable: object = None
    references: object = None


_ROW: Final = TypeAdapter(_Row)


def read(content: bytes, path: Path) -> ImportedSet:
    """The set of a file of samples, each a question; its `reference_contexts` answer it."""
    rows = parse_lines(_ROW, content, path)
    return collected(
        sample(
            row.user_input,
            row.reference,
            row.retrieved_contexts,
            row.reference_contexts,
            asdict(row),
        )
        for row in rows
    )


def written(samples: Iterable[Sample]) -> str:
    """JSON Lines that `EvaluationDataset.from_jsonl` reads, which looks past our own columns."""
    rows = (
        {
            "user_input": each.question,
            "response": each.response,
            "retrieved_contexts": each.retrieved,
            "reference": each.reference,
            "reference_contexts": each.gold,
            **each.ours,
        }
        for each in samples
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
